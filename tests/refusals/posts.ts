import { day } from '../../src/base/day.js'
import type { Context, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import { noPosts } from '../../src/flows/post/name.js'
import { postEnded, postNamed, postReturned, postTaken } from '../../src/flows/post/entries.js'
import { tripAsked } from '../../src/flows/trip/entries.js'
import { about, after, both, by, carried, doing, type Situation, typed } from './situation.js'
import type { Change } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** AB posts: who names, who stands in. */

const everyState = 'posts stand at every state'
const at = ['2025-10-10', '10:00'] as const

const pressed = (
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation => ({
  ...{ who: 'li', at, after: [everyState] },
  does: { press, args, values },
})

const post = (name: string) => (world: World) => of(world.facts, `post ${name}`)

const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> => {
    const bureau = { ...ctx.bureau, work: null }
    return noPosts({ bureau }) ?? done('opened')
  },
})
const none: Walk['wrong'] = { 'post-no-rules': withoutRules }

export const postSteps: Record<string, Step> = {
  [everyState]: (world) =>
    world.bureau.job(async (ctx) => {
      const away = (as: string, from: string, to = from): string => {
        const id = tripAsked.write(ctx, {
          ...{ by: 'zhang', subject: 'zhang', personal: { place: '宜昌', reason: '调研' } },
          body: {
            ...{ matter: 'trip' as const, from: day(from), to: day(to), rank: 'staff' },
            ...{ startsAtNoon: false, endsAtNoon: false, deciding: [], informed: [] },
            ...{ handover: 'wang', instead: null, returns: false },
          },
        })
        world.facts.set(`post ${as}`, id)
        return id
      }
      const own = (id: string) => ({ about: id, subject: 'zhang', by: 'wang', body: {} })
      away('ahead', '2025-11-03', '2025-11-04')
      postTaken.write(ctx, own(away('taken', '2025-11-05')))
      away('over', '2025-10-08')
      const returned = away('returned', '2025-10-07')
      postReturned.write(ctx, { ...own(returned), personal: { note: '没有' } })
      const named = (as: string, person: string) => {
        const body = { standIn: 'wang', from: day('2025-10-01'), to: null, absence: null }
        const id = postNamed.write(ctx, { by: 'li', subject: person, body })
        world.facts.set(`post ${as}`, id)
        return id
      }
      named('named', 'zhang')
      postEnded.write(ctx, { about: named('ended', 'zhang'), subject: 'zhang', by: 'li', body: {} })
    }),
}

const cover = (press: string, name: string, values = {}): Situation => ({
  ...pressed(press, [post(name), 'zhang'], values),
  who: 'wang',
})

export const postWalks: readonly Walk[] = [
  {
    of: 'post.name',
    right: pressed('post.name', [], {
      ...{ person: 'zhang', standIn: 'wang', from: '2025-10-10', to: '' },
    }),
    wrong: {
      ...none,
      'post-who': typed({ person: 'nobody' }),
      'post-not-yours': by('wang'),
      'handover-who': typed({ standIn: 'zhang' }),
      'post-days': typed({ from: '2025-10-09' }),
    },
  },
  {
    of: 'post.assign',
    right: pressed('post.assign', [post('ahead'), 'zhang'], { standIn: 'm10' }),
    wrong: {
      ...none,
      gone: carried(0, 'no-such-trip'),
      'post-not-yours': by('wang'),
      'handover-who': typed({ standIn: 'zhang' }),
      'handover-away': both(after('王 is on leave then'), typed({ standIn: 'wang' })),
    },
  },
  {
    of: 'post.end',
    right: pressed('post.end', [post('named'), 'zhang']),
    wrong: { ...none, gone: carried(0, post('ended')), 'post-not-yours': by('wang') },
  },
  {
    of: 'post.take',
    right: cover('post.take', 'ahead'),
    wrong: {
      gone: by('sun'),
      'post-other': carried(0, post('over')),
      'post-taken': carried(0, post('taken')),
    },
  },
  {
    of: 'post.return',
    right: cover('post.return', 'over', { text: '两件待补材料' }),
    wrong: {
      gone: by('sun'),
      'post-returned': carried(0, post('returned')),
      'post-not-over': carried(0, post('ahead')),
      'post-note': typed({ text: '' }),
    },
  },
  {
    of: 'card cover',
    right: { who: 'wang', at, after: [everyState], does: { open: 'cover', key: post('ahead') } },
    wrong: { gone: by('li') },
  },
  {
    of: 'card post',
    right: { who: 'li', at, after: [everyState], does: { open: 'post', key: post('ahead') } },
    wrong: { gone: [by('wang'), about('no-such-trip')] },
  },
  {
    of: 'card posts',
    right: { who: 'li', at, after: [], does: { open: 'posts', key: 'mine' } },
    wrong: { gone: by('nobody'), ...none },
    // Whether there are rules is asked apart from who asks.
    apart: ['gone post-no-rules'],
  },
  {
    of: 'command AB岗',
    right: { who: 'zhang', at, after: [], does: { word: 'AB岗' } },
    wrong: none,
  },
]
