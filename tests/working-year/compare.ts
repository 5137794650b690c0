import { must } from '../../src/base/bug.js'
import { type Day, day, lastDay, type Month, monthOf } from '../../src/base/day.js'
import type { AttendanceTableView } from '../../src/flows/attendance/table-view.js'
import { viewOf } from '../../src/flows/all.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import type { CycleResult, Statement } from '../../src/scoring/statement.js'
import { deskOf, tagged } from '../text/desk.js'
import {
  factsIn,
  factsOn,
  leaveOn,
  partsIn,
  partsOn,
  plain,
  rowsOf,
  standingIn,
  standingOn,
} from './figures.js'
import { isLate } from './works.js'
import type { Life } from './life.js'

/** What cards said and what they should have said, with where; and every word that was read on them. */
export interface Compared {
  /** How many figures were compared. */
  figures: number
  wrong: string[]
  read: string[]
}

/** A comparison that has just begun. */
export const nothingCompared = (): Compared => ({ figures: 0, wrong: [], read: [] })

/** Compares what stands on cards with what it should be, and keeps what differs. */
function same(to: Compared, where: string, said: unknown, right: unknown): void {
  const [left, other] = [JSON.stringify(said), JSON.stringify(right)]
  to.figures += Array.isArray(right) ? right.length : 1
  if (left !== other) to.wrong.push(`${where}: the card says ${left}, not ${other}`)
}

/** A card as its reader has it, with its words kept. */
async function cardOf(life: Life, to: Compared, of: [who: string, kind: string, key: string]) {
  const card = await deskOf(life.bureau).card(...of)
  to.read.push(plain(card))
  return card
}

function statementIn({ statements }: CycleResult, assessee: string): Statement {
  return must(
    statements.find((one) => one.assessee === assessee),
    `${assessee} is scored`,
  )
}

/** /myscore and home of somebody beside the score of the export as of today. */
export async function standings(
  life: Life,
  to: Compared,
  of: { today: Day; result: CycleResult; who: string },
): Promise<void> {
  const { bureau, units } = life
  const { result, who, today } = of
  const unit = [...units].find(([, all]) => all.includes(who))?.[0] ?? ''
  const assessee = result.statements.some((one) => one.assessee === who) ? who : unit
  const statement = statementIn(result, assessee)
  const where = `${bureau.id} ${today} ${who}`
  const score = await cardOf(life, to, [who, 'standing', `${bureau.cycle}/${assessee}`])
  same(to, `${where} /myscore`, standingOn(score), standingIn(statement))
  same(to, `${where} /myscore parts`, partsOn(score), partsIn(statement))
  const facts = factsOn(score)
  if (facts !== null) same(to, `${where} /myscore facts`, facts, factsIn(statement))
  const home = await cardOf(life, to, [who, 'home', 'home'])
  same(to, `${where} home`, standingOn(home), standingIn(statement))
}

/** Leave as somebody's cards say it, beside the score of the export at the year's end and what was noted down. */
export async function leaves(
  life: Life,
  to: Compared,
  of: { today: Day; file: FactsFile; result: CycleResult; who: string },
): Promise<void> {
  const { bureau, diary } = life
  const { today, file, result, who } = of
  const where = `${bureau.id} ${today} ${who}`
  const card = await cardOf(life, to, [who, 'my-leaves', 'mine'])
  const statement = result.statements.find((one) => one.assessee === who)
  const watched = (statement?.counters ?? []).filter(({ id }) => id.startsWith('bar-leave'))
  const counters = watched.map(({ id, value }) => `${value} ${id.endsWith('days') ? '天' : '次'}`)
  if (today < '2026-01-01') same(to, `${where} leave`, leaveOn(card), counters)
  // By hand: kinds that the scheme counts, each leave once, and what was found late.
  const own = diary.leaves(who)
  const year = own.map((one) => diary.halves(one, '2025-01-01', '2025-12-31') / 2)
  const exported = file.facts
    .filter(({ rule, persons }) => rule === 'leave' && persons?.includes(who))
    .map(({ quantity }) => Number(quantity))
  const noted = counters.length === 0 ? [] : year.filter((days) => days > 0)
  same(to, `${where} exported leave`, exported.sort(), noted.sort())
  const times = diary.leave(who, `${today.slice(0, 4)}-01-01`, `${today.slice(0, 4)}-12-31`).times
  const open = diary.away.some(
    (one) => one.who === who && one.kind !== 'trip' && one.state === 'asked',
  )
  if (!open) same(to, `${where} leaves of the year`, tagOf(card), `已批 ${times} 次`)
}

