import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates, viewOf } from '../../src/flows/all.js'
import { checkAsks, closeAsks, scoreAsks } from '../../src/flows/items/asks.js'
import type { Line } from '../../src/scoring/statement.js'
import { tryJob } from '../../src/flows/trial/job.js'
import { tryAnswer } from '../../src/flows/trial/try.js'
import { workAsked } from '../publication/computed.js'
import { deskOf, readable, tagged } from '../text/desk.js'
import { itemsDatabase, makeBureau, schemeOf } from './bureau.js'

let database: Awaited<ReturnType<typeof itemsDatabase>>
beforeAll(async () => {
  database = await itemsDatabase()
}, 60_000)
afterAll(() => database.close())

const shiyan = () => makeBureau(database, schemeOf('shiyan-departments'))

function lineIn(line: Line, id: string): Line | null {
  if (line.id === id) return line
  for (const below of line.lines) {
    const found = lineIn(below, id)
    if (found) return found
  }
  return null
}

const sheet = (id: string) => ({ by: 'unit' as const, id })

test('a task that is worth a third of its item is handed in and scored as it stands, and typed with two decimals', async () => {
  const of = await shiyan()
  const row = 'youth-league-network-civility.core-team'
  of.bureau.goTo('2025-12-02', '10:00')
  expect(await of.save('tuan', 'youth-league', {}, { open: row })).toEqual(['refreshed'])
  const desk = deskOf(of.bureau)
  /** What the row's field holds, on whichever page it stands. */
  const held = async (
    who: string,
    kind: string,
    at: string,
    name: string,
    turn: (to: number) => Promise<unknown>,
  ) => {
    for (const page of [1, 2, 3]) {
      await turn(page)
      const field = tagged(await desk.card(who, kind, `${of.cycle}/${at}`)).find(
        (each) => each.name === name,
      )
      if (field) return field.default_value
    }
    return undefined
  }
  const turned = (to: number) => of.save('tuan', 'youth-league', {}, { to })
  expect(await held('tuan', 'items-check', 'youth-league', `figure.${row}`, turned)).toBe('2.67')
  const [checked] = await of.check('tuan', 'youth-league', { [row]: '2.67' })
  expect(checked).toMatch(/^items-checked \d+ 0$/)
  const unit = sheet('youth-league')
  expect(await of.turn('wen', unit, `youth-league/${row}`)).toEqual(['refreshed'])
  const next = (to: number) => of.turn('wen', unit, '', to)
  expect(
    await held('wen', 'items-sheet', 'unit/youth-league', `figure.youth-league/${row}`, next),
  ).toBe('2.67')
  expect(await of.give('wen', unit, { [`youth-league/${row}`]: '2.67' })).toEqual([
    'scores-given 1',
  ])
  const given = lineIn((await of.statement('youth-league')).root, 'youth-league-network-civility')
  expect(JSON.stringify(given)).toContain('2.6666')
})

