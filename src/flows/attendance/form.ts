import { z } from 'zod'
import type { Json } from '../../base/json.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'

const text = z.string().catch('')
const byId = z.record(z.string(), z.string()).catch({})

/** What was typed into the form: one day and occasion, and under each finding the names. */
const wordsShape = z.object({ day: text, occasion: text, note: text, names: byId })
export type AttendanceWords = z.infer<typeof wordsShape>

/** One finding as it was written, by hand or in a sheet. */
const rowShape = z.object({
  /** Its place among the names, or its row in the sheet. */
  at: z.int(),
  name: z.string(),
  /** The unit written beside the name; '' for none. */
  unit: z.string(),
  day: z.string(),
  occasion: z.string(),
  finding: z.string(),
  note: z.string(),
  /** What of it could not be read in a sheet. */
  wrong: z.object({ code: z.string(), with: z.record(z.string(), z.string()) }).nullable(),
})
export type AttendanceRow = z.infer<typeof rowShape>

/** What was asked of single rows, by their place: who of several is meant, and why it is recorded beside leave. */
const answersShape = z.object({ who: byId, reason: byId })
export type AttendanceAnswers = z.infer<typeof answersShape>

const draftShape = z.object({
  words: wordsShape,
  rows: z.array(rowShape).catch([]),
  answers: answersShape,
  page: z.int().min(0).catch(0),
  /** The sheet that the rows came from. */
  sheet: z.object({ name: z.string(), sha256: z.string() }).nullable().catch(null),
  /** The facts that it has become, and how many rows were left out: it is their receipt now. */
  made: z.array(z.string()).catch([]),
  left: z.int().catch(0),
})
export type AttendanceDraft = z.infer<typeof draftShape>

export const noAnswers: AttendanceAnswers = { who: {}, reason: {} }

/** A form that nobody has begun. */
export const noAttendance: AttendanceDraft = {
  words: { day: '', occasion: '', note: '', names: {} },
  ...{ rows: [], answers: noAnswers, page: 0, sheet: null, made: [], left: 0 },
}

/** Key of the card: everybody has one. */
export const attendanceKey = 'new'

type Whose = { bureau: { id: string }; person: string }

function placeOf({ bureau, person }: Whose): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'attendance', key: attendanceKey }
}

/** Somebody's form as it was left, with the moment of its last change; null when nobody began it. */
export async function attendanceDraft(
  db: Db,
  whose: Whose,
): Promise<{ draft: AttendanceDraft; changedAt: number } | null> {
  const kept = await getDraft(db, placeOf(whose))
  return kept && { draft: draftShape.parse(kept.body), changedAt: kept.changedAt }
}

export async function keepAttendance(tx: Tx, whose: Whose, draft: AttendanceDraft): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose), body)
}
