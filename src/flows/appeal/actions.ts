import { action } from '../access.js'

/** Each about the own result. */
export const makeAppeal = action('appeal.make', '申请复核', ['everybody', 'self'])

/** About a unit's result: who heads it. */
export const makeUnitAppeal = action('appeal.make-unit', '为处室申请复核', [
  'unit-head',
  'own-unit',
])

/** Who decides on it; a scheme may name who decides on a further one. */
export const answerAppeal = action('appeal.answer', '答复复核', ['assessment-office', 'bureau'])
