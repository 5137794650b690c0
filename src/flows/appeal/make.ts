import type { Day } from '../../base/day.js'
import { dayText } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { setFileAbout } from '../../storage/files.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { type ResultShown, resultOf } from '../publication/result-view.js'
import { type Review, reviewOf } from '../publication/review.js'
import type { Running } from '../running.js'
import { type AppealRecord, appealsSlice, stageOf } from './appeals.js'
import { answerDue, furtherUntil } from './deadlines.js'
import { appealMade, appealWithdrawn } from './entries.js'
import { appealDraft, dropAppealDraft, keepAppealDraft, noAppealDraft } from './form.js'
import type { AppealFormIntent, OwnAppealIntent } from './intents.js'
import { lineIn } from './lines.js'
import { answerers, bodyName, cycleOf, mayNotMake } from './who.js'

type Of<V extends AppealFormIntent['verb']> = Extract<AppealFormIntent, { verb: V }>

interface Opened {
  cycle: Running
  review: Review
  result: ResultShown
}

/** @refuses appeal-closed, {@link mayNotMake}, appeal-nothing, appeal-window */
async function open(
  ctx: Context,
  { cycle: id, assessee }: { cycle: string; assessee: string },
): Promise<Opened | Refusal> {
  const cycle = cycleOf(ctx, id)
  if (!cycle) return refuse('appeal-closed')
  const denied = mayNotMake(ctx.bureau, ctx.person, assessee)
  if (denied) return denied
  const review = await reviewOf(ctx, cycle, ctx.person)
  const publication = review?.published.id ?? ''
  const result = review && (await resultOf(ctx, { publication, assessee }))
  if (!result) return refuse('appeal-nothing')
  if (review.over) return refuse('appeal-window', { until: dayText(review.until) })
  return { cycle, review, result }
}

/**
 * Asks for a review of a line of one's own result (of a unit's, who heads it), within the scheme's window. The deciding
 * body gets its card; the text is theirs and the person's.
 * @refuses {@link open}, appeal-line, appeal-twice, appeal-reason
 */
export async function submitAppeal(ctx: Context, intent: Of<'appeal.submit'>): Promise<Outcome> {
  const opened = await open(ctx, intent)
  if (isRefusal(opened)) return opened
  const { cycle, review, result } = opened
  const { line, reason, assessee } = intent
  const { id: publication, version } = review.published
  const wrong = refuseForm([
    ...lineFaults(ctx, { cycle: cycle.id, assessee, line, version, result }),
    ...(reason === '' ? [fault('reason', 'appeal-reason')] : []),
  ])
  if (wrong) return wrong
  const key = keyOf(cycle.id, assessee)
  const { files } = (await appealDraft(ctx.tx, ctx, key)) ?? noAppealDraft
  await dropAppealDraft(ctx.tx, ctx, key)
  const { until } = review
  return make(ctx, cycle, {
    ...{ assessee, reason, until },
    body: { publication, version, line, further: null, files },
  })
}

function lineFaults(
  ctx: Context,
  of: { cycle: string; assessee: string; line: string; version: number; result: ResultShown },
): Fault[] {
  const { cycle, assessee, line, version, result } = of
  if (line === '' || lineIn(result.standing, line) === undefined) {
    return [fault('line', 'appeal-line')]
  }
  const own = ctx.collected.of(appealsSlice).byAssessee.get(assessee) ?? []
  const before = own.find(
    (each) =>
      each.cycle === cycle &&
      each.line === line &&
      each.version === version &&
      each.further === null &&
      each.withdrawn === null,
  )
  return before ? [fault('line', 'appeal-twice', { on: dayText(before.on) })] : []
}

