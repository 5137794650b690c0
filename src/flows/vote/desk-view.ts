import { yearNameOf } from '../running.js'
import type { Day, Instant } from '../../base/day.js'
import { sumOfTimes } from '../../base/points.js'
import type { Refusal } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { manageVotes } from './actions.js'
import { missingIn } from './close.js'
import { leastVotes } from './least.js'
import { nameOfJudged, optionsOf } from './names.js'
import { mayNotOpen, plannedVote } from './open.js'
import { votedPart, votedParts } from './parts.js'
import { sheetsFor, sheetsLeft, type VoteRecord, votesSlice } from './votes.js'
import { gaveResult } from './tallies.js'

/** The office's card of a part that people vote on: opening, turnout, and what came of it. Never a choice of anybody. */
export interface VoteDeskView {
  kind: 'vote-desk'
  cycle: string
  part: string
  partName: string
  clause: string
  scheme: string
  year: string
  /** What a vote opened now would be, and why none can be; null where none is wanted. */
  plan: VotePlan | null
  /** The vote that runs. */
  running: VoteRunning | null
  /** What the last one gave. */
  result: VoteResult | null
  /** The one before was made void. */
  voided: { by: string; at: Instant; reason: string } | null
  /** Other parts that people vote on. */
  others: { key: string; name: string }[]
  least: number
}

/** A vote that could be opened. */
export interface VotePlan {
  people: number
  judged: number
  sheets: number
  ownLeftOut: boolean
  mayNot: Refusal | null
}

/** How far a vote is. */
export interface VoteRunning {
  vote: string
  openedBy: string
  openedAt: Instant
  due: Day
  provisional: boolean
  workingDaysLeft: number
  people: number
  done: number
  classes: VoteClass[]
  /** Sheets handed out and handed in. */
  sheets: { issued: number; taken: number }
  missing: number
  mayClose: boolean
}

/** What a vote gave. */
export interface VoteResult {
  /** By whom it was ended; null: by the bot, at its time. */
  by: string | null
  at: Instant
  voters: { all: number; done: number }
  classes: VoteClass[]
  sheets: { issued: number; taken: number; blank: number }
  /** Names of the options, best first; empty where figures were given. */
  options: string[]
  people: VoteCounted[]
  /** Nothing could be shown of anybody: it may be held again. */
  undetermined: boolean
}

/** Voters who are counted apart, and who of them handed in all; none is shown where a class of them is small. */
export interface VoteClass {
  name: string
  all: number
  done: number
}

/** What one got; null counts: too few. */
export interface VoteCounted {
  name: string
  valid: number | null
  /** By option. */
  counts: number[]
  /** Of figures their mean, to two decimals. */
  mean: string | null
}

/**
 * Access: `vote.manage`.
 * @refuses gone
 */
export async function viewVoteDesk(seeing: Seeing, key: string): Promise<VoteDeskView | GoneView> {
  const { bureau, person } = seeing
  const [cycle = '', part = ''] = partsIn(key, 2) ?? []
  const of = votedPart(bureau, { cycle, part })
  if (!of || person === null || mayNot(bureau, person, manageVotes, 'anything')) {
    return { kind: 'gone', code: 'gone' }
  }
  const votes = seeing.collected.of(votesSlice).byCycle.get(cycle) ?? []
  const own = votes.filter((vote) => vote.part === part)
  const last = own.at(-1)
  const running = last && last.end === null ? last : null
  const planned = plannedVote(seeing, of)
  const refusal = mayNotOpen(seeing, of, planned)
  const done = refusal?.code === 'vote-done' || running !== null
  return {
    kind: 'vote-desk',
    ...{ cycle, part, partName: of.part.name, clause: of.part.clause },
    ...{ scheme: of.cycle.scheme.shortTitle, year: yearNameOf(of.cycle) },
    plan: done
      ? null
      : {
          ...{ people: planned.all, judged: planned.judged, sheets: planned.sheets.length },
          ownLeftOut: planned.ownLeftOut,
          mayNot: refusal,
        },
    running: running && runningOf(seeing, running),
    result: running ? null : resultOf(seeing, last),
    voided: await voidedOf(seeing, last),
    others: votedParts(bureau)
      .map((each) => ({ key: keyOf(each.cycle.id, each.part.id), name: nameOf(each) }))
      .filter((each) => each.key !== key),
    least: leastVotes,
  }
}

