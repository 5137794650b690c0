import type { Form } from '../../scheme/model/forms.js'
import type { ScoringFact } from '../../scoring/input.js'
import { factsOf } from '../../forms/facts.js'
import type { Situation } from '../context.js'
import { factsSlice } from '../fact/facts.js'
import { scoringFacts } from '../fact/scored.js'
import type { Running } from '../running.js'

/** The facts of a cycle that have a sheet of a form each. */
export function formFacts(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  form: Form,
): ScoringFact[] {
  const kinds = new Set(
    cycle.scheme.rules.filter(({ id }) => form.rules.includes(id)).flatMap(({ counts }) => counts),
  )
  const recorded = [...collected.of(factsSlice).byId.values()].filter(({ body }) =>
    kinds.has(body.kind),
  )
  return factsOf(form, scoringFacts(bureau, cycle, recorded))
}
