import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { scoreOne } from '../../src/scoring/engine.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { taskAsks } from '../../src/flows/task/asks.js'
import { decideTasks, letterKey, setTasks } from '../../src/flows/task/change.js'
import { viewLetter } from '../../src/flows/task/view.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { testDatabase } from '../report/bureau.js'
import { cited, read, totalOf } from '../scoring/invented/scheme.js'

/** Units with tasks that the regulation lists: a sheet of two, and one beside a target. */
const scheme: Scheme = {
  ...read({
    roles: ['unit-head', 'assessment-office'].map((role) => ({ role, name: role })),
    assessee: 'unit',
    ...{ rules: [], procedures: [] },
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    total: totalOf(
      [
        {
          ...{ kind: 'tasks', part: 'sheet', name: '单子', ...cited, points: '$points' },
          ...{ says: '{points=10} 分', excused: 'set' },
          tasks: [
            { task: 'papers', name: '文稿', ...cited, says: '{points=6} 分', points: '$points' },
            { task: 'files', name: '档案', ...cited, says: '{points=4} 分', points: '$points' },
          ],
        },
        {
          ...{ kind: 'ratio', part: 'platforms', name: '平台', ...cited, points: '$points' },
          ...{ says: '{points=6} 分，{once=1} 倍', 'at-most': '$once', targets: ['parks'] },
          ...{ excused: 'set', tasks: [{ task: 'team', name: '专班', ...cited, says: '专班' }] },
        },
      ],
      {},
      '16',
    ),
    rules: [
      {
        ...{ rule: 'park', name: '园区', ...cited, says: '园区', kind: 'record' },
        ...{ procedures: ['record'], evidence: 'optional' },
      },
    ],
    procedures: [
      {
        ...{ procedure: 'record', name: '登记', ...cited },
        by: { records: ['assessment-office'], decides: 'assessment-office' },
      },
    ],
    targets: [
      {
        ...{ target: 'parks', name: '园区', ...cited, says: '园区', rules: ['park'], each: '个' },
        ...{ per: 'year', 'at-least': { everyone: '2' } },
      },
    ],
  }),
  id: 'listed',
}

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

test('tasks that the regulation lists need no letter, are decided from its list, and score', async () => {
  const bureau = await database.newBureau([scheme])
  bureau.goTo('2025-12-05', '10:00')
  const cycle = `${bureau.id}.listed.2025`
  const unit = { assessee: 'general' }
  const codeOf = (outcome: Awaited<ReturnType<typeof bureau.outcome>>): string =>
    outcome.kind === 'done' ? outcome.say.code : outcome.code
  const asked = async () =>
    taskAsks.open(await bureau.seeing(null), { person: 'zhou' }).map(({ says }) => says.code)
  const decide = (part: string, task: string, result: string, more = {}) =>
    bureau.outcome('zhou', (ctx) => {
      const words = { result, granted: '', reason: '', done: '', ...more }
      return decideTasks(ctx, {
        verb: 'tasks.decide',
        ...{ cycle, part, ...unit, tasks: { [task]: words } },
      })
    })
  expect(await asked()).toEqual(['ask-task-results', 'ask-task-results'])
  for (const part of ['sheet', 'platforms']) {
    const set = await bureau.outcome('zhou', (ctx) =>
      setTasks(ctx, { verb: 'tasks.set', cycle, part, ...unit, text: '文稿 10' }),
    )
    expect(codeOf(set)).toBe('tasks-listed')
  }
  expect(codeOf(await decide('sheet', 'papers', 'done'))).toBe('tasks-decided-now')
  await decide('sheet', 'files', 'excused')
  const given = { granted: '1.5', reason: '省里推迟' }
  expect(codeOf(await decide('sheet', 'files', 'excused', given))).toBe('tasks-decided-now')
  expect(codeOf(await decide('platforms', 'team', 'done'))).toBe('tasks-decided-now')
  const key = letterKey({ cycle, part: 'sheet', ...unit })
  const view = await viewLetter(await bureau.seeing('zhou'), key)
  expect(view).toMatchObject({ listed: true, entered: null, maySet: false, mayDecide: true })
  const tasks = 'tasks' in view ? view.tasks : []
  expect(tasks.map(({ number, name, granted }) => `${number} ${name} ${granted}`)).toEqual([
    '1 文稿 null',
    '2 档案 1.5',
  ])
  const seeing = await bureau.seeing(null)
  const running = must(
    seeing.bureau.cycles.find(({ id }) => id === cycle),
    'it runs',
  )
  const statement = scoreOne(scoringInput(seeing, running, seeing.today), 'general')
  expect(statement?.root.lines.map(({ own }) => own.settled)).toEqual(['7.5', '3'])
})
