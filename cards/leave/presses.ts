import type {
  LeaveDecision,
  LeaveFormIntent,
  LeaveWords,
  OwnLeaveIntent,
} from '../../src/flows/leave/intents.js'
import { Fields, type PressParser } from '../form-values.js'
import { handoverIn } from '../handover-fields.js'

function wordsOf(form: Fields): LeaveWords {
  return {
    who: form.text('who', 'leave.who'),
    kind: form.choice('kind'),
    from: form.choice('from'),
    to: form.choice('to'),
    starts: form.choice('starts'),
    ends: form.choice('ends'),
    reason: form.text('reason', 'leave.reason'),
    handover: handoverIn(form),
    tasks: form.text('tasks', 'leave.tasks'),
  }
}

/** `args`: which form, and the days that its card shows. */
function asking(verb: 'leave.submit' | 'leave.look'): PressParser {
  return ({ args: [key, shown = ''], values }) => {
    if (!key) return null
    const form = new Fields(values)
    return form.into<LeaveFormIntent>({ verb, key, shown, words: wordsOf(form) })
  }
}

/** `args`: the leave, and whose it is. */
function deciding(verb: LeaveDecision['verb']): PressParser {
  return ({ args: [leave, person], values }) => {
    if (!leave || !person) return null
    const form = new Fields(values)
    return form.into({ verb, leave, person, text: form.text('text', 'leave.remark') })
  }
}

function own(
  verb: Extract<OwnLeaveIntent, { verb: 'leave.withdraw' | 'leave.back' | 'leave.papers' }>['verb'],
): PressParser {
  return ({ args: [leave] }) => (leave ? { verb, leave } : null)
}

/** Presses of the cards about leave. */
export const leavePresses: Record<string, PressParser> = {
  'leave.submit': asking('leave.submit'),
  'leave.look': asking('leave.look'),
  'leave.drop': ({ args: [key, file], values }) => {
    if (!key || !file) return null
    const form = new Fields(values)
    return form.into<LeaveFormIntent>({ verb: 'leave.drop', key, file, words: wordsOf(form) })
  },
  'leave.again': ({ args: [key] }) => (key ? { verb: 'leave.again', key } : null),
  'leave.agree': deciding('leave.agree'),
  'leave.return': deciding('leave.return'),
  'leave.refuse': deciding('leave.refuse'),
  'leave.withdraw': own('leave.withdraw'),
  'leave.back': own('leave.back'),
  'leave.papers': own('leave.papers'),
  'leave.shorten': ({ args: [leave], values }) => {
    if (!leave) return null
    const form = new Fields(values)
    return { verb: 'leave.shorten', leave, to: form.choice('to'), ends: form.choice('ends') }
  },
  'leave.file': ({ args: [file] }) => (file ? { verb: 'leave.file', file } : null),
  'leave.slip': ({ args: [leave], values }) => {
    if (!leave) return null
    const form = new Fields(values)
    return form.into({ verb: 'leave.slip', leave, text: form.text('text', 'leave.reason') })
  },
}
