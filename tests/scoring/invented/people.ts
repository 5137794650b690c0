import fc from 'fast-check'
import { day } from '../../../src/base/day.js'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import type { Assessee, Rating, ScoringFact, ScoringInput } from '../../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** Invented schemes of people: ratings, ballots, what is entered, ranks, quotas, bars and grades. */

export const words = fc.record({
  periods: fc.constantFrom('quarters' as const, 'year' as const),
  combine: fc.constantFrom('mean-of-bodies', 'mean-of-raters', 'joint'),
  missing: fc.constantFrom('mean', 'zero'),
  edge: fc.constantFrom('upper', 'lower'),
  bandOnly: fc.constantFrom('refused', 'midpoint'),
  ballots: fc.integer({ min: 0, max: 4 }),
  round: fc.constantFrom('none', '$decimals'),
  within: fc.constantFrom('tier', 'tier-and-affiliation'),
  top: fc.integer({ min: 1, max: 3 }),
  barred: fc.constantFrom('next', 'empty'),
  tie: fc.constantFrom('list-all', 'criteria'),
  share: fc.constantFrom('1/3', '2/3', '1/2'),
  shareEdge: fc.constantFrom('strict', 'inclusive'),
  of: fc.constantFrom('valid', 'issued'),
  totalEdge: fc.constantFrom('strict', 'inclusive'),
  fallsOn: fc.constantFrom<('person' | 'head')[]>(['person'], ['head'], ['head', 'person']),
  counts: fc.constantFrom('times', 'quantity'),
  limit: fc.integer({ min: 1, max: 4 }),
  barEdge: fc.constantFrom('strict', 'inclusive'),
  barOf: fc.constantFrom('self', 'member'),
  sorts: fc.constantFrom('all', 'own'),
  inForce: fc.constantFrom('yes', 'yes', 'no'),
})
export type Words = typeof words extends fc.Arbitrary<infer T> ? T : never

/** Below this total the conditions of the lowest grade look at the votes. */
export const threshold = '55'

