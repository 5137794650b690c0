import { addDays, instant, momentOf } from '../base/day.js'
import { cardLifeMs } from '../storage/live-cards.js'
import { refreshCards } from '../storage/stale-cards.js'
import type { Due, Job } from './jobs.js'

/** Before people come to work: what a card says of days is true when it is looked at. */
const refreshTime = '07:30'

/**
 * Each working morning the open cards whose words depend on the day are shown anew, and those whose time is over say
 * what became of it, for as long as the platform lets them be changed. What shows the same as before is not sent.
 */
export function dailyCards(kinds: readonly string[]): Job {
  return {
    name: 'daily-cards',
    title: '刷新卡片',
    missed: 'latest',
    due(calendar, from, to) {
      const all: Due[] = []
      for (let on = from; on <= to; on = addDays(on, 1)) {
        if (calendar.isWorkingDay(on)) {
          all.push({ period: on, at: momentOf(on, refreshTime), until: null })
        }
      }
      return all
    },
    async run(ctx) {
      await refreshCards(ctx.tx, {
        bureau: ctx.bureau.id,
        group: ctx.bureau.groupChatId,
        except: null,
        sentAfter: instant(ctx.now - cardLifeMs),
        places: kinds.map((kind) => ({ kind })),
      })
      return null
    },
  }
}
