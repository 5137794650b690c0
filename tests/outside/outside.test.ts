import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { isRefusal } from '../../src/base/refusal.js'
import { takeOutside } from '../../src/desk/outside.js'
import { unsealing } from '../../src/desk/unsealing.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { verbOf } from '../../src/flows/all.js'
import { burdenSlice } from '../../src/flows/burden/counted.js'
import { isOutside } from '../../src/flows/rating/outside-rater.js'
import { collectAsks } from '../../src/flows/outside/asks.js'
import type { OutsideFilled, OutsideIntent, OutsideRef } from '../../src/flows/outside/intents.js'
import { linksOf, outsideSlice } from '../../src/flows/outside/links.js'
import { handInPage, keepPage, viewPage } from '../../src/flows/outside/page.js'
import { attachPaper, paperTemplate } from '../../src/flows/outside/paper-sheet.js'
import { raterName } from '../../src/flows/outside/rater-name.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { periodClosed } from '../../src/flows/rating/entries.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { readSheet } from '../../src/sheets/read.js'
import { writeSheet } from '../../src/sheets/write.js'
import { thirds } from '../refusals/schemes.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { partOf } from '../scoring/invented/bounds.js'
import { deskOf, readable } from '../text/desk.js'

/** One of each class that Wuhan's regulation for units ranks by itself. */
const units = (['business', 'general', 'affiliated'] as const).map((tier) => ({
  ...{ id: `u-${tier}`, name: `${tier}处`, kind: tier, tier },
}))

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase({ units })
}, 60_000)
afterAll(() => database.close())

const everybody = ['li', 'zhang', 'wang', 'zhou', 'zhao']

async function bureauOf(part = 'service') {
  const bureau = await database.newBureau([thirds])
  bureau.goTo('2025-10-09', '10:00')
  return acting(bureau, {
    ...{ cycle: `${bureau.id}.thirds.2025`, period: '2025-Q3', part, body: 'client' },
  })
}

function acting(bureau: TestBureau, ref: OutsideRef) {
  const { part } = ref
  const key = Object.values(ref).join('/')
  const unseal = unsealing(bureau.storage)
  const press = async (intent: OutsideIntent, who = 'zhou'): Promise<string[]> => {
    const outcome = await bureau.outcome(who, (ctx) =>
      must(verbOf(intent.verb), intent.verb).act(ctx, intent as never),
    )
    if (!isRefusal(outcome)) return [outcome.say.code]
    return outcome.faults.length > 0 ? outcome.faults.map((each) => each.code) : [outcome.code]
  }
  const card = async (kind = 'outside', of = key): Promise<string> =>
    readable(await deskOf(bureau).card('zhou', kind, of))
  const filled = (score: string, more: Partial<OutsideFilled> = {}): OutsideFilled => ({
    scores: Object.fromEntries(everybody.slice(0, -1).map((id) => [id, score])),
    ...{ unknown: ['zhao'], remark: '', ...more },
  })
  return {
    ...{ bureau, ref, key, press, card, filled },
    make: (count: string, more: { names?: string; whom?: string[] } = {}) =>
      press({ verb: 'outside.make', ...ref, count, names: '', whom: [], ...more }),
    async links() {
      const { collected } = await bureau.seeing(null)
      return linksOf(collected.of(outsideSlice), ref)
    },
    /** Tokens in the order of the numbers, as the card shows them. */
    async tokens(): Promise<string[]> {
      const shown = unseal('outside', await card())
      return [...shown.matchAll(/\/p\/[^/]+\/([0-9a-f]{32})/g)].flatMap(([, token]) => token ?? [])
    },
    async give(token: string, of: OutsideFilled, handIn = true): Promise<string[]> {
      const outcome = await bureau.job((ctx) => (handIn ? handInPage : keepPage)(ctx, token, of))
      if (!isRefusal(outcome)) return [outcome.say.code]
      return outcome.faults.length > 0
        ? outcome.faults.map(({ code, field }) => `${code} ${field}`)
        : [outcome.code]
    },
    async page(token: string) {
      return viewPage(await bureau.seeing(null), token)
    },
    async asked(): Promise<string[]> {
      const all = collectAsks.open(await bureau.seeing(null), {})
      return all
        .filter(({ about }) => about === key)
        .map(({ says }) => `${says.code} ${says.with.count ?? ''}`.trim())
    },
    close: () =>
      bureau.job(async (ctx) =>
        periodClosed.write(ctx, {
          by: 'zhou',
          cycle: ref.cycle,
          period: ref.period,
          body: { part },
        }),
      ),
    async input() {
      const seeing = await bureau.seeing(null)
      const cycle = must(
        seeing.bureau.cycles.find(({ id }) => id === ref.cycle),
        'it runs',
      )
      return scoringInput(seeing, cycle, seeing.today)
    },
  }
}

