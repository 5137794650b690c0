import { createHash } from 'node:crypto'
import { HoldsLate, type Tx } from './database.js'

/**
 * What a transaction is going to decide on: a fact, a report, a period. `shared`: it only relies on the state of it,
 * and may do so beside others that do; alone against one that changes it.
 */
export interface Claim {
  kind: string
  id: string
  shared?: boolean
}

/**
 * Holds what the claims name in a bureau until the commit or rollback; whoever claims the same waits here. To be
 * called once, before any of it is read: a transaction at READ COMMITTED then reads what the one before it wrote,
 * and of two decisions that exclude each other the second finds the first. All transactions take their claims
 * in the same order (by hashed key), so claims alone never block each other in a circle. Two keys with the same 64
 * bits only wait for each other needlessly. Throws HoldsLate, with nothing taken, where others have worked in the
 * transaction before.
 */
export async function hold(tx: Tx, bureau: string, claims: readonly Claim[]): Promise<void> {
  const keys = new Map<bigint, boolean>()
  for (const { kind, id, shared } of claims) {
    const key = keyOf(`${bureau}|${kind}|${id}`)
    keys.set(key, (shared ?? false) && (keys.get(key) ?? true))
  }
  if (keys.size === 0) return
  if (tx.shared.follows) throw new HoldsLate()
  tx.shared.held = true
  const sorted = [...keys].sort(([a], [b]) => (a < b ? -1 : 1))
  const ids = sorted.map(([key]) => key.toString())
  const shares = sorted.map(([, shared]) => shared)
  // Rows of unnest() come, and are locked, in the order of the lists.
  await tx.client.$executeRaw`
    SELECT CASE WHEN "shared" THEN pg_advisory_xact_lock_shared("key") ELSE pg_advisory_xact_lock("key") END
    FROM unnest(${ids}::text[]::bigint[], ${shares}::boolean[]) AS claims("key", "shared")`
}

function keyOf(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigInt64BE()
}
