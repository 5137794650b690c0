import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allJobs, flows, formFiles } from '../../src/flows/all.js'
import { prune } from '../../src/storage/retention.js'
import type { Storage } from '../../src/storage/database.js'
import { steps } from '../refusals/all.js'
import { openWorlds, type Worlds } from '../refusals/world.js'
import { tempStorage } from '../storage/temp.js'
import { type TextInput, textInputs } from './forms.js'
import { giveAll, type Host, markingIn } from './given.js'
import { type Kept, keptIn, kindsAbout } from './kept.js'
import { Markers } from './markers.js'
import { lookAround, type Sighting } from './seen.js'
import { type KeptRow, table } from './table.js'

/** Passing things on is done with by then: what was sent and received is let go of before anything is erased. */
const passing = new Set(['Notice', 'InboxKey'])

const markers = new Markers()
const noWords = new Set(Object.values(table['no-words']).flat())
let inputs: TextInput[]
let storage: Storage
let dataDir = ''
let worlds: Worlds
let hosts: Host[]
let refused: string[]
/** Where it is kept → who besides the writer has seen something of it. */
const seen = new Map<string, Set<string>>()

beforeAll(async () => {
  inputs = await textInputs()
  const marking = { on: false }
  worlds = await openWorlds(steps, async (clock) => {
    const opened = await tempStorage({ clock })
    storage = opened.storage
    dataDir = opened.dataDir
    return { storage: markingIn(opened.storage, markers, marking), close: opened.close }
  })
  const newWorld: Worlds['newWorld'] = async (of) => {
    marking.on = true
    const made = await worlds.newWorld(of)
    marking.on = false
    return made
  }
  const fieldsOf = (verb: string) => inputs.filter((each) => each.verb === verb)
  const given = await giveAll({ ...worlds, newWorld }, markers, (verb) => ({
    fields: fieldsOf(verb).map(({ field }) => field),
    takesWords: (field) => !noWords.has(`${verb} ${field}`),
  }))
  hosts = given.hosts
  refused = given.refused
  for (const { given: each, where } of await keptIn(storage, markers)) {
    if (!passing.has(where)) each.kept.add(where)
  }
  for (const [turn, host] of hosts.entries()) {
    const saw: Sighting = (looker, who, each) => {
      if (each.by === who) return
      for (const where of each.kept) seen.set(where, (seen.get(where) ?? new Set()).add(looker))
    }
    await lookAround(host, markers, saw, turn)
  }
}, 300_000)
afterAll(() => worlds.close())

const rows = Object.entries(table.kept)

function rowOf(where: string): KeptRow | undefined {
  return table.kept[where]
}

test('every field for words of every card has a row, or is said to take none, and no other has', () => {
  const named = [...noWords, ...rows.flatMap(([, { from }]) => from)]
  const known = inputs.map(({ verb, field }) => `${verb} ${field}`)
  expect(known.filter((each) => !named.includes(each))).toEqual([])
  expect([...new Set(named)].filter((each) => !known.includes(each))).toEqual([])
})

test('every form takes words somewhere, and they are kept where its row says', () => {
  expect(refused).toEqual([])
  const elsewhere = markers.all.flatMap(({ input, kept }) =>
    [...kept].flatMap((where) =>
      rowOf(where) && (input === null || rowOf(where)?.from.includes(input))
        ? []
        : [`${input ?? 'a step'} in ${where}`],
    ),
  )
  expect([...new Set(elsewhere)]).toEqual([])
  const found = new Set(markers.all.flatMap(({ kept }) => [...kept]))
  // What was typed is gone where the form was handed in, or begun anew, by a later press.
  const missing = rows.filter(([where, { until }]) => until !== 'prune' && !found.has(where))
  expect(missing.map(([where]) => where)).toEqual([])
})

test('every flow that takes files has its rows', () => {
  const taking = flows.filter(({ files }) => files).map(({ name }) => name)
  expect(Object.keys(table.files).sort()).toEqual(taking.sort())
  const named = Object.values(table.files).flat()
  const kept = rows.map(([where]) => where).filter((where) => where.startsWith('file '))
  expect(named.sort()).toEqual(kept.sort())
})

test('nobody sees what somebody wrote, or the name of a file, but those of its row, on any card, in any sheet or message', () => {
  const wrongly = rows.flatMap(([where, { sees }]) =>
    [...(seen.get(where) ?? [])]
      .filter((looker) => !sees.includes(looker))
      .map((who) => `${who} sees ${where}`),
  )
  expect(wrongly).toEqual([])
  // Those whom it is for do see it, nearly all of them in the situations that are looked at.
  const meant = rows.flatMap(([where, { sees }]) => sees.map((who) => seen.get(where)?.has(who)))
  expect(meant.filter(Boolean).length / meant.length).toBeGreaterThan(0.8)
})

/** The nightly erasures but those of records, or those too, on a day. */
async function erase(on: string, which: (job: string) => boolean): Promise<void> {
  const jobs = allJobs.filter(({ name }) => name.endsWith('-erase') && which(name))
  for (const { world } of hosts) {
    world.bureau.goTo(on, '03:00')
    let more = true
    while (more) {
      more = await world.bureau.job(async (ctx) => {
        const left: (string | null)[] = []
        for (const job of jobs) left.push(await job.run(ctx, on, null))
        return left.some((after) => after !== null)
      })
    }
  }
  await prune(storage, formFiles)
}

test('it is gone when its time is over: of what came to an end by its own rule, of all else with the bureau’s records', async () => {
  await erase('2030-01-10', (job) => job !== 'records-erase')
  const ended = await kindsAbout(storage)
  const isOpen = ({ root }: Kept, until: string): boolean => {
    const ends = table.unfinished[until] ?? []
    return ends.length > 0 && !ends.some((kind) => ended.get(root)?.has(kind))
  }
  const early = new Set<string>()
  for (const kept of await keptIn(storage, markers)) {
    const until = rowOf(kept.where)?.until ?? 'no row'
    if (until === 'records-erase' || Object.hasOwn(table.stays, until)) continue
    if (!isOpen(kept, until)) early.add(`${kept.where} (${until})`)
  }
  expect([...early]).toEqual([])

  await erase('2037-01-10', () => true)
  const left = new Set<string>()
  for (const { where } of await keptIn(storage, markers)) {
    if (!Object.hasOwn(table.stays, rowOf(where)?.until ?? 'no row')) left.add(where)
  }
  expect([...left]).toEqual([])
}, 120_000)

test('no old version of a row is left in the files of the tables, and none of what stays is missing', async () => {
  await storage.forgetTexts()
  await storage.read.client.$executeRawUnsafe('CHECKPOINT')
  const folder = join(dataDir, 'pgdata', 'base')
  const found = new Set<string>()
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const text = await readFile(join(file.parentPath, file.name), 'utf8')
    for (const { kept } of markers.within(text)) for (const where of kept) found.add(where)
  }
  const stay = rows.filter(([, { until }]) => Object.hasOwn(table.stays, until))
  expect([...found].sort()).toEqual(stay.map(([where]) => where).sort())
})