export function schemeOf(words: Words): Scheme {
  const round = words.round === 'none' ? '' : '，取 {decimals=1} 位小数'
  const quarters = words.periods === 'quarters'
  const taken = words.bandOnly === 'midpoint'
  const alone = (points: string) => (taken ? { points } : {})
  return read({
    assessee: 'person',
    scales: [
      {
        scale: 'bands',
        name: '分档',
        ...cited,
        says: `从 {low=0} 到 {high=100}，{top=80} 起、{fair=50} 起${taken ? '；只划档的按 {a=90}、{b=65}、{c=25}' : ''}`,
        from: '$low',
        to: '$high',
        edge: words.edge,
        levels: [
          { level: 'top', name: '好', from: '$top', to: '$high', ...alone('$a') },
          { level: 'fair', name: '中', from: '$fair', to: '$top', ...alone('$b') },
          { level: 'poor', name: '差', from: '$low', to: '$fair', ...alone('$c') },
        ],
      },
    ],
    total: totalOf([
      {
        kind: 'ratings',
        part: 'rated',
        name: '评价',
        ...cited,
        says: `占 {weight=40%}，每期 {each=${quarters ? '10' : '40'}%}`,
        weight: '$weight',
        scale: 'bands',
        periods: words.periods,
        weights: '$each',
        missing: words.missing,
        raters: [
          { assessees: 'unit-head', bodies: ['party-group'], combine: 'mean-of-raters' },
          { assessees: 'everyone', bodies: ['office', 'party-group'], combine: words.combine },
        ],
      },
      {
        kind: 'votes',
        part: 'votes',
        name: '测评',
        ...cited,
        says: `占 {weight=35%}，至少 {least=${words.ballots}} 票`,
        weight: '$weight',
        scale: 'bands',
        by: { votes: 'office' },
        quorum: '$least',
      },
      {
        kind: 'entered',
        part: 'work',
        name: '实绩',
        ...cited,
        says: `占 {weight=25%}，从 {low=0} 到 {high=100}${round}`,
        weight: '$weight',
        from: '$low',
        to: '$high',
        by: { records: 'office' },
        round: words.round,
      },
    ]),
    ranking: { ...cited, within: words.within },
    quotas: [
      {
        quota: 'best',
        name: '名额',
        ...cited,
        says: `前 {top=${words.top}} 名`,
        grade: 'top',
        places: '$top',
        barred: words.barred,
        ...(words.tie === 'criteria' ? { ties: ['votes', 'work'] } : {}),
        by: { decides: 'party-group' },
      },
    ],
    grades: [
      gradeOf('top', '好', { quota: 'best' }),
      gradeOf('fair', '中', { when: 'otherwise' }),
      {
        ...gradeOf('poor', '差', {}),
        says: `票数 {share=${words.share}}，总分 {total=${threshold}}`,
        when: {
          all: [
            {
              votes: 'votes',
              are: ['poor'],
              is: `${words.shareEdge === 'strict' ? 'over' : 'at-least'} $share`,
              of: words.of,
            },
            {
              points: 'total',
              is: `${words.totalEdge === 'strict' ? 'under' : 'at-most'} $total`,
            },
          ],
        },
      },
    ],
    bars: [
      barOf('bar-veto', { says: '否决', when: { facts: ['veto'] }, to: words.fallsOn }),
      barOf('bar-leave', {
        says: `请假 {days=${words.limit}} 天`,
        to: words.fallsOn,
        when: {
          facts: ['leave'],
          takes: words.counts,
          is: `${words.barEdge === 'strict' ? 'over' : 'at-least'} $days`,
          only: words.sorts,
          as: words.barOf,
          'in-force': words.inForce,
        },
      }),
    ],
    rules: [
      { rule: 'veto', name: '否决', ...recorded, says: '否决', kind: 'veto' },
      {
        rule: 'leave',
        name: '请假',
        ...recorded,
        says: '请假',
        kind: 'record',
        quantity: { id: 'days', name: '天' },
        sorts: [
          { id: 'own', name: '事假' },
          { id: 'sick', name: '病假' },
        ],
      },
    ],
  })
}

function gradeOf(grade: string, name: string, more: object): object {
  return { grade, name, ...cited, says: name, by: { decides: 'party-group' }, ...more }
}

function barOf(bar: string, more: object): object {
  return { bar, name: bar, ...cited, from: 'top', ...more }
}

export const people = ['a', 'b', 'c', 'd', 'e'] as const
export const unitOf = { a: 'x', b: 'x', c: 'x', d: 'y', e: 'y' } as const
/** Who heads the units, and from when: `e` only in the second half. */
export const heads = { a: '2025-01-01', e: '2025-07-01' } as const

const figure = fc.constantFrom('0', '50', '80', '100', '33.55', '61')
const eachPerson = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: people.length, maxLength: people.length })
const tally = fc.record({
  values: fc.dictionary(figure, fc.integer({ min: 0, max: 4 }), { maxKeys: 3 }),
  bands: fc.option(
    fc.record({
      top: fc.integer({ min: 0, max: 3 }),
      fair: fc.integer({ min: 0, max: 3 }),
      poor: fc.integer({ min: 0, max: 3 }),
    }),
    { freq: 1 },
  ),
  extra: fc.integer({ min: 0, max: 2 }),
})
const drawnFact = fc.record({
  rule: fc.constantFrom('veto', 'leave', 'leave'),
  month: fc.integer({ min: 1, max: 9 }),
  persons: fc.subarray([...people], { minLength: 1, maxLength: 2 }),
  sort: fc.constantFrom('own', 'sick'),
  quantity: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom('effective' as const, 'effective' as const, 'proposed' as const),
})

