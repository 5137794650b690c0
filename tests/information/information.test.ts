import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { day, dayAt, momentOf } from '../../src/base/day.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { attachFile } from '../../src/flows/files.js'
import { allJobs, fileTakers } from '../../src/flows/all.js'
import { decideFact } from '../../src/flows/fact/decide.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import type { InfoWords, PieceChoice } from '../../src/flows/information/intents.js'
import { piecesSlice } from '../../src/flows/information/pieces.js'
import { viewInfoTable } from '../../src/flows/information/month-views.js'
import { quotasIn } from '../../src/flows/information/standings.js'
import { viewDesk, viewInfo, viewPiece } from '../../src/flows/information/views.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { scoreOne } from '../../src/scoring/engine.js'
import { press } from '../pressing.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { deskOf, readable, tagged } from '../text/desk.js'
import { informationScheme } from './scheme.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase({
    people: [person('xin', '辛闻', 'party', [{ role: 'information-office' }])],
  })
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau([informationScheme])
  bureau.goTo('2025-09-10', '10:00')
})

afterAll(() => database.close())

const words: InfoWords = {
  what: 'piece/plain',
  title: '科技下乡走进村小',
  link: 'https://www.example.gov.cn/art/2025/9/1.html',
  channel: '区政府网站',
}

function send(who: string, of: Partial<InfoWords> = {}, confirmed = false): Promise<string> {
  const all = { ...words, ...of }
  return press(bureau, who, { verb: 'info.submit', confirmed, words: all } as Intent)
}

async function pieces() {
  return [...(await bureau.seeing(null)).collected.of(piecesSlice).byId.values()]
}

async function last() {
  return must((await pieces()).at(-1), 'a piece')
}

function decide(
  who: string,
  choices: Record<string, Partial<PieceChoice>>,
  of: { day?: string; reason?: string } = {},
): Promise<string> {
  const whole = Object.fromEntries(
    Object.entries(choices).map(([id, one]) => [id, { as: '', levels: [], ...one }]),
  )
  const { day: on = '2025-09-10', reason = '' } = of
  return press(bureau, who, { verb: 'info.decide', day: on, reason, choices: whole } as Intent)
}

/** Sends pieces of 张 in and has them adopted by the district on a day; answers the ids of the facts. */
async function adopted(titles: readonly string[], on = '2025-09-10'): Promise<string[]> {
  const ids: string[] = []
  for (const title of titles) {
    expect(await send('zhang', { title, link: `https://a.cn/${ids.length}${title}` })).toBe(
      'info-sent',
    )
    ids.push((await last()).id)
  }
  const choice = { as: 'adopted', levels: ['district'] }
  const said = await decide('xin', Object.fromEntries(ids.map((id) => [id, choice])), { day: on })
  expect(said).toBe('info-decided-now')
  return (await pieces()).flatMap(({ id, fact }) => (ids.includes(id) && fact ? [fact] : []))
}

async function approve(facts: readonly string[]): Promise<void> {
  for (const fact of facts) {
    const intent = { verb: 'fact.approve', fact, whose: '', text: '', field: 'text' } as const
    expect(await bureau.act('chen', (ctx) => decideFact(ctx, intent))).toBe('fact-approved')
  }
  await bureau.delivered()
}

/** Lets the windows of what was told pass. */
async function afterWindows(on: string): Promise<void> {
  bureau.goTo(on, '09:00')
  const job = must(
    allJobs.find(({ name }) => name === 'effective-facts'),
    'the job',
  )
  await bureau.job((ctx) => job.run(ctx, on, null))
}

async function quota(target: string, whom = 'general', month = '2025-09') {
  const all = quotasIn(await bureau.seeing(null), month, [whom])
  return must(
    all.flatMap(({ quotas }) => quotas).find((one) => one.target === target),
    target,
  )
}

