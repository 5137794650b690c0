import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { showLines } from '../../src/cli/show-text.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Line } from '../../src/scoring/statement.js'
import { withEdited } from '../scheme/edited.js'

const lists = 'tests/scoring/small-schemes/yueyang-lists'
const says = '三件共 {points=10} 分，每件 {third=10/3} 分", points: $points, parts:'

/** The small lists, with bounds on the three tasks that stand under one figure. */
function bounded(bounds: string): ReturnType<typeof readScheme> {
  const replace = `三件共 {points=10} 分，每件 {third=10/3} 分，{least=7} 到 {most=9} 分", points: $points, ${bounds}, parts:`
  return withEdited([{ file: 'scheme.yaml', find: says, replace }], readScheme, lists)
}

function three(scheme: Scheme, facts: readonly string[], closed = true): Line {
  const lines = [
    'year: 2017',
    'roster: {units: [{id: operations, tier: group-2}]}',
    `facts: [${facts.join(', ')}]`,
    ...(closed ? ['closed: [{what: facts}]'] : []),
  ]
  const read = must(parseFacts(lines.join('\n'), 'f.yaml').value, 'the facts read')
  const found = (line: Line): Line[] =>
    line.id === 'op-three' ? [line] : line.lines.flatMap(found)
  return must(found(scoreOne(inputOf(scheme, read), 'operations').root)[0], 'the three tasks')
}

const undone = (id: string) => `{id: ${id}, rule: ${id}-undone, day: 2017-03-01, unit: operations}`

describe('a sum with a lowest and a highest', () => {
  const read = bounded('at-least: $least, at-most: $most')
  const scheme = must(read.scheme, 'the edited scheme reads')

  it('is kept between them, and says what they took', () => {
    expect(read.problems).toEqual([])
    const none = three(scheme, [])
    expect([none.own.settled, none.floored, none.lines.at(-1)?.own.settled]).toEqual([
      '9',
      false,
      '-1',
    ])
    const one = three(scheme, [undone('a')])
    expect([one.own.settled.slice(0, 4), one.floored, one.lines.at(-1)?.kind]).toEqual([
      '7',
      true,
      'limit',
    ])
    const two = three(scheme, [undone('a'), undone('b')])
    expect([two.own.settled, two.pointsMax]).toEqual(['7', '9'])
  })

  it('holds open ends within them', () => {
    const open = three(scheme, [], false)
    expect([open.points.lowest, open.points.highest]).toEqual(['7', '9'])
  })

  it('is shown with both', () => {
    const text = showLines(viewScheme(scheme), 98).join('\n')
    expect(text).toContain('合计不低于 7 分')
    expect(text).toContain('合计不高于 9 分')
  })

  it('is free where it says nothing, and refused where the highest is not above the lowest', () => {
    const free = must(readScheme(lists).scheme, 'the small scheme reads')
    expect(three(free, [undone('a'), undone('b')]).own.settled).toBe(`3.${'3'.repeat(40)}`)
    const wrong = bounded('at-least: $most, at-most: $least').problems
    expect(wrong.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'empty-range 上限 7 应大于下限 9',
    ])
  })
})
