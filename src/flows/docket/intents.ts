import type { Judgement } from './entries.js'

/** What stands in the form of the register, as it was typed. */
export interface DocketWords {
  kind: string
  title: string
  /** Where it came from, and its number there. */
  source: string
  /** `YYYY-MM-DD HH:MM`. */
  received: string
  /** The day that it brings itself; '' for none. */
  explicit: string
  /** A unit or a person, by name. */
  owner: string
  /** Units and persons, by name. */
  assistants: string
}

export type DocketFormIntent =
  /** `shown`: until when the card said that it takes; another is shown first. */
  | { verb: 'docket.submit' | 'docket.look'; shown: string; words: DocketWords }
  | { verb: 'docket.again' }

/** What is done with a matter. */
export type DocketIntent =
  | { verb: 'docket.answer'; docket: string; text: string }
  | { verb: 'docket.confirm' | 'docket.back'; docket: string; text: string }
  | { verb: 'docket.place'; docket: string; owner: string; assistants: string; text: string }
  | { verb: 'docket.pause' | 'docket.resume' | 'docket.drop'; docket: string; text: string }
  | { verb: 'docket.extend'; docket: string; to: string; told: string; text: string }
  | { verb: 'docket.judge'; docket: string; as: Judgement | ''; text: string }
  | { verb: 'docket.papers'; docket: string }
  | { verb: 'docket.file'; file: string }

/** What who decides on a longer time does; `extension`: the request. */
export interface ExtensionDecision {
  verb: 'docket.agree' | 'docket.return' | 'docket.refuse'
  docket: string
  extension: string
  text: string
}

export const docketShows = ['open', 'late'] as const
/** Which matters the register lists. */
export type DocketShow = (typeof docketShows)[number]

export interface DocketsIntent {
  verb: 'dockets.page'
  /** Key of the card. */
  key: string
  page: number
  show: DocketShow
}

export interface DocketsExport {
  verb: 'dockets.export'
}
