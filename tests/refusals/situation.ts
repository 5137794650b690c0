import { parsePress } from '../../cards/presses.js'
import type { FormValues } from '../../cards/form-values.js'
import { must } from '../../src/base/bug.js'
import { isRefusal, refuse, type Refusal } from '../../src/base/refusal.js'
import { commands, isGone, mayOpen, verbOf, viewOf } from '../../src/flows/all.js'
import { cardAsked, readCommand } from '../../src/flows/commands.js'
import { type Context, done, type Outcome } from '../../src/flows/context.js'
import { codeOfSaying } from './said.js'
import type { World } from './world.js'

/** Somebody does something, somewhere, sometime. What depends on ids of the world is a function of it. */
export interface Situation {
  who: string
  /** Day and time. */
  at: readonly [on: string, time: string]
  /** What has happened besides, in order: names of steps. */
  after: readonly string[]
  does: Deed
}

type Of<T> = T | ((world: World) => T | Promise<T>)

/** A press with what its button and its form carry, a word, the opening of a card, or what a test does itself. */
export type Deed =
  | { press: string; args: readonly Of<string>[]; values?: FormValues; option?: string }
  | { word: string }
  | { open: string; key: Of<string> }
  /** A card that somebody has is shown anew. */
  | { see: string; key: Of<string> }
  | { call: (ctx: Context, world: World) => Promise<Outcome> }
  /** It comes in from the platform; answers the sentence that is said. `of`: what can be different. */
  | { from: Through; of: Readonly<Record<string, string>> }

export type Through = (
  world: World,
  who: string,
  of: Readonly<Record<string, string>>,
) => Promise<string>

/** A change of a situation; `takes`: what of it, so that two that change the same are never made at once. */
export interface Change {
  takes: readonly string[]
  make(situation: Situation): Situation
}

/** Another person does it. */
export function by(who: string): Change {
  return { takes: ['who'], make: (of) => ({ ...of, who }) }
}

/** It is done at another time. */
export function on(day: string, time = '10:00'): Change {
  return { takes: ['at'], make: (of) => ({ ...of, at: [day, time] }) }
}

/** Something has happened before. */
export function after(step: string): Change {
  return { takes: [`after ${step}`], make: (of) => ({ ...of, after: [...of.after, step] }) }
}

/** Something that would have happened has not. */
export function without(step: string): Change {
  const make = (of: Situation): Situation => ({
    ...of,
    after: of.after.filter((each) => each !== step),
  })
  return { takes: [`after ${step}`], make }
}

/** The form holds something else; '' empties a field. */
export function typed(values: FormValues): Change {
  return {
    takes: Object.keys(values).map((name) => `value ${name}`),
    make: pressing((of) => ({ ...of, values: { ...of.values, ...values } })),
  }
}

/** The button carries something else at a place. */
export function carried(at: number, arg: Of<string>): Change {
  return {
    takes: [`arg ${at}`],
    make: pressing((of) => ({
      ...of,
      args: of.args.map((one, place) => (place === at ? arg : one)),
    })),
  }
}

/** Another option is chosen from a list that stands in no form. */
export function chosen(option: string): Change {
  return { takes: ['option'], make: pressing((of) => ({ ...of, option })) }
}

/** It is about another card of the kind. */
export function about(key: Of<string>): Change {
  const make = (of: Situation): Situation =>
    'key' in of.does ? { ...of, does: { ...of.does, key } } : of
  return { takes: ['key'], make }
}

/** The card is not asked for: who has it sees what it shows now. */
export const seen: Change = {
  takes: ['does'],
  make: (of) => ('open' in of.does ? { ...of, does: { see: of.does.open, key: of.does.key } } : of),
}

/** Something else comes in from the platform. */
export function coming(changed: Readonly<Record<string, string>>): Change {
  const make = (of: Situation): Situation =>
    'from' in of.does ? { ...of, does: { ...of.does, of: { ...of.does.of, ...changed } } } : of
  return { takes: Object.keys(changed).map((name) => `of ${name}`), make }
}

/** Something else is said. */
export function saying(word: string): Change {
  return { takes: ['does'], make: (of) => ({ ...of, does: { word } }) }
}

/** Something else is done. */
export function doing(does: Deed): Change {
  return { takes: ['does'], make: (of) => ({ ...of, does }) }
}

/** All of these. */
export function both(...changes: readonly Change[]): Change {
  return {
    takes: changes.flatMap(({ takes }) => takes),
    make: (of) => changes.reduce((situation, { make }) => make(situation), of),
  }
}

type Press = Extract<Deed, { press: string }>

function pressing(change: (of: Press) => Press): Change['make'] {
  return (of) => ('press' in of.does ? { ...of, does: change(of.does) } : of)
}

/** Undoes a transaction, so that a press that is taken changes nothing for the next. */
class Undone extends Error {
  override name = 'Undone'
}

