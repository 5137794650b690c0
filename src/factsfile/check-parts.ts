import type { DocumentPath } from '../base/document.js'
import { hasPart, isForAll } from '../scheme/model/for-whom.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import { ratingsWritten } from './ballots.js'
import type { Known } from './known.js'
import type { FactsFile } from './shape.js'

type WrittenFact = FactsFile['facts'][number]

/** Checks that whom something is about has the part that it counts in: else it would silently not count. */
export function checkParts(known: Known): void {
  if (isForAll(known.scheme.total)) return
  const { facts } = known
  for (const [index, fact] of facts.facts.entries()) {
    const rule = ruleOfKind(known.scheme, fact.rule)
    const part = rule?.part.value ?? null
    if (rule === null || part === null) continue
    if (rule.charges.every(({ to }) => to.value === 'branch')) continue
    for (const id of ownersOf(known, fact)) checkHas(known, part, id, ['facts', index, 'rule'])
  }
  for (const { row, at } of ratingsWritten(facts)) checkHas(known, row.part, row.assessee, at.part)
  for (const key of ['tallies', 'entered', 'tasks', 'period-grades'] as const) {
    for (const [index, { part, assessee }] of facts[key].entries()) {
      checkHas(known, part, assessee, [key, index, 'part'])
    }
  }
}

/** Whom a fact as written is about, of those who are assessed. */
function ownersOf({ scheme, members }: Known, fact: WrittenFact): string[] {
  const together = (fact.joint ?? []).map(({ who }) => who)
  if (scheme.assessee === 'person') return [...fact.persons, ...together]
  if (together.length > 0) return together
  if (fact.unit !== undefined) return [fact.unit]
  return fact.persons.flatMap((id) => members.get(id)?.unit ?? [])
}

function checkHas(known: Known, id: string, assessee: string, path: DocumentPath): void {
  const { scheme, parts, report } = known
  const part = parts.get(id)
  const whom = known.assessees.get(assessee)
  if (part === undefined || whom === undefined || hasPart(scheme.total, id, whom)) return
  const message = `“${whom.name}”没有“${part.name}”这一项，写在这里不会计入；请核对对象，或改用它自己的那一项`
  report(path, { code: 'not-for', message })
}
