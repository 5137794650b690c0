import { day, momentOf, timeAt } from '../base/day.js'
import { type DocumentPath, parseYaml } from '../base/document.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { openCalendar, type WorkingCalendar } from '../calendar/calendar.js'
import { withChoices } from '../scheme/model/choices.js'
import { type CasesFile, casesShape, type Happening, type WorkCase } from './case-shape.js'
import { chainFor, stepsFor } from './chains.js'
import {
  backDue,
  handoverBy,
  limitDue,
  limitMoment,
  reportDue,
  returnDue,
  slipDue,
  tableDue,
} from './dates.js'
import { outcomeOfAccountability } from './accountability-case.js'
import { outcomeOfMajor } from './major-case.js'
import { outcomeOfMeeting } from './meetings-case.js'
import type { WorkRules } from './model.js'
import { daysFromHalves, halfDaysOf, isSpan, type Span } from './span.js'

/** What running cases gives. */
export interface WorkCaseResults {
  cases: number
  /** Things that happen in them. */
  happenings: number
  problems: Problem[]
  clauses: string[]
  /** Alternatives, as `choice/alternative`, by which some expected result comes out differently, sorted. */
  alternatives: string[]
}

/** What comes out of one happening, by the key that a case names it by; lists are joined by a space. */
type Outcome = Readonly<Record<string, string>>

/**
 * Runs case files against work rules: whatever comes out differently is a problem at the expected value's place. Cases
 * bring the calendar that they are reckoned by.
 */
export function runWorkCases(
  rules: WorkRules,
  files: readonly { file: string; content: Uint8Array | string }[],
): WorkCaseResults {
  const runs = files.map(({ file, content }) => {
    const document = parseYaml(content, file, casesShape)
    const { value, problems } = document
    const at = (path: DocumentPath, message: string, code = 'bad-case'): Problem => {
      return { code, level: 'error', message, file, ...document.positionOf(path) }
    }
    const cases = value === null ? [] : value.cases.map((one, index) => ({ one, index }))
    const calendar = calendarOf(value)
    const ran = cases.map(({ one, index }) =>
      runCase(rules, one, calendar, (path, message, code) =>
        at(['cases', index, ...path], message, code),
      ),
    )
    return {
      cases,
      problems: [...problems, ...ran.flatMap((each) => each.problems)],
      alternatives: ran.flatMap((each) => each.alternatives),
    }
  })
  const cases = runs.flatMap((run) => run.cases.map(({ one }) => one))
  return {
    cases: cases.length,
    happenings: cases.reduce((count, one) => count + one.all.length, 0),
    problems: sortProblems(runs.flatMap((run) => run.problems)),
    clauses: distinct(cases.flatMap((one) => one.clauses)),
    alternatives: distinct(runs.flatMap((run) => run.alternatives)),
  }
}

function calendarOf(file: CasesFile | null): WorkingCalendar {
  return openCalendar(file?.calendar ?? [])
}

type Tell = (path: DocumentPath, message: string, code?: string) => Problem

function runCase(
  rules: WorkRules,
  one: WorkCase,
  calendar: WorkingCalendar,
  at: Tell,
): { problems: Problem[]; alternatives: string[] } {
  const unknown = unknownWords(rules, one, at)
  if (unknown.length > 0) return { problems: unknown, alternatives: [] }
  const choices = one.choices ?? {}
  const compared = (answers: Readonly<Record<string, string>>) => {
    const read = withChoices(rules, answers)
    return one.all.flatMap((happening, index) =>
      differences(read, happening, calendar).map(({ key, message }) =>
        at(['all', index, ...(key === null ? [] : ['expect', key])], message, 'case-differs'),
      ),
    )
  }
  const alternatives = Object.entries(choices).flatMap(([id, answer]) => {
    const usual = rules.choices.find((choice) => choice.id === id)?.answer ?? answer
    if (usual === answer || compared({ ...choices, [id]: usual }).length === 0) return []
    return [`${id}/${answer}`, `${id}/${usual}`]
  })
  return { problems: compared(choices), alternatives }
}

