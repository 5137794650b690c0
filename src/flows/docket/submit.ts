import { type Day, dayText, isDay } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { clockOf, type LimitClock } from '../../workrules/dates.js'
import type { TimeLimit } from '../../workrules/model.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { sendCards, type Timing } from '../notices.js'
import { type Due, dueOf } from './clock.js'
import { docketRegistered } from './entries.js'
import {
  allNamedIn,
  docketDraft,
  dropDocketDraft,
  freshWords,
  keepDocketDraft,
  type Named,
  namedIn,
  receivedIn,
  shownKey,
  waitForFile,
} from './form.js'
import type { DocketFormIntent, DocketWords } from './intents.js'
import { docketKind, kindsRegistered, mayNotRegister, namersOf, registersFor } from './kinds.js'

/** A form that was read. */
interface Read {
  kind: TimeLimit
  received: NonNullable<ReturnType<typeof receivedIn>>
  clock: LimitClock
  owner: Named
  assistants: { units: string[]; persons: string[] }
}

/**
 * Enters a matter into the register, or only reckons until when it is to be done (`docket.look`). A day that the card
 * did not show yet is shown first. From `docket-kind` on all faults are said at once.
 * @refuses (docket.submit) {@link mayNotRegister}, docket-kind, docket-title, docket-received, docket-received-future,
 * docket-explicit, docket-owner-none, docket-owner, docket-owner-unit, docket-owner-other, docket-assistants
 * @refuses (docket.look) {@link mayNotRegister}, docket-kind, docket-received, docket-received-future, docket-explicit
 */
