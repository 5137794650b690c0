import { keyedHash } from '../base/ids.js'
import { canonicalJson } from '../base/json.js'
import { breathe } from '../base/real-time.js'
import { jsonOfColumn } from './columns.js'
import type { Db } from './database.js'
import { type Head, headOf } from './ledger.js'
import { entryHash, genesisHash } from './ledger-entry.js'
import { entryOf, pages, type Row } from './ledger-reading.js'

/** Where and how a chain is broken. */
export interface ChainProblem {
  code: 'gap' | 'link' | 'changed' | 'personal-changed' | 'head'
  sequence: number
  /** Null where the entry itself is missing. */
  entryId: string | null
}

/** What a computation found, and up to where it went: with no problems the position that is proved. */
export interface ChainCheck {
  problems: ChainProblem[]
  head: Head
}

/** Problems after which a chain is not looked at further: it is broken. */
const problemsMax = 20

const genesis: Head = { sequence: 0, hash: genesisHash }

/**
 * Computes a bureau's chain anew, behind presses: in pages, each a short statement, never the whole in memory. No
 * problems: every entry is there, unchanged with its personal text, and the head is the last one. The first problem
 * names the first broken entry; those behind a broken link are not listed again, and not more than twenty.
 *
 * `from`: only what follows a position that was proved before; the entry there must still have its hash. Its
 * hash covers all before it, so nothing can be put in, taken out or given other hashes there unnoticed; but an
 * earlier row changed under its old hash shows only in a whole computation.
 */
export async function checkChain(db: Db, bureau: string, from = genesis): Promise<ChainCheck> {
  const problems: ChainProblem[] = []
  const head = await headOf(db, bureau)
  let previous = from
  if (from.sequence > 0 && !(await stillStands(db, bureau, from))) {
    problems.push({ code: 'changed', sequence: from.sequence, entryId: null })
  }
  const filter = { bureau, afterSequence: from.sequence, upToSequence: head.sequence }
  for await (const rows of pages(db, filter, 'of-all')) {
    for (const row of rows) {
      const code = faultOf(row, previous)
      if (code === 'gap') problems.push({ code, sequence: previous.sequence + 1, entryId: null })
      else if (code) problems.push({ code, sequence: row.sequence, entryId: row.id })
      previous = { sequence: row.sequence, hash: row.hash }
    }
    if (problems.length >= problemsMax) return { problems, head }
    await breathe()
  }
  if (previous.sequence !== head.sequence || previous.hash !== head.hash) {
    problems.push({ code: 'head', sequence: head.sequence, entryId: null })
  } else if (await standsBeyond(db, bureau, head)) {
    problems.push({ code: 'head', sequence: head.sequence, entryId: null })
  }
  return { problems, head }
}

/** The problems of a whole chain, see {@link checkChain}. */
export async function verifyChain(db: Db, bureau: string): Promise<ChainProblem[]> {
  return (await checkChain(db, bureau)).problems
}

/** Every bureau that has entries or a head, in order. */
export async function ledgerBureaus(db: Db): Promise<string[]> {
  const rows = await db.client.$queryRaw<{ bureau: string }[]>`
    SELECT "bureau" FROM "LedgerHead" UNION SELECT DISTINCT "bureau" FROM "LedgerEntry" ORDER BY 1`
  return rows.map(({ bureau }) => bureau)
}

/** The entry at a position proved before has still its hash, and gives it. */
async function stillStands(db: Db, bureau: string, at: Head): Promise<boolean> {
  const filter = { bureau, afterSequence: at.sequence - 1, upToSequence: at.sequence }
  for await (const [row] of pages(db, filter, 'of-all')) {
    if (!row || row.hash !== at.hash) return false
    const before = { sequence: at.sequence - 1, hash: row.previousHash }
    return faultOf(row, before) === null
  }
  return false
}

/** Entries behind a head that has not moved: the head was set back or removed. */
async function standsBeyond(db: Db, bureau: string, head: Head): Promise<boolean> {
  const where = { bureau, sequence: { gt: head.sequence } }
  if ((await db.client.ledgerEntry.findFirst({ where, select: { id: true } })) === null)
    return false
  return (await headOf(db, bureau)).sequence === head.sequence
}

function faultOf(row: Row, previous: Head): ChainProblem['code'] | null {
  if (row.sequence !== previous.sequence + 1) return 'gap'
  if (row.previousHash !== previous.hash) return 'link'
  if (entryHash(entryOf(row), row.personalDigest) !== row.hash) return 'changed'
  if (row.personalDigest === null) return row.personal ? 'personal-changed' : null
  if (!row.personal) return 'personal-changed'
  const { salt, text } = row.personal
  if (salt === null) return text === null ? null : 'personal-changed'
  const digest = keyedHash(salt, canonicalJson(jsonOfColumn(text)))
  return digest === row.personalDigest ? null : 'personal-changed'
}
