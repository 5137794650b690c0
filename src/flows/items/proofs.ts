import { z } from 'zod'
import { refuse } from '../../base/refusal.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db } from '../../storage/database.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import { type Claim, hold } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { manageItems } from './actions.js'
import { itemsIn, rowsOf } from './rows.js'
import { scorersFor } from './owners.js'
import { selfFormOf, selfPlace } from './self-form.js'
import { tasksSlice } from '../task/letters.js'

const waiting = z.object({ cycle: z.string(), unit: z.string(), row: z.string() })

/** Where it stands that a person's files belong to a row of a self-check. */
export function proofPlace(whose: { bureau: { id: string }; person: string }): DraftPlace {
  return { bureau: whose.bureau.id, owner: whose.person, kind: 'items-proof', key: 'now' }
}

/** Since when a row waits for a person's files; null where none does. */
export async function itemsTakeFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await getDraft(db, proofPlace(whose)))?.changedAt ?? null
}

/** Attaches a file to the row that waits for it. Refusals: `record-attached-nowhere`, `record-attached-many`. */
export async function attachToItem(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const kept = waiting.safeParse((await getDraft(ctx.tx, proofPlace(ctx)))?.body).data
  const items = kept ? itemsIn(ctx.bureau, kept.cycle) : null
  if (!kept || !items) return refuse('record-attached-nowhere', { name })
  // Two people of a unit may send at once: what the other attached is read after it is there.
  await hold(ctx.tx, ctx.bureau.id, [unitClaim(kept)])
  const { draft, rows, cells } = await selfFormOf(ctx, items, {
    unit: kept.unit,
    person: ctx.person,
  })
  const before = rows.get(kept.row)?.files
  if (!before) return refuse('record-attached-nowhere', { name })
  if (before.length >= recordLimits.files) {
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  }
  const about = aboutOf(kept)
  const id = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  const files = { ...draft.files, [kept.row]: [...before, id] }
  await putDraft(ctx.tx, selfPlace(ctx.bureau, kept), { ...draft, files })
  const number = cells.findIndex(({ row }) => row.id === kept.row) + 1
  return done('items-attached', { name, number: `${number}`, count: `${before.length + 1}` })
}

/** Held by who changes a unit's form. */
export function unitClaim({ cycle, unit }: { cycle: string; unit: string }): Claim {
  return { kind: 'items-unit', id: `${cycle}/${unit}` }
}

function aboutOf({ cycle, unit }: { cycle: string; unit: string }): string {
  return `items:${cycle}/${unit}`
}

/** Whether somebody may see a file of a self-check: the unit, who scores one of its items, and the office. */
export function mayOpenProof(situation: Situation, person: string, file: StoredFile): boolean {
  const [cycle = '', unit = ''] = (file.about ?? '').replace(/^items:/, '').split('/')
  const items = itemsIn(situation.bureau, cycle)
  if (!items || !file.about?.startsWith('items:')) return false
  if (situation.bureau.roster.unitOf(person) === unit) return true
  if (mayNot(situation.bureau, person, manageItems, 'anything') === null) return true
  const rows = rowsOf(items, situation.collected.of(tasksSlice), unit)
  return rows.some((item) =>
    scorersFor(situation.bureau, items, { item, assessee: unit }).may.has(person),
  )
}

/**
 * Sends a file of a self-check to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendProof(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenProof)
}
