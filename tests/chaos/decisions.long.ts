import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { silentLog } from '../../src/base/log.js'
import { flows, isGone, viewOf } from '../../src/flows/all.js'
import type { Reply } from '../../src/lark/inbound.js'
import { verifyChain } from '../../src/storage/chain.js'
import type { Storage } from '../../src/storage/database.js'
import { cardFor, type LiveCard, setSent } from '../../src/storage/live-cards.js'
import { openStorage } from '../../src/storage/open.js'
import { renderCard } from '../../cards/render.js'
import { steps } from '../refusals/all.js'
import { codeOfSaying } from '../refusals/said.js'
import { known, namedIn } from '../refusals/situation.js'
import { openWorlds, type World, type Worlds } from '../refusals/world.js'
import { offers } from '../privacy/forms.js'
import { type PressWalk, pressWalks } from '../privacy/given.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'
import { deskOf } from '../text/desk.js'

/** Flows whose decisions have races of their own (`races.chaos.ts`), or wait for a job. */
const elsewhere = new Set(['cycle', 'publication', 'mute'])

/**
 * Pairs of which both are done, where that comes in the right order: neither takes the other's ground away. Those that are not here
 * are tried one after the other.
 */
const both = new Set([
  ...['report.save and report.change', 'report.change and report.submit'],
  ...['info.submit and info.decide', 'info.decide and info.submit'],
  // The second is refused where it comes first; what was there to be decided on stays as it was.
  ...['leave.papers and leave.agree', 'post.take and post.assign'],
  ...['docket.place and docket.pause', 'meeting.ask and meeting.cancel'],
  ...['meeting.mark and meeting.brief', 'meeting.brief and meeting.as-expected'],
  ...['major.pass and major.follow', 'major.follow and major.close'],
  ...['case.state and case.drop', 'case.review and case.record', 'case.record and case.review'],
  ...['fact.verify and fact.recall', 'fact.recall and fact.verify'],
  'fact.object and fact.withdraw',
  ...['consequence.hand and consequence.done', 'consequence.done and consequence.undo'],
  ...['items.prove and items.check', 'items.check and items.save', 'items.save and items.prove'],
])

/** Verbs that somebody may press again with the same: a later one takes the place of the earlier, or is one more. */
const again = new Set([
  ...['digest.drop', 'post.name', 'rating.same', 'tasks.set', 'items.note'],
  // The second is asked whether it is another one.
  'record.submit',
])

interface Race {
  name: string
  one: PressWalk
  other: PressWalk
}

const deciding = pressWalks.filter(({ of }) => {
  const flow = flows.find((each) => each.verbs && of in each.verbs)
  return flow?.verbs?.[of]?.claims !== undefined && !elsewhere.has(flow.name)
})

