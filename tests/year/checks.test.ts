import { expect, test } from 'vitest'
import { day, instant, momentOf } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import type { PlainEntry } from '../../src/storage/ledger-stream.js'
import { outcomeOf } from '../../src/year/acting.js'
import { burdenCheck, burdenLines } from '../../src/year/burden.js'
import { overdueCheck, twiceCheck, unsentCheck } from '../../src/year/end-checks.js'
import { type Burden, Figures, oneMore } from '../../src/year/figures.js'
import { doubledCheck, lostCheck } from '../../src/year/ledger-checks.js'
import { comparedOf, sameCheck } from '../../src/year/published-checks.js'

const on = day('2025-03-04')

function entry(more: Partial<PlainEntry> = {}): PlainEntry {
  return {
    ...{ id: '1', sequence: 1, kind: 'report.submitted', day: on, by: 'p1', cycle: null },
    ...{ subject: 'p1', about: null, period: '2025-02', body: { scope: 'own' } },
    ...{ at: momentOf(on, '09:30') },
    ...more,
  }
}

test('a press that was taken and stands nowhere is lost', () => {
  const done = [{ who: 'p1', verb: 'report.submit', on, said: '已提交' }]
  expect(lostCheck(done, [entry()])).toMatchObject({ holds: true, found: '1次都在' })
  for (const spoiled of [
    { by: 'p2' },
    { kind: 'leave.back' },
    { at: momentOf(day('2025-03-05')) },
  ]) {
    const { holds, found } = lostCheck(done, [entry(spoiled)])
    expect([holds, found]).toEqual([false, '少1次：report.submit p1 2025-03-04“已提交”'])
  }
  expect(lostCheck([{ who: 'p1', verb: 'unheard.of', on, said: '' }], [entry()]).holds).toBe(false)
})

test('a press is done when it is answered so: not with a warning, and not with nothing', () => {
  const toast = (type: string) => ({ toast: { type, content: '已签' } })
  expect(['success', 'info', 'warning', 'error'].map((type) => outcomeOf(toast(type)))).toEqual([
    ...['done', 'done', 'refused', 'refused'],
  ])
  expect(outcomeOf({})).toBe('failed')
  expect(outcomeOf({ error: { code: 1, message: '' } })).toBe('failed')
})

test('what a person did stands once; the same on another day, of somebody else or by a job is no double', () => {
  const again = (more: Partial<PlainEntry>) => doubledCheck([entry(), entry({ id: '2', ...more })])
  const soon = instant(entry().at + 5_000)
  expect(again({ at: soon })).toMatchObject({ holds: false, found: '1件两次：report.submitted' })
  expect(again({ at: soon, period: '2025-03' }).holds).toBe(true)
  expect(again({ at: soon, by: 'p2' }).holds).toBe(true)
  expect(again({ at: momentOf(day('2025-03-05'), '09:30') }).holds).toBe(true)
  expect(doubledCheck([entry({ by: 'system' }), entry({ by: 'system' })]).holds).toBe(true)
})

test('a card that can be pressed and that the bot does not know came twice', () => {
  const card = { messageId: 'om_1', title: '工作月报', asks: true }
  expect(twiceCheck([card], new Set(['om_1'])).holds).toBe(true)
  expect(twiceCheck([card, { ...card, messageId: 'om_2' }], new Set(['om_1']))).toMatchObject({
    holds: false,
    found: '多出1张：1×工作月报',
  })
  // What was moved leaves a card that nothing is pressed on.
  expect(twiceCheck([{ ...card, messageId: 'om_2', asks: false }], new Set()).holds).toBe(true)
})

test('what waits unsent, and what is overdue without anybody having let it be, is found', () => {
  expect(unsentCheck({ unsent: 0 }).holds).toBe(true)
  expect(unsentCheck({ unsent: 1 })).toMatchObject({ holds: false, found: '1条在等' })
  const overdue = [{ kind: 'report.sign', who: 'p1', openId: 'ou_1', messages: ['om_1', 'om_2'] }]
  expect(overdueCheck(overdue, new Set(['ou_1 om_2'])).holds).toBe(true)
  expect(overdueCheck(overdue, new Set(['ou_2 om_2']))).toMatchObject({
    holds: false,
    found: '1件：1×report.sign',
  })
  expect(
    overdueCheck(
      [{ ...overdue[0], kind: 'x', who: 'p1', openId: null, messages: [] }],
      new Set(['ou_1 om_1']),
    ).holds,
  ).toBe(false)
})

test('what was published is what the facts give, in totals, ranks, grades and nominations alike', () => {
  const place = { assessee: 'a', name: '甲', rank: 1, total: points('91.5'), tied: [] }
  const ranking = { tier: 't', affiliated: false, group: null, name: '全部', places: [place] }
  const result = { rankings: [ranking], nominations: [], grades: [{ assessee: 'a', grade: 'A' }] }
  const compared = (rank = 1, total = '91.5', grade = 'A') =>
    comparedOf(
      JSON.parse(
        JSON.stringify({
          ...result,
          rankings: [{ ...ranking, places: [{ ...place, rank, total }] }],
          grades: [{ assessee: 'a', grade }],
        }),
      ),
      [{ assessee: 'a', total }],
    )
  expect(sameCheck('s', compared(), compared())).toMatchObject({ holds: true, found: '1份一致' })
  expect(sameCheck('s', compared(), compared(2)).found).toBe('不一致：名次')
  expect(sameCheck('s', compared(), compared(1, '91.50')).holds).toBe(false)
  expect(sameCheck('s', compared(), compared(1, '91.5', 'B')).found).toBe('不一致：等次')
  const nothing = comparedOf({ rankings: [], nominations: [], grades: [] }, [])
  expect(sameCheck('s', nothing, nothing).holds).toBe(false)
})

test('a thirteenth report, a second ballot or anything else that is asked of an ordinary member is over the bounds', () => {
  const asked = (verbs: Record<string, number>): Burden => {
    const burden = new Figures().of('p1')
    for (const [verb, count] of Object.entries(verbs)) {
      for (let at = 0; at < count; at++) oneMore(burden.answers, verb)
    }
    return burden
  }
  const bounds = { reports: 12, ballots: 1, scores: 0 }
  const within = asked({ 'report.submit': 12, 'vote.hand-in': 1, 'leave.back': 5, 'tasks.set': 2 })
  expect(burdenCheck([within], bounds).holds).toBe(true)
  const over = [{ 'report.submit': 13 }, { 'vote.hand-in': 2 }, { 'rating.submit': 1 }]
  expect(over.map((verbs) => burdenCheck([within, asked(verbs)], bounds).found)).toEqual([
    '1人超出：月报',
    '1人超出：民主测评',
    '1人超出：评价',
  ])
  const voted = asked({ 'vote.hand-in': 2, 'entered.give': 1 })
  expect(burdenCheck([voted], { ...bounds, ballots: 2, scores: 1 }).holds).toBe(true)
  expect(burdenLines([within, asked({ 'report.submit': 10 })]).slice(0, 3)).toEqual([
    '普通成员 2 人，一年里每人：',
    '  被要求办理：中位10，最多20',
    '  　月报：中位10，最多12',
  ])
})
