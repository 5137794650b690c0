import type { Refusal } from '../../base/refusal.js'
import type { AskKind } from '../asks.js'
import { awayIn } from '../away/away.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { leaveAsked, leaveBack, leaveChain, leaveShortened } from '../leave/entries.js'
import { tripAsked, tripBack, tripChain } from '../trip/entries.js'
import { nameAsks } from './asks.js'
import { returnPost, takePost, viewCover } from './cover.js'
import { postEnded, postNamed, postNoted, postReturned, postTaken } from './entries.js'
import type { CoverIntent, NamingIntent } from './intents.js'
import { postJob } from './jobs.js'
import { assignPost, endPost, namePost, noPosts } from './name.js'
import { postsSlice } from './posts.js'
import { aboutAbsence, aboutPost, postDayJob, postsByRoster } from './stale.js'
import { viewPost, viewPosts } from './views.js'

/** Whatever is decided about who has one person's post is decided one after another. */
const ofPost = ({ person }: { person: string }) => [{ kind: 'post-of', id: person }]

/**
 * Posts of the people somebody names for, and one's own.
 * @refuses {@link noPosts}
 */
function openPosts(ctx: Context): CardRef | Refusal {
  return noPosts(ctx) ?? { kind: 'posts', key: 'mine' }
}

function staleBy(
  kinds: readonly { kind: string }[],
  stale: (written: Written, situation: Situation) => Stale[],
): Record<string, typeof stale> {
  return Object.fromEntries(kinds.map(({ kind }) => [kind, stale]))
}

/** Who has whose post while they are away (AB岗): named by who leads, told before; who stands in may say that they have it, and what is left when it is over. */
export function postFlow(kinds: () => readonly AskKind[]): Flow {
  return {
    name: 'post',
    serves: ['handover'],
    slices: [postsSlice],
    verbs: verbs<NamingIntent | CoverIntent>({
      'post.name': { claims: ofPost, act: namePost },
      'post.assign': { claims: ofPost, act: assignPost },
      'post.end': { claims: ofPost, act: endPost },
      'post.take': { claims: ofPost, act: takePost },
      'post.return': { claims: ofPost, act: returnPost },
    }),
    cards: {
      cover: { view: viewCover },
      post: { view: viewPost },
      posts: { view: viewPosts, onDemand: true },
    },
    stale: {
      ...staleBy([postNamed, postEnded, postNoted, postTaken, postReturned], aboutPost),
      ...staleBy(Object.values(leaveChain), aboutAbsence),
      ...staleBy([leaveAsked, leaveShortened, leaveBack], aboutAbsence),
      ...staleBy(Object.values(tripChain), aboutAbsence),
      ...staleBy([tripAsked, tripBack], aboutAbsence),
    },
    rosterStale: postsByRoster,
    asks: [nameAsks],
    away: awayIn,
    jobs: [postJob(kinds), postDayJob],
    commands: [
      {
        name: 'AB岗',
        words: ['post', 'ab岗', 'ab', 'b岗', '顶岗', '接替'],
        argument: 'none',
        card: async (ctx) => openPosts(ctx),
      },
    ],
  }
}
