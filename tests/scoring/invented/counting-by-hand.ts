import { compare, dividedBy, type Fraction, fraction, minus, parse } from '../fraction.js'
import { times as multiplied, total } from '../fraction.js'
import { type DrawnFact, holidays, times, workdays, type Words, type Year } from './counting.js'

/** What an invented scheme that counts and times gives, from the README's words, in whole numbers. */

const whole = (count: number): Fraction => fraction(BigInt(count))
const two = (value: number): string => `${value}`.padStart(2, '0')

interface Period {
  from: string
  to: string
  quarter: number
}

const months: readonly Period[] = Array.from({ length: 12 }, (_, at) => ({
  from: `2025-${two(at + 1)}-01`,
  to: `2025-${two(at + 1)}-31`,
  quarter: Math.floor(at / 3),
}))

function periodsOf(per: string): Period[] {
  const size = per === 'month' ? 1 : per === 'quarter' ? 3 : per === 'half-year' ? 6 : 12
  return Array.from({ length: 12 / size }, (_, at) => {
    const [first, last] = [months[at * size], months[at * size + size - 1]]
    return { from: first?.from ?? '', to: last?.to ?? '', quarter: last?.quarter ?? 0 }
  })
}

/** What the table asks of somebody; null: nothing. */
function asked(words: Words, given: Year, who: string): number | null {
  if (who === 'a' && words.own !== null) return words.own
  if (who === 'b' && given.big && words.trait !== null) return words.trait
  return words.everyone
}

/** How much one fact counts by a counter, in a stretch that is or is not the whole year. */
function worth(words: Words, one: DrawnFact, of: { counter: string; yearly: boolean }): number {
  if (one.final !== 'effective') return 0
  if (of.counter === 'sessions') return one.rule === 'session' ? 1 : 0
  if (one.rule === 'letter' || (one.rule === 'session' && !words.both)) return 0
  const levels = one.rule === 'piece' ? one.levels : []
  const quantity = one.rule === 'piece' ? one.quantity : 1
  const wanted = of.yearly ? words.year : words.month
  const counts = wanted === 'all' || levels.some((level) => wanted.includes(level)) ? 1 : 0
  const extras = [levels.includes('low') ? 2 : 0, levels.includes('high') && one.sort ? 5 : 0]
  const extra =
    words.extrasOfOne === 'sum' ? (extras[0] ?? 0) + (extras[1] ?? 0) : Math.max(...extras)
  const added = of.yearly && words.extras === 'yes' ? extra : 0
  return quantity * (counts + added)
}

interface Outcome {
  have: number
  missing: number
}

/** Every period of a target in which somebody is a member, with what is carried into it. */
function outcomes(
  words: Words,
  given: Year,
  of: { who: string; counter: string; per: string; need: number; carry: string },
): Outcome[] {
  let [surplus, before] = [0, -1]
  const from = words.assessee === 'person' && of.who === 'a' ? (given.from ?? '') : ''
  return periodsOf(of.per).flatMap((period) => {
    if (from > period.to) return []
    const within = given.facts.filter((one) => {
      const on =
        of.counter === 'pieces' && words.on === 'sent' && one.rule === 'piece'
          ? one.sentDay
          : one.day
      return one.who === of.who && period.from <= on && on <= period.to
    })
    const yearly = of.per === 'year'
    const count = within.reduce(
      (all, one) => all + worth(words, one, { counter: of.counter, yearly }),
      0,
    )
    const stretch = of.carry === 'year' ? 0 : period.quarter
    const carries = of.carry !== 'none' && stretch === before
    const have = count + (carries ? surplus : 0)
    ;[surplus, before] = [Math.max(0, have - of.need), stretch]
    return [{ have, missing: Math.max(0, of.need - have) }]
  })
}

/** The part `done`: its points by how far the targets are reached. */
export function doneByHand(words: Words, given: Year, who: string): Fraction {
  const quota = {
    counter: 'pieces',
    per: words.per,
    need: asked(words, given, who),
    carry: words.carry,
  }
  const yearly = { counter: 'sessions', per: 'year', need: words.yearly, carry: 'none' }
  const multiples = [quota, yearly].flatMap(({ need, ...of }): Fraction[] => {
    if (need === null) return []
    const all = outcomes(words, given, { ...of, who, need }).map(({ have }): Fraction => {
      if (words.by === 'whole') return whole(have >= need ? 1 : 0)
      if (need === 0) return whole(1)
      const multiple = fraction(BigInt(have), BigInt(need))
      return compare(multiple, parse(words.top)) > 0 ? parse(words.top) : multiple
    })
    return [dividedBy(total(all), whole(all.length))]
  })
  if (multiples.length === 0) return whole(6)
  return multiplied(whole(6), dividedBy(total(multiples), whole(multiples.length)))
}

function isRest(on: string): boolean {
  if (workdays.some((one) => one === on)) return false
  if (holidays.some((off) => off.from <= on && on <= off.to)) return true
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Whether a letter took longer than the limit: minutes or days counted one by one. */
function isLate(words: Words, one: DrawnFact): boolean {
  const { sent, done } = times(one)
  if (done === null) return true
  const start = Date.parse(`${sent}:00Z`)
  const stop = Date.parse(`${done}:00Z`)
  if (words.measure === 'calendar-days' || words.measure === 'working-days') {
    let days = 0
    for (
      let at = Date.parse(`${sent.slice(0, 10)}T00:00Z`) + 86_400_000;
      at <= stop;
      at += 86_400_000
    ) {
      if (words.measure === 'calendar-days' || !isRest(new Date(at).toISOString().slice(0, 10)))
        days += 1
    }
    return days > words.limit
  }
  let minutes = 0
  for (let at = start; at < stop; at += 60_000) {
    const moment = new Date(at).toISOString()
    const clock = moment.slice(11, 16)
    const works = ('08:30' <= clock && clock < '12:00') || ('13:30' <= clock && clock < '18:00')
    const counts =
      words.measure === 'elapsed-hours' ||
      (!isRest(moment.slice(0, 10)) && (words.measure !== 'working-hours' || works))
    if (counts) minutes += 1
  }
  return minutes > words.limit * 60
}

/** The part `item`: ten points less shortfalls and late answers. */
export function itemByHand(words: Words, given: Year, who: string): Fraction {
  const need = asked(words, given, who)
  const short = (need === null ? [] : words.counters).map((counter) => {
    const all = outcomes(words, given, {
      who,
      counter,
      per: words.per,
      need: need ?? 0,
      carry: words.carry,
    })
    return all.reduce(
      (sum, { missing }) => sum + (words.short === 'period' ? Math.min(1, missing) : missing),
      0,
    )
  })
  const late = given.facts.filter(
    (one) =>
      one.rule === 'letter' &&
      one.sort &&
      one.who === who &&
      one.final === 'effective' &&
      isLate(words, one),
  )
  const lost = total([
    multiplied(parse('0.75'), whole(short.reduce((a, b) => a + b, 0))),
    multiplied(parse('0.5'), whole(late.length)),
  ])
  const left = minus(whole(10), lost)
  return words.floor === 'zero' && left.top < 0n ? whole(0) : left
}
