import type { DocumentPath } from '../../base/document.js'
import type { Scheme } from '../model/scheme.js'
import type { DeductionPart } from '../model/parts.js'
import type { Rule } from '../model/rules.js'
import type { Setting } from '../model/words.js'
import type { Reader } from '../read/reader.js'

/** Words of joint matters and of limits that do not go together, or have no effect. */
export function checkSharing(
  reader: Reader,
  scheme: Scheme,
  parts: readonly (readonly [DeductionPart, DocumentPath])[],
): void {
  for (const [part, path] of parts) {
    checkLimits(reader, scheme, part, path)
    checkCompared(reader, part, path)
  }
  for (const [index, rule] of scheme.rules.entries()) {
    checkCharges(reader, scheme, rule, ['rules', index])
    const own = parts.find(([part]) => valuesOf(rule.part).includes(part.id))?.[0]
    const how = valuesOf(rule.jointly ?? own?.jointly)
    if (!how.includes('by-role') || own === undefined || own.jointRoles.length > 0) continue
    const message = `按作用分（by-role）要在“${own.name}”里写 roles：每种作用得几分之几`
    reader.problem(['rules', index], 'no-joint-roles', message)
  }
}

function valuesOf<T>(setting: Setting<T> | null | undefined): T[] {
  if (setting === null || setting === undefined) return []
  return [setting.value, ...Object.values(setting.byAnswer ?? {})]
}

function checkLimits(
  reader: Reader,
  scheme: Scheme,
  part: DeductionPart,
  path: DocumentPath,
): void {
  const limited = new Map<string, string>()
  for (const [index, limit] of part.limits.entries()) {
    const at = [...path, 'limits', index, 'rules']
    for (const id of new Set(valuesOf(limit.rules).flat())) {
      const rule = scheme.rules.find((one) => one.id === id)
      const before = limited.get(id)
      limited.set(id, limit.id)
      if (before !== undefined) {
        const message = `规则 ${id} 已经受 ${before} 限制，一条规则只能在一个 limits 里`
        reader.problem(at, 'limited-twice', message)
      }
      if (rule === undefined) continue
      if (!valuesOf(rule.part).includes(part.id)) {
        const message = `“${rule.name}”不计在“${part.name}”里，这里限制不到它`
        reader.problem(at, 'limits-other-part', message)
      }
      if (valuesOf(rule.exhausts).includes(false)) {
        const message = `“${rule.name}”写了 exhausts: no，不能再放进 limits`
        reader.problem(at, 'limit-unstopped', message)
      }
    }
  }
}

/** Where one rule of a whole matter charges alone, its figure is compared whole, and limits have no place. */
function checkCompared(reader: Reader, part: DeductionPart, path: DocumentPath): void {
  if (!valuesOf(part.sameMatterAmong).includes('rule')) return
  if (part.limits.length === 0 && !valuesOf(part.compares).includes('whole')) return
  const message = 'once 写 among: rule（整件事取最高）时，不能写 limits 和 compares: whole'
  reader.problem([...path, 'once'], 'among-rule', message)
}

function checkCharges(reader: Reader, scheme: Scheme, rule: Rule, path: DocumentPath): void {
  for (const [index, charge] of rule.charges.entries()) {
    const at = [...path, 'charges', index]
    if (scheme.assessee === 'person' && valuesOf(charge.to).includes('branch')) {
      const message = 'branch（支部所有科室）只用于考部门的办法'
      reader.problem([...at, 'to'], 'branch-of-persons', message)
    }
    const persons = valuesOf(charge.to).filter((to) => to !== 'unit' && to !== 'branch')
    if (scheme.assessee === 'unit' && persons.length > 0) {
      const message = `考核对象是部门，计给 ${persons[0]} 的分谁也得不到：请写 to: unit，事实里写的人会计到他的部门`
      reader.problem([...at, 'to'], 'charge-reaches-nobody', message)
    }
    if (rule.against === null) continue
    for (const amount of valuesOf(charge.amount)) {
      if (amount.kind === 'figure') continue
      const message =
        '对照 against 的，points 写 $名称（好的加、差的减）、-$名称（只减差的）或 +$名称（只加好的）'
      reader.problem([...at, 'points'], 'against-sign', message)
    }
  }
}
