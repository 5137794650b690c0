import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { score } from '../../src/cli/score.js'
import { must } from '../../src/base/bug.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { Line } from '../../src/scoring/statement.js'

const scheme = must(readScheme('schemes/wujin-departments').scheme, 'the shipped scheme reads')
const head = ['year: 2018', 'roster:', '  units: [{id: gas}]', '  people: [{id: p, unit: gas}]']
const task = '{part: tasks, assessee: gas, id: a, name: 任务, points: 30'

function read(...lines: string[]) {
  const document = parseFacts([...head, ...lines].join('\n'), 'f.yaml')
  const problems =
    document.value === null ? document.problems : checkFacts(scheme, document.value, { document })
  return { document, problems }
}

describe('a facts file of departments with something wrong', () => {
  it.each([
    [
      'a unit that the scheme does not list',
      ['facts:', '  - {id: a, rule: team-disunity, day: 2018-02-03, unit: gass}'],
      '6:57 unknown-unit roster.units 里没有处室“gass”，是不是 gas？',
    ],
    [
      'a computed fact recorded by hand',
      ['facts:', '  - {id: a, rule: info-month-below, day: 2018-02-03, unit: gas}'],
      '6:19 computed-rule 规则“info-month-below”由计数或时限算出，不用登记',
    ],
    [
      'a level that the rule does not know',
      [
        'facts:',
        '  - {id: a, rule: portal-piece, day: 2018-02-03, unit: gas, sort: ordinary, quantity: 1, levels: [county]}',
      ],
      '6:99 bad-level 没有级别“county”：可用的有：district、city、province',
    ],
    [
      'a timed fact without the time it was sent',
      [
        'working-time: {hours: [{from: "08:30", to: "12:00"}]}',
        'facts:',
        '  - {id: a, rule: oa-signing, day: 2018-02-03, persons: [p], sort: other}',
      ],
      '7:5 not-sent 规则“oa-signing”要计时，请写 sent（送出的时间）',
    ],
    [
      'a clock in working hours without working time',
      [
        'facts:',
        '  - {id: a, rule: oa-signing, day: 2018-02-03, persons: [p], sort: other, sent: 2018-02-03T10:00}',
      ],
      '6:5 no-working-time 有按工作时间计的时限，请写 working-time（工作时间表和放假安排）',
    ],
    [
      'something done before it was sent',
      [
        'facts:',
        '  - {id: a, rule: law-activity, day: 2018-02-03, unit: gas, sent: 2018-02-03T10:00, done: 2018-02-02T10:00}',
      ],
      '6:91 done-before-sent 2018-02-02T10:00 早于送出的 2018-02-03T10:00',
    ],
    [
      'a time that is none',
      [
        'facts:',
        '  - {id: a, rule: law-activity, day: 2018-02-03, unit: gas, sent: 2018-02-03T25:00}',
      ],
      '6:67 bad-value 请写日期和时间，如 2018-05-07T16:10',
    ],
    [
      'tasks that do not sum to thirty',
      ['tasks:', `  - ${task.replace('30', '20')}, result: done}`],
      '6:59 tasks-sum gas 的任务分值合计 20 分，应为 30 分',
    ],
    [
      'special circumstances without a figure and a reason',
      ['tasks:', `  - ${task}, result: excused}`],
      '6:5 granted-missing 有特殊情况的要写 granted（定几分）和 reason（理由）',
    ],
    [
      'more granted than the task has',
      ['tasks:', `  - ${task}, result: excused, granted: 31, reason: 延期}`],
      '6:89 off-scale 31 不在 0 到 30 之间',
    ],
    [
      'a figure granted for a task that was simply not done',
      ['tasks:', `  - ${task}, result: not-done, granted: 3, reason: 延期}`],
      '6:90 granted-without-cause 没有写 result: excused（有特殊情况），不能另定分',
    ],
    [
      'a part without a case that does not exist',
      ['no-case: [{part: proposal, assessee: gas}]'],
      expect.stringMatching(
        /^5:18 unknown-part 没有考核部分“proposal”，可用的有：total、on-site、/,
      ),
    ],
    [
      'working hours that overlap',
      ['working-time: {hours: [{from: "08:30", to: "12:00"}, {from: "11:30", to: "18:00"}]}'],
      '5:54 bad-hours 11:30～18:00 与前一段重叠，或起止颠倒；各段按先后写',
    ],
    [
      'a bonus without its figure',
      ['facts:', '  - {id: a, rule: special-points, day: 2018-02-03, unit: gas}'],
      '6:5 points-missing 规则“special-points”的分值由人定，请写 points（unit）',
    ],
    [
      'a part of facts closed by itself',
      ['closed: [{what: part, part: team}]'],
      '5:29 unknown-part “team”不是可以单独截止的部分，可以的有：tasks；事实的截止写 what: facts',
    ],
    [
      'a fact of somebody who belongs to no unit',
      ['facts:', '  - {id: a, rule: team-disunity, day: 2018-02-03, persons: [nobody]}'],
      '6:61 unknown-person 名册里没有“nobody”，请先写进 roster 的 people，或改正编号',
    ],
  ])('says where and what: %s', (_, lines, said) => {
    const { problems } = read(...lines)
    expect(problems.map((one) => `${one.line}:${one.column} ${one.code} ${one.message}`)).toEqual([
      said,
    ])
  })

  it('with a unit beyond the list is told which there are', () => {
    const document = parseFacts('year: 2018\nroster: {units: [{id: sales}]}\n', 'f.yaml')
    const [one] = checkFacts(scheme, must(document.value, 'its shape is right'), { document })
    expect(one).toMatchObject({ code: 'unit-not-listed', line: 2, column: 23 })
    expect(one?.message).toContain('site-supervision')
  })
})

