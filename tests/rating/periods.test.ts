import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { inJanuary, periodText } from '../../src/base/assessment-year.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { closeAsks, rateAsks } from '../../src/flows/rating/asks.js'
import { periodClosed } from '../../src/flows/rating/entries.js'
import { periodFor, windowOf } from '../../src/flows/rating/periods.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { must } from '../../src/base/bug.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { deskOf, readable, tagged } from '../text/desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.close())

async function quarter() {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '10:00')
  for (const period of ['2025-Q1', '2025-Q2']) {
    await bureau.job(async (ctx) =>
      periodClosed.write(ctx, { cycle: bureau.cycle, period, body: { part: 'superior' } }),
    )
  }
  const key = `${bureau.cycle}/2025-Q3/superior`
  return { bureau, desk: deskOf(bureau), key, ...acts(bureau, key) }
}

/** The fields of a form by whose score they are, all with one value. */
function acts(bureau: TestBureau, key: string) {
  const desk = deskOf(bureau)
  return {
    fields: async (who: string): Promise<string[]> =>
      tagged(await desk.card(who, 'rating', key)).flatMap(({ name }) =>
        typeof name === 'string' && name.startsWith('score_') ? [name] : [],
      ),
    async rate(who: string, score: string, button = '提交'): Promise<string> {
      const card = await desk.card(who, 'rating', key)
      const names = tagged(card).flatMap(({ name }) =>
        typeof name === 'string' && name.startsWith('score_') ? [name] : [],
      )
      const values = Object.fromEntries(names.map((name) => [name, score]))
      return `${(await desk.press(who, card, button, values)).toast?.content}`
    },
    async press(who: string, kind: string, button: string, values = {}): Promise<string> {
      const card = await desk.card(who, kind, key)
      return `${(await desk.press(who, card, button, values)).toast?.content}`
    },
    see: async (who: string, kind = 'rating'): Promise<string> =>
      readable(await desk.card(who, kind, key)),
    async counted(): Promise<string[]> {
      const seeing = await bureau.seeing(null)
      const { ratings, closed } = scoringInput(
        seeing,
        must(seeing.bureau.cycles[0], 'a cycle'),
        seeing.today,
      )
      return closed.periods.length === 2 ? [] : [...new Set(ratings.map((one) => one.points))]
    },
    async owing(): Promise<string[]> {
      const asks = rateAsks.open(await bureau.seeing(null), {})
      return asks.map((ask) => ask.who).sort()
    },
  }
}

describe('a period', () => {
  test('of each kind has its window, reckoned in working days from its end', () => {
    const calendar = openCalendar()
    const at = (period: string) => {
      const { opens, due } = windowOf(inJanuary, period, calendar)
      return `${opens} ${due}`
    }
    expect(at('2025-09')).toBe('2025-09-28 2025-10-14')
    expect(at('2025-Q3')).toBe('2025-09-24 2025-10-14')
    expect(at('2025-H1')).toBe('2025-06-23 2025-07-09')
    expect(at('2025-year')).toBe('2025-12-17 2026-01-15')
  })

  test('of each kind has its moments in the calendar alone, and each is named for people', () => {
    const moments = must(rateAsks.sends, 'cards are sent').moments(
      openCalendar(),
      day('2025-12-01'),
      day('2026-01-31'),
    )
    const opening = moments.filter(({ reminds }) => !reminds).map(({ occasion }) => occasion)
    expect(opening.sort()).toEqual(['2025-12', '2025-H2', '2025-Q4', '2025-year', '2026-01'])
    expect(moments.filter(({ reminds }) => reminds).map(({ occasion }) => occasion)).toContain(
      '2025-year',
    )
    expect(['2025-09', '2025-Q3', '2025-H1', '2025-year'].map((one) => periodText(one))).toEqual([
      '2025年9月',
      '2025年第三季度',
      '2025年上半年',
      '2025年度',
    ])
  })
})

