/**
 * Below so many voters no vote is opened, and below so many valid votes on an assessee nothing of them is shown, kept or
 * counted: of fewer, people who know each other can tell who gave what. Ours; where a scheme asks for more (`quorum`), that
 * holds besides.
 */
export const leastVotes = 5

/** Assessees on one sheet: more are not weighed against each other at a glance. */
const sheetMax = 25
/** What the lists of options may hold together on a card of the platform, each with its own frame. */
const onCard = { all: 160, frame: 6 }

/** Options that a sheet can have: of more not even one assessee fits on a card. */
export const optionsMax = 20

/** The most on one sheet, so that it is one card and one form of it. `options`: 0 where figures are given. */
export function sheetSize(options: number): number {
  if (options === 0) return sheetMax
  return Math.min(sheetMax, Math.floor(onCard.all / (options + 1)) - onCard.frame)
}

/** Sheets of one ballot: more than three hundred names are judged by nobody. */
export const sheetsMax = 12

/** Different figures that a ballot may give; each has a place of its own in the sealed counts. */
export const figuresMax = 1_001

/** Working days that the office may give a vote. */
export const voteDays = [1, 2, 3, 5, 7, 10, 15] as const
