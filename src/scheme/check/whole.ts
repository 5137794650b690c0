import type { DocumentPath } from '../../base/document.js'
import { checkCounting } from './counting.js'
import { checkKinds } from './kinds.js'
import { checkClauses } from '../language/clauses.js'
import { checkSense } from './sense.js'
import { rulesIn } from '../model/conditions.js'
import { conditionsOf, type Scheme } from '../model/scheme.js'
import type { Rule } from '../model/rules.js'
import type { Part } from '../model/parts.js'
import { checkResults } from './results.js'
import type { NamedKind } from '../read/entries.js'
import { checkSharing } from './sharing.js'
import type { Reader } from '../read/reader.js'
import type { Draft } from '../shape/scheme.js'

/** What can only be seen over the whole scheme: each finding goes to the reader's problems. */
export function checkWhole(reader: Reader, scheme: Scheme): void {
  const { draft } = reader
  checkClauses(reader, draft)
  checkIds(reader, draft)
  checkCharged(reader, scheme)
  checkExclusions(reader, scheme)
  const parts = [...partsWithPath(scheme.total, ['total'])]
  const deductions = parts.flatMap(([part, path]) =>
    part.kind === 'deduction' ? [[part, path] as const] : [],
  )
  checkSharing(reader, scheme, deductions)
  if (reader.complete) {
    checkReached(reader, scheme)
    checkRulesHaveEffect(reader, draft, scheme)
    checkGrades(reader, scheme)
  }
  checkResults(reader, scheme)
  checkCounting(reader, scheme)
  checkKinds(reader, scheme)
  checkSense(reader, scheme)
}

const lists = [
  ['roles', 'role'],
  ['tiers', 'tier'],
  ['scales', 'scale'],
  ['procedures', 'procedure'],
  ['rules', 'rule'],
  ['quotas', 'quota'],
  ['grades', 'grade'],
  ['bars', 'bar'],
  ['choices', 'choice'],
  ['consequences', 'consequence'],
  ['units', 'unit'],
  ['traits', 'trait'],
  ['counters', 'counter'],
  ['targets', 'target'],
  ['clocks', 'clock'],
  ['results', 'result'],
  ['states', 'state'],
] as const

const withoutSentences: ReadonlySet<string> = new Set(['roles', 'procedures', 'units', 'traits'])

/** Ids are unique; those that own sentences across all lists, since `$id.name` must mean one thing. */
function checkIds(reader: Reader, draft: Draft): void {
  const owners = new Map<string, string>()
  for (const [section, kind] of lists) {
    const own = withoutSentences.has(section) ? new Map<string, string>() : owners
    for (const [index, one] of draft[section].entries()) {
      const id: unknown = Reflect.get(one, kind)
      if (typeof id !== 'string') continue
      if (own.has(id)) {
        const message = `标识 ${id} 已经用在 ${own.get(id) ?? ''} 里，请换一个`
        reader.problem([section, index, kind], 'duplicate-id', message)
      }
      own.set(id, section)
    }
  }
  const walk = (
    part: Draft['total'] | Draft['total']['parts'][number],
    path: DocumentPath,
  ): void => {
    if (owners.has(part.part)) {
      const message = `标识 ${part.part} 已经用在 ${owners.get(part.part) ?? ''} 里，请换一个`
      reader.problem([...path, 'part'], 'duplicate-id', message)
    }
    owners.set(part.part, 'total')
    for (const [index, { limit }] of ('limits' in part ? part.limits : []).entries()) {
      if (owners.has(limit)) {
        const message = `标识 ${limit} 已经用在 ${owners.get(limit) ?? ''} 里，请换一个`
        reader.problem([...path, 'limits', index, 'limit'], 'duplicate-id', message)
      }
      owners.set(limit, 'total')
    }
    for (const [index, { task }] of ('tasks' in part ? part.tasks : []).entries()) {
      if (owners.has(task)) {
        const message = `标识 ${task} 已经用在 ${owners.get(task) ?? ''} 里，请换一个`
        reader.problem([...path, 'tasks', index, 'task'], 'duplicate-id', message)
      }
      owners.set(task, 'total')
    }
    if (part.kind !== 'sum') return
    for (const [index, child] of part.parts.entries()) walk(child, [...path, 'parts', index])
  }
  walk(draft.total, ['total'])
}

