import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import { periodClosed } from '../../src/flows/rating/entries.js'
import type { PeriodGradesPart, Part } from '../../src/scheme/model/parts.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Setting } from '../../src/scheme/model/words.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { contextOf } from '../../src/scoring/context.js'
import { periodGrade } from '../../src/scoring/ratings/period-grades.js'
import { factEffective, factProposed, factTold } from '../../src/flows/fact/entries.js'
import { person, testDatabase, type TestBureau } from '../report/bureau.js'
import { deskOf, readable, tagged } from '../text/desk.js'

const fixed = <T>(value: T): Setting<T> => ({ value, choice: null, byAnswer: null })

/** The regulation with its superiors' ratings as grades by quarter: 40% of a unit may be good, the worst by facts. */
function graded(scheme: Scheme): Scheme {
  const change = (part: Part): Part => {
    if (part.kind === 'sum') return { ...part, children: part.children.map(change) }
    if (part.kind !== 'ratings') return part
    const { scale: _, periodWeight: __, missingPeriod: ___, ...rest } = part
    const grades: PeriodGradesPart = {
      ...rest,
      kind: 'period-grades',
      levels: [
        { id: 'good', name: '好', remark: false },
        { id: 'fair', name: '较好', remark: false },
        { id: 'poor', name: '较差', remark: true },
      ],
      atMost: [
        {
          level: 'good',
          places: fixed({ kind: 'share', share: { times: points(40), over: points(100) } }),
          per: fixed('unit'),
          rounding: fixed('down'),
        },
      ],
      forced: [
        {
          level: 'poor',
          when: { kind: 'facts', rules: ['absent'], until: [], inForce: fixed(true) },
        },
      ],
    }
    return grades
  }
  return { ...scheme, total: change(scheme.total) }
}

/** 38 more in 综合处: its head rates 40 people. */
const many = Array.from({ length: 38 }, (_, index) =>
  person(`m${index + 10}`, `组员${index + 10}`, 'general', []),
)

function acts(bureau: TestBureau, key: string) {
  const desk = deskOf(bureau)
  const fieldsOn = (card: unknown, begin = 'score_'): string[] =>
    tagged(card).flatMap(({ name }) =>
      typeof name === 'string' && name.startsWith(begin) ? [name] : [],
    )
  return {
    desk,
    card: (who: string) => desk.card(who, 'rating', key),
    fieldsOn,
    see: async (who: string) => readable(await desk.card(who, 'rating', key)),
    /** Fills everybody on the page that is shown and presses. */
    async press(
      who: string,
      button: string,
      value: string | ((index: number) => string),
      more = {},
    ) {
      const card = await desk.card(who, 'rating', key)
      const values = Object.fromEntries(
        fieldsOn(card).map((name, index) => [
          name,
          typeof value === 'string' ? value : value(index),
        ]),
      )
      const reply = await desk.press(who, card, button, { ...values, ...more })
      return { said: `${reply.toast?.content}`, card: reply.card }
    },
  }
}

async function opened(database: Awaited<ReturnType<typeof testDatabase>>, period = '2025-Q3') {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '10:00')
  return { bureau, ...acts(bureau, `${bureau.cycle}/${period}/superior`) }
}

describe('a rater of 40 people', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => {
    database = await testDatabase({ people: many })
  })
  afterAll(() => database.close())

  test('has them on pages; each turn keeps what is typed, and all are handed in at once', async () => {
    const { press, card, see, fieldsOn } = await opened(database)
    expect(fieldsOn(await card('li')).length).toBe(15)
    expect((await press('li', '下一页', '81')).said).toContain('第2页')
    expect(await see('li')).toContain('已填 15 / 40')
    const early = await press('li', '提交全部 40 人', '82')
    expect(early.said).toContain('第3页还有10人要改')
    await press('li', '下一页', '82')
    const said = (await press('li', '提交全部 40 人', '83')).said
    expect(said).toContain('已提交40人')
    // What was kept on the way is handed in, and no draft any more.
    const after = await see('li')
    expect(after).toContain('已提交')
    expect(after).not.toContain('改动未提交')
  })

  test('fills in what was given last time with one press, keeping what stands there', async () => {
    const { bureau, press, card, see, desk } = await opened(database)
    const earlier = acts(bureau, `${bureau.cycle}/2025-Q2/superior`)
    expect((await press('li', '存草稿', '')).said).toContain('已保存')
    expect(await see('li')).not.toContain('照上期填入')
    await earlier.press('li', '下一页', '71')
    await earlier.press('li', '下一页', '72')
    await earlier.press('li', '提交全部 40 人', '73')
    const [first] = acts(bureau, '').fieldsOn(await card('li'))
    const filled = await desk.press('li', await card('li'), '照上期填入', { [`${first}`]: '99' })
    expect(filled.toast?.content).toContain('39人')
    const values = tagged(filled.card).flatMap(({ tag, default_value }) =>
      tag === 'input' ? [default_value] : [],
    )
    expect(values.slice(0, 3)).toEqual(['99', '71', '71'])
    expect(await see('li')).toContain('已填 40 / 40')
  })

  test('on two devices: the same press twice is one handing-in, a later one counts', async () => {
    const { bureau, press, see } = await opened(database)
    await press('li', '下一页', '81')
    await press('li', '下一页', '81')
    await press('li', '提交全部 40 人', '81')
    const again = await press('li', '重新提交全部 40 人', '85')
    expect(again.said).toContain('已提交40人')
    await bureau.job(async (ctx) =>
      periodClosed.write(ctx, {
        cycle: bureau.cycle,
        period: '2025-Q3',
        body: { part: 'superior' },
      }),
    )
    const over = await see('li')
    expect(over).toContain('计入 **85**')
    expect(over).toContain('计入 **81**')
  })
})

