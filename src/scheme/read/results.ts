import { checkRange } from './scales.js'
import type {
  GradeState,
  OtherResult,
  PeriodsCondition,
  PeriodsLeast,
  ResultCondition,
  Service,
} from '../model/results.js'
import { plain, type Place } from './place.js'
import type { Word } from './reader.js'
import type { PartDraft } from '../shape/parts.js'
import type {
  OtherResultDraft,
  PeriodsConditionDraft,
  ResultConditionDraft,
  ServiceDraft,
  StateDraft,
} from '../shape/results.js'
import { shareAt, shareWord, wholeShare } from './shares.js'
import { oneOf, wholeNumber, yesOrNo } from './words.js'

/** A result of another scheme: levels, or a figure between two bounds. */
export function buildOtherResult(draft: OtherResultDraft, at: Place): OtherResult {
  const says = at.reader.sentence(draft.result, [...at.path, 'says'], draft.says)
  const { lowest, highest } = draft
  if ((lowest === undefined) !== (highest === undefined)) {
    at.problem(
      lowest === undefined ? 'highest' : 'lowest',
      'half-range',
      '上下限要么都写，要么都不写',
    )
  }
  if (draft.levels.length > 0 === (lowest !== undefined)) {
    const message = '写明结果是等次（levels）还是分数（lowest、highest），只写一种'
    at.problem('result', 'result-without-kind', message)
  }
  const range =
    lowest === undefined || highest === undefined
      ? null
      : { lowest: at.figure('lowest', lowest), highest: at.figure('highest', highest) }
  if (range !== null) checkRange(at.reader, [...at.path, 'highest'], range.lowest, range.highest)
  const { result: id, name, clause, of, scheme = null, levels } = draft
  return { id, name, clause, says, of, scheme, levels, range }
}

/** How part of a year counts. */
export function buildService(draft: ServiceDraft, at: Place): Service {
  const says = at.reader.sentence('service', [...at.path, 'says'], draft.says)
  const month = at.set('month', draft.month, oneOf('whole', 'any-day', 'on-day'), 'whole')
  const usesDay = [month.value, ...Object.values(month.byAnswer ?? {})].includes('on-day')
  if (usesDay && draft.day === undefined) {
    at.problem('month', 'service-without-day', 'on-day 要写 day：按每月哪一天在不在册')
  }
  return {
    id: 'service',
    name: draft.name,
    clause: draft.clause,
    says,
    month,
    day: draft.day === undefined ? null : dateFigure(at, 'day', { raw: draft.day, highest: 28 }),
    leaving: draft.leaving.map((one, index) => {
      const row = at.below('leaving', index)
      const by = row.below('by')
      const share = (key: 'up-to' | 'later') =>
        row.set(key, one[key], shareWord(row.reader, [...row.path, key]), wholeShare)
      return {
        ground: one.ground,
        name: one.name,
        by: {
          month: dateFigure(by, 'month', { raw: one.by.month, highest: 12 }),
          day: dateFigure(by, 'day', { raw: one.by.day, highest: 31 }),
        },
        upTo: share('up-to'),
        later: share('later'),
      }
    }),
  }
}

function dateFigure(at: Place, key: string, of: { raw: string; highest: number }): number {
  const found = wholeNumber(at.reader, [...at.path, key]).word(of.raw, at.owners) ?? 0
  if (found >= 1 && found <= of.highest) return found
  at.problem(key, 'bad-date', `这里要 1 到 ${of.highest} 的整数，读到的是 ${found}`)
  return 1
}

