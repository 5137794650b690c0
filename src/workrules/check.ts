import { instant } from '../base/day.js'
import { checkClauses } from '../scheme/language/clauses.js'
import { entriesOf, kindNames, lists, type Named } from './entries.js'
import { limitMoment } from './dates.js'
import { meetingMarks } from './meetings-model.js'
import type { Chain, WorkRules } from './model.js'
import type { WorkReader } from './reader.js'

/** The role that everybody of a bureau holds. */
const everybody = 'staff'

/** What can only be seen over the whole: each finding goes to the reader's problems. */
export function checkWhole(reader: WorkReader, rules: WorkRules): void {
  checkClauses(reader, reader.draft)
  checkIds(reader)
  checkRanks(reader, rules)
  checkMatters(reader, rules)
  for (const [index, chain] of rules.chains.entries()) checkRows(reader, rules, chain, index)
  checkColumns(reader, rules)
  checkExtensions(reader, rules)
  checkContacts(reader, rules)
  checkMeetings(reader, rules)
  checkMajor(reader, rules)
  checkReview(reader, rules)
}

/** Ids are unique over all kinds that own sentences, since `$id.name` must mean one thing; roles among themselves. */
function checkIds(reader: WorkReader): void {
  const owners = new Map<string, string>()
  const roles = new Map<string, string>()
  for (const kind of Object.keys(lists).filter((one): one is Named | 'choice' => one in lists)) {
    const own = kind === 'role' || kind === 'rank' || kind === 'occasion' ? roles : owners
    for (const { id, index } of entriesOf(reader.draft, kind)) {
      if (typeof id !== 'string') continue
      const key = own === roles ? `${kind} ${id}` : id
      if (own.has(key)) {
        const name = kind === 'choice' ? '选择' : kindNames[kind]
        const message = `标识 ${id} 已经用过（${own.get(key) ?? name}），请换一个`
        reader.problem([...lists[kind], index, kind], 'duplicate-id', message)
      }
      own.set(key, kind === 'choice' ? '选择' : kindNames[kind])
    }
  }
}

/** Everybody has a rank: the last one is that of all staff, and only the last. */
function checkRanks(reader: WorkReader, { ranks }: WorkRules): void {
  for (const [index, rank] of ranks.entries()) {
    const last = index === ranks.length - 1
    const all = rank.roles.includes(everybody)
    if (all === last) continue
    const message = all
      ? `级别“${rank.name}”是所有人，排在它后面的级别永远轮不到，请把它放在最后`
      : `最后一个级别要包括所有人：roles 里写 ${everybody}，否则有人没有级别`
    reader.problem(['ranks', index, 'roles'], 'rank-order', message)
  }
}

/** One chain for each matter: a flow must know which. */
function checkMatters(reader: WorkReader, { chains }: WorkRules): void {
  for (const [index, chain] of chains.entries()) {
    if (chains.findIndex((one) => one.matter === chain.matter) === index) continue
    const message = `“${chain.matter}”已有审批程序，一件事只能有一个`
    reader.problem(['chains', index, 'matter'], 'matter-twice', message)
  }
}

/** Each rank has a row for any length, and its rows go from short to long. */
function checkRows(reader: WorkReader, { ranks }: WorkRules, chain: Chain, at: number): void {
  for (const rank of ranks) {
    const rows = chain.rows.flatMap((row, index) => (row.rank === rank.id ? [{ row, index }] : []))
    if (rows.at(-1)?.row.upTo !== null) {
      const message = `“${chain.name}”没有写“${rank.name}”${rows.length > 0 ? '更长时' : ''}怎么办：补一行不写 up-to 的`
      reader.problem(['chains', at, 'rows'], 'rank-gap', message, { at: 'key' })
    }
    for (const [turn, { row, index }] of rows.entries()) {
      const before = rows[turn - 1]?.row
      if (before === undefined) continue
      if (before.upTo !== null && (row.upTo === null || before.upTo.lessThan(row.upTo))) continue
      const message = `“${rank.name}”的上一行已经包括这一行：从短到长写，不写 up-to 的放最后`
      reader.problem(['chains', at, 'rows', index], 'row-order', message)
    }
  }
}

