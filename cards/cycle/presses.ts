import type { CycleIntent } from '../../src/flows/cycle/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the office's cards about cycles. */
export const cyclePresses: Record<string, PressParser> = {
  'cycle.prepare': ({ values }): CycleIntent => {
    const form = new Fields(values)
    return { verb: 'cycle.prepare', scheme: form.choice('scheme'), year: form.choice('year') }
  },
  'cycle.open': ({ args: [scheme, year] }): CycleIntent | null =>
    scheme && year ? { verb: 'cycle.open', scheme, year } : null,
  'cycle.choice': ({ args: [cycle], values }): CycleIntent | null => {
    const form = new Fields(values)
    return cycle ? { verb: 'cycle.choice', cycle, choice: form.choice('choice') } : null
  },
  'cycle.choose': ({ args: [cycle, choice], values }) => {
    if (!cycle || !choice) return null
    const form = new Fields(values)
    const answer = form.choice('answer')
    const reference = form.text('reference', 'cycle.reference')
    return form.into({ verb: 'cycle.choose', cycle, choice, answer, reference })
  },
  'cycle.amend': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    const reason = form.text('reason', 'cycle.reason')
    const reference = form.text('reference', 'cycle.reference')
    return form.into({ verb: 'cycle.amend', cycle, reason, reference })
  },
  'cycle.working-time': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    const hours = form.text('hours', 'cycle.hours')
    return form.into({ verb: 'cycle.working-time', cycle, hours })
  },
  'cycle.close': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    return form.into({ verb: 'cycle.close', cycle, reason: form.text('reason', 'cycle.reason') })
  },
}
