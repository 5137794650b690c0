import { addDays, addMonths, type Day, firstDay, momentOf, monthOf } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { scorersOf } from '../../scheme/model/scored.js'
import type { Ask, AskKind } from '../asks.js'
import { keyOf } from '../card-key.js'
import type { Situation } from '../context.js'
import { occasionOf, yearMoments } from '../items/asks.js'
import { isClosed, itemsSlice, itemsStateOf } from '../items/checked.js'
import { itemsOf } from '../items/rows.js'
import { windowOf } from '../items/windows.js'
import { noRules, times } from '../jobs.js'
import { type YearOfCycle, yearOf } from '../running.js'
import { isDecided, type Letter, letterOf, tasksSlice } from './letters.js'
import { taskAsked, type TaskPart, taskParts } from './parts.js'

/** Time of day at which cards and reminders come. */
const sendTime = times.morning
/** Letters are asked for so many days after the year's first. Ours: the regulations say at the year's beginning and no day. */
const lettersAfter = 14
/** Who has not entered all of them is reminded in the year's month of this number, counted from 0. Ours. */
const lettersRemindIn = 2
/** Who has not decided all results is reminded so many working days before the last day of scoring. Ours. */
const remindBefore = 3

/** The time round in which letters are asked for; what is missing in the year's last month comes with the results. */
const lettersOccasion = (occasion: string): string => `${occasion} letters`

function isResultsTime({ calendar, today }: Situation, cycle: YearOfCycle): boolean {
  return today >= windowOf(cycle, calendar).opens
}

/** What a letter lacks on a day: itself, and from its year's last month on its results; null for nothing. */
export function lackingIn(
  situation: Situation,
  { cycle, part }: TaskPart,
  letter: Letter | null,
): 'letter' | 'results' | null {
  if (letter === null) return 'letter'
  // Where an office goes through the items, these tasks are among them, until that has ended.
  const withItems = itemsOf(cycle) !== null && scorersOf(cycle.scheme.total).has(part.id)
  if (withItems && !isClosed(itemsStateOf(situation.collected.of(itemsSlice), cycle.id)))
    return null
  return isResultsTime(situation, cycle) && !isDecided(letter) ? 'results' : null
}

/** What a part still lacks on a day: letters, and when all are there results; null for nothing. */
function lacking(situation: Situation, of: TaskPart): { code: string; count: number } | null {
  const state = situation.collected.of(tasksSlice)
  const ref = { cycle: of.cycle.id, part: of.part }
  const lacks = of.assessees.map(({ id }) =>
    lackingIn(situation, of, letterOf(state, { ...ref, assessee: id })),
  )
  const [letters, results] = ['letter', 'results'].map(
    (what) => lacks.filter((each) => each === what).length,
  )
  if (letters) return { code: 'ask-letters', count: letters }
  return results ? { code: 'ask-task-results', count: results } : null
}

/** Letters that are not entered, and at the year's end results, wait for who keeps the tasks of a part. */
export const taskAsks: AskKind = {
  name: 'tasks.keep',
  forecast: (situation, cycle) =>
    taskParts({ cycles: [cycle] }).map((of) => ({
      says: { code: 'forecast-tasks', with: { part: of.part.name } },
      people: taskAsked(situation.bureau, of).length,
      times: [{ opens: lettersFrom(cycle, situation.calendar), due: null }],
    })),
  open: (situation, { person, occasion }) =>
    taskParts(situation.bureau).flatMap((of): Ask[] => {
      const year = occasionOf(of.cycle)
      const now = isResultsTime(situation, of.cycle) ? year : lettersOccasion(year)
      const lacks = (occasion ?? now) === now ? lacking(situation, of) : null
      if (!lacks) return []
      const key = keyOf(of.cycle.id, of.part.id)
      return taskAsked(situation.bureau, of)
        .filter((who) => person === undefined || who === person)
        .map((who) => ({
          ...{ kind: 'tasks.keep', cycle: of.cycle.id, who, about: key, occasion: now },
          says: { code: lacks.code, with: { part: of.part.name, count: `${lacks.count}` } },
          card: { kind: 'tasks', key },
          opens: momentOf(yearOf(of.cycle).from, '00:00'),
          due: null,
          lateFrom: null,
        }))
    }),
  sends: {
    titles: { open: '发年度任务卡片', remind: '提醒登记年度任务' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, { opens, scoredBy }, cycle) => {
        const letters = { occasion: lettersOccasion(occasion), until: momentOf(opens, '00:00') }
        const results = { occasion, until: null }
        const again = calendar.addWorkingDays(scoredBy, -remindBefore)
        const at = (on: Day) => ({ at: momentOf(on, sendTime) })
        return [
          { ...letters, ...at(lettersFrom(cycle, calendar)), reminds: false },
          { ...letters, ...at(lettersAgain(cycle, calendar)), reminds: true },
          { ...results, ...at(opens), reminds: false },
          { ...results, ...at(again), reminds: true },
        ]
      }),
  },
}

/** The day on which letters are asked for. */
function lettersFrom(cycle: YearOfCycle, calendar: WorkingCalendar): Day {
  return calendar.shiftToWorkingDay(addDays(yearOf(cycle).from, lettersAfter))
}

function lettersAgain(cycle: YearOfCycle, calendar: WorkingCalendar): Day {
  const month = addMonths(monthOf(yearOf(cycle).from), lettersRemindIn)
  return calendar.shiftToWorkingDay(firstDay(month))
}
