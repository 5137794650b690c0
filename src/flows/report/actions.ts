import { action } from '../access.js'

/** Who answers, reads and signs monthly reports. */
export const answerReport = action('report.answer', '填写月报', ['everybody', 'self'])

export const readDigest = action(
  'digest.read',
  '查看处室月报',
  ['unit-head', 'own-unit'],
  ['leader-in-charge', 'in-charge'],
  ['assessment-office', 'bureau'],
)

export const signDigests = action('digest.sign', '签报处室月报', ['unit-head', 'own-unit'])

/** Who sees what came when, beside who files it by the work rules. */
export const fileReports = action('reports.file', '查看月报报送情况', [
  'assessment-office',
  'bureau',
])
