import { type Month, monthText } from '../../base/day.js'
import { isRefusal, refuse } from '../../base/refusal.js'
import { decide } from '../chain/decide.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { digestKey } from './digest-key.js'
import { unitReportChain } from './entries.js'
import { isMonth } from './months.js'
import { unitReportOf } from './reported.js'
import { namesOf } from './reporters.js'
import { onItsWay, signersOf } from './signers.js'

/** One signs a unit's report after its head, or sends it back; `report`: the one that the card showed. */
export interface ReviewIntent {
  verb: 'digest.pass' | 'digest.return'
  month: Month
  unit: string
  report: string
  text: string
}

/** What became of a report that waits no more, as the chain's refusals call it. */
const endings = {
  'on-its-way': null,
  filed: 'approved',
  returned: 'returned',
  withdrawn: 'withdrawn',
} as const

/**
 * Who is in charge reads and signs, or sends back with a remark. One that was signed anew after the card was shown is read
 * first.
 * @refuses (digest.pass) gone, digest-changed, chain-ended-approved, chain-ended-returned, chain-ended-withdrawn,
 * chain-passed-before, chain-not-yours
 * @refuses (digest.return) gone, digest-changed, chain-ended-approved, chain-ended-returned, chain-ended-withdrawn,
 * chain-passed-before, chain-not-yours, chain-reason
 */
export async function reviewDigest(ctx: Context, intent: ReviewIntent): Promise<Outcome> {
  const { month, unit } = intent
  const report = isMonth(month) ? await unitReportOf(ctx, month, unit) : null
  if (!report) return refuse('gone')
  if (report.id !== intent.report) return refuse('digest-changed')
  const made = decide(ctx, {
    request: {
      ...onItsWay(report),
      id: report.id,
      ended: endings[report.stage],
      entries: { subject: unit, period: month },
    },
    entries: unitReportChain,
    decision: intent.verb === 'digest.pass' ? 'pass' : 'return',
    text: intent.text,
    field: 'remark',
  })
  if (isRefusal(made)) return made
  const { roster } = ctx.bureau
  const card = { kind: 'digest', key: digestKey(month, unit) }
  const told =
    made.what === 'pass' ? made.next : [...new Set([report.by, ...signersOf(ctx, unit).asked])]
  await sendCards(
    ctx,
    told.filter((person) => person !== ctx.person).map((person) => ({ person, card })),
  )
  const values = { unit: roster.unitNameOf(unit), month: monthText(month) }
  if (made.what !== 'pass') return done('digest-returned', values)
  if (made.last) return done('digest-passed-last', values)
  return done('digest-passed-on', { ...values, who: namesOf(roster, made.next) || '目前无人' })
}
