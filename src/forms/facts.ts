import type { Form } from '../scheme/model/forms.js'
import type { ScoringFact, ScoringInput } from '../scoring/input.js'
import type { FormFact } from './source.js'

/** Names that a fact's sheet says, and what people wrote. */
export interface FactWords {
  /** Name of a person or unit. */
  nameOf(id: string): string
  /** What its recorder wrote. */
  textOf(fact: ScoringFact): string
  evidenceOf(fact: ScoringFact): string
  approvedOf(fact: ScoringFact): string
}

/** A fact as its sheet says it; its points once it is effective. */
export function factSubject(
  { scheme }: Pick<ScoringInput, 'scheme'>,
  fact: ScoringFact,
  words: FactWords,
): FormFact & { id: string } {
  const units = [...(fact.unit === undefined ? [] : [fact.unit])]
  const [points = null] = Object.values(fact.points ?? {})
  return {
    id: fact.id,
    rule: scheme.rules.find(({ id }) => id === fact.rule)?.name ?? fact.rule,
    day: fact.day,
    who: [...fact.persons, ...units].map(words.nameOf).join('、'),
    unit: units.map(words.nameOf).join('、'),
    text: words.textOf(fact),
    evidence: words.evidenceOf(fact),
    points: fact.state === 'effective' ? points : null,
    approved: words.approvedOf(fact),
  }
}

/** The facts that have a sheet of a form each, in the order of their days; what was taken back has none. */
export function factsOf(form: Form, facts: readonly ScoringFact[]): ScoringFact[] {
  return facts
    .filter(
      ({ rule, state }) =>
        form.rules.includes(rule) && state !== 'withdrawn' && state !== 'reversed',
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))
}
