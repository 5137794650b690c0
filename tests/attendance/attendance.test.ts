import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { approvedTrip, askTrip } from '../trips/bureau.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { allJobs, askKinds, formFiles, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import type { AttendanceTableView } from '../../src/flows/attendance/table-view.js'
import type { AttendanceCheckStep, AttendanceView } from '../../src/flows/attendance/view.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { packagePath } from '../../src/base/package-root.js'
import { scoredByCommand } from '../working-year/command.js'
import { factsSlice, stageOf } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import { textsOf } from '../../src/flows/texts.js'
import { breathe, stopwatch } from '../../src/base/real-time.js'
import { createRender } from '../../src/desk/render-notice.js'
import { readSheet } from '../../src/sheets/read.js'
import { FileStore } from '../../src/storage/files.js'
import { prune } from '../../src/storage/retention.js'
import { deskOf } from '../text/desk.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { ask, decide, workRules } from '../leave/bureau.js'
import { press, pressStraight } from '../pressing.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase({
    work: workRules(),
    people: [
      // 董 checks; two have one name, in two units.
      person('dong', '董清', 'party', [{ role: 'discipline-team' }]),
      person('ping-g', '郑平', 'general', []),
      person('ping-p', '郑平', 'party', []),
      person('he', '贺主持', 'party', [{ role: 'hosting-office' }]),
    ],
  })
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:30')
})

afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

interface Typed {
  late?: string
  absent?: string
  early?: string
  day?: string
  occasion?: string
  note?: string
}

const check = (who: string, of: Typed): Promise<string> =>
  say(who, {
    verb: 'attendance.check',
    words: {
      ...{ day: of.day ?? '2025-09-10', occasion: of.occasion ?? 'duty' },
      note: of.note ?? '九点在各处室抽查',
      names: { late: of.late ?? '', absent: of.absent ?? '', 'early-leave': of.early ?? '' },
    },
  })

async function view(who: string): Promise<AttendanceView> {
  const seen = await viewOf(await bureau.seeing(who), { kind: 'attendance', key: 'new' })
  // Every state that people see can be drawn.
  expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
  return seen as AttendanceView
}

async function checked(who: string): Promise<AttendanceCheckStep> {
  const { step } = await view(who)
  if (step.step !== 'check') throw new Error(`at ${step.step}`)
  return step
}

async function send(
  who: string,
  answers: { who?: Record<string, string>; reason?: Record<string, string> } = {},
): Promise<string> {
  const { shown } = await checked(who)
  const given = { who: answers.who ?? {}, reason: answers.reason ?? {} }
  return say(who, { verb: 'attendance.send', shown, answers: given })
}

async function facts() {
  const { collected } = await bureau.seeing(null)
  return [...collected.of(factsSlice).byId.values()]
}

const summary = async () =>
  (await facts()).map(({ body, day }) => [body.kind, body.persons.join(), body.occasion, day])

async function onLeave(who: string, of: Parameters<typeof ask>[2], by = 'li'): Promise<void> {
  bureau.goTo('2025-09-08', '10:00')
  expect(await ask(bureau, who, of)).toBe('leave-asked')
  expect(await decide(bureau, by, { on: who })).toBe('leave-approved')
  bureau.goTo('2025-09-10', '10:30')
}

