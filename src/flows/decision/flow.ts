import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import type { Context } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { askResults } from '../publication/compute.js'
import { resultsPublished } from '../publication/entries.js'
import { cycleInQuestion } from '../publication/which.js'
import { cyclesReliedOn } from '../running-claim.js'
import { recordDecisions } from './actions.js'
import { decideGrade, decidePlaces, revokeDecision } from './decide.js'
import { decisionsSlice } from './decisions.js'
import { decisionRevoked, gradeDecided, placesDecided } from './entries.js'
import type { DecisionIntent } from './intents.js'
import { viewDecisions } from './view.js'

/** Of a cycle one decision is written down after another. */
const deciding = ({ cycle }: { cycle: string }): Claim[] => [
  cyclesReliedOn,
  { kind: 'decisions', id: cycle },
]

function aboutCycle({ cycle = '' }: Written): Stale[] {
  return [
    { kind: 'decisions', keys: [cycle] },
    { kind: 'publish', keys: [cycle] },
  ]
}

/** @refuses not-allowed */
const mayOpen = (ctx: Context) => mayNot(ctx.bureau, ctx.person, recordDecisions, 'anything')

/** What the regulation leaves to a meeting: places among equals, grades; with reason and reference: 会议决定. */
export const decisionFlow: Flow = {
  name: 'decision',
  serves: ['decisions'],
  slices: [decisionsSlice],
  actions: [recordDecisions],
  verbs: verbs<DecisionIntent>({
    'decision.places': { claims: deciding, act: decidePlaces },
    'decision.grade': { claims: deciding, act: decideGrade },
    'decision.revoke': { claims: deciding, act: revokeDecision },
  }),
  cards: {
    decisions: {
      view: viewDecisions,
      onDemand: true,
      mayOpen,
      lookedAt: async (ctx, key) => {
        const cycle = ctx.bureau.cycles.find((each) => each.id === key)
        if (cycle) await askResults(ctx, cycle)
      },
    },
  },
  stale: Object.fromEntries(
    [gradeDecided, placesDecided, decisionRevoked, resultsPublished].map(({ kind }) => [
      kind,
      aboutCycle,
    ]),
  ),
  commands: [
    {
      name: '会议决定',
      words: ['decide', '会议决定', '决定', '定等次'],
      argument: 'none',
      /** @refuses not-allowed, no-cycle */
      card: async (ctx) => {
        const refusal = mayOpen(ctx)
        if (refusal) return refusal
        const cycle = cycleInQuestion(ctx)
        return cycle ? { kind: 'decisions', key: cycle.id } : refuse('no-cycle')
      },
    },
  ],
}
