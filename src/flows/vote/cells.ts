import type { OpenedBody } from './entries.js'

type Choices = OpenedBody['choices']

/**
 * Where on a sheet's sealed counts each mark has its place: for every assessee as many cells as there are choices, and
 * behind them one for sheets without any mark.
 */
export function cellsOf(choices: Choices, people: number): number {
  return people * perPerson(choices) + 1
}

/** How many choices there are for each. */
export function perPerson(choices: Choices): number {
  return 'options' in choices ? choices.options.length : choices.to - choices.from + 1
}

/** The cell of the assessee at `place` of the sheet given `choice`, by its place among the choices. */
export function cellOf(choices: Choices, place: number, choice: number): number {
  return place * perPerson(choices) + choice
}

/** The cell of a sheet without a mark. */
export function blankCell(choices: Choices, people: number): number {
  return people * perPerson(choices)
}

/** What the choice at a place is called in a tally: the id of an option, or a figure. */
export function choiceAt(choices: Choices, at: number): string {
  return 'options' in choices ? (choices.options[at] ?? '') : `${choices.from + at}`
}
