import { must } from '../../src/base/bug.js'
import type { Log } from '../../src/base/log.js'
import { commands } from '../../src/flows/all.js'
import type { Storage, Tx } from '../../src/storage/database.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { walks } from '../refusals/all.js'
import {
  both,
  carried,
  type Change,
  type Deed,
  known,
  namedIn,
  type Situation,
  typed,
} from '../refusals/situation.js'
import type { Walk } from '../refusals/walk.js'
import type { World, Worlds } from '../refusals/world.js'
import { deskOf } from '../text/desk.js'
import { fieldOf } from './forms.js'
import type { HandedIn } from './bytes.js'
import type { Given, Markers } from './markers.js'
import type { Story } from './stories.js'

/** A walk whose right situation is a press. */
export type PressWalk = Walk & { right: Situation & { does: Extract<Deed, { press: string }> } }

export const pressWalks = walks.filter(
  (walk): walk is PressWalk => 'press' in walk.right.does && walk.of === walk.right.does.press,
)

/** Right presses besides those of the walks: what they do not type. */
const further: Readonly<Record<string, Change>> = {
  'report.submit': typed({ status_0: 'under-way', note_0: '等批复' }),
  'report.save': typed({ status_0: 'under-way', note_0: '等批复' }),
  'tasks.decide': typed({ 'result.1': 'excused', 'granted.1': '5', 'reason.1': '进场推迟' }),
  'items.save': typed({ 'figure.routine': '14', 'reason.routine': '少了三次' }),
  'scores.turn': typed({ 'reason.general/routine': '少了三次' }),
  'entered.give': typed({ 'reason.zhang': '带队外出' }),
  'outside.make': both(carried(2, 'service-noted'), typed({ count: '', names: '市财政局' })),
  'rating.submit': leveled({ remark_zhang: '有投诉' }),
  'rating.save': leveled({ remark_zhang: '有投诉' }),
}

/** Levels in the place of points. */
function leveled(values: Record<string, string>): Change {
  const make = (of: Situation): Situation => {
    if (!('press' in of.does)) return of
    const scores = Object.keys(of.does.values ?? {}).map((name) => [name, 'fair'])
    const does = { ...of.does, values: { ...Object.fromEntries(scores), ...values } }
    return carried(2, 'graded-count').make({ ...of, does })
  }
  return { takes: [], make }
}

const allPresses = pressWalks.flatMap((walk) => {
  const change = further[walk.of]
  return change ? [walk, { ...walk, right: change.make(walk.right) as PressWalk['right'] }] : [walk]
})

/** A world in which people have given words, by these verbs. */
export interface Host {
  world: World
  after: readonly string[]
  verbs: string[]
}

/**
 * A database that writes a marker before every text of people that is written in it while `marking` is true: what a
 * world's steps have people write, so that there is a marker in everything at every stage.
 */
export function markingIn(storage: Storage, markers: Markers, marking: { on: boolean }): Storage {
  return Object.assign(Object.create(storage) as Storage, {
    transact: <T>(lane: 'press' | 'work', fn: (tx: Tx) => Promise<T>): Promise<T> =>
      storage.transact(lane, async (tx) => {
        const answer = await fn(tx)
        if (marking.on) await mark(tx, markers)
        return answer
      }),
    clean: () => storage.clean(),
    close: () => storage.close(),
    onWorkAsked: storage.onWorkAsked.bind(storage),
  })
}

/** A database that fails when all is done, with an error that quotes what somebody wrote. */
export function failingIn(storage: Storage, quoted: string): Storage {
  return Object.assign(Object.create(storage) as Storage, {
    transact: <T>(lane: 'press' | 'work', fn: (tx: Tx) => Promise<T>): Promise<T> =>
      storage.transact(lane, async (tx) => {
        const answer = await fn(tx)
        await tx.client.$queryRawUnsafe('select $1::text::int', quoted)
        return answer
      }),
  })
}

/** Lets a story happen in a world of its own; answers what was said where something of it was not taken. */
export async function play(
  story: Story,
  host: Host,
  of: { markers: Markers; files: HandedIn; typing: (verb: string) => Typing },
): Promise<string[]> {
  const { markers, files, typing } = of
  const { bureau } = host.world
  for (const step of story.steps) {
    if (typeof step === 'function') {
      await step(host.world)
    } else if ('says' in step) {
      bureau.goTo(...step.at)
      await deskOf(bureau).tell(step.who, { text: step.says })
    } else if ('sends' in step) {
      if (step.at) bureau.goTo(...step.at)
      const said = await files.send(host, step.who, step.sends, markers)
      if (!/^(已附上|已把|从“)/m.test(said)) return [`${step.flow} ${step.sends}: ${said}`]
      files.flows.add(step.flow)
    } else {
      const verb = step.does.press
      const said = await giveIn(host, { verb, right: step }, markers, typing(verb))
      if (said !== null) return [`${verb} in a story: ${said}`]
    }
  }
  return []
}

