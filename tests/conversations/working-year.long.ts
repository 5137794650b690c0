import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, type Day, day, monthOf } from '../../src/base/day.js'
import { asks, decides, ownLeaves, type Plan, someAsk, travels } from '../working-year/away.js'
import { openTwo, schemeFolders, type Two } from '../working-year/bureaus.js'
import { cover, matter, meeting } from '../working-year/cards.js'
import { facts, leaves, standings } from '../working-year/compare.js'
import { scoredByCommand } from '../working-year/command.js'
import { cityCustoms, type Customs, districtCustoms, isCounted } from '../working-year/customs.js'
import { isWorked, nextWorked, workedBefore } from '../working-year/days.js'
import { checks, decideFacts, objects } from '../working-year/facts.js'
import { looksAhead } from '../working-year/forms.js'
import { letters } from '../working-year/letters.js'
import { type Life, lifeIn, oneOf } from '../working-year/life.js'
import { type Compared, lookAt, nothingCompared, same, viewFor } from '../working-year/look.js'
import { calls, meets, textOf } from '../working-year/meetings.js'
import { type Known, movedIn, nothingKnown } from '../working-year/moved.js'
import { asked, askedOn } from '../working-year/owed.js'
import { looksUntil, morning, namesFor, stands } from '../working-year/posts.js'
import { dockets, endedBefore, information, reportsOf, table } from '../working-year/tables.js'
import { informs, registers, reports } from '../working-year/works.js'
import type { HomeView } from '../../src/flows/home/view.js'

/** A bureau that is lived in, how it does things, and what was compared in it. */
interface Lived {
  life: Life
  customs: Customs
  to: Compared
  known: Known
}

/** Two bureaus, each under its own work rules, live through the working days of a year in one database. */
let two: Two
let city: Lived
let district: Lived

beforeAll(async () => {
  two = await openTwo()
  const lived = (life: Life, customs: Customs): Lived => ({
    ...{ life, customs, to: nothingCompared(), known: nothingKnown() },
  })
  city = lived(lifeIn(two.keji, two.plans.keji.roster, 'city'), cityCustoms)
  district = lived(lifeIn(two.chengguan, two.plans.chengguan.roster, 'district'), districtCustoms)
}, 120_000)

afterAll(() => two?.close())

/** Leave that lies over the ends of months, quarters and years, half days among it: planned, so that it is there whatever chance brings. */
const planned: readonly (readonly ['city' | 'district', string, Plan])[] = [
  ['city', '2025-01-21', { who: 'sun', kind: 'personal', from: '2025-01-26', to: '2025-02-05' }],
  [
    'city',
    '2025-03-27',
    {
      who: 'zhang',
      kind: 'personal',
      from: '2025-03-31',
      to: '2025-04-01',
      starts: 'noon',
      ends: 'noon',
    },
  ],
  ['city', '2025-04-25', { who: 'lu', kind: 'sick', from: '2025-04-30', to: '2025-05-06' }],
  [
    'city',
    '2025-06-27',
    { who: 'qian', kind: 'annual', from: '2025-06-30', to: '2025-07-02', ends: 'noon' },
  ],
  [
    'city',
    '2025-09-25',
    { who: 'wang', kind: 'personal', from: '2025-09-28', to: '2025-10-10', starts: 'noon' },
  ],
  [
    'city',
    '2025-12-26',
    { who: 'dong', kind: 'sick', from: '2025-12-30', to: '2026-01-06', ends: 'noon' },
  ],
  ['district', '2025-03-27', { who: 'ren', kind: 'private', from: '2025-03-29', to: '2025-04-02' }],
  ['district', '2025-06-26', { who: 'ge', kind: 'annual', from: '2025-06-30', to: '2025-07-03' }],
  ['district', '2025-12-26', { who: 'tao', kind: 'private', from: '2025-12-30', to: '2026-01-03' }],
]

/** Trips during which somebody else has the work, that of a leader among them. */
const trips: readonly (readonly ['city' | 'district', string, Omit<Plan, 'kind'>])[] = [
  ['city', '2025-03-10', { who: 'chen', from: '2025-03-12', to: '2025-03-19', handover: 'zheng' }],
  ['city', '2025-05-12', { who: 'li', from: '2025-05-14', to: '2025-05-23', handover: 'zhang' }],
  ['city', '2025-08-11', { who: 'zhou', from: '2025-08-13', to: '2025-08-20', handover: 'dong' }],
  ['city', '2025-11-04', { who: 'zheng', from: '2025-11-06', to: '2025-11-18', handover: 'chen' }],
  ['district', '2025-04-08', { who: 'fang', from: '2025-04-14', to: '2025-04-18' }],
  [
    'district',
    '2025-09-09',
    { who: 'lin', from: '2025-09-11', to: '2025-09-19', handover: 'fang' },
  ],
]