function nameOf({ cycle, part }: ReturnType<typeof votedParts>[number]): string {
  return `${cycle.scheme.shortTitle} ${yearNameOf(cycle)} ${part.name}`
}

function runningOf(seeing: Seeing, vote: VoteRecord): VoteRunning {
  const voters = [...vote.classOf.keys()]
  const sheets = voters.map((one) => sheetsFor(vote, one).length)
  const taken = voters.map((one) => vote.taken.get(one)?.size ?? 0)
  const missing = missingIn(seeing, vote).length
  return {
    vote: vote.id,
    openedBy: seeing.bureau.roster.nameOf(vote.openedBy),
    openedAt: vote.openedAt,
    due: vote.due,
    provisional: isProvisional(seeing, vote.due),
    workingDaysLeft: seeing.calendar.workingDaysBetween(seeing.today, vote.due),
    people: voters.length,
    done: sheets.filter((all, at) => taken[at] === all).length,
    classes: classesOf(seeing, vote),
    sheets: { issued: sumOf(sheets), taken: sumOf(taken) },
    missing,
    mayClose: missing === 0 || seeing.today > vote.due,
  }
}

function roleName({ bureau }: Seeing, vote: VoteRecord, role: string): string {
  const roles = votedPart(bureau, vote)?.cycle.scheme.roles ?? []
  return roles.find(({ id }) => id === role)?.name ?? role
}

/** Turnout by class; of fewer than so many in any class, of none: it would follow from the others. */
function classesOf(seeing: Seeing, vote: VoteRecord): VoteClass[] {
  const all = [...vote.classOf]
  const classes = vote.classes.map((role) => {
    const people = all.filter(([, own]) => own === role).map(([who]) => who)
    const done = people.filter((who) => sheetsLeft(vote, who).length === 0).length
    return { name: roleName(seeing, vote, role), all: people.length, done }
  })
  return classes.length > 1 && classes.every(({ done }) => done >= leastVotes) ? classes : []
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function resultOf(seeing: Seeing, vote: VoteRecord | undefined): VoteResult | null {
  const closed = vote?.end?.closed
  if (!vote?.end || !closed) return null
  const options = optionsOf(seeing, vote)
  const { by, at } = vote.end
  return {
    by: seeing.bureau.roster.person(by) ? seeing.bureau.roster.nameOf(by) : null,
    at,
    classes: classesOf(seeing, vote),
    ...{ voters: closed.voters, sheets: closed.sheets, options: [...options.values()] },
    people: closed.tallies.map((one) => {
      const judged = nameOfJudged(seeing, vote, one.assessee)
      const by = 'voters' in one && one.voters ? roleName(seeing, vote, one.voters) : ''
      const name = by === '' ? judged : `${judged}（${by}）`
      if ('few' in one) return { name, valid: null, counts: [], mean: null }
      const given = one.grades ?? one.values ?? {}
      const valid = sumOf(Object.values(given))
      return {
        ...{ name, valid, counts: [...options.keys()].map((id) => one.grades?.[id] ?? 0) },
        mean: one.values ? meanText(one.values, valid) : null,
      }
    }),
    undetermined: !gaveResult(vote),
  }
}

/** The mean to two decimals, half up; what counts is the exact one. */
function meanText(values: Readonly<Record<string, number>>, valid: number): string {
  return sumOfTimes(values).dividedBy(valid).toFixed(2)
}

async function voidedOf(
  seeing: Seeing,
  vote: VoteRecord | undefined,
): Promise<VoteDeskView['voided']> {
  if (!vote?.end || vote.end.closed) return null
  const { by, at, entry } = vote.end
  const texts = await textsOf(seeing.db, [entry], ['reason'])
  const name = seeing.bureau.roster.person(by) ? seeing.bureau.roster.nameOf(by) : ''
  return { by: name, at, reason: texts.get(entry)?.reason ?? '' }
}
