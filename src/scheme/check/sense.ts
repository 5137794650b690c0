import type { DocumentPath } from '../../base/document.js'
import type { Points } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { Part } from '../model/parts.js'
import { addsInside } from './sums.js'
import type { Rule } from '../model/rules.js'
import type { Setting, Sentence } from '../model/words.js'
import type { PartDraft } from '../shape/parts.js'
import type { Reader } from '../read/reader.js'

/** What is written rightly word by word and yet can never do what its sentence says. */
export function checkSense(reader: Reader, scheme: Scheme): void {
  checkPart(reader, scheme.total, reader.draft.total, ['total'])
  for (const [index, rule] of scheme.rules.entries()) checkRule(reader, scheme, rule, index)
  checkExtras(reader, scheme)
  checkQuotas(reader, scheme)
}

/** A setting's value under every answer. */
function valuesOf<T>(setting: Setting<T>): T[] {
  return [setting.value, ...Object.values(setting.byAnswer ?? {})]
}

function checkPart(reader: Reader, part: Part, draft: PartDraft, path: DocumentPath): void {
  const share = part.points ?? part.weight
  const key = part.points === null ? 'weight' : 'points'
  if (addsInside(part) && draft[key] !== undefined && !share.greaterThan(0)) {
    const message = `“${part.name}”占 ${share.toString()}，永远不影响总分；请写大于零的数，或删去这一部分`
    reader.problem([...path, key], 'weightless-part', message)
  }
  if (part.kind === 'deduction' || part.kind === 'sum') checkLimits(reader, part, path)
  if (part.kind === 'ratings') {
    const everyone = part.raters.findIndex((row) => row.assessees === 'everyone')
    for (const [index, row] of part.raters.entries()) {
      const before = part.raters.findIndex((one) => one.assessees === row.assessees)
      const hidden = before < index || (everyone >= 0 && index > everyone)
      if (!hidden) continue
      const message = `前面的行已经包括 ${row.assessees}，这一行永远用不到；请删去或移到前面`
      const at = [...path, 'raters', index, 'assessees']
      reader.problem(at, 'unreached-rater', message)
    }
  }
  if (part.kind !== 'sum' || draft.kind !== 'sum') return
  for (const [index, child] of part.children.entries()) {
    const written = draft.parts[index]
    if (written !== undefined) checkPart(reader, child, written, [...path, 'parts', index])
  }
}

/** The cap is above the floor, whatever is answered. */
function checkLimits(
  reader: Reader,
  part: Part & { kind: 'deduction' | 'sum' },
  path: DocumentPath,
): void {
  const numbers = (setting: Setting<Points | null>) => valuesOf(setting).flatMap((one) => one ?? [])
  for (const cap of numbers(part.cap)) {
    const floor = numbers(part.floor).find((one) => !one.lessThan(cap))
    if (floor === undefined) continue
    const message = `上限 ${cap.toString()} 应大于下限 ${floor.toString()}`
    reader.problem([...path, 'at-most'], 'empty-range', message)
    return
  }
}

function checkRule(reader: Reader, scheme: Scheme, rule: Rule, index: number): void {
  const path = ['rules', index]
  if (rule.from !== null && rule.until !== null && rule.until < rule.from) {
    const message = `从 ${rule.from} 起、到 ${rule.until} 止，没有一天适用；请核对两个日期`
    reader.problem([...path, 'until'], 'never-in-force', message)
  }
  if (rule.condition?.otherwise === rule.id) {
    const message = '答否时按这一条自己计，等于没有问；请写另一条规则，或删去 otherwise'
    reader.problem([...path, 'question', 'otherwise'], 'otherwise-itself', message)
  }
  for (const key of ['sorts', 'levels'] as const) {
    for (const [at, { id }] of rule[key].entries()) {
      if (rule[key].findIndex((one) => one.id === id) === at) continue
      const message = `标识 ${id} 在这一条里写了两次，请换一个`
      reader.problem([...path, key, at, key === 'levels' ? 'level' : 'id'], 'duplicate-id', message)
    }
  }
  checkDerivedSorts(reader, scheme, rule, path)
  checkSigns(reader, rule, path)
}

/** What a clock looks at has the sorts that the line names. */
function checkDerivedSorts(reader: Reader, scheme: Scheme, rule: Rule, path: DocumentPath): void {
  const { derived } = rule
  if (derived?.kind !== 'clock') return
  const timed = scheme.rules.find((one) => one.id === derived.of)
  for (const [at, sort] of (derived.sorts ?? []).entries()) {
    if (timed === undefined || timed.sorts.some((one) => one.id === sort)) continue
    reader.problem([...path, 'derived', 'only', at], 'unknown-sort', noSort(sort, [timed]))
  }
}

function checkExtras(reader: Reader, scheme: Scheme): void {
  const sections = reader.draft.counters
  for (const [index, counter] of scheme.counters.entries()) {
    const named = valuesOf(counter.rules).flat()
    const rules = scheme.rules.filter((rule) => named.includes(rule.id))
    for (const [row, extra] of (sections[index]?.extras ?? []).entries()) {
      for (const [at, sort] of (extra.only ?? []).entries()) {
        if (rules.some((rule) => rule.sorts.some((one) => one.id === sort))) continue
        const path = ['counters', index, 'extras', row, 'only', at]
        reader.problem(path, 'unknown-sort', noSort(sort, rules))
      }
    }
  }
}

function noSort(sort: string, rules: readonly Rule[]): string {
  const can = rules.flatMap((rule) => rule.sorts.map((one) => one.id)).join('、')
  return `没有类别 ${sort}，可用：${can === '' ? '（所数的规则都不分类）' : can}`
}

/**
 * A sentence that takes points away and a charge that gives them, or the other way round; what is measured
 * against a norm does both.
 */
function checkSigns(reader: Reader, rule: Rule, path: DocumentPath): void {
  if (rule.against !== null) return
  for (const [index, { amount }] of rule.charges.entries()) {
    const one = amount.value
    if (one.kind !== 'figure' || amount.choice !== null || one.points.isZero()) continue
    const said = signBefore(rule.says, one.figure)
    if (said === null || one.points.isNegative() === (said === '-')) continue
    const message =
      said === '-'
        ? `句子里是减，这里却是加：减分写 -$${one.figure}`
        : `句子里是加，这里却是减：加分写 $${one.figure}`
    reader.warning([...path, 'charges', index, 'points'], 'sign-differs', message)
  }
}

/** Whether the words just before a figure take away or add; null when they say neither. */
function signBefore(says: Sentence, figure: string): '-' | '+' | null {
  const at = says.pieces.findIndex((one) => typeof one !== 'string' && one.name === figure)
  const before = says.pieces[at - 1]
  if (typeof before !== 'string') return null
  if (/[减扣]去?\s*$/.test(before)) return '-'
  return /加\s*$/.test(before) ? '+' : null
}

/** A quota serves the grade that it says, and can decide its ties. */
function checkQuotas(reader: Reader, scheme: Scheme): void {
  for (const [index, grade] of scheme.grades.entries()) {
    if (grade.by.kind !== 'quota') continue
    const { quota } = grade.by
    const found = scheme.quotas.find((one) => one.id === quota)
    if (found === undefined || found.grade === grade.id) continue
    const message = `名额 ${quota} 是给等次 ${found.grade} 的，不是给 ${grade.id} 的；两处要一致`
    reader.problem(['grades', index, 'quota'], 'quota-of-other-grade', message)
  }
}
