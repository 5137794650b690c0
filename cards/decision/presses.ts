import { revokeReason } from '../../src/flows/decision/decide.js'
import type { DecisionIntent } from '../../src/flows/decision/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** What stands behind the names of the fields of one of several forms of ties. */
export function fieldsOf(at: string): string {
  return `.tie.${at}`
}

/** Presses of the card of what a meeting decides. */
export const decisionPresses: Record<string, PressParser> = {
  'decision.places': ({ args: [cycle, results, at = ''], values }) => {
    if (!cycle || !results || !/^\d{1,4}$/.test(at)) return null
    const form = new Fields(values)
    const of = fieldsOf(at)
    return form.into<DecisionIntent>({
      ...{ verb: 'decision.places', cycle, results, nomination: Number.parseInt(at, 10), of },
      chosen: form.choices(`chosen${of}`),
      reason: form.text(`reason${of}`, 'decision.reason'),
      reference: form.text(`reference${of}`, 'decision.reference'),
    })
  },
  'decision.grade': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    return form.into<DecisionIntent>({
      ...{ verb: 'decision.grade', cycle, of: '' },
      name: form.text('name', 'decision.name'),
      grade: form.choice('grade'),
      reason: form.text('reason', 'decision.reason'),
      reference: form.text('reference', 'decision.reference'),
    })
  },
  'decision.revoke': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    const decision = form.choice('decision')
    const reason = form.text(revokeReason, 'decision.reason')
    return form.into<DecisionIntent>({ verb: 'decision.revoke', cycle, decision, reason })
  },
}
