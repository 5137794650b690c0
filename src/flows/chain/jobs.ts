import { day } from '../../base/day.js'
import { hold } from '../../storage/locks.js'
import type { EntryKind } from '../entry-kind.js'
import type { JobContext, Situation } from '../context.js'
import { eraseJob } from '../erasure.js'
import { eachDay, type Job, times } from '../jobs.js'
import { sendCards } from '../notices.js'
import type { DueBack } from './asks.js'
import { absencesOf } from './claims.js'
import type { RequestRecord } from './request.js'

/** Kept as long as this where the rules do not say: a year's assessment and its review. */
export const keptMonths = 12

/**
 * On the working morning of their due day who was away is reminded to report back; who is late, and who approved first,
 * are told once.
 */
export function backJobOf<R extends RequestRecord>(of: {
  name: string
  title: string
  dueBack(situation: Situation): DueBack<R>[]
  overdue: EntryKind<{ due: string }>
  cards: { own: string; approval: string }
}): Job {
  const { cards } = of
  return {
    name: of.name,
    title: of.title,
    missed: 'latest',
    due: (calendar, from, to) =>
      eachDay(from, to, times.begun).filter(({ period }) => calendar.isWorkingDay(day(period))),
    async run(ctx) {
      const { today } = ctx
      const waiting = of.dueBack(ctx)
      await sendCards(
        ctx,
        waiting
          .filter(({ due }) => due === today)
          .map(({ request: { id, person } }) => ({ person, card: { kind: cards.own, key: id } })),
      )
      const late = waiting.filter(({ request, due }) => due < today && !request.overdue)
      if (late.length === 0) return null
      await holdAll(
        ctx,
        late.map(({ request }) => request),
      )
      for (const { request, due } of of.dueBack(await ctx.fresh())) {
        if (due >= today || request.overdue) continue
        const { id, person, passed } = request
        of.overdue.write(ctx, { about: id, subject: person, body: { due } })
        const [first] = passed
        await sendCards(ctx, [
          { person, card: { kind: cards.own, key: id } },
          ...(first ? [{ person: first.by, card: { kind: cards.approval, key: id } }] : []),
        ])
      }
      return null
    },
  }
}

async function holdAll(ctx: JobContext, requests: readonly RequestRecord[]): Promise<void> {
  const persons = [...new Set(requests.map(({ person }) => person))]
  await hold(ctx.tx, ctx.bureau.id, persons.flatMap(absencesOf))
}

/** Texts and papers of what is over are erased when their time is over; what was decided, and the days, stay. */
export function eraseJobOf<R extends RequestRecord>(of: {
  name: string
  title: string
  /** Those whose texts have been kept long enough. */
  over(situation: Situation): R[]
  /** Entries with texts of people, besides those of the chain. */
  texts(situation: Situation, request: R): readonly string[]
  erased: EntryKind<Record<string, never>>
}): Job {
  return eraseJob({
    ...{ name: of.name, title: of.title },
    over: (situation) =>
      of.over(situation).map((request) => ({
        ...{ id: request.id, person: request.person },
        entries: [
          request.id,
          ...request.passed.map(({ entry }) => entry),
          ...(request.ended === null ? [] : [request.ended.entry]),
          ...of.texts(situation, request),
        ],
      })),
    erased: (ctx, { id, person }) => {
      of.erased.write(ctx, { about: id, subject: person, body: {} })
    },
  })
}