/** What somebody types who takes the chat for a form: alone, in a sentence, behind each command; and once in the group. */
export async function mistype(
  { world: { bureau } }: Host,
  markers: Markers,
  log: Log,
): Promise<ReadonlySet<Given>> {
  const desk = deskOf(bureau, undefined, { log })
  const before = markers.all.length
  for (const who of ['zhang', 'sun']) {
    const marker = (): string => markers.next(who, null)
    await desk.tell(who, { text: marker() })
    await desk.tell(who, { text: `我想请${marker()}假` })
    await desk.tell(who, { text: marker() }, { inGroup: true })
    for (const { name } of commands) await desk.tell(who, { text: `${name} ${marker()}` })
  }
  return new Set(markers.all.slice(before))
}

async function mark(tx: Tx, markers: Markers): Promise<void> {
  for (const { entry } of tx.appended) {
    if (entry.personal === undefined) continue
    Object.assign(entry, { personal: markers.marked(entry.personal, entry.by, entry.kind) })
  }
  const files = await tx.client.storedFile.findMany({
    where: { name: { not: { startsWith: '鲸灯' } } },
  })
  for (const { id, by, name } of files) {
    const marked = `${markers.next(by, null)}${name}`
    await tx.client.storedFile.update({ where: { id }, data: { name: marked } })
  }
}

/** The walks' presses by what has happened in their worlds, those of a world that there is already first. */
export function walksByWorld(hosts: readonly Host[]): ReadonlyMap<string, readonly PressWalk[]> {
  const sorted = new Map<string, PressWalk[]>(hosts.map(({ after }) => [after.join(), []]))
  for (const walk of pressWalks) {
    const after = walk.right.after.join()
    sorted.set(after, [...(sorted.get(after) ?? []), walk])
  }
  return sorted
}

/** What a verb's form asks people to type: its fields for text, and which of them take words of any kind. */
export interface Typing {
  fields: readonly string[]
  takesWords(field: string): boolean
}

/**
 * Presses every right press that has fields for words, a marker in each of them, each in the first of its worlds where
 * it is taken. Answers the worlds, and which presses none took, with what was said.
 */
export async function giveAll(
  worlds: Pick<Worlds, 'newWorld'>,
  markers: Markers,
  typing: (verb: string) => Typing,
): Promise<{ hosts: Host[]; refused: string[] }> {
  const hosts: Host[] = []
  const refused: string[] = []
  for (const { of: verb, right } of allPresses) {
    const { fields } = typing(verb)
    if (!fields.some((field) => typing(verb).takesWords(field))) continue
    const same = hosts.filter(({ after }) => after.join() === right.after.join())
    const give = (host: Host) => giveIn(host, { verb, right }, markers, typing(verb))
    if ((await firstTaking(same, give)) === null) continue
    const world = await worlds.newWorld(right.after)
    const host = { world, after: right.after, verbs: [] }
    const said = await give(host)
    if (said === null) hosts.push(host)
    else refused.push(`${verb}: ${said}`)
  }
  return { hosts, refused }
}

async function firstTaking(
  hosts: readonly Host[],
  take: (host: Host) => Promise<string | null>,
): Promise<string | null> {
  let said: string | null = 'nowhere'
  for (const host of hosts) {
    said = await take(host)
    if (said === null) return null
  }
  return said
}

/** Presses with markers; null where it was taken, else what was said. */
async function giveIn(
  { world, verbs }: Host,
  { verb, right }: { verb: string; right: PressWalk['right'] },
  markers: Markers,
  typing: Typing,
): Promise<string | null> {
  const { bureau } = world
  const { who, does } = right
  bureau.goTo(...right.at)
  const values = { ...namedIn(does.values ?? {}, world) }
  const marker = (field: string): string => markers.next(who, `${verb} ${field}`)
  for (const [name, value] of Object.entries(values)) {
    const field = typing.fields.find((each) => each === fieldOf(name) || each === `${name}_*`)
    if (field === undefined || !typing.takesWords(field)) continue
    if (typeof value === 'string') values[name] = `${marker(field)}${value}`
  }
  for (const field of typing.fields) {
    if (!field.endsWith('*') && typing.takesWords(field) && !values[field]) {
      values[field] = marker(field)
    }
  }
  const args: string[] = []
  for (const each of does.args) args.push(await known(each, world))
  const place = { bureau: bureau.id, kind: 'hearing', key: 'none' }
  const recipient = `ou_${bureau.id}_${who}`
  const card = await bureau.storage.transact('work', (tx) => cardFor(tx, { ...place, recipient }))
  const name = [verb, card.id, card.revision, ...args].join('~')
  const { toast } = await deskOf(bureau).pressName(who, name, values, does.option)
  if (toast?.type !== 'success') return must(toast?.content, 'something is said')
  verbs.push(verb)
  return null
}
