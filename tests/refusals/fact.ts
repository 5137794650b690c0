import type { FactIntent } from '../../src/flows/fact/intents.js'
import { both, by, carried, type Change, type Situation, typed } from './situation.js'
import { of, stages } from './world.js'
import type { Walk } from './walk.js'

/** Decisions on a fact. */

const fact = (name: string): Change => carried(0, ({ facts }) => of(facts, name))

interface Decides {
  verb: FactIntent['verb']
  who: string
  /** The fact that is decided on. */
  on: string
  /** Whose charge; '' for the whole fact. */
  whose?: string
  /** Stages in which it is too early or too late. */
  stages: readonly string[]
  /** What is said without a text. */
  text?: string
  /** Only of the office, and not of who is charged. */
  hears?: boolean
  more?: Walk['wrong']
}

function decision({ verb, who, on, whose = '', text, hears, more, ...rest }: Decides): Walk {
  const right: Situation = {
    who,
    at: ['2025-10-10', '10:00'],
    after: ['facts stand at every stage'],
    does: {
      press: verb,
      args: [({ facts }) => of(facts, on), whose],
      values: { text: '理由' },
    },
  }
  const own = stages.find((stage) => stage === on) ?? 'sent'
  // Of 周's own fact the charge is 周's.
  const mine = both(by('zhou'), carried(1, whose === '' ? '' : 'zhou'))
  return {
    of: verb,
    right,
    wrong: {
      'fact-unknown': [carried(0, 'none'), carried(1, 'nobody')],
      'fact-cycle-closed': fact(`closed ${own}`),
      'not-allowed': by('zhao'),
      ...(hears ? { 'fact-own-charge': both(fact(`zhou's ${own}`), mine) } : {}),
      ...Object.fromEntries(rest.stages.map((stage) => [`fact-stage-${stage}`, fact(stage)])),
      ...more,
      ...(text ? { [text]: typed({ text: '' }) } : {}),
    },
    first: hears ? { 'fact-own-charge': both(fact("zhou's reversed"), mine) } : {},
  }
}

const after = ['sent', 'told', 'objected', 'effective', 'withdrawn', 'returned', 'reversed']
const over = ['effective', 'withdrawn', 'returned', 'reversed']

export const factWalks: readonly Walk[] = [
  decision({ verb: 'fact.verify', who: 'li', on: 'proposed', stages: after }),
  decision({ verb: 'fact.approve', who: 'chen', on: 'verified', stages: after }),
  decision({
    ...{ verb: 'fact.return', who: 'chen', on: 'verified', stages: after },
    text: 'fact-text',
  }),
  decision({ verb: 'fact.recall', who: 'sun', on: 'proposed', stages: after }),
  decision({
    ...{ verb: 'fact.object', who: 'zhang', on: 'told', text: 'fact-objection-text' },
    stages: ['proposed', 'objected', ...over],
    more: { 'fact-window-passed': fact('passed') },
  }),
  decision({
    ...{ verb: 'fact.uphold', who: 'zhou', on: 'objected', hears: true, text: 'fact-text' },
    stages: ['proposed', 'sent', 'told', ...over],
  }),
  decision({
    ...{ verb: 'fact.withdraw', who: 'zhou', on: 'told', hears: true, text: 'fact-text' },
    stages: over,
    // Of two charges one took effect while the other's window is open.
    more: {
      'fact-stage-effective': [fact('effective'), both(fact('half effective'), carried(1, 'wang'))],
    },
  }),
  decision({
    ...{ verb: 'fact.hand-over', who: 'zhou', on: 'missed', whose: 'zhang', hears: true },
    text: 'fact-hand-over-text',
    stages: ['proposed', 'sent', 'told', 'objected', ...over],
  }),
  decision({
    ...{ verb: 'fact.reverse', who: 'zhou', on: 'effective', hears: true, text: 'fact-text' },
    stages: ['proposed', 'sent', 'told', 'objected', 'withdrawn', 'returned', 'reversed'],
  }),
]