/** A part, a path into the draft's tree, and all below. */
function* partsWithPath(part: Part, path: DocumentPath): Generator<[Part, DocumentPath]> {
  yield [part, path]
  if (part.kind !== 'sum') return
  for (const [index, child] of part.children.entries()) {
    yield* partsWithPath(child, [...path, 'parts', index])
  }
}

/** Every part that a rule may charge, by whatever answer. */
function partsCharged(rule: Rule): string[] {
  const all = [rule.part.value, ...Object.values(rule.part.byAnswer ?? {})]
  return [...new Set(all.flatMap((part) => part ?? []))]
}

/** Only deduction parts take rules, and what others no longer hold. */
function checkCharged(reader: Reader, scheme: Scheme): void {
  const parts = [...partsWithPath(scheme.total, ['total'])]
  const byId = new Map(parts.map(([one]) => [one.id, one]))
  const kindOf = (id: string) => byId.get(id)
  for (const [index, rule] of scheme.rules.entries()) {
    for (const id of partsCharged(rule)) {
      const part = kindOf(id)
      if (part === undefined || part.kind === 'deduction') continue
      const message = `“${part.name}”不是减分部分，规则不能计到这里`
      reader.problem(['rules', index, 'part'], 'part-takes-no-rules', message)
    }
  }
  for (const [part, path] of parts) {
    if (part.kind !== 'deduction') continue
    for (const key of ['overflow', 'afterLost'] as const) {
      for (const id of [part[key].value, ...Object.values(part[key].byAnswer ?? {})]) {
        const target = kindOf(id)
        const at = [...path, key === 'overflow' ? key : 'after-lost']
        if (target?.kind === 'deduction' && id !== part.id) {
          const floors = [target.floor.value, ...Object.values(target.floor.byAnswer ?? {})]
          if (floors.every((floor) => floor === null)) continue
          const message = `“${target.name}”有下限，转去的分会留在下限以下；请把它写成 at-least: none`
          reader.problem(at, 'overflow-into-floor', message)
        } else if (target !== undefined) {
          const message = `多出的分要转到另一个减分部分，“${target.name}”不是`
          reader.problem(at, 'bad-overflow', message)
        }
      }
    }
    const scales = [part.scale.value, ...Object.values(part.scale.byAnswer ?? {})]
    if (!part.start.isZero() || !scales.includes('normalised')) continue
    const message = '从零分起的部分不能折成百分（normalised），请写 start 或换一种折算'
    reader.problem([...path, 'scale'], 'normalised-from-nothing', message)
  }
}

/** Lines that exclude each other are in one group only and charge the same parts. */
function checkExclusions(reader: Reader, scheme: Scheme): void {
  const groups = new Map<string, string>()
  for (const [index, rule] of scheme.rules.entries()) {
    if (rule.excludes === null) continue
    const members = [rule.id, ...rule.excludes.rules]
    for (const id of members) {
      const other = scheme.rules.find((one) => one.id === id)
      if (other !== undefined && !sameParts(other, rule)) {
        const message = `“${other.name}”与“${rule.name}”不在同一部分，不能互斥`
        reader.problem(['rules', index, 'once'], 'excludes-other-part', message)
      }
    }
    const twice = members.find((id) => groups.has(id))
    if (twice !== undefined) {
      const message = `规则 ${twice} 已经写在 ${groups.get(twice) ?? ''} 的 once 里；几条互斥的只写一处，合到那里，这里删去`
      reader.problem(['rules', index, 'once'], 'excluded-twice', message)
    }
    for (const id of members) groups.set(id, rule.id)
    checkCompared(reader, scheme, members, index)
  }
}

