import { bug } from '../base/bug.js'

/**
 * The cards there are. A live card is one (recipient, kind, key); what stands on it is always rendered
 * from the present state, so a chat never holds a card that lies.
 */
export const cardKinds = [
  /** Key `home`: my running score, what waits for me, what I may do. */
  'home',
  /** Key `now`: /myscore. */
  'standing',
  /** Key = month: a person's monthly report. */
  'report',
  /** Key = `month.unit`: a head's digest of the unit, to sign. */
  'digest',
  /** Key `new`: the office's form for a fact. */
  'record',
  /** Key = fact id: to who approves it. */
  'approval',
  /** Key = fact id: to the person it charges; objection form. */
  'fact',
  /** Key = fact id: an objection before the office. */
  'hearing',
  /** Key = `quarter.part`: an assessor's people. */
  'rating',
  /** Key = cycle: the office's preview before publishing. */
  'publish',
  /** Key = publication id: the ranking in the group. */
  'ranking',
  /** Key = publication id: a person's own result. */
  'result',
] as const

export type CardKind = (typeof cardKinds)[number]

/**
 * Cards that people open themselves, by a word or a button: nobody waits for them, and when they are too old
 * to be changed they are not sent anew before they are asked for.
 */
export const openedByPeople: ReadonlySet<string> = new Set<CardKind>([
  'home',
  'standing',
  'record',
  'publish',
])

/** Which card: what it is and about what. */
export interface CardRef {
  kind: CardKind
  key: string
}

/** The kind that a stored name is; a bug when there is none (any more). */
export function cardKindOf(name: string): CardKind {
  return cardKinds.find((kind) => kind === name) ?? bug(`no card kind ${name}`)
}
