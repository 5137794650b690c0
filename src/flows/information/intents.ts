/** What stands in the form of a piece, as it was typed. */
export interface InfoWords {
  /** Kind and sort, `kind/sort`; '' while nothing is chosen. */
  what: string
  title: string
  link: string
  channel: string
}

/** What is done with the form. */
export type InfoFormIntent =
  /** `confirmed`: the same title or link was shown, and it is another piece. */
  | { verb: 'info.submit'; confirmed: boolean; words: InfoWords }
  | { verb: 'info.drop'; file: string; words: InfoWords }
  | { verb: 'info.again' }

/** What is done with a piece that was sent in. */
export type PieceIntent =
  | { verb: 'info.withdraw'; piece: string }
  | { verb: 'info.file'; file: string }

/** What is chosen for one piece: adopted, received only, declined; '' for not yet. */
export interface PieceChoice {
  as: string
  levels: string[]
}

/** What the information office does with the pieces of a page. */
export type InfoDeskIntent =
  | {
      verb: 'info.decide'
      /** The day on which those that are adopted were. */
      day: string
      /** Why those that are not adopted are not. */
      reason: string
      choices: Readonly<Record<string, PieceChoice>>
    }
  | { verb: 'info.page'; page: number }
