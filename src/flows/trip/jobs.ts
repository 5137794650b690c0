import { addDays, instant, sameDayLater } from '../../base/day.js'
import { cardLifeMs } from '../../storage/live-cards.js'
import { refreshCards } from '../../storage/stale-cards.js'
import { chainFor } from '../../workrules/chains.js'
import { backJobOf, eraseJobOf, keptMonths } from '../chain/jobs.js'
import type { Situation } from '../context.js'
import { coverNotes } from '../post/cover.js'
import { eachDay, type Job, times } from '../jobs.js'
import { dueFromTrips } from './asks.js'
import { tripErased, tripOverdue } from './entries.js'
import { tripCards, type TripRecord, tripsSlice } from './trips.js'

/** Where the rules want it, who was on a trip is reminded to report back; who is late, and who approved, are told once. */
export const backFromTripJob = backJobOf({
  ...{ name: 'trip-back', title: '提醒出差返岗', dueBack: dueFromTrips, overdue: tripOverdue },
  cards: tripCards,
})

/** Before people come to work: what may still be done about a trip is another once it has begun, and once it is over. */
export const tripDayJob: Job = {
  name: 'trip-day',
  title: '刷新出差卡片',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.early),
  async run(ctx) {
    const yesterday = addDays(ctx.today, -1)
    const keys = [...ctx.collected.of(tripsSlice).open].flatMap(({ id, span }) =>
      span.from === ctx.today || span.to === yesterday ? [id] : [],
    )
    if (keys.length === 0) return null
    await refreshCards(ctx.tx, {
      ...{ bureau: ctx.bureau.id, group: ctx.bureau.groupChatId, except: null },
      sentAfter: instant(ctx.now - cardLifeMs),
      places: [{ kind: tripCards.own, keys }],
    })
    return null
  },
}

/** Place, reason, remarks and what was handed over are erased when their time is over. */
export const eraseTripJob = eraseJobOf({
  ...{ name: 'trip-erase', title: '删去到期的出差、外出事由', over: overIn },
  texts: (at, { id }: TripRecord) => coverNotes(at, id),
  erased: tripErased,
})

/** Trips whose texts have been kept long enough: also those on which nobody ever decided. */
function overIn({ bureau, collected, today }: Situation): TripRecord[] {
  const { work } = bureau
  return [...collected.of(tripsSlice).byId.values()].filter((trip) => {
    if (trip.erased) return false
    const chain = work && chainFor(work.rules, trip.matter)
    return today > sameDayLater(trip.span.to, chain?.erasedAfter?.value ?? keptMonths)
  })
}