function unknownWords(rules: WorkRules, one: WorkCase, at: Tell): Problem[] {
  const clauses = one.clauses.flatMap((clause, index) =>
    rules.clauses.some((known) => known.id === clause)
      ? []
      : [at(['clauses', index], `没有条款“${clause}”，请核对条款号`)],
  )
  const choices = Object.entries(one.choices ?? {}).flatMap(([id, answer]) => {
    const choice = rules.choices.find((known) => known.id === id)
    if (choice === undefined) return [at(['choices', id], `没有叫 ${id} 的选择，请核对名称`)]
    const can = choice.alternatives.map((each) => each.id)
    if (can.includes(answer)) return []
    return [at(['choices', id], `${id} 没有可选项 ${answer}，可选：${can.join('、')}`)]
  })
  return [...clauses, ...choices]
}

function differences(
  rules: WorkRules,
  happening: Happening,
  calendar: WorkingCalendar,
): { key: string | null; message: string }[] {
  const got = outcomeOf(rules, happening, calendar)
  if (typeof got === 'string') return [{ key: null, message: got }]
  return Object.entries(happening.expect).flatMap(([key, wanted]) => {
    const text = Array.isArray(wanted) ? wanted.join(' ') : `${wanted}`
    const came = got[key] ?? 'none'
    return text === came ? [] : [{ key, message: `应为 ${text}，实际是 ${came}` }]
  })
}

/** What follows from a happening, or why it can't be told. */
function outcomeOf(rules: WorkRules, of: Happening, calendar: WorkingCalendar): Outcome | string {
  if ('matter' in of) return outcomeOfAway(rules, of, calendar)
  if ('limit' in of) return outcomeOfLimit(rules, of, calendar)
  if ('report' in of) {
    const report = rules.reports.find((one) => one.id === of.report)
    if (report === undefined) return `没有叫 ${of.report} 的报告`
    const { signs, files, reads, facts } = report
    return {
      due: reportDue(report, of.month, calendar),
      signs: signs.join(' '),
      files,
      reads: reads.join(' ') || 'none',
      late: facts.late ?? 'none',
      missing: facts.missing ?? 'none',
      returned: facts.returned ?? 'none',
    }
  }
  if ('table' in of) {
    const table = rules.tables.find((one) => one.id === of.table)
    if (table === undefined) return `没有叫 ${of.table} 的报表`
    const { columns, files } = table
    return { due: tableDue(table, of.period, calendar), columns: columns.join(' '), files }
  }
  if ('finding' in of) {
    const finding = rules.attendance?.findings.find((one) => one.id === of.finding)
    const occasion = rules.attendance?.occasions.find((one) => one.id === of.occasion)
    if (finding === undefined || occasion === undefined) return '没有这种考勤情形或场合'
    if (!finding.occasions.includes(occasion.id)) return `“${finding.name}”不用于“${occasion.name}”`
    return { fact: finding.fact, records: occasion.recordedBy.value.join(' ') }
  }
  if ('complaint' in of) return outcomeOfComplaint(rules, of.on, calendar)
  if ('accountability' in of) return outcomeOfAccountability(rules, of, calendar)
  if ('major' in of) return outcomeOfMajor(rules, of, calendar)
  if ('meeting' in of) return outcomeOfMeeting(rules, of, calendar)
  if ('handover' in of) {
    const { handover } = rules
    if (!handover?.matters.includes(of.handover)) return '这件事不用交接'
    const { appoints, missing, matters } = handover
    return { appoints, missing: missing.value, matters: matters.join(' ') }
  }
  return outcomeOfKind(rules, of.leave)
}

