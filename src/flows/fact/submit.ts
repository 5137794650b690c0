import { bug } from '../../base/bug.js'
import { type Day, isDay } from '../../base/day.js'
import { fault, isRefusal, refuseForm } from '../../base/refusal.js'
import { setFileAbout } from '../../storage/files.js'
import { done, type Context, type Outcome } from '../context.js'
import { countedApart } from './amounts.js'
import { faultsIn, type Filled, filledForm, sharers } from './check.js'
import { keepDraft, noDraft } from './draft.js'
import { factsSlice } from './facts.js'
import type { RecordIntent } from './intents.js'
import { kindsOf, mayRecordThis } from './kinds.js'
import { matterFor } from './matters.js'
import { canBeDecided, type Piece, piecesOf, proposeFacts } from './pieces.js'
import { isConfirmed, questionsOf } from './questions.js'
import { openForm, typed } from './record.js'

type Submitted = Extract<RecordIntent, { verb: 'record.submit' }>

/**
 * Hands a form in: each matter that it names is proposed, and costs nothing until it went through its procedure, was told
 * and not objected to in time. What is rare is asked once more and recorded when it is confirmed.
 * From `record-rule` on all faults of the form are said at once.
 *
 * @refuses {@link openForm}, record-rule, record-whom, record-whom-many, record-person, record-not-yours,
 * record-absent, record-day, record-day-future, record-day-outside, record-day-not-in-force, record-occasion,
 * record-occasion-other, record-sort, record-levels, record-answer, record-quantity, record-days-over,
 * record-times, record-working-time, record-sent, record-done,
 * record-points, record-points-between, record-role, record-share, record-shares-sum, record-note, record-files,
 * record-matter, record-no-approver
 */
export async function submitForm(ctx: Context, intent: Submitted): Promise<Outcome> {
  const opened = await openForm(ctx, intent.key)
  if (isRefusal(opened)) return opened
  const denied = mayRecordThis(ctx.bureau, ctx.person, intent.kind)
  if (denied) return denied
  const draft = typed(ctx, { ...opened.draft, kind: intent.kind }, intent.words)
  const counting = kindsOf(ctx.bureau).get(intent.kind) ?? []
  const filled = filledForm(ctx, draft, counting)
  if (asksMore(opened.draft.words.whom, filled)) {
    await keepDraft(ctx.tx, ctx, intent.key, { ...draft, asked: [] })
    return done('record-more')
  }
  const refusal = refuseForm([...faultsIn(ctx, filled), ...matterFaults(ctx, filled)])
  if (refusal) return refusal
  const { day } = draft.words
  if (!isDay(day)) return bug('wrong without a fault')
  const pieces = piecesOf(ctx, filled, day)
  const none = pieces.filter(({ body }) => !canBeDecided(ctx, body, day))
  if (none.length > 0) {
    const clause = counting[0]?.rule.clause ?? ''
    return refuseForm([fault('whom', 'record-no-approver', { clause })])
  }
  const asked = questionsOf(ctx, filled, day)
  if (asked.length > 0 && !(intent.confirmed && isConfirmed(asked, opened.draft.asked))) {
    await keepDraft(ctx.tx, ctx, intent.key, { ...draft, asked })
    return done('record-asked', { count: `${asked.length}` })
  }
  return propose(ctx, intent, { filled, pieces, day, instead: opened.before?.id })
}

/** Whether people or units were added of whom the form has not asked yet what part, or how much, they had. */
function asksMore(before: readonly string[], filled: Filled): boolean {
  const { together } = filled.fields
  const apart = countedApart(filled.fields, filled.whom)
  if (apart.some(({ id }) => !before.includes(id))) return true
  if (together?.how !== 'by-role' && together?.how !== 'by-share') return false
  return sharers(filled).some(({ id }) => !before.includes(id))
}

function matterFaults(ctx: Context, { draft }: Filled) {
  const { matter, newMatter } = draft.words
  const known = ctx.collected.of(factsSlice).byMatter.has(matter)
  return matter === '' || newMatter !== '' || known ? [] : [fault('matter', 'record-matter')]
}

async function propose(
  ctx: Context,
  { key }: Submitted,
  of: { filled: Filled; pieces: readonly Piece[]; day: Day; instead: string | undefined },
): Promise<Outcome> {
  const { filled, pieces, day, instead } = of
  const { draft, counting, whom } = filled
  const { note } = draft.words
  const matter = await matterFor(
    ctx,
    draft.words,
    whom.map(({ id }) => id),
  )
  const made = await proposeFacts(
    ctx,
    pieces.map(({ body }, index) => ({
      day,
      body: {
        ...body,
        ...(matter === null ? {} : { matter: matter.id }),
        ...(instead === undefined || index > 0 ? {} : { instead }),
      },
      personal: { note, ...(matter?.name ? { matter: matter.name } : {}) },
    })),
  )
  for (const file of draft.files) await setFileAbout(ctx.tx, file, made[0] ?? '')
  await keepDraft(ctx.tx, ctx, key, { ...noDraft, made })
  const names = whom.map(({ name }) => name).join('、')
  return done('fact-proposed', { name: names, rule: counting[0]?.rule.name ?? draft.kind })
}