/** Columns of a table are counts of leave, or findings. */
function checkColumns(reader: WorkReader, { tables, attendance }: WorkRules): void {
  const findings = (attendance?.findings ?? []).map((one) => one.id)
  const known = ['leave-days', 'leave-times', ...findings]
  for (const [index, table] of tables.entries()) {
    for (const [column, id] of table.columns.entries()) {
      if (known.includes(id)) continue
      const message = `没有这一栏：${id}，可用：${known.join('、')}`
      reader.problem(['tables', index, 'columns', column], 'columns-unknown', message)
    }
  }
}

/** An extension in the same unit is longer than what it extends; its chain is one of extensions. */
function checkExtensions(reader: WorkReader, { limits, chains }: WorkRules): void {
  for (const [index, { within, extension }] of limits.entries()) {
    if (extension === null) continue
    const { atMost, chain } = extension
    const path = ['limits', index, 'extension']
    if (
      within.value.kind === 'period' &&
      (atMost.kind !== 'period' ||
        (atMost.unit === within.value.unit && atMost.count <= within.value.count))
    ) {
      const message = '延长后最长的时限要比原来的长'
      reader.problem([...path, 'at-most'], 'extension-shorter', message)
    }
    const found = chains.find((one) => one.id === chain)
    if (found !== undefined && found.matter !== 'extension') {
      const message = `审批程序“${found.name}”不是管延期的（matter: extension）`
      reader.problem([...path, 'chain'], 'unknown-chain', message)
    }
  }
}

/** What is unclear is named by somebody, and what a first contact becomes is not one again. */
function checkContacts(reader: WorkReader, { limits }: WorkRules): void {
  for (const [index, { name, contact }] of limits.entries()) {
    if (contact === null) continue
    const then = limits.find(({ id }) => id === contact.becomes)
    const named = contact.is !== 'unclear' || contact.namedBy.length > 0
    if (named && (then === undefined || then.contact === null)) continue
    const message = named
      ? `“${name}”之后的时限不能又是首问，请换一个`
      : `“${name}”归口不明，要写由谁明确：by 里写 names`
    reader.problem(['limits', index, 'contact'], 'contact-incomplete', message)
  }
}

/** A review is asked for, and answered, until a day. */
function checkReview(reader: WorkReader, { accountability, limits }: WorkRules): void {
  for (const key of ['limit', 'answer'] as const) {
    const limit = limits.find(({ id }) => id === accountability?.review[key])
    const { within } = limit ?? {}
    if (!within || (within.value.kind === 'period' && !isByClock(within.value.unit))) continue
    const message = `时限“${limit?.name ?? ''}”不是按天数的，复核要用这样的`
    reader.problem(['accountability', 'review', key], 'unknown-limit', message)
  }
}

function isByClock(unit: string): boolean {
  return unit === 'minutes' || unit === 'hours'
}

/** The report of a major matter is by the minute. */
function checkMajor(reader: WorkReader, { major, limits }: WorkRules): void {
  const limit = limits.find(({ id }) => id === major?.limit)
  if (limit === undefined || limitMoment(limit, instant(0)) !== null) return
  const message = `时限“${limit.name}”不是按分钟、小时数的，重大事项要用这样的`
  reader.problem(['major', 'limit'], 'unknown-limit', message)
}

/** What decides on leave from a meeting is a chain of leave or of meetings, and a finding is one of the occasion. */
function checkMeetings(reader: WorkReader, { meetings, chains, attendance }: WorkRules): void {
  if (meetings === null) return
  const chain = chains.find((one) => one.id === meetings.leave.chain)
  if (chain !== undefined && chain.matter !== 'leave' && chain.matter !== 'meeting') {
    const message = `审批程序“${chain.name}”不是管请假的（matter: leave 或 meeting）`
    reader.problem(['meetings', 'leave', 'chain'], 'unknown-chain', message)
  }
  const { occasion } = meetings
  for (const mark of meetingMarks) {
    const finding = attendance?.findings.find((one) => one.id === meetings.marks[mark].value)
    if (finding === undefined || (occasion !== null && finding.occasions.includes(occasion)))
      continue
    const message = `考勤情形“${finding.name}”不用于会议的场合：请写 occasion，并在它的 occasions 里加上`
    reader.problem(['meetings', 'marks', mark], 'unknown-occasion', message)
  }
}