describe('draft, submitted and counted', () => {
  test('are told apart: 80 is handed in, 95 only kept, and 80 counts', async () => {
    const { rate, see, press, bureau, counted } = await quarter()
    await rate('li', '80')
    expect(await see('li')).not.toContain('只是草稿')
    await rate('li', '95', '存草稿')
    const unsent = await see('li')
    expect(unsent).toContain('已提交的是 80')
    expect(unsent).toContain('只是草稿')
    for (const who of ['chen', 'zhou']) await rate(who, '80')
    expect(await press('zhou', 'period', '结束本期评价')).toContain('本期评价已结束')
    const over = await see('li')
    expect(over).toContain('计入 **80**')
    expect(over).toContain('草稿 95 没有提交，不计')
    expect(await counted()).toEqual(['80'])
    expect(bureau.id).toBeTruthy()
  })

  test('who never handed in reads after the end that nothing of theirs counts', async () => {
    const { rate, see, press, bureau } = await quarter()
    await rate('li', '70', '存草稿')
    bureau.goTo('2025-10-20', '10:00')
    await press('zhou', 'period', '结束本期评价', { reason: '评价人长期在外' })
    const over = await see('li')
    expect(over).toContain('您没有提交，没有您的评价计入')
    expect(over).toContain('草稿 70 没有提交，不计')
  })
})

describe('handing in', () => {
  test('is refused in order: unknown, nobody to rate, ended, not begun; late it is taken', async () => {
    const { rate, press, bureau, desk, key } = await quarter()
    const raw = async (who: string, of: string): Promise<string> => {
      const [cycle = '', period = '', part = ''] = of.split('/')
      const any = tagged(await desk.card(who, 'home', 'home'))
      const [, id, revision] = `${any.find(({ tag }) => tag === 'button')?.name}`.split('~')
      const name = ['rating.submit', id, revision, cycle, period, part].join('~')
      return `${(await desk.pressName(who, name)).toast?.content}`
    }
    expect(await raw('li', `${bureau.cycle}/2025-Q9/superior`)).toContain('没有这一期')
    expect(await raw('li', `gone/2025-Q3/superior`)).toContain('没有这一期')
    expect(await raw('zhang', key)).toContain('办法规定的评价人')
    expect(await raw('zhang', key.replace('Q3', 'Q1'))).toContain('办法规定的评价人')
    expect(await raw('li', key.replace('Q3', 'Q1'))).toContain('已由考核办结束')
    expect(await raw('li', key.replace('Q3', 'Q4'))).toContain('开始')
    expect(await raw('li', key)).toContain('2处要改')
    bureau.goTo('2025-10-20', '10:00')
    expect(await rate('li', '80')).toContain('已提交2人')
    await press('zhou', 'period', '结束本期评价', { reason: '不再等' })
    expect(await raw('li', key)).toContain('已由考核办结束')
  })

  test('names a figure out of bounds, one with too many decimals, one that is none', async () => {
    const { fields, desk, key } = await quarter()
    const [first = '', second = ''] = await fields('li')
    const card = await desk.card('li', 'rating', key)
    const tried = async (one: string): Promise<string> => {
      const { card: back } = await desk.press('li', card, '提交', { [first]: one, [second]: '80' })
      return readable(back)
    }
    expect(await tried('100.5')).toContain('0到100之间')
    expect(await tried('-1')).toContain('0到100之间')
    expect(await tried('80.555')).toContain('最多两位小数')
    expect(await tried('好')).toContain('不是数字')
  })
})

