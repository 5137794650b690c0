import { yearNameOf } from '../running.js'
import type { Day, Instant } from '../../base/day.js'
import type { Assessee } from '../../scoring/input.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { takesSheets } from './hand-in.js'
import { leastVotes } from './least.js'
import { optionsOf } from './names.js'
import { limitsOn, votedPart, type VotedPart } from './parts.js'
import { judgedOn, sheetsFor, sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

/** A voter's card of a vote: the next sheet, or that all are handed in. Never what stood on one. */
export interface VoteView {
  kind: 'vote'
  vote: string
  scheme: string
  year: string
  partName: string
  clause: string
  due: Day
  provisional: boolean
  workingDaysLeft: number
  state: 'open' | 'handed-in' | 'over' | 'closed' | 'void'
  /** Own sheets, and how many of them are handed in; when the last was. */
  sheets: number
  done: number
  doneAt: Instant | null
  /** The sheet to be filled in now; null where there is none. */
  sheet: VoteSheet | null
  ownLeftOut: boolean
  /** Below so many nothing is shown. */
  least: number
}

/** One sheet, empty: what is chosen on it stays on the voter's device until it is handed in. */
export interface VoteSheet {
  number: number
  people: { id: string; name: string; unit: string }[]
  /** Units are judged, not persons. */
  units: boolean
  /** What can be given: options best first, or whole figures. */
  options: { id: string; name: string; points: string | null }[]
  figures: { from: number; to: number; bands: string[] } | null
  /** Bands that only some may have. */
  limits: { name: string; most: number }[]
}

/**
 * Access: who the vote was handed out to.
 * @refuses gone
 */
export async function viewVote(seeing: Seeing, key: string): Promise<VoteView | GoneView> {
  const { person, today, calendar } = seeing
  const vote = seeing.collected.of(votesSlice).byId.get(key)
  const of = vote && votedPart(seeing.bureau, vote)
  if (!vote || !of || person === null || !vote.classOf.has(person)) {
    return { kind: 'gone', code: 'gone' }
  }
  const left = sheetsLeft(vote, person)
  const takes = takesSheets(seeing, vote)
  const taken = vote.taken.get(person)
  const [next] = left
  return {
    kind: 'vote',
    vote: vote.id,
    scheme: of.cycle.scheme.shortTitle,
    year: yearNameOf(of.cycle),
    partName: of.part.name,
    clause: of.part.clause,
    due: vote.due,
    provisional: isProvisional(seeing, vote.due),
    workingDaysLeft: calendar.workingDaysBetween(today, vote.due),
    state: stateOf(vote, { takes, left: left.length }),
    sheets: sheetsFor(vote, person).length,
    done: taken?.size ?? 0,
    doneAt: [...(taken?.values() ?? [])].at(-1) ?? null,
    sheet: takes && next !== undefined ? sheetOf(seeing, { vote, of, number: next, person }) : null,
    ownLeftOut: vote.ownLeftOut,
    least: leastVotes,
  }
}

function stateOf(
  { end }: VoteRecord,
  { takes, left }: { takes: boolean; left: number },
): VoteView['state'] {
  if (end) return end.closed ? 'closed' : 'void'
  if (left === 0) return 'handed-in'
  return takes ? 'open' : 'over'
}

function sheetOf(
  seeing: Seeing,
  { vote, of, number, person }: { vote: VoteRecord; of: VotedPart; number: number; person: string },
): VoteSheet {
  const { choices } = vote
  const { bands } = of.scale
  return {
    number,
    people: judgedOn(vote, number, person).map((id) => judged(seeing, of.cycle.byId.get(id), id)),
    units: of.cycle.scheme.assessee === 'unit',
    options: [...optionsOf(seeing, vote)].map(([id, name]) => {
      const band = of.scale.named ? undefined : bands.find((each) => each.id === id)
      return { id, name, points: band?.from.toFixed() ?? null }
    }),
    limits: limitsOn(of, judgedOn(vote, number, person).length).map(({ name, most }) => ({
      name,
      most,
    })),
    figures:
      'options' in choices
        ? null
        : {
            ...choices,
            bands: bands.map((b) => `${b.name} ${b.from.toFixed()}–${b.to.toFixed()}`),
          },
  }
}

function judged(
  { bureau }: Seeing,
  one: Assessee | undefined,
  id: string,
): VoteSheet['people'][number] {
  const unit = one && one.unit !== id ? one.unit : null
  return {
    id,
    name: one?.name ?? bureau.roster.nameOf(id),
    unit: unit ? bureau.roster.unitNameOf(unit) : '',
  }
}
