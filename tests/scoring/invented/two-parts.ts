import { day } from '../../../src/base/day.js'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import { scoreCycle } from '../../../src/scoring/engine.js'
import type { Assessee, EnteredResult, Tally } from '../../../src/scoring/input.js'
import type { CycleResult } from '../../../src/scoring/statement.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** An office that enters two figures for everybody, of ten points each: for examples of ranks, places and grades. */

export interface Somebody extends Partial<Omit<Assessee, 'roles'>> {
  id: string
  /** The figures of the two parts; without one the total stays open. */
  work?: string
  conduct?: string
  ballots?: Omit<Tally, 'part' | 'assessee'>
  barred?: boolean
}

const entered = (part: string) => ({
  kind: 'entered',
  part,
  name: part,
  ...cited,
  says: '{points=10} 分，从 {low=0} 起',
  points: '$points',
  from: '$low',
  to: '$points',
  by: { records: 'office' },
})

/** `conduct` stands one step deeper than `work`. */
export const parts = [
  entered('work'),
  {
    ...{ kind: 'sum', part: 'manner', name: '作风', ...cited },
    ...{ says: '{points=10} 分', points: '$points', parts: [entered('conduct')] },
  },
]

export const best = {
  quota: 'best',
  name: '名额',
  ...cited,
  says: '前 {top=2} 名',
  grade: 'first',
  places: '$top',
  barred: 'next',
  by: { decides: 'party-group' },
}
const grade = { ...cited, by: { decides: 'party-group' } }
export const first = {
  ...{ grade: 'first', name: '一等', says: '一等', ...grade },
  quota: 'best',
}
export const rest = {
  ...{ grade: 'rest', name: '其余', says: '其余', ...cited },
  ...{ by: { decides: 'office' }, when: 'otherwise' },
}

/** With one quota for the first grade, and a veto that closes it. */
export function schemeWith(sections: object): Scheme {
  return read({
    assessee: 'person',
    total: totalOf(parts, {}, '20'),
    quotas: [best],
    grades: [first, rest],
    bars: [
      {
        ...{ bar: 'vetoed', name: '否决', ...cited, says: '否决的不评' },
        ...{ from: 'first', to: 'person', when: { facts: ['veto'] } },
      },
    ],
    rules: [{ rule: 'veto', name: '否决', ...recorded, says: '否决', kind: 'veto' }],
    ...sections,
  })
}

/** The whole year of these people. */
export function scored(scheme: Scheme, people: readonly Somebody[]): CycleResult {
  const figures = people.flatMap(({ id, work, conduct }): EnteredResult[] => [
    ...(work === undefined ? [] : [{ part: 'work', assessee: id, points: work }]),
    ...(conduct === undefined ? [] : [{ part: 'conduct', assessee: id, points: conduct }]),
  ])
  return scoreCycle({
    scheme,
    year: '2025',
    assessees: people.map(({ work: _, conduct: __, ballots: ___, barred: ____, ...one }) => ({
      ...{ name: one.id.toUpperCase(), unit: null, tier: 'all', roles: [] },
      ...one,
    })),
    units: [],
    facts: people
      .filter((one) => one.barred)
      .map(({ id }) => ({
        ...{ id: `veto-${id}`, rule: 'veto', day: day('2025-03-04') },
        ...{ state: 'effective', persons: [id] },
      })),
    ratings: [],
    tallies: people.flatMap(({ id, ballots }) =>
      ballots === undefined ? [] : [{ part: 'ballots', assessee: id, ...ballots }],
    ),
    entered: figures,
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  })
}

/** Somebody with two figures, `9+8`. */
export function somebody(id: string, figures: string, more: Partial<Somebody> = {}): Somebody {
  const [work, conduct] = figures.split('+')
  return { id, ...(work ? { work } : {}), ...(conduct ? { conduct } : {}), ...more }
}
