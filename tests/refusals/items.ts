import { day } from '../../src/base/day.js'
import {
  itemsChecked,
  itemsClosed,
  itemsReturned,
  itemsScored,
} from '../../src/flows/items/entries.js'
import { saveFile } from '../../src/storage/files.js'
import { items } from './schemes.js'
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

/** Self-checks and scores item by item. */

const cycle = (world: World): string => world.cycle(items.id)

/** 综合处: 日常 is scored by the office (周, 孙), 清单 by who is named for checks (董). */
const unit = 'general'
const routine = 'figure.general/routine'
const given = { [routine]: '15', 'reason.general/routine': '少了两次' }

function press(
  who: string,
  on: string,
  verb: string,
  args: readonly string[],
  values: Record<string, string> = {},
): Situation {
  const at = [on, '10:00'] as const
  return { who, at, after: [], does: { press: verb, args: [cycle, ...args], values } }
}

async function check(world: World): Promise<string> {
  return world.bureau.job(async (ctx) => {
    const rows = [
      { row: 'routine', figure: '20', asLedger: true as const },
      { row: 'sheet.papers', figure: '6' },
      { row: 'sheet.files', figure: '4' },
    ]
    const body = { rows }
    const entry = { by: 'li', cycle: cycle(world), subject: unit, day: day('2025-12-05'), body }
    return itemsChecked.write(ctx, { ...entry, personal: { reasons: {} } })
  })
}

function closing(world: World): Promise<unknown> {
  return world.bureau.job(async (ctx) =>
    itemsClosed.write(ctx, { by: 'zhou', cycle: cycle(world), body: { open: 3 } }),
  )
}

export const itemSteps: Record<string, Step> = {
  'a unit has checked itself': async (world) => {
    await check(world)
  },
  'the check was given back': async (world) => {
    const about = await check(world)
    await world.bureau.job(async (ctx) => {
      const of = { by: 'zhou', cycle: cycle(world), subject: unit, about, body: {} }
      itemsReturned.write(ctx, { ...of, personal: { reason: '没有证明' } })
    })
  },
  'an item is scored': (world) =>
    world.bureau.job(async (ctx) => {
      const row = { row: 'routine', part: 'routine', as: 'ledger' as const, ledger: '20' }
      const of = { by: 'zhou', cycle: cycle(world), subject: unit, body: { rows: [row] } }
      itemsScored.write(ctx, of)
    }),
  'all of it is scored': (world) =>
    world.bureau.job(async (ctx) => {
      const row = { row: 'routine', part: 'routine', as: 'ledger' as const, ledger: '20' }
      const task = (id: string, figure: string) => ({
        ...{ row: `sheet.${id}`, part: 'sheet', task: id, as: 'task' as const, figure },
        result: 'done' as const,
      })
      for (const subject of ['leaders', 'general', 'planning', 'party']) {
        const rows = [row, task('papers', '6'), task('files', '4')]
        itemsScored.write(ctx, { by: 'zhou', cycle: cycle(world), subject, body: { rows } })
      }
    }),
  'items are closed': async (world) => {
    await closing(world)
  },
  'a proof is there': (world) =>
    world.bureau.job(async (ctx) => {
      const file = { name: '函.pdf', sha256: '1'.repeat(64), size: 3, mediaType: 'application/pdf' }
      const about = `items:${cycle(world)}/${unit}`
      const kept = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'li', about, ...file })
      world.facts.set('proof', kept)
    }),
}

const ofCycle = { 'items-unknown': carried(0, 'no.such.2025') }
const closed = { 'items-closed': after('items are closed') }
const filling: Walk['wrong'] = {
  ...ofCycle,
  'not-allowed': by('tang'),
  ...closed,
  'items-not-open': on('2025-11-20'),
}
const figures = (name: string, max: string): Walk['wrong'] => ({
  'item-figure': typed({ [name]: '半' }),
  'item-range': typed({ [name]: max }),
  'item-decimals': typed({ [name]: '1.555' }),
})
const over = both(after('a unit has checked itself'), on('2025-12-30'))

