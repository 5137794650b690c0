import type { Day } from '../../base/day.js'
import type { CycleResult } from '../../scoring/statement.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { standingView, type StandingView } from '../standing/view.js'
import type { GoneView } from '../gone-view.js'
import { readResult } from './actions.js'
import { publicityFrom } from './publicity.js'
import { publishedSlice } from './published.js'
import { type Nominees, nomineesOf } from './publish-view.js'
import { readSnapshot, readStatement, type Snapshot } from './results.js'

/** One row of the ranking. */
export interface RankingRow {
  rank: number
  name: string
  unit: string
  total: string
  tied: boolean
  nominated: boolean
}

/** The ranking in the group. */
export interface RankingView {
  kind: 'ranking'
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  version: number
  /** A newer version stands in the group. */
  replaced: boolean
  reason: string
  asOf: Day
  scope: Snapshot['scope']
  /** Of whole tiers, and of those whom one office gathers (`group`: its id; null: the whole tier). */
  tiers: { name: string; group: string | null; rows: RankingRow[] }[]
  nominees: Nominees[]
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
  /** Position and scheme version the result was computed from, for who recomputes it. */
  head: number
  schemeVersion: string
}

/** A person's own result. */
export interface ResultView {
  kind: 'result'
  version: number
  replaced: boolean
  assesses: 'person' | 'unit'
  standing: StandingView
  rank: number | null
  ranked: number
  tier: string
  grade: string | null
  /** Who decides the grade; null while it is open. */
  decidedBy: string | null
  bars: { name: string; clause: string }[]
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: everybody of the bureau's group, and its people. What it says is the snapshot's alone.
 * @refuses gone
 */
export async function viewRanking(seeing: Seeing, key: string): Promise<RankingView | GoneView> {
  const found = await find(seeing, key)
  if (!found) return gone
  const { snapshot, replaced, publicity } = found
  const { result, pins, words } = snapshot
  const nominated = new Set(
    result.nominations.flatMap((each) => each.nominees.map((one) => one.assessee)),
  )
  const rows = (places: CycleResult['rankings'][number]['places']): RankingRow[] =>
    places.flatMap((place) => {
      if (place.rank === null || place.total === null) return []
      const unit = words.assessees[place.assessee]?.unit
      return [
        {
          rank: place.rank,
          name: place.name,
          unit: words.units[unit ?? ''] ?? '',
          total: place.total,
          tied: place.tied.length > 0,
          nominated: nominated.has(place.assessee),
        },
      ]
    })
  return {
    kind: 'ranking',
    scheme: words.scheme,
    year: `${words.year}`,
    assesses: words.assesses,
    version: snapshot.version,
    replaced,
    reason: snapshot.reason,
    asOf: pins.asOf,
    scope: snapshot.scope,
    tiers:
      snapshot.scope === 'ranking'
        ? result.rankings.map((tier) => ({
            ...{ name: tierName(tier, words), group: tier.group, rows: rows(tier.places) },
          }))
        : [],
    nominees: nomineesOf(snapshot),
    publicityUntil: publicity.until,
    provisional: publicity.provisional,
    head: pins.ledger.sequence,
    schemeVersion: pins.scheme.version,
  }
}

/**
 * Access: `result.read` of oneself, or of the unit that one belonged to; never in a group. What it says is the
 * snapshot's: also after the cycle is closed and the person has moved. What people wrote about a fact stands beside it.
 * @refuses gone
 */
export async function viewResult(seeing: Seeing, key: string): Promise<ResultView | GoneView> {
  const found = await find(seeing, key)
  const { bureau, person } = seeing
  if (!found || person === null || mayNot(bureau, person, readResult, { person })) return gone
  const { cycle, snapshot, results, replaced, publicity } = found
  const { result, words } = snapshot
  const whose = words.assesses === 'unit' ? words.members[person] : person
  const statement = whose === undefined ? null : await readStatement(seeing.db, results, whose)
  if (!statement) return gone
  const isTheirs = (each: { assessee: string }): boolean => each.assessee === whose
  const tier = result.rankings.find((each) => each.places.some(isTheirs))
  const place = tier?.places.find(isTheirs)
  const finding = result.grades.find(isTheirs)
  const { year, levels, choices } = words
  const of = { cycle, scheme: { shortTitle: words.scheme, choices }, year, levels }
  const standing = await standingView(seeing, of, statement)
  const unit = words.assesses === 'unit' ? '' : (words.units[statement.unit ?? ''] ?? '')
  return {
    kind: 'result',
    version: snapshot.version,
    replaced,
    assesses: words.assesses,
    standing: { ...standing, unit },
    rank: place?.rank ?? null,
    ranked: tier?.places.length ?? 0,
    tier: tier ? tierName(tier, words) : '',
    grade: words.grades[finding?.grade ?? ''] ?? null,
    decidedBy: words.roles[finding?.decidedBy ?? ''] ?? null,
    bars: statement.bars.map(({ name, clause }) => ({ name, clause })),
    publicityUntil: publicity.until,
    provisional: publicity.provisional,
  }
}

/** A publication of this bureau, whether its cycle still runs or not. */
async function find(
  seeing: Seeing,
  key: string,
): Promise<{
  cycle: string
  snapshot: Snapshot
  results: string
  replaced: boolean
  publicity: { until: Day; provisional: boolean }
} | null> {
  const read = await readSnapshot(seeing.db, key)
  const all = seeing.collected.of(publishedSlice).get(read?.cycle ?? '') ?? []
  const published = all.find((each) => each.id === key)
  if (!read || !published) return null
  const { snapshot, results } = read
  const publicity = publicityFrom(seeing, published.on, snapshot.words.publicity)
  const replaced = all.some((each) => each.version > snapshot.version)
  return { cycle: read.cycle, snapshot, results, publicity, replaced }
}

/** Affiliated posts may be ranked apart, under the same tier, and so may those whom one office gathers. */
function tierName(
  { name, affiliated, group }: CycleResult['rankings'][number],
  { units }: Snapshot['words'],
): string {
  if (group !== null) return `${units[group] ?? group}扎口`
  return affiliated ? `${name}（参公岗位）` : name
}
