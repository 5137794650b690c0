import { parsePress } from '../../cards/presses.js'
import { sentence } from '../../cards/sayings.js'
import { isRefusal } from '../../src/base/refusal.js'
import { createRender } from '../../src/desk/render-notice.js'
import { flows, verbOf } from '../../src/flows/all.js'
import type { Log } from '../../src/base/log.js'
import type { Outcome } from '../../src/flows/context.js'
import type { Tx } from '../../src/storage/database.js'
import { undoing } from '../access/asking.js'
import { known, namedIn } from '../refusals/situation.js'
import type { TestBureau } from '../report/bureau.js'
import { deskOf, tagged } from '../text/desk.js'
import { textIn } from './bytes.js'
import type { Host, PressWalk } from './given.js'
import type { Markers } from './markers.js'
import { lookers } from './people.js'
import { noticesOf, type Sighting, whoseAddress } from './seen.js'

/** What everybody has done besides looking, each as `who verb` or `who command`. */
export interface Did {
  pressed: Set<string>
  forged: Set<string>
  said: Set<string>
}

type Notice = Awaited<ReturnType<typeof noticesOf>>[number]

const persons = lookers.flatMap(([column, who]) => (who === null ? [] : [{ column, who }]))

/**
 * Everybody sends commands (`last`: all that nobody has sent yet) and presses every button of every card that stands in their
 * chat, its form filled in, each kind of button once; nothing of it stays. All that is said then is read: the answer with its card, texts to anybody, and files.
 */
export async function pressAll(
  { world: { bureau }, verbs }: Host,
  of: { markers: Markers; saw: Sighting; did: Did; log: Log; last: boolean },
): Promise<void> {
  const { markers, saw, did, last } = of
  /** Cards that words bring, though nothing of them stays. */
  const brought: Notice[] = []
  const written = async (tx: Tx): Promise<void> => {
    brought.push(...(await readWritten(bureau, tx, of)))
  }
  const storage = undoing(bureau.storage, written)
  const desk = deskOf({ ...bureau, storage }, undefined, { log: of.log })
  const notices = await noticesOf(bureau)
  for (const { column, who } of persons) {
    const read = (text: string): void => {
      for (const each of markers.plainly(text)) saw(column, who, each)
    }
    for (const { name, flow } of words) {
      const isOwn = flow.some((verb) => verbs.includes(verb))
      if (did.said.has(`${who} ${name}`) || !(isOwn || last)) continue
      await desk.tell(who, { text: name })
      did.said.add(`${who} ${name}`)
    }
    if (last) await desk.tell(who, { text: '帮助' }, { inGroup: true })
    const mine = [...notices, ...brought.splice(0)].filter(({ recipient, op }) => {
      return op === 'send' && whoseAddress(bureau, recipient) === who
    })
    const refs = new Map(
      mine.map(({ cardKind: kind, cardKey: key }) => [`${kind} ${key}`, { kind, key }]),
    )
    if (last) refs.set('home home', { kind: 'home', key: 'home' })
    for (const { kind, key } of refs.values()) {
      const card = await desk.card(who, kind, key)
      read(JSON.stringify(card))
      for (const { name, values } of buttonsOf(card, () => markers.next(who, null))) {
        const [verb = '', , , first = ''] = name.split('~')
        const press = `${who} ${kind} ${verb === 'open' ? `${verb} ${first}` : verb}`
        if (did.pressed.has(press)) continue
        did.pressed.add(press)
        const answer = await desk.pressName(who, name, values)
        read(JSON.stringify(answer))
      }
    }
  }
}

/** Commands, with the verbs of their flows: they are sent where words were given by one of them. */
const words = flows.flatMap(({ commands: all = [], verbs = {} }) =>
  all.map(({ name }) => ({ name, flow: Object.keys(verbs) })),
)

