import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Looked, runInOrder, runWhole } from '../../src/app/run-parts.js'
import { must } from '../../src/base/bug.js'
import { instant } from '../../src/base/day.js'
import { machineTime } from '../../src/base/real-time.js'
import { allJobs, commands, flows, formFiles } from '../../src/flows/all.js'
import { prune } from '../../src/storage/retention.js'
import type { Storage } from '../../src/storage/database.js'
import { sweepFiles } from '../../src/storage/files.js'
import { unitSections } from '../refusals/schemes.js'
import { keptLog } from '../lark/log.js'
import { writeScheme } from '../scoring/invented/scheme.js'
import { tempFolder } from '../storage/temp.js'
import { deskOf } from '../text/desk.js'
import { type TextInput, textInputs } from './forms.js'
import { failingIn, giveAll, type Host, mistype, play, pressWalks, walksByWorld } from './given.js'
import { type HandedIn, handedIn, lieForLong, textsBelow } from './bytes.js'
import { type Marked, openMarked } from './opened.js'
import { lookers } from './people.js'
import { type Delivered, deliver, lookAtAnswers } from './delivered.js'
import { type Did, forgeAll, pressAll } from './pressed.js'
import { stories } from './stories.js'
import { type Kept, keptIn, kindsAbout } from './kept.js'
import { type Given, Markers } from './markers.js'
import { lookAround, type Sighting, takenOut } from './seen.js'
import { type KeptRow, table } from './table.js'

/** Passing things on is done with by then: what was sent and received is let go of before anything is erased. */
const passing = new Set(['Notice', 'InboxKey'])

const markers = new Markers()
const log = keptLog()
/** What was typed to the bot in no form. */
let mistyped: ReadonlySet<Given>
/** Who besides the writer has seen something of that. */
const overheard = new Set<string>()
/** What files with ids and codes hold, by what they are. */
const takenOutOf = new Map<string, Set<Given>>()
const noWords = new Set(Object.values(table['no-words']).flat())
let inputs: TextInput[]
let storage: Storage
let marked: Marked
const hosts: Host[] = []
let files: HandedIn
/** So many of the stories are told over the wire, the first ones. */
const toldIn = 4
let delivered: Delivered
const did: Did = { pressed: new Set(), forged: new Set(), said: new Set() }
const refused: string[] = []
/** Where it is kept → who besides the writer has seen something of it. */
const seen = new Map<string, Set<string>>()

beforeAll(async () => {
  inputs = await textInputs()
  files = await handedIn()
  marked = await openMarked(markers, log)
  storage = marked.storage
  const told = await giveEverything()
  await lookEverywhere(told)
}, 300_000)
afterAll(async () => {
  await marked.close()
  await rm(files.folder, { recursive: true })
})

/** Lets people write and send everything, and notes where it is kept; answers the worlds of the stories that are told over the wire. */
async function giveEverything(): Promise<Host[]> {
  const fieldsOf = (verb: string) => inputs.filter((each) => each.verb === verb)
  const typing = (verb: string) => ({
    fields: fieldsOf(verb).map(({ field }) => field),
    takesWords: (field: string) => !noWords.has(`${verb} ${field}`),
  })
  const given = await giveAll(marked, markers, typing)
  refused.push(...given.refused)
  const told: Host[] = []
  for (const story of stories) {
    const host = { world: await marked.newWorld(story.after), after: story.after, verbs: [] }
    refused.push(...(await play(story, host, { markers, files, typing })))
    told.push(host)
  }
  hosts.push(...given.hosts, ...told)
  mistyped = await mistype(must(hosts[0], 'a world'), markers, log)
  for (const { given: each, where } of await keptNow()) {
    if (!passing.has(where)) each.kept.add(where)
  }
  return told.slice(0, toldIn)
}

const saw: Sighting = (looker, who, each) => {
  if (each.by === who) return
  if (mistyped.has(each)) overheard.add(looker)
  // What is kept in several places is seen as that of which the looker may see it, if there is one.
  const may = [...each.kept].filter((where) => rowOf(where)?.sees.includes(looker))
  for (const where of may.length > 0 ? may : each.kept) {
    seen.set(where, (seen.get(where) ?? new Set()).add(looker))
  }
}