/** What was planned for a day. */
async function asPlanned(on: Day): Promise<void> {
  const livesOf = { city: city.life, district: district.life }
  for (const [whose, when, plan] of planned) {
    if (when !== on) continue
    expect(await asks(livesOf[whose], plan)).toBe('leave-asked')
    await decides(livesOf[whose], true)
  }
  for (const [whose, when, plan] of trips) {
    if (when !== on) continue
    expect(await travels(livesOf[whose], plan)).toBe('trip-asked')
    await decides(livesOf[whose], true)
  }
  if (on === '2025-01-06') {
    const whole = { from: '2025-01-06', to: '2025-12-31' }
    await namesFor(city.life, 'gao', { who: 'qian', standIn: 'lu', ...whole })
    await namesFor(city.life, 'zheng', { who: 'gao', standIn: 'qian', ...whole, to: '2025-09-30' })
    await namesFor(district.life, 'lin', { who: 'peng', standIn: 'wei', ...whole })
  }
  // Twice late on one day, each time by itself.
  if (on === '2025-02-12' || on === '2025-07-09') await twoMeetings(on)
}

async function twoMeetings(on: Day): Promise<void> {
  for (const { life, customs, who } of [
    { ...city, who: 'wang' },
    { ...district, who: 'ren' },
  ]) {
    const caller = customs.meets.callers[0] ?? ''
    // The day before, so that both have begun when it is written down who came to them.
    const days = [on, nextWorked(on)] as const
    for (const time of ['09:00', '15:00'] as const)
      await calls(life, { caller, on: days[1], time, persons: [who] }, customs.meets)
  }
}

/** What a day brings in either bureau; how many facts were approved and are to be told. */
async function lives(
  { life, customs }: Lived,
  today: Day,
  kinds: readonly string[],
): Promise<number> {
  const approved = await decideFacts(life)
  await objects(life)
  await ownLeaves(life, today)
  await someAsk(life, today, kinds)
  await stands(life, today, customs.posts)
  await meets(life, today, customs.meets)
  await registers(life, today, customs.register)
  if (customs.letters) await letters(life, today, customs.letters)
  await reports(life, today, customs.reports)
  return approved
}

async function cityDay(today: Day): Promise<number> {
  const { life } = city
  const approved = await lives(city, today, ['personal', 'sick', 'annual', 'personal'])
  if (isCounted(today) && life.random.chance(9)) {
    const among = ['zhang', 'wang', 'sun', 'qian', 'lu']
    const findings = ['late', 'early-leave', 'absent']
    await checks(life, { by: 'dong', day: today, occasion: 'duty', findings, among })
  }
  return approved
}

async function districtDay(today: Day): Promise<number> {
  const { life, customs } = district
  const approved = await lives(district, today, ['private', 'annual', 'private'])
  if (isCounted(today) && life.random.chance(8)) {
    const unit = oneOf(life.random, ['streets', 'parks', 'archives'])
    const among = (life.units.get(unit) ?? []).slice(1)
    const of = { day: today, occasion: 'duty', findings: ['away'], among }
    await checks(life, { ...of, by: customs.reports.head(unit) })
  }
  if (isCounted(today)) await informs(life, today, 'peng')
  return approved
}

/** The morning's jobs, and that everybody who stands in is told by them. */
async function mornings(on: Day): Promise<void> {
  await two.jobs(isQuartersBegin(on))
  const notices = await two.deliver()
  for (const { life, customs, to } of [city, district]) {
    const sent = new Set(
      notices
        .filter(({ bureau, cardKind }) => bureau === life.bureau.id && cardKind === 'cover')
        .map(({ cardKey, recipient }) => `cover ${cardKey} ${recipient.split('_').at(-1)}`),
    )
    to.wrong.push(...morning(life, on, { ...customs.posts, sent }))
  }
}

/**
 * Everything that says a figure of a bureau, beside the score of its export and what was noted: of everybody whose counts could have
 * moved, and of one other person; of everybody as months end.
 */
async function compareAll(
  lived: Lived,
  on: Day,
  isMonthsEnd: boolean,
  turn: number,
): Promise<void> {
  const { life, customs, to, known } = lived
  const look = await lookAt(life, to, on)
  const everybody = [...life.units.values()].flat()
  const moved = movedIn(look, known)
  const next = everybody[turn % everybody.length] ?? ''
  const whom = isMonthsEnd ? everybody : [...new Set([...moved, next])]
  const homes = new Map<string, unknown>()
  for (const who of whom) {
    homes.set(who, await standings(look, who))
    await leaves(look, who)
    facts(look, who)
  }
  for (const one of life.diary.matters)
    if (!one.done && (isMonthsEnd || whom.includes(one.owner))) await matter(look, one)
  for (const one of life.diary.meetings)
    if (isNews(known, one.id, textOf(one))) await meeting(look, one)
  for (const one of life.diary.covers)
    if (on <= looksUntil(one.away) && (isMonthsEnd || whom.includes(one.standIn)))
      await cover(look, one)
  // What waits for people: also for who stands in, and not for who is away.
  const right = asked(look, customs)
  for (const who of new Set([...whom, ...customs.meets.callers])) {
    const home = homes.get(who) ?? (await viewFor(look, who, 'home', 'home'))
    const where = `${life.bureau.id} ${on} ${who} owes`
    same(to, where, askedOn(home as HomeView), right.get(who) ?? [])
  }
}

