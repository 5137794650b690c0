import { action } from '../access.js'

/** Who reads somebody's figures, or a unit's, may have them as the form that is signed. */
export const exportForm = action(
  'form.export',
  '导出这张表',
  ['everybody', 'self'],
  ['unit-head', 'own-unit'],
  ['leader-in-charge', 'in-charge'],
  ['principal-leader', 'bureau'],
  ['assessment-office', 'bureau'],
)
export const exportAll = action('form.export-all', '导出全体的表', ['assessment-office', 'bureau'])