/** Everybody looks at everything, presses, and is sent what is on its way. */
async function lookEverywhere(told: readonly Host[]): Promise<void> {
  const folder = await tempFolder()
  writeScheme(folder, unitSections)
  for (const [turn, host] of hosts.entries()) {
    for (const { what, text } of await takenOut(host.world, folder)) {
      const held = takenOutOf.get(what) ?? new Set()
      takenOutOf.set(what, new Set([...held, ...markers.within(text)]))
    }
    await lookAround(host, { markers, saw, textOf: files.textOf }, turn)
    await pressAll(host, { markers, saw, did, log, last: turn === hosts.length - 1 })
  }
  // What waits is on its way by now; in some worlds it is really sent.
  for (const { world } of hosts) await world.bureau.notices()
  delivered = await deliver(told, storage, { markers, saw, files, log })
  await lookAtAnswers(storage, { markers, saw })
  for (const [after, those] of walksByWorld([...hosts])) {
    const known = hosts.find((each) => each.after.join() === after)
    const steps = after.split(',').filter(Boolean)
    const host = known ?? { world: await marked.newWorld(steps), after: steps, verbs: [] }
    if (!known) hosts.push(host)
    await forgeAll(host, those, { markers, saw, did })
  }
  await rm(folder, { recursive: true })
}

const rows = Object.entries(table.kept)

const keptNow = (): Promise<Kept[]> => keptIn(storage, markers, files.textOf)

function rowOf(where: string): KeptRow | undefined {
  return table.kept[where]
}