describe('the end of a period', () => {
  test('waits for the due day while somebody is missing, then wants a reason and names who was', async () => {
    const { rate, see, press, bureau } = await quarter()
    await rate('li', '80')
    const card = await see('zhou', 'period')
    expect(card).toContain('已交 **1** / 3')
    expect(card).toContain('陈志')
    expect(card).not.toContain('结束本期评价')
    bureau.goTo('2025-10-20', '10:00')
    const late = await see('zhou', 'period')
    expect(late).toContain('没有交的评价人不计')
    expect(await press('zhou', 'period', '结束本期评价')).toContain('请写明原因')
    expect(await press('zhou', 'period', '结束本期评价', { reason: '两位领导出国' })).toContain(
      '已结束',
    )
    const over = await see('zhou', 'period')
    expect(over).toContain('当时未交：陈志、周毅')
    expect(over).toContain('两位领导出国')
  })

  test('is refused in order: unknown, not the office, too early, without reason, ended already', async () => {
    const { press, bureau, desk, key } = await quarter()
    const raw = async (who: string, of: string): Promise<string> => {
      const [cycle = '', period = '', part = ''] = of.split('/')
      const any = tagged(await desk.card(who, 'home', 'home')).find(({ tag }) => tag === 'button')
      const [, id, revision] = `${any?.name}`.split('~')
      return desk
        .pressName(who, ['period.close', id, revision, cycle, period, part].join('~'))
        .then(({ toast }) => `${toast?.content}`)
    }
    expect(await raw('zhou', `${bureau.cycle}/2025-Q9/superior`)).toContain('没有这一期')
    expect(await raw('li', key)).toContain('周毅')
    expect(await raw('zhou', key.replace('Q3', 'Q4'))).toContain('开始')
    expect(await raw('zhou', key)).toContain('之后才能结束')
    bureau.goTo('2025-10-20', '10:00')
    expect(await raw('zhou', key)).toContain('请写明原因')
    await press('zhou', 'period', '结束本期评价', { reason: '不再等' })
    expect(await raw('zhou', key)).toContain('已经结束')
    const closings = await readEntries(bureau.storage.read, { bureau: bureau.id })
    const ours = closings.filter(({ kind, by }) => kind === 'period.closed' && by === 'zhou')
    expect(ours.length).toBe(1)
  })

  test('opened again with a reason, the old value stands until it is ended again', async () => {
    const { rate, see, press, counted, owing } = await quarter()
    for (const who of ['li', 'chen', 'zhou']) await rate(who, '80')
    expect(await press('zhou', 'period', '结束本期评价')).toContain('已结束')
    expect(await rate('li', '90').catch(String)).toContain('no button')
    expect(await press('zhou', 'period', '重新打开')).toContain('要写明原因')
    expect(await press('zhou', 'period', '重新打开', { reason: '填反了' })).toContain('重新打开')
    expect(await see('li')).toContain('填反了')
    await rate('li', '90')
    expect(await counted()).toEqual(['80'])
    expect(await owing()).toEqual([])
    await press('zhou', 'period', '结束本期评价')
    expect((await counted()).sort()).toEqual(['80', '90'])
    expect(await see('li')).toContain('计入 **90**')
  })

  test('comes to an office that rates nobody as its own card on the day after the due day', async () => {
    const { bureau } = await quarter()
    bureau.goTo('2025-10-15', '10:00')
    const asks = closeAsks.open(await bureau.seeing(null), { occasion: '2025-Q3' })
    expect(asks.map((ask) => `${ask.who} ${ask.card.kind}`)).toEqual(['zhou period'])
    const [moment] = must(closeAsks.sends, 'it is sent')
      .moments(bureau.calendar, day('2025-10-15'), day('2025-10-15'))
      .filter(({ occasion }) => occasion === '2025-Q3')
    expect(moment?.reminds).toBe(false)
  })
})