describe.skipIf(withoutPostgres)('two people decide at the same second, on two replicas', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaohe-decisions-'))
  const replicas: Storage[] = []
  let server: TestServer
  let worlds: Worlds
  let second: ReturnType<Worlds['replica']> | null = null
  let offering: ReadonlyMap<string, readonly string[]>

  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.newDatabase()
    offering = await offers()
    worlds = await openWorlds(steps, async (clock) => {
      for (let each = 0; each < 2; each++) {
        replicas.push(await openStorage({ url, dataDir, clock, log: silentLog }))
      }
      const close = async (): Promise<void> => {
        for (const storage of replicas) await storage.close()
      }
      return { storage: must(replicas[0] ?? null, 'a replica'), close }
    })
  }, 120_000)
  afterAll(async () => {
    await worlds?.close()
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Decisions about the same thing, each against the next; what is alone, against itself. */
  async function races(): Promise<Race[]> {
    const groups = new Map<string, PressWalk[]>()
    for (const walk of deciding) {
      const world = await worlds.world(walk.right.after)
      const [about] = await argsOf(world, walk)
      const flow = flows.find((each) => each.verbs && walk.of in each.verbs)?.name
      const group = [walk.right.after, walk.right.at, flow, about].join()
      groups.set(group, [...(groups.get(group) ?? []), walk])
    }
    return [...groups.values()].flatMap((walks) =>
      walks.map((one, at) => {
        const other = walks[(at + 1) % walks.length] ?? one
        return { name: `${one.of} and ${other.of}`, one, other }
      }),
    )
  }

  test('of two that exclude each other one is done, the other is told why not, and nothing is half done', async () => {
    const wrong: string[] = []
    const hosts: { after: string; world: World; used: Set<string> }[] = []
    const all = await races()
    for (const race of all) {
      const after = race.one.right.after.join()
      const host = hosts.find((each) => {
        return each.after === after && !overlaps(each.used, race)
      }) ?? { after, world: await worlds.newWorld(race.one.right.after), used: new Set() }
      if (host.used.size === 0) hosts.push(host)
      for (const each of names(race)) host.used.add(each)
      const said = await run(host.world, race)
      if (said !== null) wrong.push(`${race.name}: ${said}`)
    }
    for (const { world } of hosts) {
      for (const { code, sequence } of await verifyChain(
        world.bureau.storage.read,
        world.bureau.id,
      )) {
        wrong.push(`${world.bureau.id}: ${code} at ${sequence}`)
      }
    }
    expect(wrong).toEqual([])
    expect(all.length).toBeGreaterThan(60)
  }, 300_000)

  function names({ one, other }: Race): string[] {
    return [one, other].map(({ of }) => of.split('.')[0] ?? of)
  }

  /** One race of a flow in a world: what it decided on is decided. */
  function overlaps(used: ReadonlySet<string>, race: Race): boolean {
    return names(race).some((each) => used.has(each))
  }

  async function run(world: World, { name, one, other }: Race): Promise<string | null> {
    const { bureau } = world
    bureau.goTo(...one.right.at)
    second ??= worlds.replica(bureau.clock)
    const pressed = [await ready(world, one, false), await ready(world, other, one === other)]
    let replies: Reply[]
    try {
      replies = await Promise.all(
        pressed.map(({ who, card, verb, args, values, option }, at) => {
          const storage = must(replicas[at] ?? null, 'a replica')
          const bureaus = at === 0 ? bureau.bureaus : must(second, 'a second replica')
          const desk = deskOf({ ...bureau, storage, bureaus })
          const press = [verb, card.id, card.revision, ...args].join('~')
          return desk.pressName(who, press, values, option)
        }),
      )
    } catch (thrown) {
      return `${thrown}`.slice(0, 300)
    }
    const said = replies.map(({ toast }) => codeOfSaying(toast?.content ?? ''))
    const done = replies.map(({ toast }) => toast?.type === 'success')
    const count = done.filter(Boolean).length
    const mayBoth = one === other ? again.has(one.of) : both.has(name)
    if (count === 0) return `nobody: ${said.join(', ')}`
    if (count === 2) {
      return mayBoth || (await oneAfterTheOther(one, other)) ? null : `both: ${said.join(', ')}`
    }
    const loser = must(pressed[done.indexOf(false)] ?? null, 'one was refused')
    return refreshed(world, loser, must(replies[done.indexOf(false)] ?? null, 'an answer'))
  }

  /** Whether both are done too where nobody is in a hurry, in either order: then neither excludes the other. */
  async function oneAfterTheOther(one: PressWalk, other: PressWalk): Promise<boolean> {
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const world = await worlds.newWorld(one.right.after)
      world.bureau.goTo(...one.right.at)
      let count = 0
      for (const [at, walk] of order.entries()) {
        const of = await ready(world, walk, at === 1 && one === other)
        const press = [of.verb, of.card.id, of.card.revision, ...of.args].join('~')
        const desk = deskOf(world.bureau)
        const { toast } = await desk.pressName(of.who, press, of.values, of.option)
        if (toast?.type === 'success') count++
      }
      if (count === 2) return true
    }
    return false
  }

  type Ready = Awaited<ReturnType<typeof ready>>

  /** Whoever was refused has a card that does not offer it any more, now or with what is on its way. */
  async function refreshed(world: World, of: Ready, reply: Reply): Promise<string | null> {
    if (of.kind === null || reply.card) return null
    const { bureau } = world
    if (await offersIt(world, of.who, of.card, of.verb)) return null
    const recipient = `ou_${bureau.id}_${of.who}`
    const where = { recipient, cardKind: of.card.kind, cardKey: of.card.key, state: 'queued' }
    const waits = await bureau.storage.read.client.notice.count({ where })
    return waits > 0 ? null : `${of.who} keeps a ${of.kind} that offers ${of.verb}`
  }

  async function ready(world: World, { of: verb, right }: PressWalk, plain: boolean) {
    const { who, does } = right
    const args = await argsOf(world, { of: verb, right } as PressWalk)
    const values = namedIn(does.values ?? {}, world)
    for (const kind of plain ? [] : (offering.get(verb) ?? [])) {
      const card = await cardBefore(world, who, kind, args[0] ?? '')
      if (await offersIt(world, who, card, verb)) {
        return { who, card, kind, verb, args, values, option: does.option }
      }
    }
    const card = await cardBefore(world, who, 'hearing', plain ? 'second' : 'first')
    return { who, card, kind: null, verb, args, values, option: does.option }
  }
})

async function argsOf(world: World, { right: { does } }: PressWalk): Promise<string[]> {
  const args: string[] = []
  for (const each of does.args) args.push(await known(each, world))
  return args
}

async function offersIt(
  { bureau }: World,
  who: string,
  { id, kind, key, revision }: LiveCard,
  verb: string,
): Promise<boolean> {
  const view = await viewOf(await bureau.seeing(who), { kind, key })
  if (isGone(view)) return false
  return JSON.stringify(renderCard(view, { card: id, revision })).includes(`"${verb}~`)
}

function cardBefore({ bureau }: World, who: string, kind: string, key: string): Promise<LiveCard> {
  return bureau.storage.transact('work', async (tx) => {
    const at = { bureau: bureau.id, recipient: `ou_${bureau.id}_${who}`, kind, key }
    const card = await cardFor(tx, at)
    await setSent(tx, [{ id: card.id, messageId: 'om_card', chatId: null }])
    return { ...card, messageId: 'om_card' }
  })
}
