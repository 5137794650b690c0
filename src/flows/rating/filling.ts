import { z } from 'zod'
import { getDraft } from '../../storage/drafts.js'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Context, Seeing } from '../context.js'
import { ratingPages } from '../limits.js'
import { submissionsIn } from './asks.js'
import { type Assignment, assesseeName, dutiesOf } from './assignments.js'
import { forcedIn, type Forced } from './forced.js'
import type { Filled } from './intents.js'
import { type RatingPeriod, ratingKey } from './periods.js'
import { previousOf } from './previous.js'
import type { Submission } from './rated.js'

const draftShape = z.object({
  page: z.number(),
  values: z.record(z.string(), z.string()),
  remarks: z.record(z.string(), z.string()),
})

/** What stands in an assessor's form: typed and kept, else as handed in. */
export interface Filling {
  period: RatingPeriod
  person: string
  /** Everybody to rate, in the order of the card. */
  people: readonly Assignment[]
  /** Levels that facts of the period force: nothing is asked there. */
  forced: ReadonlyMap<string, Forced>
  values: ReadonlyMap<string, string>
  remarks: ReadonlyMap<string, string>
  /** The page that is shown, and how many there are. */
  page: number
  pages: number
  /** Something was typed and kept that is not handed in. */
  unsent: boolean
  submission: Submission | null
}

/** Where an assessor's unfinished form is kept. */
export function draftPlace(ctx: { bureau: { id: string }; person: string }, of: RatingPeriod) {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'rating', key: ratingKey(of) }
}

/** Reads an assessor's form of a period. */
export async function fillingOf(
  situation: Seeing | Context,
  period: RatingPeriod,
  person: string,
): Promise<Filling> {
  const people = dutiesOf(situation, period, person)
  const forced = forcedIn(
    situation,
    period,
    people.map((one) => one.assessee),
  )
  const submission = submissionsIn(situation, period).get(person) ?? null
  const stored = await getDraft(situation.db, draftPlace({ ...situation, person }, period))
  const draft = draftShape.safeParse(stored?.body).data ?? null
  const handedIn = {
    values: new Map(submission?.values),
    remarks: await remarksOf(situation, submission),
  }
  const values = draft ? new Map(Object.entries(draft.values)) : handedIn.values
  const remarks = draft ? new Map(Object.entries(draft.remarks)) : handedIn.remarks
  const pages = Math.max(1, Math.ceil(people.length / pageSize(period)))
  return {
    period,
    person,
    people,
    forced,
    values,
    remarks,
    page: Math.min(Math.max(1, draft?.page ?? 1), pages),
    pages,
    unsent: draft !== null && differ(people, { values, remarks }, handedIn),
    submission,
  }
}

async function remarksOf(
  situation: Seeing | Context,
  submission: Submission | null,
): Promise<Map<string, string>> {
  const texts = await personalTexts(situation.db, submission?.graded ? submission.entries : [])
  const shape = z.object({ remarks: z.record(z.string(), z.string()) })
  return new Map(
    [...texts.values()].flatMap((text) =>
      Object.entries(shape.safeParse(text).data?.remarks ?? {}),
    ),
  )
}

type Typed = Pick<Filling, 'values' | 'remarks'>

function differ(people: readonly Assignment[], one: Typed, other: Typed): boolean {
  return people.some(
    ({ assessee }) =>
      (one.values.get(assessee) ?? '') !== (other.values.get(assessee) ?? '') ||
      (one.remarks.get(assessee) ?? '') !== (other.remarks.get(assessee) ?? ''),
  )
}

function pageSize({ part }: RatingPeriod): number {
  return part.kind === 'ratings' ? ratingPages.points : ratingPages.levels
}

/** The people of a page, from 1. */
export function onPage(filling: Filling, page: number): readonly Assignment[] {
  const size = pageSize(filling.period)
  return filling.people.slice((page - 1) * size, page * size)
}

/** The page that somebody stands on; 1 for who stands nowhere. */
export function pageOf(filling: Filling, assessee: string): number {
  const place = filling.people.findIndex((one) => one.assessee === assessee)
  return Math.floor(Math.max(0, place) / pageSize(filling.period)) + 1
}

/** The form with what a page now holds: of its people everything, of others what was kept. */
export function withPage(filling: Filling, typed: Filled): Filling {
  const ours = new Set(filling.people.map((one) => one.assessee))
  const page = onPage(filling, typed.page).map((one) => one.assessee)
  const merge = (before: ReadonlyMap<string, string>, now: Record<string, string>) => {
    const all = new Map(before)
    for (const id of page) all.set(id, '')
    for (const [id, value] of Object.entries(now)) if (ours.has(id)) all.set(id, value)
    return new Map([...all].filter(([id, value]) => value !== '' && !filling.forced.has(id)))
  }
  return {
    ...filling,
    values: merge(filling.values, typed.values),
    remarks: merge(filling.remarks, typed.remarks),
  }
}

/** The form with what the same assessor gave last time, where nothing stands yet; and for how many that is. */
export function withPrevious(
  situation: Seeing | Context,
  filling: Filling,
): { filling: Filling; count: number } {
  const previous = previousOf(situation, filling.period, filling.person)
  const values = new Map(filling.values)
  let count = 0
  for (const { assessee } of filling.people) {
    const before = previous?.get(assessee)
    if (before === undefined || values.has(assessee) || filling.forced.has(assessee)) continue
    values.set(assessee, before)
    count++
  }
  return { filling: { ...filling, values }, count }
}

/** As it is kept. */
export function draftBody({ values, remarks }: Typed, page: number): z.infer<typeof draftShape> {
  return { page, values: Object.fromEntries(values), remarks: Object.fromEntries(remarks) }
}

/** Names, at most so many, of those of the form. */
export function namesIn(filling: Filling, ids: readonly string[], most: number): string {
  const names = ids.slice(0, most).map((id) => assesseeName(filling.period, id))
  return `${names.join('、')}${ids.length > most ? '等' : ''}`
}
