import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Assessee, ScoringFact, ScoringInput } from '../../src/scoring/input.js'
import { schemeOf, type Words } from './invented/counting.js'

/** Examples of what is counted, what must be reached, and points by how far it was; for one unit. */

const plain: Words = {
  ...{
    assessee: 'unit',
    month: 'all',
    year: 'all',
    on: 'day',
    extrasOfOne: 'highest',
    both: false,
  },
  ...{ per: 'quarter', own: null, trait: null, everyone: 2, carry: 'none', extras: 'no' },
  ...{ yearly: null, top: '2', by: 'ratio', counters: ['pieces'], short: 'missing' },
  ...{ floor: 'none', measure: 'elapsed-hours', limit: 30 },
}

/** Pieces as `day [quantity] [low] [high] [special] [?]`. */
function piece(line: string, index: number): ScoringFact {
  const [on = '', ...more] = line.split(' ')
  const levels = more.filter((word) => word === 'low' || word === 'high')
  return {
    ...{ id: `f${index}`, rule: 'piece', day: day(`2025-${on}`), persons: [], unit: 'a' },
    state: more.includes('?') ? 'proposed' : more.includes('reversed') ? 'reversed' : 'effective',
    quantity: more.find((word) => /^\d/.test(word)) ?? '1',
    sort: more.includes('special') ? 'special' : 'plain',
    ...(levels.length === 0 ? {} : { levels }),
    ...(more.includes('sent') ? { sent: '2025-04-01T10:00' } : {}),
  }
}

const unit: Assessee = { id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }

function statementOf(
  words: Partial<Words>,
  lines: readonly string[],
  more: Partial<ScoringInput> = {},
) {
  return scoreOne(
    {
      ...{ scheme: schemeOf({ ...plain, ...words }), year: '2025', assessees: [unit], units: [] },
      ...{ facts: lines.map(piece), ratings: [], tallies: [], entered: [] },
      closed: { year: true, facts: true, parts: [], periods: [] },
      asOf: day('2025-12-31'),
      ...more,
    },
    'a',
  )
}

/** Periods as `count+carried state: facts`. */
function periods(...given: Parameters<typeof statementOf>): string[] {
  return (statementOf(...given).targets[0]?.periods ?? []).map(
    ({ count, carried, state, facts }) => `${count}+${carried} ${state}: ${facts.join(' ')}`,
  )
}

