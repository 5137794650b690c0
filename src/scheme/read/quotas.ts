import type { DocumentPath } from '../../base/document.js'
import { buildCondition } from './conditions.js'
import { shareOfFigure } from '../language/figures.js'
import { partsOr } from './grades.js'
import type { Places, Quota, QuotaPer, Rounding } from '../model/grades.js'
import { plain, type Place } from './place.js'
import type { Reader, Word } from './reader.js'
import type { QuotaDraft } from '../shape/grades.js'
import { oneOf } from '../language/words.js'

/** How a share of places becomes a whole number. */
export const roundings = oneOf<Rounding>('down', 'half-up', 'up', 'down-at-least-one')

/** A quota of a grade: so many or a share of each tier or unit, in order of rank. */
export function buildQuota(draft: QuotaDraft, at: Place): Quota {
  const says = at.reader.sentence(draft.quota, [...at.path, 'says'], draft.says)
  at.known('grade', 'grade', draft.grade)
  at.below('by').known('role', 'decides', draft.by.decides)
  const places = placesOf(draft, at)
  const share = [places.places, ...places.byTier.map((one) => one.places)].some(isShare)
  if (share !== (draft.rounding !== undefined)) {
    const message = share
      ? '名额按比例的，要写 rounding：算出的数怎样取整'
      : '名额是人数，不用写 rounding（取整）'
    at.problem(share ? 'places' : 'rounding', 'quota-rounding', message)
  }
  const moves = oneOf('next', 'empty')
  const barred = at.set('barred', draft.barred, moves, 'next')
  const other = draft['other-grade']
  const per = oneOf<QuotaPer>('tier', 'unit', 'tier-and-unit', 'tier-and-group', 'everyone')
  return {
    id: draft.quota,
    name: draft.name,
    clause: draft.clause,
    says,
    grade: draft.grade,
    ...places,
    rounding: at.set('rounding', draft.rounding, roundings, 'down'),
    per: at.set('per', draft.per, per, 'tier'),
    after: afterOf(draft, at),
    automatic: automaticOf(draft, at.below('automatic')),
    barred,
    otherGrade: other === undefined ? barred : at.set('other-grade', other, moves, 'next'),
    ties:
      draft.ties === undefined
        ? plain([])
        : at.set('ties', draft.ties, partsOr(at, 'list-all'), []),
    decidedBy: draft.by.decides,
  }
}

function placesOf(draft: QuotaDraft, at: Place): Pick<Quota, 'places' | 'byTier'> {
  const { places } = draft
  if (typeof places === 'string') {
    const kind = placesWord(at.reader, [...at.path, 'places'])
    return { places: at.set<Places | null>('places', places, kind, null), byTier: [] }
  }
  const rows = at.below('places')
  const each = (tier: string, raw: string | undefined) =>
    rows.set<Places | null>(tier, raw, placesWord(at.reader, [...rows.path, tier]), null)
  const { everyone, ...byTier } = places
  return {
    places: each('everyone', everyone),
    byTier: Object.entries(byTier).map(([tier, raw]) => {
      at.reader.known('tier', tier, [...rows.path, tier])
      return { tier, places: each(tier, raw) }
    }),
  }
}

/** `$name` with a whole number or a share, or `none`. */
export function placesWord(
  reader: Reader,
  path: DocumentPath,
): { word: Word<Places | null>; can: string } {
  const word: Word<Places | null> = (raw, owners) => {
    if (raw === 'none') return null
    if (typeof raw !== 'string') return undefined
    const use = reader.figure(raw, path, owners)
    if (use === null) return null
    const { points, figure } = use
    if (figure.kind !== 'number' && points.greaterThan(0) && !points.greaterThan(1)) {
      return { kind: 'share', share: shareOfFigure(figure) }
    }
    if (!points.isInteger() || figure.kind !== 'number') {
      reader.problem(path, 'not-whole', `名额要整数或不超过 100% 的比例，${raw} 是 ${figure.text}`)
      return null
    }
    if (points.greaterThan(0)) return { kind: 'count', count: points.toNumber() }
    const message = `名额是 ${figure.text}，至少要有 1 名；没有名额就删去这一条`
    reader.problem(path, 'quota-impossible', message)
    return null
  }
  return { word, can: '$名称、none' }
}

function isShare(one: Quota['places']): boolean {
  return [one.value, ...Object.values(one.byAnswer ?? {})].some((all) => all?.kind === 'share')
}

/** The quota whose nominees it goes on behind: one that stands before it. */
function afterOf(draft: QuotaDraft, at: Place): string | null {
  const { after } = draft
  if (after === undefined) return null
  const { quotas } = at.reader.draft
  const [own, other] = [draft.quota, after].map((id) => quotas.findIndex((one) => one.quota === id))
  at.known('quota', 'after', after)
  if (other !== undefined && own !== undefined && other >= own) {
    at.problem('after', 'quota-order', `${after} 要写在 ${draft.quota} 的前面`)
  }
  return after
}

function automaticOf(draft: QuotaDraft, at: Place): Quota['automatic'] {
  const one = draft.automatic
  if (one === undefined) return null
  return {
    when: buildCondition(one.when, at.below('when')),
    places: at.set('places', one.places, oneOf('inside', 'outside'), 'inside'),
  }
}
