import { expect, test } from 'vitest'
import { parseActionName } from '../../cards/action-name.js'
import type { Element } from '../../cards/kit.js'
import type { Carried } from '../../cards/form-values.js'
import { parsePress } from '../../cards/presses.js'
import { renderCard } from '../../cards/render.js'
import { appealSamples } from '../../cards/samples/appeal.js'
import { caseSamples } from '../../cards/samples/accountability.js'
import { attendanceSamples } from '../../cards/samples/attendance.js'
import { consequenceSamples } from '../../cards/samples/consequence.js'
import { decisionSamples } from '../../cards/samples/decision.js'
import { enteredSamples } from '../../cards/samples/entered.js'
import { factSamples } from '../../cards/samples/facts.js'
import { burdenSamples } from '../../cards/samples/burden.js'
import { homeSamples } from '../../cards/samples/home.js'
import { exportSamples } from '../../cards/samples/exports.js'
import { whatIfSamples } from '../../cards/samples/what-if.js'
import { muteSamples } from '../../cards/samples/mute.js'
import { cycleSamples } from '../../cards/samples/cycle.js'
import { informationSamples } from '../../cards/samples/information.js'
import { complaintSamples } from '../../cards/samples/complaint.js'
import { docketSamples } from '../../cards/samples/docket.js'
import { itemSamples } from '../../cards/samples/items.js'
import { leaveSamples } from '../../cards/samples/leave.js'
import { majorSamples } from '../../cards/samples/major.js'
import { meetingSamples } from '../../cards/samples/meeting.js'
import { postSamples } from '../../cards/samples/posts.js'
import { publicationSamples } from '../../cards/samples/publication.js'
import { rankSamples } from '../../cards/samples/rank.js'
import { ratingSamples } from '../../cards/samples/rating.js'
import { reportSamples } from '../../cards/samples/report.js'
import { standingSamples } from '../../cards/samples/standing.js'
import { taskSamples } from '../../cards/samples/tasks.js'
import { unaskedSamples } from '../../cards/samples/unasked.js'
import { tripSamples } from '../../cards/samples/trips.js'
import { outsideSamples } from '../../cards/samples/outside.js'
import { panelSamples } from '../../cards/samples/panel.js'
import { voteSamples } from '../../cards/samples/vote.js'
import { prospectText, rankedTexts, settledText } from '../../cards/scores.js'
import { cardKindNames } from '../../src/flows/all.js'
import { checkCard } from '../../src/sandbox/cards/check.js'

const frame = { card: 'k3xabcdefg', revision: 1234 }
const world = { hasImage: () => false, hasPerson: () => true, hasAudio: () => false }
const samples = [
  ...homeSamples,
  ...exportSamples,
  ...whatIfSamples,
  ...muteSamples,
  ...burdenSamples,
  ...standingSamples,
  ...taskSamples,
  ...voteSamples,
  ...panelSamples,
  ...outsideSamples,
  ...itemSamples,
  ...enteredSamples,
  ...reportSamples,
  ...leaveSamples,
  ...tripSamples,
  ...unaskedSamples,
  ...postSamples,
  ...docketSamples,
  ...complaintSamples,
  ...informationSamples,
  ...attendanceSamples,
  ...meetingSamples,
  ...majorSamples,
  ...caseSamples,
  ...factSamples,
  ...ratingSamples,
  ...publicationSamples,
  ...appealSamples,
  ...consequenceSamples,
  ...decisionSamples,
  ...rankSamples,
  ...cycleSamples,
]

/** Every object in a card that has a `tag`: what the platform counts. */
function tagged(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(tagged)
  if (typeof value !== 'object' || value === null) return []
  const own: Element = { ...value }
  return [...(typeof own.tag === 'string' ? [own] : []), ...Object.values(own).flatMap(tagged)]
}

function optionOf(control: Element): string | undefined {
  const [first] = Array.isArray(control.options) ? control.options : []
  return typeof first?.value === 'string' ? first.value : undefined
}

test('every kind of card has a sample', () => {
  const shown = new Set<string>(samples.map(({ view }) => view.kind))
  expect([...cardKindNames].filter((kind) => !shown.has(kind))).toEqual([])
})

test.each(samples)('$name is within the limits, valid, and says nothing undefined', ({ view }) => {
  const card = renderCard(view, frame)
  const text = JSON.stringify(card)
  expect(Buffer.byteLength(text)).toBeLessThan(25_000)
  expect(tagged(card).length).toBeLessThan(200)
  expect(checkCard(card, world)).toBeUndefined()
  expect(text).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
})

