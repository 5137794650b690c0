import { addDays, momentOf } from '../../base/day.js'
import { periodText } from '../../base/assessment-year.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { noRules, times } from '../jobs.js'
import { momentsBetween, occasionOf } from '../rating/asks.js'
import { windowOf } from '../rating/periods.js'
import { isOpen, outsideBodies, outsideKey, type OutsideOf, refOf } from './bodies.js'
import { isWaiting, linksOf, outsideSlice, papersOf } from './links.js'

/** What is left to do for a body: to hand out links, to see that they are handed in, or nothing. */
function leftOf(situation: Situation, of: OutsideOf): 'make' | number | null {
  const { bureau, collected, today } = situation
  const state = collected.of(outsideSlice)
  const ref = refOf(of)
  const links = linksOf(state, ref)
  const waiting = links.filter((one) => isWaiting(one, today)).length
  if (waiting > 0) return waiting
  const begun = links.length > 0 || papersOf(state, ref).length > 0
  // Where the roster has some who rate as this body, their own cards ask them.
  return begun || bureau.roster.holders(of.body).length > 0 ? null : 'make'
}

function askOf(of: OutsideOf, left: 'make' | number, who: string): Ask {
  const { cycle, period, opens, due } = of.period
  const key = outsideKey(refOf(of))
  const values = {
    period: periodText(period, cycle.scheme.begins),
    body: of.name,
    part: of.part.name,
  }
  return {
    ...{
      kind: 'outside.collect',
      cycle: cycle.id,
      who,
      about: key,
      occasion: occasionOf(of.period),
    },
    says:
      left === 'make'
        ? { code: 'ask-outside-make', with: values }
        : { code: 'ask-outside-waiting', with: { ...values, count: `${left}` } },
    card: { kind: 'outside', key },
    opens: momentOf(opens, times.morning),
    ...{ due, lateFrom: momentOf(addDays(due, 1)) },
  }
}

/** The office hands out links (or sheets of paper) and sees that they come back before the period's time is over. */
export const collectAsks: AskKind = {
  name: 'outside.collect',
  open: (situation, { person, occasion }) =>
    outsideBodies(situation).flatMap((of) => {
      const { period } = of
      if (!isOpen(situation, of) || situation.today > period.due) return []
      if (occasion !== undefined && occasion !== occasionOf(period)) return []
      const left = leftOf(situation, of)
      if (left === null) return []
      return situation.bureau.roster
        .holders('assessment-office')
        .filter(({ id }) => person === undefined || id === person)
        .map(({ id }) => askOf(of, left, id))
    }),
  sends: {
    titles: { open: '发组织第三方评价的卡片', remind: '提醒收齐第三方评价' },
    moments: (calendar, from, to, { years } = noRules) =>
      momentsBetween({ from, to, years }, (occasion, period, begins) => {
        const { opens, due, remindOn } = windowOf(begins, period, calendar)
        const until = momentOf(due, '23:59')
        return [
          { occasion, at: momentOf(opens, times.morning), until, reminds: false },
          { occasion, at: momentOf(remindOn, times.morning), until, reminds: true },
        ]
      }),
  },
}