/** Whether something was never noted so. */
function isNews({ noted }: Known, id: string, text: string): boolean {
  const before = noted.get(id)
  noted.set(id, text)
  return before !== text
}

/** On a day of each month some people look at what a leave would be. */
async function ahead({ life, customs, to }: Lived, on: Day): Promise<void> {
  const tenth = on.slice(8) >= '10' && workedBefore(on).slice(8) < '10'
  if (!tenth || !isCounted(on)) return
  const everybody = life.random.shuffled([...life.units.values()].flat())
  const away = everybody.find((who) =>
    life.diary.leaves(who).some((one) => !one.back && one.to >= on),
  )
  for (const who of everybody.slice(0, 3))
    await looksAhead(life, await lookAt(life, to, on), { who, of: customs.forms, changes: false })
  if (away === undefined) return
  const of = { who: away, of: customs.forms, changes: true }
  await looksAhead(life, await lookAt(life, to, on), of)
}

test('cards of both bureaus say on every working day what kaohe score says of the export and what was noted by hand', async () => {
  const used = process.cpuUsage()
  let turn = 0
  for (let on = day('2025-01-02'); on <= '2026-01-09'; on = addDays(on, 1)) {
    if (!isWorked(on)) continue
    two.keji.goTo(on, '09:40')
    await mornings(on)
    await asPlanned(on)
    const isMonthsEnd = monthOf(nextWorked(on)) !== monthOf(on)
    const ofCity = await cityDay(on)
    const ofDistrict = await districtDay(on)
    for (const lived of [city, district]) await ahead(lived, on)
    if (ofCity + ofDistrict > 0 || isMonthsEnd) await two.deliver()
    for (const lived of [city, district]) await compareAll(lived, on, isMonthsEnd, turn++)
    await periods(on)
    expect([...city.to.wrong, ...district.to.wrong]).toEqual([])
  }
  const { user, system } = process.cpuUsage(used)
  const of = [city, district].map(({ to }) => to.figures).join(' and ')
  console.info(`${of} figures; ${((user + system) / 1e6).toFixed(0)} s of CPU`)
  for (const { to } of [city, district]) expect(to.figures).toBeGreaterThan(1_000)
}, 1_200_000)

/** Whether a day is the first that is worked in its quarter. */
function isQuartersBegin(on: Day): boolean {
  const isFirst = monthOf(workedBefore(on)) !== monthOf(on)
  return isFirst && ['01', '04', '07', '10'].includes(monthOf(on).slice(5))
}

test('no card of one bureau knows a name of the other', () => {
  const pairs = [
    [city.to, district.life],
    [district.to, city.life],
  ] as const
  for (const [{ read }, other] of pairs) {
    const words = read.join('\n')
    expect(read.length).toBeGreaterThan(200)
    const names = [...other.names].filter(([id]) => !['leaders', 'top'].includes(id))
    expect(names.filter(([, name]) => words.includes(name))).toEqual([])
  }
})

/** On the first worked day of a month what is said of the one before; the register and the reports on the way. */
async function periods(on: Day): Promise<void> {
  if (monthOf(workedBefore(on)) === monthOf(on)) return
  const month = addMonths(monthOf(on), -1)
  if (month < '2025-01') return
  for (const { life, customs, to } of [city, district]) {
    const look = await lookAt(life, to, on)
    const { file, result } = look.now
    const folder = schemeFolders[file.scheme ?? ''] ?? ''
    expect(scoredByCommand(file, folder)).toEqual(JSON.parse(JSON.stringify(result)))
    const isCity = life === city.life
    const each = isCity ? 'quarter' : 'month'
    const reader = isCity ? 'zhou' : 'lin'
    if (each === 'month' || isQuartersBegin(on)) {
      for (const unit of life.units.keys()) {
        const at = endedBefore(on, each)
        const signs = customs.reports.head(unit)
        await table(look, { reader, table: `attendance-${each}`, unit, ...at, signs })
      }
    }
    await dockets(look, reader)
    if (!isCity) await information(look, { month, reader: 'peng' })
    if (month > '2025-01') await reportsOf(look, reader, addMonths(month, -1))
  }
}
