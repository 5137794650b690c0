import type { Json } from '../base/json.js'
import { jsonColumn, jsonOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** A bureau's setting, or null when it is not set. */
export async function getSetting(db: Db, bureau: string, key: string): Promise<Json | null> {
  const row = await db.client.setting.findUnique({ where: { bureau_key: { bureau, key } } })
  return row && jsonOfColumn(row.value)
}

/** One setting of all bureaus that have it. */
export async function settingsOf(db: Db, key: string): Promise<Map<string, Json>> {
  const rows = await db.client.setting.findMany({ where: { key } })
  return new Map(rows.map((row) => [row.bureau, jsonOfColumn(row.value)]))
}

/** Sets a bureau's setting. */
export async function putSetting(tx: Tx, bureau: string, key: string, value: Json): Promise<void> {
  await tx.client.setting.upsert({
    where: { bureau_key: { bureau, key } },
    create: { bureau, key, value: jsonColumn(value) },
    update: { value: jsonColumn(value) },
  })
}

/** Takes a setting away; false when it was not set. */
export async function deleteSetting(tx: Tx, bureau: string, key: string): Promise<boolean> {
  return (await tx.client.setting.deleteMany({ where: { bureau, key } })).count > 0
}
