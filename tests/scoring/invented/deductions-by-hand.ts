import {
  compare,
  dividedBy,
  type Fraction,
  fraction,
  minus,
  most,
  parse,
  plus,
} from '../fraction.js'
import { times, total } from '../fraction.js'
import { chargesOf, least, most as cap, unitOf, type Words, type Year } from './deductions.js'

/**
 * What an invented scheme of deductions gives, worked out from the README's order of limits in fractions of
 * whole numbers; it shares nothing with the engine.
 */

type Fact = Year['facts'][number] & { id: string }

/** One figure that a fact costs somebody; the sign is its own. */
interface Cost {
  fact: Fact
  rule: number
  to: string
  /** For which person named, where each is counted apart. */
  person: string
  adds: boolean
  points: Fraction
}

const whole = (count: number): Fraction => fraction(BigInt(count))
const quarter = (count: number): Fraction => fraction(BigInt(count), 4n)
const nothing = whole(0)
const negated = (value: Fraction): Fraction => minus(nothing, value)
const least0 = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? a : b)

/** Round half away from nothing to one decimal. */
function rounded(value: Fraction): Fraction {
  const size = value.top < 0n ? -value.top : value.top
  const tenths = (size * 10n * 2n + value.over) / (2n * value.over)
  return fraction(value.top < 0n ? -tenths : tenths, 10n)
}

/** Everything that effective facts cost one assessee in the part `item`. */
function costsOf(words: Words, facts: readonly Fact[], who: string): Cost[] {
  return facts.flatMap((fact) => {
    const index = Number.parseInt(fact.rule.slice(1), 10)
    const rule = words.rules[index]
    if (rule === undefined || fact.rule === 'key-line' || fact.final !== 'effective') return []
    const named = [...fact.persons].sort()
    return chargesOf(words, rule).flatMap(({ to, quarters }): Cost[] => {
      if (!fallsOn(words, fact, to, who)) return []
      const base = { fact, rule: index, to, adds: rule.adds && !rule.all, person: '' }
      const figure = rule.all ? whole(0) : quarter(quarters)
      if (rule.all) return [{ ...base, points: figure }]
      const sharers = words.jointly === 'split' && to === 'person' ? named.length : 1
      const share = dividedBy(figure, whole(sharers))
      if (rule.per === 'quantity') return [{ ...base, points: times(share, whole(fact.quantity)) }]
      if (rule.per === 'occurrence' || (words.jointly === 'split' && to === 'person')) {
        return [{ ...base, points: share }]
      }
      const persons = to === 'person' ? [who] : named.length === 0 ? [''] : named
      const apart = rule.once !== 'no' || isExclusive(words, index)
      if (apart) return persons.map((person) => ({ ...base, person, points: share }))
      return [{ ...base, points: times(share, whole(persons.length)) }]
    })
  })
}

function fallsOn(words: Words, fact: Fact, to: string, who: string): boolean {
  if (words.assessee === 'unit') return fact.unit === who
  const unit = (Object.entries(unitOf).find(([id]) => id === who) ?? [])[1]
  if (to === 'person') return fact.persons.some((one) => one === who)
  if (to === 'members') return unit === fact.unit
  return to === 'head' && who === (fact.unit === 'u0' ? 'h0' : 'h1')
}

function isExclusive(words: Words, rule: number): boolean {
  const { excludes } = words
  if (excludes === null || excludes.counts === 'sum') return false
  return rule === 0 || excludes.rules.some((one) => one === `r${rule}`)
}

