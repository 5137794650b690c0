import {
  panelClosed,
  panelOpened,
  sheetHandedIn,
  turnBegun,
} from '../../src/flows/panel/entries.js'
import { rowField } from '../../src/flows/panel/row-field.js'
import { putDraft } from '../../src/storage/drafts.js'
import { judged } from './schemes.js'
import { about, after, both, by, carried, on, type Situation, typed, without } from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Judges who give units a whole sheet each. */

const cycle = (world: World): string => world.cycle(judged.id)
const [period, panel] = ['2025-year', 'hearing']
/** Key of the panel's cards. */
export const panelKey = (world: World): string => `${cycle(world)}/${period}/${panel}`

const opened = 'a panel is open'
const presents = 'somebody presents'
const taken = 'a sheet is handed in'
const closed = 'the panel is closed'
const firstPage = 'the first page is kept'

function writing(
  write: (world: World, ctx: Parameters<typeof panelOpened.write>[0]) => void,
): Step {
  return (world) => world.bureau.job(async (ctx) => write(world, ctx))
}

function handedIn(judge: string, body: string): Step {
  return writing((world, ctx) => {
    const rows = Array.from({ length: 11 }, (_, at) => ({ part: `row-${at + 1}`, points: '4' }))
    sheetHandedIn.write(ctx, {
      ...{ by: judge, cycle: cycle(world), period, subject: 'planning' },
      body: {
        panel,
        body,
        assessee: 'planning',
        points: [...rows, { part: 'manner-row', points: '45' }],
      },
    })
  })
}

export const panelSteps: Record<string, Step> = {
  [opened]: writing((world, ctx) => {
    const judges = [
      ...['li', 'zhou'].map((person) => ({ person, body: 'unit-head' })),
      { person: 'chen', body: 'leader-in-charge' },
    ]
    const order = ['party', 'planning', 'general', 'leaders']
    panelOpened.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      body: { panel, judges, order, seed: null },
    })
  }),
  [presents]: writing((world, ctx) => {
    turnBegun.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period, subject: 'party' },
      body: { panel, assessee: 'party' },
    })
  }),
  [taken]: handedIn('chen', 'leader-in-charge'),
  '李群 has handed in a sheet': handedIn('li', 'unit-head'),
  [closed]: writing((world, ctx) => {
    const missing = [{ person: 'li', sheets: 3 }]
    panelClosed.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      ...{ body: { panel, missing }, personal: { reason: '散会' } },
    })
  }),
  [firstPage]: (world) =>
    world.bureau.job(async (ctx) => {
      const rows = Array.from({ length: 10 }, (_, at) => [`row-${at + 1}`, '4'])
      const key = `${panelKey(world)}/planning`
      const place = { bureau: ctx.bureau.id, owner: 'li', kind: 'panel-sheet', key }
      await putDraft(ctx.tx, place, { values: Object.fromEntries(rows) })
    }),
}

function press(
  who: string,
  verb: string,
  of: {
    args?: readonly string[]
    values?: Record<string, string | string[]>
    after?: string[]
  } = {},
): Situation {
  return {
    ...{ who, at: ['2025-12-22', '10:00'], after: of.after ?? [opened] },
    does: {
      press: verb,
      args: [cycle, period, panel, ...(of.args ?? [])],
      values: of.values ?? {},
    },
  }
}

const managed: Walk['wrong'] = {
  'panel-unknown': [carried(0, 'no.such.2025'), carried(2, 'row-1')],
  'not-allowed': by('zhang'),
}
const managedOpen: Walk['wrong'] = {
  ...managed,
  'panel-not-opened': without(opened),
  'panel-closed': after(closed),
}
/** Nothing happens to a panel that was not opened. */
const neverOpened = (...codes: string[]): string[] => [
  ...['panel-closed', ...codes].map((code) => `panel-not-opened ${code}`),
]

const named = (field: string, several: string): Walk['wrong'] => ({
  'names-nobody': typed({ [field]: '没这人' }),
  'names-which': typed({ [field]: '郑平' }),
  'panel-who': typed({ [field]: several }),
  'panel-judges-already': typed({ [field]: '李群' }),
})

const row = (part: string): string => rowField('planning', part)
const second = { [row('row-11')]: '4', [row('manner-row')]: '45' }
const looked: Walk['wrong'] = {
  'panel-unknown': carried(0, 'no.such.2025'),
  'panel-not-opened': without(opened),
  'not-allowed': by('zhang'),
  'panel-closed': after(closed),
  // Of the own unit there is none.
  'panel-sheet-none': [carried(3, 'general'), carried(3, 'nowhere')],
}
const final: Walk['wrong'] = { 'panel-sheet-final': after('李群 has handed in a sheet') }
const figures: Walk['wrong'] = {
  'rating-figure': typed({ [row('manner-row')]: '五' }),
  'rating-bounds': typed({ [row('manner-row')]: '45.5' }),
  'rating-listed': typed({ [row('manner-row')]: '31' }),
  'rating-decimals': typed({ [row('row-11')]: '1.234' }),
}
const sheet = (verb: string, more: readonly string[] = [], values = {}): Situation =>
  press('li', verb, {
    args: ['planning', '2', ...more],
    values: { ...second, ...values },
    after: [opened, firstPage],
  })