/** Lines by person are compared person by person, never with a line that is charged once. */
function checkCompared(
  reader: Reader,
  scheme: Scheme,
  members: readonly string[],
  index: number,
): void {
  const compared = scheme.rules.filter((one) => members.includes(one.id))
  if (new Set(compared.map((one) => one.per.value === 'person-time')).size < 2) return
  const message =
    '互斥的几条有的按人次（person-time）、有的不按：按人次的每人各比各的，两种之间不互斥；要互斥就写成一样，不记名的人次写 per: quantity'
  reader.warning(['rules', index, 'once'], 'excludes-mixed', message)
}

function sameParts(a: Rule, b: Rule): boolean {
  return partsCharged(a).some((part) => partsCharged(b).includes(part))
}

/** What is declared must be used. */
function checkReached(reader: Reader, scheme: Scheme): void {
  const charged = new Set(scheme.rules.flatMap(partsCharged))
  for (const [part, path] of partsWithPath(scheme.total, ['total'])) {
    if (part.kind !== 'deduction' || charged.has(part.id)) continue
    const message = `没有哪条规则计到“${part.name}”，这一部分永远是满分`
    reader.problem(path, 'unreached-part', message)
  }
  const must: [NamedKind, keyof Draft, string[]][] = [
    ['scale', 'scales', reader.draft.scales.map((one) => one.scale)],
    ['procedure', 'procedures', scheme.procedures.map((one) => one.id)],
    ['quota', 'quotas', scheme.quotas.map((one) => one.id)],
    ['counter', 'counters', reader.draft.counters.map((one) => one.counter)],
    ['clock', 'clocks', scheme.clocks.map((one) => one.id)],
    ['result', 'results', scheme.results.map((one) => one.id)],
    ['trait', 'traits', scheme.traits.map((one) => one.id)],
  ]
  for (const [kind, section, ids] of must) {
    const idle = [...ids.entries()].filter(([, id]) => !reader.isUsed(kind, id))
    if (idle.length <= reader.unknownOf(kind)) continue
    for (const [index, id] of idle) {
      reader.problem([section, index, kind], 'unused-entry', `${id} 没有用到：请引用它，或删去`)
    }
  }
}

/** Vetoes, bars and recorded rules exist for a bar that looks at them. */
function checkRulesHaveEffect(reader: Reader, draft: Draft, scheme: Scheme): void {
  const counters = scheme.counters.flatMap(({ rules }) => [
    ...rules.value,
    ...Object.values(rules.byAnswer ?? {}).flat(),
  ])
  const timed = scheme.rules.flatMap(({ derived }) => (derived?.kind === 'clock' ? derived.of : []))
  const counted = new Set([...counters, ...timed, ...rulesWatched(scheme)])
  const idle = [...draft.rules.entries()].filter(
    ([, rule]) => rule.kind !== 'points' && !counted.has(rule.rule),
  )
  if (idle.length <= reader.unknownOf('rule')) return
  for (const [index, rule] of idle) {
    const message = `“${rule.name}”不计分，也没有哪条限制（bars）、计数或时限看它，记了等于没记`
    reader.problem(['rules', index, 'rule'], 'rule-without-effect', message)
  }
}

/** Rules that some condition looks at. */
function rulesWatched(scheme: Scheme): string[] {
  return conditionsOf(scheme).flatMap(rulesIn)
}

/** Exactly one grade for everybody else; bands are all grades or none is; a grade by quota has its own quota. */
function checkGrades(reader: Reader, scheme: Scheme): void {
  if (scheme.grades.length === 0) return
  const rest = scheme.grades.filter((grade) => grade.by.kind === 'otherwise')
  if (rest.length !== 1) {
    const message = `when: otherwise 的等次要正好一个，这里有 ${rest.length} 个`
    reader.problem(['grades'], 'otherwise-grade', message)
  }
  for (const [index, scale] of scheme.scales.entries()) {
    if (!scale.bands.some((band) => scheme.grades.some((grade) => grade.id === band.id))) continue
    for (const [place, band] of scale.bands.entries()) {
      if (scheme.grades.some((grade) => grade.id === band.id)) continue
      const message = `分档 ${band.id} 不是等次，请与 grades 里的标识一致`
      reader.problem(['scales', index, 'levels', place, 'level'], 'band-without-grade', message)
    }
  }
}
