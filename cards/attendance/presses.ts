import type { AttendanceIntent } from '../../src/flows/attendance/intents.js'
import type { AttendanceAnswers, AttendanceWords } from '../../src/flows/attendance/form.js'
import { Fields, type PressParser } from '../form-values.js'

function wordsOf(form: Fields): AttendanceWords {
  const names = form
    .named('names')
    .map((id): [string, string] => [id, form.text(`names.${id}`, 'attendance.names')])
  return {
    ...{ day: form.choice('day'), occasion: form.choice('occasion') },
    ...{ note: form.text('note', 'record.note'), names: Object.fromEntries(names) },
  }
}

function answersOf(form: Fields): AttendanceAnswers {
  const who = form.named('who').map((at): [string, string] => [at, form.choice(`who.${at}`)])
  const reason = form
    .named('reason')
    .map((at): [string, string] => [at, form.text(`reason.${at}`, 'attendance.reason')])
  return { who: Object.fromEntries(who), reason: Object.fromEntries(reason) }
}

/** Presses of the card of attendance. */
export const attendancePresses: Record<string, PressParser> = {
  'attendance.check': ({ values }) => {
    const form = new Fields(values)
    return form.into<AttendanceIntent>({ verb: 'attendance.check', words: wordsOf(form) })
  },
  /** `args`: the page that is wanted. */
  'attendance.look': ({ args: [page = ''], values }) => {
    if (!/^\d{1,3}$/.test(page)) return null
    const form = new Fields(values)
    const of = { page: Number.parseInt(page, 10), answers: answersOf(form) }
    return form.into<AttendanceIntent>({ verb: 'attendance.look', ...of })
  },
  /** `args`: what the card said would become of the rows. */
  'attendance.send': ({ args: [shown], values }) => {
    if (!shown) return null
    const form = new Fields(values)
    return form.into<AttendanceIntent>({
      ...{ verb: 'attendance.send', shown, answers: answersOf(form) },
    })
  },
  'attendance.edit': () => ({ verb: 'attendance.edit' }),
  /** `args`: the table's key and what the card showed of it. */
  'attendance.sign': ({ args: [key, shown] }) =>
    key && shown ? { verb: 'attendance.sign', key, shown } : null,
  'attendance.template': () => ({ verb: 'attendance.template' }),
  'attendance.again': () => ({ verb: 'attendance.again' }),
}