export const panelWalks: readonly Walk[] = [
  {
    of: 'panel.open',
    right: press('zhou', 'panel.open', {
      values: {
        ...{
          'judges.unit-head': ['li', 'tang'],
          'judges.leader-in-charge': ['chen'],
          order: 'lot',
        },
      },
      after: [],
    }),
    wrong: {
      ...managed,
      'panel-opened-already': after(opened),
      'panel-not-yet': on('2025-11-20'),
      'panel-judges-none': typed({ 'judges.unit-head': [], 'judges.leader-in-charge': [] }),
      'panel-judge-twice': typed({ 'judges.leader-in-charge': ['chen', 'li'] }),
      'panel-judge-unknown': typed({ 'judges.commission': ['wu'] }),
    },
  },
  {
    of: 'panel.lot',
    right: press('zhou', 'panel.lot'),
    wrong: { ...managedOpen, 'panel-begun': after(presents) },
    apart: neverOpened('panel-begun'),
  },
  {
    of: 'panel.place',
    right: press('zhou', 'panel.place', { values: { assessee: 'planning', place: '1' } }),
    wrong: {
      ...managedOpen,
      'panel-heard-unknown': typed({ assessee: 'nowhere' }),
      'panel-heard-already': both(after(presents), typed({ assessee: 'party' })),
      'panel-place': [typed({ place: '9' }), typed({ place: '一' })],
    },
    apart: neverOpened(),
  },
  {
    of: 'panel.add',
    right: press('zhou', 'panel.add', { values: { who: '唐明', body: 'unit-head' } }),
    wrong: {
      ...managedOpen,
      'panel-class-unknown': typed({ body: 'staff' }),
      ...named('who', ''),
    },
    apart: neverOpened(),
  },
  {
    of: 'panel.leave',
    right: press('zhou', 'panel.leave', {
      values: { judge: 'zhou', instead: '唐明', why: '出差' },
    }),
    wrong: {
      ...managedOpen,
      'panel-judge-gone': typed({ judge: 'zhang' }),
      'panel-leave-reason': typed({ why: '' }),
      ...named('instead', '唐明、王珊'),
    },
    apart: neverOpened(),
  },
  {
    of: 'panel.begin',
    right: press('zhou', 'panel.begin', { args: ['planning'] }),
    wrong: {
      ...managedOpen,
      'panel-heard-unknown': carried(3, 'nowhere'),
      'panel-presents': both(after(presents), carried(3, 'party')),
    },
    apart: neverOpened(),
  },
  {
    of: 'panel.end',
    right: press('zhou', 'panel.end', { args: ['party'], after: [opened, presents] }),
    wrong: { ...managedOpen, 'panel-presents-not': [without(presents), carried(3, 'planning')] },
    apart: neverOpened(),
  },
  {
    of: 'panel.close',
    right: press('zhou', 'panel.close', { values: { reason: '散会' }, after: [opened, taken] }),
    wrong: {
      ...managedOpen,
      'panel-no-sheet': without(taken),
      'panel-close-reason': typed({ reason: '' }),
    },
    apart: [...neverOpened(), 'panel-closed panel-no-sheet'],
  },
  {
    of: 'panel.reopen',
    right: press('zhou', 'panel.reopen', {
      values: { reason: '填反了' },
      after: [opened, taken, closed],
    }),
    wrong: {
      ...managed,
      'panel-not-opened': without(opened),
      'panel-open': without(closed),
      'panel-reopen-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'panel.save',
    right: sheet('panel.save'),
    wrong: { ...looked, ...final, ...figures },
    apart: neverOpened('panel-sheet-final'),
  },
  {
    of: 'panel.page',
    right: sheet('panel.page', ['1']),
    wrong: { ...looked, ...figures },
    apart: neverOpened(),
  },
  {
    of: 'panel.turn',
    right: sheet('panel.turn', ['party']),
    wrong: {
      ...looked,
      'panel-sheet-none': [carried(3, 'general'), carried(5, 'nowhere')],
      ...figures,
    },
    apart: neverOpened(),
  },
  {
    of: 'panel.hand-in',
    right: sheet('panel.hand-in'),
    wrong: {
      ...looked,
      ...final,
      'rating-incomplete': typed({ [row('row-11')]: '' }),
      ...figures,
      'panel-other-page': without(firstPage),
    },
    apart: neverOpened('panel-sheet-final'),
  },
  {
    of: 'card panel-sheet',
    right: {
      ...{ who: 'li', at: ['2025-12-22', '10:00'], after: [opened] },
      does: { open: 'panel-sheet', key: panelKey },
    },
    wrong: { 'not-allowed': [by('zhang'), without(opened)], gone: about('none') },
    apart: ['not-allowed gone'],
  },
  {
    of: 'card panel-desk',
    right: {
      ...{ who: 'zhou', at: ['2025-12-22', '10:00'], after: [] },
      does: { open: 'panel-desk', key: panelKey },
    },
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card panel-timer',
    right: {
      ...{ who: 'zhou', at: ['2025-12-22', '10:00'], after: [opened, presents] },
      does: { open: 'panel-timer', key: (world) => `${panelKey(world)}/0` },
    },
    wrong: { 'not-allowed': by('li'), gone: [about('none'), without(presents)] },
  },
]
