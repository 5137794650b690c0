import { expect, test } from 'vitest'
import { factSamples } from '../../cards/samples/facts.js'
import { homeSamples } from '../../cards/samples/home.js'
import { informationSamples } from '../../cards/samples/information.js'
import { leaveSamples } from '../../cards/samples/leave.js'
import { publicationSamples } from '../../cards/samples/publication.js'
import { ratingSamples } from '../../cards/samples/rating.js'
import { reportSamples } from '../../cards/samples/report.js'
import { standingSamples } from '../../cards/samples/standing.js'
import { taskSamples } from '../../cards/samples/tasks.js'
import { voteSamples } from '../../cards/samples/vote.js'
import { renderCard } from '../../cards/render.js'
import { day } from '../../src/base/day.js'
import { randomFrom } from '../../src/demo/random.js'
import { Card } from '../../src/year/card.js'
import { dutyOn, errandsOn, typed } from '../../src/year/duty.js'
import { controlOf } from '../../src/year/control.js'

const samples = [
  ...[factSamples, homeSamples, informationSamples, leaveSamples, publicationSamples],
  ...[ratingSamples, reportSamples, standingSamples, taskSamples, voteSamples],
].flat()

const cards = samples.map(({ view }) => {
  const reader = { openId: 'ou_1', lastText: async () => '' }
  const content = renderCard(view, { card: 'abc', revision: 1 })
  return new Card(reader, 'om_1', content, controlOf('http://127.0.0.1:9'))
})

/** What the cards of a title ask, state by state. */
function asked(title: string): Record<string, string | null> {
  const of = cards.filter((card) => card.title === title)
  return Object.fromEntries(of.map((card) => [card.tag, dutyOn(card)?.verb ?? null]))
}

test('a report asks to be handed in until it is, a unit’s report to be signed by its head', () => {
  expect(asked('工作月报')).toMatchObject({ 待填写: 'report.submit', 草稿: 'report.submit' })
  expect(asked('工作月报')).toMatchObject({ 已提交: null, 已签报: null, 未提交: null })
  expect(asked('处室月报')).toMatchObject({ 待签报: 'digest.sign', 收集中: null, 已签报: null })
})

test('a step of a fact asks its holder, and the card that tells of it nobody', () => {
  expect(asked('加减分审定')).toMatchObject({
    待您审定: 'fact.approve',
    待审定: null,
    已生效: null,
  })
  expect(asked('加减分审定')).toMatchObject({ 待送达: 'fact.hand-over' })
  expect(asked('异议处理')).toEqual({ 待处理: 'fact.uphold' })
  for (const verb of Object.values(asked('加减分告知'))) expect(verb).toBeNull()
})

test('a quarter’s sheet asks until it is handed in; what only opens, turns over or begins something asks nothing', () => {
  expect(asked('季度评价')).toMatchObject({
    草稿未提交: 'rating.submit',
    已提交: null,
    已结束: null,
  })
  expect(asked('评价进度')).toMatchObject({ 可以结束: 'period.close', 进行中: null })
  for (const title of ['考核助手', '记录加减分', '请假', '报送信息', '公布考核结果', '我的得分']) {
    for (const verb of Object.values(asked(title))) expect(verb, title).toBeNull()
  }
})

test('a button is called by its own text, whatever is asked when it is pressed', () => {
  const publishes = cards
    .flatMap((card) => card.actions())
    .filter(({ label }) => label === '公布名次')
  expect(publishes.length).toBeGreaterThan(0)
})

test('home has brought what it lists, as often as it lists something', () => {
  const homes = cards.filter((card) => card.title === '考核助手')
  const lists = homes.map((card) => [card.tag.startsWith('待办'), errandsOn(card).length > 0])
  expect(lists.length).toBeGreaterThan(2)
  expect(lists.filter(([waits, brings]) => waits !== brings)).toEqual([])
})

test('a sheet of several pages is turned to its end', () => {
  const sheet = cards.find((card) =>
    card.actions().some(({ label }) => label.startsWith('提交全部')),
  )
  expect(sheet && dutyOn(sheet)).toMatchObject({ turns: true })
})

test('whoever approves a leave is asked, and who is on leave to report back', () => {
  expect(asked('批假')).toMatchObject({ 待您批准: 'leave.agree' })
  expect(asked('我的请假')).toMatchObject({ 已批准: 'leave.back' })
})

test('what is typed fills every empty field of the form and leaves what it holds', () => {
  const sheet = cards.find(
    (card) => card.title === '季度评价' && card.title === '季度评价' && dutyOn(card)?.turns,
  )
  const duty = sheet && dutyOn(sheet)
  if (!sheet || !duty) throw new Error('no sheet')
  const random = randomFrom('1')
  const values = typed(sheet, duty.name, { random, today: day('2025-09-25') })
  const empty = sheet.formOf(duty.name).filter(({ held }) => !held)
  expect(Object.keys(values).sort()).toEqual(empty.map(({ field }) => `${field.name}`).sort())
  for (const value of Object.values(values)) expect(value).toMatch(/^(\d\d|100)(\.5)?$/)
})

test('a letter that is entered makes up the points of its part, and its results are decided when they are waited for', () => {
  const [empty] = cards.filter((card) => card.tag === '没有载入' && dutyOn(card))
  const duty = empty && dutyOn(empty)
  if (!empty || !duty) throw new Error('no letter')
  expect(duty.verb).toBe('tasks.set')
  const { text } = typed(empty, duty.name, { random: randomFrom('1'), today: day('2025-01-15') })
  const points = `${text}`.split('\n').map((line) => Number(/ (\d+)$/.exec(line)?.[1]))
  expect(points.length).toBeGreaterThan(1)
  expect(points.reduce((all, one) => all + one, 0)).toBe(30)
  const results = cards.find((card) => dutyOn(card)?.verb === 'tasks.decide')
  const name = (results && dutyOn(results)?.name) ?? ''
  const given =
    results && typed(results, name, { random: randomFrom('1'), today: day('2025-12-15') })
  expect(Object.values(given ?? {}).filter((value) => value === 'done').length).toBeGreaterThan(1)
})

test('a ballot gives most the same and one something else, within what the sheet takes', () => {
  const ballots = cards.filter((card) => dutyOn(card)?.verb === 'vote.hand-in')
  expect(ballots.length).toBeGreaterThan(1)
  for (const ballot of ballots) {
    const name = dutyOn(ballot)?.name ?? ''
    const given = typed(ballot, name, { random: randomFrom('1'), today: day('2025-12-15') })
    expect(given.rest, ballot.subtitle).toMatch(/./)
    expect(Object.keys(given).length).toBe(2)
    if (ballot.text.includes('整数分')) {
      for (const value of Object.values(given)) expect(`${value}`).toMatch(/^\d{2,3}$/)
    }
  }
})
