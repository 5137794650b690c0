import { must } from '../../src/base/bug.js'
import type { Clock, OffsetClock } from '../../src/base/clock.js'
import { type Day, day } from '../../src/base/day.js'
import type { JobContext } from '../../src/flows/context.js'
import { keepDraft, noDraft, noWords, type RecordDraft } from '../../src/flows/fact/draft.js'
import * as facts from '../../src/flows/fact/entries.js'
import type { FactStage } from '../../src/flows/fact/facts.js'
import { periodClosed } from '../../src/flows/rating/entries.js'
import { reportSubmitted } from '../../src/flows/report/entries.js'
import type { Person } from '../../src/roster/roster.js'
import { saveCycle } from '../../src/storage/cycles.js'
import type { Storage } from '../../src/storage/database.js'
import { saveFile } from '../../src/storage/files.js'
import { person, testDatabase, type TestBureau } from '../report/bureau.js'
import { bureausWith } from '../bureaus.js'
import { informationScheme } from '../information/scheme.js'
import { ballots } from './ballots.js'
import { strictWork } from './leave-rules.js'
import {
  asksAll,
  entered,
  fresh,
  items,
  judged,
  letters,
  thirds,
  units,
  withLevels,
} from './schemes.js'

/**
 * The bureau of `tests/report/bureau.ts` with all that a press can be about: 综合处 has sixteen more people, the office
 * a second member (孙), 机关党委 a head (唐), one who records what is found in checks and decides on information (董), somebody who came in September (钱) and somebody who left in August (吴).
 */
const more: readonly Person[] = [
  ...Array.from({ length: 16 }, (_, at) => person(`m${at + 10}`, `组员${at + 10}`, 'general', [])),
  person('sun', '孙文', 'party', [{ role: 'assessment-office' }]),
  person('head', '冯正', 'leaders', [{ role: 'principal-leader' }]),
  person('han', '韩立', 'leaders', [{ role: 'leader-in-charge', unit: 'planning' }]),
  {
    ...person('qian', '钱来', 'party', []),
    memberships: [{ unit: 'party', from: day('2025-09-01') }],
  },
  {
    ...person('wu', '吴远', 'party', []),
    memberships: [{ unit: 'party', from: day('2025-01-01'), to: day('2025-08-31') }],
  },
  person('tang', '唐明', 'party', [{ role: 'unit-head', unit: 'party' }]),
  person('dong', '董清', 'party', [{ role: 'discipline-team' }, { role: 'information-office' }]),
  // Two of one name.
  { ...person('zhang2', '郑平', 'party', []) },
  { ...person('zhang3', '郑平', 'party', []) },
]

/** A bureau in which everything that can be pressed stands ready, and what its facts are called. */
export interface World {
  bureau: TestBureau
  /** Id of the fact that stands at a stage; others by the names that {@link World.facts} is given below. */
  facts: Map<string, string>
  cycle(scheme: string, year?: number): string
}

/** What may have happened besides; by name, in order. */
export type Step = (world: World) => Promise<void>

export type Worlds = Awaited<ReturnType<typeof openWorlds>>

/**
 * One database, an embedded one unless `open` makes another; worlds are made when they are asked for, and used again by who
 * asks for the same. `also`: people besides.
 */
