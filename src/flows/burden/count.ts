import { z } from 'zod'
import type { Json } from '../../base/json.js'
import { cardsOfKinds } from '../../storage/card-counts.js'
import type { Db } from '../../storage/database.js'
import { getSetting, putSetting } from '../../storage/settings.js'
import type { JobContext, Situation } from '../context.js'
import { noticeKinds } from '../notice-kinds.js'
import { isReporter } from '../report/reporters.js'
import { answersOf, boundsOf, burdenSlice } from './counted.js'
import { isOrdinaryWith } from './ordinary.js'

/**
 * What a year asks of an ordinary member at most, beside what they begin themselves: twelve reports and one ballot (the
 * product's own goal).
 */
export const burdenGoal = { reports: 12, ballots: 1 } as const

/** Answers that one bar of the distribution holds. */
const barWidth = 3
const bars = 8

const spread = z.object({ median: z.number(), max: z.number(), total: z.number() })
const group = z.object({
  who: z.enum(['ordinary', 'others']),
  people: z.number(),
  /** Of them, who answered more than the goal. */
  over: z.number(),
  answers: spread,
  own: spread,
  cards: spread,
})
const burdenShape = z.object({
  at: z.number(),
  groups: z.array(group),
  /** Ordinary members by how many things they answered: from (counted), to (counted; null without end), how many people. */
  bars: z.array(z.object({ from: z.number(), to: z.number().nullable(), people: z.number() })),
  /** By kind of ask, of ordinary members and of all. */
  kinds: z.array(
    z.object({
      kind: z.string(),
      people: z.number(),
      total: z.number(),
      median: z.number(),
      max: z.number(),
    }),
  ),
})

/** What a year has asked of a bureau's people, as it was counted last. */
export type Burden = z.infer<typeof burdenShape>

function keyOf(year: string): string {
  return `burden-${year}`
}

/** What was counted last of a year; null where nothing was. */
export async function countedBurden(db: Db, bureau: string, year: string): Promise<Burden | null> {
  const kept = await getSetting(db, bureau, keyOf(year))
  return kept === null ? null : burdenShape.parse(kept)
}

/** Counts what a year has asked of everybody of today, out of the fold and the cards that were sent, and keeps it. */
export async function countBurden(ctx: JobContext, year: string): Promise<void> {
  const cards = await cardsByPerson(ctx, year)
  const persons = ctx.collected.of(burdenSlice).get(year)
  const all = ctx.bureau.roster.people.map(({ id }) => {
    const of = persons?.get(id)
    return { id, answers: answersOf(of), own: of?.own ?? 0, cards: cards.get(id) ?? 0 }
  })
  const ordinary = all.filter(({ id }) => isOrdinary(ctx, id))
  const others = all.filter((one) => !ordinary.includes(one))
  const goal = burdenGoal.reports + burdenGoal.ballots
  const groups = [
    { who: 'ordinary' as const, of: ordinary },
    { who: 'others' as const, of: others },
  ].map(({ who, of }) => ({
    who,
    people: of.length,
    over: of.filter(({ answers }) => answers > goal).length,
    answers: spreadOf(of.map(({ answers }) => answers)),
    own: spreadOf(of.map(({ own }) => own)),
    cards: spreadOf(of.map((one) => one.cards)),
  }))
  const burden: Burden = {
    at: ctx.now,
    groups,
    bars: barsOf(ordinary.map(({ answers }) => answers)),
    kinds: kindsOf(ctx, year),
  }
  const value: Json = JSON.parse(JSON.stringify(burden))
  await putSetting(ctx.tx, ctx.bureau.id, keyOf(year), value)
}

/** Whether somebody reports like everybody and holds no office. */
function isOrdinary({ bureau: { roster, schemes } }: Situation, person: string): boolean {
  const roles = roster.rolesOf(person).map(({ role }) => role)
  return isReporter(roster, person) && isOrdinaryWith(roles, schemes.values())
}

async function cardsByPerson(ctx: JobContext, year: string): Promise<Map<string, number>> {
  const kinds = Object.entries(noticeKinds).flatMap(([kind, comes]) =>
    comes === 'asked' || kind === 'home' ? [] : [kind],
  )
  const counts = await cardsOfKinds(ctx.tx, { bureau: ctx.bureau.id, kinds, ...boundsOf(year) })
  return new Map(
    [...counts].flatMap(([recipient, count]) => {
      const person = ctx.bureau.personAt.get(recipient)
      return person === undefined ? [] : [[person, count] as const]
    }),
  )
}

function kindsOf({ collected }: JobContext, year: string): Burden['kinds'] {
  const kinds = new Map<string, number[]>()
  for (const { answers } of collected.of(burdenSlice).get(year)?.values() ?? []) {
    for (const [kind, { size }] of answers) {
      const counts = kinds.get(kind)
      if (counts) counts.push(size)
      else kinds.set(kind, [size])
    }
  }
  return [...kinds]
    .map(([kind, counts]) => ({ kind, people: counts.length, ...spreadOf(counts) }))
    .sort((a, b) => b.total - a.total)
}

/** Median (of an even number the lower of the two in the middle), most and sum of counts. */
export function spreadOf(counts: readonly number[]): z.infer<typeof spread> {
  const sorted = [...counts].sort((a, b) => a - b)
  return {
    median: sorted[Math.ceil(sorted.length / 2) - 1] ?? 0,
    max: sorted.at(-1) ?? 0,
    total: sorted.reduce((sum, count) => sum + count, 0),
  }
}

function barsOf(counts: readonly number[]): Burden['bars'] {
  return Array.from({ length: bars }, (_, index) => {
    const from = index * barWidth
    const last = index === bars - 1
    const to = last ? null : from + barWidth - 1
    const people = counts.filter((count) => count >= from && (to === null || count <= to)).length
    return { from, to, people }
  })
}