/** Writes it down, and brings it before who answers. */
async function make(
  ctx: Context,
  cycle: Running,
  of: {
    assessee: string
    reason: string
    until: Day
    body: Pick<AppealRecord, 'publication' | 'version' | 'line' | 'further' | 'files'>
  },
): Promise<Outcome> {
  const { assessee, reason, until, body } = of
  const files = [...body.files]
  const id = appealMade.write(ctx, {
    ...{ cycle: cycle.id, subject: assessee, body: { ...body, until, files } },
    personal: { reason },
  })
  for (const file of files) await setFileAbout(ctx.tx, file, id)
  const made = { cycle: cycle.id, assessee, by: ctx.person, further: body.further }
  await sendCards(
    ctx,
    answerers(ctx.bureau, made).map((person) => ({
      person,
      card: { kind: 'appeal-answer', key: id },
    })),
  )
  const { due } = answerDue(ctx, cycle.scheme.windows, ctx.today)
  const values = { who: bodyName(ctx.bureau, made), due: dayText(due) }
  return done('appeal-made-now', values, [{ kind: 'own-appeal', key: id }])
}

/**
 * Takes a file off the form.
 * @refuses {@link open}
 */
export async function dropAppealFile(ctx: Context, intent: Of<'appeal.drop'>): Promise<Outcome> {
  const opened = await open(ctx, intent)
  if (isRefusal(opened)) return opened
  const { cycle, assessee, file, line, reason } = intent
  const key = keyOf(cycle, assessee)
  const { files } = (await appealDraft(ctx.tx, ctx, key)) ?? noAppealDraft
  const left = files.filter((one) => one !== file)
  await keepAppealDraft(ctx.tx, ctx, key, { line, reason, files: left })
  return done('record-dropped')
}

/**
 * One's own appeal in a cycle that runs.
 * @refuses gone, appeal-closed
 */
function ownAppeal(
  ctx: Context,
  { appeal: id, whose }: { appeal: string; whose: string },
): { appeal: AppealRecord; cycle: Running } | Refusal {
  const appeal = ctx.collected.of(appealsSlice).byId.get(id)
  if (!appeal || appeal.assessee !== whose || appeal.by !== ctx.person) return refuse('gone')
  const cycle = cycleOf(ctx, appeal.cycle)
  return cycle ? { appeal, cycle } : refuse('appeal-closed')
}

/**
 * Takes an appeal back before it is answered.
 * @refuses {@link ownAppeal}, appeal-answered, appeal-withdrawn-before
 */
export async function withdrawAppeal(
  ctx: Context,
  intent: { appeal: string; whose: string },
): Promise<Outcome> {
  const own = ownAppeal(ctx, intent)
  if (isRefusal(own)) return own
  const { appeal } = own
  if (appeal.answered) return refuse('appeal-answered', answeredBy(ctx, appeal))
  if (appeal.withdrawn) return refuse('appeal-withdrawn-before')
  appealWithdrawn.write(ctx, {
    ...{ cycle: appeal.cycle, about: appeal.id, subject: appeal.assessee, body: {} },
  })
  return done('appeal-withdrawn-now')
}

/** Who has answered, for who comes second. */
export function answeredBy(
  { bureau }: Context,
  { answered }: AppealRecord,
): Record<string, string> {
  return {
    who: answered ? bureau.roster.nameOf(answered.by) : '',
    on: answered ? dayText(answered.on) : '',
  }
}

/**
 * Goes on from the answer to a review with an appeal (申诉), where the scheme has one.
 * @refuses {@link ownAppeal}, appeal-further-none, appeal-further-twice, appeal-further-window, appeal-reason
 */
export async function appealFurther(
  ctx: Context,
  intent: Extract<OwnAppealIntent, { verb: 'appeal.further' }>,
): Promise<Outcome> {
  const own = ownAppeal(ctx, intent)
  if (isRefusal(own)) return own
  const { appeal, cycle } = own
  const until = furtherUntil(ctx, cycle, appeal)
  if (until === null) return refuse('appeal-further-none')
  const followed = ctx.collected.of(appealsSlice).byId.get(appeal.followed ?? '')
  if (followed && stageOf(followed) !== 'withdrawn') return refuse('appeal-further-twice')
  if (ctx.today > until) return refuse('appeal-further-window', { until: dayText(until) })
  const { reason } = intent
  const wrong = refuseForm(reason === '' ? [fault('reason', 'appeal-reason')] : [])
  if (wrong) return wrong
  const { publication, version, line, assessee } = appeal
  return make(ctx, cycle, {
    ...{ assessee, reason, until },
    body: { publication, version, line, further: appeal.id, files: [] },
  })
}