export async function openWorlds(
  steps: Readonly<Record<string, Step>>,
  open?: (clock: OffsetClock) => Promise<{ storage: Storage; close: () => Promise<void> }>,
  also: readonly Person[] = [],
) {
  const made = new Map<string, Promise<World>>()
  const database = await testDatabase({
    ...{ scheme: withLevels, people: [...more, ...also], work: strictWork() },
    ...(open ? { open } : {}),
  })
  const running = [asksAll, units, letters, ballots, items, entered, judged, thirds]
  const known = [fresh, informationScheme]
  const make = async (of: readonly string[]): Promise<World> => {
    const bureau = await database.newBureau(running, known)
    const world: World = {
      bureau,
      facts: new Map(),
      cycle: (scheme, year = 2025) => `${bureau.id}.${scheme}.${year}`,
    }
    await furnish(world)
    for (const step of of) await must(steps[step], `no step ${step}`)(world)
    return world
  }
  return {
    close: database.close,
    scheme: database.scheme,
    /** What another replica keeps of these bureaus. */
    replica: (clock: Clock) =>
      bureausWith([database.scheme, ...running, ...known], clock, new Map(), strictWork()),
    world(of: readonly string[]): Promise<World> {
      const key = of.join()
      const before = made.get(key) ?? make(of)
      made.set(key, before)
      return before
    },
    /** One that nobody else is given: what is pressed in it may be taken. */
    newWorld: make,
  }
}

/** August's and September's reports, a period that was ended, cycles that stand still. */
async function furnish(world: World): Promise<void> {
  const { bureau } = world
  bureau.goTo('2025-09-25', '10:00')
  await bureau.job(async (ctx) => {
    for (const who of ['zhang', 'wang']) {
      reportSubmitted.write(ctx, {
        ...{ by: who, subject: who, period: '2025-08', day: day('2025-08-28') },
        body: { done: 0, underWay: 0, notDone: 0, plans: 2 },
        personal: { items: [], extra: '接待', plans: ['办提案', '调研'] },
      })
    }
    reportSubmitted.write(ctx, {
      ...{ by: 'wang', subject: 'wang', period: '2025-09' },
      body: { done: 2, underWay: 0, notDone: 0, plans: 1 },
      personal: { items: [], extra: '值班', plans: ['接着办'] },
    })
    periodClosed.write(ctx, {
      ...{ by: 'zhou', cycle: bureau.cycle, period: '2025-Q2', body: { part: 'superior' } },
    })
    await standStill(ctx, world)
  })
}

/** What only some walks need. */
export const worldSteps: Readonly<Record<string, Step>> = {
  'facts stand at every stage': (world) =>
    world.bureau.job(async (ctx) => {
      writeFacts(ctx, world)
    }),
  'forms are begun': ({ bureau }) => bureau.job(begunForms),
}

/** Cycles that stand still: their scheme has another version by now, or is not there; and one in which nobody is assessed. */
async function standStill(ctx: JobContext, world: World): Promise<void> {
  const of = async (scheme: string, year: number, version = 'another') =>
    saveCycle(ctx.tx, {
      ...{ id: world.cycle(scheme, year), bureau: world.bureau.id, scheme, year },
      ...{ schemeVersion: version, state: 'open', binding: {}, answers: {} },
      openedOn: day('2025-01-02'),
    })
  await of(fresh.id, 2025)
  await of('wuhan-civil-servants', 2024)
  await of('lost', 2025)
  await of(asksAll.id, 2024, asksAll.version)
}

/** The office and a head have chosen a kind and two people, and sent a file. */
async function begunForms(ctx: JobContext): Promise<void> {
  const words = { ...noWords, whom: ['zhang', 'wang'] }
  for (const who of ['zhou', 'li']) await keepForm(ctx, who, { kind: 'all-parts', words })
}

