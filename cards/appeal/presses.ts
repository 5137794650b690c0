import type { AppealFormIntent } from '../../src/flows/appeal/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the cards about appeals. */
export const appealPresses: Record<string, PressParser> = {
  'appeal.submit': ({ args: [cycle, assessee], values }) => {
    if (!cycle || !assessee) return null
    const form = new Fields(values)
    const [line, reason] = [form.choice('line'), form.text('reason', 'appeal.reason')]
    return form.into<AppealFormIntent>({ verb: 'appeal.submit', cycle, assessee, line, reason })
  },
  'appeal.drop': ({ args: [cycle, assessee, file], values }) => {
    if (!cycle || !assessee || !file) return null
    const form = new Fields(values)
    const [line, reason] = [form.choice('line'), form.text('reason', 'appeal.reason')]
    return form.into<AppealFormIntent>({
      ...{ verb: 'appeal.drop', cycle, assessee, file, line, reason },
    })
  },
  'appeal.withdraw': ({ args: [appeal, whose] }) =>
    appeal && whose ? { verb: 'appeal.withdraw', appeal, whose } : null,
  'appeal.further': ({ args: [appeal, whose], values }) => {
    if (!appeal || !whose) return null
    const form = new Fields(values)
    const reason = form.text('reason', 'appeal.reason')
    return form.into({ verb: 'appeal.further', appeal, whose, reason })
  },
  'appeal.file': ({ args: [file] }) => (file ? { verb: 'appeal.file', file } : null),
  'appeal.answer': ({ args: [appeal, whose], values }) => {
    if (!appeal || !whose) return null
    const form = new Fields(values)
    return form.into({
      ...{ verb: 'appeal.answer', appeal, whose },
      finding: form.choice('finding'),
      reverse: form.choices('reverse'),
      reason: form.text('reason', 'appeal.answer'),
    })
  },
}
