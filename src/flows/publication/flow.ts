import { refuse } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import type { AskKind } from '../asks.js'
import { type Flow, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { publishCycle, readResult } from './actions.js'
import { publishAsks } from './asks.js'
import { resultsFound, resultsPublished } from './entries.js'
import { foundSlice } from './looked-at.js'
import { cyclesHeld } from '../running-claim.js'
import { importedSlice } from './imported.js'
import type { PublishIntent, ToGroupIntent } from './intents.js'
import { askResults, computeResults } from './compute.js'
import { makePublication, publishResults, publishToGroup } from './publish.js'
import { viewPublish } from './publish-view.js'
import { publishedSlice } from './published.js'
import { rankingBrought, resultBrought, sendResults } from './send.js'
import { viewResult } from './result-view.js'
import { viewRanking } from './views.js'
import { cycleInQuestion } from './which.js'

/** Results (`kinds`: all that can be asked, for what is missing): preview, publication in versions, what each one gets. */
export const publicationFlow = (kinds: () => readonly AskKind[]): Flow => ({
  name: 'publication',
  serves: ['publication', 'other-results'],
  slices: [publishedSlice, importedSlice, foundSlice],
  actions: [publishCycle, readResult],
  jobs: [computeResults, makePublication, sendResults],
  verbs: verbs<PublishIntent | ToGroupIntent>({
    'publish.confirm': {
      intoGroup: true,
      claims: () => [cyclesHeld],
      act: publishResults,
    },
    'publish.to-group': {
      intoGroup: true,
      claims: () => [cyclesHeld],
      act: publishToGroup,
    },
  }),
  cards: {
    publish: {
      view: viewPublish(kinds),
      onDemand: true,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNot(ctx.bureau, ctx.person, publishCycle, 'anything'),
      lookedAt: async (ctx, key) => {
        const cycle = ctx.bureau.cycles.find((each) => each.id === key)
        if (cycle) await askResults(ctx, cycle)
      },
    },
    ranking: { view: viewRanking, brought: rankingBrought },
    result: { view: viewResult, brought: resultBrought },
  },
  stale: {
    [resultsPublished.kind]: (entry, { collected, bureau }) => {
      const earlier = collected.of(publishedSlice).get(entry.cycle ?? '') ?? []
      const keys = earlier.map((each) => each.id)
      return [
        { kind: 'ranking', keys },
        { kind: 'result', keys },
        { kind: 'publish', keys: [entry.cycle ?? ''] },
        homeOf(...bureau.roster.holders('assessment-office').map(({ id }) => id)),
      ]
    },
    // What rests on it is anybody's.
    [resultsFound.kind]: () => [{ kind: 'standing' }, { kind: 'home' }, { kind: 'publish' }],
  },
  // Who is scored, and whose total is open, may be others.
  rosterStale: () => [{ kind: 'publish' }],
  asks: [publishAsks],
  commands: [
    {
      name: '公布',
      words: ['publish', '公布'],
      argument: 'none',
      /** @refuses no-cycle */
      card: async (ctx) => {
        const cycle = cycleInQuestion(ctx)
        return cycle ? { kind: 'publish', key: cycle.id } : refuse('no-cycle')
      },
    },
  ],
})