describe('somebody in a rater’s place', () => {
  test('gets the card, and the ask moves; the rater is told who', async () => {
    const { press, see, owing, rate, bureau, key } = await quarter()
    expect(await owing()).toEqual(['chen', 'li', 'zhou'])
    await bureau.notices()
    const said = await press('zhou', 'period', '指定代评', { assessor: 'li', instead: '赵敏' })
    expect(said).toContain('由赵敏代李群评价')
    expect((await bureau.notices()).map(({ what }) => what)).toContain(`send rating ${key} zhao`)
    expect(await owing()).toEqual(['chen', 'zhao', 'zhou'])
    expect(await see('li')).toContain('由**赵敏**代您评价')
    expect(await rate('zhao', '77')).toContain('已提交2人')
    const period = must(periodFor(await bureau.seeing(null), key), 'a period')
    expect(period.part.id).toBe('superior')
  })

  test('is refused in order: no rater, has handed in, nobody of that name, the same again', async () => {
    const { press, rate } = await quarter()
    const name = (assessor: string, instead: string) =>
      press('zhou', 'period', '指定代评', { assessor, instead })
    expect(await name('zhang', '赵敏')).toContain('没有选出')
    await rate('li', '80')
    expect(await name('li', '赵敏')).toContain('已经提交')
    expect(await name('chen', '赵大')).toContain('没有“赵大”')
    expect(await name('chen', '陈志')).toContain('不用再指定')
    expect(await name('chen', '赵敏')).toContain('代陈志')
    expect(await name('chen', '陈志')).toContain('仍由陈志自己')
  })

  test('who had handed in before is missing again for the people of that place', async () => {
    const { press, rate, owing, see } = await quarter()
    await rate('zhou', '85')
    await press('zhou', 'period', '指定代评', { assessor: 'li', instead: '周毅' })
    expect(await owing()).toEqual(['chen', 'zhou'])
    expect(await see('zhou')).toContain('提交之后又请您代他人评价')
    await rate('zhou', '85')
    expect(await owing()).toEqual(['chen'])
  })
})

describe('reminding', () => {
  test('sends the cards again to who owes, once a day, and lists them by unit', async () => {
    const { bureau, desk, key, rate, press } = await quarter()
    await rate('li', '80')
    await bureau.notices()
    const list = await desk.card('zhou', 'missing', 'period.rate')
    expect(readable(list)).toContain('局领导')
    expect(readable(list)).toContain('陈志')
    expect(readable(list)).not.toContain('李群')
    expect((await desk.press('zhou', list, '发卡片催办')).toast?.content).toContain('2人')
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent.filter((what) => what.startsWith('send rating')).sort()).toEqual([
      `send rating ${key} chen`,
      `send rating ${key} zhou`,
    ])
    expect(await press('zhou', 'period', '发卡片催办')).toContain('今天都催过了')
    expect(readable(await desk.card('zhou', 'missing', 'period.rate'))).toContain('今天已催')
    const entries = await readEntries(bureau.storage.read, { bureau: bureau.id })
    expect(entries.filter(({ kind }) => kind === 'asks.reminded').map(({ by }) => by)).toEqual([
      'zhou',
    ])
    bureau.goTo('2025-09-26', '10:00')
    const next = await desk.card('zhou', 'missing', 'period.rate')
    expect((await desk.press('zhou', next, '发卡片催办')).toast?.content).toContain('2人')
  })

  test('in the evening waits for the morning, and is the office’s alone', async () => {
    const { bureau, desk } = await quarter()
    bureau.goTo('2025-09-25', '20:00')
    const list = await desk.card('zhou', 'missing', 'period.rate')
    const home = await desk.card('li', 'home', 'home')
    const [, id, revision] = `${tagged(home).find(({ tag }) => tag === 'button')?.name}`.split('~')
    const forged = await desk.pressName('li', `asks.remind~${id}~${revision}~period.rate`)
    expect(forged.toast?.content).toContain('周毅')
    await bureau.notices()
    await desk.press('zhou', list, '发卡片催办')
    const soon = (await bureau.notices()).filter(({ what }) => what.endsWith('chen'))
    expect(soon).toEqual([])
    bureau.goTo('2025-09-26', '08:31')
    const morning = (await bureau.notices()).filter(({ what }) => what.endsWith('chen'))
    expect(morning.length).toBe(1)
    expect(await desk.say('li', { text: '催办' })).not.toContain('missing all')
    expect(await desk.say('zhou', { text: '/remind' })).toContain('missing all')
  })
})
