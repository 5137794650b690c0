import { addDays, day, dayAt } from '../../base/day.js'
import { handoverBy } from '../../workrules/dates.js'
import type { Ask, AskKind } from '../asks.js'
import { type Absence, absenceById, openAbsences } from '../away/away.js'
import { coverCard } from '../chain/tell.js'
import type { JobContext } from '../context.js'
import { eachDay, inParts, type Job, times } from '../jobs.js'
import { sendCards } from '../notices.js'
import { appointersOf, gapsIn, postRules } from './appoint.js'
import { postNoted } from './entries.js'
import { coverBy, postsSlice } from './posts.js'
import { standInsFrom } from './stand-ins.js'
import { standInNow } from './standing-in.js'

/** When people come to work: they find what is theirs today. */
const time = times.begun

/**
 * On working mornings: who stands in is told the day before (AB-3), and on the first day with what waits; who names is
 * told of whom nobody stands in for; what is over is noted, its card says so, and who is back is sent what still waits. Each
 * once.
 */
export function postJob(kinds: () => readonly AskKind[]): Job {
  return {
    name: 'post-morning',
    title: '提醒AB岗交接',
    missed: 'latest',
    due: (calendar, from, to) =>
      eachDay(from, to, time).filter(({ period }) => calendar.isWorkingDay(day(period))),
    async run(ctx, _period, after) {
      const all = [
        ...openAbsences(ctx).map((absence) => ({ absence, id: absence.request.id })),
        ...[...ctx.collected.of(postsSlice).open].flatMap((cover) => {
          const absence = absenceById(ctx, cover.absence)
          return absence ? [{ absence, id: cover.absence }] : []
        }),
      ]
      const once = [...new Map(all.map((one) => [one.id, one])).values()]
      const gaps = new Set(gapsIn(ctx).map(({ request }) => request.id))
      return inParts(
        once,
        after,
        ({ id }) => id,
        async ({ absence }) => {
          await tellGap(ctx, absence, gaps)
          await tellStandIn(ctx, kinds(), absence)
          await tellBack(ctx, kinds(), absence)
        },
      )
    },
  }
}

function note(
  ctx: JobContext,
  { request }: Absence,
  of: { what: 'told' | 'begun' | 'over' | 'vacant'; standIn: string | null },
): void {
  postNoted.write(ctx, { about: request.id, subject: request.person, body: of })
}

async function tellGap(
  ctx: JobContext,
  absence: Absence,
  gaps: ReadonlySet<string>,
): Promise<void> {
  const { id, person } = absence.request
  if (!gaps.has(id) || ctx.collected.of(postsSlice).vacant.has(id)) return
  note(ctx, absence, { what: 'vacant', standIn: null })
  await sendCards(
    ctx,
    appointersOf(ctx.bureau, person).map((one) => ({
      person: one,
      card: { kind: 'post', key: id },
    })),
  )
}

/** The day before, and on the first day: then with every card of what waits for who is away. */
async function tellStandIn(
  ctx: JobContext,
  kinds: readonly AskKind[],
  absence: Absence,
): Promise<void> {
  const { id, span, person, passed, askedAt, back } = absence.request
  const { today, bureau, calendar, collected } = ctx
  const standIn = standInNow(ctx, absence)
  if (standIn === null || back !== null || today > span.to) return
  const cover = coverBy(collected.of(postsSlice), id, standIn)
  const card = { kind: coverCard, key: id }
  if (today < span.from) {
    const rules = postRules(bureau)
    const by = rules ? handoverBy(rules, span.from, calendar) : addDays(span.from, -1)
    // Who is told of it today already has the card.
    const isNew = dayAt(passed.at(-1)?.on ?? askedAt) >= today
    if (cover?.told || today < by || isNew) return
    note(ctx, absence, { what: 'told', standIn })
    await sendCards(ctx, [{ person: standIn, card }])
    return
  }
  if (cover?.begun || bureau.standIns.of(person) !== standIn) return
  note(ctx, absence, { what: 'begun', standIn })
  const waiting = kinds
    .flatMap((kind) => kind.open(ctx, { person: standIn }))
    .filter(({ instead }) => instead === person)
  await sendCards(ctx, [
    { person: standIn, card },
    ...waiting.map((ask) => ({ person: standIn, card: ask.card })),
  ])
}

/** Once it is over: who was away has the cards of what went to who stood in and still waits. */
async function tellBack(
  ctx: JobContext,
  kinds: readonly AskKind[],
  absence: Absence,
): Promise<void> {
  const { id, span, back, person } = absence.request
  const isOver = back !== null ? ctx.today >= back : ctx.today > span.to
  if (!isOver) return
  for (const { absence: of, standIn } of ctx.collected.of(postsSlice).open) {
    if (of !== id) continue
    note(ctx, absence, { what: 'over', standIn })
    // Away again: it goes to who stands in now.
    if (ctx.bureau.standIns.of(person) !== null) continue
    const waiting = wouldGoTo(ctx, kinds, { person, standIn })
    await sendCards(
      ctx,
      waiting.map(({ card }) => ({ person, card })),
    )
  }
}

/** What would go to who stood in if they still did. What opens today is sent to who is there by what opens it. */
function wouldGoTo(
  ctx: JobContext,
  kinds: readonly AskKind[],
  { person, standIn }: { person: string; standIn: string },
): Ask[] {
  const standIns = standInsFrom(new Map([[person, standIn]]))
  const then = { ...ctx, bureau: { ...ctx.bureau, standIns } }
  return kinds
    .flatMap((kind) => kind.open(then, { person: standIn }))
    .filter(({ instead, opens }) => instead === person && dayAt(opens) < ctx.today)
}