test('links are made, one is handed in once, and what came counts exactly as a rating of its body when the period is ended', async () => {
  const of = await bureauOf()
  expect(await of.asked()).toEqual(['ask-outside-make'])
  expect(await of.make('3')).toEqual(['outside-made'])
  expect(await of.asked()).toEqual(['ask-outside-waiting 3'])
  const [first = '', second = '', third = ''] = await of.tokens()
  const page = await of.page(first)
  expect(page.state === 'open' && page.rows.map(({ id }) => id)).toEqual(everybody)
  expect(await of.give(first, of.filled('80.1', { remark: '办事很快' }))).toEqual([
    'outside-page-done',
  ])
  expect(await of.give(first, of.filled('100'))).toEqual(['outside-page-used'])
  expect((await of.page(first)).state).toBe('used')
  expect(await of.give(second, of.filled('90.2', { unknown: [] }))).toEqual([
    'outside-missing score.zhao',
  ])
  expect(await of.give(second, of.filled('90.2'))).toEqual(['outside-page-done'])
  const open = await of.card()
  expect(open).toContain('链接已交 **2** / 3')
  expect(open).not.toMatch(/80\.1|90\.2|办事很快/)
  expect(await of.asked()).toEqual(['ask-outside-waiting 1'])
  const statement = async (who: string) => partOf(scoreCycle(await of.input()), who, 'service')
  expect((await statement('li')).own.settled).not.toBe('85.15')
  await of.close()
  expect(await of.give(third, of.filled('1'))).toEqual(['outside-page-closed'])
  const input = await of.input()
  const given = input.ratings.filter(
    ({ assessee, part }) => part === 'service' && assessee === 'li',
  )
  expect(given.map(({ raterClass, points }) => `${raterClass} ${points}`).sort()).toEqual([
    'client 80.1',
    'client 90.2',
  ])
  expect(input.ratings.some(({ assessee }) => assessee === 'zhao')).toBe(false)
  expect(await of.card()).toContain('办事很快')
  // Nobody of the bureau was asked for it.
  const burden = (await of.bureau.seeing(null)).collected.of(burdenSlice)
  expect([...(burden.get('2025')?.keys() ?? [])].filter(isOutside)).toEqual([])
  const [one = ''] = given.map(({ assessor }) => assessor)
  expect(raterName(await of.bureau.seeing(null), one)).toBe('服务对象1号')
  // The same from its facts file, by whoever has it.
  const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
  const facts = must(document.value, JSON.stringify(document.problems))
  expect(checkFacts(thirds, facts, { document }).map(({ message }) => message)).toEqual([])
  expect(scoreCycle(inputOf(thirds, facts)).statements).toEqual(scoreCycle(input).statements)
})