describe('a piece', () => {
  test('is sent in by anybody, waits on the card of the information office, and is theirs alone to decide', async () => {
    expect(await send('zhang')).toBe('info-sent')
    const desk = await viewDesk(await bureau.seeing('xin'))
    expect(desk).toMatchObject({
      count: 1,
      rows: [{ own: false, doubled: false, piece: { title: '科技下乡走进村小', unit: '综合处' } }],
    })
    expect(await viewDesk(await bureau.seeing('li'))).toEqual({ kind: 'gone', code: 'not-allowed' })
    const { id } = await last()
    expect(await decide('li', { [id]: { as: 'adopted' } })).toBe('refused:not-allowed')
    expect(await viewPiece(await bureau.seeing('wang'), id)).toMatchObject({ kind: 'gone' })
    expect(await viewPiece(await bureau.seeing('li'), id)).toMatchObject({ own: false })
    expect(await viewInfo(await bureau.seeing('zhang'))).toMatchObject({
      step: { step: 'made', piece: { id, state: 'waiting' }, office: ['辛闻'] },
    })
  })

  test('that is adopted is a fact of its kind, recorded once, and the score, the export and the sender know it', async () => {
    await send('zhang', { what: 'piece/interview' })
    const { id } = await last()
    const said = await decide('xin', { [id]: { as: 'adopted', levels: ['district', 'city'] } })
    expect(said).toBe('info-decided-now')
    const facts = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
    expect(facts).toMatchObject([
      {
        recordedBy: 'xin',
        day: '2025-09-10',
        body: {
          ...{ kind: 'piece', sort: 'interview', levels: ['district', 'city'], quantity: '1' },
          ...{ persons: ['zhang'], units: ['general'] },
        },
      },
    ])
    expect((await bureau.notices()).map(({ what }) => what)).toEqual(
      expect.arrayContaining([`send info-piece ${id} zhang`, `send approval ${facts[0]?.id} chen`]),
    )
    expect(await quota('portal-monthly')).toMatchObject({
      count: '0',
      withOpen: '1',
      state: 'open',
    })
    await approve(facts.map((one) => one.id))
    await afterWindows('2025-09-30')
    const seeing = await bureau.seeing('zhang')
    const cycle = must(
      seeing.bureau.cycles.find((one) => one.scheme.id === 'information'),
      'it runs',
    )
    const input = scoringInput(seeing, cycle, day('2025-09-30'))
    const statement = scoreOne(input, 'general')
    const year = statement.totals.find((one) => one.id === 'portal')
    expect(year).toMatchObject({ pieces: '1', extras: '2', total: '3' })
    expect(exportFacts(input).facts).toMatchObject([
      { rule: 'piece', levels: ['district', 'city'] },
    ])
    // The flow's own count is the statement's.
    const own = statement.targets.find((one) => one.id === 'portal-yearly')?.periods[0]
    expect(await quota('portal-yearly')).toMatchObject({ count: own?.count, missing: '2' })
    expect(await viewPiece(seeing, id)).toMatchObject({
      piece: { state: 'adopted', stage: 'effective', levels: ['区级', '市级'] },
      quotas: [{ unit: '综合处' }],
    })
  })

  test('with the title or link of another is asked about, however it is written, and sent once that is confirmed', async () => {
    await send('zhang')
    const same = { link: '', title: '科技下乡，走进村小！' }
    expect(await send('wang', { ...same, link: 'https://b.cn/' })).toBe('info-same')
    expect(await viewInfo(await bureau.seeing('wang'))).toMatchObject({
      step: { step: 'form', same: [{ unit: '综合处', sameLink: false }] },
    })
    expect(await pieces()).toHaveLength(1)
    // What was confirmed is what was shown: another link of another piece is asked about again.
    await send('li', { title: '另一条', link: 'https://c.cn/x' })
    expect(await send('wang', { ...same, link: 'https://c.cn/x/#top' }, true)).toBe('info-same')
    expect(await send('wang', { ...same, link: 'https://c.cn/x/#top' }, true)).toBe('info-sent')
    expect(await viewDesk(await bureau.seeing('xin'))).toMatchObject({
      rows: [{ doubled: true }, { doubled: true }, { doubled: true }],
    })
  })

  test('is taken back before it is decided and not after, and may be sent again', async () => {
    await send('zhang')
    const { id } = await last()
    const withdraw = (who: string) =>
      press(bureau, who, { verb: 'info.withdraw', piece: id } as Intent)
    expect(await withdraw('wang')).toBe('refused:gone')
    expect(await withdraw('zhang')).toBe('info-withdrawn')
    expect(await withdraw('zhang')).toBe('refused:info-decided')
    expect(await decide('xin', { [id]: { as: 'declined' } }, { reason: '晚了' })).toBe(
      'refused:info-gone',
    )
    expect(await send('zhang')).toBe('info-sent')
  })

  test('that is not adopted says why and is no fact; one that counts as it was sent in is one of its day', async () => {
    await send('zhang')
    bureau.goTo('2025-09-11', '10:00')
    await send('zhang', { what: 'brief', title: '工作动态', link: 'https://a.cn/2' })
    const [first, second] = await pieces()
    const [piece, brief] = [must(first, 'one').id, must(second, 'two').id]
    bureau.goTo('2025-10-09', '10:00')
    const both = { [piece]: { as: 'declined' }, [brief]: { as: 'received' } }
    expect(await decide('xin', both)).toBe('refused:info-reason')
    expect(await decide('xin', { [piece]: { as: 'received' } }, { reason: '重复' })).toBe(
      'refused:info-as',
    )
    expect(await decide('xin', both, { day: '', reason: '没有新内容' })).toBe('info-decided-now')
    const facts = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
    expect(facts).toMatchObject([
      { day: '2025-09-11', body: { kind: 'brief', sent: '2025-09-11T10:00', units: ['general'] } },
    ])
    expect(facts[0]?.body.levels).toBeUndefined()
    expect(await viewPiece(await bureau.seeing('zhang'), piece)).toMatchObject({
      piece: { state: 'declined', decided: { by: '辛闻', reason: '没有新内容' } },
    })
    expect(await quota('brief-monthly')).toMatchObject({ withOpen: '1', state: 'coming' })
  })

  test('carries its file to who decides and into the fact', async () => {
    const desk = deskOf(bureau)
    expect(await desk.say('zhang', { text: '报送' })).toEqual(['info new'])
    const kept = { name: '稿件.pdf', sha256: '1'.repeat(64), size: 3, mediaType: 'application/pdf' }
    expect(await bureau.act('zhang', (ctx) => attachFile(fileTakers, ctx, kept))).toBe(
      'info-attached',
    )
    expect(await send('zhang', { link: '' })).toBe('info-sent')
    const { id, files } = await last()
    const [file = ''] = files
    const open = (who: string) => press(bureau, who, { verb: 'info.file', file } as Intent)
    expect(await open('wang')).toBe('refused:gone')
    expect(await open('xin')).toBe('file-sent')
    await decide('xin', { [id]: { as: 'adopted', levels: ['district'] } })
    const facts = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
    expect(facts[0]?.body.files).toEqual([file])
  })
})

