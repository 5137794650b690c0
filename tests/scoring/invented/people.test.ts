import { describe, expect, it } from 'vitest'
import { must } from '../../../src/base/bug.js'
import { canonicalJson } from '../../../src/base/json.js'
import { compareExact, points } from '../../../src/base/points.js'
import { scoreCycle, scoreOne } from '../../../src/scoring/engine.js'
import type { ScoringInput } from '../../../src/scoring/input.js'
import { compare, isText } from '../fraction.js'
import { expectWithin } from './bounds.js'
import {
  earlierOf,
  finalOf,
  people,
  schemeOf,
  type Words,
  words,
  type Year,
  year,
} from './people.js'
import { everyYearOf } from './every-year.js'
import { barredByHand, isPoorByHand, totalByHand } from './people-by-hand.js'

const everyYear = everyYearOf<Words, Year>(words, year, (some) => {
  const scheme = schemeOf(some)
  return (given) => finalOf(scheme, some, given)
})

describe('the total of an invented scheme of people', () => {
  it('is that of its words, worked out in fractions, or none where a part cannot be said', () => {
    let said = 0
    everyYear(16, ({ words: some, final, given }) => {
      const { statements } = scoreCycle(final)
      for (const who of people) {
        const wanted = totalByHand(some, given, who)
        const total = statements.find((one) => one.assessee === who)?.total ?? null
        if (wanted === null) expect(total).toBeNull()
        else expect(isText(wanted, total ?? '-1'), `${who} ${total}`).toBe(true)
        if (wanted !== null) said += 1
      }
    })
    expect(said).toBeGreaterThan(0)
  })

  it('lies within the bounds that were said while periods and parts were open', () => {
    everyYear(12, ({ final, given }) => {
      expectWithin(scoreCycle(earlierOf(final, given)), scoreCycle(final))
    })
  })

  it('shows nothing of ratings and ballots before they are closed', () => {
    everyYear(6, ({ final, given }) => {
      const open = earlierOf(final, given)
      const isClosed = (period: string): boolean =>
        open.closed.periods.some((one) => one.period === period)
      const hidden: ScoringInput = {
        ...open,
        ratings: open.ratings.filter(({ period }) => isClosed(period)),
        tallies: open.closed.parts.includes('votes') ? open.tallies : [],
        entered: open.closed.parts.includes('work') ? open.entered : [],
      }
      expect(canonicalJson(scoreCycle(hidden))).toBe(canonicalJson(scoreCycle(open)))
    })
  })
})

describe('ranks of an invented scheme', () => {
  it('count who has more, and are shared by who has the same', () => {
    everyYear(10, ({ words: some, final, given }) => {
      const { rankings } = scoreCycle(final)
      for (const { affiliated, complete, places } of rankings) {
        const who = people.filter(
          (one) => some.within === 'tier' || given.affiliated.includes(one) === affiliated,
        )
        expect(places.map((one) => one.assessee).sort()).toEqual(who)
        const totals = who.map((one) => totalByHand(some, given, one))
        expect(complete).toBe(!totals.includes(null))
        for (const { assessee, rank, tied } of places) {
          if (!complete) expect(rank).toBeNull()
          else {
            const own = must(
              totalByHand(
                some,
                given,
                must(
                  who.find((one) => one === assessee),
                  '',
                ),
              ),
              '',
            )
            const orders = who.map((one) => compare(must(totalByHand(some, given, one), ''), own))
            expect(rank).toBe(1 + orders.filter((order) => order > 0).length)
            const same = who.filter((_, at) => orders[at] === 0)
            expect([...tied].sort()).toEqual(same.length > 1 ? same : [])
          }
        }
      }
    })
  })
})

