import { yearOccasion, yearOn } from '../../base/assessment-year.js'
import { type DueRules, noRules, times } from '../jobs.js'
import type { YearOfCycle } from '../running.js'
import { addDays, type Day, dayAt, momentOf } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Ask, AskFilter, AskKind, AskMoment } from '../asks.js'
import { keyOf } from '../card-key.js'
import type { Situation } from '../context.js'
import { isClosed, itemsSlice, itemsStateOf } from './checked.js'
import { checkersOf } from './owners.js'
import { everyRow, openRows } from './progress.js'
import { allItems, checkedUnits, type CycleItems, itemsOf } from './rows.js'
import { type ItemWindow, windowOf } from './windows.js'

/** Time of day at which cards and reminders come. */
const sendTime = times.morning
/** Who has not answered is reminded so many working days before the last day. Ours. */
const remindBefore = 3
/** The office is reminded of what it has not ended so many working days after its card. Ours. */
const closeReminder = 5

/** The cycles whose items are gone through on a day, with their windows. */
function openItems({ bureau, collected, calendar, today }: Situation, { occasion }: AskFilter) {
  return allItems(bureau).flatMap((items) => {
    const window = windowOf(items.cycle, calendar)
    const state = itemsStateOf(collected.of(itemsSlice), items.cycle.id)
    if (today < window.opens || isClosed(state)) return []
    if (occasion !== undefined && occasion !== occasionOf(items.cycle)) return []
    return [{ items, window, state }]
  })
}

function about({ cycle }: CycleItems, opens: Day): Pick<Ask, 'cycle' | 'occasion' | 'opens'> {
  return { cycle: cycle.id, occasion: occasionOf(cycle), opens: momentOf(opens, sendTime) }
}

/** A cycle's year under a name of its own among all years. */
export function occasionOf({ scheme, year }: YearOfCycle): string {
  return yearOccasion(scheme.begins, year)
}

/** The moments of the years around two days that lie between them, wherever the bureau's years begin. */
export function yearMoments(
  calendar: WorkingCalendar,
  between: { from: Day; to: Day; years: DueRules['years'] },
  momentsOf: (occasion: string, window: ItemWindow, cycle: YearOfCycle) => AskMoment[],
): AskMoment[] {
  return between.years
    .flatMap((begins) => {
      const [first, last] = [between.from, between.to].map((on) => Number(yearOn(begins, on)))
      const years = new Set([Number(first) - 1, Number(first), Number(last)])
      return [...years].flatMap((year) => {
        const cycle = { year, scheme: { begins } }
        return momentsOf(occasionOf(cycle), windowOf(cycle, calendar), cycle)
      })
    })
    .filter(({ at }) => between.from <= dayAt(at) && dayAt(at) <= between.to)
}

/** Each unit's self-check, from its heads. */
export const checkAsks: AskKind = {
  name: 'items.check',
  forecast: ({ bureau, calendar }, cycle) => {
    const items = itemsOf(cycle)
    if (!items) return []
    const { opens, due } = windowOf(cycle, calendar)
    const heads = checkedUnits(items).flatMap(({ id }) => checkersOf(bureau, id))
    const people = new Set(heads).size
    return [{ says: { code: 'forecast-items', with: {} }, people, times: [{ opens, due }] }]
  },
  open: (situation, only) =>
    openItems(situation, only).flatMap(({ items, window, state }) =>
      checkedUnits(items).flatMap(({ id: unit, name }): Ask[] => {
        const check = state.checks.get(unit)
        if (check && check.returned === null) return []
        return checkersOf(situation.bureau, unit)
          .filter((who) => only.person === undefined || who === only.person)
          .map((who) => ({
            ...about(items, window.opens),
            ...{ kind: 'items.check', who, about: keyOf(items.cycle.id, unit), due: window.due },
            says: { code: check ? 'ask-items-again' : 'ask-items-check', with: { name } },
            card: { kind: 'items-check', key: keyOf(items.cycle.id, unit) },
            lateFrom: momentOf(addDays(window.due, 1)),
          }))
      }),
    ),
  sends: {
    titles: { open: '发自查卡片', remind: '提醒自查' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, { opens, due }) => {
        const until = momentOf(due, '23:59')
        const remindOn = calendar.addWorkingDays(due, -remindBefore)
        return [
          { occasion, at: momentOf(opens, sendTime), until, reminds: false },
          { occasion, at: momentOf(remindOn, sendTime), until, reminds: true },
        ]
      }),
  },
}

/** What offices have still to score, from those who do it: one card for all of theirs. */
export const scoreAsks: AskKind = {
  name: 'items.score',
  open: (situation, only) =>
    openItems(situation, only).flatMap(({ items, window }): Ask[] => {
      if (situation.today < window.scores) return []
      const open = new Map<string, number>()
      for (const { scorers, scored } of everyRow(situation, items)) {
        if (scored) continue
        for (const who of scorers.asked) open.set(who, (open.get(who) ?? 0) + 1)
      }
      return [...open]
        .filter(([who]) => only.person === undefined || who === only.person)
        .map(([who, count]) => ({
          ...about(items, window.scores),
          ...{ kind: 'items.score', who, about: items.cycle.id, due: window.scoredBy },
          says: {
            code: 'ask-items-score',
            with: { scheme: items.cycle.scheme.shortTitle, count: `${count}` },
          },
          card: { kind: 'items-office', key: items.cycle.id },
          lateFrom: momentOf(addDays(window.scoredBy, 1)),
        }))
    }),
  sends: {
    titles: { open: '发核定卡片', remind: '提醒核定' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, { scores, scoredBy }) => {
        const until = momentOf(scoredBy, '23:59')
        const remindOn = calendar.addWorkingDays(scoredBy, -remindBefore)
        return [
          { occasion, at: momentOf(scores, sendTime), until, reminds: false },
          { occasion, at: momentOf(remindOn, sendTime), until, reminds: true },
        ]
      }),
  },
}

/** The office ends the scoring when everything is scored, or its time is over: then its card comes by itself. */
export const closeAsks: AskKind = {
  name: 'items.close',
  open: (situation, only) =>
    openItems(situation, only).flatMap(({ items, window }): Ask[] => {
      if (situation.today < window.scores) return []
      const office = situation.bureau.roster
        .holders('assessment-office')
        .filter(({ id }) => only.person === undefined || id === only.person)
      if (office.length === 0) return []
      const open = openRows(situation, items)
      if (open > 0 && situation.today <= window.scoredBy) return []
      return office.map(({ id: who }) => ({
        ...about(items, window.scores),
        ...{ kind: 'items.close', who, about: items.cycle.id, due: null, lateFrom: null },
        says: {
          code: 'ask-items-close',
          with: { scheme: items.cycle.scheme.shortTitle, count: `${open}` },
        },
        card: { kind: 'items-office', key: items.cycle.id },
      }))
    }),
  sends: {
    titles: { open: '发结束核定卡片', remind: '提醒结束核定' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, { scoredBy }) => {
        const first = calendar.shiftToWorkingDay(addDays(scoredBy, 1))
        const again = calendar.addWorkingDays(first, closeReminder)
        return [
          { occasion, at: momentOf(first, sendTime), until: null, reminds: false },
          { occasion, at: momentOf(again, sendTime), until: null, reminds: true },
        ]
      }),
  },
}
