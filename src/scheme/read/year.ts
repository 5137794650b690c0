import { inJanuary, type YearBegins } from '../../base/assessment-year.js'
import { wholeNumber } from '../language/words.js'
import type { Scheme } from '../model/scheme.js'
import type { Draft } from '../shape/scheme.js'
import { Place } from './place.js'
import type { Reader } from './reader.js'

/** The year whose regulation it is, four digits. */
export function yearWritten({ year }: Pick<Draft, 'year'>): string {
  return typeof year === 'string' ? year : year.of
}

/** What a regulation says of its year; the calendar's where it says nothing. */
export function buildYear(reader: Reader): Pick<Scheme, 'year' | 'begins' | 'yearCited'> {
  const { year } = reader.draft
  if (typeof year === 'string') return { year, begins: inJanuary, yearCited: null }
  const { clause, of } = year
  const says = reader.sentence('year', ['year', 'says'], year.says)
  return { year: of, begins: yearBegins(reader), yearCited: { clause, says } }
}

const known = new WeakMap<Reader, YearBegins>()

/** Where the year begins, read once. */
export function yearBegins(reader: Reader): YearBegins {
  const begins = known.get(reader) ?? readBegins(reader)
  known.set(reader, begins)
  return begins
}

function readBegins(reader: Reader): YearBegins {
  const { year } = reader.draft
  if (typeof year === 'string') return inJanuary
  const at = new Place(reader, ['year'], ['year'])
  const [, last, figure = ''] = /^(last-year )?(.*)$/.exec(year.month) ?? []
  const month = wholeNumber(reader, ['year', 'month']).word(figure, at.owners) ?? 0
  if (month < 1 || month > 12) {
    at.problem('month', 'bad-date', `这里要 1 到 12 的整数，读到的是 ${month}`)
  }
  return {
    month: month >= 1 && month <= 12 ? month : 1,
    in: last === undefined ? 'this-year' : 'last-year',
  }
}
