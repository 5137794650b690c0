import { consequenceDone, consequenceHanded } from '../../src/flows/consequence/entries.js'
import { units } from './schemes.js'
import { about, after, by, carried, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** What follows from published results and is carried out by people. */

const cycle = (world: World): string => world.cycle(units.id)
const asked = 'somebody is asked to carry a consequence out'
const at = ['2026-01-20', '10:00'] as const
const steps = ['it was published', asked]

function press(who: string, verb: string, values: Record<string, string | string[]>): Situation {
  return { who, at, after: steps, does: { press: verb, args: [cycle, 'talk'], values } }
}

export const consequenceSteps: Record<string, Step> = {
  [asked]: (world) =>
    world.bureau.job(async (ctx) => {
      const of = { cycle: cycle(world), by: 'zhou' }
      const body = { consequence: 'talk', name: '谈话', whom: ['general'], to: 'li' }
      consequenceHanded.write(ctx, { ...of, body })
      consequenceDone.write(ctx, {
        ...of,
        body: { consequence: 'talk', whom: ['party'], on: '2026-01-20', reference: '' },
      })
    }),
}

const unknown: Walk['wrong'] = {
  gone: [carried(0, 'no.such.2025'), carried(1, 'none')],
}

export const consequenceWalks: readonly Walk[] = [
  {
    of: 'consequence.hand',
    right: press('zhou', 'consequence.hand', { 'whom.hand': ['planning'], to: '李群' }),
    wrong: {
      ...unknown,
      'not-allowed': by('li'),
      'consequence-nobody': [
        typed({ 'whom.hand': ['none'], to: '李群' }),
        typed({ 'whom.hand': ['party'], to: '李群' }),
      ],
      'consequence-to': [typed({ to: '没有这个' }), typed({ to: '规划处' }), typed({ to: '' })],
    },
  },
  {
    of: 'consequence.done',
    right: press('li', 'consequence.done', { 'whom.done': [], on: '2026-01-19', reference: '' }),
    wrong: {
      gone: [carried(1, 'none'), by('zhang')],
      'consequence-nobody': [
        typed({ 'whom.done': ['planning'], on: '2026-01-19' }),
        typed({ 'whom.done': ['none'], on: '2026-01-19' }),
      ],
      'consequence-on': [typed({ on: '' }), typed({ on: '昨天' }), typed({ on: '2025-02-30' })],
      'consequence-on-future': typed({ on: '2026-01-21' }),
    },
  },
  {
    of: 'consequence.undo',
    right: press('zhou', 'consequence.undo', { 'whom.undo': ['party'] }),
    wrong: {
      ...unknown,
      'not-allowed': by('li'),
      'consequence-nobody': [
        typed({ 'whom.undo': [] }),
        typed({ 'whom.undo': ['general'] }),
        typed({ 'whom.undo': ['none'] }),
      ],
    },
  },
  {
    of: 'card consequences',
    right: { who: 'zhou', at, after: steps, does: { open: 'consequences', key: cycle } },
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'card consequence',
    right: {
      ...{ who: 'li', at, after: steps },
      does: { open: 'consequence', key: (world) => `${cycle(world)}/talk` },
    },
    wrong: { gone: [about('none'), by('zhang')] },
  },
  {
    of: 'command 结果运用',
    right: { who: 'zhou', at, after: [], does: { word: '结果运用' } },
    wrong: { 'not-allowed': by('li'), 'no-cycle': after('no cycle runs') },
  },
]
