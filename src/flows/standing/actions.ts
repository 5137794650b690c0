import { action } from '../access.js'

/** Everybody reads the own score; heads and their leaders that of the unit. */
export const readStanding = action(
  'standing.read',
  '查看得分',
  ['everybody', 'self'],
  ['unit-head', 'own-unit'],
  ['leader-in-charge', 'in-charge'],
  ['principal-leader', 'bureau'],
  ['assessment-office', 'bureau'],
)