test('many are decided at once, each with its own levels, through the card', async () => {
  const desk = deskOf(bureau)
  for (const at of [1, 2, 3])
    await send('zhang', { title: `第${at}条`, link: `https://a.cn/${at}` })
  await send('xin', { title: '自己的', link: 'https://a.cn/own' })
  expect(await desk.say('xin', { text: '采用' })).toContain('info-desk all')
  const card = await desk.card('xin', 'info-desk', 'all')
  expect(readable(card)).toContain('这是您自己报的')
  const [one, two, three, own] = (await pieces()).map(({ id }) => id)
  const values = {
    ...{ [`as.${one}`]: 'adopted', [`levels.${one}`]: ['district', 'city'] },
    ...{ [`as.${two}`]: 'adopted', [`levels.${two}`]: ['district'] },
    ...{ [`as.${three}`]: 'declined', day: '2025-09-09 +0800', reason: '已登过' },
  }
  const { toast } = await desk.press('xin', card, '提交处理', values)
  expect(toast?.content).toContain('采用2条，计报送0条，不采用1条')
  const facts = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
  expect(facts.map(({ day: on, body }) => [on, body.levels])).toEqual([
    ['2025-09-09', ['district', 'city']],
    ['2025-09-09', ['district']],
  ])
  const choice = { as: 'adopted', levels: ['district'] }
  expect(await decide('xin', { [must(own, 'own')]: choice })).toBe('refused:info-own')
  expect(await viewDesk(await bureau.seeing('zhou'))).toMatchObject({ count: 1 })
})

test('a unit stands by what counts, what is still open to objection, and what is missing', async () => {
  const facts = await adopted(['一', '二'])
  expect(await quota('portal-monthly')).toMatchObject({
    count: '0',
    withOpen: '2',
    state: 'coming',
  })
  await approve(facts.slice(0, 1))
  await afterWindows('2025-09-28')
  expect(await quota('portal-monthly')).toMatchObject({
    ...{ count: '1', withOpen: '2', atLeast: '2', missing: '0' },
  })
})