function outcomeOfAway(
  rules: WorkRules,
  of: Extract<Happening, { matter: string }>,
  calendar: WorkingCalendar,
): Outcome | string {
  const chain = chainFor(rules, of.matter)
  if (chain === null) return `没有管 ${of.matter} 的审批程序`
  if (!rules.ranks.some((rank) => rank.id === of.rank)) return `没有叫 ${of.rank} 的级别`
  const span: Span = {
    from: day(of.from),
    to: day(of.to ?? of.from),
    startsAtNoon: of.starts === 'noon',
    endsAtNoon: of.ends === 'noon',
  }
  if (!isSpan(span)) return '结束早于开始'
  const { steps, deciding } = stepsFor(chain, of.rank, span, calendar)
  const days = (measure: 'working-days' | 'calendar-days') =>
    daysFromHalves(halfDaysOf(calendar, span, measure)).toString()
  const { handover } = rules
  return {
    'working-days': days('working-days'),
    'calendar-days': days('calendar-days'),
    steps: typeof steps === 'string' ? steps : steps.join(' '),
    decides: deciding.join(' '),
    back:
      chain.matter === 'leave'
        ? backDue(rules, span, calendar)
        : (returnDue(chain, span, calendar) ?? 'none'),
    slip: slipDue(rules, span, calendar),
    does: chain.does,
    without: chain.without.map(({ id }) => id).join(' '),
    'erased-after': `${chain.erasedAfter?.value ?? 'none'}`,
    ...(handover === null ? {} : { 'tell-b': handoverBy(handover, span.from, calendar) }),
  }
}

function outcomeOfLimit(
  rules: WorkRules,
  of: Extract<Happening, { limit: string }>,
  calendar: WorkingCalendar,
): Outcome | string {
  const limit = rules.limits.find((one) => one.id === of.limit)
  if (limit === undefined) return `没有叫 ${of.limit} 的时限`
  const on = day(of.on)
  const explicit = of.explicit === undefined ? undefined : day(of.explicit)
  const due = limitDue(rules, limit, { on, explicit }, calendar)
  const extended =
    limit.extension === null ? null : limitDue(rules, limit, { on, extended: true }, calendar)
  const moment = of.at === undefined ? null : limitMoment(limit, momentOf(on, of.at))
  return {
    ...(due === null ? {} : { due }),
    ...(extended === null ? {} : { extended }),
    ...(moment === null ? {} : { 'due-at': timeAt(moment) }),
    registered: limit.registeredBy.join(' '),
    supervised: limit.supervisedBy.join(' '),
    confirmed: limit.confirmedBy.value.join(' '),
    contact: limit.contact?.is ?? 'none',
    becomes: limit.contact?.becomes ?? 'none',
    named: limit.contact?.namedBy.join(' ') ?? '',
    late: limit.facts.late ?? 'none',
    undone: limit.facts.undone ?? 'none',
    from: limit.from.value,
  }
}

function outcomeOfComplaint(
  rules: WorkRules,
  on: string,
  calendar: WorkingCalendar,
): Outcome | string {
  const { complaints } = rules
  if (complaints === null) return '没有写投诉'
  const due = limitDue(rules, complaints.limit, { on: day(on) }, calendar)
  return {
    due: due ?? 'none',
    heard: complaints.heardBy.join(' '),
    facts: complaints.facts.join(' '),
    'erased-after': `${complaints.erasedAfter.value}`,
  }
}

function outcomeOfKind(rules: WorkRules, id: string): Outcome | string {
  const kind = rules.leave.kinds.find((one) => one.id === id)
  if (kind === undefined) return `没有叫 ${id} 的假`
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  return {
    ...(kind.sort === null ? {} : { sort: kind.sort }),
    papers: kind.papers.join(' '),
    'papers-follow': yes(kind.papersFollow.value),
    'at-most': kind.atMost.value?.toString() ?? 'none',
    'erased-after': `${kind.erasedAfter.value}`,
    counted: kind.counted.value,
    halves: yes(kind.halves.value),
  }
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all)].sort()
}