test('a section goes through its sheet from what the ledger holds, the panel scores it, and the export scores the same', async () => {
  const of = await shiyan()
  await of.fact('funds-won', 'policy-coop', { quantity: '36' })
  of.bureau.goTo('2025-11-28', '10:00')
  expect(await of.save('bai', 'policy-coop')).toEqual(['items-not-open'])
  of.bureau.goTo('2025-12-02', '10:00')
  expect(await of.check('bo', 'policy-coop')).toEqual(['items-not-head'])
  expect(await of.check('an', 'policy-coop')).toEqual(['not-allowed'])
  // A task that is not wholly done, and more than the ledger has, are said why.
  const claims = {
    'policy-coop-work.policy-coop-security-line': '3',
    'policy-coop-invest-info': '1',
  }
  expect(await of.check('bai', 'policy-coop', claims)).toEqual(['items-other-page '])
  const why: Record<string, [string, string]> = {
    'policy-coop-work.policy-coop-security-line': ['３．５', '演练推迟'],
    'policy-coop-invest-info': ['1', '一条已报，还没有认可'],
  }
  expect(await of.save('bo', 'policy-coop', why)).toEqual(['items-saved'])
  const [checked] = await of.check('bai', 'policy-coop')
  expect(checked).toMatch(/^items-checked \d+ 1$/)
  // Until the 20th nobody scores a section that has not handed in.
  expect(await of.expected('wen', sheet('office'))).toEqual(['scores-none-plain'])
  expect(
    await of.give('wen', sheet('office'), { 'office/office-work.office-intranet': '0' }),
  ).toEqual(['scores-early'])
  expect(await of.expected('an', sheet('policy-coop'))).toEqual(['not-allowed'])
  const [scored] = await of.expected('wen', sheet('policy-coop'))
  // One row differs from the ledger: it waits for somebody's eye.
  expect(scored).toMatch(/^scores-expected \d+ 1$/)
  const before = await of.statement('policy-coop')
  expect(before.total).toBeNull()
  const row = 'policy-coop/policy-coop-invest-info'
  expect(await of.give('wen', sheet('policy-coop'), {})).toEqual(['scores-nothing'])
  expect(await of.turn('wen', sheet('policy-coop'), '', 2)).toEqual(['page-turned 2'])
  expect(await of.give('wen', sheet('policy-coop'), { [row]: ['5', '报了三条'] })).toEqual([
    `item-range figure.${row}`,
  ])
  expect(await of.give('wen', sheet('policy-coop'), { [row]: '0.255' })).toEqual([
    `item-decimals figure.${row}`,
  ])
  expect(await of.give('wen', sheet('policy-coop'), { [row]: '半分' })).toEqual([
    `item-figure figure.${row}`,
  ])
  expect(await of.give('wen', sheet('policy-coop'), { [row]: '1' })).toEqual([
    `item-reason reason.${row}`,
  ])
  expect(await of.give('wen', sheet('policy-coop'), { [row]: ['1', '看了登记，属实'] })).toEqual([
    'scores-given 1',
  ])
  const after = await of.statement('policy-coop')
  expect(lineIn(after.root, 'policy-coop-invest-info')).toMatchObject({
    ...{ operation: 'assessed', own: { settled: '1', lowest: '1', highest: '1' } },
  })
  expect(lineIn(after.root, 'policy-coop-upper-funds')?.own.settled).toBe('8.4')
  expect(lineIn(after.root, 'policy-coop-work')?.own.settled).toBe('45.5')
  const desk = deskOf(of.bureau)
  const read = await desk.card('bai', 'standing', `${of.cycle}/policy-coop`)
  expect(readable(read)).toContain('核定 1.00（照台账 0.00）：看了登记，属实')
  await exportsItsSheet(of)
  await triesAnother(of)
  const { problems, own, again } = await of.exported()
  expect(problems).toEqual([])
  expect(again.statements).toEqual(own.statements)
})

/** The office tries another reading: who would move is worked out beside the presses, and nothing of it is written. */
async function triesAnother(of: Awaited<ReturnType<typeof shiyan>>): Promise<void> {
  const { bureau, cycle } = of
  const desk = deskOf(bureau)
  // The bureau's other regulation comes first; its card leads to this one.
  expect(await desk.say('he', { text: '试算' })).toEqual([`what-if ${bureau.cycle}`])
  const card = async () => viewOf(await bureau.seeing('he'), { kind: 'what-if', key: cycle })
  const before = (await bureau.seeing('he')).collected.position
  const asked = { verb: 'what-if.try', cycle, pair: 'over-fulfilment/plain' } as const
  const outcome = await bureau.outcome('he', (ctx) => tryAnswer(ctx, asked))
  expect(outcome).toMatchObject({ kind: 'done', say: { code: 'what-if-asked' } })
  expect(await card()).toMatchObject({ kind: 'what-if', tried: { found: null } })
  await workAsked(bureau, tryJob)
  // Thirty-six of thirty: what is beyond the points is lost.
  expect(await card()).toMatchObject({
    tried: {
      found: {
        moved: 1,
        first: [
          {
            ...{ name: '政策法规科', change: '-1.4' },
            why: [{ name: '上级经费', before: '8.4', after: '7' }],
          },
        ],
      },
    },
  })
  expect((await bureau.seeing('he')).collected.position).toBe(before)
  expect(
    lineIn((await of.statement('policy-coop')).root, 'policy-coop-upper-funds')?.own.settled,
  ).toBe('8.4')
}

/** The annex with what the section gave itself, for its head, its leader and the office; nobody else has it. */
async function exportsItsSheet(of: Awaited<ReturnType<typeof shiyan>>): Promise<void> {
  const desk = deskOf(of.bureau)
  const asked = (who: string) => desk.say(who, { text: '导出 基本目标 政策法规科' })
  const key = `${of.cycle}/base-sheet/policy-coop/-`
  expect(await asked('bai')).toEqual([`template form/${key}`, 'exports all'])
  expect(await asked('he')).toEqual([`template form/${key}`, 'exports all'])
  expect((await asked('bo')).join()).toContain('权限')
  const sheet = async (who: string) =>
    templates.get('form')?.(await of.bureau.seeing(who), who, key)
  expect(await sheet('bo')).toBeNull()
  const book = await sheet('bai')
  const [page] = book && 'sheets' in book ? book.sheets : []
  const rows = page?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? []
  const figure = (exact: string) => ({ figure: exact, format: null })
  expect(rows[1]).toEqual(['科室：政策法规科'])
  // Its own figure, and the panel's.
  expect(rows.find(([item]) => `${item}`.includes('招商引资信息'))).toEqual([
    ...['10、招商引资信息。（2分）', figure('1'), figure('1'), ''],
  ])
  // What is not yet scored is open, and left to be written by hand.
  expect(rows.find(([item]) => `${item}`.includes('争取上级项目经费'))?.[2]).toBe('')
}

