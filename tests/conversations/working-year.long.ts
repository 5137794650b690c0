import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, type Day, day, monthOf } from '../../src/base/day.js'
import { asks, decides, ownLeaves, type Plan, someAsk } from '../working-year/away.js'
import { openTwo, schemeFolders, type Two } from '../working-year/bureaus.js'
import {
  type Compared,
  dockets,
  endedBefore,
  information,
  leaves,
  nothingCompared,
  reportsOf,
  standings,
  table,
} from '../working-year/compare.js'
import { isWorked, nextWorked } from '../working-year/diary.js'
import { checks, decideFacts, objects } from '../working-year/facts.js'
import { scoredByCommand } from '../working-year/command.js'
import { scored } from '../working-year/figures.js'
import { type Life, lifeIn, oneOf } from '../working-year/life.js'
import {
  fifthAfter,
  informs,
  type Register,
  registers,
  reports,
  type Reports,
  workedAfter,
} from '../working-year/works.js'

/** Two bureaus, each under its own work rules, live through the working days of a year in one database. */
let two: Two
let city: Life
let district: Life
const compared: { city: Compared; district: Compared } = {
  city: nothingCompared(),
  district: nothingCompared(),
}

beforeAll(async () => {
  two = await openTwo()
  city = lifeIn(two.keji, two.plans.keji.roster, 'city')
  district = lifeIn(two.chengguan, two.plans.chengguan.roster, 'district')
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

const cityRegister: Register = {
  kind: 'assignment',
  units: ['plans', 'labs'],
  registers: () => 'zhou',
  confirms: (unit) => headOf(city, unit),
  due: (received) => workedAfter(received, 5),
  facts: { late: 'instruction-late', undone: 'instruction-undone' },
  proof: true,
}

const districtRegister: Register = {
  kind: 'reply',
  units: ['streets', 'parks', 'archives'],
  registers: (unit) => headOf(district, unit),
  confirms: () => 'lin',
  due: (received) => {
    // The day of receipt counts; an end on a day off moves.
    const last = addDays(received, 9)
    return isWorked(last) ? last : nextWorked(last)
  },
  facts: { late: 'reply-late', undone: null },
  proof: false,
}

const cityReports: Reports = {
  head: (unit) => headOf(city, unit),
  signs: (unit) => (unit === 'labs' ? 'zheng' : 'chen'),
  due: fifthAfter,
}

const districtReports: Reports = {
  head: (unit) => headOf(district, unit),
  signs: () => 'hu',
  // Before the fourth, which does not count, and not moved.
  due: (month) => day(`${addMonths(month, 1)}-03`),
}

function headOf({ units }: Life, unit: string): string {
  return units.get(unit)?.[0] ?? ''
}

/** Whether a cycle runs in which facts of the day count: there is none of the next year yet. */
function isCounted(today: Day): boolean {
  return today <= '2025-12-31'
}

/** What a day brings in the city's bureau; how many facts were approved and are to be told. */
async function cityDay(today: Day): Promise<number> {
  const approved = await decideFacts(city)
  await objects(city)
  await ownLeaves(city, today)
  await someAsk(city, today, ['personal', 'sick', 'annual', 'personal'])
  if (isCounted(today) && city.random.chance(9)) {
    const among = ['zhang', 'wang', 'sun', 'qian', 'lu']
    const findings = ['late', 'early-leave', 'absent']
    await checks(city, { by: 'dong', day: today, occasion: 'duty', findings, among })
  }
  await registers(city, today, cityRegister)
  await reports(city, today, cityReports)
  return approved
}

/** The same in the district's. */
async function districtDay(today: Day): Promise<number> {
  const approved = await decideFacts(district)
  await objects(district)
  await ownLeaves(district, today)
  await someAsk(district, today, ['private', 'annual', 'private'])
  if (isCounted(today) && district.random.chance(8)) {
    const unit = oneOf(district.random, ['streets', 'parks', 'archives'])
    const among = (district.units.get(unit) ?? []).slice(1)
    await checks(district, {
      by: headOf(district, unit),
      day: today,
      occasion: 'duty',
      findings: ['away'],
      among,
    })
  }
  await registers(district, today, districtRegister)
  if (isCounted(today)) await informs(district, today, 'peng')
  await reports(district, today, districtReports)
  return approved
}

/** A mark by which it is told whether anything was written in a bureau since. */
async function headMark({ bureau }: Life): Promise<string> {
  const heads = await bureau.storage.read.client.ledgerHead.findMany({
    where: { bureau: bureau.id },
  })
  return JSON.stringify(heads, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
}

/** Everything that says a figure of the bureau, beside the score of its export. */
async function compareAll(
  life: Life,
  to: Compared,
  today: Day,
  whom: readonly string[],
): Promise<void> {
  const now = await scored(life.bureau, today)
  for (const who of whom) await standings(life, to, { today, result: now.result, who })
  const end = await scored(life.bureau, day('2025-12-31'))
  for (const who of whom) await leaves(life, to, { today, ...end, who })
}

test('cards of both bureaus say on every working day what kaohe score says of the export and what was noted by hand', async () => {
  const used = process.cpuUsage()
  const marks = new Map<Life, string>()
  let turn = 0
  for (let on = day('2025-01-02'); on <= '2026-01-09'; on = addDays(on, 1)) {
    if (!isWorked(on)) continue
    two.keji.goTo(on, '09:40')
    await two.jobs(isQuartersBegin(on))
    for (const [whose, when, plan] of planned) {
      const life = whose === 'city' ? city : district
      if (when !== on) continue
      expect(await asks(life, plan)).toBe('leave-asked')
      await decides(life, true)
    }
    const isMonthsEnd = monthOf(nextWorked(on)) !== monthOf(on)
    const ofCity = await cityDay(on)
    const ofDistrict = await districtDay(on)
    const isTold = ofCity + ofDistrict > 0
    if (isTold || isMonthsEnd) await two.deliver()
    for (const [life, to] of [
      [city, compared.city],
      [district, compared.district],
    ] as const) {
      const mark = await headMark(life)
      if (marks.get(life) === mark && !isMonthsEnd) continue
      marks.set(life, mark)
      const everybody = [...life.units.values()].flat()
      const latest = [life.diary.away.at(-1)?.who, life.diary.found.at(-1)?.who]
      const next = everybody[turn++ % everybody.length] ?? ''
      const touched = latest[turn % 2] ?? next
      const whom = isMonthsEnd ? everybody : [turn % 3 === 0 ? next : touched]
      await compareAll(life, to, on, whom)
    }
    await periods(on)
    expect([...compared.city.wrong, ...compared.district.wrong]).toEqual([])
  }
  const { user, system } = process.cpuUsage(used)
  console.info(
    `${compared.city.figures} and ${compared.district.figures} figures; ${((user + system) / 1e6).toFixed(0)} s of CPU`,
  )
  expect(compared.city.figures).toBeGreaterThan(1_000)
}, 600_000)

/** Whether a day is the first that is worked in its quarter. */
function isQuartersBegin(on: Day): boolean {
  return (
    ['01', '04', '07', '10'].includes(monthOf(on).slice(5)) && monthOf(before(on)) !== monthOf(on)
  )
}

/** The worked day before. */
function before(on: Day): Day {
  let day = addDays(on, -1)
  while (!isWorked(day)) day = addDays(day, -1)
  return day
}

test('no card of one bureau knows a name of the other', () => {
  const pairs = [
    [compared.city, district],
    [compared.district, city],
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
  if (monthOf(before(on)) === monthOf(on)) return
  const month = addMonths(monthOf(on), -1)
  if (month < '2025-01') return
  const asOf = on
  const [of, other] = [await scored(city.bureau, asOf), await scored(district.bureau, asOf)]
  for (const { file, result } of [of, other]) {
    const folder = schemeFolders[file.scheme ?? ''] ?? ''
    expect(scoredByCommand(file, folder)).toEqual(JSON.parse(JSON.stringify(result)))
  }
  if (['01', '04', '07', '10'].includes(monthOf(on).slice(5))) {
    for (const unit of city.units.keys()) {
      const at = endedBefore(on, 'quarter')
      await table(city, compared.city, {
        reader: 'zhou',
        table: 'attendance-quarter',
        unit,
        ...at,
        file: of.file,
        signs: headOf(city, unit),
      })
    }
  }
  for (const unit of district.units.keys()) {
    const at = endedBefore(on, 'month')
    await table(district, compared.district, {
      reader: 'lin',
      table: 'attendance-month',
      unit,
      ...at,
      file: other.file,
      signs: headOf(district, unit),
    })
  }
  await dockets(city, compared.city, 'zhou', on)
  await dockets(district, compared.district, 'lin', on)
  await information(district, compared.district, {
    today: on,
    month,
    reader: 'peng',
    result: other.result,
  })
  if (month > '2025-01') await reportsOf(city, compared.city, 'zhou', addMonths(month, -1))
  if (month > '2025-01') await reportsOf(district, compared.district, 'lin', addMonths(month, -1))
}
