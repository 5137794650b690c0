import { lastMonthOf, yearOf } from '../running.js'
import { type Day, momentOf } from '../../base/day.js'
import { scorersOf } from '../../scheme/model/scored.js'
import type { Ask, AskKind } from '../asks.js'
import { keyOf } from '../card-key.js'
import type { Situation } from '../context.js'
import { itemsOf } from '../items/rows.js'
import { isDecided, letterOf, tasksSlice } from './letters.js'
import { taskKeepers, taskParts, type TaskPart } from './parts.js'

/** From the first working day of a cycle's last month on, results are asked for. */
function resultsFrom({ calendar }: Situation, { cycle }: TaskPart): Day {
  return calendar.shiftToWorkingDay(lastMonthOf(cycle))
}

/** What a part still lacks on a day: letters, and from its last month on results; null for nothing. */
function lacking(situation: Situation, of: TaskPart): { code: string; count: number } | null {
  const state = situation.collected.of(tasksSlice)
  const ref = { cycle: of.cycle.id, part: of.part }
  const letters = of.assessees.map(({ id }) => letterOf(state, { ...ref, assessee: id }))
  const missing = letters.filter((letter) => letter === null).length
  if (missing > 0) return { code: 'ask-letters', count: missing }
  // Where an office goes through the items, these tasks are among them.
  if (itemsOf(of.cycle) !== null && scorersOf(of.cycle.scheme.total).has(of.part.id)) return null
  if (situation.today < resultsFrom(situation, of)) return null
  const open = letters.filter((letter) => letter !== null && !isDecided(letter)).length
  return open > 0 ? { code: 'ask-task-results', count: open } : null
}

/** Letters that are not entered, and at the year's end results, wait for who keeps the tasks of a part. */
export const taskAsks: AskKind = {
  name: 'tasks.keep',
  open: (situation, { person, occasion }) =>
    taskParts(situation.bureau).flatMap((of): Ask[] => {
      const key = keyOf(of.cycle.id, of.part.id)
      const lacks = (occasion ?? key) === key ? lacking(situation, of) : null
      if (!lacks) return []
      return taskKeepers(situation.bureau, of)
        .filter((who) => person === undefined || who === person)
        .map((who) => ({
          ...{ kind: 'tasks.keep', cycle: of.cycle.id, who, about: key, occasion: key },
          says: { code: lacks.code, with: { part: of.part.name, count: `${lacks.count}` } },
          card: { kind: 'tasks', key },
          opens: momentOf(yearOf(of.cycle).from, '00:00'),
          due: null,
          lateFrom: null,
        }))
    }),
}