test('a department’s sheet of Yueyang is scored by the office, by department and by item; late, given back, asked twice, ended', async () => {
  const of = await makeBureau(database, schemeOf('yueyang-departments'))
  await of.fact('common-volunteer-absent', 'sme')
  of.bureau.goTo('2025-12-19', '16:00')
  expect((await of.check('xie', 'sme'))[0]).toMatch(/^items-checked \d+ 0$/)
  // 企业改革科 comes late; once handed in, the office has to give it back.
  of.bureau.goTo('2025-12-30', '10:00')
  expect((await of.check('gu', 'reform'))[0]).toMatch(/^items-checked \d+ 0$/)
  expect(await of.check('gu', 'reform')).toEqual(['items-checked-over'])
  const back = {
    verb: 'items.return',
    cycle: of.cycle,
    unit: 'reform',
    reason: '请补证明',
  } as const
  expect(await of.press('he', back)).toEqual(['items-returned 企业改革科'])
  const claim: [string, string] = ['0.5', '只去了一半的人']
  expect((await of.check('gu', 'reform', { 'common-volunteer': claim }))[0]).toMatch(
    /^items-checked \d+ 1$/,
  )
  // One item of all departments; what is taken away is seen on the line, what differs waits.
  const item = { by: 'item' as const, id: 'common-volunteer' }
  expect(await of.expected('he', item)).toEqual(['scores-expected 1 1'])
  const row = 'reform/common-volunteer'
  expect(await of.give('he', item, { [row]: ['0', '没有人去'] })).toEqual(['scores-asked 1'])
  expect(await of.give('he', item, { [row]: ['0', '没有人去'] })).toEqual(['scores-given 1'])
  // Corrected while it is open; who has not seen the last score is told of it.
  expect(await of.give('zhou', item, { [row]: ['0.5', '属实'] })).toEqual([
    `item-taken figure.${row}`,
  ])
  expect(await of.turn('zhou', item, row)).toEqual(['refreshed'])
  expect(await of.give('zhou', item, { [row]: ['0.5', '属实'] })).toEqual(['scores-given 1'])
  const [all] = await of.expected('he')
  expect(all).toMatch(/^scores-expected \d\d 0$/)
  const line = (root: Line, id: string) => lineIn(root, id)?.own.settled
  expect(line((await of.statement('sme')).root, 'common-volunteer')).toBe('0')
  expect(line((await of.statement('reform')).root, 'common-volunteer')).toBe('0.5')
  expect(await of.close('he')).toEqual(['items-closed-now'])
  expect(await of.give('he', item, { [row]: ['1', '记错了'] })).toEqual(['items-closed'])
  expect(await of.check('gu', 'reform')).toEqual(['items-closed'])
  const { problems, own, again } = await of.exported()
  expect(problems).toEqual([])
  expect(again.statements).toEqual(own.statements)
  expect(own.statements.find(({ assessee }) => assessee === 'reform')?.root).toEqual(
    (await of.statement('reform')).root,
  )
})

test('the office reads every page of a sheet that the panel scores, and whoever scored reads them when it is over', async () => {
  const of = await shiyan()
  of.bureau.goTo('2025-12-23', '10:00')
  const read = sheet('policy-coop')
  expect(await of.turn('he', read, '', 2)).toEqual(['page-turned 2'])
  expect(await of.turn('he', read, '-')).toEqual(['refreshed'])
  const row = 'policy-coop/policy-coop-invest-info'
  expect(await of.turn('he', read, row)).toEqual(['not-allowed'])
  of.bureau.goTo('2026-01-13', '10:00')
  expect(await of.close('he', '到期')).toEqual([expect.stringMatching(/^items-closed/)])
  expect(await of.turn('wen', read, '', 2)).toEqual(['page-turned 2'])
  expect(await of.turn('wen', read, row)).toEqual(['items-closed'])
})

