import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderCard } from '../../cards/render.js'
import type { View } from '../../cards/views.js'
import { must } from '../../src/base/bug.js'
import { addDays } from '../../src/base/day.js'
import { judged } from '../refusals/schemes.js'
import { closeAsks, runAsks, sheetAsks } from '../../src/flows/panel/asks.js'
import { rateAsks } from '../../src/flows/rating/asks.js'
import { raterNotes } from '../../src/scoring/ratings/rater-notes.js'
import { counties, openedPanel, panelBureau, panelDatabase } from './bureau.js'

let database: Awaited<ReturnType<typeof panelDatabase>>
beforeAll(async () => {
  database = await panelDatabase()
})
afterAll(() => database.close())

const opened = (order?: string) => openedPanel(database, order)

describe('a panel of three classes', () => {
  it('is asked of the office, and not row by row of everybody who holds a role', async () => {
    const { bureau, ref } = await panelBureau(database, counties, 'total')
    bureau.goTo('2025-12-22', '09:00')
    const situation = await bureau.seeing(null)
    expect(rateAsks.open(situation, {}).filter(({ cycle }) => cycle === ref.cycle)).toEqual([])
    expect(runAsks.open(situation, {}).map(({ who, says }) => [who, says.code])).toEqual([
      ['zhou', 'ask-panel-open'],
    ])
    expect(sheetAsks.open(situation, {})).toEqual([])
  })

  it('counts as the scheme weighs its classes, without own sheets and who sits in, and the export scores alike', async () => {
    const { hand, press, scored, sheet, desk, bureau } = await opened()
    expect(sheetAsks.open(await bureau.seeing(null), {}).map(({ who }) => who)).toEqual([
      ...['l1', 'l2', 'd1', 'c-donghai', 'c-guanyun', 'c-guannan'],
    ])
    const own = await sheet('c-donghai')
    expect(own.sheets.map(({ id }) => id)).toEqual(['guanyun', 'guannan'])
    expect(own.own).toEqual(['东海县'])
    expect((await sheet('l1')).sheet?.rows.length).toBe(10)
    for (const who of ['l1', 'l2', 'd1', 'c-guanyun', 'c-guannan', 'o1']) {
      const organisation = { l1: '11', l2: '9', d1: '8', o1: '0' }[who] ?? '6'
      const said = await hand(who, 'donghai', { organisation })
      expect(said, who).toMatch(/^panel-handed-in 东海县 \d/)
    }
    expect((await desk()).sheets).toEqual({ all: 15, done: 5 })
    expect(
      (await scored()).own.statements.find(({ assessee }) => assessee === 'donghai')?.total,
    ).toBeNull()
    expect(await press('zhou', { verb: 'panel.close', reason: '' } as never)).toBe(
      'panel-close-reason reason',
    )
    await press('zhou', { verb: 'panel.close', reason: '两家没有到会' } as never)
    const { problems, own: mine, again } = await scored()
    expect(problems).toEqual([])
    expect(again.statements).toEqual(mine.statements)
    const statement = must(
      mine.statements.find(({ assessee }) => assessee === 'donghai'),
      'assessed',
    )
    const lines = [statement.root, ...statement.root.lines]
    const base = must(
      lines.flatMap((line) => [line, ...line.lines]).find(({ id }) => id === 'base'),
      'a part',
    )
    // 4 of 11 rows' points are lost: 1.0×0.4 (mean 10), 3×0.3, 5×0.3.
    expect(base.own.settled).toBe('97.2')
  })
})

describe('a panel whose last day is over', () => {
  it('is ended by the office, which is asked to although sheets are missing', async () => {
    const { hand, press, bureau, desk, view } = await opened()
    await hand('l1', 'donghai', {})
    expect(closeAsks.open(await bureau.seeing(null), {})).toEqual([])
    const { due } = await desk()
    bureau.goTo(addDays(due, 1), '09:00')
    const [ask] = closeAsks.open(await bureau.seeing(null), {})
    expect([ask?.who, ask?.says.code, ask?.says.with.left]).toEqual(['zhou', 'ask-panel-over', '6'])
    const card = renderCard(await view<View>('zhou', 'panel-desk'), { card: 'abc', revision: 1 })
    expect(JSON.stringify(card)).toContain('已过最后一天')
    await press('zhou', { verb: 'panel.close', reason: '等不到了' } as never)
    expect(closeAsks.open(await bureau.seeing(null), {})).toEqual([])
  })
})

describe('while somebody presents', () => {
  it('a judge is led to that sheet until it is handed in, then to the next', async () => {
    const { press, hand, view } = await opened('roster')
    const led = async () => {
      const shown = await view<View>('l1', 'panel-sheet')
      return JSON.stringify(renderCard(shown, { card: 'abc', revision: 1 })).includes(
        '给灌云县打分',
      )
    }
    await press('l1', {
      verb: 'panel.turn',
      assessee: 'donghai',
      page: 1,
      values: {},
      to: 'guannan',
    } as never)
    await press('zhou', { verb: 'panel.begin', assessee: 'guanyun' } as never)
    expect(await led()).toBe(true)
    await hand('l1', 'guanyun')
    expect(await led()).toBe(false)
  })
})

describe('another scheme, of sheets that are final', () => {
  it('has its own rows, classes and values', async () => {
    const { bureau, press, hand, sheet, desk, scored } = await panelBureau(
      database,
      judged,
      'hearing',
    )
    bureau.goTo('2025-12-22', '09:00')
    expect((await desk()).minutes).toEqual({ presentation: 8, questions: 4 })
    const judges = { 'unit-head': ['li', 'zhou'], 'leader-in-charge': ['chen'] }
    await press('zhou', { verb: 'panel.open', judges, order: 'roster' } as never)
    expect(await hand('li', 'planning', { 'manner-row': '31' })).toBe(
      'rating-listed row.planning/manner-row',
    )
    expect(await hand('li', 'planning', { 'manner-row': '30' })).toMatch(/^panel-handed-in 规划处/)
    expect(await hand('li', 'planning')).toBe('panel-sheet-final')
    await hand('chen', 'planning')
    await press('zhou', { verb: 'panel.close', reason: '先到这里' } as never)
    expect((await sheet('li')).state).toBe('closed')
    const { problems, own, again } = await scored()
    expect(problems).toEqual([])
    expect(again.statements).toEqual(own.statements)
    const planning = own.statements.find(({ assessee }) => assessee === 'planning')
    expect(planning?.root.own.settled).toBe('91')
  })
})

describe('what is conspicuous of a judge', () => {
  it('is said of whole sheets: full marks for one row are nothing, the same sum for everybody is', () => {
    const row = (assessor: string, part: string, all: readonly string[]) =>
      ['donghai', 'guanyun', 'guannan'].map((assessee, at) => ({
        ...{ part, period: '2025-year', assessee, assessor, raterClass: 'county' },
        points: all[at] ?? '0',
      }))
    const ratings = [
      ...row('varied', 'think-tank', ['3', '3', '3']),
      ...row('varied', 'suggestions', ['4', '3', '3.5']),
      ...row('alike', 'think-tank', ['3', '2', '2.5']),
      ...row('alike', 'suggestions', ['3', '4', '3.5']),
    ]
    const notes = raterNotes({ scheme: counties, ratings })
    expect(notes.map(({ what, part, assessor, value }) => [what, part, assessor, value])).toEqual([
      ['same', 'total', 'alike', '6'],
    ])
  })
})
