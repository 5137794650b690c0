import type { RatingIntent } from '../src/flows/rating/intents.js'
import { scoreField } from '../src/flows/rating/score-field.js'
import { Fields, type PressParser } from './form-values.js'

function rated(verb: 'rating.save' | 'rating.submit'): PressParser {
  return ({ args: [cycle, period, part], values }) => {
    const form = new Fields(values)
    if (!cycle || !period || !part) return null
    const given = Object.keys(values)
      .filter((name) => name.startsWith(scoreField))
      .map((name) => [name.replace(scoreField, ''), form.text(name, 'rating.score')])
    return form.into({ verb, cycle, period, part, points: Object.fromEntries(given) })
  }
}

/** Presses of the rating card. */
export const ratingPresses: Record<string, PressParser> = {
  'rating.save': rated('rating.save'),
  'rating.submit': rated('rating.submit'),
  'period.close': ({ args: [cycle, period, part] }): RatingIntent | null =>
    cycle && period && part ? { verb: 'period.close', cycle, period, part } : null,
}
