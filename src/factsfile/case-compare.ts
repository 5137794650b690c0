import type { DocumentPath } from '../base/document.js'
import { compareExact, isFigure, points } from '../base/points.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { objectionWindow } from '../scheme/model/windows.js'
import type { Expectation } from './cases.js'
import type { CycleResult, Line, Statement } from '../scoring/statement.js'

/** Something that came out otherwise than a case says. */
export interface Difference {
  path: DocumentPath
  /** Chinese. */
  message: string
}

/** Compares a result with what is written of it; what is not written is not compared. */
export function compareExpected(
  expected: Expectation,
  scheme: Scheme,
  result: CycleResult,
): Difference[] {
  const differences: Difference[] = []
  const same = (path: DocumentPath, wanted: string, got: string | null): void => {
    if (isSame(wanted, got ?? 'none')) return
    differences.push({ path, message: `应为 ${wanted}，实际是 ${got ?? 'none'}` })
  }
  const list = (path: DocumentPath, wanted: readonly string[], got: readonly string[]): void =>
    same(path, [...wanted].sort().join(' '), [...got].sort().join(' '))
  const statements = new Map(result.statements.map((one) => [one.assessee, one]))
  for (const key of ['totals', 'settled', 'lowest', 'highest'] as const) {
    const field = key === 'totals' ? 'total' : key
    for (const [who, wanted] of Object.entries(expected[key] ?? {})) {
      same(
        [key, who],
        wanted,
        textOf(statements.get(who), (one) => one[field]),
      )
    }
  }
  for (const [who, parts] of Object.entries(expected.parts ?? {})) {
    for (const [part, wanted] of Object.entries(parts)) {
      same(['parts', who, part], wanted, partOf(statements.get(who), part))
    }
  }
  for (const [who, facts] of Object.entries(expected['not-counted'] ?? {})) {
    for (const [fact, wanted] of Object.entries(facts)) {
      same(['not-counted', who, fact], wanted, reasonFor(statements.get(who), fact))
    }
  }
  for (const [who, counters] of Object.entries(expected.counters ?? {})) {
    for (const [id, wanted] of Object.entries(counters)) {
      const total = statements.get(who)?.totals.find((one) => one.id === id)
      same(['counters', who, id], wanted, total?.total ?? '无此计数')
    }
  }
  for (const [window, wanted] of Object.entries(expected.windows ?? {})) {
    same(['windows', window], wanted, `${windowOf(scheme, window)}`)
  }
  for (const [who, periods] of Object.entries(expected['period-grades'] ?? {})) {
    for (const [period, wanted] of Object.entries(periods)) {
      same(['period-grades', who, period], wanted, gradeIn(statements.get(who), period))
    }
  }
  compareOrder(expected, result, { same, list })
  for (const [who, wanted] of Object.entries(expected.bars ?? {})) {
    list(['bars', who], wanted, statements.get(who)?.bars.map((bar) => bar.id) ?? ['无此人'])
  }
  for (const [unit, wanted] of Object.entries(expected.units ?? {})) {
    const ledger = result.unitLedgers.find((one) => one.unit === unit)
    same(['units', unit], wanted, ledger?.points ?? '无此处室')
  }
  if (expected.warnings !== undefined) {
    const codes = new Set(result.warnings.map((one) => one.code))
    list(['warnings'], expected.warnings, [...codes])
  }
  return differences
}

function windowOf(scheme: Scheme, window: string): number | string {
  const { windows } = scheme
  const rule = scheme.rules.find((one) => `objection/${one.id}` === window)
  if (rule !== undefined) {
    const { days, measure } = objectionWindow(scheme, rule)
    return measure === 'working-days' ? days : `${days} ${measure}`
  }
  if (window === 'objection' || window === 'review' || window === 'publicity') {
    return windows[window].value
  }
  return '无此期限'
}

function compareOrder(
  expected: Expectation,
  result: CycleResult,
  check: {
    same: (path: DocumentPath, wanted: string, got: string | null) => void
    list: (path: DocumentPath, wanted: readonly string[], got: readonly string[]) => void
  },
): void {
  const whole = result.rankings.filter((ranking) => ranking.group === null)
  const places = whole.flatMap((ranking) => ranking.places)
  const groups = result.rankings.filter((ranking) => ranking.group !== null)
  for (const [who, wanted] of Object.entries(expected['group-ranks'] ?? {})) {
    const all = groups.flatMap((ranking) => ranking.places)
    const place = all.find((one) => one.assessee === who)
    check.same(['group-ranks', who], wanted, place?.rank == null ? null : `${place.rank}`)
  }
  for (const [who, wanted] of Object.entries(expected.ranks ?? {})) {
    const place = places.find((one) => one.assessee === who)
    check.same(['ranks', who], wanted, place?.rank == null ? null : `${place.rank}`)
  }
  for (const [tier, wanted] of Object.entries(expected.nominees ?? {})) {
    const nomination = result.nominations.find((one) => one.tier === tier)
    check.list(['nominees', tier], wanted, nomination?.nominees.map((one) => one.assessee) ?? [])
  }
  for (const [who, wanted] of Object.entries(expected.grades ?? {})) {
    const grade = result.grades.find((one) => one.assessee === who)
    check.same(['grades', who], wanted, grade === undefined ? '无此人' : grade.grade)
  }
  for (const [who, wanted] of Object.entries(expected['grade-states'] ?? {})) {
    const grade = result.grades.find((one) => one.assessee === who)
    check.same(['grade-states', who], wanted, grade?.state?.id ?? null)
  }
  for (const [who, wanted] of Object.entries(expected.consequences ?? {})) {
    const found = result.consequences.filter((one) => one.assessee === who)
    const due = found.map((one) => `${one.id}:${one.due}`)
    check.list(['consequences', who], wanted, due)
  }
}

function textOf(
  statement: Statement | undefined,
  pick: (one: Statement) => string | null,
): string | null {
  return statement === undefined ? '无此人' : pick(statement)
}

function partOf(statement: Statement | undefined, part: string): string | null {
  const line = statement === undefined ? undefined : find(statement.root, part)
  if (line === undefined) return '无此部分'
  const { lowest, highest } = line.points
  const settled = lowest !== null && highest !== null && isSame(lowest, highest)
  return settled ? lowest : null
}

function find(line: Line, id: string): Line | undefined {
  if (line.id === id) return line
  for (const below of line.lines) {
    const found = find(below, id)
    if (found !== undefined) return found
  }
  return undefined
}

/** The level of a period; none while it is open. */
function gradeIn(statement: Statement | undefined, period: string): string | null {
  const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]
  const lines = statement === undefined ? [] : all(statement.root)
  return lines.find((one) => one.grade !== undefined && one.name === period)?.grade?.level ?? null
}

function reasonFor(statement: Statement | undefined, fact: string): string | null {
  const all = statement === undefined ? [] : notCountedIn(statement.root)
  return all.find((one) => one.fact.id === fact)?.reason ?? null
}

function notCountedIn(line: Line): Line['notCounted'][number][] {
  return [...line.notCounted, ...line.lines.flatMap(notCountedIn)]
}

/** The same number, or the same text. */
function isSame(a: string, b: string): boolean {
  return isFigure(a) && isFigure(b) ? compareExact(points(a), points(b)) === 0 : a === b
}
