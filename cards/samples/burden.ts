import { day, momentOf } from '../../src/base/day.js'
import type { BurdenView } from '../../src/flows/burden/flow.js'
import type { View } from '../views.js'

const kinds = [
  ...['report.answer', 'vote.hand-in', 'leave.decide', 'report.sign', 'report.review'],
  ...['period.rate', 'fact.step', 'attendance.table', 'info.decide', 'report.read', 'leave.back'],
]

const burden: BurdenView = {
  kind: 'burden',
  year: '2025',
  goal: { reports: 12, ballots: 1 },
  burden: {
    at: momentOf(day('2025-10-09'), '06:40'),
    groups: [
      {
        ...{ who: 'ordinary', people: 46, over: 2 },
        answers: { median: 10, max: 15, total: 452 },
        own: { median: 3, max: 11, total: 160 },
        cards: { median: 14, max: 26, total: 660 },
      },
      {
        ...{ who: 'others', people: 16, over: 12 },
        answers: { median: 61, max: 204, total: 1312 },
        own: { median: 9, max: 88, total: 371 },
        cards: { median: 75, max: 230, total: 1604 },
      },
    ],
    bars: [
      { from: 0, to: 2, people: 1 },
      { from: 3, to: 5, people: 2 },
      { from: 6, to: 8, people: 4 },
      { from: 9, to: 11, people: 33 },
      { from: 12, to: 14, people: 4 },
      { from: 15, to: 17, people: 2 },
      { from: 18, to: 20, people: 0 },
      { from: 21, to: null, people: 0 },
    ],
    kinds: kinds.map((kind, index) => ({
      kind,
      ...{ people: 58 - index * 5, total: 540 - index * 48, median: 10 - (index % 9) },
      max: 15 + index,
    })),
  },
}

/** What a year asks of people, and before it was counted. */
export const burdenSamples: { name: string; view: View }[] = [
  { name: 'burden', view: burden },
  { name: 'burden-none', view: { ...burden, burden: null } },
]
