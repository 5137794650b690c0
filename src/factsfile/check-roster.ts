import type { DocumentPath } from '../base/document.js'
import { checkOnce, checkSpan, listed, orNone, type Known } from './known.js'
import type { FactsFile } from './shape.js'

type Person = FactsFile['roster']['people'][number]
type Unit = FactsFile['roster']['units'][number]

/** Checks units and people: nobody twice, all that they name exists, no span turned round. */
export function checkRoster(known: Known): void {
  const { scheme, facts, report } = known
  const { units, people } = facts.roster
  checkOnce(report, ['roster', 'units'], units)
  checkOnce(report, ['roster', 'people'], people)
  if (scheme.assessee === 'person' && people.length === 0) {
    const message = '至少要有一名考核对象：在 roster 的 people 里写'
    report(['roster'], { code: 'nobody-assessed', message })
  }
  for (const [index, unit] of units.entries()) checkUnit(known, unit, ['roster', 'units', index])
  for (const [index, one] of people.entries()) checkPerson(known, one, ['roster', 'people', index])
}

function checkUnit(known: Known, unit: Unit, path: DocumentPath): void {
  const { scheme, units, report } = known
  checkTraits(known, unit.traits, path)
  for (const [index, head] of unit.heads.entries()) {
    if (typeof head !== 'string') checkSpan(report, [...path, 'heads', index], head)
  }
  if (scheme.assessee === 'person') return
  if (scheme.units.length > 0 && !scheme.units.some((one) => one.id === unit.id)) {
    const message = `考核办法的单位表里没有“${unit.id}”，可用的有：${listed(scheme.units)}`
    report([...path, 'id'], { code: 'unit-not-listed', message })
  }
  checkTier(known, unit.tier, path)
  if (unit.group !== undefined && !units.has(unit.group)) {
    const message = `没有扎口单位“${unit.group}”，请写名册或单位表里的编号`
    report([...path, 'group'], { code: 'unknown-unit', message })
  }
}

function checkPerson(known: Known, person: Person, path: DocumentPath): void {
  const { scheme, units, report } = known
  checkTraits(known, person.traits, path)
  checkSpan(report, path, person)
  if (scheme.assessee === 'person' && person.tier === undefined) {
    const message = `“${person.id}”缺少“tier”，请补上这个人的层次，可用的有：${listed(scheme.tiers)}`
    report(path, { code: 'missing-key', message })
  }
  checkTier(known, person.tier, path)
  if (person.unit !== undefined && !units.has(person.unit)) {
    const message = `roster.units 里没有处室“${person.unit}”，请先写上这个处室，或改正编号`
    report([...path, 'unit'], { code: 'unknown-unit', message })
  }
  for (const [index, held] of person.roles.entries()) {
    const at = [...path, 'roles', index]
    const { role, unit, ...span } = typeof held === 'string' ? { role: held } : { ...held }
    checkSpan(report, at, span)
    if (!scheme.roles.some((one) => one.id === role)) {
      const message = `考核办法里没有角色“${role}”，可用的有：${listed(scheme.roles)}`
      const place = typeof held === 'string' ? at : [...at, 'role']
      report(place, { code: 'unknown-role', message })
    }
    if (unit === undefined || units.has(unit)) continue
    const message = `roster.units 里没有处室“${unit}”，请先写上这个处室，或改正编号`
    report([...at, 'unit'], { code: 'unknown-unit', message })
  }
}

function checkTier({ scheme, report }: Known, tier: string | undefined, path: DocumentPath): void {
  if (tier === undefined || scheme.tiers.some((one) => one.id === tier)) return
  const message = `没有层次“${tier}”，可用的有：${listed(scheme.tiers)}`
  report([...path, 'tier'], { code: 'unknown-tier', message })
}

function checkTraits(
  { scheme, report }: Known,
  traits: readonly string[] | undefined,
  path: DocumentPath,
): void {
  for (const [at, trait] of (traits ?? []).entries()) {
    if (scheme.traits.some((one) => one.id === trait)) continue
    const message = `考核办法里没有条件“${trait}”，可用的有：${orNone(listed(scheme.traits))}`
    report([...path, 'traits', at], { code: 'unknown-trait', message })
  }
}
