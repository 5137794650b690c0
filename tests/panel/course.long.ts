import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { adviceFor } from '../../src/flows/panel/advice.js'
import { panelAt } from '../../src/flows/panel/which.js'
import { drawn } from '../../src/flows/panel/open.js'
import { judged } from '../refusals/schemes.js'
import { deskOf } from '../text/desk.js'
import { openedPanel, panelBureau, panelDatabase } from './bureau.js'

let database: Awaited<ReturnType<typeof panelDatabase>>
beforeAll(async () => {
  database = await panelDatabase()
})
afterAll(() => database.close())

const opened = (order?: string) => openedPanel(database, order)

describe('the course of a panel', () => {
  it('keeps a sheet as it is filled in wherever it is opened again, and nobody else sees it', async () => {
    const { press, sheet, view } = await opened()
    const [first] = must((await sheet('l1')).sheet, 'a sheet').rows
    const row = must(first, 'a row').id
    const fill = { verb: 'panel.save', assessee: 'guanyun', page: 1 }
    expect(await press('l1', { ...fill, values: { [row]: '9' } } as never)).toBe(
      `rating-bounds row.guanyun/${row}`,
    )
    expect(await press('l1', { ...fill, values: { [row]: '3.5' } } as never)).toBe('rating-saved')
    expect((await sheet('l1')).sheet).toMatchObject({ name: '灌云县', unsent: true, filled: 1 })
    expect((await sheet('l2')).sheet).toMatchObject({ filled: 0 })
    expect(await view('zhang', 'panel-sheet')).toEqual({ kind: 'gone', code: 'gone' })
    expect(await view('l1', 'panel-desk')).toEqual({ kind: 'gone', code: 'gone' })
    expect(await press('c-donghai', { ...fill, assessee: 'donghai', values: {} } as never)).toBe(
      'panel-sheet-none',
    )
  })

  it('shows beside each row what was worked out beforehand, and does not count it', async () => {
    const { sheet, bureau, key } = await opened()
    const shown = must((await sheet('l1')).sheet, 'a sheet')
    expect(shown.advice?.name).toBe('预评分')
    expect(shown.rows.every(({ advice }) => advice !== null)).toBe(true)
    // What the judges give themselves on rows that are only shown is no advice to them.
    const situation = await bureau.seeing('l1')
    const of = must(panelAt(situation, key), 'the panel')
    const advice = must(adviceFor(situation, of, 'donghai'), 'advice')
    expect([...advice.rows.keys()].filter((row) => row.startsWith('ballot-'))).toEqual([])
    expect(advice.rows.size).toBe(23)
  })

  it('draws the order by a lot that anybody can draw again; from the first presentation on by hand alone', async () => {
    const { press, desk } = await opened('lot')
    const { order, seed } = await desk()
    const ids = order.map(({ id }) => id)
    expect(ids).toEqual(drawn(must(seed, 'drawn'), ['donghai', 'guannan', 'guanyun']))
    await press('zhou', { verb: 'panel.place', assessee: ids[2], place: '1' } as never)
    expect((await desk()).order.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]])
    expect((await desk()).seed).toBeNull()
    await press('zhou', { verb: 'panel.begin', assessee: ids[2] } as never)
    expect(await press('zhou', { verb: 'panel.lot' } as never)).toBe('panel-begun')
    expect(
      await press('zhou', { verb: 'panel.place', assessee: ids[2], place: '3' } as never),
    ).toBe('panel-heard-already')
  })

  it('tells by the clock how long a presentation may still take, and warns the office before its end', async () => {
    const { bureau, press, sheet, timer, key } = await opened()
    await bureau.notices()
    bureau.goTo('2025-12-22', '10:00')
    await press('zhou', { verb: 'panel.begin', assessee: 'guanyun' } as never)
    bureau.goTo('2025-12-22', '10:12')
    expect(await bureau.notices()).toEqual([])
    const { timer: running } = await sheet('l1')
    expect(must(running, 'it runs').name).toBe('灌云县')
    const minutes = (must(running?.presentation, 'ends') - must(running?.now, 'now')) / 60_000
    expect(Math.round(minutes)).toBe(3)
    bureau.goTo('2025-12-22', '10:14')
    const [warned] = await bureau.notices()
    expect(warned?.what).toMatch(new RegExp(`^send panel-timer ${key}/0 zhou$`))
    const of = must(warned, 'warned').what.split(' ')[2] ?? ''
    expect((await timer('zhou', of)).kind).toBe('panel-timer')
    expect((await timer('l1', of)).kind).toBe('gone')
    await press('zhou', { verb: 'panel.end', assessee: 'guanyun' } as never)
    expect((await timer('zhou', of)).kind).toBe('gone')
  })

  it('goes on with who comes late, and with who comes in place of another: what was handed in counts once', async () => {
    const { press, hand, sheet, desk } = await opened()
    await hand('d1', 'donghai')
    const leave = { verb: 'panel.leave', judge: 'd1', instead: '迟到的', reason: '出差' }
    expect(await press('zhou', { ...leave, reason: '' } as never)).toBe('panel-leave-reason why')
    expect(await press('zhou', leave as never)).toBe('panel-judge-replaced 聂修 迟到的')
    expect((await sheet('late')).sheets.map(({ id }) => id)).toEqual(['guanyun', 'guannan'])
    expect((await sheet('d1')).left).toBe(true)
    expect(await hand('d1', 'guanyun')).toBe('not-allowed')
    await press('zhou', { verb: 'panel.add', who: '赵敏', body: 'county' } as never)
    expect((await sheet('zhao')).sheets.length).toBe(3)
    const { gone, classes } = await desk()
    expect(gone).toMatchObject([{ name: '聂修', reason: '出差', instead: '迟到的' }])
    expect(classes.find(({ body }) => body === 'county')?.judges.length).toBe(4)
  })

  it('takes sheets again where the scheme lets them be changed, until it is closed, and again once it is reopened', async () => {
    const { press, hand, scored } = await opened()
    await hand('l1', 'donghai', { organisation: '5' })
    expect(await hand('l1', 'donghai', { organisation: '6' })).toMatch(/^panel-handed-in/)
    await press('zhou', { verb: 'panel.close', reason: '只到了一位' } as never)
    expect(await hand('l1', 'donghai')).toBe('panel-closed')
    const of = async () =>
      (await scored()).own.statements.find(({ assessee }) => assessee === 'donghai')?.root.own
        .settled
    expect(await of()).toBe('95')
    await press('zhou', { verb: 'panel.reopen', reason: '填反了' } as never)
    await hand('l1', 'donghai')
    expect(await of()).toBe('95')
    await press('zhou', { verb: 'panel.close', reason: '只到了一位' } as never)
    expect(await of()).toBe('100')
  })

  it('takes one of two sheets that a judge sends at once from two devices, and counts one that comes beside the end or refuses it', async () => {
    const { bureau, press, key, scored } = await panelBureau(database, judged, 'hearing')
    bureau.goTo('2025-12-22', '09:00')
    const judges = { 'unit-head': ['li'], 'leader-in-charge': ['chen'] }
    await press('zhou', { verb: 'panel.open', judges, order: 'roster' } as never)
    const first = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`row-${at + 1}`, '4']))
    for (const who of ['li', 'chen']) {
      const page = { verb: 'panel.page', assessee: 'planning', page: 1, values: first, to: 2 }
      await press(who, page as never)
    }
    const desk = deskOf(bureau)
    const second = (manner: string) => {
      return { 'row.planning/row-11': '4', 'row.planning/manner-row': manner }
    }
    const card = await desk.card('li', 'panel-sheet', key)
    const both = await Promise.all(
      ['45', '30'].map((manner) => desk.press('li', card, '交这张表', second(manner))),
    )
    const said = both.map((reply) => reply.toast?.content ?? '').sort()
    expect(said).toEqual([
      expect.stringContaining('的表已交'),
      expect.stringContaining('这张卡片已有更新'),
    ])

    const late = await desk.card('chen', 'panel-sheet', key)
    const office = await desk.card('zhou', 'panel-desk', key)
    const [handed, ended] = await Promise.all([
      desk.press('chen', late, '交这张表', second('0')),
      desk.press('zhou', office, '结束评委打分', { reason: '散会' }),
    ])
    expect(ended.toast?.content).toContain('交了的已计入')
    const given = (await scored()).own.statements.find(({ assessee }) => assessee === 'planning')
    const settled = Number(given?.root.own.settled)
    // Of 44 and what the manner gives; the other class alone where 陈 came too late.
    const alone = said.length === 2 && [89, 74].includes(settled)
    const taken = handed.toast?.content.includes('的表已交') ?? false
    expect(taken ? !alone : alone, `${settled}`).toBe(true)
  })
})