test.each(samples)('every control of $name that calls back is read as an intent', ({ view }) => {
  const named = tagged(renderCard(view, frame)).flatMap((control) => {
    const action = typeof control.name === 'string' ? parseActionName(control.name) : null
    return action ? [{ control, action }] : []
  })
  const buttons = tagged(renderCard(view, frame)).filter(({ tag }) => tag === 'button')
  expect(named.filter(({ control }) => control.tag === 'button').length).toBe(buttons.length)
  for (const { control, action } of named) {
    expect(action).toMatchObject(frame)
    const carried: Carried = { args: action.args, values: {}, option: optionOf(control) }
    expect(parsePress(action.verb, carried)).toMatchObject({ verb: action.verb })
  }
})

test.each([
  ['docket-extension-returned', /"expanded":true.*先催审计/],
  ['attendance-check-sheet-wrong', /请在文件里改好，再把它发到这里/],
])('%s says what was wanted without a further press', (name, says) => {
  const shown = samples.find((one) => one.name === name)
  expect(shown && JSON.stringify(renderCard(shown.view, frame))).toMatch(says)
})

test('a panel has its mark on the left and a ground: on the right stands that of a closed choice', () => {
  const panels = samples
    .flatMap(({ view }) => tagged(renderCard(view, frame)))
    .filter(({ tag }) => tag === 'collapsible_panel')
  expect(panels.length).toBeGreaterThan(3)
  for (const panel of panels) {
    expect(panel.header).toMatchObject({ icon_position: 'left', background_color: 'grey-50' })
  }
})

test.each([
  ['已定 **27.85**', { settled: '27.85', lowest: '27.85', highest: '97.85' }],
  ['目前 **34.36**', { settled: '34.36', lowest: '4.46', highest: '99.36' }],
  ['目前 **34.36**', { settled: '34.36', lowest: null, highest: null }],
] as const)('a score that can still fall is not called settled: %s', (words, standing) => {
  expect(settledText(standing)).toBe(words)
})

test.each([
  [
    '保底 4.46　▓ 可能被扣 29.90　░ 还可能得 65.00',
    { settled: '34.36', lowest: '4.46', highest: '99.36' },
  ],
  ['保底 57.85　░ 还可能得 40.00', { settled: '27.85', lowest: '57.85', highest: '97.85' }],
  [null, { settled: '34.36', lowest: null, highest: null }],
] as const)('what a score is made of adds up to the highest: %s', (words, standing) => {
  const text = prospectText(standing)?.replaceAll(/<[^>]*>/g, '')
  if (words === null) expect(text).toBeUndefined()
  else {
    expect(text).toContain(words)
    expect([...(text?.split('\n')[0] ?? '')].length).toBe(20)
  }
})

test('totals of one ranking have as many decimals as it takes to tell them apart', () => {
  expect(rankedTexts(['92.3', '91.25'])).toEqual({ texts: ['92.30', '91.25'], decimals: 2 })
  expect(rankedTexts(['34.5749', '34.57487'])).toEqual({
    texts: ['34.57490', '34.57487'],
    decimals: 5,
  })
  expect(rankedTexts(['90', '90'])).toEqual({ texts: ['90.00', '90.00'], decimals: 2 })
})

test('a period that was closed without anybody rating has no figure, and a grade has its name', () => {
  const sample = standingSamples.find((each) => each.name === 'standing-at-risk')
  const said = JSON.stringify(sample && renderCard(sample.view, frame)).replaceAll('\u2060', '')
  expect(said).toMatch(/二季度.没有人评/)
  expect(said).toMatch(/一季度.较好/)
  expect(said).toContain('只定等次，不计分')
})

test('the home card names the words that the person’s roles have a use for, and no others', () => {
  const said = (name: string): string => {
    const sample = homeSamples.find((each) => each.name === name)
    return sample ? JSON.stringify(renderCard(sample.view, frame)) : ''
  }
  expect(said('home-every-role')).toContain(
    '我的得分、月报、请假、销假、出差、外出、会议、AB岗、重大事项、报送、督办、首问、投诉、问责、评价、排名、复核、记录、考勤、年度任务、公布、周期、免打扰、帮助',
  )
  expect(said('home-staff')).toContain('我的得分、月报、请假、销假、会议、评价、免打扰、帮助')
})
