import { action } from '../access.js'

/** Who records, hears and reads facts besides those whom the procedures of the schemes name. */
export const hearFacts = action('fact.hear', '处理异议', ['assessment-office', 'bureau'])

export const readFacts = action(
  'fact.read',
  '查看加减分事项',
  ['everybody', 'self'],
  ['unit-head', 'own-unit'],
  ['leader-in-charge', 'in-charge'],
  ['principal-leader', 'bureau'],
  ['assessment-office', 'bureau'],
)