describe('findings that are recorded at once', () => {
  test('are facts in their procedure: approved, told, objected to and effective like any other', async () => {
    expect(await check('dong', { late: '张可、王珊', absent: '李群' })).toBe('attendance-checked')
    const step = await checked('dong')
    expect(step.ready.map(({ name, finding }) => `${name}${finding}`)).toEqual([
      ...['李群缺勤', '张可迟到', '王珊迟到'],
    ])
    expect(await summary()).toEqual([])
    expect(await send('dong')).toBe('attendance-sent')
    expect(await summary()).toEqual([
      ['absent', 'li', 'duty', '2025-09-10'],
      ['late', 'zhang,wang', 'duty', '2025-09-10'],
    ])
    expect((await view('dong')).step).toMatchObject({ step: 'made', left: 0 })
    const [, late] = await facts()
    const { id } = must(late ?? null, 'a fact')
    const of = { fact: id, whose: '', field: 'opinion', text: '' }
    expect(await bureau.delivered()).toContain(`send approval ${id} li`)
    expect(await say('li', { verb: 'fact.verify', ...of })).toBe('fact-verified')
    expect(await say('chen', { verb: 'fact.approve', ...of })).toBe('fact-approved')
    // Told on the day of the approval.
    expect(await bureau.delivered()).toEqual(
      expect.arrayContaining([`send fact ${id} zhang`, `send fact ${id} wang`]),
    )
    const objects = { verb: 'fact.object', ...of, whose: 'wang', text: '在楼下接人' }
    expect(await say('wang', objects)).toBe('fact-objected')
    const charges = (await facts()).find((fact) => fact.id === id)?.charges
    expect([...(charges?.values() ?? [])].map(({ whose, state }) => [whose, state])).toEqual([
      ['zhang', 'told'],
      ['wang', 'objected'],
    ])
    // Two stand differently in it: the export has it twice, and the command takes what it wrote.
    const seeing = await bureau.seeing(null)
    const cycle = must(seeing.bureau.cycles[0] ?? null, 'a cycle runs')
    const file = exportFacts(scoringInput(seeing, cycle, day('2025-09-10')))
    expect(file.facts.filter(({ rule }) => rule === 'late').map(({ state }) => state)).toEqual([
      ...['proposed', 'objected'],
    ])
    const result = scoredByCommand(file, packagePath('schemes', 'wuhan-civil-servants'))
    expect(result.statements.length).toBeGreaterThan(0)
  })

  test('leave out whom a trip or an outing excuses, and nobody whose trip is only asked for', async () => {
    bureau.goTo('2025-09-09', '09:00')
    await approvedTrip(bureau, 'zhang', { from: '2025-09-10', to: '2025-09-11' }, ['li', 'chen'])
    await askTrip(bureau, 'wang', { from: '2025-09-10' }, 'outing')
    await askTrip(bureau, 'zhao', { from: '2025-09-10' })
    bureau.goTo('2025-09-10', '18:00')
    await check('dong', { absent: '张可、王珊、赵敏' })
    const { asked, ready } = await checked('dong')
    expect(asked.map(({ name, excuse }) => [name, excuse?.matter])).toEqual([
      ['张可', 'trip'],
      ['王珊', 'outing'],
    ])
    expect(ready.map(({ name }) => name)).toEqual(['赵敏'])
  })

  test('leave out whom approved leave excuses, unless a reason says why not', async () => {
    await onLeave('zhang', { from: '2025-09-10' })
    await check('dong', { absent: '张可、王珊' })
    const step = await checked('dong')
    expect(step.asked.map(({ name, excuse }) => [name, excuse?.span.from])).toEqual([
      ['张可', '2025-09-10'],
    ])
    expect(await send('dong')).toBe('attendance-sent-some')
    expect(await summary()).toEqual([['absent', 'wang', 'duty', '2025-09-10']])
    expect((await view('dong')).step).toMatchObject({ step: 'made', left: 1 })

    await say('dong', { verb: 'attendance.again' })
    await check('dong', { absent: '张可' })
    expect(await send('dong')).toBe('refused:attendance-all-left')
    expect(await send('dong', { reason: { 1: '上午已回单位又离开' } })).toBe('attendance-sent')
    const made = (await facts()).at(-1)
    expect(made?.body.persons).toEqual(['zhang'])
    const id = must(made ?? null, 'a fact').id
    const texts = await textsOf(bureau.storage.read, [id], ['note'])
    expect(texts.get(id)?.note).toBe('九点在各处室抽查；上午已回单位又离开')
  })

  test('look at leave of that day only: reported back, refused and other days excuse nothing', async () => {
    await onLeave('zhang', { from: '2025-09-09', to: '2025-09-09' })
    await check('dong', { late: '张可', day: '2025-09-10' })
    expect((await checked('dong')).asks).toBe(0)
    await check('dong', { late: '张可', day: '2025-09-09' })
    expect((await checked('dong')).asks).toBe(1)
    bureau.goTo('2025-09-08', '11:00')
    await ask(bureau, 'wang', { from: '2025-09-10' })
    bureau.goTo('2025-09-10', '10:30')
    await check('dong', { late: '王珊' })
    expect((await checked('dong')).asks).toBe(0)
  })

  test('ask who is meant by a name that two have, and take the unit behind the name', async () => {
    await check('dong', { late: '郑平、郑平（机关党委）' })
    const step = await checked('dong')
    expect(step.asked[0]?.among.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
      'ping-g 综合处',
      'ping-p 机关党委',
    ])
    expect(step.ready.map(({ at, unit }) => [at, unit])).toEqual([[2, '机关党委']])
    expect(await send('dong')).toBe('refused:attendance-which')
    expect(await send('dong', { who: { 1: 'ping-g' } })).toBe('attendance-sent')
    expect((await summary()).map(([, who]) => who)).toEqual(['ping-g', 'ping-p'])
  })

  test('show anew whom nobody was shown: the one who is meant is on leave', async () => {
    await onLeave('ping-g', { from: '2025-09-10' })
    await check('dong', { late: '郑平' })
    expect(await send('dong', { who: { 1: 'ping-g' } })).toBe('attendance-changed')
    expect(await summary()).toEqual([])
    expect((await checked('dong')).asked).toMatchObject([
      { who: 'ping-g', excuse: { matter: 'leave', span: { from: '2025-09-10' } } },
    ])
  })

  test('are all or none: one name that nobody has keeps all back, and every reason is said once', async () => {
    expect(await check('dong', { late: '张可、无此人', day: '2025-09-11', note: '' })).toBe(
      'attendance-checked-wrong',
    )
    const { step } = await view('dong')
    if (step.step !== 'form') throw new Error('to be mended')
    expect(step.words.names.late).toBe('张可、无此人')
    expect(step.wrong.map(({ says, rows }) => [says.code, rows.length])).toEqual([
      ['record-day-future', 1],
      ['attendance-nobody', 1],
    ])
    const given = { shown: 'x', answers: { who: {}, reason: {} } }
    expect(await say('dong', { verb: 'attendance.send', ...given })).toBe(
      'refused:attendance-wrong',
    )
    expect(await summary()).toEqual([])
  })

  test('stand in one log: what another has recorded is not recorded twice, nor one row twice', async () => {
    await check('dong', { late: '张可' })
    await send('dong')
    // 周 of the office checks on the same day.
    await check('zhou', { late: '张可、王珊、王珊', absent: '张可' })
    const step = await checked('zhou')
    expect(step.known.map(({ name, by }) => [name, by])).toEqual([['张可', '董清']])
    expect(step.twice.map(({ name, row }) => [name, row])).toEqual([['王珊', 3]])
    expect(await send('zhou')).toBe('attendance-sent-some')
    expect((await summary()).map(([kind, who]) => `${kind} ${who}`)).toEqual([
      ...['late zhang', 'absent zhang', 'late wang'],
    ])
    // What was sent back may be recorded again.
    const [first] = await facts()
    const about = { fact: first?.id ?? '', whose: '', field: 'opinion', text: '记错' }
    expect(await say('dong', { verb: 'fact.recall', ...about })).toMatch(/^fact-/)
    expect(stageOf(must((await facts())[0] ?? null, 'it'))).toBe('withdrawn')
    await say('zhou', { verb: 'attendance.again' })
    await check('zhou', { late: '张可' })
    expect((await checked('zhou')).ready).toHaveLength(1)
  })

  test('are shown anew when leave was approved meanwhile', async () => {
    bureau.goTo('2025-09-09', '10:00')
    await ask(bureau, 'zhang', { from: '2025-09-10' })
    bureau.goTo('2025-09-10', '10:30')
    await check('dong', { absent: '张可' })
    const { shown } = await checked('dong')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-approved')
    const answers = { who: {}, reason: {} }
    expect(await say('dong', { verb: 'attendance.send', shown, answers })).toBe(
      'attendance-changed',
    )
    expect(await summary()).toEqual([])
  })
})

