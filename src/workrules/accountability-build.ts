import { wholeNumber, yesOrNo } from '../scheme/language/words.js'
import type { AccountabilityRules } from './accountability-model.js'
import { citedAt } from './build-chains.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

/** What the rules say of being held to account. */
export function buildAccountability(
  draft: NonNullable<Draft['accountability']>,
  at: WorkPlace,
): AccountabilityRules {
  const { reader } = at
  const by = at.below('by')
  const statement = at.inside('statement', 'statement')
  const review = at.below('review')
  const days = wholeNumber(reader, [...statement.path, 'within'])
  const months = wholeNumber(reader, [...at.path, 'erased-after'])
  return {
    clause: draft.clause,
    says: reader.sentence('accountability', [...at.path, 'says'], draft.says),
    situations: draft.situations.map((one, index) =>
      citedAt(one.situation, one, at.inside(one.situation, 'situations', index)),
    ),
    forms: draft.forms.map((one, index) => ({
      ...citedAt(one.form, one, at.inside(one.form, 'forms', index)),
      fact: one.fact ?? null,
    })),
    opens: by.knownAll('role', 'opens', draft.by.opens),
    decides: by.knownAll('role', 'decides', draft.by.decides),
    reviews: by.knownAll('role', 'reviews', draft.by.reviews),
    statement: {
      clause: draft.statement.clause,
      says: reader.sentence('statement', [...statement.path, 'says'], draft.statement.says),
      within: statement.set('within', draft.statement.within, days, 0),
    },
    review: {
      limit: review.known('limit', 'limit', draft.review.limit) ?? '',
      answer: review.known('limit', 'answer', draft.review.answer) ?? '',
      suspends: review.set('suspends', draft.review.suspends, yesOrNo, false),
    },
    erasedAfter: at.set('erased-after', draft['erased-after'], months, 0),
  }
}
