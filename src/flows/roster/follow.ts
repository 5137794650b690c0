import { instant } from '../../base/day.js'
import { cardLifeMs } from '../../storage/live-cards.js'
import { hold } from '../../storage/locks.js'
import { enqueueAll } from '../../storage/outbox.js'
import { refreshCards } from '../../storage/stale-cards.js'
import type { Ask, AskKind } from '../asks.js'
import type { JobContext, Situation } from '../context.js'
import type { Stale } from '../flow.js'
import { nextPart } from '../jobs.js'
import { sendCards } from '../notices.js'
import { tellOffice } from '../office.js'
import { quietUntil } from '../working-hours.js'
import { askId, type Difference, difference } from './difference.js'
import { rosterFollowed } from './entries.js'
import { markFollowed, unfollowed } from './followed.js'

/** What following works with: all that can be asked, and the cards that show who is who. */
export interface Following {
  kinds(): readonly AskKind[]
  stale(situation: Situation): readonly Stale[]
}

/**
 * Lets everything follow the roster after an edit, or when a day of it has come: who owes something now gets its card,
 * cards of who changed or lost something are shown anew, what passed from one to another stands in the ledger, who
 * takes over and the office are told by name. In parts: answers where the next one begins.
 */
export async function followRoster(
  { kinds, stale }: Following,
  ctx: JobContext,
  after: string | null,
): Promise<string | null> {
  if ((await unfollowed(ctx)) === null) return null
  await hold(ctx.tx, ctx.bureau.id, [{ kind: 'roster', id: 'followed' }])
  const then = await unfollowed(ctx)
  if (then === null) return null
  if (then === 'new') {
    await markFollowed(ctx.tx, ctx)
    return null
  }
  const found = difference(kinds(), ctx, then)
  const passed = passedOn(kinds(), found)
  if (after === null) {
    await showAnew(ctx, found, stale(ctx))
    leaveTrace(ctx, passed)
    await tellWhoTakesOver(ctx, passed)
    await tellOfficeOf(ctx, found, passed)
  }
  const { part, next } = nextPart(found.fresh, after, askId)
  await sendCards(
    ctx,
    part.map((ask) => ({ person: ask.who, card: ask.card, due: ask.due })),
  )
  if (next === null) await markFollowed(ctx.tx, ctx)
  return next
}

/** What passed from some to others. */
interface Passed {
  kind: string
  about: string
  from: string[]
  to: string[]
}

/** What somebody owed in a place that others have now; what everybody owes for themselves passes to nobody. */
function passedOn(kinds: readonly AskKind[], { fresh, gone }: Difference): Passed[] {
  const own = new Set(kinds.filter((kind) => kind.own).map((kind) => kind.name))
  const all = new Map<string, Passed>()
  const placeOf = ({ kind, about }: Ask): Passed => {
    const key = JSON.stringify([kind, about])
    const place = all.get(key) ?? { kind, about, from: [], to: [] }
    all.set(key, place)
    return place
  }
  for (const ask of gone) if (!own.has(ask.kind)) placeOf(ask).from.push(ask.who)
  for (const ask of fresh) if (!own.has(ask.kind)) placeOf(ask).to.push(ask.who)
  return [...all.values()]
}

/** Asks named in one entry. */
const entryMax = 500

function leaveTrace(ctx: JobContext, passed: readonly Passed[]): void {
  for (let from = 0; from < passed.length; from += entryMax) {
    const asks = passed.slice(from, from + entryMax)
    rosterFollowed.write(ctx, { body: { revision: ctx.bureau.rosterRevision, asks } })
  }
}

/** Every card of who is somebody else now or owes something else, and those that show who is who. */
async function showAnew(
  ctx: JobContext,
  { persons, fresh, gone }: Difference,
  stale: readonly Stale[],
): Promise<void> {
  const { addresses, groupChatId, id } = ctx.bureau
  const addressesOf = (ids: Iterable<string>): string[] =>
    [...ids].flatMap((person) => addresses.get(person) ?? [])
  const concerned = new Set([...persons, ...[...fresh, ...gone].map(({ who }) => who)])
  await refreshCards(ctx.tx, {
    bureau: id,
    group: groupChatId,
    except: null,
    // What is older can't be changed in place: nobody gets a message because a colleague moved.
    sentAfter: instant(ctx.now - cardLifeMs),
    places: [
      { recipients: addressesOf(concerned) },
      ...stale.map(({ kind, keys, persons: of }) => ({
        kind,
        ...(keys === undefined ? {} : { keys }),
        ...(of === undefined ? {} : { recipients: addressesOf(of) }),
      })),
    ],
  })
}

async function tellWhoTakesOver(ctx: JobContext, passed: readonly Passed[]): Promise<void> {
  const taken = new Map<string, { count: number; from: Set<string> }>()
  for (const { from, to } of passed) {
    if (from.length === 0) continue
    for (const person of to) {
      const own = taken.get(person) ?? { count: 0, from: new Set() }
      for (const one of from) own.from.add(one)
      taken.set(person, { count: own.count + 1, from: own.from })
    }
  }
  await enqueueAll(
    ctx.tx,
    [...taken].flatMap(([person, { count, from }]) => {
      const recipient = ctx.bureau.addresses.get(person)
      if (recipient === undefined) return []
      return [
        {
          ...{ bureau: ctx.bureau.id, recipientType: 'open_id' as const, recipient },
          ...{ op: 'text' as const, cardKind: 'saying', cardKey: 'asks-taken-over' },
          detail: { count: `${count}`, from: namesOf(ctx, from) },
          notBefore: quietUntil(ctx.calendar, ctx.now),
        },
      ]
    }),
  )
}

/** The office reads who takes over what from whom, what nobody has any more, and who was taken out of the roster. */
async function tellOfficeOf(
  ctx: JobContext,
  { removed }: Difference,
  passed: readonly Passed[],
): Promise<void> {
  const moves = new Map<string, number>()
  for (const { from, to } of passed) {
    if (from.length === 0) continue
    const names =
      to.length === 0
        ? `${namesOf(ctx, from)}（没有人接办）`
        : `${namesOf(ctx, from)} → ${namesOf(ctx, to)}`
    moves.set(names, (moves.get(names) ?? 0) + 1)
  }
  const lines = [...moves].map(([names, count]) => `${names} ${count}件`)
  if (lines.length > 0) await tellOffice(ctx, 'roster-followed', { moves: some(lines, '；') })
  if (removed.length === 0) return
  await tellOffice(ctx, 'roster-removed', {
    names: some(removed, '、'),
    count: `${removed.length}`,
  })
}

/** At most so many are named in a sentence. */
const namedMax = 4

function namesOf({ bureau }: Pick<Situation, 'bureau'>, persons: Iterable<string>): string {
  return some(
    [...persons].map((person) => bureau.roster.nameOf(person)),
    '、',
  )
}

function some(all: readonly string[], between: string): string {
  return `${all.slice(0, namedMax).join(between)}${all.length > namedMax ? '等' : ''}`
}
