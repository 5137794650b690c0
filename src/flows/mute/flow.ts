import type { AskKind } from '../asks.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { muteBegun, muteEnded } from './entries.js'
import { muteJob } from './jobs.js'
import { endMute, type MuteIntent, muteUntil } from './mute.js'
import { mutedSlice } from './muted.js'
import { viewMute } from './view.js'

const own = (_: unknown, { person }: Acting) => [{ kind: 'mute', id: person }]

/** Not to be written to for a while (免打扰); what is due still comes on its last day. */
export function muteFlow(kinds: () => readonly AskKind[]): Flow {
  return {
    name: 'mute',
    serves: [],
    slices: [mutedSlice],
    verbs: verbs<MuteIntent>({
      'mute.until': { claims: own, act: muteUntil },
      'mute.end': { claims: own, act: endMute(kinds) },
    }),
    cards: { mute: { view: viewMute, onDemand: true } },
    stale: Object.fromEntries(
      [muteBegun, muteEnded].map(({ kind }) => [
        kind,
        ({ by, subject = by }: Written) => [{ kind: 'mute', persons: [subject] }, homeOf(subject)],
      ]),
    ),
    jobs: [muteJob(kinds)],
    commands: [
      {
        name: '免打扰',
        words: ['mute', '免打扰', '勿扰', '不打扰'],
        argument: 'none',
        card: async () => ({ kind: 'mute', key: 'mute' }),
      },
    ],
  }
}
