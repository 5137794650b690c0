import { yearShown } from './results.js'
import type { Day } from '../../base/day.js'
import type { CycleResult } from '../../scoring/statement.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { find, type Found, tierName } from './found.js'
import { type Change, changesBetween, versionBefore } from './moved.js'
import { type Nominees, nomineesOf } from './preview-notes.js'
import type { Snapshot } from './results.js'

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
  /** What a correction changed of what the group sees: how much, and the first of it. */
  changes: { count: number; first: Change[] }
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
  /** Position and scheme version the result was computed from, for who recomputes it. */
  head: number
  schemeVersion: string
}

/** Every ranking of a publication with its rows: of whole tiers, and of those whom one office gathers. */
export function rankedTiers({
  result,
  words,
}: Pick<Snapshot, 'result' | 'words'>): RankingView['tiers'] {
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
  return result.rankings.map((tier) => ({
    ...{ name: tierName(tier, words), group: tier.group, rows: rows(tier.places) },
  }))
}

/** Changes that stand on a card; how many there are is said. */
const changesMost = 12

/** Of persons whose ranks the group does not see, nothing: who is nominated by now stands there. */
async function changesIn(
  seeing: Seeing,
  { cycle, snapshot }: Found,
): Promise<RankingView['changes']> {
  const { version, scope, words } = snapshot
  const before = await versionBefore(seeing, { cycle, version })
  const isHidden =
    words.assesses === 'person' && (scope !== 'ranking' || before?.scope !== 'ranking')
  if (!before || isHidden) return { count: 0, first: [] }
  const all = changesBetween(before, snapshot)
  return { count: all.length, first: all.slice(0, changesMost) }
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
  const { pins, words } = snapshot
  return {
    kind: 'ranking',
    scheme: words.scheme,
    year: yearShown(words),
    assesses: words.assesses,
    version: snapshot.version,
    replaced,
    reason: snapshot.reason,
    asOf: pins.asOf,
    scope: snapshot.scope,
    tiers: snapshot.scope === 'ranking' ? rankedTiers(snapshot) : [],
    nominees: nomineesOf(snapshot),
    changes: await changesIn(seeing, found),
    publicityUntil: publicity.until,
    provisional: publicity.provisional,
    head: pins.ledger.sequence,
    schemeVersion: pins.scheme.version,
  }
}
