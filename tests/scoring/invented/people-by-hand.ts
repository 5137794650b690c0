import { compare, dividedBy, type Fraction, fraction, parse, times, total } from '../fraction.js'
import { heads, type people, placeOf, ratingsOf, unitOf, type Words, type Year } from './people.js'

/** What an invented scheme of people gives, worked out from the README's words in fractions. */

const whole = (count: number): Fraction => fraction(BigInt(count))
const mean = (all: readonly Fraction[]): Fraction => dividedBy(total(all), whole(all.length))

export type Person = (typeof people)[number]

function isHead(who: Person, label: string): boolean {
  if (who === 'a') return true
  return who === 'e' && label !== 'Q1' && label !== 'Q2' && heads.e <= '2025-12-31'
}

/** Of one period; null: nobody rated, or the person was not yet there. */
function period(words: Words, given: Year, of: { who: Person; label: string }): Fraction | null {
  const { who, label } = of
  if (who === 'd' && given.joined !== null && label === 'Q1') return null
  const mine = ratingsOf(given, words).filter(
    (one) => one.assessee === who && one.period === `2025-${label}`,
  )
  const by = (body: string): Fraction[] =>
    mine.filter((one) => one.raterClass === body).map((one) => parse(one.points))
  const [office, party] = [by('office'), by('party-group')]
  const means = (all: Fraction[][]): Fraction[] =>
    all.flatMap((one) => (one.length > 0 ? [mean(one)] : []))
  const counted = isHead(who, label)
    ? means([party])
    : words.combine === 'joint'
      ? means([office])
      : words.combine === 'mean-of-bodies'
        ? means([office, party])
        : means([[...office, ...party]])
  return counted.length === 0 ? null : mean(counted)
}

function rated(words: Words, given: Year, who: Person): Fraction | null {
  const labels = words.periods === 'quarters' ? ['Q1', 'Q2', 'Q3', 'Q4'] : ['year']
  const known = labels.flatMap((label) => period(words, given, { who, label }) ?? [])
  if (known.length === 0) return words.missing === 'zero' ? whole(0) : null
  return words.missing === 'zero' ? dividedBy(total(known), whole(labels.length)) : mean(known)
}

/** Ballots by band and by figure. */
export function ballots(
  words: Words,
  given: Year,
  who: Person,
): { poor: number; valid: number; issued: number; mean: Fraction | null } {
  const { values = {}, bands = null, extra = 0 } = given.tallies[placeOf(given, who)] ?? {}
  const counts = Object.values(bands ?? values)
  const valid = counts.reduce((all, count) => all + count, 0)
  const isPoor = (figure: string): boolean => {
    const order = compare(parse(figure), whole(50))
    return words.edge === 'upper' ? order < 0 : order <= 0
  }
  const poor =
    bands?.poor ??
    Object.entries(values).reduce((all, [one, count]) => all + (isPoor(one) ? count : 0), 0)
  const figures: [string, number][] =
    bands === null
      ? Object.entries(values)
      : words.bandOnly === 'midpoint'
        ? [
            ['90', bands.top],
            ['65', bands.fair],
            ['25', bands.poor],
          ]
        : []
  const given_ = figures.reduce((all, [, count]) => all + count, 0)
  const sum = total(figures.map(([value, count]) => times(parse(value), whole(count))))
  const enough = valid >= words.ballots && given_ > 0
  return { poor, valid, issued: valid + extra, mean: enough ? dividedBy(sum, whole(given_)) : null }
}

/** The total; null while a part cannot be said. */
export function totalByHand(words: Words, given: Year, who: Person): Fraction | null {
  const [first, second] = [rated(words, given, who), ballots(words, given, who).mean]
  if (first === null || second === null) return null
  const written = given.work[placeOf(given, who)] ?? '0'
  const work = words.round === 'none' ? parse(written) : tenths(parse(written))
  return total([
    times(first, parse('0.4')),
    times(second, parse('0.35')),
    times(work, parse('0.25')),
  ])
}

/** Who is barred from the first grade by facts that are effective. */
export function barredByHand(words: Words, given: Year): Set<string> {
  const barred = new Set<string>()
  const headOf = (unit: string, month: number): string[] =>
    unit === 'x' ? ['a'] : month >= 7 ? ['e'] : []
  const effective = given.facts
    .map((one, index) => ({ ...one, id: `f${index}` }))
    .filter((one) => one.state === 'effective')
    .sort((a, b) => a.month - b.month || (a.id < b.id ? -1 : 1))
  for (const one of effective.filter(({ rule }) => rule === 'veto')) {
    if (words.fallsOn.includes('person')) for (const who of one.persons) barred.add(who)
    if (!words.fallsOn.includes('head')) continue
    for (const who of one.persons)
      for (const head of headOf(unitOf[who], one.month)) barred.add(head)
  }
  if (words.inForce === 'no') return barred
  const counts = new Map<string, { value: number; named: string[]; reached: boolean }>()
  for (const one of effective.filter(({ rule }) => rule === 'leave')) {
    if (words.sorts === 'own' && one.sort !== 'own') continue
    for (const who of one.persons) {
      const key = words.barOf === 'self' ? who : unitOf[who]
      const now = counts.get(key) ?? { value: 0, named: [], reached: false }
      now.value += words.counts === 'times' ? 1 : one.quantity
      now.named.push(...one.persons)
      counts.set(key, now)
      const over = words.barEdge === 'strict' ? now.value > words.limit : now.value >= words.limit
      if (!over || now.reached) continue
      now.reached = true
      if (!words.fallsOn.includes('head')) continue
      for (const head of headOf(unitOf[who], one.month)) barred.add(head)
    }
  }
  for (const [key, { named, reached }] of counts) {
    if (!reached || !words.fallsOn.includes('person')) continue
    for (const who of words.barOf === 'self' ? [key] : named) barred.add(who)
  }
  return barred
}

/** Whether votes and total are those of the lowest grade. */
export function isPoorByHand(
  words: Words,
  given: Year,
  who: Person,
): { votes: boolean; total: boolean } {
  const { poor, valid, issued } = ballots(words, given, who)
  const of = words.of === 'issued' ? issued : valid
  const [top = '1', over = '1'] = words.share.split('/')
  const left = BigInt(poor) * BigInt(over)
  const right = BigInt(of) * BigInt(top)
  const votes =
    valid >= words.ballots &&
    of > 0 &&
    (words.shareEdge === 'strict' ? left > right : left >= right)
  const sum = totalByHand(words, given, who)
  const order = sum === null ? 1 : compare(sum, whole(55))
  return { votes, total: words.totalEdge === 'strict' ? order < 0 : order <= 0 }
}

/** Rounded half up to one decimal. */
function tenths(value: Fraction): Fraction {
  return fraction((value.top * 20n + value.over) / (2n * value.over), 10n)
}