export const year = fc.record({
  /** By person, period and rater: three raters a period, the last one of the party group. */
  ratings: fc.array(fc.option(figure, { freq: 3 }), { minLength: 60, maxLength: 60 }),
  tallies: eachPerson(tally),
  work: eachPerson(figure),
  /** Who did in everything as `b` did: ties. */
  alike: fc.oneof(fc.constant<(typeof people)[number][]>([]), fc.subarray([...people])),
  facts: fc.array(drawnFact, { maxLength: 5 }),
  affiliated: fc.subarray([...people], { maxLength: 2 }),
  joined: fc.constantFrom(null, '2025-05-10'),
  /** What is closed earlier. */
  closed: fc.record({
    periods: fc.subarray(['Q1', 'Q2', 'Q3', 'Q4', 'year']),
    parts: fc.subarray(['votes', 'work']),
  }),
})
export type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

/** Where in the lists somebody's figures stand. */
export function placeOf(given: Pick<Year, 'alike'>, who: (typeof people)[number]): number {
  return people.indexOf(given.alike.includes(who) ? 'b' : who)
}

export const raters = ['office-1', 'office-2', 'party-1'] as const

/** The ratings of a year: three a person and period, of which some are missing. */
export function ratingsOf(given: Year, words: Pick<Words, 'periods'>): Rating[] {
  const labels = words.periods === 'quarters' ? ['Q1', 'Q2', 'Q3', 'Q4'] : ['year']
  return people.flatMap((assessee) =>
    labels.flatMap((label, period) =>
      raters.flatMap((assessor, rater): Rating[] => {
        const points = given.ratings[placeOf(given, assessee) * 12 + period * 3 + rater] ?? null
        if (points === null) return []
        const raterClass = assessor === 'party-1' ? 'party-group' : 'office'
        return [{ part: 'rated', period: `2025-${label}`, assessee, assessor, raterClass, points }]
      }),
    ),
  )
}

/** Where every part is closed. */
export function finalOf(scheme: Scheme, words: Words, given: Year): ScoringInput {
  return {
    scheme,
    year: '2025',
    assessees: people.map((id): Assessee => {
      const from = id === 'd' && given.joined !== null ? { from: day(given.joined) } : {}
      const since = id === 'a' ? heads.a : id === 'e' ? heads.e : null
      const roles = since === null ? [] : [{ role: 'unit-head', from: day(since) }]
      const affiliated = given.affiliated.includes(id)
      return { id, name: id, unit: unitOf[id], tier: 'all', roles, affiliated, ...from }
    }),
    units: [
      { id: 'x', name: 'x', heads: [{ person: 'a', from: day(heads.a) }] },
      { id: 'y', name: 'y', heads: [{ person: 'e', from: day(heads.e) }] },
    ],
    facts: given.facts.map(
      (one, index): ScoringFact => ({
        id: `f${index}`,
        rule: one.rule,
        day: day(`2025-0${one.month}-15`),
        state: one.state,
        persons: one.persons,
        ...(one.rule === 'leave' ? { sort: one.sort, quantity: `${one.quantity}` } : {}),
      }),
    ),
    ratings: ratingsOf(given, words),
    tallies: people.map((assessee) => {
      const { values = {}, bands = null, extra = 0 } = given.tallies[placeOf(given, assessee)] ?? {}
      const valid = Object.values(bands ?? values).reduce((all, count) => all + count, 0)
      return {
        part: 'votes',
        assessee,
        ...(bands === null ? { values } : { grades: bands }),
        issued: valid + extra,
      }
    }),
    entered: people.map((assessee) => ({
      part: 'work',
      assessee,
      points: given.work[placeOf(given, assessee)] ?? '0',
    })),
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  }
}

/** The same, where only some periods and parts are closed. */
export function earlierOf(final: ScoringInput, given: Year): ScoringInput {
  const periods = given.closed.periods.map((label) => ({ part: 'rated', period: `2025-${label}` }))
  return { ...final, closed: { year: false, facts: false, parts: given.closed.parts, periods } }
}