describe('a target', () => {
  it('is met, short or open by its period, whose first and last days are in it', () => {
    expect(periods({}, ['01-01', '03-31', '04-01', '06-30 2'])).toEqual([
      '2+0 met: f0 f1',
      '3+0 met: f2 f3',
      '0+0 short: ',
      '0+0 short: ',
    ])
    const now = {
      asOf: day('2025-06-30'),
      closed: { year: false, facts: false, parts: [], periods: [] },
    }
    expect(periods({}, ['01-01'], now)).toEqual([
      '1+0 short: f0',
      '0+0 short: ',
      '0+0 open: ',
      '0+0 open: ',
    ])
    expect(periods({}, ['01-01'], { ...now, asOf: day('2025-06-29') })[1]).toBe('0+0 open: ')
  })

  it('counts what is effective, of its own rule and unit, by the day or by when it was sent', () => {
    const other = { ...piece('02-02', 7), unit: 'b' }
    expect(periods({}, [], { facts: [other] })[0]).toBe('0+0 short: ')
    expect(periods({}, ['02-01 ?', '02-02 reversed', '02-03'])[0]).toBe('1+0 short: f2')
    expect(periods({ on: 'sent' }, ['02-01 sent', '02-02'])).toEqual([
      ...['1+0 short: f1', '1+0 short: f0', '0+0 short: ', '0+0 short: '],
    ])
    expect(periods({}, ['02-01 sent'])[0]).toBe('1+0 short: f0')
  })

  it('helps later periods of the same stretch with what was too much, never with what was missing', () => {
    const lines = ['01-05 3', '02-05', '04-05 1', '09-09 5']
    const carried = (carry: Words['carry']) =>
      periods({ per: 'month', everyone: 1, carry }, lines).map((one) => one.split(':')[0])
    expect(carried('none').slice(0, 5)).toEqual([
      '3+0 met',
      '1+0 met',
      '0+0 short',
      '1+0 met',
      '0+0 short',
    ])
    expect(carried('quarter').slice(0, 5)).toEqual([
      '3+0 met',
      '1+2 met',
      '0+2 met',
      '1+0 met',
      '0+0 short',
    ])
    expect(carried('year').slice(0, 7)).toEqual([
      ...['3+0 met', '1+2 met', '0+2 met', '1+1 met', '0+1 met', '0+0 short', '0+0 short'],
    ])
  })

  it('is a row of its own before a row by trait before everybody’s, and may be none', () => {
    const needs = (words: Partial<Words>, traits: string[] = []) => {
      const assessees = [{ ...unit, traits }]
      return statementOf(words, [], { assessees }).targets.map((one) => one.periods[0]?.atLeast)
    }
    expect(needs({ own: 4, trait: 3 }, ['big'])).toEqual(['4'])
    expect(needs({ trait: 3 }, ['big'])).toEqual(['3'])
    expect(needs({ trait: 3 }, ['other'])).toEqual(['2'])
    expect(needs({ trait: 3 })).toEqual(['2'])
    expect(needs({ everyone: null })).toEqual([])
    expect(statementOf({ everyone: null }, []).root.lines[1]?.own.settled).toBe('6')
  })

  it('is for the periods of one’s membership, the first and the last day counted', () => {
    const since = (from: string, to: string) =>
      statementOf({}, [], {
        assessees: [{ ...unit, from: day(from), to: day(to) }],
      }).targets[0]?.periods.map(({ period }) => period)
    expect(since('2025-03-31', '2025-07-01')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3'])
    expect(since('2025-04-01', '2025-06-30')).toEqual(['2025-Q2'])
  })
})

describe('what is counted', () => {
  const totals = (words: Partial<Words>, ...lines: string[]): string => {
    const { pieces, extras, total } = statementOf(words, lines).totals[0] ?? {}
    return `${pieces}+${extras}=${total}`
  }

  it('has extras by level and sort, the highest or all of them, for each piece', () => {
    expect(totals({}, '02-01 low', '02-02 high', '02-03')).toBe('3+2=5')
    expect(totals({}, '02-01 low high special')).toBe('1+5=6')
    expect(totals({ extrasOfOne: 'sum' }, '02-01 3 low high special')).toBe('3+21=24')
    expect(totals({ extrasOfOne: 'sum' }, '02-01 low high')).toBe('1+2=3')
  })

  it('is what is effective', () => {
    expect(totals({}, '02-01', '02-02 low ?', '02-03 reversed')).toBe('1+0=1')
  })

  it('and missing costs by the piece or by the period', () => {
    const item = (short: Words['short']) =>
      statementOf({ short }, ['02-01', '04-01 2']).root.lines[0]?.own.settled
    expect(item('missing')).toBe('6.25')
    expect(item('period')).toBe('7.75')
  })

  it('may need a level in the year, or within shorter periods alone', () => {
    expect(totals({ year: ['low'] }, '02-01 high', '02-02 low', '02-03')).toBe('1+2=3')
    expect(totals({ year: ['low', 'high'] }, '02-01 high', '02-02 low')).toBe('2+2=4')
    expect(periods({ month: ['low'] }, ['02-01 high', '02-02 low'])[0]).toBe('1+0 short: f0 f1')
    const year = { per: 'year', everyone: 9 } as const
    expect(periods({ ...year, extras: 'yes' }, ['02-01 low', '05-05'])).toEqual([
      '4+0 short: f0 f1',
    ])
    expect(periods({ ...year, extras: 'no' }, ['02-01 low', '05-05'])).toEqual(['2+0 short: f0 f1'])
  })

  it('is of the year alone', () => {
    const late = { ...piece('12-31 sent', 0), sent: '2026-01-01T08:00' }
    const { totals: found } = statementOf({ on: 'sent' }, [], { facts: [late] })
    expect(found[0]?.pieces).toBe('0')
  })
})

describe('points by how far a target is reached', () => {
  const done = (words: Partial<Words>, ...lines: string[]) => {
    const line = statementOf(words, lines).root.lines[1]
    const { settled, lowest, highest } = line?.own ?? {}
    expect([lowest, highest]).toEqual([settled, settled])
    return settled
  }
  const year = { per: 'year', everyone: 4 } as const

  it('are their share, up to the top, or all or nothing', () => {
    expect(done(year, '02-01 3')).toBe('4.5')
    expect(done(year, '02-01 6')).toBe('9')
    expect(done(year, '02-01 9')).toBe('12')
    expect(done({ ...year, by: 'whole' }, '02-01 3')).toBe('0')
    expect(done({ ...year, by: 'whole' }, '02-01 9')).toBe('6')
    expect(done({ ...year, everyone: 0 })).toBe('6')
  })

  it('are the mean over periods and over targets', () => {
    expect(done({}, '02-01 2', '05-05 1')).toBe('2.25')
    const both = statementOf({ ...year, yearly: 2 }, ['02-01 2'], {
      facts: [piece('02-01 2', 0), { ...piece('03-01', 1), rule: 'session' }],
    }).root.lines[1]
    expect(both?.own.settled).toBe('3')
    expect(both?.lines).toMatchObject([
      { id: 'done/quota', pointsMax: '6', closed: true, count: 1, own: { settled: '1.5' } },
      { id: 'done/yearly', pointsMax: '6', closed: true, count: 1, own: { settled: '1.5' } },
    ])
  })

  it('lie between what stands and what the undecided adds; while facts may come, the top', () => {
    const bounds = (closed: boolean) => {
      const { own, lines } =
        statementOf(year, ['02-01 2', '02-02 1 ?'], {
          closed: { year: false, facts: closed, parts: [], periods: [] },
        }).root.lines[1] ?? {}
      return [own?.lowest, own?.settled, own?.highest, lines?.[0]?.closed]
    }
    expect(bounds(true)).toEqual(['3', '3', '4.5', false])
    expect(bounds(false)).toEqual(['3', '3', '12', false])
  })
})