function tagOf(card: unknown): string {
  return tagged(card)
    .filter(({ tag }) => tag === 'text_tag')
    .map(({ text }) => `${Object(text).content ?? ''}`)
    .join('')
}

const columns: Readonly<Record<string, string>> = {
  late: '迟到',
  'early-leave': '早退',
  absent: '缺勤',
  away: '脱岗',
}

/** A unit's table of attendance of a period beside what was noted down, and beside the facts of the export. */
export async function table(
  life: Life,
  to: Compared,
  of: {
    reader: string
    table: string
    period: string
    unit: string
    from: Day
    to: Day
    file: FactsFile
    signs: string
  },
): Promise<void> {
  const { bureau, diary, units, names } = life
  const isQuarter = of.table.endsWith('quarter')
  const card = await cardOf(life, to, [
    ...([of.reader, 'attendance-table', `${of.table}/${of.period}/${of.unit}`] as const),
  ])
  const findings = isQuarter ? ['late', 'early-leave', 'absent'] : ['away']
  const rows = (units.get(of.unit) ?? []).flatMap((who) => {
    const { days, times } = diary.leave(who, of.from, of.to)
    const values = [
      ...(days > 0 ? [`请假天数 ${days}`] : []),
      ...(isQuarter && times > 0 ? [`请假次数 ${times}`] : []),
      ...findings.flatMap((finding) => {
        const count = diary.times(who, finding, of.from, of.to)
        return count > 0 ? [`${columns[finding]} ${count}`] : []
      }),
    ]
    return values.length > 0 ? [`${names.get(who)}: ${values.join('　')}`] : []
  })
  const where = `${bureau.id} ${of.period} ${of.unit} table`
  const said = rowsOf(card).map(({ name, values }) => `${name}: ${values}`)
  same(to, where, said.sort(), rows.sort())
  const key = `${of.table}/${of.period}/${of.unit}`
  const view = await viewOf(await bureau.seeing(of.signs), { kind: 'attendance-table', key })
  const { shown } = view as AttendanceTableView
  await life.does(of.signs, { verb: 'attendance.sign', key, shown }, 'attendance-table-sent')
  // What the table counts of findings is what the export has of them: approved, and not taken back.
  for (const finding of findings) {
    const kind = finding === 'away' ? 'away-from-post' : finding
    const within = of.file.facts.filter(
      (one) =>
        one.rule === kind &&
        one['approved-by'] !== undefined &&
        !['withdrawn', 'reversed'].includes(one.state ?? 'effective') &&
        of.from <= one.day &&
        one.day <= of.to,
    )
    const persons = within.flatMap((one) => one.persons ?? [])
    const exported = persons.filter((who) => units.get(of.unit)?.includes(who)).length
    const told = said.reduce(
      (sum, row) => sum + Number(row.match(`${columns[finding]} (\\d+)`)?.[1] ?? 0),
      0,
    )
    same(to, `${where} ${finding}`, told, exported)
  }
}

