import { day } from '../../src/base/day.js'
import type { Context, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import { unaskedChain, unaskedFound } from '../../src/flows/unasked/entries.js'
import { unaskedDrafts } from '../../src/flows/unasked/form.js'
import { mayNotFind } from '../../src/flows/unasked/who.js'
import { after, both, by, carried, type Change, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Trips that nobody was asked for. */

const everyStage = 'unasked trips stand at every stage'
const at = ['2025-10-10', '10:00'] as const
const found = (name: string) => (world: World) => of(world.facts, `unasked ${name}`)

const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> => {
    const bureau = { ...ctx.bureau, work: null }
    return mayNotFind({ bureau, person: ctx.person }) ?? done('opened')
  },
})
const finding: Walk['wrong'] = { 'unasked-no-rules': withoutRules, 'not-allowed': by('zhang') }

const pressed = (press: string, name: string, who: string, text: string): Situation => ({
  ...{ who, at, after: [everyStage] },
  does: { press, args: [found(name), 'zhang'], values: { text } },
})

export const unaskedSteps: Record<string, Step> = {
  [everyStage]: (world) =>
    world.bureau.job(async (ctx) => {
      const find = (as: string, on: string): string => {
        const id = unaskedFound.write(ctx, {
          ...{ by: 'sun', subject: 'zhang', personal: { place: '上海', note: '抽查不在岗' } },
          body: {
            ...{ from: day(on), to: day(on), rank: 'staff', deciding: ['unit-head'] },
            consequences: ['trip-circular', 'trip-no-refund'],
          },
        })
        world.facts.set(`unasked ${as}`, id)
        return id
      }
      find('asked', '2025-10-09')
      const about = (id: string) => ({ about: id, subject: 'zhang', by: 'li' })
      unaskedChain.passed.write(ctx, {
        ...about(find('confirmed', '2025-09-24')),
        body: { at: 0, role: 'unit-head', actingFor: null, last: true },
      })
      unaskedChain.refused.write(ctx, {
        ...about(find('dismissed', '2025-09-23')),
        body: { role: 'unit-head' },
      })
    }),
  'a finding of an unasked trip is shown': ({ bureau }) =>
    bureau.job(async (ctx) => {
      await unaskedDrafts.keep(ctx.tx, { bureau: ctx.bureau, person: 'sun' }, 'new', { made: 'x' })
    }),
}

const deciding: Walk['wrong'] = {
  gone: carried(0, 'none'),
  'chain-ended-approved': carried(0, found('confirmed')),
  'chain-ended-refused': carried(0, found('dismissed')),
  'chain-not-yours': by('wang'),
}

export const unaskedWalks: readonly Walk[] = [
  {
    of: 'unasked.submit',
    right: {
      ...{ who: 'sun', at, after: [] },
      does: {
        press: 'unasked.submit',
        args: [],
        values: {
          ...{ who: '张可', from: '2025-10-09', to: '2025-10-09', place: '上海' },
          note: '抽查不在岗',
        },
      },
    },
    wrong: {
      ...finding,
      'unasked-who': typed({ who: '没有此人' }),
      'unasked-days': typed({ from: '2025-10-10', to: '2025-10-09' }),
      'trip-place': typed({ place: '' }),
      'unasked-note': typed({ note: '' }),
      'unasked-excused': both(after('leaves stand at every stage'), typed({ from: '2025-10-08' })),
      'unasked-known': after(everyStage),
      'trip-outside': typed({ who: '冯正' }),
      'trip-vacant': both(typed({ who: '赵敏' }), typed({ from: '2025-09-30' })),
    },
    // Another person is meant.
    apart: ['unasked-excused', 'unasked-known'].flatMap((first) =>
      ['trip-outside', 'trip-vacant'].map((later) => `${first} ${later}`),
    ),
  },
  {
    of: 'unasked.again',
    right: {
      ...{ who: 'sun', at, after: ['a finding of an unasked trip is shown'] },
      does: { press: 'unasked.again', args: [] },
    },
    wrong: finding,
  },
  { of: 'unasked.confirm', right: pressed('unasked.confirm', 'asked', 'li', ''), wrong: deciding },
  {
    of: 'unasked.dismiss',
    right: pressed('unasked.dismiss', 'asked', 'li', '请示过'),
    wrong: { ...deciding, 'chain-reason': typed({ text: '' }) },
  },
  {
    of: 'unasked.explain',
    right: pressed('unasked.explain', 'asked', 'zhang', '临时通知'),
    wrong: {
      gone: by('wang'),
      'unasked-decided': carried(0, found('confirmed')),
      'unasked-reason': typed({ text: '' }),
    },
  },
  {
    of: 'card unasked-form',
    right: { who: 'sun', at, after: [], does: { open: 'unasked-form', key: 'new' } },
    wrong: finding,
  },
  {
    of: 'card unasked',
    right: {
      ...{ who: 'zhang', at, after: [everyStage] },
      does: { open: 'unasked', key: found('asked') },
    },
    wrong: { gone: by('wang') },
  },
  {
    of: 'command 擅自出差',
    right: { who: 'sun', at, after: [], does: { word: '擅自出差' } },
    wrong: finding,
  },
]