test('every field for words of every card has a row, or is said to take none, and no other has', () => {
  const named = [...noWords, ...rows.flatMap(([, { from }]) => from)]
  const known = [...inputs.map(({ verb, field }) => `${verb} ${field}`), ...filesGiven()]
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

test('what is put on its way is sent, though the platform fails and refuses some', () => {
  expect(delivered.messages).toBeGreaterThan(30)
  expect([...delivered.events]).toEqual(
    expect.arrayContaining(['notice-retried', 'notice-failed', 'notice-dropped']),
  )
})

test('in every flow that takes files one with something in it is handed in', () => {
  expect([...files.flows].sort()).toEqual(Object.keys(table.files).sort())
})

test('everybody sends every command, presses what they have, and every button that there is as if they had it', () => {
  const persons = lookers.flatMap(([, who]) => who ?? [])
  const all = (names: readonly string[]) =>
    persons.flatMap((who) => names.map((name) => `${who} ${name}`))
  expect([...did.said].sort()).toEqual(all(commands.map(({ name }) => name)).sort())
  expect([...did.forged].sort()).toEqual(all(pressWalks.map(({ of }) => of)).sort())
  for (const who of persons) {
    const own = [...did.pressed].filter((each) => each.startsWith(`${who} `))
    expect(own.length, who).toBeGreaterThan(10)
  }
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

test('files of ids and codes, the facts of a cycle and a replay pack, hold nothing that somebody wrote', () => {
  const held = [...takenOutOf].map(([what, given]) => {
    const all = [...new Set([...given].flatMap(({ kept }) => (kept.size ? [...kept] : ['typed'])))]
    // A pack proves the ledger's hashes, and what was decided for the whole bureau is a part of them.
    const stays = (where: string) => Object.hasOwn(table.stays, rowOf(where)?.until ?? 'no row')
    return [what, what === 'pack' ? all.filter((where) => !stays(where)) : all]
  })
  expect(Object.fromEntries(held)).toEqual({ facts: [], pack: [] })
})

test('what somebody types to the bot is read by nobody else, and is gone when the inbox forgets', async () => {
  expect(mistyped.size).toBeGreaterThan(2 * commands.length)
  expect([...overheard]).toEqual([])
  const { bureau } = must(hosts[0], 'a world').world
  // Worlds have clocks of their own: the last to be told anything decides.
  const last = await storage.read.client.notice.findFirst({ orderBy: { changedAt: 'desc' } })
  bureau.clock.jump(must(last, 'a notice').changedAt.getTime() - machineTime() + 17 * 86_400_000)
  await prune(storage, formFiles)
  const left = await keptNow()
  const of = left.flatMap(({ given, where }) => (mistyped.has(given) ? [where] : []))
  // What was looked for stays on the own list as what is typed into a form does, and goes with it.
  expect(of.filter((where) => rowOf(where)?.until !== 'prune')).toEqual([])
})

test('what fails quotes nobody in the log', async () => {
  const { bureau } = must(hosts[0], 'a world').world
  const quoted = markers.next('zhang', null)
  const failing = failingIn(bureau.storage, quoted)
  const desk = deskOf({ ...bureau, storage: failing }, undefined, { log })
  await expect(desk.tell('zhang', { text: quoted })).rejects.toThrow('not taken')
  const card = await deskOf(bureau).card('zhang', 'home', 'home')
  const [name] = must(/open~[^"]+/.exec(JSON.stringify(card)), 'a button')
  await desk.pressName('zhang', name, { reason: quoted })
  await runWhole({ ...bureau, storage: failing, log }, wanted(bureau.id, allJobs[0], 'failing'))
  await vi.waitFor(() => {
    const failed = log.lines.filter(({ event }) => /^(dispatch|job)-failed$/.test(event))
    const all = new Set(failed.map(({ fields }) => fields.kind ?? 'job'))
    expect(all).toEqual(new Set(['message', 'press', 'job']))
  }, 20_000)
})

function wanted(bureau: string, job: Looked['job'] | undefined, period: string) {
  const known = { pointer: instant(0), failing: new Map(), told: false, dues: [] }
  return { of: { ...known, bureau, job: must(job, 'a job') }, period }
}

/** What is handed in with a file: its name and what stands in it. */
function filesGiven(): string[] {
  const all = markers.all.flatMap(({ input }) => (input === null ? [] : [input]))
  return [...new Set(all.filter((input) => /^(name|bytes|sheet) /.test(input)))]
}

/** The nightly erasures but those of records, or those too, on a day. */
async function erase(on: string, which: (job: string) => boolean): Promise<void> {
  const jobs = allJobs.filter(({ name }) => name.endsWith('-erase') && which(name))
  for (const { world } of hosts) {
    world.bureau.goTo(on, '03:00')
    const { bureau } = world
    const runs = jobs.map((job) => wanted(bureau.id, job, on))
    const over = await runInOrder({ ...bureau, log }, runs)
    expect([...over.values()].every(Boolean)).toBe(true)
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
  for (const kept of await keptNow()) {
    const until = rowOf(kept.where)?.until ?? 'no row'
    if (until === 'records-erase' || Object.hasOwn(table.stays, until)) continue
    if (!isOpen(kept, until)) early.add(`${kept.where} (${until})`)
  }
  expect([...early]).toEqual([])

  await erase('2037-01-10', () => true)
  const left = new Set<string>()
  for (const { where } of await keptNow()) {
    if (!Object.hasOwn(table.stays, rowOf(where)?.until ?? 'no row')) left.add(where)
  }
  expect([...left]).toEqual([])
}, 120_000)

test('no old version of a row is left in the files of the tables, and none of what stays is missing', async () => {
  await storage.forgetTexts()
  await storage.read.client.$executeRawUnsafe('CHECKPOINT')
  const folder = join(marked.dataDir, 'pgdata', 'base')
  const found = new Set<string>()
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const text = await readFile(join(file.parentPath, file.name), 'utf8')
    for (const { kept } of markers.within(text)) for (const where of kept) found.add(where)
  }
  const stay = rows.filter(([, { until }]) => Object.hasOwn(table.stays, until))
  expect([...found].sort()).toEqual(stay.map(([where]) => where).sort())
})

test('no file that somebody handed in is left on the disk', async () => {
  const before = markers.within(await textsBelow(files.folder))
  expect(before.size).toBeGreaterThan(files.flows.size)
  await lieForLong(files.folder)
  await sweepFiles(storage.read, files.store)
  expect([...markers.within(await textsBelow(files.folder))]).toEqual([])
})

test('nothing that somebody wrote stands in a line of the log', () => {
  const events = new Set(log.lines.map(({ event }) => event))
  expect([...events].sort()).toEqual(expect.arrayContaining(['dispatch-failed', 'job-ran']))
  expect(marked.statements.size).toBeGreaterThan(100)
  const held = markers.within([log.text(), ...marked.statements].join('\n'))
  expect([...held].map(({ by, input, kept }) => [by, input, ...kept].join(' '))).toEqual([])
})
