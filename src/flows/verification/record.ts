import { z } from 'zod'
import { type Instant, instant } from '../../base/day.js'
import type { Json } from '../../base/json.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { Db, Tx } from '../../storage/database.js'
import type { Head } from '../../storage/ledger.js'
import { getSetting, putSetting, settingsOf } from '../../storage/settings.js'
import type { Writing } from '../context.js'
import { type Difference, type Verified, verifyBureau } from './verify.js'

/** What the last comparison of a bureau's records with their proofs gave. */
export interface VerifiedRecord {
  /** Up to here the chain was proved; null while it never was. */
  head: Head | null
  /** When it was last compared from the first entry on; null: never. */
  wholeAt: Instant | null
  /** The first difference; only a whole comparison without one takes it away. */
  differs: Difference | null
}

const key = 'ledger-verified'

const stored = z.object({
  head: z.object({ sequence: z.int(), hash: z.string() }).nullable(),
  wholeAt: z.int().nullable(),
  differs: z
    .object({
      kind: z.enum([
        ...(['gap', 'link', 'changed', 'personal-changed', 'head'] as const),
        ...([
          'publication-changed',
          'publication-missing',
          'publication-unknown',
          'publication-differs',
          'vote-changed',
          'vote-missing',
          'vote-no-key',
          'vote-unknown',
        ] as const),
      ]),
      sequence: z.int(),
      entryId: z.string().nullable(),
    })
    .nullable(),
})

/** The bureau's record; empty while nothing was compared, or where somebody wrote something else there. */
export async function readVerified(db: Db, bureau: string): Promise<VerifiedRecord> {
  return recordOf(await getSetting(db, bureau, key))
}

/**
 * What comparing gave over several bureaus, in one statement: `differs` where any differs, `unverified` where any was
 * never compared whole.
 */
export async function verifiedState(
  db: Db,
  bureaus: readonly string[],
): Promise<'unverified' | 'proved' | 'differs'> {
  const kept = await settingsOf(db, key)
  const records = bureaus.map((bureau) => recordOf(kept.get(bureau) ?? null))
  if (records.some((one) => one.differs)) return 'differs'
  return records.some((one) => one.wholeAt === null) ? 'unverified' : 'proved'
}

function recordOf(value: Json | null): VerifiedRecord {
  const parsed = stored.safeParse(value)
  if (!parsed.success) return { head: null, wholeAt: null, differs: null }
  const { head, wholeAt, differs } = parsed.data
  return { head, wholeAt: wholeAt === null ? null : instant(wholeAt), differs }
}

/** Keeps what a comparison gave. Answers the first difference when it is a new one, for the office to be told. */
export async function keepVerified(
  tx: Tx,
  bureau: string,
  { verified, whole }: { verified: Verified; whole: boolean },
): Promise<Difference | null> {
  const before = await readVerified(tx, bureau)
  const [first = null] = verified.differences
  const differs = whole ? first : (before.differs ?? first)
  const kept: VerifiedRecord = {
    head: first ? before.head : verified.head,
    wholeAt: whole ? tx.clock.now() : before.wholeAt,
    differs,
  }
  await putSetting(tx, bureau, key, JSON.parse(JSON.stringify(kept)))
  const same =
    differs?.kind === before.differs?.kind && differs?.sequence === before.differs?.sequence
  return same ? null : differs
}

/**
 * Whether results must not be published on this ledger: `publish-ledger-differs`, by what was found before
 * (`recorded`: cheap enough for a press), or also by comparing now what came since.
 */
export async function mayNotPublishOn(
  { tx, bureau }: Writing,
  how: 'recorded' | 'compared',
): Promise<Refusal | null> {
  const { head, differs } = await readVerified(tx, bureau.id)
  const found = differs
    ? [differs]
    : how === 'recorded'
      ? []
      : (await verifyBureau(tx, bureau.id, { ...(head ? { from: head } : {}), rows: false }))
          .differences
  const [first] = found
  return first ? refuse('publish-ledger-differs', { sequence: `${first.sequence}` }) : null
}
