import type { DocumentPath } from '../base/document.js'
import { compareExact, isFigure, points } from '../base/points.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { partsOf } from '../scheme/model/tree.js'
import { objectionWindow } from '../scheme/model/windows.js'
import type { Expectation } from './cases.js'
import type { ResultAsked } from '../scoring/engine.js'
import type { Line, Statement } from '../scoring/statement.js'

/** Something that came out otherwise than a case says. */
export interface Difference {
  path: DocumentPath
  /** Chinese. */
  message: string
}

/**
 * What of a result is otherwise than written, one by one: only what is written is looked at, and no further than the
 * differences are taken.
 */
export function* differencesFrom(
  expected: Expectation,
  scheme: Scheme,
  result: ResultAsked,
): Generator<Difference> {
  for (const { path, wanted, got } of written(expected, scheme, result)) {
    if (isSame(wanted, got ?? 'none')) continue
    yield { path, message: `应为 ${wanted}，实际是 ${got ?? 'none'}` }
  }
}

/** Something written, and what the result has there; null: none. */
interface Compared {
  path: DocumentPath
  wanted: string
  got: string | null
}

function* written(expected: Expectation, scheme: Scheme, result: ResultAsked): Generator<Compared> {
  yield* ofStatements(expected, result)
  for (const [window, wanted] of Object.entries(expected.windows ?? {})) {
    yield { path: ['windows', window], wanted, got: `${windowOf(scheme, window)}` }
  }
  for (const [part, wanted] of Object.entries(expected.outside ?? {})) {
    yield { path: ['outside', part], wanted, got: outsideNamed(scheme, part) }
  }
  yield* ofOrder(expected, result)
  yield* each(expected.units, ['units'], (unit) => {
    const ledger = result.unitLedgers.find((one) => one.unit === unit)
    return ledger?.points ?? '无此处室'
  })
  if (expected.warnings !== undefined) {
    const codes = new Set(result.warnings.map((one) => one.code))
    yield listed(['warnings'], expected.warnings, [...codes])
  }
}

function* each(
  wanted: Readonly<Record<string, string>> | undefined,
  path: DocumentPath,
  found: (key: string) => string | null,
): Generator<Compared> {
  for (const [key, one] of Object.entries(wanted ?? {})) {
    yield { path: [...path, key], wanted: one, got: found(key) }
  }
}

/** Lists are the same in any order. */
function listed(path: DocumentPath, wanted: readonly string[], got: readonly string[]): Compared {
  return { path, wanted: [...wanted].sort().join(' '), got: [...got].sort().join(' ') }
}

function* ofStatements(expected: Expectation, result: ResultAsked): Generator<Compared> {
  const statementOf = (who: string) => result.statementOf(who)
  for (const key of ['totals', 'settled', 'lowest', 'highest'] as const) {
    const field = key === 'totals' ? 'total' : key
    yield* each(expected[key], [key], (who) => textOf(statementOf(who), (one) => one[field]))
  }
  for (const [who, parts] of Object.entries(expected.parts ?? {})) {
    yield* each(parts, ['parts', who], (part) => partOf(statementOf(who), part))
  }
  for (const [who, facts] of Object.entries(expected['not-counted'] ?? {})) {
    yield* each(facts, ['not-counted', who], (fact) => reasonFor(statementOf(who), fact))
  }
  for (const [who, counters] of Object.entries(expected.counters ?? {})) {
    yield* each(counters, ['counters', who], (id) => {
      const total = statementOf(who)?.totals.find((one) => one.id === id)
      return total?.total ?? '无此计数'
    })
  }
  for (const [who, periods] of Object.entries(expected['period-grades'] ?? {})) {
    yield* each(periods, ['period-grades', who], (period) => gradeIn(statementOf(who), period))
  }
  for (const [who, wanted] of Object.entries(expected.bars ?? {})) {
    const bars = statementOf(who)?.bars.map((bar) => bar.id) ?? ['无此人']
    yield listed(['bars', who], wanted, bars)
  }
}

/** Whether it is noted who the third parties of a part are; null where it has none. */
function outsideNamed({ total }: Scheme, id: string): string | null {
  const part = partsOf(total).find((one) => one.id === id)
  const rules = part?.kind === 'ratings' ? part.raters : []
  return rules.flatMap(({ outside }) => Object.values(outside))[0]?.value ?? null
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
  if (window === 'answer') return windows.answer?.value ?? 'none'
  if (window === 'appeal') return windows.further?.days.value ?? 'none'
  return '无此期限'
}

function* ofOrder(expected: Expectation, result: ResultAsked): Generator<Compared> {
  const rankIn = (isOfGroup: boolean) => (who: string) => {
    const rankings = result.rankings.filter((ranking) => (ranking.group !== null) === isOfGroup)
    const places = rankings.flatMap((ranking) => ranking.places)
    const place = places.find((one) => one.assessee === who)
    return place?.rank == null ? null : `${place.rank}`
  }
  yield* each(expected['group-ranks'], ['group-ranks'], rankIn(true))
  yield* each(expected.ranks, ['ranks'], rankIn(false))
  for (const [tier, wanted] of Object.entries(expected.nominees ?? {})) {
    const nomination = result.nominations.find((one) => one.tier === tier)
    const nominees = nomination?.nominees.map((one) => one.assessee) ?? []
    yield listed(['nominees', tier], wanted, nominees)
  }
  const gradeOf = (who: string) => result.grades.find((one) => one.assessee === who)
  yield* each(expected.grades, ['grades'], (who) => {
    const grade = gradeOf(who)
    return grade === undefined ? '无此人' : grade.grade
  })
  yield* each(expected['grade-states'], ['grade-states'], (who) => gradeOf(who)?.state?.id ?? null)
  for (const [who, wanted] of Object.entries(expected.consequences ?? {})) {
    const found = result.consequences.filter((one) => one.assessee === who)
    const due = found.map((one) => `${one.id}:${one.due}`)
    yield listed(['consequences', who], wanted, due)
  }
}

function textOf(
  statement: Statement | null,
  pick: (one: Statement) => string | null,
): string | null {
  return statement === null ? '无此人' : pick(statement)
}

function partOf(statement: Statement | null, part: string): string | null {
  const line = statement === null ? undefined : find(statement.root, part)
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
function gradeIn(statement: Statement | null, period: string): string | null {
  const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]
  const lines = statement === null ? [] : all(statement.root)
  return lines.find((one) => one.grade !== undefined && one.name === period)?.grade?.level ?? null
}

function reasonFor(statement: Statement | null, fact: string): string | null {
  const all = statement === null ? [] : notCountedIn(statement.root)
  return all.find((one) => one.fact.id === fact)?.reason ?? null
}

function notCountedIn(line: Line): Line['notCounted'][number][] {
  return [...line.notCounted, ...line.lines.flatMap(notCountedIn)]
}

/** The same number, or the same text. */
function isSame(a: string, b: string): boolean {
  return isFigure(a) && isFigure(b) ? compareExact(points(a), points(b)) === 0 : a === b
}