/** A form with a file that proves what it says. */
async function keepForm(
  { tx, bureau: { id: bureau } }: JobContext,
  person: string,
  draft: Partial<RecordDraft>,
): Promise<void> {
  const file = { name: '签到表.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
  const kept = await saveFile(tx, { bureau, by: person, about: 'record:new', ...file })
  const whose = { bureau: { id: bureau }, person }
  await keepDraft(tx, whose, 'new', { ...noDraft, ...draft, files: [kept] })
}

/** Facts about 张可 at every stage, and some that differ. */
function writeFacts(ctx: JobContext, { facts: ids }: World): void {
  const on = day('2025-10-08')
  const propose = (
    name: string,
    whom: string,
    of: { by?: string; day?: Day; also?: string } = {},
  ): string => {
    const id = facts.factProposed.write(ctx, {
      ...{ by: of.by ?? 'sun', day: of.day ?? on, subject: whom },
      body: {
        ...{ kind: 'late', persons: of.also ? [whom, of.also] : [whom] },
        ...{ units: [unitOf(whom)], occasion: 'duty' },
      },
      personal: { note: '上午 9:12 到' },
    })
    ids.set(name, id)
    return id
  }
  const bring = (about: string, whom: string, stage: FactStage, until = '2025-10-20'): void => {
    const by = { about, subject: whom, by: 'zhou', day: on }
    if (stage === 'proposed') return
    if (stage === 'returned') {
      facts.factReturned.write(ctx, { about, by: 'li', day: on, body: { role: 'unit-head' } })
      return
    }
    facts.factVerified.write(ctx, { about, by: 'li', day: on, body: { role: 'unit-head' } })
    const approves = { role: 'leader-in-charge' }
    facts.factApproved.write(ctx, { about, by: 'chen', day: on, body: approves })
    facts.factSent.write(ctx, { ...by, body: { unknown: [] } })
    if (stage === 'sent') return
    facts.factTold.write(ctx, { ...by, by: 'system', body: { objectUntil: until } })
    if (stage === 'told') return
    if (stage === 'objected') facts.factObjected.write(ctx, { ...by, by: whom, body: {} })
    else if (stage === 'withdrawn') facts.factWithdrawn.write(ctx, { about, by: 'zhou', body: {} })
    else facts.factEffective.write(ctx, { ...by, body: { ground: 'window-passed' } })
    if (stage === 'reversed') facts.factReversed.write(ctx, { about, by: 'zhou', body: {} })
  }
  for (const stage of stages) {
    bring(propose(stage, 'zhang'), 'zhang', stage)
    bring(propose(`zhou's ${stage}`, 'zhou'), 'zhou', stage)
    bring(propose(`closed ${stage}`, 'zhang', { day: day('2024-10-08') }), 'zhang', stage)
  }
  const verified = propose('verified', 'zhang')
  const step = { about: verified, by: 'li', day: on, body: { role: 'unit-head' } }
  facts.factVerified.write(ctx, step)
  bring(propose('passed', 'zhang'), 'zhang', 'told', '2025-10-09')
  const missed = propose('missed', 'zhang')
  bring(missed, 'zhang', 'sent')
  facts.factUndelivered.write(ctx, { about: missed, subject: 'zhang', by: 'system', body: {} })
  bring(propose('again done', 'zhang', { by: 'zhou' }), 'zhang', 'returned')
  facts.factProposed.write(ctx, {
    ...{ by: 'zhou', day: on, subject: 'zhang' },
    body: { kind: 'late', persons: ['zhang'], units: ['general'], instead: of(ids, 'again done') },
    personal: { note: '改过' },
  })
  const two = propose('half effective', 'zhang', { also: 'wang' })
  bring(two, 'zhang', 'told')
  const wang = { about: two, subject: 'wang', by: 'system', day: on }
  facts.factSent.write(ctx, { ...wang, body: { unknown: [] } })
  facts.factTold.write(ctx, { ...wang, body: { objectUntil: '2025-10-09' } })
  facts.factEffective.write(ctx, { ...wang, body: { ground: 'window-passed' } })
  bring(propose("zhou's own returned", 'zhang', { by: 'zhou' }), 'zhang', 'returned')
  propose("zhou's own proposed", 'zhang', { by: 'zhou' })
}

export const stages: readonly FactStage[] = [
  ...(['proposed', 'sent', 'told', 'objected'] as const),
  ...(['effective', 'withdrawn', 'returned', 'reversed'] as const),
]

export function of(ids: ReadonlyMap<string, string>, name: string): string {
  return must(ids.get(name), `no ${name}`)
}

function unitOf(whom: string): string {
  return whom === 'zhou' ? 'planning' : 'general'
}
