import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import type { Assessee } from '../../scoring/input.js'
import { latestResults } from '../../storage/results.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { readResults } from '../publication/results.js'
import type { Running } from '../running.js'
import { recordDecisions } from './actions.js'
import { decisionsSlice } from './decisions.js'
import { decisionRevoked, gradeDecided, placesDecided } from './entries.js'
import type { DecisionIntent } from './intents.js'
import { tiesLeft } from './pending.js'

type Of<V extends DecisionIntent['verb']> = Extract<DecisionIntent, { verb: V }>

/** @refuses not-allowed, no-cycle */
function open(ctx: Context, id: string): Running | Refusal {
  const refusal = mayNot(ctx.bureau, ctx.person, recordDecisions, 'anything')
  if (refusal) return refusal
  return ctx.bureau.cycles.find((each) => each.id === id) ?? refuse('no-cycle')
}

function grounds({ of, reason, reference }: { of: string; reason: string; reference: string }) {
  return [
    ...(reason === '' ? [fault(`reason${of}`, 'decision-reason')] : []),
    ...(reference === '' ? [fault(`reference${of}`, 'choice-reference')] : []),
  ]
}

/**
 * Writes down who of the equals at the last place of a quota has its places, as those who decide have decided.
 * @refuses {@link open}, decision-outdated, decision-places, decision-reason, choice-reference
 */
export async function decidePlaces(ctx: Context, intent: Of<'decision.places'>): Promise<Outcome> {
  const cycle = open(ctx, intent.cycle)
  if (isRefusal(cycle)) return cycle
  const { ready } = await latestResults(ctx.tx, cycle.id)
  const read = ready?.id === intent.results ? await readResults(ctx.tx, ready.id) : null
  const tie = read && tiesLeft(read.head, cycle).find((one) => one.nomination === intent.nomination)
  if (!tie) return refuse('decision-outdated')
  const chosen = tie.among.filter((one) => intent.chosen.includes(one))
  const isRight = chosen.length === intent.chosen.length && chosen.length === tie.places
  const wrong = refuseForm([
    ...(isRight
      ? []
      : [fault(`chosen${intent.of}`, 'decision-places', { places: `${tie.places}` })]),
    ...grounds(intent),
  ])
  if (wrong) return wrong
  const { quota, grade, role, among } = tie
  placesDecided.write(ctx, {
    cycle: cycle.id,
    body: { quota, grade, role, reference: intent.reference, among: [...among], chosen },
    personal: { reason: intent.reason },
  })
  return done('decision-recorded')
}

/**
 * Writes down somebody's grade, as those who decide have decided it; it stands whatever else the scheme proposes.
 * @refuses {@link open}, decision-name, decision-grade, decision-reason, choice-reference
 */
export async function decideGrade(ctx: Context, intent: Of<'decision.grade'>): Promise<Outcome> {
  const cycle = open(ctx, intent.cycle)
  if (isRefusal(cycle)) return cycle
  const [whose, ...others] = named(ctx, cycle, intent.name)
  const grade = cycle.scheme.grades.find(({ id }) => id === intent.grade)
  const isNamed = whose !== undefined && others.length === 0
  const wrong = refuseForm([
    ...(isNamed ? [] : [fault('name', 'decision-name', { text: intent.name })]),
    ...(grade ? [] : [fault('grade', 'decision-grade')]),
    ...grounds(intent),
  ])
  if (wrong || !whose || !grade) return wrong ?? refuse('decision-grade')
  gradeDecided.write(ctx, {
    ...{ cycle: cycle.id, subject: whose.id },
    body: { grade: grade.id, role: grade.decidedBy, reference: intent.reference },
    personal: { reason: intent.reason },
  })
  return done('decision-recorded')
}

/** Who is assessed under a name, or has the number. */
function named({ bureau }: Context, { assessees }: Running, text: string): Assessee[] {
  const byNumber = bureau.history.people.find((one) => one.employeeNo === text)?.id
  return assessees.filter(({ id, name }) => name === text || id === byNumber)
}

/** What the reason's field of a revocation is called on the card. */
export const revokeReason = 'reason.revoke'

/**
 * Takes a decision back that was written down wrongly, or was changed.
 * @refuses {@link open}, gone, decision-reason
 */
export async function revokeDecision(
  ctx: Context,
  intent: Of<'decision.revoke'>,
): Promise<Outcome> {
  const cycle = open(ctx, intent.cycle)
  if (isRefusal(cycle)) return cycle
  const all = ctx.collected.of(decisionsSlice).get(cycle.id) ?? []
  const decision = all.find(({ id }) => id === intent.decision)
  if (!decision) return refuse('gone')
  const wrong = refuseForm(intent.reason === '' ? [fault(revokeReason, 'decision-reason')] : [])
  if (wrong) return wrong
  decisionRevoked.write(ctx, {
    ...{ cycle: cycle.id, about: decision.id, body: {} },
    personal: { reason: intent.reason },
  })
  return done('decision-revoked')
}
