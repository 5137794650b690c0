import { inputsImported } from '../../src/flows/publication/imported.js'
import { cellsOf } from '../../src/flows/vote/cells.js'
import {
  sheetTaken,
  voteClosed,
  voteOpened,
  type OpenedBody,
} from '../../src/flows/vote/entries.js'
import { makeBoxes } from '../../src/storage/vote-boxes.js'
import { ballots } from './ballots.js'
import { after, both, by, carried, on, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Anonymous votes. */

const cycle = (world: World): string => world.cycle(ballots.id)
const vote = (name: string) => (world: World) => of(world.facts, name)
/** An id of no vote. */
const none = '0199a1b2-0000-7000-8000-000000000001'

/** 钱 came after it was opened; who judges on it does not judge 张. */
function running(name: string, choices: OpenedBody['choices'], part = 'voted'): Step {
  return async (world) => {
    const { bureau } = world
    bureau.goTo('2025-12-08', '10:00')
    const { roster } = (await bureau.seeing(null)).bureau
    const people = roster.people.map(({ id }) => id).filter((id) => id !== 'qian')
    const sheets = [['zhang', 'wang', 'li'], ['tang']]
    await bureau.job(async (ctx) => {
      const opened = voteOpened.write(ctx, {
        ...{ by: 'zhou', cycle: cycle(world) },
        body: {
          ...{ part, due: '2025-12-15', sheets, choices, ownLeftOut: true },
          voters: [{ class: 'staff', people }],
        },
      })
      const boxes = sheets.map((of, at) => ({
        ...{ sheet: at + 1, voters: 'staff', cells: cellsOf(choices, of.length) },
      }))
      await makeBoxes(ctx.tx, { bureau: bureau.id, vote: opened }, boxes)
      world.facts.set(name, opened)
    })
  }
}

export const voteSteps: Record<string, Step> = {
  'a vote runs': running('vote', { options: ['good', 'poor'] }),
  'a vote by figures runs': running('vote by figures', { from: 0, to: 100 }, 'of-many'),
  '王珊 has handed in': (world) =>
    world.bureau.job(async (ctx) => {
      const about = of(world.facts, 'vote')
      const entry = { by: 'wang', cycle: cycle(world), about }
      sheetTaken.write(ctx, { ...entry, body: { sheet: 1 } })
    }),
  'the vote was counted': (world) =>
    world.bureau.job(async (ctx) => {
      const about = of(world.facts, 'vote')
      voteClosed.write(ctx, {
        ...{ by: 'zhou', cycle: cycle(world), about },
        body: {
          ...{ part: 'voted', sheets: { issued: 40, taken: 20, blank: 0 } },
          voters: { all: 20, done: 10 },
          tallies: [{ assessee: 'zhang', issued: 20, grades: { good: 10 } }],
        },
      })
    }),
  'the key of the vote is lost': (world) =>
    world.bureau.storage.read.voteKeys.destroy(of(world.facts, 'vote')),
  'the votes were imported': (world) =>
    world.bureau.job(async (ctx) => {
      inputsImported.write(ctx, {
        ...{ by: 'system', cycle: cycle(world) },
        body: { from: '2025-11-01', entered: [], tallies: [], closedParts: ['voted'] },
      })
    }),
}

const sheet: Situation = {
  ...{ who: 'wang', at: ['2025-12-10', '10:00'], after: ['a vote runs'] },
  does: {
    press: 'vote.hand-in',
    args: [vote('vote'), '1'],
    values: { rest: 'good', pick_poor: ['li'] },
  },
}

const opening: Situation = {
  ...{ who: 'zhou', at: ['2025-12-08', '10:00'], after: [] },
  does: { press: 'vote.open', args: [cycle, 'voted'], values: { days: '5' } },
}

function ending(press: string, values?: Record<string, string>): Situation {
  return {
    ...{ who: 'zhou', at: ['2025-12-16', '10:00'], after: ['a vote runs'] },
    does: { press, args: [vote('vote')], ...(values ? { values } : {}) },
  }
}

const ofOffice: Walk['wrong'] = {
  'vote-unknown': carried(0, none),
  'not-allowed': by('li'),
  'vote-ended': after('the vote was counted'),
}

export const voteWalks: readonly Walk[] = [
  {
    of: 'vote.hand-in',
    right: sheet,
    wrong: {
      'vote-unknown': [carried(0, none), carried(1, '9')],
      // Who alone stands on a sheet does not have it.
      'vote-not-yours': [by('qian'), both(by('tang'), carried(1, '2'))],
      'vote-over': on('2025-12-16'),
      'vote-taken': after('王珊 has handed in'),
      'vote-option': typed({ rest: 'splendid' }),
      'vote-foreign': typed({ pick_good: ['tang'] }),
      'vote-twice': typed({ pick_good: ['li'] }),
      'vote-figure': both(
        after('a vote by figures runs'),
        carried(0, vote('vote by figures')),
        typed({ rest: '90', pick_poor: [], figure_li: '101' }),
      ),
      'vote-too-many': typed({ pick_poor: [] }),
      'vote-incomplete': typed({ rest: '' }),
      'vote-box': after('the key of the vote is lost'),
    },
    // What is given by figures has no lists.
    apart: [
      ...['vote-foreign vote-figure', 'vote-twice vote-figure', 'vote-figure vote-too-many'],
      ...['vote-twice vote-too-many', 'vote-too-many vote-incomplete'],
    ],
  },
  {
    of: 'vote.open',
    right: opening,
    wrong: {
      'vote-no-part': [carried(0, 'no.such.2025'), carried(1, 'item')],
      'not-allowed': by('li'),
      'vote-open-already': after('a vote runs'),
      'vote-done': both(after('a vote runs'), after('the vote was counted')),
      'vote-imported': after('the votes were imported'),
      'vote-scale': carried(1, 'too-wide'),
      'vote-nobody': carried(1, 'of-nobody'),
      'vote-long': carried(1, 'of-many'),
      'vote-limit-sheets': carried(1, 'limited'),
      'vote-few': carried(1, 'by-few'),
      'vote-days': typed({ days: '' }),
    },
    // What happened to one part happened to no other; what was counted runs no more.
    apart: [
      'vote-open-already vote-done',
      ...['vote-open-already', 'vote-done', 'vote-imported'].flatMap((code) =>
        ['scale', 'nobody', 'long', 'limit-sheets', 'few'].map((other) => `${code} vote-${other}`),
      ),
    ],
  },
  {
    of: 'vote.close',
    right: ending('vote.close'),
    wrong: {
      ...ofOffice,
      'vote-early': on('2025-12-15'),
      'vote-differs': after('the key of the vote is lost'),
    },
  },
  {
    of: 'vote.void',
    right: ending('vote.void', { reason: '名册有误' }),
    wrong: { ...ofOffice, 'vote-reason': typed({ reason: '' }) },
  },
]
