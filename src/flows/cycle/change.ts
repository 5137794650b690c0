import { yearNameOf } from '../running.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { findCycle, rebindCycle, setCycleAnswers, setCycleState } from '../../storage/cycles.js'
import { listVersions } from '../../storage/publications.js'
import { mayNot } from '../access.js'
import { appealsSlice, unanswered, uncorrected } from '../appeal/appeals.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { publicityOf } from '../publication/publicity.js'
import { manageCycles } from './actions.js'
import { cyclesSlice, historyOf } from './collected.js'
import { cycleAmended, cycleChoices, cycleClosed } from './entries.js'
import type { CycleIntent } from './intents.js'
import { misfits } from './opening.js'

type Of<V extends CycleIntent['verb']> = Extract<CycleIntent, { verb: V }>

/**
 * Shows a choice.
 * @refuses not-allowed, no-cycle, choice-unknown
 */
export async function showChoice(ctx: Context, intent: Of<'cycle.choice'>): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const cycle = ctx.bureau.cycles.find((each) => each.id === intent.cycle)
  if (!cycle) return refuse('no-cycle')
  const known = cycle.scheme.choices.some((each) => each.id === intent.choice)
  if (!known) return refuse('choice-unknown')
  const key = keyOf(cycle.id, intent.choice)
  return done('opened', {}, [{ kind: 'cycle-choice', key }])
}

/**
 * Answers a choice of the scheme, with the decision that the answer follows from; it is in force at once, for all that
 * was recorded before too.
 * @refuses not-allowed, no-cycle, choice-unknown, choice-answer, choice-reference, choice-same
 */
export async function answerChoice(ctx: Context, intent: Of<'cycle.choose'>): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const cycle = ctx.bureau.cycles.find((each) => each.id === intent.cycle)
  if (!cycle) return refuse('no-cycle')
  const choice = cycle.scheme.choices.find((each) => each.id === intent.choice)
  if (!choice) return refuse('choice-unknown')
  const { answer, reference } = intent
  const wrong = refuseForm([
    ...(choice.alternatives.some((each) => each.id === answer)
      ? []
      : [fault('answer', 'choice-answer')]),
    ...(reference === '' ? [fault('reference', 'choice-reference')] : []),
  ])
  if (wrong) return wrong
  const before = historyOf(ctx.collected.of(cyclesSlice), cycle.id).answered.get(choice.id)
  if (choice.answer === answer && before?.reference === reference) return refuse('choice-same')
  cycleChoices.write(ctx, {
    cycle: cycle.id,
    body: { answers: { [choice.id]: answer }, reference },
  })
  await setCycleAnswers(ctx.tx, cycle.id, { ...cycle.answers, [choice.id]: answer })
  return done('choice-answered', { name: choice.name })
}

/**
 * Lets a cycle that stands still go on under the version that its scheme has now.
 * @refuses not-allowed, amend-nothing, cycle-scheme-gone, amend-reason, choice-reference, cycle-misfit
 */
export async function amendCycle(ctx: Context, intent: Of<'cycle.amend'>): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const stopped = ctx.bureau.standstills.find((each) => each.cycle.id === intent.cycle)
  const row = stopped && (await findCycle(ctx.tx, stopped.cycle.id))
  if (!row) return refuse('amend-nothing')
  const scheme = ctx.bureau.schemes.get(row.scheme)
  if (!scheme) return refuse('cycle-scheme-gone')
  const { reason, reference } = intent
  const wrong = refuseForm([
    ...(reason === '' ? [fault('reason', 'amend-reason')] : []),
    ...(reference === '' ? [fault('reference', 'choice-reference')] : []),
  ])
  if (wrong) return wrong
  const [first, ...more] = misfits(ctx, scheme)
  if (first !== undefined) return refuse('cycle-misfit', { count: `${more.length + 1}`, first })
  const answers = answersKept(scheme, row.answers)
  const { schemeVersion: from, binding } = row
  cycleAmended.write(ctx, {
    cycle: row.id,
    body: { from, to: scheme.version, answers, reason, reference },
  })
  await rebindCycle(ctx.tx, row.id, { schemeVersion: scheme.version, binding, answers })
  return done('cycle-amended-done', {
    scheme: scheme.shortTitle,
    year: yearNameOf({ scheme, year: row.year }),
  })
}

/** The answers that the scheme still knows. */
function answersKept(
  scheme: Scheme,
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).filter(([id, answer]) => {
      const choice = scheme.choices.find((each) => each.id === id)
      return choice?.alternatives.some((each) => each.id === answer)
    }),
  )
}

/**
 * Closes a cycle: nothing in it is decided any more; what was published stays. While nothing is published, or the
 * publicity or the time for reviews is not over, it wants a reason; reviews are answered and taken up before.
 * @refuses not-allowed, no-cycle, publish-under-way, cycle-appeals, cycle-close-reason
 */
export async function closeCycle(ctx: Context, intent: Of<'cycle.close'>): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const cycle = ctx.bureau.cycles.find((each) => each.id === intent.cycle)
  if (!cycle) return refuse('no-cycle')
  const versions = await listVersions(ctx.tx, cycle.id)
  if (versions.some((one) => one.state === 'wanted')) return refuse('publish-under-way')
  const appeals = ctx.collected.of(appealsSlice)
  const waiting = [...unanswered(appeals, cycle.id), ...uncorrected(appeals, cycle.id)]
  if (waiting.length > 0) return refuse('cycle-appeals', { count: `${waiting.length}` })
  const over = publicityOf(ctx, cycle)?.over ?? false
  const wrong = refuseForm(over || intent.reason ? [] : [fault('reason', 'cycle-close-reason')])
  if (wrong) return wrong
  cycleClosed.write(ctx, { cycle: cycle.id, body: { reason: intent.reason } })
  await setCycleState(ctx.tx, cycle.id, 'closed')
  const { shortTitle } = cycle.scheme
  return done('cycle-closed-done', { scheme: shortTitle, year: yearNameOf(cycle) })
}
