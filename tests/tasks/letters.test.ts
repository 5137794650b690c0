import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { day, dayAt, timeAt } from '../../src/base/day.js'
import { askJobs } from '../../src/flows/ask-jobs.js'
import { decideTasks, letterKey, setTasks } from '../../src/flows/task/change.js'
import { taskDecided } from '../../src/flows/task/entries.js'
import { taskAsks } from '../../src/flows/task/asks.js'
import { openPrepared } from '../../src/flows/cycle/opening.js'
import { type LetterView, viewLetter, viewTasks } from '../../src/flows/task/view.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { viewStanding } from '../../src/flows/standing/view.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { testDatabase } from '../report/bureau.js'
import { cited, read, totalOf } from '../scoring/invented/scheme.js'
import { deskOf, readable } from '../text/desk.js'

/** Units with two parts of tasks: whole or nothing, and by the share that is done. */
const scheme: Scheme = {
  ...read({
    roles: ['unit-head', 'assessment-office'].map((role) => ({ role, name: role })),
    assessee: 'unit',
    ...{ rules: [], procedures: [] },
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    total: totalOf(
      [
        {
          ...{ kind: 'tasks', part: 'letter', name: '年度任务', ...cited, points: '$points' },
          says: '责任书 {points=30} 分',
          excused: 'set',
        },
        {
          ...{ kind: 'tasks', part: 'works', name: '工程', ...cited, points: '$points' },
          says: '工程 {points=70} 分，按完成的比例',
          ...{ excused: 'full', partly: 'yes' },
        },
      ],
      {},
      '100',
    ),
  }),
  id: 'letters',
}

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

async function bureauOf() {
  const bureau = await database.newBureau([scheme])
  bureau.goTo('2025-03-10', '10:00')
  return { bureau, cycle: `${bureau.id}.letters.2025` }
}

const unit = { assessee: 'general' }
type Made = Awaited<ReturnType<typeof bureauOf>>

function set({ bureau, cycle }: Made, part: string, text: string, who = 'zhou') {
  return bureau.outcome(who, (ctx) =>
    setTasks(ctx, { verb: 'tasks.set', cycle, part, ...unit, text }),
  )
}

const nothing = { result: 'open', granted: '', reason: '', done: '' }
type Words = Record<string, Partial<typeof nothing>>

function decide({ bureau, cycle }: Made, part: string, words: Words, who = 'zhou') {
  const tasks = Object.fromEntries(
    Object.entries(words).map(([id, some]) => [id, { ...nothing, ...some }]),
  )
  return bureau.outcome(who, (ctx) =>
    decideTasks(ctx, { verb: 'tasks.decide', cycle, part, ...unit, tasks }),
  )
}

function codes(outcome: Awaited<ReturnType<typeof set>>): string[] {
  if (outcome.kind === 'done') return [outcome.say.code]
  return outcome.faults.length > 0
    ? outcome.faults.map(({ code, field }) => `${code} ${field}`)
    : [outcome.code]
}

async function totalOfUnit({ bureau, cycle }: Made) {
  const seeing = await bureau.seeing(null)
  const running = must(
    seeing.bureau.cycles.find(({ id }) => id === cycle),
    'it runs',
  )
  const statement = scoreOne(scoringInput(seeing, running, seeing.today), 'general')
  return must(statement, 'it is assessed').total
}

const letter = '改造管网 8\n安全检查，12 分\n内部审计：10'

test('a letter is read line by line; every line that is wrong is named at once, and the sum must be the part’s', async () => {
  const made = await bureauOf()
  expect(codes(await set(made, 'letter', '  \n'))).toEqual(['tasks-none text'])
  expect(codes(await set(made, 'letter', '改造管网\n安全检查 0\n内部审计 10'))).toEqual([
    'tasks-line text',
    'tasks-points text',
  ])
  expect(codes(await set(made, 'letter', '改造管网 8\n安全检查 12'))).toEqual(['tasks-sum text'])
  const many = Array.from({ length: 21 }, (_, index) => `任务${index} 1`).join('\n')
  expect(codes(await set(made, 'letter', many))).toEqual(['tasks-many text'])
  expect(codes(await set(made, 'letter', `${'长'.repeat(51)} 30`))).toEqual(['tasks-name text'])
  expect(codes(await set(made, 'letter', letter, 'li'))).toEqual(['not-allowed'])
  expect(codes(await set(made, 'nowhere', letter))).toEqual(['no-cycle'])
  expect(codes(await set(made, 'letter', letter))).toEqual(['tasks-set'])
  expect(await made.bureau.delivered()).toContain(
    `send task-letter ${letterKey({ cycle: made.cycle, part: 'letter', ...unit })} li`,
  )
})

