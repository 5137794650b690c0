import { addDays, addMonths, type Day, day } from '../../src/base/day.js'
import { isWorked, nextWorked, workedAfter, workedBefore } from './days.js'
import type { Kinds } from './forms.js'
import type { Letters } from './letters.js'
import type { Meets } from './meetings.js'
import type { Owes } from './owed.js'
import { fifthAfter, type Register, type Reports } from './works.js'

/** How a bureau does things, as its work rules have it, written down by hand. */
export interface Customs extends Owes {
  register: Register
  letters: Letters | null
  reports: Reports
  meets: Meets
  forms: Kinds
}

/** The heads of the city's units. */
const cityHeads: Readonly<Record<string, string>> = { plans: 'li', labs: 'gao', politics: 'zhou' }
const cityUnits: Readonly<Record<string, string>> = {
  ...{ li: 'plans', zhang: 'plans', wang: 'plans', sun: 'plans' },
  ...{ gao: 'labs', qian: 'labs', lu: 'labs', zhou: 'politics', dong: 'politics' },
}
const districtHeads: Readonly<Record<string, string>> = {
  ...{ streets: 'fang', parks: 'pan', archives: 'peng' },
}

const headOf = (unit: string): string => cityHeads[unit] ?? ''
const leads = (unit: string): string => (unit === 'labs' ? 'zheng' : 'chen')

/** Whether a cycle runs in which facts of the day count: there is none of the next year yet. */
export function isCounted(today: Day): boolean {
  return today <= '2025-12-31'
}

export const cityCustoms: Customs = {
  register: {
    kind: 'assignment',
    units: ['plans', 'labs'],
    registers: () => 'zhou',
    confirms: headOf,
    due: (received) => workedAfter(received, 5),
    facts: { late: 'instruction-late', undone: 'instruction-undone' },
    proof: true,
  },
  letters: {
    ...{ kind: 'letter', units: ['plans', 'labs'], registers: 'zhou', days: 30, most: 60 },
    decides: leads,
  },
  reports: { head: headOf, signs: leads, due: fifthAfter },
  posts: {
    wants: () => true,
    tellBy: workedBefore,
    appoints: (who) => {
      const unit = cityUnits[who] ?? ''
      if (unit === '') return 'wu'
      return cityHeads[unit] === who ? leads(unit) : headOf(unit)
    },
  },
  meets: {
    callers: ['wu', 'li', 'gao', 'chen'],
    becomes: { absent: 'absent', late: 'late', substituted: 'absent' },
    occasion: 'meeting',
    reports: { of: 'named', within: 1 },
    reader: (who) => leads(cityUnits[who] ?? ''),
    office: 'dong',
    counts: isCounted,
  },
  forms: {
    kinds: ['personal', 'sick', 'annual'].map((kind) => ({
      ...{ kind, halves: true, counts: 'worked' as const, most: null },
    })),
  },
}

export const districtCustoms: Customs = {
  register: {
    kind: 'reply',
    units: ['streets', 'parks', 'archives'],
    registers: (unit) => districtHeads[unit] ?? '',
    confirms: () => 'lin',
    due: (received) => {
      // The day of receipt counts; an end on a day off moves.
      const last = addDays(received, 9)
      return isWorked(last) ? last : nextWorked(last)
    },
    facts: { late: 'reply-late', undone: null },
    proof: false,
  },
  letters: null,
  reports: {
    head: (unit) => districtHeads[unit] ?? '',
    signs: () => 'hu',
    // Before the fourth, which does not count, and not moved.
    due: (month) => day(`${addMonths(month, 1)}-03`),
  },
  posts: {
    wants: (kind) => kind === 'trip',
    tellBy: (from) => addDays(from, -2),
    // Nobody names for themselves.
    appoints: (who) => (who === 'lin' ? 'hu' : 'lin'),
  },
  meets: {
    callers: ['hu', 'fang', 'pan', 'peng'],
    becomes: { absent: 'missed', late: null, substituted: null },
    occasion: 'gathering',
    reports: { of: 'each', within: 2 },
    reader: (who) => {
      const unit = { fang: 'streets', ren: 'streets', tao: 'streets', pan: 'parks', ge: 'parks' }
      return districtHeads[unit[who as keyof typeof unit] ?? 'archives'] ?? ''
    },
    office: 'wei',
    counts: isCounted,
  },
  forms: {
    kinds: [
      { kind: 'annual', halves: false, counts: 'worked', most: 10 },
      { kind: 'private', halves: false, counts: 'calendar', most: 5 },
    ],
  },
}
