import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { Context } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { resultsPublished } from '../publication/entries.js'
import { cycleInQuestion } from '../publication/which.js'
import { consequenceIsDone, handConsequence, undoConsequence } from './act.js'
import { manageConsequences } from './actions.js'
import { consequenceAsks } from './asks.js'
import { consequenceDone, consequenceHanded, consequenceUndone } from './entries.js'
import type { ConsequenceIntent } from './intents.js'
import { consequencesSlice } from './records.js'
import { viewConsequence, viewConsequences } from './view.js'

/** Of a cycle's consequences one thing is written down after another. */
const keeping = ({ cycle }: { cycle: string }): Claim[] => [{ kind: 'consequences', id: cycle }]

const entries = [consequenceHanded, consequenceDone, consequenceUndone]

function staleBy(entry: Written, { collected }: Pick<Context, 'collected'>): Stale[] {
  const { cycle = '' } = entry
  const handed = consequenceHanded.read(entry)
  const of = handed ?? consequenceDone.read(entry) ?? consequenceUndone.read(entry)
  const key = keyOf(cycle, of?.consequence ?? '')
  const asked = [...(collected.of(consequencesSlice).records.get(key)?.values() ?? [])]
  const people = new Set([...asked.map(({ to }) => to), handed?.to ?? null])
  return [
    { kind: 'consequences', keys: [cycle] },
    { kind: 'consequence', keys: [key] },
    homeOf(...[...people].flatMap((one) => one ?? [])),
  ]
}

function staleByPublication({ cycle = '' }: Written, { bureau }: Pick<Context, 'bureau'>): Stale[] {
  const scheme = bureau.cycles.find(({ id }) => id === cycle)?.scheme
  return [
    { kind: 'consequences', keys: [cycle] },
    {
      kind: 'consequence',
      keys: (scheme?.consequences ?? []).map(({ id }) => keyOf(cycle, id)),
    },
  ]
}

/** @refuses not-allowed */
const mayOpen = (ctx: Context) => mayNot(ctx.bureau, ctx.person, manageConsequences, 'anything')

/** What follows from published results and is carried out by people: talks, rewards, what is withheld: 结果运用. */
export const consequenceFlow: Flow = {
  name: 'consequence',
  serves: ['consequences'],
  slices: [consequencesSlice],
  actions: [manageConsequences],
  verbs: verbs<ConsequenceIntent>({
    'consequence.hand': { claims: keeping, act: handConsequence },
    'consequence.done': { claims: keeping, act: consequenceIsDone },
    'consequence.undo': { claims: keeping, act: undoConsequence },
  }),
  cards: {
    consequences: { view: viewConsequences, onDemand: true, mayOpen },
    consequence: { view: viewConsequence, onDemand: true },
  },
  stale: {
    ...Object.fromEntries(entries.map(({ kind }) => [kind, staleBy])),
    [resultsPublished.kind]: staleByPublication,
  },
  asks: [consequenceAsks],
  commands: [
    {
      name: '结果运用',
      words: ['consequences', '结果运用', '运用'],
      argument: 'none',
      /** @refuses not-allowed, no-cycle */
      card: async (ctx) => {
        const refusal = mayOpen(ctx)
        if (refusal) return refusal
        const cycle = cycleInQuestion(ctx)
        return cycle ? { kind: 'consequences', key: cycle.id } : refuse('no-cycle')
      },
    },
  ],
}
