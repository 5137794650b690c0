import { bug } from '../../base/bug.js'
import { type Day, isDay } from '../../base/day.js'
import { isFigure, points, zero } from '../../base/points.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import type { Person } from '../../roster/roster.js'
import type { Rule } from '../../scheme/model/rules.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { append } from '../../storage/ledger.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import type { RecordIntent } from '../intents.js'
import { figureLimits } from '../limits.js'
import { sendCard } from '../notices.js'
import { approversOf } from './people.js'
import { readFacts } from './state.js'

type Submitted = Extract<RecordIntent, { verb: 'record.submit' }>

/** Narrows the form to the people of a unit. Refusals: `not-allowed`, `record-unit`. */
export async function chooseUnit(ctx: Context, unit: string): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, 'fact.record', 'anything')
  if (refusal) return refusal
  if (!ctx.bureau.roster.unit(unit)) return refuse('record-unit')
  await putDraft(ctx.tx, draftOf(ctx), { unit })
  return done('refreshed')
}

/** Where the form keeps the unit that was chosen. */
export function draftOf(ctx: { bureau: { id: string }; person: string }) {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'record', key: 'new' }
}

/**
 * Proposes a fact: it costs nothing until it is approved, told and not objected to in time.
 * Refusals in this order: `not-allowed`; then of all fields at once `record-person`, `record-rule`, `record-day`,
 * `record-day-future`, `record-day-outside`, `record-note`, `record-points`, `record-points-fixed`; then
 * `record-no-approver`; `record-duplicate`.
 */
export async function proposeFact(ctx: Context, input: Submitted): Promise<Outcome> {
  const { bureau } = ctx
  const denied = mayNot(bureau, ctx.person, 'fact.record', 'anything')
  if (denied) return denied
  const checked = check(ctx, input)
  if (isRefusal(checked)) return checked
  const { rule, person, on } = checked
  const unit = bureau.roster.unitOf(person.id)
  const approvers = approversOf(bureau, rule, unit).filter((each) => each !== ctx.person)
  if (approvers.length === 0) {
    return refuseForm([fault('rule', 'record-no-approver', { clause: rule.clause })])
  }
  const facts = await readFacts(ctx.tx, { bureau: bureau.id, cycle: bureau.cycle.id })
  const twin = facts.find(
    (fact) =>
      fact.proposal.rule === rule.id &&
      fact.day === on &&
      fact.proposal.persons.includes(person.id) &&
      !['returned', 'withdrawn', 'reversed'].includes(fact.stage) &&
      (fact.proposal.matter ?? '') === input.matter,
  )
  if (twin) {
    const same = { name: person.name, rule: rule.name }
    return refuseForm([fault('matter', 'record-duplicate', same)])
  }
  const fact = append(ctx.tx, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kind: 'fact.proposed',
    day: on,
    by: ctx.person,
    subject: person.id,
    body: {
      rule: rule.id,
      persons: [person.id],
      ...(unit ? { unit } : {}),
      ...(input.matter ? { matter: input.matter } : {}),
      ...(input.points ? { points: { person: input.points } } : {}),
    },
    personal: { note: input.note },
  })
  await deleteDraft(ctx.tx, draftOf(ctx))
  for (const approver of approvers) {
    await sendCard(ctx, { person: approver }, { kind: 'approval', key: fact })
  }
  return done('fact-proposed', { name: person.name, rule: rule.name })
}

/** The rule, the person and the day of a right form, or everything that is wrong in it. */
function check(ctx: Context, input: Submitted): { rule: Rule; person: Person; on: Day } | Refusal {
  const { bureau } = ctx
  const { person: who, rule: which, day: on } = input
  const rule = bureau.scheme.rules.find((each) => each.id === which && each.kind === 'points')
  const tiers = bureau.scheme.tiers.map((tier) => tier.id)
  const found = bureau.roster.person(who)
  const person = found?.tier && tiers.includes(found.tier) ? found : undefined
  const refusal = refuseForm([
    ...(person ? [] : [fault('person', 'record-person')]),
    ...(rule ? [] : [fault('rule', 'record-rule')]),
    ...checkDay(ctx, on),
    ...(input.note ? [] : [fault('note', 'record-note')]),
    ...(rule ? checkPoints(rule, input.points) : []),
  ])
  if (refusal) return refusal
  return rule && person && isDay(on) ? { rule, person, on } : bug('wrong without a fault')
}

function checkDay(ctx: Context, on: string): Fault[] {
  if (!isDay(on)) return [fault('day', 'record-day')]
  if (on > ctx.today) return [fault('day', 'record-day-future')]
  const year = `${ctx.bureau.cycle.year}`
  return on.startsWith(`${year}-`) ? [] : [fault('day', 'record-day-outside', { year })]
}

function checkPoints(rule: Rule, entered: string): Fault[] {
  const { clause } = rule
  const byHand = rule.charges.flatMap(({ amount: { value } }) =>
    value.kind === 'entered' ? [value] : [],
  )
  if (byHand.length === 0) {
    return entered ? [fault('points', 'record-points-fixed', { clause })] : []
  }
  const most = byHand.reduce(
    (least, { highest }) => (highest?.lessThan(least) ? highest : least),
    points(figureLimits.whole),
  )
  const right =
    isFigure(entered) &&
    points(entered).greaterThan(zero) &&
    !points(entered).greaterThan(most) &&
    points(entered).decimalPlaces() <= figureLimits.decimals &&
    byHand.every(({ lowest }) => lowest === null || !points(entered).lessThan(lowest))
  const values = { clause, max: most.toFixed(), decimals: `${figureLimits.decimals}` }
  return right ? [] : [fault('points', 'record-points', values)]
}