describe('a sheet', () => {
  const titles = ['姓名', '处室', '日期', '场合', '情形', '情况']
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaohe-attendance-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Somebody opens the form and sends a file to the bot, as the platform brings it; what is said. */
  async function sends(who: string, name: string, bytes: Uint8Array): Promise<string[]> {
    const store = new FileStore(folder)
    const desk = deskOf(bureau, { store, download: async () => bytes })
    await desk.say(who, { text: '考勤' })
    return desk.say(who, { file_key: 'file_1', file_name: name }, { type: 'file' })
  }
  const workbook = (
    rows: readonly (readonly (string | number | Date | null)[])[],
    merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [],
  ) => writeXlsx({ sheets: [{ name: '考勤', rows: rows.map((row) => [...row]), merges }] })

  test('of the template is read with the fate of each row: people by name and unit, days as they are written', async () => {
    await onLeave('zhang', { from: '2025-09-10' })
    const said = await sends(
      'dong',
      '九月.xlsx',
      await workbook([
        ['九月抽查'],
        titles,
        ['王珊', null, new Date(Date.UTC(2025, 8, 10)), '上班', '迟到', '九点二十到'],
        ['郑平', '机关党委', '２０２５年９月９日', '上班', '缺勤', null],
        ['no-li', null, '2025/9/8', '上班', '早退', null],
        ['张可', null, 20250910, '上班', '缺勤', null],
        [null, null, null, null, null, null],
      ]),
    )
    expect(said).toEqual(
      expect.arrayContaining([expect.stringContaining('读到4条'), 'attendance new']),
    )
    const step = await checked('dong')
    expect(step.ready.map(({ at, name, unit, day }) => `${at} ${name} ${unit} ${day}`)).toEqual([
      '3 王珊 综合处 2025-09-10',
      '4 郑平 机关党委 2025-09-09',
      '5 李群 综合处 2025-09-08',
    ])
    expect(step.asked.map(({ at, name }) => [at, name])).toEqual([[6, '张可']])
    expect(await send('dong')).toBe('attendance-sent-some')
    expect((await summary()).map((one) => one.join(' '))).toEqual([
      'late wang duty 2025-09-10',
      'absent ping-p duty 2025-09-09',
      'early-leave li duty 2025-09-08',
    ])
  })

  test('with rows that can not be read says which and why, and records none of it', async () => {
    await sends(
      'dong',
      '九月.xlsx',
      await workbook(
        [
          titles,
          ['王珊', null, '9月10日', '上班', '迟到', null],
          ['张可', null, 45910, '上班', '迟到', null],
          ['无此人', null, '2025-09-10', '上班', '迟到', null],
          ['郑平', '综合科', '2025-09-10', '上班', '迟到', null],
          ['李群', null, '2025-09-10', '加班', '迟到', null],
          ['李群', null, '2025-09-10', '上班', '溜号', null],
          ['李群', null, '2025-09-09', '上班', '迟到', null],
          ['王珊', null, null, '上班', '迟到', null],
          ['王珊', null, '2025-09-08', '上班', '早退', null],
        ],
        [{ startRow: 7, startCol: 2, endRow: 8, endCol: 2 }],
      ),
    )
    const step = await checked('dong')
    expect(
      step.wrong.map(({ says, rows }) => [says.code, rows.map(({ at }) => at).join()]),
    ).toEqual([
      ['attendance-sheet-day', '2'],
      ['attendance-sheet-day', '3'],
      ['attendance-nobody', '4'],
      ['attendance-not-in-unit', '5'],
      ['attendance-sheet-occasion', '6'],
      ['attendance-sheet-finding', '7'],
      ['attendance-sheet-merged', '8,9'],
    ])
    expect(await send('dong')).toBe('refused:attendance-wrong')
    expect(await summary()).toEqual([])
  })

  test('of the same bytes is noticed, and what it says is not recorded twice', async () => {
    const csv = new TextEncoder().encode(
      `\ufeff${titles.join()}\r\n王珊,,2025-09-10,上班,迟到,\r\n`,
    )
    await sends('dong', '九月.csv', csv)
    expect((await checked('dong')).before).toBeNull()
    expect(await send('dong')).toBe('attendance-sent')
    await sends('zhou', '另存.csv', csv)
    const step = await checked('zhou')
    expect([step.before, step.ready.length, step.known.length]).toEqual([
      { by: '董清', on: '2025-09-10' },
      ...[0, 1],
    ])
    expect(await send('zhou')).toBe('refused:attendance-all-left')
  })

  test('saved by Excel in China as GB18030 reads as it was written', async () => {
    // 姓名,日期,场合,情形 / 王珊,2025-9-10,上班,迟到
    const bytes = Buffer.from(
      'd0d5c3fb2cc8d5c6da2cb3a1bacf2cc7e9d0ce0d0acdf5c9ba2c323032352d392d31302cc9cfb0e02cb3d9b5bd0d0a',
      'hex',
    )
    await sends('dong', '九月.csv', bytes)
    expect((await checked('dong')).ready).toMatchObject([{ name: '王珊', finding: '迟到' }])
  })

  test.each([
    ['考勤.pdf', new Uint8Array([1]), '不是考勤表'],
    ['考勤.xlsx', new Uint8Array(20 * 1024 * 1024), '太大'],
    ['考勤.xlsx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), '加了密码'],
    ['考勤.xlsx', new Uint8Array([0x50, 0x4b, 3, 4]), '打不开'],
    ['考勤.csv', new TextEncoder().encode('a,b\n'.repeat(1001)), '超过1000行'],
    [
      '考勤.csv',
      new TextEncoder().encode('姓名,日期\n王珊,2025-09-10\n'),
      '没有找到这些列：场合、情形',
    ],
  ])('%s that is none is refused kindly', async (name, bytes, why) => {
    const said = await sends('dong', name, bytes)
    expect(said).toEqual([expect.stringContaining(why)])
  })

  test('of which something was recorded is kept as proof; one of which nothing was goes with the forms', async () => {
    const row = (name: string) => [name, null, '2025-09-09', '上班', '迟到', null]
    await sends('dong', '草稿.xlsx', await workbook([titles, row('张可')]))
    await sends('dong', '定稿.xlsx', await workbook([titles, row('王珊')]))
    expect(await send('dong')).toBe('attendance-sent')
    const names = async () => {
      const { client } = bureau.storage.read
      const files = await client.storedFile.findMany({ where: { bureau: bureau.id } })
      return files.map(({ name }) => name).sort()
    }
    expect(await names()).toEqual(['定稿.xlsx', '草稿.xlsx'])
    bureau.goTo('2026-04-01', '10:00')
    await prune(bureau.storage, formFiles)
    expect(await names()).toEqual(['定稿.xlsx'])
  })

  test('that is small and unpacks to much is not unpacked', async () => {
    const bomb = await workbook([
      titles,
      ...Array.from({ length: 400 }, (_, at) => [`${at}${'王珊'.repeat(8_000)}`]),
    ])
    expect(bomb.byteLength).toBeLessThan(2 * 1024 * 1024)
    expect(await sends('dong', '九月.xlsx', bomb)).toEqual([expect.stringContaining('太大')])
  })

  test('of five hundred rows is shown in seconds, and others press meanwhile', async () => {
    const days = Array.from({ length: 100 }, (_, at) => new Date(Date.UTC(2025, 4, 20 + at)))
    const rows = days.flatMap((day) =>
      ['王珊', '张可', '李群', '赵敏', '周毅'].map((name) => [
        name,
        null,
        day,
        '上班',
        '迟到',
        null,
      ]),
    )
    const bytes = await workbook([titles, ...rows])
    const watch = stopwatch()
    await sends('dong', '全年.xlsx', bytes)
    let longest = 0
    let running = true
    const pulse = async (): Promise<void> => {
      while (running) {
        const one = stopwatch()
        await breathe()
        longest = Math.max(longest, one())
      }
    }
    const beating = pulse()
    const step = await checked('dong')
    running = false
    await beating
    expect(step.ready).toHaveLength(500)
    expect(watch()).toBeLessThan(5_000)
    expect(longest).toBeLessThan(1_000)
    const sending = stopwatch()
    expect(await send('dong')).toBe('attendance-sent')
    expect(sending()).toBeLessThan(5_000)
    expect(await summary()).toHaveLength(500 - 100 * 2)
  })

  test('to be filled in is sent by a word or the button, and reads back as it is', async () => {
    const store = new FileStore(folder)
    const said = await deskOf(bureau).say('dong', { text: '/export 考勤模板' })
    expect(said.sort()).toEqual(['attendance new', 'template attendance'])
    await say('dong', { verb: 'attendance.template' })
    const { notice } = must((await bureau.notices())[0] ?? null, 'a notice')
    const render = createRender({ bureaus: bureau.bureaus, store })
    const rendered = await bureau.storage.transact('work', (tx) => render(notice, tx))
    const { name, sha256 } = JSON.parse('content' in rendered ? rendered.content : '{}')
    expect(name).toBe('考勤.xlsx')
    const bytes = must(await store.get(sha256), 'it is kept')
    expect(await readSheet(name, bytes)).toMatchObject({ rows: [{ at: 1, cells: titles }] })
    expect(await sends('dong', name, bytes)).toEqual([expect.stringContaining('没有要登记的行')])
  })
})

describe("the unit's table of a quarter", () => {
  const key = 'attendance-quarter/2025-Q3/general'
  const tableFor = async (who: string) => {
    const seen = await viewOf(await bureau.seeing(who), { kind: 'attendance-table', key })
    expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
    return seen.kind === 'attendance-table' ? (seen as AttendanceTableView) : null
  }
  const owes = async (who: string) =>
    asksFor(askKinds, await bureau.seeing(who), who)
      .filter(({ kind }) => kind === 'attendance.table')
      .map(({ about, due }) => `${about} ${due}`)
  const sign = async (who: string) =>
    say(who, { verb: 'attendance.sign', key, shown: (await tableFor('li'))?.shown ?? '' })
  /** A finding that went through its procedure up to the telling. */
  async function found(names: Typed): Promise<void> {
    await say('dong', { verb: 'attendance.again' })
    await check('dong', names)
    expect(await send('dong')).toBe('attendance-sent')
    const { id = '' } = (await facts()).at(-1) ?? {}
    const of = { fact: id, whose: '', field: 'opinion', text: '' }
    expect(await say('li', { verb: 'fact.verify', ...of })).toBe('fact-verified')
    expect(await say('chen', { verb: 'fact.approve', ...of })).toBe('fact-approved')
  }

  test('is made of the ledger, signed by its head and brought to the political division', async () => {
    await onLeave('wang', { from: '2025-09-11', to: '2025-09-11', ends: 'noon' })
    await found({ late: '张可、王珊' })
    await found({ late: '张可', day: '2025-09-09' })
    // Recorded and not approved yet: it counts for nobody.
    await say('dong', { verb: 'attendance.again' })
    await check('dong', { absent: '张可' })
    await send('dong')
    bureau.goTo('2025-09-30', '10:00')
    expect(await owes('li')).toEqual([])
    expect(await sign('li')).toBe('refused:attendance-table-early')
    // The first working day after the quarter and the holiday.
    bureau.goTo('2025-10-09', '09:00')
    expect(await owes('li')).toEqual([`${key} 2025-10-14`])
    const table = await tableFor('li')
    expect(table?.columns).toEqual(['请假天数', '请假次数', '迟到', '早退', '缺勤'])
    expect(table?.rows).toEqual([
      { name: '张可', values: ['0', '0', '2', '0', '0'] },
      { name: '王珊', values: ['0.5', '1', '1', '0', '0'] },
    ])
    expect([table?.nothing, table?.maySign]).toEqual([2, true])
    await bureau.delivered()
    expect(await sign('li')).toBe('attendance-table-sent')
    expect(await bureau.delivered()).toContain(`send attendance-table ${key} zhou`)
    expect(await owes('li')).toEqual([])
    expect((await tableFor('zhou'))?.signed).toEqual({ by: '李群', on: '2025-10-09' })
    expect(await sign('li')).toBe('refused:attendance-table-signed')
  })

  test('that was signed keeps its figures, and says when the ledger says something else by now', async () => {
    await found({ late: '张可' })
    bureau.goTo('2025-10-09', '09:30')
    expect(await sign('li')).toBe('attendance-table-sent')
    const { id = '' } = (await facts()).at(-1) ?? {}
    const of = { fact: id, whose: '', field: 'opinion', text: '手机没有信号' }
    await bureau.delivered()
    await say('zhang', { verb: 'fact.object', ...of, whose: 'zhang' })
    expect(await say('zhou', { verb: 'fact.withdraw', ...of, whose: 'zhang' })).toMatch(/^fact-/)
    expect(await tableFor('zhou')).toMatchObject({
      ...{ changed: true, rows: [{ name: '张可', values: ['0', '0', '1', '0', '0'] }] },
    })
  })

  test('counts what was recorded several times at once as often as it happened', async () => {
    const words = {
      ...{ ...noWords, whom: ['zhang'], day: '2025-09-09', occasion: 'duty' },
      ...{ times: '3', note: '上旬抽查三次' },
    }
    const form = { verb: 'record.submit', key: 'new', kind: 'late', confirmed: false, words }
    expect(await say('zhou', form)).toBe('fact-proposed')
    const { id = '' } = (await facts()).at(-1) ?? {}
    const of = { fact: id, whose: '', field: 'opinion', text: '' }
    await say('li', { verb: 'fact.verify', ...of })
    expect(await say('chen', { verb: 'fact.approve', ...of })).toBe('fact-approved')
    expect((await tableFor('li'))?.rows).toEqual([
      { name: '张可', values: ['0', '0', '3', '0', '0'] },
    ])
  })

  test('is for who signs and who files it, and nobody signs figures that were not shown', async () => {
    bureau.goTo('2025-10-09', '09:30')
    // Nobody has asked for leave here, and nothing was found: nothing is asked for either.
    expect(await owes('li')).toEqual([])
    bureau.goTo('2025-09-10', '10:30')
    await found({ late: '张可' })
    bureau.goTo('2025-10-09', '09:30')
    expect(await tableFor('zhang')).toBeNull()
    expect(await sign('zhou')).toBe('refused:attendance-table-not-yours')
    const stale = { verb: 'attendance.sign', key, shown: 'other' }
    expect(await say('li', stale)).toBe('attendance-table-changed')
    // By its card it is a warning, also from the second device: nothing was signed.
    const desk = deskOf(bureau)
    const shown = /attendance\.sign~[^"]*~/.exec(
      JSON.stringify(await desk.card('li', 'attendance-table', key)),
    )
    for (const device of ['first', 'second']) {
      const { toast } = await desk.pressName('li', `${shown?.[0]}other`)
      expect(toast, device).toMatchObject({
        type: 'warning',
        content: expect.stringContaining('还没有签报'),
      })
    }
    expect(await owes('li')).toHaveLength(1)
    const sends = allJobs.filter(({ name }) => name.startsWith('attendance.table'))
    const { calendar } = bureau
    expect(
      sends.flatMap((job) => job.due(calendar, day('2025-10-01'), day('2025-10-31'))),
    ).toMatchObject(['2025-09', '2025-Q3', '2025-09', '2025-Q3'].map((period) => ({ period })))
    for (const job of sends) await bureau.job((ctx) => job.run(ctx, '2025-Q3', null))
    const sent = await bureau.delivered()
    expect(sent.filter((each) => each.startsWith('send attendance-table'))).toContain(
      `send attendance-table ${key} li`,
    )
  })
})

describe('who may', () => {
  test('record: the office, and for an occasion whom the work rules name', async () => {
    expect(await check('zhang', { late: '王珊' })).toBe('refused:not-allowed')
    expect((await view('dong')).step).toMatchObject({ occasions: [{ id: 'duty' }] })
    expect((await view('he')).step).toMatchObject({
      occasions: [{ id: 'meeting' }, { id: 'activity' }],
    })
    // From a card of the time when 贺 still checked.
    const words = { day: '2025-09-10', occasion: 'duty', note: '抽查', names: { late: '王珊' } }
    await pressStraight(bureau, 'he', { verb: 'attendance.check', words } as Intent)
    expect((await view('he')).step).toMatchObject({
      wrong: [{ says: { code: 'record-occasion-other' } }],
    })
  })
})

test('a card whose answer came too late to be shown is corrected; one that was answered in time is not', async () => {
  // Late only once its transaction has ended: who pressed has read that it is being worked on.
  let asked = 0
  const late = deskOf(bureau, undefined, { waiting: { isLate: () => asked++ > 0 } })
  const corrections = async (who: string): Promise<string[]> => {
    const recipient = `ou_${bureau.id}_${who}`
    const where = { recipient, op: 'update', cardKind: 'home' }
    const all = await bureau.storage.read.client.notice.findMany({ where })
    return all.map(({ state }) => state)
  }
  for (const [who, desk] of [
    ['li', late],
    ['zhang', deskOf(bureau)],
  ] as const) {
    const name = /"(open~[^"]+)"/.exec(JSON.stringify(await desk.card(who, 'home', 'home')))
    const { toast } = await desk.pressName(who, `${name?.[1]}`)
    expect(toast?.type).toBe('success')
  }
  await expect.poll(() => corrections('zhang'), { timeout: 30_000 }).toEqual(['dropped'])
  expect(await corrections('li')).toEqual(['queued'])
})
