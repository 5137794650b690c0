import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Db, Tx } from './database.js'

/** Which box: of a vote, one sheet of its ballot as one class of voters fills it in. */
export interface BoxKey {
  bureau: string
  vote: string
  sheet: number
  voters: string
}

/** What a box holds: how many sheets were put in, and how often each of its cells was marked. */
export interface BoxCounts {
  sheet: number
  voters: string
  sheets: number
  cells: readonly number[]
}

/**
 * Why a box can't be used: its vote's key is not in this program's folder; it is not there; or what it holds is not what
 * this program sealed.
 */
export type BoxFault = 'no-key' | 'gone' | 'changed'

const nonceBytes = 12
const tagBytes = 16
const cellBytes = 4

/** Makes a vote's key and its boxes, empty, each with so many cells. */
export async function makeBoxes(
  tx: Tx,
  { bureau, vote }: Pick<BoxKey, 'bureau' | 'vote'>,
  boxes: readonly { sheet: number; voters: string; cells: number }[],
): Promise<void> {
  await tx.voteKeys.make(vote)
  const key = await tx.voteKeys.find(vote)
  if (!key) throw new Error('the key of a vote could not be kept')
  await tx.client.voteBox.createMany({
    data: boxes.map(({ sheet, voters, cells }) => {
      const of = { bureau, vote, sheet, voters }
      return { ...of, sealed: seal(key, of, new Uint32Array(cells + 1)) }
    }),
  })
}

/**
 * Puts one sheet in: adds one to each of the cells, and seals all of the box anew. Others who put one in wait from here
 * to the commit. Nothing of what was marked is left but in the sums, and these only sealed.
 */
export async function addSheet(
  tx: Tx,
  of: BoxKey,
  cells: readonly number[],
): Promise<BoxFault | null> {
  const key = await tx.voteKeys.find(of.vote)
  if (!key) return 'no-key'
  const [row] = await tx.client.$queryRaw<{ sealed: Uint8Array }[]>`
    SELECT "sealed" FROM "VoteBox" WHERE "bureau" = ${of.bureau} AND "vote" = ${of.vote}::uuid
      AND "sheet" = ${of.sheet} AND "voters" = ${of.voters} FOR UPDATE`
  if (!row) return 'gone'
  const counts = unseal(key, of, row.sealed)
  if (!counts) return 'changed'
  for (const at of [0, ...cells.map((cell) => cell + 1)]) counts[at] = (counts[at] ?? 0) + 1
  const { bureau, vote, sheet, voters } = of
  await tx.client.voteBox.updateMany({
    where: { bureau, vote, sheet, voters },
    data: { sealed: seal(key, of, counts) },
  })
  return null
}

/** What a vote's boxes hold, in the order of sheets and classes; or why that can't be told. */
export async function openBoxes(
  db: Db,
  { bureau, vote }: Pick<BoxKey, 'bureau' | 'vote'>,
): Promise<BoxCounts[] | BoxFault> {
  const key = await db.voteKeys.find(vote)
  if (!key) return 'no-key'
  const rows = await db.client.voteBox.findMany({
    where: { bureau, vote },
    orderBy: [{ sheet: 'asc' }, { voters: 'asc' }],
  })
  if (rows.length === 0) return 'gone'
  const opened: BoxCounts[] = []
  for (const { sheet, voters, sealed } of rows) {
    const counts = unseal(key, { bureau, vote, sheet, voters }, sealed)
    if (!counts) return 'changed'
    const [sheets = 0, ...cells] = counts
    opened.push({ sheet, voters, sheets, cells })
  }
  return opened
}

/** Removes a vote's boxes, and once that is committed its key: what copies hold can be read by nobody any more. */
export async function dropBoxes(
  tx: Tx,
  { bureau, vote }: Pick<BoxKey, 'bureau' | 'vote'>,
): Promise<void> {
  await tx.client.voteBox.deleteMany({ where: { bureau, vote } })
  tx.afterCommit(() => void tx.voteKeys.destroy(vote).catch(() => {}))
}

/** The votes of a bureau that have boxes. */
export async function votesWithBoxes(db: Db, bureau: string): Promise<Set<string>> {
  const rows = await db.client.voteBox.findMany({
    where: { bureau },
    select: { vote: true },
    distinct: ['vote'],
  })
  return new Set(rows.map(({ vote }) => vote))
}

/** A key is made a moment before its boxes are there for others to see. */
const keyAloneMs = 3_600_000

/**
 * Destroys the keys of votes of this database that have no box: they ended in a process that died at that moment. A key of a
 * vote that this database has never heard of is left alone: it may be another's.
 */
export async function sweepVoteKeys(db: Db): Promise<void> {
  const old = await db.voteKeys.olderThan(keyAloneMs)
  if (old.length === 0) return
  const known = { in: old }
  const opened = await db.client.ledgerEntry.findMany({
    where: { id: known },
    select: { id: true },
  })
  const rows = await db.client.voteBox.findMany({
    where: { vote: known },
    select: { vote: true },
    distinct: ['vote'],
  })
  const used = new Set(rows.map(({ vote }) => vote))
  for (const { id } of opened) if (!used.has(id)) await db.voteKeys.destroy(id)
}

/** AES-256-GCM under a fresh nonce, bound to its place: the length says nothing, and no other box takes its place. */
function seal(key: Buffer, of: BoxKey, counts: Uint32Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(placeOf(of))
  const plain = Buffer.alloc(counts.length * cellBytes)
  for (const [at, count] of counts.entries()) plain.writeUInt32LE(count, at * cellBytes)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  return Uint8Array.from(Buffer.concat([nonce, sealed, cipher.getAuthTag()]))
}

function unseal(key: Buffer, of: BoxKey, bytes: Uint8Array): Uint32Array | null {
  const all = Buffer.from(bytes)
  if (all.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonceBytes))
  decipher.setAAD(placeOf(of))
  decipher.setAuthTag(all.subarray(all.length - tagBytes))
  try {
    const sealed = all.subarray(nonceBytes, all.length - tagBytes)
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()])
    return Uint32Array.from({ length: plain.length / cellBytes }, (_, at) =>
      plain.readUInt32LE(at * cellBytes),
    )
  } catch {
    return null
  }
}

function placeOf({ bureau, vote, sheet, voters }: BoxKey): Buffer {
  return Buffer.from(JSON.stringify([bureau, vote, sheet, voters]))
}
