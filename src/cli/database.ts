import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { realClock } from '../base/clock.js'
import { silentLog } from '../base/log.js'
import { type Cycle, listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { listBureaus } from '../storage/roster-rows.js'
import { StorageError } from '../storage/storage-error.js'

/** A bot's database: that in its data folder, or a server's. */
export interface Source {
  data: string
  url?: string
}

/** Reads something from a database and lets go of it. A text, for people, where it cannot be opened. */
export async function readFrom<T>(
  { data, url }: Source,
  read: (db: Db) => Promise<T>,
): Promise<T | string> {
  if (url === undefined && !existsSync(join(data, 'pgdata'))) {
    return `“${data}”里没有数据库，请核对 --data`
  }
  try {
    const where = { dataDir: data, ...(url === undefined ? {} : { url }) }
    const storage = await openStorage({ ...where, clock: realClock(), log: silentLog })
    try {
      return await read(storage.read)
    } finally {
      await storage.close()
    }
  } catch (error) {
    if (error instanceof StorageError) return error.message
    throw error
  }
}

/** Which cycle is meant, as far as it was said. */
export interface Wanted {
  bureau?: string | undefined
  /** Its id. */
  cycle?: string | undefined
  /** Id of its scheme. */
  scheme?: string | undefined
}

/** The one cycle that is meant. A text, for people, where there is none, or where several are left and what tells them apart. */
export async function cycleIn(db: Db, { bureau, cycle, scheme }: Wanted): Promise<Cycle | string> {
  const known = await listBureaus(db)
  const [first, ...others] = bureau === undefined ? known : [bureau]
  if (others.length > 0) return `数据库里有几个单位，请用 --bureau 写明：${known.join('、')}`
  if (first === undefined || !known.includes(first)) return '数据库里没有这个单位的名册'
  const all = await listCycles(db, first)
  const meant = all.filter(
    (one) =>
      (cycle === undefined || one.id === cycle) && (scheme === undefined || one.scheme === scheme),
  )
  const [one, ...more] = meant
  if (one === undefined) {
    const there = all.length === 0 ? '还没有考核周期' : `有的是：${named(all)}`
    return `数据库里没有所写的考核周期，请核对 --cycle 或 --scheme；${there}`
  }
  return more.length === 0 ? one : `有几个考核周期，请用 --cycle 写明：${named(meant)}`
}

function named(cycles: readonly Cycle[]): string {
  return cycles.map(({ id }) => id).join('、')
}
