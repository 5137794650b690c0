import type { Json } from '../base/json.js'
import { jsonOfColumn } from './columns.js'
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