export async function submitDocket(
  ctx: Context,
  intent: Extract<DocketFormIntent, { words: DocketWords }>,
): Promise<Outcome> {
  const refusal = mayNotRegister(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const { words, shown, verb } = intent
  const read = readForm(ctx, words, verb === 'docket.submit')
  if (isRefusal(read)) return read
  const due = dueOf({ clock: read.clock, received: read.received.at, pauses: [] }, ctx.calendar)
  if (verb === 'docket.look' || shown !== shownKey(words)) {
    await keepDocketDraft(ctx.tx, ctx, { words, made: '' })
    return done(due === null ? 'docket-look-fast' : 'docket-look', { due: dueText(due) })
  }
  const id = await write(ctx, words, read)
  return done('docket-registered', { who: await tell(ctx, id, read) })
}

function dueText(due: Due | null): string {
  return due === null ? '' : dayText(due.day)
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotRegister}
 */
export async function anotherDocket(ctx: Context): Promise<Outcome> {
  const refusal = mayNotRegister(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const before = await docketDraft(ctx.tx, ctx)
  await dropDocketDraft(ctx.tx, ctx)
  const kind = before?.words.kind ?? ''
  await keepDocketDraft(ctx.tx, ctx, { words: freshWords(ctx.now, kind), made: '' })
  return done('refreshed')
}

function readForm(ctx: Context, words: DocketWords, whole: boolean): Read | Refusal {
  const { bureau, person } = ctx
  const kind = kindsRegistered(bureau, person).find(({ id }) => id === words.kind)
  const received = receivedIn(words.received)
  const faults: Fault[] = []
  if (!kind) faults.push(fault('kind', 'docket-kind'))
  if (whole && words.title === '') faults.push(fault('title', 'docket-title'))
  if (!received) faults.push(fault('received', 'docket-received'))
  else if (received.at > ctx.now) faults.push(fault('received', 'docket-received-future'))
  const explicit = explicitIn(words.explicit, received?.on ?? null)
  if (explicit === null || (kind && explicit === undefined && needsDay(kind)))
    faults.push(fault('explicit', 'docket-explicit'))
  const owner = kind ? ownerIn(ctx, kind, words.owner) : null
  if (whole && owner && 'code' in owner) faults.push(owner)
  const { unknown, ...assistants } = allNamedIn(bureau.roster, words.assistants)
  if (whole && unknown.length > 0)
    faults.push(fault('assistants', 'docket-assistants', { names: unknown.join('、') }))
  const refused = refuseForm(faults)
  if (refused || !kind || !received || explicit === null) return refused ?? refuse('docket-kind')
  const of = { on: received.on, ...(explicit === undefined ? {} : { explicit }) }
  const rules = { limits: bureau.work?.rules.limits ?? [] }
  const clock = clockOf(rules, kind, of, ctx.calendar)
  const nobody = { unit: null, person: null }
  return { kind, received, clock, owner: owner && 'unit' in owner ? owner : nobody, assistants }
}

/** The day that the matter brings: undefined for none, null for what is no day after its receipt. */
function explicitIn(typed: string, received: Day | null): Day | undefined | null {
  if (typed === '') return undefined
  if (!isDay(typed) || (received !== null && typed < received)) return null
  return typed
}

/** Kinds that have no limit but the one that a matter brings. */
function needsDay(kind: TimeLimit): boolean {
  return kind.within.value.kind === 'explicit'
}

/** What is said to an owner that nobody is found by. */
export function unknownOwner(typed: string): Fault {
  return typed === ''
    ? fault('owner', 'docket-owner-none')
    : fault('owner', 'docket-owner', { text: typed })
}

/** Who is to have it; who was asked first has what is the own unit's, nobody yet what is unclear. */
function ownerIn(ctx: Context, kind: TimeLimit, typed: string): Named | Fault {
  const { roster } = ctx.bureau
  const own = { unit: roster.unitOf(ctx.person), person: ctx.person }
  const is = kind.contact?.is
  if (is === 'unclear') return { unit: null, person: null }
  const named = typed === '' && is === 'own' ? own : namedIn(roster, typed)
  if (!named) return unknownOwner(typed)
  const within = registersFor(ctx.bureau, ctx.person, kind)
  const mine = within === 'all' || (named.unit !== null && (within ?? []).includes(named.unit))
  if (!mine || (is === 'own' && named.unit !== own.unit))
    return fault('owner', 'docket-owner-unit', { text: typed })
  return is === 'other' && named.unit === own.unit ? fault('owner', 'docket-owner-other') : named
}

async function write(ctx: Context, words: DocketWords, read: Read): Promise<string> {
  const { kind, received, clock, owner, assistants } = read
  const subject = owner.person ?? owner.unit
  const id = docketRegistered.write(ctx, {
    ...(subject === null ? {} : { subject }),
    body: {
      ...{ kind: kind.id, received: received.minute, clock, ...owner, assistants },
      contact: kind.contact?.is ?? null,
    },
    personal: { title: words.title, source: words.source },
  })
  await keepDocketDraft(ctx.tx, ctx, { words: { ...words, title: '', source: '' }, made: id })
  // What is sent next is its paper.
  await waitForFile(ctx.tx, ctx, id)
  return id
}

/** Sends it to who has it, takes it over or names its owner, and to who helps; answers who has it, by name. */
async function tell(ctx: Context, id: string, { kind, owner, assistants }: Read): Promise<string> {
  const { roster } = ctx.bureau
  const heads = (unit: string): string[] => roster.headsOf(unit).map((head) => head.id)
  const own = owner.person !== null ? [owner.person] : owner.unit === null ? [] : heads(owner.unit)
  const naming = kind.contact?.is === 'unclear' ? namersOf(ctx.bureau, kind) : []
  const helping = [...assistants.persons, ...assistants.units.flatMap(heads)]
  // What has minutes or hours does not wait for the morning.
  const { value } = kind.within
  const soon = value.kind === 'period' && (value.unit === 'minutes' || value.unit === 'hours')
  await sendDocket(ctx, id, [...own, ...naming, ...helping], soon ? { notBefore: ctx.now } : {})
  const names = [...own, ...naming].map((one) => roster.nameOf(one))
  return names.slice(0, 3).join('、') || '目前无人'
}

/** Sends a matter's card to others than who acts, each once. */
export async function sendDocket(
  ctx: Context,
  id: string,
  people: readonly string[],
  timing: Timing = {},
): Promise<void> {
  const card = { kind: 'docket', key: id }
  const others = [...new Set(people)].filter((person) => person !== ctx.person)
  await sendCards(
    ctx,
    others.map((person) => ({ person, card })),
    timing,
  )
}

/** What the form's card shows of its words before they are sent; null while they can't be reckoned. */
export function reckonedFor(
  { bureau, calendar }: Pick<Situation, 'bureau' | 'calendar'>,
  words: DocketWords,
): { due: Due | null } | null {
  const kind = docketKind(bureau, words.kind)
  const received = receivedIn(words.received)
  const explicit = explicitIn(words.explicit, received?.on ?? null)
  if (!kind || !received || explicit === null) return null
  const of = { on: received.on, ...(explicit === undefined ? {} : { explicit }) }
  const clock = clockOf({ limits: bureau.work?.rules.limits ?? [] }, kind, of, calendar)
  return { due: dueOf({ clock, received: received.at, pauses: [] }, calendar) }
}
