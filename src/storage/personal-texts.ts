import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, momentColumn } from './columns.js'
import type { Db } from './database.js'

/** The personal texts of entries, by entry id; those that have none, or whose text was erased, are left out. */
export async function personalTexts(
  db: Db,
  entryIds: readonly string[],
): Promise<Map<string, Json>> {
  if (entryIds.length === 0) return new Map()
  const rows = await db.client.personalText.findMany({
    where: { entryId: { in: [...entryIds] }, salt: { not: null } },
  })
  return new Map(rows.map((row) => [row.entryId, jsonOfColumn(row.text)]))
}

/** A bureau's entries with a text, or one that was erased, behind a sequence and written before a moment; at most so many. */
export function textsBefore(
  db: Db,
  of: { bureau: string; after: number; before: Instant; most: number },
): Promise<{ id: string; sequence: number }[]> {
  return db.client.ledgerEntry.findMany({
    where: {
      ...{ bureau: of.bureau, sequence: { gt: of.after }, personalDigest: { not: null } },
      at: { lt: momentColumn(of.before) },
    },
    select: { id: true, sequence: true },
    orderBy: { sequence: 'asc' },
    take: of.most,
  })
}
