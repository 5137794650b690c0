import { yearNameOf } from '../running.js'
import { yearShown } from '../publication/results.js'
import type { Day } from '../../base/day.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { find } from '../publication/found.js'
import { readBy } from '../publication/moved.js'
import { type Nominees, nomineesOf } from '../publication/preview-notes.js'
import { publishedSlice } from '../publication/published.js'
import { type OwnRank, ranksOf } from '../publication/result-view.js'
import type { Snapshot } from '../publication/results.js'
import { rankedTiers, type RankingView } from '../publication/views.js'
import { ownIn, releasedCycles } from './released.js'

/** `/rank`: where one stands, as far as it is published. */
export interface RankView {
  kind: 'rank'
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  version: number
  on: Day
  publicity: { until: Day; provisional: boolean; over: boolean }
  /** The own place, or those of the units that one belongs to, heads or is in charge of. */
  own: OwnPlace[]
  nominees: Nominees[]
  /** The rankings that the own place stands in; none where only names are published. */
  tiers: RankingView['tiers']
  /** The own result, for who got one. */
  result: CardRef | null
  others: { text: string; card: CardRef }[]
}

/** A place as its own reader sees it. */
export interface OwnPlace {
  name: string
  total: string | null
  grade: string | null
  ranks: OwnRank[]
}

/**
 * Where one stands in the last version of a cycle's results. Key: the cycle. Access: everybody of the bureau, in their
 * own chat: the own place, and of others what the group reads.
 * @refuses gone
 */
export async function viewRank(seeing: Seeing, key: string): Promise<RankView | GoneView> {
  const { person, collected, bureau, today } = seeing
  const gone: GoneView = { kind: 'gone', code: 'gone' }
  const last = collected.of(publishedSlice).get(key)?.at(-1)
  const found = last && person !== null ? await find(seeing, last.id) : null
  if (!last || !found || person === null || !bureau.roster.person(person)) return gone
  const { snapshot, publicity } = found
  const { words } = snapshot
  const own = ownIn(seeing, snapshot, person)
  return {
    kind: 'rank',
    scheme: words.scheme,
    year: yearShown(words),
    assesses: words.assesses,
    version: snapshot.version,
    on: last.on,
    publicity: { ...publicity, over: today > publicity.until },
    own: own.map((id) => placeOf(snapshot, id)),
    nominees: nomineesOf(snapshot),
    tiers: tiersOf(snapshot, own),
    result: readBy(snapshot, person) === undefined ? null : { kind: 'result', key: last.id },
    others: releasedCycles(seeing)
      .filter((id) => id !== key)
      .flatMap((id) => {
        const running = bureau.cycles.find((each) => each.id === id)
        if (!running) return []
        const text = `${yearNameOf(running)}年度 ${running.scheme.shortTitle}`
        return [{ text, card: { kind: 'rank', key: id } }]
      }),
  }
}

/** What a publication says of one place. */
export function placeOf(snapshot: Snapshot, id: string): OwnPlace {
  const { result, words } = snapshot
  const places = result.rankings.flatMap((ranking) => ranking.places)
  const finding = result.grades.find(({ assessee }) => assessee === id)
  return {
    name: words.assessees[id]?.name ?? id,
    total: places.find(({ assessee }) => assessee === id)?.total ?? null,
    grade: words.grades[finding?.grade ?? ''] ?? null,
    ranks: ranksOf(snapshot, id),
  }
}

/** As far as the group reads them: those in which the own place stands, all for who has none. */
function tiersOf(snapshot: Snapshot, own: readonly string[]): RankView['tiers'] {
  if (snapshot.scope !== 'ranking') return []
  const all = rankedTiers(snapshot)
  const mine = all.filter((_, at) =>
    snapshot.result.rankings[at]?.places.some(({ assessee }) => own.includes(assessee)),
  )
  return mine.length > 0 ? mine : all
}
