import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { newId } from '../../src/base/ids.js'
import type { Tx } from '../../src/storage/database.js'
import { append } from '../../src/storage/ledger.js'
import { addSheet, makeBoxes, openBoxes } from '../../src/storage/vote-boxes.js'
import { tempStorage } from './temp.js'

let opened: Awaited<ReturnType<typeof tempStorage>>

beforeAll(async () => {
  opened = await tempStorage()
})

afterAll(() => opened.close())

const boxes = [{ sheet: 1, voters: 'staff', cells: 3 }]

function openedVote(tx: Tx): string {
  const entry = { bureau: 'b', kind: 'vote.opened', day: day('2025-12-08'), by: 'zhou', body: {} }
  return append(tx, entry)
}

test('sums stay of one length and tell nothing without the key, whatever is put in', async () => {
  const { storage } = opened
  const vote = await storage.transact('press', async (tx) => {
    const id = openedVote(tx)
    await makeBoxes(tx, { bureau: 'b', vote: id }, boxes)
    return id
  })
  const of = { bureau: 'b', vote, sheet: 1, voters: 'staff' }
  const seen: Buffer[] = []
  for (let count = 0; count < 40; count += 1) {
    await storage.transact('press', (tx) => addSheet(tx, of, [count % 2, 2]))
    const { sealed } = must(await storage.read.client.voteBox.findFirst(), 'a box')
    seen.push(Buffer.from(sealed))
  }
  expect(new Set(seen.map(({ length }) => length))).toEqual(new Set([12 + 4 * 4 + 16]))
  expect(new Set(seen.map((each) => each.toString('hex'))).size).toBe(40)
  expect(await openBoxes(storage.read, { bureau: 'b', vote })).toEqual([
    { sheet: 1, voters: 'staff', sheets: 40, cells: [20, 20, 40] },
  ])
  await storage.read.voteKeys.destroy(vote)
  expect(await openBoxes(storage.read, { bureau: 'b', vote })).toBe('no-key')
})

test('a key goes with the boxes of its vote, and no other does: not one of a vote that runs, nor of another database', async () => {
  const { storage, dataDir } = opened
  const { voteKeys } = storage.read
  const [ended, runs] = await storage.transact('press', async (tx) => {
    const ids = [openedVote(tx), openedVote(tx)] as const
    await voteKeys.make(ids[0])
    await makeBoxes(tx, { bureau: 'b', vote: ids[1] }, boxes)
    return ids
  })
  const others = newId()
  await voteKeys.make(others)
  for (const vote of [ended, runs, others]) {
    await utimes(join(dataDir, 'vote-keys', vote), 1_700_000_000, 1_700_000_000)
  }
  await storage.forgetVotes()
  const left = await Promise.all([ended, runs, others].map((vote) => voteKeys.find(vote)))
  expect(left.map((key) => key !== null)).toEqual([false, true, true])
})