/** A standing beside the grades. */
export function buildState(draft: StateDraft, at: Place): GradeState {
  const says = at.reader.sentence(draft.state, [...at.path, 'says'], draft.says)
  const { state: id, name, clause, kind } = draft
  const ranked = at.set('ranked', draft.ranked, yesOrNo, true)
  const base = { id, name, clause, says, kind, ranked }
  if (draft.ground === 'served') {
    const months = at.figure('months', draft.months)
    const edge = at.set('edge', draft.edge, oneOf('strict', 'inclusive'), 'strict')
    if (at.reader.draft.service === undefined) {
      at.problem('ground', 'served-without-service', '要看在册月数，请写 service：月数怎样算')
    }
    return { ...base, when: { kind: 'served', months, edge } }
  }
  const rules = at.knownAll('rule', 'rules', draft.rules)
  const liftedBy = at.knownAll('rule', 'lifted-by', draft['lifted-by'])
  return { ...base, when: { kind: 'fact', rules, liftedBy } }
}

/** A condition over the periods of a part. */
export function buildPeriodsCondition(draft: PeriodsConditionDraft, at: Place): PeriodsCondition {
  at.known('part', 'part', draft.part)
  const part = findPart(at.reader.draft.total, draft.part)
  if (part !== null && part.kind !== 'period-grades') {
    at.problem('part', 'not-period-grades', `“${part.name}”不是分期定等次的部分`)
  }
  const known = part?.kind === 'period-grades' ? part.levels.map((one) => one.level) : null
  checkLevels(at, draft.levels, known)
  return {
    kind: 'periods',
    part: draft.part,
    levels: draft.levels,
    least: at.set<PeriodsLeast>('at-least', draft['at-least'], leastWord(at), { kind: 'every' }),
    edge: at.set('edge', draft.edge, oneOf('strict', 'inclusive'), 'inclusive'),
    of: at.set('of', draft.of, oneOf('rated', 'all'), 'rated'),
  }
}

/** `every`, `one`, a share `$half`, or a number of periods `$times`. */
function leastWord(at: Place): { word: Word<PeriodsLeast>; can: string } {
  const path = [...at.path, 'at-least']
  const word: Word<PeriodsLeast> = (raw, owners) => {
    if (raw === 'every') return { kind: 'every' }
    if (raw === 'one') return { kind: 'times', times: 1 }
    if (typeof raw !== 'string') return undefined
    const use = at.reader.figure(raw, path, owners)
    if (use === null) return { kind: 'every' }
    const { figure } = use
    if (figure.kind !== 'number') return { kind: 'share', ...shareAt(at, 'at-least', raw) }
    if (!use.points.isInteger() || use.points.lessThan(1)) {
      const message = `这里要几期（正整数）、百分数或分数，${raw} 是 ${figure.text}`
      at.reader.problem(path, 'not-whole', message)
    }
    return { kind: 'times', times: use.points.toNumber() }
  }
  return { word, can: 'every、one、$名称' }
}

/** A condition on a result of another scheme. */
export function buildResultCondition(draft: ResultConditionDraft, at: Place): ResultCondition {
  at.known('result', 'result', draft.result)
  const result = at.reader.draft.results.find((one) => one.result === draft.result)
  checkLevels(at, draft.levels, result?.levels.map((one) => one.id) ?? null)
  const can = result?.of === 'assessee' ? oneOf('self') : oneOf('head', 'member')
  const years =
    draft.years === undefined
      ? 1
      : (wholeNumber(at.reader, [...at.path, 'years']).word(draft.years, at.owners) ?? 1)
  const as = result === undefined ? plain('member' as const) : at.set('as', draft.as, can, 'member')
  return { kind: 'result', result: draft.result, levels: draft.levels, as, years }
}

function checkLevels(at: Place, levels: readonly string[], known: readonly string[] | null): void {
  for (const [index, level] of levels.entries()) {
    if (known === null || known.includes(level)) continue
    const message = `没有等次 ${level}，可用：${known.join('、') || '无'}`
    at.reader.problem([...at.path, 'levels', index], 'unknown-level', message)
  }
}

function findPart(part: PartDraft, id: string): PartDraft | null {
  if (part.part === id) return part
  if (part.kind !== 'sum') return null
  for (const child of part.parts) {
    const found = findPart(child, id)
    if (found !== null) return found
  }
  return null
}
