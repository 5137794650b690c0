import { yearShown } from './results.js'
import type { Day } from '../../base/day.js'
import { ownResult } from '../../storage/result-readers.js'
import { mayNot } from '../access.js'
import { appealsSlice } from '../appeal/appeals.js'
import { mayNotMake } from '../appeal/who.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing, Situation } from '../context.js'
import { followsFor } from '../consequence/due.js'
import type { GoneView } from '../gone-view.js'
import { standingView, type StandingView } from '../standing/view.js'
import { readResult } from './actions.js'
import { find, type Found, tierName } from './found.js'
import { movedBetween, readBy } from './moved.js'
import { publishedSlice } from './published.js'
import { readSnapshot, readStatement, type Snapshot } from './results.js'
import { reviewOf } from './review.js'

/** Where somebody stands among those whom the scheme ranks together. */
export interface OwnRank {
  name: string
  rank: number | null
  ranked: number
  tied: boolean
  /** Points to the next above and below; null where there is none, or it is tied. */
  behind: string | null
  ahead: string | null
}

/** What may be done about a result that one does not agree with. */
export interface ReviewOffered {
  card: CardRef
  until: Day
  provisional: boolean
  workingDaysLeft: number
  over: boolean
  /** Reviews asked for already. */
  made: number
}

/** A person's own result. */
export interface ResultView {
  kind: 'result'
  version: number
  /** The version in which the own result is another; null where it stands. */
  replacedBy: number | null
  /** A newer version that changed nothing of it; null where there is none. */
  unchangedBy: number | null
  /** Why a correction came. */
  reason: string
  assesses: 'person' | 'unit'
  standing: StandingView
  /** Narrowest first: among those whom one office gathers, then the whole tier. */
  ranks: OwnRank[]
  grade: string | null
  /** Who decides the grade; null while it is open. */
  decidedBy: string | null
  bars: { name: string; clause: string }[]
  /** What follows from it, as the regulation says. */
  consequences: { name: string; clause: string; says: string }[]
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
  /** For who may ask for a review of it while the cycle runs; null for others. */
  review: ReviewOffered | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: `result.read` of oneself, or of the unit that one belonged to; never in a group. What it says is the
 * snapshot's: also after the cycle is closed and the person has moved. What people wrote about a fact stands beside it.
 * @refuses gone
 */
export async function viewResult(seeing: Seeing, key: string): Promise<ResultView | GoneView> {
  const found = await find(seeing, key)
  const { bureau, person } = seeing
  if (!found || person === null || mayNot(bureau, person, readResult, { person })) return gone
  const whose = readBy(found.snapshot, person)
  const own = whose === undefined ? null : await resultIn(seeing, found, whose)
  if (!own || whose === undefined) return gone
  const { cycle, snapshot, publicity } = found
  const later = await laterThan(seeing, { cycle, snapshot, whose, person })
  const { replacedBy, unchangedBy } = later
  return {
    ...own,
    kind: 'result',
    version: snapshot.version,
    replacedBy,
    unchangedBy,
    reason: snapshot.reason,
    assesses: snapshot.words.assesses,
    publicityUntil: publicity.until,
    provisional: publicity.provisional,
    review: replacedBy === null ? await reviewOffered(seeing, { cycle, whose, person }) : null,
  }
}

/** What a publication says of one assessee: the statement, ranks, grade and bars. */
export type ResultShown = Pick<
  ResultView,
  'standing' | 'ranks' | 'grade' | 'decidedBy' | 'bars' | 'consequences'
>

/** What a publication says of one assessee, without looking at who reads it; null for who is not in it. */
export async function resultOf(
  seeing: Situation,
  of: { publication: string; assessee: string },
): Promise<ResultShown | null> {
  const found = await find(seeing, of.publication)
  return found && resultIn(seeing, found, of.assessee)
}

async function resultIn(
  seeing: Situation,
  { cycle, snapshot, results }: Found,
  whose: string,
): Promise<ResultShown | null> {
  const { result, words } = snapshot
  const statement = await readStatement(seeing.db, results, whose)
  if (!statement) return null
  const finding = result.grades.find((each) => each.assessee === whose)
  const { levels, choices } = words
  const year = yearShown(words)
  const of = { cycle, scheme: { shortTitle: words.scheme, choices }, year, levels }
  const standing = await standingView(seeing, of, statement)
  const unit = words.assesses === 'unit' ? '' : (words.units[statement.unit ?? ''] ?? '')
  return {
    standing: { ...standing, unit },
    ranks: ranksOf(snapshot, whose),
    grade: words.grades[finding?.grade ?? ''] ?? null,
    decidedBy: words.roles[finding?.decidedBy ?? ''] ?? null,
    bars: statement.bars.map(({ name, clause }) => ({ name, clause })),
    consequences: followsFor(snapshot, whose).map(({ name, clause, says }) => ({
      name,
      clause,
      says,
    })),
  }
}

/** Every ranking that somebody stands in, those of a group before those of its whole tier. */
export function ranksOf(snapshot: Pick<Snapshot, 'result' | 'words'>, assessee: string): OwnRank[] {
  return [...snapshot.result.rankings]
    .sort((a, b) => (a.group === null ? 1 : 0) - (b.group === null ? 1 : 0))
    .flatMap((tier) => {
      const place = tier.places.find((each) => each.assessee === assessee)
      if (!place) return []
      const { rank, tied, behind, ahead } = place
      return [
        {
          ...{ name: tierName(tier, snapshot.words), rank, ranked: tier.places.length },
          ...{ tied: tied.length > 0, behind, ahead },
        },
      ]
    })
}

/** Whether a newer version says something else of somebody's result, or leaves it as it is. */
async function laterThan(
  seeing: Seeing,
  of: { cycle: string; snapshot: Snapshot; whose: string; person: string },
): Promise<Pick<ResultView, 'replacedBy' | 'unchangedBy'>> {
  const { cycle, snapshot, whose, person } = of
  const last = seeing.collected.of(publishedSlice).get(cycle)?.at(-1)
  if (!last || last.version <= snapshot.version) return { replacedBy: null, unchangedBy: null }
  const own = await ownResult(seeing.db, cycle, person)
  if (own && own.version > snapshot.version) return { replacedBy: own.version, unchangedBy: null }
  // The newer one may be on its way still.
  const read = await readSnapshot(seeing.db, last.id)
  const moved = !read || movedBetween(snapshot, read.snapshot).has(whose)
  return moved
    ? { replacedBy: last.version, unchangedBy: null }
    : { replacedBy: null, unchangedBy: last.version }
}

async function reviewOffered(
  seeing: Seeing,
  { cycle: id, whose, person }: { cycle: string; whose: string; person: string },
): Promise<ReviewOffered | null> {
  const { bureau } = seeing
  const cycle = bureau.cycles.find((each) => each.id === id)
  if (!cycle || mayNotMake(bureau, person, whose)) return null
  const review = await reviewOf(seeing, cycle, person)
  if (!review) return null
  const { until, provisional, workingDaysLeft, over } = review
  const made = seeing.collected.of(appealsSlice).byAssessee.get(whose) ?? []
  return {
    card: { kind: 'appeal', key: keyOf(id, whose) },
    ...{ until, provisional, workingDaysLeft, over },
    made: made.filter((each) => each.cycle === id && each.withdrawn === null).length,
  }
}