/** Stronger first: what takes all, then the higher figure, then the earlier fact. */
function strongerFirst(words: Words) {
  const isAll = (one: Cost): number => (words.rules[one.rule]?.all === true ? 0 : 1)
  return (a: Cost, b: Cost): number =>
    isAll(a) - isAll(b) ||
    (isAll(a) === 0 ? 0 : compare(b.points, a.points)) ||
    earlier(a.fact, b.fact) ||
    text(a.to, b.to)
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const earlier = (a: Fact, b: Fact): number => text(a.day, b.day) || text(a.id, b.id)

/** Of each group only the first in strength. */
function firstOfEach(
  words: Words,
  costs: readonly Cost[],
  group: (one: Cost) => string | null,
): Cost[] {
  const seen = new Set<string>()
  return [...costs].sort(strongerFirst(words)).filter((one) => {
    const key = group(one)
    if (key === null) return true
    const first = !seen.has(key)
    seen.add(key)
    return first
  })
}

function stretch(fact: Fact, within: string): string {
  const month = Number.parseInt(fact.day.slice(5, 7), 10)
  switch (within) {
    case 'matter':
      return fact.matter ?? `only ${fact.id}`
    case 'day':
    case 'week':
      return fact.day
    case 'month':
      return `${month}`
    case 'quarter':
      return `${Math.ceil(month / 3)}`
    case 'half-year':
      return `${Math.ceil(month / 6)}`
    default:
      return 'year'
  }
}

/** Steps 1 and 2: matter, one person as two, once, lines that exclude each other. */
function counted(words: Words, facts: readonly Fact[], who: string): Cost[] {
  const same = words.sameMatter
  const matterOf = (fact: Fact): string | null => (same?.counts === 'highest' ? fact.matter : null)
  const sign = (one: Cost): string => (one.adds ? '+' : '-')
  const winner = (fact: Fact): number | null =>
    same?.among === 'rule' && matterOf(fact) !== null ? winnerOf(words, facts, fact.matter) : null
  const left = costsOf(words, facts, who).filter(
    (one) => winner(one.fact) === null || winner(one.fact) === one.rule,
  )
  const matters = firstOfEach(words, left, (one) =>
    [
      sign(one),
      words['same-person'] === 'sum' ? one.to : '',
      matterOf(one.fact) ?? `only ${one.fact.id}`,
      one.person,
    ].join(' '),
  )
  const once = firstOfEach(words, matters, (one) => {
    const within = words.rules[one.rule]?.once ?? 'no'
    return within === 'no'
      ? null
      : [one.rule, sign(one), one.person, stretch(one.fact, within)].join(' ')
  })
  const { excludes } = words
  return strongestLines(words, once, (one) =>
    excludes !== null && isExclusive(words, one.rule)
      ? [sign(one), one.person, stretch(one.fact, excludes.within)].join(' ')
      : null,
  )
}

/** Of each group the line that makes most, with all of it. */
function strongestLines(
  words: Words,
  costs: readonly Cost[],
  group: (one: Cost) => string | null,
): Cost[] {
  const keys = new Set(costs.map(group))
  return [...keys].flatMap((key) => {
    const some = costs.filter((one) => group(one) === key)
    if (key === null) return some
    const lines = [...new Set(some.map((one) => one.rule))].map((rule) =>
      some.filter((one) => one.rule === rule).sort(strongerFirst(words)),
    )
    const made = (line: readonly Cost[]): Fraction =>
      line.reduce((all, one) => plus(all, one.points), nothing)
    const takesAll = (line: readonly Cost[]): number =>
      words.rules[line[0]?.rule ?? -1]?.all === true ? 0 : 1
    const ordered = lines.sort((a, b) => {
      const [one, other] = [a[0], b[0]]
      if (one === undefined || other === undefined) return 0
      const more = takesAll(a) + takesAll(b) < 2 ? 0 : compare(made(b), made(a))
      return takesAll(a) - takesAll(b) || more || strongerFirst(words)(one, other)
    })
    return ordered[0] ?? []
  })
}

/** The rule of a matter with the highest single figure of anybody's; what takes all is higher than any. */
function winnerOf(words: Words, facts: readonly Fact[], matter: string | null): number | null {
  const figures = facts.flatMap((fact) => {
    if (fact.matter !== matter || fact.final !== 'effective' || fact.rule === 'key-line') return []
    const index = Number.parseInt(fact.rule.slice(1), 10)
    const rule = words.rules[index]
    if (rule === undefined) return []
    const falling = chargesOf(words, rule).filter(
      ({ to }) => to !== 'person' || fact.persons.length > 0,
    )
    return falling.map(({ quarters }) => ({ index, figure: rule.all ? 1_000_000 : quarters }))
  })
  const [first] = figures.sort((a, b) => b.figure - a.figure || a.index - b.index)
  return first?.index ?? null
}

interface Left {
  item: Fraction
  /** What goes to the part beside. */
  key: Fraction
  lost: boolean
}

/** Steps 3 to 6, for one balance. */
function leftOf(words: Words, costs: readonly Cost[]): Left {
  const [lost] = costs
    .filter((one) => words.rules[one.rule]?.all === true)
    .sort((a, b) => earlier(a.fact, b.fact))
  const signed = (one: Cost): Fraction => (one.adds ? one.points : negated(one.points))
  if (lost !== undefined) {
    const after = costs.filter(
      (one) => !one.adds && words.rules[one.rule]?.all !== true && earlier(lost.fact, one.fact) < 0,
    )
    const key = words['after-lost'] === 'key' ? total(after.map((one) => one.points)) : nothing
    return { item: nothing, key, lost: true }
  }
  const floor = words.floor === 'none' ? null : words.floor === 'zero' ? nothing : parse(least)
  const sumOf = (exhausts: string): Fraction =>
    total(costs.filter((one) => words.rules[one.rule]?.exhausts === exhausts).map(signed))
  const start = words.scale === 'from-hundred' ? whole(100) : quarter(words.points)
  let left = plus(start, sumOf('yes'))
  if (floor !== null) left = most(left, floor)
  if (words.cap !== 'none') left = least0(left, parse(cap))
  left = plus(left, sumOf('no'))
  if (floor === null || words.overflow === 'lost' || compare(left, floor) >= 0) {
    return { item: left, key: nothing, lost: false }
  }
  return { item: floor, key: minus(floor, left), lost: false }
}

/** The part `item` and the part `key` of one assessee, on their own scales. */
export function byHand(words: Words, given: Year, who: string): { item: Fraction; key: Fraction } {
  const facts = given.facts.map((one, index): Fact => ({ ...one, id: `f${index}` }))
  const costs = counted(words, facts, who)
  const offices = words['several-offices'] === 'mean' ? ['office', 'second-office'] : [null]
  const each = offices.map((office) =>
    leftOf(
      words,
      costs.filter((one) => {
        const of = words.rules[one.rule]?.office ?? null
        return office === null || of === null || of === office
      }),
    ),
  )
  const mean = (of: (one: Left) => Fraction): Fraction =>
    dividedBy(total(each.map(of)), whole(each.length))
  const lines = facts.filter((one) => one.rule === 'key-line' && one.final === 'effective')
  const own = lines.reduce((count, one) => {
    const persons = words.assessee === 'unit' ? [one.unit] : one.persons
    return count + persons.filter((person) => person === who).length
  }, 0)
  const key = plus(
    mean((one) => one.key),
    times(parse('1.5'), whole(own)),
  )
  return { item: mean((one) => one.item), key: negated(key) }
}

/** The contribution of the part `item` to the total: its scale, rounding and weight. */
export function contributionByHand(words: Words, item: Fraction): Fraction {
  const start = quarter(words.points)
  const scaled = words.scale === 'normalised' ? dividedBy(times(item, whole(100)), start) : item
  const score = words.round === 'none' ? scaled : rounded(scaled)
  return words.by === 'points' ? score : times(score, parse('0.4'))
}

/** The whole total, with what was entered for the rest. */
export function totalByHand(words: Words, given: Year, who: string): Fraction {
  const { item, key } = byHand(words, given, who)
  const entered = quarter(given.entered)
  // Up to 50, for 20 points or 60 hundredths.
  const weighted = times(entered, parse(words.by === 'points' ? '0.4' : '1.2'))
  return total([contributionByHand(words, item), key, weighted])
}
