import { z } from 'zod'
import { type Day, dayText } from '../../base/day.js'
import { newId } from '../../base/ids.js'
import { type Fault, fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { countCharacters } from '../../base/text.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db } from '../../storage/database.js'
import { hashOfToken } from '../../storage/link-key.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { outsideLimits } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { isClosed } from '../rating/periods.js'
import { manageOutside } from './actions.js'
import { outsideFor, outsideKey, type OutsideOf, ratedBy, refOf } from './bodies.js'
import { outsideMade, outsideWithdrawn } from './entries.js'
import { namesOf } from './names.js'
import type { OutsideIntent, OutsideRef } from './intents.js'
import { type Link, linksOf, outsideSlice } from './links.js'

type Of<V extends OutsideIntent['verb']> = Extract<OutsideIntent, { verb: V }>

/**
 * A body of third parties, for who organises it.
 * @refuses outside-unknown, not-allowed
 */
export function managed(ctx: Context, ref: OutsideRef): OutsideOf | Refusal {
  const of = outsideFor(ctx, ref)
  if (!of) return refuse('outside-unknown')
  return mayNot(ctx.bureau, ctx.person, manageOutside, 'anything') ?? of
}

/**
 * The same while something can be handed in.
 * @refuses {@link managed}, outside-closed, outside-not-open
 */
export function managedOpen(ctx: Context, ref: OutsideRef): OutsideOf | Refusal {
  const of = managed(ctx, ref)
  if ('code' in of) return of
  const { period } = of
  if (isClosed(ctx, period)) return refuse('outside-closed')
  if (ctx.today >= period.opens) return of
  return refuse('outside-not-open', {
    opens: dayText(period.opens, isProvisional(ctx, period.opens)),
  })
}

/** Working days for a link that is made when the period's time is over and it is not ended. Ours: as a month's ratings have. */
const afterwards = 5

/** The last day for a link that is made today: the period's, or some days from now where that is over. */
export function untilFor({ today, calendar }: Situation, { period }: OutsideOf): Day {
  return today <= period.due ? period.due : calendar.addWorkingDays(today, afterwards)
}

/**
 * Makes links, one for each third party. What is kept of a token is its hash.
 * @refuses {@link managedOpen}, outside-no-address, outside-count, outside-names, outside-name-long, outside-many, outside-whom
 */
export async function makeLinks(ctx: Context, intent: Of<'outside.make'>): Promise<Outcome> {
  const of = managedOpen(ctx, intent)
  if ('code' in of) return of
  if (ctx.bureau.publicUrl === null) return refuse('outside-no-address')
  const names = intent.names.split('\n').flatMap((line) => line.trim() || [])
  const count = of.noted ? names.length : countIn(intent.count)
  const before = linksOf(ctx.collected.of(outsideSlice), refOf(of))
  const all = ratedBy(of).map(({ id }) => id)
  const wrong = refuseForm(faultsOf({ of, count, names, all, whom: intent.whom, before }))
  if (wrong) return wrong
  const whom = intent.whom.length === 0 ? all : all.filter((one) => intent.whom.includes(one))
  write(ctx, of, {
    names: of.noted ? names : Array.from({ length: count }, () => ''),
    whom,
    before,
  })
  return done('outside-made', { count: `${count}`, until: dayText(untilFor(ctx, of)) })
}

function countIn(text: string): number {
  const plain = text.normalize('NFKC').trim()
  return /^\d{1,3}$/.test(plain) ? Number.parseInt(plain, 10) : 0
}

function faultsOf(given: {
  of: OutsideOf
  count: number
  names: readonly string[]
  all: readonly string[]
  whom: readonly string[]
  before: readonly Link[]
}): Fault[] {
  const { of, count, names, all, whom, before } = given
  const { links, all: most, name: longest } = outsideLimits
  const field = of.noted ? 'names' : 'count'
  const faults: Fault[] = []
  if (!of.noted && (count < 1 || count > links)) {
    faults.push(fault(field, 'outside-count', { most: `${links}` }))
  }
  if (of.noted && (count < 1 || count > links)) {
    faults.push(fault(field, 'outside-names', { most: `${links}` }))
  }
  const long = of.noted ? names.find((one) => countCharacters(one) > longest) : undefined
  if (long !== undefined) {
    faults.push(fault(field, 'outside-name-long', { name: long, max: `${longest}` }))
  }
  if (before.length + count > most) {
    const values = { all: `${before.length}`, most: `${most}` }
    faults.push(fault(field, 'outside-many', values))
  }
  if (all.length === 0 || whom.some((one) => !all.includes(one))) {
    faults.push(fault('whom', 'outside-whom', { body: of.name }))
  }
  return faults
}

function write(
  ctx: Context,
  of: OutsideOf,
  {
    names,
    whom,
    before,
  }: { names: readonly string[]; whom: readonly string[]; before: readonly Link[] },
): void {
  const first = before.reduce((most, one) => Math.max(most, one.number), 0) + 1
  const made = names.map((name, at) => ({ id: newId(), number: first + at, name }))
  const links = made.map(({ id, number }) => {
    return { id, hash: hashOfToken(ctx.tx.linkKey.tokenOf(id)), number }
  })
  const noted = made.filter(({ name }) => name !== '').map(({ id, name }) => [id, name] as const)
  outsideMade.write(ctx, {
    ...{ cycle: of.period.cycle.id, period: of.period.period },
    body: { part: of.part.id, body: of.body, until: untilFor(ctx, of), whom: [...whom], links },
    ...(noted.length > 0 ? { personal: { names: Object.fromEntries(noted) } } : {}),
  })
}

/**
 * Takes a link back that nobody has handed in by; `again`: another comes in its place, for the same third party.
 * @refuses {@link managedOpen}, outside-link, outside-link-used, outside-link-withdrawn, outside-no-address, outside-reason
 */
export async function withdrawLink(ctx: Context, intent: Of<'outside.withdraw'>): Promise<Outcome> {
  const of = managedOpen(ctx, intent)
  if ('code' in of) return of
  const before = linksOf(ctx.collected.of(outsideSlice), refOf(of))
  const link = before.find(({ id }) => id === intent.link)
  if (!link) return refuseForm([fault('link', 'outside-link')])
  const number = `${link.number}`
  if (link.handedIn) return refuseForm([fault('link', 'outside-link-used', { number })])
  if (link.withdrawn) return refuseForm([fault('link', 'outside-link-withdrawn', { number })])
  if (intent.again && ctx.bureau.publicUrl === null) return refuse('outside-no-address')
  if (intent.reason === '') return refuseForm([fault('reason', 'outside-reason')])
  outsideWithdrawn.write(ctx, {
    ...{ cycle: of.period.cycle.id, period: of.period.period },
    body: { part: of.part.id, link: link.id },
    personal: { reason: intent.reason },
  })
  if (!intent.again) return done('outside-withdrawn', { number })
  const name = (await namesOf(ctx.db, [link])).get(link.id) ?? ''
  write(ctx, of, { names: [name], whom: link.whom, before })
  const last = before.at(-1)?.number ?? 0
  return done('outside-again', { number, next: `${last + 1}` })
}

const kept = z.object({ page: z.int().min(1).catch(1) })

function place(whose: { bureau: { id: string }; person: string }, key: string): DraftPlace {
  return { bureau: whose.bureau.id, owner: whose.person, kind: 'outside', key }
}

/** Which page of a body's links somebody looks at; null: nobody has turned it. */
export async function pageOf(
  ctx: { db: Db; bureau: { id: string }; person: string },
  key: string,
): Promise<number | null> {
  const draft = await getDraft(ctx.db, place(ctx, key))
  return draft ? kept.parse(draft.body).page : null
}

/**
 * Turns the page of a body's links.
 * @refuses {@link managed}
 */
export async function turnLinks(ctx: Context, intent: Of<'outside.page'>): Promise<Outcome> {
  const of = managed(ctx, intent)
  if ('code' in of) return of
  await putDraft(ctx.tx, place(ctx, outsideKey(intent)), { page: intent.page })
  return done('page-turned', { page: `${intent.page}` })
}
