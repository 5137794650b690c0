import { addDays, type Day, momentOf } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Ask, AskKind } from '../asks.js'
import { occasionOf, yearMoments } from '../items/asks.js'
import { type ItemWindow, windowOf } from '../items/windows.js'
import { noRules, times } from '../jobs.js'
import { publishedSlice } from './published.js'

/** Who has not published is reminded so many working days after the card came. Ours: the regulations say no day. */
const remindAfter = 5

/** The working day after the last one of scoring: everything is there by then, or late. */
function publishesFrom({ scoredBy }: ItemWindow, calendar: WorkingCalendar): Day {
  return calendar.shiftToWorkingDay(addDays(scoredBy, 1))
}

/** The office publishes a cycle's results once its year is over and its scoring ended; its card says what is still missing. */
export const publishAsks: AskKind = {
  name: 'results.publish',
  open: (situation, { person, occasion }) => {
    const { bureau, calendar, collected, today } = situation
    const office = bureau.roster
      .holders('assessment-office')
      .filter(({ id }) => person === undefined || id === person)
    return bureau.cycles.flatMap((cycle): Ask[] => {
      const own = occasionOf(cycle)
      const from = publishesFrom(windowOf(cycle, calendar), calendar)
      if (today < from || (occasion ?? own) !== own) return []
      if (cycle.assessees.length === 0 || collected.of(publishedSlice).has(cycle.id)) return []
      return office.map(({ id: who }) => ({
        ...{ kind: 'results.publish', cycle: cycle.id, who, about: cycle.id, occasion: own },
        says: { code: 'ask-publish', with: { scheme: cycle.scheme.shortTitle } },
        card: { kind: 'publish', key: cycle.id },
        opens: momentOf(from, times.morning),
        ...{ due: null, lateFrom: null },
      }))
    })
  },
  sends: {
    titles: { open: '发公布结果的卡片', remind: '提醒公布结果' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, window) => {
        const first = publishesFrom(window, calendar)
        const again = calendar.addWorkingDays(first, remindAfter)
        return [
          { occasion, at: momentOf(first, times.morning), until: null, reminds: false },
          { occasion, at: momentOf(again, times.morning), until: null, reminds: true },
        ]
      }),
  },
}
