import { refuse, refuseForm, fault } from '../../base/refusal.js'
import { dayText, type Day } from '../../base/day.js'
import { askRun } from '../../storage/jobs.js'
import { makeBoxes } from '../../storage/vote-boxes.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { isProvisional } from '../provisional.js'
import { importedIn, importedSlice } from '../publication/imported.js'
import { manageVotes } from './actions.js'
import { cellsOf } from './cells.js'
import { type OpenedBody, voteOpened } from './entries.js'
import type { VoteIntent } from './intents.js'
import { leastVotes, sheetsMax, voteDays } from './least.js'
import {
  choicesOf,
  inSheets,
  judgedIn,
  mostVotes,
  votedPart,
  type VotedPart,
  votersOf,
} from './parts.js'
import { gaveResult } from './tallies.js'
import { lastVote, votesSlice } from './votes.js'

/** The job that sends a vote's cards to its voters; its period is the vote. */
export const sendVoteJob = 'vote-send'

/** What a vote on a part would be if it were opened today; `choices` null where its figures can't be counted apart. */
export interface Planned extends Pick<OpenedBody, 'voters' | 'sheets' | 'ownLeftOut'> {
  choices: OpenedBody['choices'] | null
  /** People who vote, and who or what is voted on. */
  all: number
  judged: number
}

/** {@link Planned}, by the roster of today. */
export function plannedVote(
  { bureau, today }: Pick<Situation, 'bureau' | 'today'>,
  of: VotedPart,
): Planned {
  const judged = judgedIn(of, today).map(({ id }) => id)
  const voters = votersOf(bureau, of)
  const choices = choicesOf(of)
  return {
    voters,
    sheets: inSheets(judged, choices),
    ownLeftOut: of.part.own.value === 'left-out',
    choices,
    all: voters.reduce((all, { people }) => all + people.length, 0),
    judged: judged.length,
  }
}

/**
 * Why no vote on a part can be opened now; null where one can.
 * @refuses vote-open-already, vote-done, vote-imported, vote-scale, vote-nobody, vote-long, vote-limit-sheets, vote-few
 */
export function mayNotOpen(situation: Situation, of: VotedPart, planned: Planned) {
  const before = lastVote(situation.collected.of(votesSlice), {
    cycle: of.cycle.id,
    part: of.part.id,
  })
  if (before && before.end === null) return refuse('vote-open-already')
  if (before && gaveResult(before)) return refuse('vote-done')
  const other = importedIn(situation.collected.of(importedSlice), of.cycle.id, situation.today)
  if (other.closedParts.includes(of.part.id)) return refuse('vote-imported')
  if (!planned.choices) return refuse('vote-scale')
  if (planned.judged === 0) return refuse('vote-nobody')
  if (planned.sheets.length > sheetsMax) {
    return refuse('vote-long', {
      count: `${planned.judged}`,
      sheets: `${planned.sheets.length}`,
      most: `${sheetsMax}`,
    })
  }
  // Sheets are not looked at together: what was given on another is not kept.
  const counted = of.part.atMost.some(({ places }) => places.value.kind === 'count')
  if (counted && planned.sheets.length > 1) return refuse('vote-limit-sheets')
  const most = mostVotes(of, planned)
  if (most < leastVotes) return refuse('vote-few', { count: `${most}`, least: `${leastVotes}` })
  return null
}

/**
 * Opens a vote: who votes and who is voted on is fixed as it is today, and a job sends the sheets.
 * @refuses vote-no-part, not-allowed, {@link mayNotOpen}, vote-days
 */
export async function openVote(
  ctx: Context,
  intent: Extract<VoteIntent, { verb: 'vote.open' }>,
): Promise<Outcome> {
  const of = votedPart(ctx.bureau, intent)
  if (!of) return refuse('vote-no-part')
  const refusal = mayNot(ctx.bureau, ctx.person, manageVotes, 'anything')
  if (refusal) return refusal
  const planned = plannedVote(ctx, of)
  const not = mayNotOpen(ctx, of, planned)
  if (not) return not
  const days = voteDays.find((each) => `${each}` === intent.days)
  if (days === undefined) return refuseForm([fault('days', 'vote-days')])
  const due = ctx.calendar.addWorkingDays(ctx.today, days)
  const { voters, sheets, ownLeftOut, choices, all } = planned
  if (!choices) return refuse('vote-scale')
  const vote = voteOpened.write(ctx, {
    cycle: of.cycle.id,
    body: { part: of.part.id, due, voters, sheets, ownLeftOut, choices },
  })
  await makeBoxes(ctx.tx, { bureau: ctx.bureau.id, vote }, boxesFor({ voters, sheets, choices }))
  await askRun(ctx.tx, { bureau: ctx.bureau.id, job: sendVoteJob, period: vote })
  return done('vote-opened', { people: `${all}`, due: dueText(ctx, due) })
}

function dueText(ctx: Context, due: Day): string {
  return dayText(due, isProvisional(ctx, due))
}

function boxesFor({ voters, sheets, choices }: Pick<OpenedBody, 'voters' | 'sheets' | 'choices'>) {
  return sheets.flatMap((people, at) =>
    voters.map((one) => ({
      sheet: at + 1,
      voters: one.class,
      cells: cellsOf(choices, people.length),
    })),
  )
}
