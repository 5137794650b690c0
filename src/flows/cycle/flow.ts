import { mayNot } from '../access.js'
import type { AskKind } from '../asks.js'
import type { Context } from '../context.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import type { Written } from '../entry-kind.js'
import { cyclesHeld } from '../running-claim.js'
import { manageCycles } from './actions.js'
import { amendCycle, answerChoice, closeCycle, showChoice } from './change.js'
import { cycleBegun } from './begun.js'
import { cyclesSlice } from './collected.js'
import {
  cycleAmended,
  cycleChoices,
  cycleClosed,
  cycleOpened,
  cycleWorkingTime,
} from './entries.js'
import type { CycleIntent } from './intents.js'
import { openPrepared, prepareCycle } from './opening.js'
import { setWorkingTime, workingDays, workingTimeAsks } from './working-time.js'
import { viewChoice, viewCycle, viewCycles, viewOpening } from './views.js'

/** @refuses not-allowed */
const ofOffice = (ctx: Context) => mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')

/** Whose cards say something else once a cycle is opened, changed or closed: the office's, and every home. */
function staleBy({ cycle = '' }: Written): readonly Stale[] {
  return [
    { kind: 'cycles' },
    { kind: 'cycle-open' },
    { kind: 'cycle', keys: [cycle] },
    { kind: 'publish', keys: [cycle] },
    { kind: 'home', keys: ['home'] },
  ]
}

/** Opening, changing and closing assessment years. `kinds`: all that can be asked, for the sheet before opening. */
export function cycleFlow(kinds: () => readonly AskKind[]): Flow {
  return {
    name: 'cycle',
    serves: ['choices', 'working-time'],
    slices: [cyclesSlice],
    actions: [manageCycles],
    verbs: verbs<CycleIntent>({
      'cycle.prepare': { act: prepareCycle },
      'cycle.open': {
        claims: ({ scheme }) => [cyclesHeld, { kind: 'cycles', id: scheme }],
        act: openPrepared,
      },
      'cycle.choice': { act: showChoice },
      'cycle.choose': { claims: () => [cyclesHeld], act: answerChoice },
      'cycle.amend': { claims: () => [cyclesHeld], act: amendCycle },
      'cycle.working-time': { claims: () => [cyclesHeld], act: setWorkingTime },
      'cycle.close': { claims: () => [cyclesHeld], act: closeCycle },
    }),
    cards: {
      cycles: { view: viewCycles, onDemand: true, mayOpen: ofOffice },
      'cycle-open': { view: viewOpening(kinds), onDemand: true, mayOpen: ofOffice },
      cycle: { view: viewCycle, onDemand: true, mayOpen: ofOffice },
      'cycle-choice': { view: viewChoice, onDemand: true, mayOpen: ofOffice },
    },
    stale: {
      [cycleOpened.kind]: staleBy,
      [cycleChoices.kind]: (entry) => [
        ...staleBy(entry),
        {
          kind: 'cycle-choice',
          keys: Object.keys(answersIn(entry)).map((choice) => `${entry.cycle}/${choice}`),
        },
      ],
      [cycleAmended.kind]: staleBy,
      [cycleWorkingTime.kind]: staleBy,
      [cycleClosed.kind]: staleBy,
    },
    asks: [workingTimeAsks],
    jobs: [workingDays, cycleBegun(kinds)],
    commands: [
      {
        name: '周期',
        words: ['cycle', '周期', '考核周期'],
        argument: 'none',
        card: async () => ({ kind: 'cycles', key: 'cycles' }),
      },
    ],
  }
}

function answersIn(entry: Written): Record<string, string> {
  return cycleChoices.read(entry)?.answers ?? {}
}
