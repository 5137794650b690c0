import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { TaskRow } from '../../src/scoring/input.js'
import { cited, read, recorded, recordRule, totalOf } from './invented/scheme.js'

describe('tasks set beforehand', () => {
  const scheme = (excused: string, partly = 'no'): Scheme =>
    read({
      assessee: 'unit',
      units: [{ unit: 'a', name: '甲' }],
      total: totalOf(
        [
          {
            ...{ kind: 'tasks', part: 'tasks', name: '任务', ...cited, says: '{points=10} 分' },
            ...{ points: '$points', excused, partly },
          },
        ],
        {},
        '10',
      ),
      rules: [{ ...recordRule, ...recorded, kind: 'veto' }],
      ...veto,
    })
  const veto = {
    grades: [
      {
        grade: 'first',
        name: '一等',
        says: '其余',
        ...cited,
        by: { decides: 'office' },
        when: 'otherwise',
      },
    ],
    bars: [
      {
        ...{ bar: 'bar', name: '否决', ...cited, says: '否决', from: 'first' },
        ...{ to: 'person', when: { facts: ['nothing'] } },
      },
    ],
  }
  const task = (id: string, points: string, more: Partial<TaskRow> = {}): TaskRow => {
    return { part: 'tasks', assessee: 'a', id, name: id, points, ...more }
  }
  const part = (tasks: TaskRow[], closed = true, excused = 'set', partly = 'no') => {
    const input = {
      ...{
        scheme: scheme(excused, partly),
        year: '2025',
        tasks,
        units: [],
        facts: [],
        ratings: [],
      },
      assessees: [{ id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }],
      ...{ tallies: [], entered: [], asOf: day('2025-12-31') },
    }
    const year = { closed: { year: closed, facts: closed, parts: [], periods: [] } }
    return scoreOne({ ...input, ...year }, 'a').root.lines[0]
  }
  const [won, lost] = [task('b', '6', { result: 'done' }), task('a', '4', { result: 'not-done' })]

  it('count by what is done of them, never more than whole, where the scheme says so', () => {
    const half = task('b', '6', { target: '4', done: '2' })
    const more = task('a', '4', { target: '3', done: '5' })
    expect(part([half, more], true, 'set', 'yes')?.own.settled).toBe('7')
    expect(part([half, more])?.missing).toBe(true)
  })

  it('count whole, not at all, or as the office excused them', () => {
    expect(part([won, lost])).toMatchObject({
      ...{
        own: { settled: '6', lowest: '6', highest: '6' },
        closed: true,
        missing: false,
        warnings: [],
      },
      lines: [
        {
          id: 'tasks/a',
          own: { settled: '0' },
          scale: { from: '0', to: '4' },
          pointsMax: '4',
          closed: true,
        },
        {
          id: 'tasks/b',
          own: { settled: '6' },
          scale: { from: '0', to: '6' },
          pointsMax: '6',
          closed: true,
        },
      ],
    })
    const excused = task('a', '4', { result: 'excused', granted: '1.5', reason: 'flood' })
    expect(part([won, excused])).toMatchObject({
      own: { settled: '7.5' },
      lines: [{ says: 'flood' }, { says: null }],
    })
    expect(part([won, excused], true, 'full')?.own.settled).toBe('10')
    expect(part([won, task('a', '4', { result: 'excused' })])?.own.settled).toBe('6')
  })

  it('are open until each is decided, which is missing once the year is closed', () => {
    const open = { own: { settled: '6', lowest: '6', highest: '10' }, closed: false }
    expect(part([won, task('a', '4')], false)).toMatchObject({
      ...open,
      missing: false,
      warnings: [],
    })
    expect(part([won, task('a', '4')])).toMatchObject({
      ...open,
      missing: true,
      warnings: ['nothing-entered'],
    })
  })

  it('stay undetermined where they do not sum to the points, and say so where there are any', () => {
    const none = { own: { settled: '0', lowest: '0', highest: '10' }, closed: false, missing: true }
    expect(part([won])).toMatchObject({ ...none, warnings: ['tasks-sum'] })
    expect(part([])).toMatchObject({ ...none, warnings: ['nothing-entered'] })
    expect(part([], false)).toMatchObject({ missing: false, warnings: [] })
    expect(part([won, lost, task('c', '4', { part: 'other', result: 'done' })])?.own.settled).toBe(
      '6',
    )
  })
})
