import type { Situation } from '../context.js'
import { type Running, yearOf } from '../running.js'

/**
 * The cycle whose results the office speaks of: while last year's is not closed that one, though this year's runs beside
 * it; undefined where none runs.
 */
export function cycleInQuestion({
  bureau,
  today,
}: Pick<Situation, 'bureau' | 'today'>): Running | undefined {
  const over = bureau.cycles.filter((cycle) => yearOf(cycle).to < today)
  return over[0] ?? bureau.cycles[0]
}