/** The register by unit beside what was noted down. */
export async function dockets(life: Life, to: Compared, who: string, today: Day): Promise<void> {
  const { bureau, diary, units, names } = life
  const card = await cardOf(life, to, [who, 'dockets', 'all'])
  const year = today.slice(0, 4)
  const rows = [...units.keys()].flatMap((unit) => {
    const own = diary.matters.filter((one) => one.unit === unit)
    const open = own.filter((one) => !one.done)
    const late = open.filter((one) => isLate(one, today))
    const done = own.filter((one) => one.done && one.answered?.startsWith(year))
    const doneLate = done.filter((one) => isLate(one, today))
    if (open.length + done.length === 0) return []
    const written = (all: number, of: number) => (of === 0 ? `${all}` : `${all} 超${of}`)
    return [
      `${names.get(unit)} ${written(open.length, late.length)} ${written(done.length, doneLate.length)}`,
    ]
  })
  const said = rowsOf(card).map((row) => `${row.unit} ${row.open} ${row.done}`)
  same(to, `${bureau.id} ${today} register`, said.sort(), rows.sort())
}

/** A month's table of information beside the score of the export, and beside what was noted down. */
export async function information(
  life: Life,
  to: Compared,
  of: { today: Day; month: Month; reader: string; result: CycleResult },
): Promise<void> {
  const { bureau, diary, units, names } = life
  const { month, reader, result, today } = of
  const card = await cardOf(life, to, [reader, 'info-table', month])
  const rows = rowsOf(card)
  for (const unit of units.keys()) {
    const row = rows.find((one) => one.unit === names.get(unit))
    const said = [...(row?.quotas ?? '').matchAll(/(\d+)(?:（(\d+)）)?／(\d+)/g)].map(
      ([, count, coming = '0', least]) => [count, coming, least],
    )
    const targets = statementIn(result, unit).targets
    const right = targets.map(({ periods }) =>
      must(
        periods.find(
          ({ period }) => period === month || period.endsWith('-year') || period === '2025',
        ),
        'a period has the month',
      ),
    )
    const where = `${bureau.id} ${today} ${unit} information of ${month}`
    same(
      to,
      where,
      said.map(([count, , least]) => `${count}/${least}`),
      right.map((one) => `${one.count}/${one.atLeast}`),
    )
    const noted = diary.pieces(unit, month)
    same(to, `${where} noted`, Number(said[0]?.[0]) + Number(said[0]?.[1]), noted)
  }
}

/** A month's table of reports beside what was noted down. */
export async function reportsOf(
  life: Life,
  to: Compared,
  reader: string,
  month: Month,
): Promise<void> {
  const { bureau, diary, units } = life
  const card = await cardOf(life, to, [reader, 'report-table', month])
  const [, all, inTime, late, open] =
    /(\d+) 个处室：按时 (\d+)，迟报 (\d+)，未报到 (\d+)/.exec(plain(card)) ?? []
  const own = [...units.keys()].map((unit) => diary.reports.get(`${month} ${unit}`))
  const count = (state: string | undefined) => own.filter((one) => one === state).length
  const right = [own.length, count('in-time'), count('late'), count(undefined)]
  same(to, `${bureau.id} reports of ${month}`, [all, inTime, late, open].map(Number), right)
}

/** The quarter or month that ended before a day, with its bounds. */
export function endedBefore(
  today: Day,
  each: 'month' | 'quarter',
): { period: string; from: Day; to: Day } {
  const [year = 0, month = 0] = monthOf(today)
    .split('-')
    .map((one) => Number.parseInt(one, 10))
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 }
  const two = (of: number) => `${of}`.padStart(2, '0')
  const ended = `${before.year}-${two(before.month)}`
  if (each === 'month') return { period: ended, from: day(`${ended}-01`), to: lastDay(ended) }
  const quarter = Math.ceil(before.month / 3)
  const from = day(`${before.year}-${two(quarter * 3 - 2)}-01`)
  return {
    period: `${before.year}-Q${quarter}`,
    from,
    to: lastDay(`${before.year}-${two(quarter * 3)}`),
  }
}
