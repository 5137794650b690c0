import { instant } from '../base/day.js'
import { momentColumn } from './columns.js'
import type { Storage, Tx } from './database.js'

/** Thrown by {@link checkLease}: somebody else holds it now, and what was about to be written must not be. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/**
 * Takes the named lease for `ttlMs` of the storage's clock when it is free, has lapsed, or is this holder's.
 * Answers its fencing number, larger at each taking, or null when another holds it.
 */
export async function takeLease(
  storage: Storage,
  name: string,
  holder: string,
  ttlMs: number,
): Promise<number | null> {
  const { now, until } = span(storage, ttlMs)
  const rows = await storage.single(
    'work',
    (db) => db.client.$queryRaw<{ fencing: number }[]>`
      INSERT INTO "Lease" AS l ("name", "holder", "fencing", "expiresAt")
      VALUES (${name}, ${holder}, 1, ${until}::timestamptz)
      ON CONFLICT ("name") DO UPDATE
        SET "holder" = excluded."holder", "fencing" = l."fencing" + 1, "expiresAt" = excluded."expiresAt"
        WHERE l."expiresAt" <= ${now}::timestamptz OR l."holder" = excluded."holder"
      RETURNING "fencing"`,
  )
  return rows[0]?.fencing ?? null
}

/** Holds it for another `ttlMs`; false when somebody else took it meanwhile. */
export async function renewLease(
  storage: Storage,
  name: string,
  fencing: number,
  ttlMs: number,
): Promise<boolean> {
  const { until } = span(storage, ttlMs)
  return setExpiry(storage, name, fencing, until)
}

/** Gives it back, so that another need not wait for it to lapse. */
export async function releaseLease(storage: Storage, name: string, fencing: number): Promise<void> {
  await setExpiry(storage, name, fencing, momentColumn(instant(0)))
}

/**
 * Throws {@link LeaseLost} unless the lease still has this fencing number; until the commit nobody can take it.
 * The first statement of whatever only the holder may write.
 */
export async function checkLease(tx: Tx, name: string, fencing: number): Promise<void> {
  const rows = await tx.client.$queryRaw<{ fencing: number }[]>`
    SELECT "fencing" FROM "Lease" WHERE "name" = ${name} FOR SHARE`
  if (rows[0]?.fencing !== fencing) throw new LeaseLost(`lease ${name} is not ${fencing} any more`)
}

function span(storage: Storage, ttlMs: number): { now: string; until: string } {
  const now = storage.clock.now()
  return { now: momentColumn(now), until: momentColumn(instant(now + ttlMs)) }
}

async function setExpiry(
  storage: Storage,
  name: string,
  fencing: number,
  expiresAt: string,
): Promise<boolean> {
  const { count } = await storage.single('work', (db) =>
    db.client.lease.updateMany({ where: { name, fencing }, data: { expiresAt } }),
  )
  return count > 0
}