describe('the quota of an invented scheme', () => {
  it('is kept, falls on nobody who is barred, and passes over nobody but who is barred', () => {
    everyYear(16, ({ words: some, final, given }) => {
      const { nominations, rankings, statements } = scoreCycle(final)
      const vetoed = barredByHand(some, given)
      for (const one of statements) expect(one.bars.length > 0).toBe(vetoed.has(one.assessee))
      const isPoor = (who: (typeof people)[number]) => {
        const poor = isPoorByHand(some, given, who)
        return poor.votes && poor.total
      }
      const barred = new Set<string>([...vetoed, ...people.filter(isPoor)])
      for (const { nominees, struck } of nominations) {
        const places = must(
          rankings.find(({ affiliated }) => !affiliated),
          'a tier',
        ).places
        const total = (who: string) =>
          points(places.find((one) => one.assessee === who)?.total ?? '0')
        const holders = nominees.map((one) => one.assessee)
        const sure = nominees.filter((one) => !one.tiedAtCut)
        expect(sure.length).toBeLessThanOrEqual(some.top)
        expect(holders.filter((who) => barred.has(who))).toEqual([])
        for (const { assessee } of places) {
          if (holders.includes(assessee) || barred.has(assessee)) continue
          for (const holder of holders) {
            expect(compareExact(total(assessee), total(holder)), `${assessee} ${holder}`).not.toBe(
              1,
            )
          }
        }
        const free = places.filter(({ assessee }) => !barred.has(assessee)).length
        if (some.barred === 'next') expect(holders.length >= Math.min(some.top, free)).toBe(true)
        else expect(nominees.every((one) => one.rank <= some.top)).toBe(true)
        expect(struck.every(({ assessee }) => barred.has(assessee))).toBe(true)
        for (const { movedUp, rank } of nominees) expect(movedUp).toBe(rank > some.top)
      }
    })
  })

  it('lists everybody where all are equal across the last place, and nobody as sure', () => {
    everyYear(6, ({ words: some, final, given }) => {
      const equal = { ...given, alike: [...people], facts: [], joined: null, affiliated: [] }
      const same = { ...finalOf(final.scheme, some, equal) }
      const assessees = same.assessees.map((one) => ({ ...one, roles: [] }))
      const { grades, nominations, rankings, warnings } = scoreCycle({ ...same, assessees })
      if (grades.some((one) => one.reason === 'conditions')) return
      if (!rankings.every(({ complete }) => complete)) return
      const [nomination] = nominations
      expect(nomination?.nominees.map((one) => [one.assessee, one.rank, one.tiedAtCut])).toEqual(
        people.map((who) => [who, 1, true]),
      )
      expect(warnings.map(({ code }) => code)).toContain('tie-at-cut')
    })
  })

  it('with criteria leaves nobody tied whom the criteria tell apart', () => {
    everyYear(12, ({ words: some, final }) => {
      if (some.tie !== 'criteria') return
      const { nominations, statements } = scoreCycle(final)
      const key = (who: string): string => {
        const root = must(
          statements.find((one) => one.assessee === who),
          who,
        ).root
        return ['votes', 'work']
          .map((part) => root.lines.find(({ id }) => id === part)?.points.settled)
          .join(' ')
      }
      for (const { nominees } of nominations) {
        const tied = nominees.filter((one) => one.tiedAtCut)
        expect(new Set(tied.map((one) => key(one.assessee))).size).toBeLessThanOrEqual(1)
        if (some.barred === 'next') expect(tied.length).not.toBe(1)
      }
    })
  })
})

describe('grades of an invented scheme', () => {
  it('are those of the conditions, the quota, or the rest', () => {
    const seen = new Set<string>()
    everyYear(16, ({ words: some, final, given }) => {
      const { grades, nominations } = scoreCycle(final)
      for (const who of people) {
        const found = must(
          grades.find((one) => one.assessee === who),
          who,
        )
        seen.add(found.reason)
        const poor = isPoorByHand(some, given, who)
        const named = nominations
          .flatMap(({ nominees }) => nominees)
          .find((one) => one.assessee === who)
        if (totalByHand(some, given, who) === null) expect(found.reason).toBe('open')
        else if (poor.votes && poor.total)
          expect(found).toMatchObject({ grade: 'poor', reason: 'conditions' })
        else if (nominations.length === 0)
          expect(found).toMatchObject({ grade: null, reason: 'open' })
        else if (named?.tiedAtCut === true)
          expect(found).toMatchObject({ grade: null, reason: 'undetermined' })
        else if (named !== undefined)
          expect(found).toMatchObject({ grade: 'top', reason: 'nominated' })
        else expect(found).toMatchObject({ grade: 'fair', reason: 'otherwise' })
      }
    })
    expect(seen.size).toBeGreaterThan(2)
  })
})

describe('the order of ratings, tallies and people', () => {
  it('changes nothing, to the byte, and one statement is that of all', () => {
    everyYear(8, ({ final }) => {
      const result = scoreCycle(final)
      const turned = scoreCycle({
        ...final,
        assessees: [...final.assessees].reverse(),
        units: [...final.units].reverse(),
        facts: [...final.facts].reverse(),
        ratings: [...final.ratings].reverse(),
        tallies: [...final.tallies].reverse(),
        entered: [...final.entered].reverse(),
      })
      expect(canonicalJson(turned)).toBe(canonicalJson(result))
      for (const one of result.statements) {
        expect(canonicalJson(scoreOne({ ...final }, one.assessee))).toBe(canonicalJson(one))
      }
    })
  })
})
