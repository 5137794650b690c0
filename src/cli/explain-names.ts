import type { Scheme } from '../scheme/model/scheme.js'
import { officeName } from '../scheme/show/frame.js'
import type { FactsFile } from '../factsfile/shape.js'
import type { Line, Statement } from '../scoring/statement.js'

/** Names and references as the text of a statement uses them. */
export interface Names {
  scheme: Scheme
  /** Whose statement it is. */
  self: string
  /** A person's name, the id where the roster has none. */
  person(id: string): string
  unit(id: string): string
  /** How a fact is referred to: a recorded one by its id, a computed one by its rule and day. */
  fact(id: string): string
  /** `〔选择3〕`, numbered as `kaohe show` does. */
  choices(answers: Readonly<Record<string, string>>): string
}

/** The names of a facts file and of the facts in one statement. */
export function namesOf(scheme: Scheme, facts: FactsFile, statement: Statement): Names {
  const people = new Map(facts.roster.people.map((one) => [one.id, one.name ?? one.id]))
  const units = new Map(facts.roster.units.map((one) => [one.id, one.name]))
  const computed = new Map(computedOf(statement))
  return {
    scheme,
    self: statement.assessee,
    person: (id) => people.get(id) ?? id,
    unit: (id) => units.get(id) ?? officeName(scheme, id),
    fact: (id) => computed.get(id) ?? id,
    choices: (answers) => {
      const numbers = scheme.choices.flatMap((one, index) => (one.id in answers ? [index + 1] : []))
      return numbers.length === 0 ? '' : `〔选择${numbers.join('、')}〕`
    },
  }
}

/** Computed facts of a statement with the text that stands for their ids. */
function computedOf(statement: Statement): [string, string][] {
  const inLine = (line: Line): Line['fact'][] => [
    line.fact,
    ...line.notCounted.map((one) => one.fact),
    ...line.lines.flatMap(inLine),
  ]
  return [...inLine(statement.root), ...statement.recorded].flatMap((fact): [string, string][] =>
    fact?.derived == null ? [] : [[fact.id, `${fact.ruleName} ${fact.day}`]],
  )
}
