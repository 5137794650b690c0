import { type Fault, fault, refuse, refuseForm } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { reverseFact } from '../fact/decide.js'
import { factsSlice, type FactRecord, stageOf as factStage } from '../fact/facts.js'
import { hearers } from '../fact/procedure.js'
import { sendCards } from '../notices.js'
import { resultOf } from '../publication/result-view.js'
import { type AppealRecord, appealsSlice } from './appeals.js'
import { appealAnswered, type Finding, findings } from './entries.js'
import type { AppealAnswerIntent } from './intents.js'
import { factsOf, lineIn } from './lines.js'
import { answeredBy } from './make.js'
import { askers, cycleOf, mayNotAnswer } from './who.js'

/**
 * Answers an appeal with its reason: right, in part, or not. Facts that the answer finds wrong are reversed with it, for
 * everybody whom they concern; what is right comes into the results with the next version that is published.
 * @refuses gone, appeal-closed, {@link mayNotAnswer}, appeal-answered, appeal-withdrawn-before, appeal-finding,
 * appeal-reverse, appeal-answer-reason
 */
export async function answerAppeals(ctx: Context, intent: AppealAnswerIntent): Promise<Outcome> {
  const appeal = ctx.collected.of(appealsSlice).byId.get(intent.appeal)
  if (!appeal || appeal.assessee !== intent.whose) return refuse('gone')
  if (!cycleOf(ctx, appeal.cycle)) return refuse('appeal-closed')
  const denied = mayNotAnswer(ctx.bureau, ctx.person, appeal)
  if (denied) return denied
  if (appeal.answered) return refuse('appeal-answered', answeredBy(ctx, appeal))
  if (appeal.withdrawn) return refuse('appeal-withdrawn-before')
  const finding = findings.find((one) => one === intent.finding)
  const reversible = await reversibleIn(ctx, appeal, ctx.person)
  const facts = reversible.filter(({ id }) => intent.reverse.includes(id))
  const wrong = refuseForm([
    ...(finding ? [] : [fault('finding', 'appeal-finding')]),
    ...reverseFaults({ finding, facts, wanted: intent.reverse }),
    ...(intent.reason === '' ? [fault('reason', 'appeal-answer-reason')] : []),
  ])
  if (wrong || !finding) return wrong ?? refuse('appeal-finding')
  for (const fact of facts) await reverseFact(ctx, fact, reversedText)
  appealAnswered.write(ctx, {
    ...{ cycle: appeal.cycle, about: appeal.id, subject: appeal.assessee },
    body: { finding, reversed: facts.map(({ id }) => id) },
    personal: { reason: intent.reason },
  })
  const told = new Set([appeal.by, ...askers(ctx.bureau, appeal.assessee)])
  await sendCards(
    ctx,
    [...told].map((person) => ({ person, card: { kind: 'own-appeal', key: appeal.id } })),
  )
  const name = ctx.bureau.roster.nameOf(appeal.by)
  return finding === 'rejected'
    ? done('appeal-rejected-now', { name })
    : done('appeal-granted-now', { name })
}

/** What everybody whom the fact concerns reads: the answer's own text is between who asked and who answered. */
const reversedText = '经复核冲销'

/** Facts are reversed only with an answer that finds something right, and only those that can be. */
function reverseFaults(of: {
  finding: Finding | undefined
  facts: readonly FactRecord[]
  wanted: readonly string[]
}): Fault[] {
  const { finding, facts, wanted } = of
  if (wanted.length === 0) return []
  const isRight = finding !== 'rejected' && facts.length === wanted.length
  return isRight ? [] : [fault('reverse', 'appeal-reverse')]
}

/** The effective facts that an appeal's line rests on and that somebody may reverse. */
export async function reversibleIn(
  ctx: Pick<Context, 'db' | 'bureau' | 'collected' | 'calendar' | 'today' | 'now'>,
  { publication, assessee, line: id }: AppealRecord,
  person: string,
): Promise<FactRecord[]> {
  const result = await resultOf(ctx, { publication, assessee })
  const line = result && lineIn(result.standing, id)
  if (!result || line === undefined) return []
  const { byId } = ctx.collected.of(factsSlice)
  return factsOf(result.standing, line)
    .flatMap((fact) => byId.get(fact.id) ?? [])
    .filter((fact) => factStage(fact) === 'effective' && hearers(ctx.bureau, fact).includes(person))
}
