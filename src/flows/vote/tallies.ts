import type { Day } from '../../base/day.js'
import type { Tally } from '../../scoring/input.js'
import type { BoxCounts } from '../../storage/vote-boxes.js'
import { blankCell, cellOf, choiceAt, perPerson } from './cells.js'
import type { ClosedBody } from './entries.js'
import { leastVotes } from './least.js'
import { boxName, judgedOn, sheetsFor, sheetsLeft, type VoteRecord, type Votes } from './votes.js'

/** How many sheets were handed in, as the ledger has them, in the order of sheets and classes: {@link boxName} → number. */
export function takenOf(vote: VoteRecord): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const [at] of vote.sheets.entries()) {
    for (const one of vote.classes) counted[boxName(at + 1, one)] = 0
  }
  for (const [voter, sheets] of vote.taken) {
    for (const sheet of sheets.keys()) {
      const name = boxName(sheet, vote.classOf.get(voter) ?? '')
      counted[name] = (counted[name] ?? 0) + 1
    }
  }
  return counted
}

/**
 * Whether the boxes hold just the sheets that the ledger says were handed in. Where one was put in or taken out by
 * other ways, or a box was exchanged for an older one, they differ.
 */
export function boxesMatch(vote: VoteRecord, boxes: readonly BoxCounts[]): boolean {
  const expected = takenOf(vote)
  return (
    boxes.length === Object.keys(expected).length &&
    boxes.every(({ sheet, voters, sheets }) => sheets === expected[boxName(sheet, voters)])
  )
}

/** What a vote gave, from its boxes: of fewer than {@link leastVotes} on an assessee only that they were too few. */
export function closedBody(vote: VoteRecord, boxes: readonly BoxCounts[]): ClosedBody {
  const voters = [...vote.classOf.keys()]
  const sheets = voters.map((one) => sheetsFor(vote, one).length)
  return {
    part: vote.part,
    sheets: {
      issued: sumOf(sheets),
      taken: sumOf(boxes.map((box) => box.sheets)),
      blank: sumOf(boxes.map((box) => blankIn(vote, box))),
    },
    voters: {
      all: voters.length,
      done: voters.filter((one) => sheetsLeft(vote, one).length === 0).length,
    },
    tallies: vote.sheets.flatMap((people, at) =>
      people.flatMap((assessee, place) =>
        talliesOf(vote, boxes, { assessee, sheet: at + 1, place }),
      ),
    ),
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function blankIn(vote: VoteRecord, { sheet, cells }: BoxCounts): number {
  return cells[blankCell(vote.choices, vote.sheets[sheet - 1]?.length ?? 0)] ?? 0
}

/** One for each class of voters; where any class gave a few votes, none at all: it would follow from the others. */
function talliesOf(
  vote: VoteRecord,
  boxes: readonly BoxCounts[],
  of: { assessee: string; sheet: number; place: number },
): ClosedBody['tallies'] {
  const { assessee, sheet, place } = of
  const own = boxes.filter((box) => box.sheet === sheet)
  const several = vote.classes.length > 1
  const counted = own.map((box) => {
    const counts = Array.from({ length: perPerson(vote.choices) }, (_, at) => {
      return box.cells[cellOf(vote.choices, place, at)] ?? 0
    })
    return { voters: box.voters, counts, valid: sumOf(counts) }
  })
  if (counted.some(({ valid }) => valid < leastVotes)) return [{ assessee, few: true }]
  return counted.map(({ voters, counts }) => {
    const given = counts.map((count, at) => [choiceAt(vote.choices, at), count] as const)
    const named = Object.fromEntries(given.filter(([, count]) => count > 0))
    const issued = [...vote.classOf].filter(
      ([voter, ofClass]) => ofClass === voters && judgedOn(vote, sheet, voter).includes(assessee),
    ).length
    return {
      assessee,
      ...(several ? { voters } : {}),
      issued,
      ...('options' in vote.choices ? { grades: named } : { values: named }),
    }
  })
}

/** Whether a vote gave something for anybody; one that did not can be held again. */
export function gaveResult({ end }: Pick<VoteRecord, 'end'>): boolean {
  return end?.closed?.tallies.some((one) => !('few' in one)) ?? false
}

/** What the votes of a cycle that had ended by a day give to its scores: tallies, and the parts that they settle. */
export function votedIn(
  state: Votes,
  cycle: string,
  on: Day,
): { tallies: Tally[]; parts: string[] } {
  const tallies: Tally[] = []
  const parts: string[] = []
  for (const vote of state.byCycle.get(cycle) ?? []) {
    if (!vote.end?.closed || vote.end.on > on || !gaveResult(vote)) continue
    const { part } = vote
    parts.push(part)
    for (const one of vote.end.closed.tallies) {
      if ('few' in one) continue
      tallies.push({ part, ...one })
    }
  }
  return { tallies, parts }
}