describe('the end of the month', () => {
  const job = (name: string) =>
    must(
      allJobs.find((each) => each.name === name),
      name,
    )

  test('reminds heads and who sends in for units that are short, five working days before it, and nobody else', async () => {
    const { calendar } = bureau
    const [due] = job('info-remind').due(calendar, day('2025-09-01'), day('2025-09-30'))
    // The 28th, a Sunday, is worked: 25, 26, 28, 29 and 30 are left.
    expect(due).toMatchObject({ period: '2025-09' })
    const on = must(due, 'it is due').at
    expect(calendar.workingDaysFromTo(dayAt(on), day('2025-09-30'))).toBe(5)
    await adopted(['一'])
    await bureau.notices()
    bureau.goTo(dayAt(on), '09:20')
    await bureau.job((ctx) => job('info-remind').run(ctx, '2025-09', null))
    expect((await bureau.notices()).map(({ what }) => what)).toEqual([
      // 综合处 has one of two, and 张 sent it in; 规划处 has no brief; 机关党委 needs none.
      'send info-unit 2025-09/general li',
      'send info-unit 2025-09/general zhang',
      'send info-unit 2025-09/planning zhou',
    ])
    const card = await deskOf(bureau).card('li', 'info-unit', '2025-09/general')
    expect(readable(card)).toContain(
      '网站信息每月（2025年9月）　**0 / 2** 条，另在审定或异议期内 1 条',
    )
    expect(readable(card)).toContain('张可　报送 1，采用 1')
  })

  test('reminds nobody of what is reached, also where it is still open to objection', async () => {
    await adopted(['一', '二'])
    await send('wang', { what: 'brief', title: '动态', link: 'https://a.cn/b' })
    await decide('xin', { [(await last()).id]: { as: 'received' } }, { reason: '区里没有用' })
    await bureau.notices()
    bureau.goTo('2025-09-25', '09:20')
    await bureau.job((ctx) => job('info-remind').run(ctx, '2025-09', null))
    expect((await bureau.notices()).map(({ what }) => what)).toEqual([
      'send info-unit 2025-09/planning zhou',
    ])
    // The year's target is not over with September: it is said and not reminded of.
    expect(await quota('portal-yearly')).toMatchObject({ state: 'open', missing: '3' })
  })

  test('is followed by a table for the heads and the office; a short month costs what the rule says', async () => {
    await approve(await adopted(['一']))
    await bureau.notices()
    await afterWindows('2025-10-09')
    const [due] = job('info-table').due(bureau.calendar, day('2025-10-01'), day('2025-10-31'))
    expect(due).toMatchObject({ period: '2025-09', at: momentOf(day('2025-10-09'), '09:00') })
    bureau.goTo('2025-10-09', '09:30')
    await bureau.notices()
    await bureau.job((ctx) => job('info-table').run(ctx, '2025-09', null))
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toEqual(['li', 'xin', 'zhou'].map((who) => `send info-table 2025-09 ${who}`))
    const table = await viewInfoTable(await bureau.seeing('zhou'), '2025-09')
    expect(table).toMatchObject({
      over: true,
      schemes: [
        {
          reached: 0,
          rows: [
            { name: '综合处', short: true },
            { name: '规划处', short: true },
          ],
          // 网站信息每月 has its rule; nothing says what a month without briefs costs.
          unruled: [{ name: '政务信息每月', units: ['综合处', '规划处'] }],
        },
      ],
    })
    // People rather look than read: a bar for each unit that has something.
    const drawn = tagged(renderCard(table, { card: 'k3xabcdefg', revision: 1 }))
    expect(drawn.find(({ tag }) => tag === 'chart')).toMatchObject({
      chart_spec: { data: [{ values: [{ name: '综合处', total: 1 }] }] },
    })
    expect(await viewInfoTable(await bureau.seeing('zhang'), '2025-09')).toMatchObject({
      schemes: [{ unruled: [] }],
    })
    expect(await viewInfoTable(await bureau.seeing(null), '2025-09')).toMatchObject({
      kind: 'gone',
    })
    const seeing = await bureau.seeing('zhou')
    const cycle = must(
      seeing.bureau.cycles.find((one) => one.scheme.id === 'information'),
      'it runs',
    )
    const statement = scoreOne(scoringInput(seeing, cycle, day('2025-10-09')), 'general')
    const short = statement.targets.find((one) => one.id === 'portal-monthly')?.periods
    expect(short?.find(({ period }) => period === '2025-09')).toMatchObject({
      ...{ count: '1', atLeast: '2', state: 'short' },
    })
    expect(await quota('portal-monthly')).toMatchObject({ count: '1', state: 'short' })
  })

  test('brings the information office what waits, in the morning, and nothing when nothing does', async () => {
    const run = () => bureau.job((ctx) => job('info-desk').run(ctx, '2025-09-10', null))
    await run()
    expect(await bureau.notices()).toEqual([])
    await send('zhang')
    await bureau.notices()
    await run()
    expect((await bureau.notices()).map(({ what }) => what)).toEqual(['send info-desk all xin'])
  })
})

test('a bureau that wants it has the table in its group', async () => {
  const open = await testDatabase({ informationToGroup: true })
  try {
    const other = await open.newBureau([informationScheme])
    other.goTo('2025-10-09', '09:30')
    const table = must(
      allJobs.find(({ name }) => name === 'info-table'),
      'the job',
    )
    await other.job((ctx) => table.run(ctx, '2025-09', null))
    const sent = (await other.notices()).filter(({ notice }) => notice.recipient === other.group)
    expect(sent.map(({ notice }) => `${notice.cardKind} ${notice.cardKey}`)).toEqual([
      'info-table 2025-09',
    ])
    expect(await viewInfoTable(await other.seeing(null), '2025-09')).toMatchObject({
      kind: 'info-table',
      mayRecord: false,
    })
  } finally {
    await open.close()
  }
})
