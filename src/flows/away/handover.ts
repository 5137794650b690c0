import { type Fault, fault } from '../../base/refusal.js'
import type { Span } from '../../workrules/span.js'
import type { Context } from '../context.js'
import { absenceOver } from './away.js'

/**
 * What is wrong with who is to take over: they belong to the bureau, are somebody else, and are there. Null for
 * nothing; nobody is wrong only where the rules let nobody leave without one. Codes: handover-who, handover-away.
 */
export function handoverFault(
  ctx: Context,
  of: { matter: 'leave' | 'trip'; person: string; span: Span | null; handover: string },
): Fault | null {
  const { matter, person, span, handover } = of
  const rules = ctx.bureau.work?.rules.handover
  if (handover === '') {
    const must = rules?.missing.value === 'may-not-leave' && rules.matters.includes(matter)
    return must ? fault('handover', 'handover-who') : null
  }
  if (handover === person || !ctx.bureau.roster.person(handover))
    return fault('handover', 'handover-who')
  const away = span && absenceOver(ctx, handover, { span, but: [] })
  if (away?.request.stage !== 'approved' || away.matter === 'outing') return null
  return fault('handover', 'handover-away', { name: ctx.bureau.roster.nameOf(handover) })
}
