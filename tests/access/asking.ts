import { must } from '../../src/base/bug.js'
import type { Storage, Tx } from '../../src/storage/database.js'
import { viewOf } from '../../src/flows/all.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { codeOfSaying } from '../refusals/said.js'
import { type Deed, known, namedIn, type Situation } from '../refusals/situation.js'
import type { World } from '../refusals/world.js'
import { deskOf } from '../text/desk.js'

/** Refusals that are about who asks; with every other one the person might have done it. */
const ofWhom = new Set([
  ...['not-allowed', 'gone', 'unknown-person', 'not-your-card', 'not-assessed'],
  ...['reports-not-yours'],
  ...['report-not-asked', 'digest-not-yours', 'fact-own-charge', 'nothing-to-rate'],
  ...['items-not-head', 'items-not-yours', 'entered-not-yours'],
  ...['chain-not-yours', 'leave-not-yours-now', 'attendance-table-not-yours', 'info-unit'],
  ...['appeal-own', 'appeal-nothing', 'trip-not-yours-now', 'post-not-yours'],
  ...['meeting-not-yours', 'meeting-not-asked', 'meeting-brief-not-asked'],
  ...['vote-none', 'vote-not-yours', 'panel-none'],
  ...['docket-not-yours', 'docket-confirm-other', 'docket-keep-other', 'docket-place-other'],
  'docket-judge-other',
  ...['meeting-brief-not-yours', 'major-not-level', 'major-not-reporter', 'major-not-judge'],
  'procedure-not-yours',
  ...['record-not-yours', 'record-not-yours-again', 'record-occasion-other', 'argument-kind'],
])

/** What comes of it when somebody does it: `done`, or the code of a refusal. */
export function cellOf(code: string): string {
  return ofWhom.has(code) ? code : 'allow'
}

class Undone extends Error {
  override name = 'Undone'
}

/** A database of which every transaction is taken back when it has answered; `wrote`: told of one that wrote something, before. */
export function undoing(
  storage: Storage,
  wrote: (tx: Tx) => void | Promise<void> = () => {},
): Storage {
  const { read, clock, embedded } = storage
  return {
    ...{ read, clock, embedded },
    onWorkAsked: (listener) => storage.onWorkAsked(listener),
    writes: () => storage.writes(),
    clean: () => storage.clean(),
    forgetVotes: () => storage.forgetVotes(),
    forgetTexts: () => storage.forgetTexts(),
    close: async () => {},
    // A statement by itself is never one of a press.
    single: (lane, statement) => storage.single(lane, statement),
    async transact<T>(lane: 'press' | 'work', fn: (tx: Tx) => Promise<T>): Promise<T> {
      const answers: [T][] = []
      try {
        await storage.transact(lane, async (tx) => {
          answers.push([await fn(tx)])
          if (await hasWritten(tx)) await wrote(tx)
          throw new Undone()
        })
      } catch (thrown) {
        if (!(thrown instanceof Undone)) throw thrown
      }
      const [answer] = must(answers.at(-1) ?? null, 'it has answered')
      return answer
    },
  }
}

/** The database numbers a transaction with its first writing. */
async function hasWritten(tx: Tx): Promise<boolean> {
  const numbered: { id: string | null }[] = await tx.client.$queryRawUnsafe(
    'select pg_current_xact_id_if_assigned()::text as id',
  )
  return numbered[0]?.id !== null || tx.appended.length > 0
}

/** What somebody is told who does it in a world: presses, opens or writes, as the platform brings it. */
export async function asked({ at, does }: Situation, world: World, who: string): Promise<string> {
  const { bureau } = world
  bureau.goTo(...at)
  if ('word' in does) {
    const said = await deskOf(bureau).say(who, { text: does.word })
    const text = said.find((each) => !/^[\w-]+ \S/.test(each))
    return text === undefined ? 'done' : codeOfSaying(text)
  }
  const place = {
    // One that shows nothing: what it shows is not asked here.
    ...{ bureau: bureau.id, kind: 'hearing', key: 'none' },
    recipient: `ou_${bureau.id}_${who}`,
  }
  const card = await bureau.storage.transact('work', (tx) => cardFor(tx, place))
  const { verb, args, values, option } = await pressOf(does, world)
  const name = [verb, card.id, card.revision, ...args].join('~')
  const desk = deskOf({ ...bureau, storage: undoing(bureau.storage) })
  const { toast } = await desk.pressName(who, name, values, option)
  return toast?.type === 'success' ? 'done' : codeOfSaying(toast?.content ?? '')
}

async function pressOf(does: Deed, world: World) {
  if ('open' in does) {
    return { verb: 'open', args: [does.open, await known(does.key, world)], values: {} }
  }
  if (!('press' in does)) throw new Error('nothing that somebody presses')
  const args: string[] = []
  for (const each of does.args) args.push(await known(each, world))
  return { verb: does.press, args, values: namedIn(does.values ?? {}, world), option: does.option }
}

/** What everybody in the group would see of a card. */
export async function inGroup({ at, does }: Situation, world: World): Promise<string> {
  if (!('open' in does)) throw new Error('no card')
  world.bureau.goTo(...at)
  const key = await known(does.key, world)
  const view = await viewOf(await world.bureau.seeing(null), { kind: does.open, key })
  return view.kind === 'gone' && 'code' in view ? `${view.code}` : 'done'
}
