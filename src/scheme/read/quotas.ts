import type { DocumentPath } from '../../base/document.js'
import type { Points } from '../../base/points.js'
import { shareOfFigure } from './figures.js'
import type { Places, Quota, Rounding } from '../model/grades.js'
import { Place } from './place.js'
import type { Reader, Word } from './reader.js'
import type { Draft } from '../shape/scheme.js'
import { figureOrNone, oneOf } from './words.js'

type QuotaDraft = Draft['quotas'][number]

/** A quota of a grade: so many or a share of each tier, in order of rank. */
export function buildQuota(reader: Reader, draft: QuotaDraft, path: DocumentPath): Quota {
  const says = reader.sentence(draft.quota, [...path, 'says'], draft.says)
  const at = new Place(reader, path, [draft.quota])
  at.known('grade', 'grade', draft.grade)
  at.known('role', 'decided-by', draft['decided-by'])
  at.knownAll('part', 'criteria', draft.criteria)
  const places = placesOf(draft, at)
  const rounding = oneOf<Rounding>('down', 'half-up', 'up', 'down-at-least-one')
  const share = [places.top, ...places.byTier.map((one) => one.top)].some(isShare)
  if (share !== (draft.rounding !== undefined)) {
    const message = share
      ? '名额按比例的，要写 rounding：算出的数怎样取整'
      : '名额是人数，不用写 rounding（取整）'
    at.problem(share ? 'top' : 'rounding', 'quota-rounding', message)
  }
  const least = figureOrNone(reader, [...path, 'total-min'])
  return {
    id: draft.quota,
    name: draft.name,
    clause: draft.clause,
    says,
    grade: draft.grade,
    ...places,
    rounding: at.set('rounding', draft.rounding, rounding, 'down'),
    per: draft.per,
    after: afterOf(draft, at),
    automatic: automaticOf(draft, at.below('automatic')),
    totalMin: at.set<Points | null>('total-min', draft['total-min'], least, null),
    barred: at.set('barred', draft.barred, oneOf('next', 'empty'), 'next'),
    tie: at.set('tie', draft.tie, oneOf('list-all', 'criteria'), 'list-all'),
    criteria: draft.criteria,
    decidedBy: draft['decided-by'],
  }
}

function placesOf(draft: QuotaDraft, at: Place): Pick<Quota, 'top' | 'byTier'> {
  const { top } = draft
  if (typeof top === 'string') {
    const kind = placesWord(at.reader, [...at.path, 'top'])
    return { top: at.set<Places | null>('top', top, kind, null), byTier: [] }
  }
  const rows = at.below('top')
  const each = (tier: string, raw: string | undefined) =>
    rows.set<Places | null>(tier, raw, placesWord(at.reader, [...rows.path, tier]), null)
  const { everyone, ...byTier } = top
  return {
    top: each('everyone', everyone),
    byTier: Object.entries(byTier).map(([tier, raw]) => {
      at.reader.known('tier', tier, [...rows.path, tier])
      return { tier, top: each(tier, raw) }
    }),
  }
}

/** `$name` with a whole number or a share, or `none`. */
function placesWord(
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

function isShare(one: Quota['top']): boolean {
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
  at.known('trait', 'trait', one.trait)
  return {
    trait: one.trait,
    counts: at.set('counts', one.counts, oneOf('inside', 'outside'), 'inside'),
  }
}
