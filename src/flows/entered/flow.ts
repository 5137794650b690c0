import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { keyOf } from '../card-key.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { fileAsks, recordAsks, verifyAsks } from './asks.js'
import { enteredFiled, enteredGiven, enteredReopened } from './entries.js'
import { fileEntered, giveEntered, reopenEntered, rowsFor, stepKey, turnEntered } from './fill.js'
import { enteredSlice } from './given.js'
import type { EnteredIntent, EnteredRef, EnteredStep } from './intents.js'
import { enteredParts, enteredPart, files, holdersFor } from './parts.js'
import { enteredIn, viewEntered } from './view.js'

const whole = ({ cycle, part }: EnteredRef): Claim[] => [
  cyclesReliedOn,
  { kind: 'entered', id: keyOf(cycle, part) },
]

/** Everybody records beside each other; who verifies, and who files, alone. */
const giving = (of: EnteredRef & { step: EnteredStep }, { person }: Acting): Claim[] =>
  of.step === 'records'
    ? [
        ...whole(of).map((claim) => ({ ...claim, shared: true })),
        { kind: 'entered-own', id: keyOf(of.cycle, of.part, person) },
      ]
    : whole(of)

const steps: readonly EnteredStep[] = ['records', 'verifies', 'files']

/** The cards of all steps, and the homes of whom the next one waits for. */
function staleBy(entry: Written, situation: Situation): Stale[] {
  const { cycle = '' } = entry
  const given = enteredGiven.read(entry)
  const part = (given ?? enteredFiled.read(entry) ?? enteredReopened.read(entry))?.part ?? ''
  const of = enteredPart(situation, { cycle, part })
  if (!of) return []
  const about = (given?.rows ?? []).flatMap(({ assessee }) => of.cycle.byId.get(assessee) ?? [])
  const people = about.flatMap((assessee) =>
    steps.flatMap((step) => holdersFor(situation, of, { step, assessee })),
  )
  const office = situation.bureau.roster.holders('assessment-office').map(({ id }) => id)
  const keys = steps.map((step) => stepKey({ cycle, part }, step))
  const touched = [...new Set([entry.by, ...people, ...office])]
  return [
    { kind: 'entered', keys, ...(given ? { persons: touched } : {}) },
    homeOf(...touched),
    ...(given ? [] : [{ kind: 'standing' }]),
  ]
}

/**
 * Null for who does the step for somebody.
 * @refuses entered-unknown, not-allowed
 */
function mayOpen(ctx: Context, key: string) {
  const ref = enteredIn(key)
  const of = ref && enteredPart(ctx, ref)
  if (!ref || !of) return refuse('entered-unknown')
  const rows = rowsFor(ctx, of, { step: ref.step, person: ctx.person })
  if (rows.length > 0 || (ref.step === 'files' && files(ctx, of, ctx.person))) return null
  return refuse('not-allowed', { what: `录入“${of.part.name}”`, who: '办法规定的人' })
}

/** Scores that are entered as one figure, along their chain: recorded, verified, filed. */
export const enteredFlow: Flow = {
  name: 'entered',
  serves: ['entered'],
  slices: [enteredSlice],
  verbs: verbs<EnteredIntent>({
    'entered.give': { claims: giving, act: giveEntered },
    'entered.page': { act: turnEntered },
    'entered.file': { claims: whole, act: fileEntered },
    'entered.reopen': { claims: whole, act: reopenEntered },
  }),
  cards: { entered: { view: viewEntered, mayOpen, daily: true } },
  stale: {
    [enteredGiven.kind]: staleBy,
    [enteredFiled.kind]: staleBy,
    [enteredReopened.kind]: staleBy,
  },
  rosterStale: () => [{ kind: 'entered' }],
  asks: [recordAsks, verifyAsks, fileAsks],
  commands: [
    {
      name: '录入得分',
      words: ['entered', '录入得分', '自评得分', '评议得分'],
      argument: 'none',
      /** @refuses entered-nowhere, entered-not-yours */
      card: async (ctx) => {
        const all = enteredParts(ctx)
        if (all.length === 0) return refuse('entered-nowhere')
        const found = all.flatMap((of) =>
          [...steps]
            .reverse()
            .filter(
              (step) =>
                mayOpen(ctx, stepKey({ cycle: of.cycle.id, part: of.part.id }, step)) === null,
            )
            .map((step) => ({
              kind: 'entered',
              key: stepKey({ cycle: of.cycle.id, part: of.part.id }, step),
            })),
        )
        return found[0] ?? refuse('entered-not-yours')
      },
    },
  ],
}
