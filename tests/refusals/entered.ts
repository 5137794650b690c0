import { day } from '../../src/base/day.js'
import { enteredFiled, enteredGiven } from '../../src/flows/entered/entries.js'
import { entered } from './schemes.js'
import {
  about,
  after,
  both,
  by,
  carried,
  on,
  seen,
  type Situation,
  typed,
  without,
} from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Scores that are entered as one figure. */

const cycle = (world: World): string => world.cycle(entered.id)
const part = 'performance'

function press(
  who: string,
  at: readonly [string, string],
  verb: string,
  args: readonly string[],
  values: Record<string, string> = {},
): Situation {
  return { who, at, after: [], does: { press: verb, args: [cycle, part, ...args], values } }
}

const given = (world: World, step: 'records' | 'verifies', by: string): Promise<unknown> =>
  world.bureau.job(async (ctx) =>
    enteredGiven.write(ctx, {
      ...{ by, cycle: cycle(world), day: day('2025-12-05') },
      body: { part, step, rows: [{ assessee: 'zhang', figure: '92' }] },
    }),
  )

export const enteredSteps: Record<string, Step> = {
  'a score was recorded': async (world) => {
    await given(world, 'records', 'zhang')
  },
  'a score was verified': async (world) => {
    await given(world, 'verifies', 'li')
  },
  'scores were filed': async (world) => {
    await world.bureau.job(async (ctx) =>
      enteredFiled.write(ctx, { by: 'zhou', cycle: cycle(world), body: { part, open: 3 } }),
    )
  },
}

const unknown = { 'entered-unknown': carried(0, 'no.such.2025') }
const filed = { 'entered-filed': after('scores were filed') }
const december = ['2025-12-04', '10:00'] as const
const january = ['2026-01-20', '10:00'] as const

export const enteredWalks: readonly Walk[] = [
  {
    of: 'entered.give',
    right: press('zhang', december, 'entered.give', ['records'], { 'figure.zhang': '92.5' }),
    wrong: {
      ...unknown,
      'not-allowed': [both(by('zhang'), carried(2, 'verifies')), by('nobody')],
      ...filed,
      'entered-not-open': on('2025-11-20'),
      'entered-nothing': typed({ 'figure.zhang': '' }),
      'entered-reviewed': after('a score was verified'),
      'entered-figure': typed({ 'figure.zhang': '好' }),
      'entered-range': typed({ 'figure.zhang': '101' }),
      'entered-decimals': typed({ 'figure.zhang': '90.125' }),
      'entered-reason': both(by('li'), carried(2, 'verifies')),
    },
    // Another step is another person's.
    apart: ['entered-reviewed entered-reason', 'not-allowed entered-reason'],
  },
  {
    of: 'entered.page',
    right: press('li', december, 'entered.page', ['verifies', '2']),
    wrong: { ...unknown, 'not-allowed': by('zhang') },
  },
  {
    of: 'entered.file',
    right: press('sun', january, 'entered.file', [], { reason: '有人外出挂职' }),
    wrong: {
      ...unknown,
      'not-allowed': by('zhang'),
      ...filed,
      'entered-file-early': on('2026-01-05'),
      'entered-file-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'entered.reopen',
    right: {
      ...press('sun', january, 'entered.reopen', [], { reason: '记错一人' }),
      after: ['scores were filed'],
    },
    wrong: {
      ...unknown,
      'not-allowed': by('zhang'),
      'entered-open': without('scores were filed'),
      'entered-reopen-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'card entered',
    right: {
      ...{ who: 'li', at: december, after: [] },
      does: { open: 'entered', key: (world) => `${cycle(world)}/${part}/verifies` },
    },
    wrong: {
      'entered-unknown': about('no.such.2025/performance/verifies'),
      'not-allowed': by('zhang'),
      gone: both(by('zhang'), seen),
    },
  },
]
