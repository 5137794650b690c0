import { lastMonthOf } from '../running.js'
import { addDays, momentOf } from '../../base/day.js'
import type { Ask, AskKind, Forecast } from '../asks.js'
import type { Situation } from '../context.js'
import { takesSheets } from './hand-in.js'
import type { Running } from '../running.js'
import { plannedVote } from './open.js'
import { votedPart, votedParts } from './parts.js'
import { sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

/** Votes that take sheets now, whose cycle runs. */
export function runningVotes(situation: Situation): VoteRecord[] {
  return [...situation.collected.of(votesSlice).open].filter(
    (vote) => takesSheets(situation, vote) && votedPart(situation.bureau, vote),
  )
}

/**
 * A line for each part: the office opens a vote when it sees fit, which the regulations want at the year's end, so it is told
 * of from the cycle's last month on.
 */
function forecastVotes(situation: Situation, cycle: Running): readonly Forecast[] {
  const opens = situation.calendar.shiftToWorkingDay(lastMonthOf(cycle))
  return votedParts({ cycles: [cycle] }).map((of) => {
    const { all, sheets } = plannedVote(situation, of)
    return {
      says: { code: 'forecast-vote', with: { part: of.part.name, sheets: `${sheets.length}` } },
      people: all,
      times: [{ opens, due: null }],
    }
  })
}

/** A vote waits for each of its voters until all own sheets are handed in. */
export const voteAsks: AskKind = {
  name: 'vote.hand-in',
  own: true,
  forecast: forecastVotes,
  open: (situation, { person, occasion }) =>
    runningVotes(situation).flatMap((vote): Ask[] => {
      if ((occasion ?? vote.id) !== vote.id) return []
      const voters = person === undefined ? [...vote.classOf.keys()] : [person]
      const part = votedPart(situation.bureau, vote)?.part.name ?? ''
      return voters.flatMap((who) => {
        const left = sheetsLeft(vote, who).length
        if (left === 0 || !situation.bureau.roster.person(who)) return []
        return [
          {
            ...{ kind: 'vote.hand-in', cycle: vote.cycle, who },
            ...{ about: vote.id, occasion: vote.id },
            says: { code: 'ask-vote', with: { part } },
            card: { kind: 'vote', key: vote.id },
            opens: vote.openedAt,
            due: vote.due,
            lateFrom: momentOf(addDays(vote.due, 1)),
          },
        ]
      })
    }),
}
