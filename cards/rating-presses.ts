import type { RatingIntent } from '../src/flows/intents.js'
import { textOf, type PressParser } from './form-values.js'

/** Field name of a person's score. */
export const scoreField = 'score_'

function rated(verb: 'rating.save' | 'rating.submit'): PressParser {
  return ({ args: [period, part], values }): RatingIntent | null => {
    if (!period || !part) return null
    const given = Object.keys(values)
      .filter((name) => name.startsWith(scoreField))
      .map((name) => [name.replace(scoreField, ''), textOf(values, name)])
    return { verb, period, part, points: Object.fromEntries(given) }
  }
}

/** Presses of the rating card. */
export const ratingPresses: Record<string, PressParser> = {
  'rating.save': rated('rating.save'),
  'rating.submit': rated('rating.submit'),
  'period.close': ({ args: [period, part] }) =>
    period && part ? { verb: 'period.close', period, part } : null,
}