test('a task that is not done asks for its reason before anything is saved; with special circumstances for points too', async () => {
  const made = await bureauOf()
  expect(codes(await decide(made, 'letter', { 1: { result: 'done' } }))).toEqual(['tasks-missing'])
  await set(made, 'letter', letter)
  const words: Words = {
    1: { result: 'done' },
    2: { result: 'not-done' },
    3: { result: 'excused' },
  }
  expect(codes(await decide(made, 'letter', words))).toEqual(['tasks-more'])
  expect(codes(await decide(made, 'letter', words))).toEqual([
    'task-reason reason.2',
    'task-granted granted.3',
    'task-reason reason.3',
  ])
  const whole: Words = {
    1: { result: 'done' },
    2: { result: 'not-done', reason: '两个小区没有入户' },
    3: { result: 'excused', granted: '10.5', reason: '进场推迟' },
  }
  expect(codes(await decide(made, 'letter', whole))).toEqual(['task-granted granted.3'])
  whole[3] = { ...whole[3], granted: '2.5' }
  expect(codes(await decide(made, 'letter', whole))).toEqual(['tasks-decided-now'])
  expect(codes(await decide(made, 'letter', whole))).toEqual(['tasks-same'])
  expect(codes(await set(made, 'letter', letter))).toEqual(['tasks-decided'])
})

test('what is decided scores: whole, nothing, as granted, and by the share that is done; a result can be taken back', async () => {
  const made = await bureauOf()
  await set(made, 'letter', letter)
  await set(made, 'works', '修路 40 120\n种树 30 1000')
  expect(await totalOfUnit(made)).toBeNull()
  await decide(made, 'letter', { 3: { result: 'excused' } })
  const excused = { result: 'excused', granted: '2.5', reason: '进场推迟' }
  await decide(made, 'letter', { 1: { result: 'done' }, 2: { result: 'done' }, 3: excused })
  expect(codes(await decide(made, 'works', { 1: { done: '一半' } }))).toEqual(['task-done done.1'])
  await decide(made, 'works', { 1: { done: '90' }, 2: { done: '1200' } })
  expect(await totalOfUnit(made)).toBe('82.5')
  await decide(made, 'letter', { 1: { result: 'open' } })
  expect(await totalOfUnit(made)).toBeNull()
})

test('a task with a target is exported with what is done of it, and with a result or while it is open without: so the file is read', async () => {
  const made = await bureauOf()
  const { bureau, cycle } = made
  await set(made, 'works', '修路 40 120\n种树 20 1000\n清淤 10 5')
  await decide(made, 'works', { 1: { done: '60' }, 2: { result: 'done' } })
  const seeing = await bureau.seeing(null)
  const running = must(
    seeing.bureau.cycles.find(({ id }) => id === cycle),
    'it runs',
  )
  const facts = exportFacts(scoringInput(seeing, running, seeing.today))
  expect(facts.tasks.map(({ target, done, result }) => [target, done, result])).toEqual([
    ['120', '60', undefined],
    [undefined, undefined, 'done'],
    [undefined, undefined, undefined],
  ])
  const document = { file: 'facts.json', positionOf: () => ({ line: 1, column: 1 }) }
  expect(checkFacts(running.scheme, facts, { document })).toEqual([])
})

test('the head reads the letter with its reasons and presses nothing; strangers to the unit do not see it', async () => {
  const made = await bureauOf()
  const { bureau, cycle } = made
  const key = letterKey({ cycle, part: 'letter', ...unit })
  await set(made, 'letter', letter)
  await decide(made, 'letter', { 2: { result: 'not-done' } })
  await decide(made, 'letter', { 2: { result: 'not-done', reason: '两个小区没有入户' } })
  const card = await deskOf(bureau).card('li', 'task-letter', key)
  expect(readable(card)).toContain('两个小区没有入户')
  expect(readable(card)).toContain('安全检查')
  expect(JSON.stringify(card)).not.toContain('tasks.decide')
  expect(await viewLetter(await bureau.seeing('zhao'), key)).toMatchObject({ kind: 'gone' })
  expect(await viewTasks(await bureau.seeing('li'), `${cycle}/letter`)).toMatchObject({
    kind: 'gone',
  })
  const view = await viewStanding(await bureau.seeing('li'), `${cycle}/general`)
  const parts = 'parts' in view ? view.parts : []
  expect(parts.find(({ name }) => name === '年度任务')?.tasks).toEqual([
    { name: '改造管网', points: null, pointsMax: '8' },
    { name: '安全检查', points: '0', pointsMax: '12' },
    { name: '内部审计', points: null, pointsMax: '10' },
  ])
})