export const itemWalks: readonly Walk[] = [
  {
    of: 'items.save',
    right: press('wang', '2025-12-04', 'items.save', [unit, '', ''], { 'figure.routine': '15' }),
    wrong: { ...filling, 'items-checked-over': over, ...figures('figure.routine', '21') },
  },
  {
    of: 'items.prove',
    right: press('wang', '2025-12-04', 'items.prove', [unit, 'routine']),
    wrong: { ...filling, 'items-checked-over': over, 'items-row': carried(2, 'nothing') },
  },
  {
    of: 'items.look',
    right: press('wang', '2025-12-04', 'items.look', [unit, '2']),
    wrong: { ...ofCycle, 'not-allowed': by('tang') },
  },
  {
    of: 'items.check',
    right: press('li', '2025-12-04', 'items.check', [unit], {
      ...{ 'figure.routine': '15', 'reason.routine': '少了两次' },
    }),
    wrong: {
      ...filling,
      'items-checked-over': over,
      'items-not-head': by('wang'),
      ...figures('figure.routine', '21'),
      'item-reason': typed({ 'reason.routine': '' }),
      'items-other-page': typed({ 'figure.sheet.t5': '0' }),
    },
  },
  {
    of: 'scores.turn',
    right: press('zhou', '2025-12-24', 'scores.turn', ['unit', unit, '', 'general/routine']),
    wrong: { ...ofCycle, ...closed, 'not-allowed': by('wang') },
  },
  {
    of: 'scores.give',
    right: press('zhou', '2025-12-24', 'scores.give', ['unit', unit], given),
    wrong: {
      ...ofCycle,
      ...closed,
      'not-allowed': by('wang'),
      'scores-early': on('2025-12-10'),
      'scores-nothing': typed({ [routine]: '', 'reason.general/routine': '' }),
      'item-taken': after('an item is scored'),
      ...figures(routine, '21'),
      'item-whole': both(
        by('dong'),
        typed({ 'figure.general/sheet.papers': '3', 'reason.general/sheet.papers': '一半' }),
      ),
      'item-reason': typed({ 'reason.general/routine': '' }),
    },
    // Who scores the tasks does not score the other item.
    apart: ['scores-nothing', 'item-taken', 'item-figure', 'item-range', 'item-decimals'].map(
      (code) => `${code} item-whole`,
    ),
  },
  {
    of: 'scores.expected',
    right: press('zhou', '2025-12-24', 'scores.expected', ['unit', unit]),
    wrong: {
      ...ofCycle,
      ...closed,
      'not-allowed': by('wang'),
      'scores-none-plain': after('an item is scored'),
    },
  },
  {
    of: 'items.return',
    right: {
      ...press('zhou', '2025-12-24', 'items.return', [unit], { reason: '没有证明' }),
      after: ['a unit has checked itself'],
    },
    wrong: {
      ...ofCycle,
      'not-allowed': by('wang'),
      ...closed,
      'items-not-checked': without('a unit has checked itself'),
      'item-return-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'items.note',
    right: press('dong', '2025-10-10', 'items.note', [unit], { row: 'routine', note: '没有台账' }),
    wrong: {
      ...ofCycle,
      'not-allowed': by('wang'),
      ...closed,
      'items-row': typed({ row: 'nothing' }),
      'item-note': typed({ note: '' }),
    },
  },
  {
    of: 'items.close',
    right: press('sun', '2026-01-20', 'items.close', [], { reason: '并入别的处室' }),
    wrong: {
      ...ofCycle,
      'not-allowed': by('wang'),
      ...closed,
      'scores-close-early': on('2026-01-05'),
      'scores-close-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'items.reopen',
    right: {
      ...press('sun', '2026-01-20', 'items.reopen', [], { reason: '补来统计数' }),
      after: ['items are closed'],
    },
    wrong: {
      ...ofCycle,
      'not-allowed': by('wang'),
      'items-open': without('items are closed'),
      'scores-reopen-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'items.list',
    right: press('dong', '2025-12-24', 'items.list', ['item', '0']),
    wrong: { ...ofCycle, 'not-allowed': by('wang') },
  },
  {
    of: 'items.file',
    right: {
      ...{ who: 'wang', at: ['2025-12-24', '10:00'], after: ['a proof is there'] },
      does: {
        press: 'items.file',
        args: [(world: World) => world.facts.get('proof') ?? 'none'],
      },
    },
    wrong: { gone: by('tang') },
  },
  {
    of: 'card items-check',
    right: opening('li', 'items-check', (world) => `${cycle(world)}/${unit}`),
    wrong: { gone: about((world) => `${cycle(world)}/nowhere`) },
  },
  {
    of: 'card items-office',
    right: opening('sun', 'items-office', cycle),
    wrong: {
      'items-unknown': about('no.such.2025'),
      'not-allowed': by('wang'),
      gone: both(by('wang'), seen),
    },
  },
  {
    of: 'card items-sheet',
    right: opening('dong', 'items-sheet', (world) => `${cycle(world)}/unit/${unit}`),
    wrong: {
      'items-unknown': about('no.such.2025/unit/general'),
      'not-allowed': by('wang'),
      gone: both(by('wang'), seen),
    },
  },
]

function opening(who: string, kind: string, key: (world: World) => string): Situation {
  return { who, at: ['2025-12-10', '10:00'], after: [], does: { open: kind, key } }
}
