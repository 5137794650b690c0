import type { Month } from '../../base/day.js'
import { isMonth } from './months.js'

/** The key of a digest card: `2025-09.office`. */
export function digestKey(month: Month, unit: string): string {
  return `${month}.${unit}`
}

/** Month and unit of a digest card's key; null when it is none. */
export function parseDigestKey(key: string): { month: Month; unit: string } | null {
  const [month = '', ...unit] = key.split('.')
  const named = unit.join('.')
  return isMonth(month) && named !== '' ? { month, unit: named } : null
}
