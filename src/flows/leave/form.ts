import { z } from 'zod'
import { addDays, isDay } from '../../base/day.js'
import { listDrafts, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'
import { isSpan, type Span } from '../../workrules/span.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Situation } from '../context.js'
import { formDrafts, type Whose } from '../form-draft.js'
import { usualHandover } from '../away/handover.js'
import type { LeaveWords } from './intents.js'
import { requestsOf } from '../chain/request.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({
    who: text,
    kind: text,
    from: text,
    to: text,
    starts: text,
    ends: text,
    reason: text,
    handover: text,
    tasks: text,
  }),
  /** Ids of stored files. */
  files: z.array(z.string()).catch([]),
  /** The leave that this form has become: it is its receipt now. */
  made: text,
})
export type LeaveDraft = z.infer<typeof draftShape>

const drafts = formDrafts('leave', draftShape)

/** A form as it was left; null when nobody began it. */
export const leaveDraft = drafts.get
export const keepLeaveDraft = drafts.keep
export const dropLeaveDraft = drafts.drop

/**
 * The papers on a form, by id: those with which it was left; before anybody began it, those of the leave that was sent back
 * and is asked for anew.
 */
export function papersOn(draft: LeaveDraft | null, before: LeaveRecord | null): readonly string[] {
  if (draft?.made === '') return draft.files
  return before?.stage === 'returned' && !before.erased ? before.files : []
}

/** The form that is about no leave yet, and the one for leave taken by telephone. */
export const newLeave = 'new'
export const phoneLeave = 'phone'
/** Where papers for a leave that is asked for already wait: `papers/<leave>`. */
const papersKey = 'papers'

/** Lets what the person sends next be papers of a leave. */
export async function waitForPapers(tx: Tx, whose: Whose, leave: string): Promise<void> {
  await putDraft(tx, drafts.place(whose, keyOf(papersKey, leave)), {})
}

/** What somebody's next file belongs to: a form, or a leave that papers were promised for; null for nothing. */
export async function waitsForFile(
  db: Db,
  whose: Whose,
): Promise<{
  changedAt: number
  key: string
  leave: string | null
  draft: LeaveDraft | null
} | null> {
  const all = await listDrafts(db, { bureau: whose.bureau.id, owner: whose.person, kind: 'leave' })
  for (const { key, body, changedAt } of all) {
    const promised = partsIn(key, 2)?.[1]
    if (promised !== undefined) return { changedAt, key, leave: promised, draft: null }
    const draft = draftShape.parse(body)
    if (draft.made === '') return { changedAt, key, leave: null, draft }
  }
  return null
}

/** The span that is written in a form; null while it is none. */
export function spanOf(words: Pick<LeaveWords, 'from' | 'to' | 'starts' | 'ends'>): Span | null {
  const { from, to } = words
  if (!isDay(from) || !isDay(to)) return null
  const span = {
    from,
    to,
    startsAtNoon: words.starts === 'noon',
    endsAtNoon: words.ends === 'noon',
  }
  return isSpan(span) ? span : null
}

/**
 * The days that are meant: who picks a first day behind the last, and left the last as the card showed it, means that day
 * alone. `shown`: first and last day that the card showed.
 */
export function daysMeant<W extends { from: string; to: string }>(
  words: W,
  [first, last]: readonly string[],
): W {
  const { from, to } = words
  const moved = isDay(from) && isDay(to) && to < from && from !== first && to === last
  return moved ? { ...words, to: from } : words
}

/** Names what a card counted: the kind and days of a form. */
export function shownKey({ kind, from, to, starts, ends }: LeaveWords): string {
  return [kind, from, to, starts, ends].join(',')
}

/**
 * A form that nobody has begun: the kind of last time, the next working day, whole, and who usually takes over. For an
 * earlier leave, what was asked there, without its texts.
 */
export function freshWords(
  situation: Situation,
  person: string,
  of: LeaveRecord | null,
): LeaveWords {
  const { calendar, today, bureau, collected } = situation
  if (of) {
    const { span, kind, handover } = of
    return {
      ...{ who: '', kind, from: span.from, to: span.to, reason: '', tasks: '' },
      handover: handover ?? '',
      starts: span.startsAtNoon ? 'noon' : 'morning',
      ends: span.endsAtNoon ? 'noon' : 'evening',
    }
  }
  const last = requestsOf(collected.of(leavesSlice), person).findLast(({ telephone }) => !telephone)
  const kinds = bureau.work?.rules.leave.kinds ?? []
  const kind = kinds.find(({ id }) => id === last?.kind) ?? kinds[0]
  const next = calendar.shiftToWorkingDay(addDays(today, 1))
  const words = { who: '', kind: kind?.id ?? '', from: next, to: next, reason: '', tasks: '' }
  const whole = { starts: 'morning', ends: 'evening' }
  return { ...words, ...whole, handover: usualHandover(situation, person, { on: next, last }) }
}