describe('grades by period', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => {
    database = await testDatabase({ scheme: graded, people: many.slice(0, 3) })
  })
  afterAll(() => database.close())

  test('are refused where a level is unknown, a reason is missing, or too many have one; then handed in', async () => {
    const { press, see, card, fieldsOn } = await opened(database)
    expect(await see('li')).toContain('好至多 2 人（综合处 6 人的 40%）')
    expect((await press('li', '提交', '')).said).toContain('处要改')
    expect((await press('li', '提交', 'excellent')).card).toBeDefined()
    expect(readable((await press('li', '提交', 'excellent')).card)).toContain('不在办法之内')
    const poor = await press('li', '提交', (index) => (index === 0 ? 'poor' : 'fair'))
    expect(poor.said).toContain('要写明理由')
    const many = await press('li', '提交', 'good')
    expect(many.said).toContain('至多2人（6人的40%，不足1人的不计），现有5人')
    const oneMore = await press('li', '提交', (index) => (index < 3 ? 'good' : 'fair'))
    expect(oneMore.said).toContain('现有3人')
    const [remark] = fieldsOn(await card('li'), 'remark_')
    const fits = ['poor', 'good', 'good']
    const done = await press('li', '提交', (index) => fits[index] ?? 'fair', {
      [`${remark}`]: '两项任务没有完成',
    })
    expect(done.said).toContain('已提交5人')
    expect(JSON.stringify(await card('li'))).toContain('两项任务没有完成')
  })

  test('reach the engine once the period is closed, never before', async () => {
    const { bureau, press } = await opened(database)
    await press('li', '提交', 'fair')
    const grades = async () => {
      const seeing = await bureau.seeing(null)
      return scoringInput(seeing, must(seeing.bureau.cycles[0], 'a cycle'), seeing.today)
    }
    expect((await grades()).periodGrades).toEqual([])
    await bureau.job(async (ctx) =>
      periodClosed.write(ctx, {
        cycle: bureau.cycle,
        period: '2025-Q3',
        body: { part: 'superior' },
      }),
    )
    const input = await grades()
    expect(input.periodGrades?.length).toBe(5)
    const part = [...contextOf(input).parts.values()].find((each) => each.kind === 'period-grades')
    const found = periodGrade(contextOf(input), part as PeriodGradesPart, {
      assessee: 'zhang',
      period: '2025-Q3',
    })
    expect(found.level).toBe('fair')
  })
  test('that a fact forces are shown and fixed, are not asked for, and count so', async () => {
    const { bureau, press, see, card, fieldsOn } = await opened(database)
    await bureau.job(async (ctx) => {
      const fact = factProposed.write(ctx, {
        day: day('2025-09-10'),
        by: 'li',
        body: { kind: 'absent', persons: ['zhang'], units: ['general'] },
      })
      const of = { about: fact, subject: 'zhang', by: 'chen' }
      factTold.write(ctx, { ...of, body: { objectUntil: '2025-09-15' } })
      factEffective.write(ctx, { ...of, body: { ground: 'window-passed' } })
    })
    expect(await see('li')).toContain('按事实定，不用评')
    expect(fieldsOn(await card('li'))).not.toContain('score_zhang')
    expect((await press('li', '提交', 'fair')).said).toContain('已提交5人')
    await bureau.job(async (ctx) =>
      periodClosed.write(ctx, {
        cycle: bureau.cycle,
        period: '2025-Q3',
        body: { part: 'superior' },
      }),
    )
    expect(await see('li')).toMatch(/张可　\*\*较差\*\*（按事实定）/)
    const seeing = await bureau.seeing(null)
    const input = scoringInput(seeing, must(seeing.bureau.cycles[0], 'a cycle'), seeing.today)
    expect(input.periodGrades?.map(({ assessee }) => assessee)).not.toContain('zhang')
  })
})
