import { scoreField } from '../src/flows/rating/score-field.js'
import { Fields, type PressParser } from './form-values.js'

function rated(verb: 'rating.save' | 'rating.submit'): PressParser {
  return ({ args: [period, part], values }) => {
    const form = new Fields(values)
    if (!period || !part) return null
    const given = Object.keys(values)
      .filter((name) => name.startsWith(scoreField))
      .map((name) => [name.replace(scoreField, ''), form.text(name, 'rating.score')])
    return form.into({ verb, period, part, points: Object.fromEntries(given) })
  }
}

/** Presses of the rating card. */
export const ratingPresses: Record<string, PressParser> = {
  'rating.save': rated('rating.save'),
  'rating.submit': rated('rating.submit'),
  'period.close': ({ args: [period, part] }) =>
    period && part ? { verb: 'period.close', period, part } : null,
}