test('letters wait for who keeps them until all are entered, results from December on', async () => {
  const { bureau, cycle } = await bureauOf()
  const codesOf = async (): Promise<string[]> =>
    taskAsks
      .open(await bureau.seeing(null), { person: 'zhou' })
      .map(({ says, about }) => `${says.code} ${says.with.count} ${about.split('/')[1]}`)
  const units = (await bureau.seeing(null)).bureau.cycles.find(({ id }) => id === cycle)?.assessees
  const count = units?.length ?? 0
  expect(await codesOf()).toEqual([`ask-letters ${count} letter`, `ask-letters ${count} works`])
  for (const { id: assessee } of units ?? []) {
    for (const [part, text] of [
      ['letter', letter],
      ['works', '修路 70 1'],
    ] as const) {
      await bureau.act('zhou', (ctx) =>
        setTasks(ctx, { verb: 'tasks.set', cycle, part, assessee, text }),
      )
    }
  }
  expect(await codesOf()).toEqual([])
  bureau.goTo('2025-12-01', '10:00')
  expect(await codesOf()).toEqual([
    `ask-task-results ${count} letter`,
    `ask-task-results ${count} works`,
  ])
})

test('who keeps the tasks gets the list by itself: for letters in the year’s first month, again in its third, for results in its last', async () => {
  const { bureau, cycle } = await bureauOf()
  const jobs = askJobs([taskAsks])
  const calendar = (await bureau.seeing(null)).calendar
  const dues = jobs.flatMap((job) =>
    job.due(calendar, day('2025-01-01'), day('2026-01-31')).map((due) => ({ job, ...due })),
  )
  const cards: string[] = []
  for (const { job, period, at } of dues.toSorted((a, b) => a.at - b.at)) {
    bureau.goTo(dayAt(at), timeAt(at))
    await bureau.job((ctx) => job.run(ctx, period, null))
    const sent = (await bureau.delivered()).filter((line) => line.endsWith(' zhou'))
    cards.push(...sent.map((line) => `${dayAt(at)} ${line}`))
    if (period === '2025') continue
    for (const { id: assessee } of (await bureau.seeing(null)).bureau.cycles[0]?.assessees ?? []) {
      const tasks = {
        verb: 'tasks.set' as const,
        cycle,
        part: 'works',
        assessee,
        text: '修路 70 1',
      }
      if (dayAt(at) > '2025-02-01') await bureau.act('zhou', (ctx) => setTasks(ctx, tasks))
    }
    await bureau.delivered()
  }
  // Two parts wait: the home card tells of both.
  expect(cards).toEqual([
    '2025-01-15 send home home zhou',
    '2025-03-03 send home home zhou',
    '2025-12-01 send home home zhou',
    '2026-01-07 send home home zhou',
  ])
})

test('the next year begins with last year’s letter as an offer: nothing is entered by it, and it counts once it is handed in', async () => {
  const made = await bureauOf()
  const { bureau } = made
  expect(codes(await set(made, 'letter', letter))).toEqual(['tasks-set'])
  const [first] = letter.split('\n').map((line) => line.trim())
  await bureau.job(async (ctx) =>
    taskDecided.write(ctx, {
      ...{ by: 'zhou', cycle: made.cycle, subject: unit.assessee },
      body: { part: 'letter', task: '1', result: 'done' },
    }),
  )
  bureau.goTo('2026-01-12', '10:00')
  const opened = await bureau.outcome('zhou', (ctx) =>
    openPrepared(ctx, { verb: 'cycle.open', scheme: 'letters', year: '2026' }),
  )
  expect(opened.kind).toBe('done')
  const cycle = `${bureau.id}.letters.2026`
  const offered = async (who: string, part = 'letter') =>
    (await viewLetter(await bureau.seeing(who), letterKey({ cycle, part, ...unit }))) as LetterView
  const typed = letter.split('\n').map((line) => line.trim())
  const { lastYears, text, entered, tasks, before } = await offered('zhou')
  // Beside it what became of the tasks: targets are set by that.
  expect(before.map(({ name, result }) => `${name} ${result}`)).toEqual([
    `${first?.replace(/ .*/, '')} done`,
  ])
  expect({ lastYears, entered, tasks }).toEqual({ lastYears: true, entered: null, tasks: [] })
  expect(text.split('\n')).toHaveLength(typed.length)
  expect((await offered('zhou', 'works')).lastYears).toBe(false)
  expect((await offered('li')).maySet).toBe(false)
  expect(codes(await set({ bureau, cycle }, 'letter', text))).toEqual(['tasks-set'])
  const now = await offered('zhou')
  expect([now.lastYears, now.tasks.length]).toEqual([false, typed.length])
})

test('a result is saved by the card’s own form', async () => {
  const made = await bureauOf()
  const { bureau, cycle } = made
  await set(made, 'letter', letter)
  const desk = deskOf(bureau)
  const key = letterKey({ cycle, part: 'letter', ...unit })
  const card = await desk.card('zhou', 'task-letter', key)
  const answer = await desk.press('zhou', card, '保存核定', { 'result.1': 'done' })
  expect(answer.toast?.content).toContain('已核定综合处的1项任务')
})