test('of a token only its hash is kept: in no entry, draft, card as it is stored, or form that is kept', async () => {
  const of = await bureauOf()
  await of.make('2')
  const [token = '', other = ''] = await of.tokens()
  expect(await of.give(token, of.filled('88', { scores: { li: '88' } }), false)).toEqual([
    'outside-page-kept',
  ])
  const kept = await of.page(token)
  expect(kept.state === 'open' && kept.kept && kept.rows.find(({ id }) => id === 'li')?.score).toBe(
    '88',
  )
  await of.give(other, of.filled('88'))
  expect(await of.card()).not.toMatch(/\/p\/[^/]+\/[0-9a-f]{32}(?![0-9a-f])/)
  const { client } = of.bureau.storage.read
  const tables = await Promise.all([
    client.ledgerEntry.findMany(),
    client.personalText.findMany(),
    client.draft.findMany(),
    client.notice.findMany(),
    client.inboxKey.findMany(),
    client.liveCard.findMany(),
  ])
  expect(tables.flat().length).toBeGreaterThan(3)
  const all = JSON.stringify(tables, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  for (const each of [token, other]) expect(all).not.toContain(each)
})

test('a link that was withdrawn, is used, unknown, or over says so; another comes in its place for the same units', async () => {
  const of = await bureauOf()
  await of.make('2', { whom: ['li', 'wang'] })
  const [first = '', second = ''] = await of.tokens()
  const [one] = await of.links()
  const withdraw = {
    verb: 'outside.withdraw',
    ...of.ref,
    link: one?.id ?? '',
    reason: '发错人',
    again: true,
  } as const
  expect(await of.press(withdraw)).toEqual(['outside-again'])
  expect((await of.page(first)).state).toBe('withdrawn')
  expect(await of.press(withdraw)).toEqual(['outside-link-withdrawn'])
  const [, third = ''] = await of.tokens()
  const page = await of.page(third)
  expect(page.state === 'open' && page.number).toBe(3)
  expect(page.state === 'open' && page.rows.map(({ id }) => id)).toEqual(['li', 'wang'])
  expect((await of.page('0'.repeat(32))).state).toBe('unknown')
  const scores = { li: '88', wang: '90' }
  expect(await of.give(second, { scores, unknown: [], remark: '' })).toEqual(['outside-page-done'])
  const used = (await of.links())[1]?.id ?? ''
  expect(await of.press({ ...withdraw, link: used })).toEqual(['outside-link-used'])
  // Due on the 14th: open until midnight, over at the moment of handing in.
  of.bureau.goTo('2025-10-14', '23:59')
  expect((await of.page(third)).state).toBe('open')
  of.bureau.goTo('2025-10-15', '00:00')
  expect(await of.give(third, { scores, unknown: [], remark: '' })).toEqual([
    'outside-page-expired',
  ])
  expect((await of.page(third)).state).toBe('expired')
  expect(await of.asked()).toEqual([])
})

test('of two who hand in by one link at once one is taken, and the other is told that it was', async () => {
  const of = await bureauOf()
  await of.make('1')
  const [token = ''] = await of.tokens()
  const { storage, bureaus, id } = of.bureau
  const desk = { storage, bureaus, wake: () => undefined }
  const send = (score: string) =>
    takeOutside(desk, { bureau: id, token, filled: of.filled(score), handIn: true })
  const both = await Promise.all([send('70'), send('90')])
  expect(both.map(({ done }) => done).sort()).toEqual([false, true])
  expect(both.map(({ page }) => page.state)).toEqual(['used', 'used'])
  await of.close()
  expect((await of.input()).ratings.filter(({ assessee }) => assessee === 'li')).toHaveLength(1)
})

test('who they are is noted where the scheme says so, and the period waits for links that can still be handed in', async () => {
  const of = await bureauOf('service-noted')
  expect(await of.make('3')).toEqual(['outside-names'])
  expect(await of.make('', { names: '市财政局 陈工\n\n某某公司' })).toEqual(['outside-made'])
  expect(await of.card()).toMatch(/1号\*\*　市财政局 陈工[\s\S]*2号\*\*　某某公司/)
  const close = { verb: 'period.close', ...of.ref, reason: '' }
  const closing = () =>
    of.bureau.act('zhou', (ctx) =>
      must(verbOf('period.close'), 'it closes').act(ctx, close as never),
    )
  expect(await closing()).toBe('refused:close-links')
  for (const { id } of await of.links()) {
    await of.press({
      verb: 'outside.withdraw',
      ...of.ref,
      link: id,
      reason: '不评了',
      again: false,
    })
  }
  expect(await closing()).toBe('period-closed')
  expect(await of.make('', { names: '某某' })).toEqual(['outside-closed'])
})

test('what came on paper is filled in in the sheet, previewed row by row, and brought in whole, once', async () => {
  const of = await bureauOf()
  expect(await of.press({ verb: 'outside.paper', ...of.ref })).toEqual(['outside-paper-asked'])
  const made = must(
    paperTemplate(await of.bureau.seeing('zhou'), 'zhou', of.key),
    'the office has it',
  )
  expect(paperTemplate(await of.bureau.seeing('li'), 'li', of.key)).toBeNull()
  expect(made.columns.map(({ title }) => title)).toEqual([
    '编号',
    '李群',
    '张可',
    '王珊',
    '周毅',
    '赵敏',
    '意见和建议',
  ])
  const attach = async (rows: string[][], sha256: string): Promise<string> => {
    const bytes = await writeSheet({ ...made, rows })
    const sheet = await readSheet('纸质.xlsx', bytes)
    const file = { name: '纸质.xlsx', sha256, size: bytes.length, mediaType: 'x', sheet }
    return of.bureau.act('zhou', (ctx) => attachPaper(ctx, file))
  }
  const send = { verb: 'outside.paper-send', ...of.ref, reference: '2025-考-7卷' } as const
  const wrong = [
    ['1', '88'],
    ['1', '90'],
    ['x', '101', '９０'],
    ['4', '', '', '', '', '', '很好'],
    ['5'],
  ]
  expect(await attach(wrong, 'a'.repeat(64))).toBe('outside-sheet-read')
  const seen = await of.card('outside-paper', 'new')
  for (const line of [
    '第 3 行（1号）：编号1和第2行重复',
    '第 4 行（x号）：编号“x”不对',
    '“李群”的分数要在0到100之间',
    '第 5 行（4号）：只写了意见',
  ]) {
    expect(seen).toContain(line)
  }
  expect(await of.press(send)).toEqual(['outside-paper-wrong'])
  expect(
    await attach(
      [
        ['1', '88.5'],
        ['2', '', '90', '', '', '', '满意'],
      ],
      'b'.repeat(64),
    ),
  ).toBe('outside-sheet-read')
  expect(await of.press({ ...send, reference: '' })).toEqual(['outside-paper-reference'])
  expect(await of.press(send)).toEqual(['outside-paper-sent'])
  expect(await of.press(send)).toEqual(['outside-paper-none'])
  // The same file, and a number that was brought in.
  await of.press({ verb: 'outside.paper-again' })
  await attach(
    [
      ['1', '88.5'],
      ['2', '', '90', '', '', '', '满意'],
    ],
    'b'.repeat(64),
  )
  expect(await of.press(send)).toEqual(['outside-paper-twice'])
  await attach([['2', '60']], 'c'.repeat(64))
  expect(await of.card('outside-paper', 'new')).toContain('编号2在10月9日')
  expect(await of.press(send)).toEqual(['outside-paper-wrong'])
  const { collected } = await of.bureau.seeing(null)
  const [brought] = [...collected.of(outsideSlice).importsById.keys()]
  const undo = {
    verb: 'outside.paper-void',
    ...of.ref,
    import: brought ?? '',
    reason: '录错一份',
  } as const
  expect(await of.press(undo)).toEqual(['outside-paper-voided-now'])
  expect(await of.press(undo)).toEqual(['outside-paper-voided'])
  expect(await of.press(send)).toEqual(['outside-paper-sent'])
  await of.close()
  const { ratings } = await of.input()
  expect(ratings.map(({ assessee, points }) => `${assessee} ${points}`)).toEqual(['li 60'])
})

test('Wuhan’s third parties: each body rates its classes of units, and the part is the mean of the bodies, published as kaohe score has it', async () => {
  const scheme = must(readScheme(packagePath('schemes', 'wuhan-units')).scheme, 'it can be read')
  const bureau = await database.newBureau([scheme])
  bureau.goTo('2025-12-18', '10:00')
  const ref = { cycle: `${bureau.id}.wuhan-units.2025`, period: '2025-year', part: 'third-party' }
  const [client, counterpart] = ['client', 'counterpart'].map((body) =>
    acting(bureau, { ...ref, body }),
  )
  const given = async (of: typeof client, points: string): Promise<string[]> => {
    const [token = ''] = (await must(of, 'a body').tokens()).slice(-1)
    const page = await must(of, 'a body').page(token)
    const rows = page.state === 'open' ? page.rows.map(({ id }) => id) : []
    const scores = Object.fromEntries(rows.map((id) => [id, points]))
    await must(of, 'a body').give(token, { scores, unknown: [], remark: '' })
    return rows
  }
  await client?.make('1')
  expect(await given(client, '80.1')).toEqual(['u-business', 'u-affiliated'])
  await client?.make('1')
  await given(client, '90.2')
  await counterpart?.make('1')
  expect(await given(counterpart, '70')).toEqual(['u-business', 'u-general'])
  await client?.close()
  const input = await must(client, 'a body').input()
  const own = scoreCycle(input)
  expect(partOf(own, 'u-business', 'third-party').own.settled).toBe('77.575')
  expect(partOf(own, 'u-affiliated', 'third-party').own.settled).toBe('85.15')
  const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
  const facts = must(document.value, JSON.stringify(document.problems))
  expect(scoreCycle(inputOf(scheme, facts)).statements).toEqual(own.statements)
})
