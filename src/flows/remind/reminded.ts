import type { Day } from '../../base/day.js'
import type { Ask } from '../asks.js'
import { slice } from '../collected.js'
import type { Situation } from '../context.js'
import { asksReminded } from './entries.js'

/** What was reminded of on the last day on which anything was. */
export interface Reminded {
  day: Day | null
  asks: Set<string>
}

export const remindedSlice = slice<Reminded>('reminded', () => ({ day: null, asks: new Set() }), {
  [asksReminded.kind]: (state, entry) => {
    if (state.day !== entry.day) {
      state.day = entry.day
      state.asks = new Set()
    }
    const { kind, asks } = asksReminded.body(entry)
    for (const ask of asks) state.asks.add(nameOf({ ...ask, kind }))
  },
})

/** Whether who owes it was reminded of it today. */
export function isRemindedToday({ collected, today }: Situation, ask: Ask): boolean {
  const { day, asks } = collected.of(remindedSlice)
  return day === today && asks.has(nameOf(ask))
}

function nameOf({ kind, about, who }: Pick<Ask, 'kind' | 'about' | 'who'>): string {
  return `${kind} ${about} ${who}`
}