test('what has no score when scoring ends counts as the ledger has it; opened again, it is open again', async () => {
  const of = await makeBureau(database, schemeOf('lianyungang-counties'))
  await of.fact('exchange-events', 'donghai', { quantity: '3' })
  of.bureau.goTo('2026-01-05', '10:00')
  const pre = 'pre-academic-exchange'
  const before = lineIn((await of.statement('donghai')).root, pre)
  // 3 of 6 events are half of one half of three points; the office may still give anything up to all.
  expect(before?.own).toEqual({ settled: '0.75', lowest: '0', highest: '3' })
  expect((await of.close('he'))[0]).toBe('scores-close-early')
  of.bureau.goTo('2026-01-13', '10:00')
  expect(await of.close('he')).toEqual(['scores-close-reason reason'])
  expect(await of.close('he', '县区没有来')).toEqual(['items-closed-now'])
  expect(lineIn((await of.statement('donghai')).root, pre)?.own.lowest).toBe('0.75')
  const again = { verb: 'items.reopen', cycle: of.cycle, reason: '补来数字' } as const
  expect(await of.press('he', again)).toEqual(['items-reopened'])
  expect(lineIn((await of.statement('donghai')).root, pre)?.own.lowest).toBe('0')
})

test('of two who score one row at once one is taken; nobody scores the own unit, nor somebody else’s item', async () => {
  const of = await makeBureau(database, schemeOf('shiyan-departments'))
  of.bureau.goTo('2025-12-24', '10:00')
  // 卢 heads 计财科 and is of the panel: its sheet is 温's alone.
  expect((await of.expected('lu', sheet('plan-finance')))[0]).toBe('not-allowed')
  expect((await of.expected('an', sheet('policy-coop')))[0]).toBe('not-allowed')
  const row = 'office/office-work.office-docs-meetings'
  const both = await Promise.all([
    of.give('wen', sheet('office'), { [row]: ['7', '一次会务差错'] }),
    of.give('lu', sheet('office'), { [row]: ['6', '两次会务差错'] }),
  ])
  expect(both.flat().sort()).toEqual([`item-taken figure.${row}`, 'scores-given 1'])
})

test('asks follow the ledger: heads until they hand in, who scores until nothing is left, the office to end it', async () => {
  const of = await makeBureau(database, schemeOf('shiyan-departments'))
  const asked = async (): Promise<string[]> => {
    const seeing = await of.bureau.seeing(null)
    const all = [checkAsks, scoreAsks, closeAsks].flatMap((kind) => kind.open(seeing, {}))
    return all
      .filter(({ cycle }) => cycle === of.cycle)
      .map(({ kind, who, due }) => `${kind} ${who} ${due ?? ''}`.trim())
      .sort()
  }
  of.bureau.goTo('2025-11-28', '10:00')
  expect(await asked()).toEqual([])
  of.bureau.goTo('2025-12-01', '09:30')
  const heads = ['an', 'bai', 'lu', 'tuan'].map((who) => `items.check ${who} 2025-12-22`)
  expect(await asked()).toEqual(heads)
  await of.check('an', 'office')
  expect(await asked()).toEqual(heads.slice(1))
  of.bureau.goTo('2025-12-23', '10:00')
  const scorers = ['lu', 'wen'].map((who) => `items.score ${who} 2026-01-12`)
  expect(await asked()).toEqual([...heads.slice(1), ...scorers])
  await of.check('bai', 'policy-coop')
  await of.check('lu', 'plan-finance')
  await of.check('tuan', 'youth-league')
  await of.expected('wen')
  expect(await asked()).toEqual(['items.close he', 'items.close zhou'])
  await of.close('he')
  expect(await asked()).toEqual([])
})

test('a spot check stands beside its item for who scores it and for the unit, which is told', async () => {
  const of = await makeBureau(database, schemeOf('shiyan-departments'))
  of.bureau.goTo('2025-06-24', '10:00')
  const row = 'office-monthly-publicity'
  const note = {
    verb: 'items.note',
    cycle: of.cycle,
    unit: 'office',
    row,
    note: '五月少一条',
  } as const
  expect((await of.press('an', note))[0]).toBe('not-allowed')
  expect(await of.press('wen', note)).toEqual(['items-noted 办公室'])
  expect(await of.bureau.delivered()).toContain(`send items-check ${of.cycle}/office an`)
  const desk = deskOf(of.bureau)
  await of.turn('wen', sheet('office'), '', 3)
  const key = `${of.cycle}/unit/office`
  expect(readable(await desk.card('wen', 'items-sheet', key))).toContain('五月少一条')
  expect(
    await of.press('an', { verb: 'items.look', cycle: of.cycle, unit: 'office', page: 3 }),
  ).toEqual(['page-turned 3'])
  const own = readable(await desk.card('an', 'items-check', `${of.cycle}/office`))
  expect(own).toContain('五月少一条')
  expect(readable(await desk.card('bai', 'items-check', `${of.cycle}/office`))).toContain('已失效')
})
