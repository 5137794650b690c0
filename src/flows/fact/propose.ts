import { isDay } from '../../base/day.js'
import { isFigure, points } from '../../base/points.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { Rule } from '../../scheme/model/rules.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { append } from '../../storage/ledger.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import type { RecordIntent } from '../intents.js'
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
 * Refusals in this order: `not-allowed`, `record-rule`, `record-person`, `record-day`,
 * `record-day-future`, `record-day-outside`, `record-note`, `record-points`, `record-no-approver`,
 * `record-duplicate`.
 */
export async function proposeFact(ctx: Context, input: Submitted): Promise<Outcome> {
  const refusal = check(ctx, input)
  if (refusal) return refusal
  const { bureau } = ctx
  const rule = bureau.scheme.rules.find((each) => each.id === input.rule)
  const person = bureau.roster.person(input.person)
  if (!rule || !person || !isDay(input.day)) return refuse('record-rule')
  const unit = bureau.roster.unitOf(person.id)
  const approvers = approversOf(bureau, rule, unit).filter((each) => each !== ctx.person)
  if (approvers.length === 0) return refuse('record-no-approver', { clause: rule.clause })
  const facts = await readFacts(ctx.tx, { bureau: bureau.id, cycle: bureau.cycle.id })
  const twin = facts.find(
    (fact) =>
      fact.proposal.rule === rule.id &&
      fact.day === input.day &&
      fact.proposal.persons.includes(person.id) &&
      !['returned', 'withdrawn', 'reversed'].includes(fact.stage) &&
      (fact.proposal.matter ?? '') === input.matter,
  )
  if (twin) return refuse('record-duplicate', { name: person.name, rule: rule.name })
  const fact = append(ctx.tx, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kind: 'fact.proposed',
    day: input.day,
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

function check(ctx: Context, input: Submitted): Refusal | null {
  const { bureau, today } = ctx
  const refusal = mayNot(bureau, ctx.person, 'fact.record', 'anything')
  if (refusal) return refusal
  const rule = bureau.scheme.rules.find((each) => each.id === input.rule)
  if (!rule || rule.kind !== 'points') return refuse('record-rule')
  const person = bureau.roster.person(input.person)
  const tiers = bureau.scheme.tiers.map((tier) => tier.id)
  if (!person?.tier || !tiers.includes(person.tier)) return refuse('record-person')
  if (!isDay(input.day)) return refuse('record-day')
  if (input.day > today) return refuse('record-day-future')
  const year = `${bureau.cycle.year}`
  if (!input.day.startsWith(`${year}-`)) {
    return refuse('record-day-outside', { year })
  }
  if (!input.note) return refuse('record-note')
  return checkPoints(rule, input.points)
}

function checkPoints(rule: Rule, entered: string): Refusal | null {
  const byHand = rule.charges.some((charge) => charge.amount.value.kind === 'entered')
  if (byHand && !(isFigure(entered) && !entered.startsWith('-'))) {
    return refuse('record-points', { clause: rule.clause })
  }
  const outside = rule.charges.some(({ amount: { value } }) => {
    if (value.kind !== 'entered') return false
    const { lowest, highest } = value
    const over = highest !== null && points(entered).greaterThan(highest)
    return over || (lowest !== null && points(entered).lessThan(lowest))
  })
  if (outside) return refuse('record-points', { clause: rule.clause })
  if (!byHand && entered) return refuse('record-points-fixed', { clause: rule.clause })
  return null
}