/** What came of a situation, and whether anything was written for it. */
export interface Came {
  outcome: Outcome
  wrote: boolean
}

/**
 * What comes of a situation, in its world. `undo`: nothing of it stays; else a refusal is committed as it is. The
 * database gives a transaction a number with its first writing, also where that is taken back.
 */
export async function whatComes(
  { who, at, does }: Situation,
  world: World,
  { undo }: { undo: boolean },
): Promise<Came> {
  world.bureau.goTo(...at)
  if ('from' in does)
    return whatIsSaid(await marksOf(world), () => does.from(world, who, does.of), world)
  const act = await doer(does, world)
  let came: Came | null = null
  const flow = async (ctx: Context): Promise<Outcome> => {
    const outcome = await act(ctx)
    const numbered: { id: string | null }[] = await ctx.tx.client.$queryRawUnsafe(
      'select pg_current_xact_id_if_assigned()::text as id',
    )
    came = { outcome, wrote: numbered[0]?.id !== null || ctx.tx.appended.length > 0 }
    if (undo) throw new Undone()
    return outcome
  }
  try {
    await world.bureau.outcome(who, flow)
  } catch (thrown) {
    if (!(thrown instanceof Undone)) throw thrown
  }
  return must<Came>(came, 'it was done or refused')
}

/** What is said to what came in; only the answer may have been written, and that it came. */
async function whatIsSaid(before: string, say: () => Promise<string>, world: World): Promise<Came> {
  const said = await say()
  const code = codeOfSaying(said)
  const refused = !['opened', 'refreshed'].includes(code)
  const outcome = refused ? refuse(code) : done(code)
  return { outcome, wrote: (await marksOf(world)) !== before }
}

/** The end of the ledger and everything that somebody has begun, of the world's bureau. */
async function marksOf({ bureau: { id, storage } }: World): Promise<string> {
  const { client } = storage.read
  const [head, drafts] = [
    await client.ledgerHead.findMany({ where: { bureau: id } }),
    await client.draft.findMany({ where: { bureau: id } }),
  ]
  return JSON.stringify([head, drafts], (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
}

/** Resolves what depends on the world before the transaction, in which only it may be read. */
async function doer(does: Deed, world: World): Promise<(ctx: Context) => Promise<Outcome>> {
  if ('call' in does) return (ctx) => does.call(ctx, world)
  if ('word' in does) return (ctx) => asked(ctx, does.word)
  if ('key' in does) {
    const key = await known(does.key, world)
    return 'open' in does
      ? (ctx) => opened(ctx, { kind: does.open, key })
      : (ctx) => shown(ctx, { kind: does.see, key })
  }
  if ('from' in does) return async () => refuse('unreadable')
  const args: string[] = []
  for (const each of does.args) args.push(await known(each, world))
  const { press: verb, option } = does
  const values = namedIn(does.values ?? {}, world)
  return async (ctx) => {
    const intent = parsePress(verb, { args, values, option })
    if (intent === null) return refuse('unreadable')
    if (isRefusal(intent)) return intent
    return verbOf(verb)?.act(ctx, intent as never) ?? refuse('unreadable')
  }
}

/** Values whose fields are called after what a world has, or that are it: `as.{piece waiting}`, `{decision}`. */
export function namedIn(values: FormValues, { facts }: World): FormValues {
  const named = (name: string): string =>
    name.replace(/\{([^}]+)\}/, (all, what: string) => facts.get(what) ?? all)
  const all = Object.entries(values).map(([name, value]) => {
    const own = typeof value === 'string' && /^\{[^}]+\}$/.test(value) ? named(value) : value
    return [named(name), own]
  })
  return Object.fromEntries(all)
}

/** Something as it is in a world. */
export async function known<T extends string>(given: Of<T>, world: World): Promise<T> {
  return typeof given === 'function' ? given(world) : given
}

async function asked(ctx: Context, text: string): Promise<Outcome> {
  const read = readCommand(commands, text)
  if (isRefusal(read)) return read
  const card = await cardAsked(ctx, read)
  return isRefusal(card) ? card : opened(ctx, card)
}

async function opened(ctx: Context, card: { kind: string; key: string }): Promise<Outcome> {
  return (await mayOpen(ctx, card)) ?? done('opened', {}, [card])
}

async function shown(ctx: Context, card: { kind: string; key: string }): Promise<Outcome> {
  const view = await viewOf(ctx, card)
  return isGone(view) ? refuse(view.code) : done('refreshed')
}

/** The code of a refusal, and of all its faults; '' for what is done. */
export function codesOf(given: Outcome): { code: string; all: string[] } {
  if (!isRefusal(given)) return { code: '', all: [] }
  const all = (given satisfies Refusal).faults.map((each) => each.code)
  return { code: given.code, all: all.length > 0 ? [...new Set(all)] : [given.code] }
}
