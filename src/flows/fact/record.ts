import { isRefusal, refuse, type Refusal } from '../../base/refusal.js'
import { done, type Context, type Outcome } from '../context.js'
import { recordLimits } from '../limits.js'
import { allCounted, amountsBefore } from './amounts.js'
import {
  dropDraft,
  keepDraft,
  newRecord,
  noDraft,
  noWords,
  type RecordDraft,
  recordDraft,
  type RecordWords,
} from './draft.js'
import { factsSlice, type FactRecord } from './facts.js'
import { type FactFields, fieldsOf } from './fields.js'
import { wordsOfFact } from './from-fact.js'
import type { RecordIntent } from './intents.js'
import { findKinds, kindsOf, mayRecordAny, mayRecordThis, recordableKinds } from './kinds.js'
import { recordedFor, recorders } from './procedure.js'
import { findWhom, nameable } from './whom.js'

/** A form as it is about to be changed. */
export interface OpenForm {
  draft: RecordDraft
  /** The fact that was sent back and is being recorded anew. */
  before: FactRecord | null
}

/**
 * Opens somebody's form: of who records anything at all; of a fact that was sent back, only its own recorder's, and once.
 * @refuses not-allowed, fact-unknown, record-not-yours-again, record-not-returned, record-again-done
 */
export async function openForm(ctx: Context, key: string): Promise<OpenForm | Refusal> {
  const refusal = mayRecordAny(ctx.bureau, ctx.person)
  if (refusal) return refusal
  if (key === newRecord) {
    return { draft: (await recordDraft(ctx.tx, ctx, key)) ?? noDraft, before: null }
  }
  const before = ctx.collected.of(factsSlice).byId.get(key)
  if (!before) return refuse('fact-unknown')
  if (!recorders(ctx.bureau, before).includes(ctx.person)) return refuse('record-not-yours-again')
  const kept = await recordDraft(ctx.tx, ctx, key)
  if (before.ended !== 'returned') return refuse('record-not-returned')
  if (before.successor !== null) return refuse('record-again-done')
  return { draft: kept ?? (await wordsOfFact(ctx, before)), before }
}

type Change = Exclude<RecordIntent, { verb: 'record.submit' }>

/**
 * Changes a form without handing it in: what was typed so far is kept.
 * @refuses (record.find, record.other, record.search, record.keep, record.drop) {@link openForm}
 * @refuses (record.kind) {@link openForm}, record-rule
 * @refuses (record.all) {@link openForm}, record-all-none
 * @refuses (record.again) not-allowed
 */
export async function changeForm(ctx: Context, intent: Change): Promise<Outcome> {
  if (intent.verb === 'record.again') return emptyForm(ctx, intent.key)
  const opened = await openForm(ctx, intent.key)
  if (isRefusal(opened)) return opened
  const { draft } = opened
  switch (intent.verb) {
    case 'record.find':
      return keep(ctx, intent.key, { ...draft, findKind: intent.text }, 'refreshed')
    case 'record.kind': {
      if (!kindsOf(ctx.bureau).has(intent.kind)) return refuse('record-rule')
      const denied = mayRecordThis(ctx.bureau, ctx.person, intent.kind)
      if (denied) return denied
      return keep(
        ctx,
        intent.key,
        { ...draft, kind: intent.kind, findKind: '', made: [] },
        'chosen',
      )
    }
    case 'record.other':
      return keep(ctx, intent.key, { ...typed(ctx, draft, intent.words), kind: '' }, 'refreshed')
    case 'record.search':
      return search(ctx, intent.key, typed(ctx, draft, intent.words))
    case 'record.all':
      return takeAll(ctx, intent.key, typed(ctx, draft, intent.words))
    case 'record.keep':
      return keep(ctx, intent.key, typed(ctx, draft, intent.words), 'record-kept')
    case 'record.drop': {
      const kept = typed(ctx, draft, intent.words)
      const files = kept.files.filter((id) => id !== intent.file)
      return keep(ctx, intent.key, { ...kept, files }, 'record-dropped')
    }
  }
}

async function keep(
  ctx: Context,
  key: string,
  draft: RecordDraft,
  code: 'refreshed' | 'chosen' | 'record-kept' | 'record-dropped',
): Promise<Outcome> {
  await keepDraft(ctx.tx, ctx, key, { ...draft, asked: [] })
  return done(code)
}

/** The receipt, or a form that is given up, makes place for an empty one. */
async function emptyForm(ctx: Context, key: string): Promise<Outcome> {
  const refusal = mayRecordAny(ctx.bureau, ctx.person)
  if (refusal) return refusal
  await dropDraft(ctx.tx, ctx, key)
  return key === newRecord
    ? done('refreshed')
    : done('opened', {}, [{ kind: 'record', key: newRecord }])
}

