import { must } from '../../src/base/bug.js'
import { type Day, day, lastDay, type Month, monthOf } from '../../src/base/day.js'
import { viewOf } from '../../src/flows/all.js'
import type { AttendanceTableView } from '../../src/flows/attendance/table-view.js'
import { plain, rowsOf } from './figures.js'
import { cardOf, type Look, same, statementIn } from './look.js'
import { isLate } from './works.js'

const columns: Readonly<Record<string, string>> = {
  late: '迟到',
  'early-leave': '早退',
  absent: '缺勤',
  away: '脱岗',
}

/** A unit's table of attendance of a period beside what was noted down, and beside the facts of the export. */
export async function table(
  look: Look,
  of: {
    reader: string
    table: string
    period: string
    unit: string
    from: Day
    to: Day
    signs: string
  },
): Promise<void> {
  const { life, to, now } = look
  const { bureau, diary, units, names } = life
  const isQuarter = of.table.endsWith('quarter')
  const key = `${of.table}/${of.period}/${of.unit}`
  const card = await cardOf(look, of.reader, 'attendance-table', key)
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
  const view = await viewOf(await bureau.seeing(of.signs), { kind: 'attendance-table', key })
  const { shown } = view as AttendanceTableView
  await life.does(of.signs, { verb: 'attendance.sign', key, shown }, 'attendance-table-sent')
  // What the table counts of findings is what the export has of them: approved, and not taken back.
  for (const finding of findings) {
    const kind = finding === 'away' ? 'away-from-post' : finding
    const within = now.file.facts.filter(
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
export async function dockets(look: Look, who: string): Promise<void> {
  const { life, to, today } = look
  const { bureau, diary, units, names } = life
  const card = await cardOf(look, who, 'dockets', 'all')
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
  look: Look,
  { month, reader }: { month: Month; reader: string },
): Promise<void> {
  const { life, to, today } = look
  const { result } = look.now
  const { bureau, diary, units, names } = life
  const card = await cardOf(look, reader, 'info-table', month)
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
export async function reportsOf(look: Look, reader: string, month: Month): Promise<void> {
  const { life, to } = look
  const { bureau, diary, units } = life
  const card = await cardOf(look, reader, 'report-table', month)
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
