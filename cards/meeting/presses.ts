import type {
  MeetingFormIntent,
  MeetingIntent,
  MeetingLeaveIntent,
} from '../../src/flows/meeting/intents.js'
import type { TextField } from '../../src/flows/limits.js'
import { Fields, type PressParser } from '../form-values.js'

type WithText = Extract<MeetingIntent, { text: string }>['verb']

/** `args`: the meeting. */
function saying(verb: WithText, name: string, limit: TextField): PressParser {
  return ({ args: [meeting], values }) => {
    if (!meeting) return null
    const form = new Fields(values)
    return form.into<MeetingIntent>({ verb, meeting, text: form.text(name, limit) })
  }
}

/** `args`: the leave, and the meeting. */
function ofLeave(verb: MeetingLeaveIntent['verb']): PressParser {
  return ({ args: [leave, meeting], values }) => {
    if (!leave || !meeting) return null
    const form = new Fields(values)
    return form.into({ verb, leave, meeting, text: form.text('text', 'leave.remark') })
  }
}

/** Presses of the cards about meetings. */
export const meetingPresses: Record<string, PressParser> = {
  'meeting.call': ({ values }) => {
    const form = new Fields(values)
    return form.into<MeetingFormIntent>({
      verb: 'meeting.call',
      words: {
        title: form.text('title', 'meeting.title'),
        at: form.choice('at'),
        place: form.text('place', 'meeting.place'),
        names: form.text('names', 'meeting.names'),
        briefs: form.text('briefs', 'meeting.names'),
        note: form.text('note', 'meeting.note'),
      },
    })
  },
  'meeting.again': () => ({ verb: 'meeting.again' }),
  'meeting.cancel': saying('meeting.cancel', 'why', 'meeting.reason'),
  'meeting.ask': saying('meeting.ask', 'reason', 'meeting.reason'),
  'meeting.brief': saying('meeting.brief', 'text', 'meeting.brief'),
  'meeting.agree': ofLeave('meeting.agree'),
  'meeting.return': ofLeave('meeting.return'),
  'meeting.refuse': ofLeave('meeting.refuse'),
  'meeting.withdraw': ofLeave('meeting.withdraw'),
  'meeting.as-expected': ({ args: [meeting] }) =>
    meeting ? { verb: 'meeting.as-expected', meeting } : null,
  'meeting.mark': ({ args: [meeting], values }) => {
    if (!meeting) return null
    const form = new Fields(values)
    const words = {
      absent: form.text('absent', 'meeting.names'),
      late: form.text('late', 'meeting.names'),
      substituted: form.text('substituted', 'meeting.names'),
      note: form.text('note', 'meeting.note'),
    }
    return form.into<MeetingIntent>({ verb: 'meeting.mark', meeting, words })
  },
  'meeting.read': ({ args: [meeting, whose] }) =>
    meeting && whose ? { verb: 'meeting.read', meeting, whose } : null,
}
