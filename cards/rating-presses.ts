import type { PeriodRef } from '../src/flows/rating/intents.js'
import { remarkField, scoreField } from '../src/flows/rating/score-field.js'
import { Fields, type PressParser } from './form-values.js'

function refOf([cycle, period, part]: readonly string[]): PeriodRef | null {
  return cycle && period && part ? { cycle, period, part } : null
}

/** A page's number as a button carries it; 1 where it carries none. */
function pageIn(text: string | undefined): number | null {
  if (text === undefined) return 1
  return /^[1-9]\d{0,3}$/.test(text) ? Number.parseInt(text, 10) : null
}

/** The fields of a form whose names begin so, by what follows. */
function group(form: Fields, begin: string, limit: 'rating.score' | 'rating.remark') {
  const names = Object.keys(form.values).filter((name) => name.startsWith(begin))
  return Object.fromEntries(
    names.map((name) => [name.replace(begin, ''), form.text(name, limit)] as const),
  )
}

function filled(
  verb: 'rating.save' | 'rating.submit' | 'rating.same' | 'rating.page',
): PressParser {
  return ({ args, values }) => {
    const of = refOf(args)
    const [page, to] = [pageIn(args[3]), pageIn(args[4])]
    if (!of || page === null || to === null) return null
    const form = new Fields(values)
    const typed = {
      page,
      values: levelsOrFigures(form),
      remarks: group(form, remarkField, 'rating.remark'),
    }
    return form.into(
      verb === 'rating.page' ? { verb, ...of, ...typed, to } : { verb, ...of, ...typed },
    )
  }
}

/** A figure is short; the id of a level is looked up by the flow. */
function levelsOrFigures(form: Fields): Record<string, string> {
  const names = Object.keys(form.values).filter((name) => name.startsWith(scoreField))
  return Object.fromEntries(
    names.map((name) => {
      const choice = form.choice(name)
      const isLevel = /^[a-z]/.test(choice)
      return [name.replace(scoreField, ''), isLevel ? choice : form.text(name, 'rating.score')]
    }),
  )
}

function withReason(verb: 'period.close' | 'period.reopen'): PressParser {
  return ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb, ...of, reason: form.text('reason', 'period.reason') })
  }
}

/** Presses of the rating card and of the office's card of a period. */
export const ratingPresses: Record<string, PressParser> = {
  'rating.save': filled('rating.save'),
  'rating.submit': filled('rating.submit'),
  'rating.same': filled('rating.same'),
  'rating.page': filled('rating.page'),
  'period.close': withReason('period.close'),
  'period.reopen': withReason('period.reopen'),
  'period.acting': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    const instead = form.text('instead', 'acting.name')
    return form.into({ verb: 'period.acting', ...of, assessor: form.choice('assessor'), instead })
  },
}