/** The form with what was typed into the fields that it showed; what it did not show stays as it was. */
export function typed(ctx: Context, draft: RecordDraft, words: RecordWords): RecordDraft {
  const counting = kindsOf(ctx.bureau).get(draft.kind) ?? []
  if (counting.length === 0) return draft
  return { ...draft, words: merged(draft.words, words, fieldsOf(counting)) }
}

function merged(before: RecordWords, now: RecordWords, fields: FactFields): RecordWords {
  const of = (name: keyof RecordWords, shown: boolean) =>
    shown ? { [name]: now[name] } : { [name]: before[name] }
  const by = (name: 'answers' | 'points' | 'as' | 'share' | 'amounts', ids: readonly string[]) => ({
    [name]: { ...before[name], ...Object.fromEntries(ids.map((id) => [id, now[name][id] ?? ''])) },
  })
  const { together } = fields
  return {
    ...now,
    ...of('occasion', fields.occasions.length > 0),
    ...of('sort', fields.sorts.length > 0),
    ...of('levels', fields.levels.length > 0),
    ...of('quantity', fields.quantity !== null),
    ...of('times', fields.times),
    ...of('sent', fields.sent),
    ...of('done', fields.done),
    ...by(
      'answers',
      fields.questions.map(({ id }) => id),
    ),
    ...by(
      'points',
      fields.points.map(({ to }) => to),
    ),
    // Those of whom the form asked a part or share are those that were chosen before.
    ...by('amounts', fields.quantity !== null ? before.whom : []),
    ...by('as', together?.how === 'by-role' ? before.whom : []),
    ...by('share', together?.how === 'by-share' ? before.whom : []),
  }
}

/** Every unit that the person may record it of, each with what it had in the month before. */
async function takeAll(ctx: Context, key: string, draft: RecordDraft): Promise<Outcome> {
  const counting = kindsOf(ctx.bureau).get(draft.kind) ?? []
  const within = recordedFor(ctx.bureau, ctx.person, counting) ?? []
  const all = allCounted(fieldsOf(counting), nameable(ctx.bureau, counting, within))
  if (all.length === 0) return refuse('record-all-none', { max: `${recordLimits.whom}` })
  const whom = all.map(({ id }) => id)
  const typedBefore = Object.entries(draft.words.amounts).filter(([, amount]) => amount !== '')
  const amounts = { ...amountsBefore(ctx, draft, whom), ...Object.fromEntries(typedBefore) }
  const words = { ...draft.words, whom, amounts, find: '' }
  await keepDraft(ctx.tx, ctx, key, { ...draft, words, asked: [] })
  return done('record-all-taken', { count: `${whom.length}` })
}

/** Looks for people and units: a single one is taken, several are offered. */
async function search(ctx: Context, key: string, draft: RecordDraft): Promise<Outcome> {
  const counting = kindsOf(ctx.bureau).get(draft.kind) ?? []
  const within = recordedFor(ctx.bureau, ctx.person, counting) ?? []
  const found = findWhom(nameable(ctx.bureau, counting, within), draft.words.find)
  const fresh = found.filter(({ id }) => !draft.words.whom.includes(id))
  const [only] = fresh
  if (only && fresh.length === 1 && draft.words.whom.length < recordLimits.whom) {
    const whom = [...draft.words.whom, only.id]
    const words = { ...draft.words, whom, find: '' }
    await keepDraft(ctx.tx, ctx, key, { ...draft, words, asked: [] })
    return done('record-taken', { name: only.name })
  }
  await keepDraft(ctx.tx, ctx, key, { ...draft, asked: [] })
  if (fresh.length === 0) return done('record-found-none', { text: draft.words.find })
  return done('record-found', { count: `${fresh.length}` })
}

/**
 * What `记录 迟到` does: the kind of that name is chosen, several are listed.
 * @refuses not-allowed, argument-kind
 */
export async function beginRecord(ctx: Context, text: string | null): Promise<Refusal | null> {
  const refusal = mayRecordAny(ctx.bureau, ctx.person)
  if (refusal || text === null) return refusal
  const found = findKinds(recordableKinds(ctx.bureau, ctx.person), text)
  const exact = found.find(({ name }) => name.normalize('NFKC').toLowerCase() === text)
  const one = exact ?? (found.length === 1 ? found[0] : undefined)
  if (found.length === 0) return refuse('argument-kind', { text })
  const kept = (await recordDraft(ctx.tx, ctx, newRecord)) ?? noDraft
  const draft = kept.made.length > 0 ? { ...noDraft, words: noWords } : kept
  const next = one ? { kind: one.id, findKind: '' } : { kind: '', findKind: text }
  await keepDraft(ctx.tx, ctx, newRecord, { ...draft, ...next, asked: [] })
  return null
}