describe('a statement of a department', () => {
  const facts = 'schemes/wujin-departments/example-facts.yaml'
  const document = parseFacts(readFileSync(facts), facts)
  const file = must(document.value, 'the example reads')
  const result = scoreCycle(inputOf(scheme, file))
  const lineOf = (unit: string, id: string): Line => {
    const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]
    const root = result.statements.find((one) => one.assessee === unit)?.root
    return must(root && all(root).find((line) => line.id === id), id)
  }

  it('of the example is scored without problems, and all units of the list where none is named', () => {
    expect(checkFacts(scheme, file, { document })).toEqual([])
    const everyone = inputOf(scheme, { ...file, roster: { units: [], people: [] }, facts: [] })
    expect(everyone.assessees).toHaveLength(19)
    const out = score({ scheme: 'schemes/wujin-departments', facts })
    expect(out.exitCode).toBe(0)
    expect(out.lines.join('\n')).toContain('办法没有等次规则')
  })

  it('shows a shortfall with its counter, figure and target', () => {
    const [january, , march] = lineOf('municipal-works', 'info').lines
    expect(january?.fact?.derived).toMatchObject({
      kind: 'target',
      counter: 'portal',
      period: '2018-01',
      count: '0',
      atLeast: '4',
      missing: '4',
    })
    expect(march?.fact?.day).toBe('2018-03-31')
  })

  it('shows what took too long, by which measure', () => {
    const facts = lineOf('gas', 'it').lines.map((line) => line.fact?.derived)
    expect(facts[0]).toMatchObject({ kind: 'clock', clock: 'sign-meeting', limit: '3', done: true })
    expect(facts[0]).toMatchObject({ took: '3.1666666666666666666666666666666666666667' })
    expect(facts[1]).toMatchObject({ kind: 'clock', clock: 'deemed-missing', done: false })
  })

  it('keeps what a lost item no longer loses, and which line excluded which', () => {
    const lost = lineOf('municipal-works', 'law-admin')
    expect([lost.lost, lost.exhausted, lost.own.settled]).toEqual(['f-10', true, '0'])
    expect(lost.notCounted.map((one) => [one.fact.id, one.reason, one.instead])).toEqual([
      ['f-11', 'item-lost', 'f-10'],
    ])
    const website = lineOf('municipal-works', 'website')
    expect(website.notCounted.map((one) => [one.fact.id, one.reason, one.instead])).toEqual([
      ['f-8', 'excluded', 'f-9'],
    ])
  })

  it('names who scores each item and who gathers the sheet', () => {
    const gas = must(
      result.statements.find((one) => one.assessee === 'gas'),
      'gas',
    )
    expect(gas.gatheredBy).toBe('utilities')
    expect(lineOf('gas', 'discipline').scoredBy).toEqual(['personnel', 'party-office'])
    expect(lineOf('gas', 'discipline').lines.map((line) => line.scoredBy)).toEqual([['personnel']])
    expect(gas.totals.find((one) => one.id === 'portal')).toMatchObject({
      pieces: '3',
      extras: '5',
      total: '8',
    })
    expect(gas.targets.find((one) => one.id === 'portal-monthly')?.periods[1]).toMatchObject({
      period: '2018-02',
      count: '1',
      state: 'met',
    })
  })

  it('marks the part without a case and ranks inside the group and overall', () => {
    expect(lineOf('finance', 'proposals').noCase).toBe(true)
    expect(lineOf('gas', 'proposals').noCase).toBe(false)
    expect(result.rankings.map((one) => [one.group, one.places.length])).toEqual([
      [null, 3],
      ['personnel', 1],
      ['utilities', 2],
    ])
    expect(result.grades).toEqual([])
  })
})
