import { sha256 } from '../base/ids.js'
import { canonicalJson } from '../base/json.js'
import type { Db, Tx } from './database.js'
import { getSetting, putSetting } from './settings.js'

/** The setting that is written whenever a bureau's addresses change: what caches look at (`bureauStamp`). */
export const addressesStamp = 'addresses'

/** Who somebody of the platform is. */
export interface Known {
  bureau: string
  /** Roster id. */
  person: string
}

/**
 * Puts a bureau's addresses (person id → open id) in the place of those it had; only what differs is written. Answers
 * the open ids that are somebody else now, or nobody any more. Two persons of one bureau never share an open id.
 */
export async function putAddresses(
  tx: Tx,
  bureau: string,
  addresses: ReadonlyMap<string, string>,
): Promise<string[]> {
  const known = await addressesOf(tx, bureau)
  const gone = [...known].filter(([person, openId]) => addresses.get(person) !== openId)
  const fresh = [...addresses].filter(([person, openId]) => known.get(person) !== openId)
  if (gone.length > 0) {
    const persons = gone.map(([person]) => person)
    await tx.client.address.deleteMany({ where: { bureau, person: { in: persons } } })
  }
  if (fresh.length > 0) {
    // Replicas that start at once write the same.
    const data = fresh.map(([person, openId]) => ({ bureau, person, openId }))
    await tx.client.address.createMany({ data, skipDuplicates: true })
  }
  const stamp = sha256(canonicalJson(Object.fromEntries(addresses)))
  const moved = [...new Set([...gone, ...fresh].map(([, openId]) => openId))]
  if ((await getSetting(tx, bureau, addressesStamp)) === stamp) return moved
  await putSetting(tx, bureau, addressesStamp, stamp)
  return moved
}

/** A bureau's addresses: person id → open id. */
export async function addressesOf(db: Db, bureau: string): Promise<Map<string, string>> {
  const rows = await db.client.address.findMany({ where: { bureau }, orderBy: { person: 'asc' } })
  return new Map(rows.map((row) => [row.person, row.openId]))
}

/** Who an open id is, in each bureau that has it: one statement by an index, however many bureaus there are. */
export async function whoIs(db: Db, openId: string): Promise<Known[]> {
  const rows = await db.client.address.findMany({ where: { openId }, orderBy: { bureau: 'asc' } })
  return rows.map(({ bureau, person }) => ({ bureau, person }))
}
