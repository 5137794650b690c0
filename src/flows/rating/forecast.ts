import type { Forecast } from '../asks.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { assessorsOf } from './assignments.js'
import { periodsOf } from './periods.js'

/** What a cycle will ask of its raters: a line for each part, with its periods. */
export function forecastRatings(situation: Situation, cycle: Running): readonly Forecast[] {
  const periods = periodsOf(cycle, situation.calendar)
  const parts = new Map(periods.map(({ part }) => [part.id, part]))
  return [...parts.values()].map((part) => {
    const own = periods.filter((each) => each.part.id === part.id)
    const raters = own.flatMap((each) => assessorsOf(situation.bureau, each))
    return {
      says: { code: 'forecast-rate', with: { part: part.name } },
      people: new Set(raters).size,
      times: own.map(({ opens, due }) => ({ opens, due })),
    }
  })
}
