import { lastMonthOf } from '../running.js'
import { addDays, momentOf } from '../../base/day.js'
import type { Ask, AskKind, Forecast } from '../asks.js'
import { keyOf } from '../card-key.js'
import type { Situation } from '../context.js'
import { occasionOf, yearMoments } from '../items/asks.js'
import { windowOf } from '../items/windows.js'
import { noRules, times } from '../jobs.js'
import { publishedSlice } from '../publication/published.js'
import { missingIn } from './close.js'
import { takesSheets } from './hand-in.js'
import type { Running } from '../running.js'
import { mayNotOpen, plannedVote } from './open.js'
import { votedPart, type VotedPart, votedParts } from './parts.js'
import { lastVote, sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

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

/** Who has not opened a vote is reminded so many working days before the day on which self-checks are due. Ours. */
const remindBefore = 3

/** What the office has to do about a vote on a part: open one, or count the one that all have handed in; null for nothing. */
function wantedOf(situation: Situation, of: VotedPart): 'open' | 'close' | null {
  const { collected } = situation
  const last = lastVote(collected.of(votesSlice), { cycle: of.cycle.id, part: of.part.id })
  if (last && last.end === null) return missingIn(situation, last).length === 0 ? 'close' : null
  if (collected.of(publishedSlice).has(of.cycle.id)) return null
  return mayNotOpen(situation, of, plannedVote(situation, of)) === null ? 'open' : null
}

/**
 * The office opens the votes of a cycle in its last month, so that they are over before results are computed, and counts what is
 * complete before its last day.
 */
export const runVoteAsks: AskKind = {
  name: 'vote.run',
  open: (situation, { person, occasion }) => {
    const office = situation.bureau.roster
      .holders('assessment-office')
      .filter(({ id }) => person === undefined || id === person)
    if (office.length === 0) return []
    return votedParts(situation.bureau).flatMap((of): Ask[] => {
      const { opens, due } = windowOf(of.cycle, situation.calendar)
      const own = occasionOf(of.cycle)
      if (situation.today < opens || (occasion ?? own) !== own) return []
      const wanted = wantedOf(situation, of)
      if (wanted === null) return []
      const key = keyOf(of.cycle.id, of.part.id)
      return office.map(({ id: who }) => ({
        ...{ kind: 'vote.run', cycle: of.cycle.id, who, about: key, occasion: own, due },
        says: { code: `ask-vote-${wanted}`, with: { part: of.part.name } },
        card: { kind: 'vote-desk', key },
        opens: momentOf(opens, times.morning),
        lateFrom: momentOf(addDays(due, 1)),
      }))
    })
  },
  sends: {
    titles: { open: '发组织民主测评的卡片', remind: '提醒组织民主测评' },
    moments: (calendar, from, to, { years } = noRules) =>
      yearMoments(calendar, { from, to, years }, (occasion, { opens, due }) => {
        const until = momentOf(due, '23:59')
        const remindOn = calendar.addWorkingDays(due, -remindBefore)
        return [
          { occasion, at: momentOf(opens, times.morning), until, reminds: false },
          { occasion, at: momentOf(remindOn, times.morning), until, reminds: true },
        ]
      }),
  },
}
