import type { Refusal } from '../../base/refusal.js'
import type { AskKind } from '../asks.js'
import { absenceById, awayIn } from '../away/away.js'
import type { CardRef } from '../cards.js'
import { coverCard } from '../chain/tell.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { appointersOf } from './appoint.js'
import { nameAsks, returnAsks, takeAsks } from './asks.js'
import { returnPost, takePost, viewCover } from './cover.js'
import { postEnded, postNamed, postNoted, postReturned, postTaken } from './entries.js'
import type { CoverIntent, NamingIntent } from './intents.js'
import { postJob } from './jobs.js'
import { assignPost, endPost, namePost, noPosts } from './name.js'
import { postsSlice } from './posts.js'
import { viewPost, viewPosts } from './views.js'

/** Whatever is decided about who has one person's post is decided one after another. */
const ofPost = ({ person }: { person: string }) => [{ kind: 'post-of', id: person }]

/** The cards about one time away, the lists of who names, and the homes of all concerned. */
function aboutPost(written: Written, { bureau, collected }: Situation): Stale[] {
  const person = written.subject ?? ''
  const named = postNamed.kind === written.kind ? postNamed.read(written) : null
  const ended = collected.of(postsSlice).named.get(written.about ?? '')
  const standIn = named?.standIn ?? ended?.standIn ?? null
  const id = named?.absence ?? written.about ?? ''
  const known = absenceById({ collected }, id)?.request.person ?? person
  const appointers = appointersOf(bureau, known)
  const all = [known, written.by, ...appointers, ...(standIn === null ? [] : [standIn])]
  return [
    { kind: coverCard, keys: [id] },
    { kind: 'post', keys: [id] },
    // What may still be done about it is another once it has begun, or is over.
    ...['own-trip', 'own-leave'].map((kind) => ({ kind, keys: [id] })),
    { kind: 'posts', persons: all },
    homeOf(...all),
  ]
}

/**
 * Posts of the people somebody names for, and one's own.
 * @refuses {@link noPosts}
 */
function openPosts(ctx: Context): CardRef | Refusal {
  return noPosts(ctx) ?? { kind: 'posts', key: 'mine' }
}

/** Who has whose post while they are away (AB岗): named by who leads, told before, taken over, given back. */
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
    stale: Object.fromEntries(
      [postNamed, postEnded, postNoted, postTaken, postReturned].map(({ kind }) => [
        kind,
        aboutPost,
      ]),
    ),
    asks: [nameAsks, takeAsks, returnAsks],
    away: awayIn,
    jobs: [postJob(kinds)],
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