/** Buttons of a card, each with its form as somebody fills it in who does not look twice. */
function buttonsOf(
  card: object,
  typed: () => string,
): { name: string; values: Record<string, string | string[]> }[] {
  const forms = tagged(card).filter(({ tag }) => tag === 'form')
  const within = new Map(
    forms.flatMap((form) => {
      const all = tagged(form.elements)
      const values = Object.fromEntries(all.flatMap((each) => filled(each, typed)))
      return all.flatMap(({ tag, name }) =>
        tag === 'button' ? [[`${name}`, values] as const] : [],
      )
    }),
  )
  return tagged(card).flatMap(({ tag, name }) =>
    tag === 'button' && typeof name === 'string' ? [{ name, values: within.get(name) ?? {} }] : [],
  )
}

function filled(each: Record<string, unknown>, typed: () => string): [string, string | string[]][] {
  const { tag, name, options } = each
  if (typeof name !== 'string') return []
  const first = Array.isArray(options) ? `${Object(options[0]).value ?? ''}` : ''
  if (tag === 'input') return [[name, typed()]]
  if (tag === 'multi_select_static') return [[name, [first]]]
  if (tag === 'select_static') return [[name, first]]
  return tag === 'date_picker' ? [[name, '2025-10-13']] : []
}

/** Whoever is written to in a transaction reads that: texts as they are, sheets and forms as they are made. Answers all notices. */
async function readWritten(
  bureau: TestBureau,
  tx: Tx,
  { markers, saw }: { markers: Markers; saw: Sighting },
): Promise<Notice[]> {
  const written = await tx.client.$queryRawUnsafe<{ id: string }[]>(
    `select id from "Notice" where xmin::text = pg_current_xact_id()::xid::text`,
  )
  if (written.length === 0) return []
  const ids = written.map(({ id }) => id)
  const files: string[] = []
  const store = {
    put: async (bytes: Uint8Array) => {
      files.push(await textIn(bytes))
      return 'a'.repeat(64)
    },
  }
  const render = createRender({ bureaus: bureau.bureaus, store })
  const all = await tx.client.notice.findMany({ where: { id: { in: ids } } })
  for (const notice of all.filter(({ op }) => op === 'text' || op === 'file')) {
    const who = whoseAddress(bureau, notice.recipient)
    const column = lookers.find(([, each]) => each === who)?.[0] ?? 'other'
    const read = (text: string): void => {
      for (const each of markers.plainly(text)) saw(column, who, each)
    }
    if (notice.op === 'text') read(sentence(notice.cardKey, Object(notice.detail)))
    else read(JSON.stringify(await render(notice as never, tx)))
    for (const text of files.splice(0)) read(text)
  }
  return all
}

/** Takes one press of many in a transaction back. */
const savepoint = 'before_press'

/**
 * Everybody presses what these walks press, as who forges the button would, with their forms; nothing of it stays. What is said
 * to them is read, whatever is wrong.
 */
export async function forgeAll(
  { world }: Host,
  walks: readonly PressWalk[],
  of: { markers: Markers; saw: Sighting; did: Did },
): Promise<void> {
  const { bureau } = world
  for (const { right } of walks) {
    const { press: verb, option, values = {} } = right.does
    bureau.goTo(...right.at)
    const args: string[] = []
    for (const each of right.does.args) args.push(await known(each, world))
    const intent = parsePress(verb, { args, values: namedIn(values, world), option })
    if (intent === null || isRefusal(intent)) continue
    await bureau
      .job(async (ctx) => {
        for (const { column, who } of persons) {
          of.did.forged.add(`${who} ${verb}`)
          await ctx.tx.client.$executeRawUnsafe(`SAVEPOINT ${savepoint}`)
          const outcome = await verbOf(verb)?.act({ ...ctx, person: who }, intent as never)
          await ctx.tx.client.$executeRawUnsafe(`ROLLBACK TO ${savepoint}`)
          ctx.tx.appended.splice(0)
          if (!outcome) continue
          for (const each of of.markers.plainly(saidOf(outcome))) of.saw(column, who, each)
        }
        throw new Forged()
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Forged)) throw thrown
      })
  }
}

class Forged extends Error {
  override name = 'Forged'
}

/** Everything that is said of what came of it: also what is wrong at each field. */
function saidOf(outcome: Outcome): string {
  if (!isRefusal(outcome)) return sentence(outcome.say.code, outcome.say.with)
  const all = [outcome, ...outcome.faults]
  return all.map((each) => sentence(each.code, each.with)).join('\n')
}
