import type { Line } from './statement.js'

/** What most lines do not have. */
export const bareLine = {
  clause: null,
  says: null,
  scale: null,
  pointsMax: null,
  closed: true,
  missing: false,
  floored: false,
  exhausted: false,
  lost: null,
  noCase: false,
  scoredBy: [],
  choices: {},
  fact: null,
  count: null,
  notCounted: [],
  warnings: [],
  lines: [],
} as const satisfies Omit<Line, 'id' | 'kind' | 'name' | 'operation' | 'own' | 'points'>
