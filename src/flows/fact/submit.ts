import { bug } from '../../base/bug.js'
import { type Day, isDay } from '../../base/day.js'
import { fault, isRefusal, refuseForm } from '../../base/refusal.js'
import { setFileAbout } from '../../storage/files.js'
import { done, type Context, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import {
  faultsIn,
  type Filled,
  filledForm,
  minuteOf,
  questionsAsked,
  sharers,
  shareOf,
} from './check.js'
import { keepDraft, noDraft } from './draft.js'
import { type FactBody, factProposed } from './entries.js'
import { factsSlice } from './facts.js'
import type { RecordIntent } from './intents.js'
import { kindsOf, mayRecordThis } from './kinds.js'
import { matterFor } from './matters.js'
import { countingOf, deciders, nextStep, stepsOf } from './procedure.js'
import { isConfirmed, questionsOf } from './questions.js'
import { openForm, typed } from './record.js'
import { unitOn } from './whom.js'

type Submitted = Extract<RecordIntent, { verb: 'record.submit' }>

/**
 * Hands a form in: each matter that it names is proposed, and costs nothing until it went through its procedure, was told
 * and not objected to in time. What is rare is asked once more and recorded when it is confirmed.
 * From `record-rule` on all faults of the form are said at once.
 *
 * @refuses {@link openForm}, record-rule, record-whom, record-whom-many, record-person, record-not-yours,
 * record-absent, record-day, record-day-future, record-day-outside, record-day-not-in-force, record-occasion,
 * record-occasion-other, record-sort, record-levels, record-answer, record-quantity, record-days-over,
 * record-working-time, record-sent, record-done,
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
  const none = pieces.filter(({ body }) => firstDeciders(ctx, body, day).length === 0)
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

/** Whether people were added of whom the form has not asked yet what part they had. */
function asksMore(before: readonly string[], filled: Filled): boolean {
  const { together } = filled.fields
  if (together?.how !== 'by-role' && together?.how !== 'by-share') return false
  return sharers(filled).some(({ id }) => !before.includes(id))
}

function matterFaults(ctx: Context, { draft }: Filled) {
  const { matter, newMatter } = draft.words
  const known = ctx.collected.of(factsSlice).byMatter.has(matter)
  return matter === '' || newMatter !== '' || known ? [] : [fault('matter', 'record-matter')]
}

/** One fact of those that a form becomes, before it has a matter. */
interface Piece {
  body: FactBody
}

/** What was done together is one fact; else each unit's people are one, or each person. */
function piecesOf(ctx: Context, filled: Filled, on: Day): Piece[] {
  const { fields, whom } = filled
  const unitFor = (id: string): string | null => unitOn(ctx.bureau.history, id, on)
  const persons = whom.filter(({ unit }) => !unit).map(({ id }) => id)
  const units = whom.filter(({ unit }) => unit).map(({ id }) => id)
  if (fields.together !== null) {
    const all = [...new Set([...units, ...persons.flatMap((id) => unitFor(id) ?? [])])]
    return [{ body: bodyOf(filled, { persons, units: all }) }]
  }
  if (fields.apart && persons.length > 0) {
    const each = persons.map((id) => ({ persons: [id], units: [unitFor(id) ?? []].flat() }))
    const alone = units.map((id) => ({ persons: [], units: [id] }))
    return [...each, ...alone].map((one) => ({ body: bodyOf(filled, one) }))
  }
  const byUnit = new Map<string, string[]>(units.map((id) => [id, []]))
  for (const id of persons) {
    const unit = unitFor(id) ?? ''
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), id])
  }
  return [...byUnit].map(([unit, of]) => ({
    body: bodyOf(filled, { persons: of, units: unit === '' ? [] : [unit] }),
  }))
}

function bodyOf(filled: Filled, of: Pick<FactBody, 'persons' | 'units'>): FactBody {
  const { draft, fields } = filled
  const { words } = draft
  const answers = questionsAsked(fields, words.sort).flatMap(({ id }): [string, 'yes' | 'no'][] => {
    const answer = words.answers[id]
    return answer === 'yes' || answer === 'no' ? [[id, answer]] : []
  })
  const byHand = fields.points.map(({ to }): [string, string] => [to, words.points[to] ?? ''])
  const joint = rowsOf(filled, of)
  const sent = fields.sent ? minuteOf(words.sent) : null
  const ended = fields.done ? minuteOf(words.done) : null
  return {
    kind: draft.kind,
    ...of,
    ...(joint.length > 0 ? { joint } : {}),
    ...(fields.occasions.length > 0 ? { occasion: words.occasion } : {}),
    ...(fields.sorts.length > 0 ? { sort: words.sort } : {}),
    ...(fields.levels.length > 0 && words.levels.length > 0
      ? { levels: [...new Set(words.levels)] }
      : {}),
    ...(answers.length > 0 ? { answers: Object.fromEntries(answers) } : {}),
    ...(fields.quantity ? { quantity: words.quantity } : {}),
    ...(sent === null ? {} : { sent }),
    ...(ended === null ? {} : { done: ended }),
    ...(byHand.length > 0 ? { points: Object.fromEntries(byHand) } : {}),
    ...(draft.files.length > 0 ? { files: [...draft.files] } : {}),
  }
}

/** Who did it together, where a rule divides it: those who are scored, with part or share; else several units. */
function rowsOf(
  filled: Filled,
  { units }: Pick<FactBody, 'units'>,
): NonNullable<FactBody['joint']> {
  const { together } = filled.fields
  if (together === null) return []
  const { as, share } = filled.draft.words
  const scored = sharers(filled)
  if (scored.length === 0) return units.length > 1 ? units.map((who) => ({ who })) : []
  return scored.map(({ id: who }) => {
    const of = shareOf(share[who] ?? '')
    return {
      who,
      ...(together.how === 'by-role' ? { as: as[who] ?? '' } : {}),
      ...(together.how === 'by-share' && of !== null ? { share: `${of.toFixed()}%` } : {}),
    }
  })
}

/** Who does the first step on what is recorded: not who records it, and nobody whom it charges. */
function firstDeciders(ctx: Context, body: FactBody, day: Day): string[] {
  const recorded = { body, day, recordedBy: ctx.person, steps: [] }
  const counting = countingOf(ctx.bureau, body.kind, day)
  const first = nextStep(ctx.bureau, recorded, stepsOf(counting, body.occasion))
  return first ? deciders(ctx.bureau, recorded, first) : []
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
  const made: string[] = []
  for (const { body } of pieces) {
    const fact = factProposed.write(ctx, {
      day,
      ...subjectOf(body),
      body: {
        ...body,
        ...(matter === null ? {} : { matter: matter.id }),
        ...(instead === undefined || made.length > 0 ? {} : { instead }),
      },
      personal: { note, ...(matter?.name ? { matter: matter.name } : {}) },
    })
    made.push(fact)
    const card = { kind: 'approval', key: fact }
    await sendCards(
      ctx,
      firstDeciders(ctx, body, day).map((person) => ({ person, card })),
    )
  }
  for (const file of draft.files) await setFileAbout(ctx.tx, file, made[0] ?? '')
  await keepDraft(ctx.tx, ctx, key, { ...noDraft, made })
  const names = whom.map(({ name }) => name).join('、')
  return done('fact-proposed', { name: names, rule: counting[0]?.rule.name ?? draft.kind })
}

function subjectOf({ persons, units }: FactBody): { subject?: string } {
  const subject = persons[0] ?? units[0]
  return subject === undefined ? {} : { subject }
}
