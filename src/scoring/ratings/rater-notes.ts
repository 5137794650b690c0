import { exactText, type Points, points, sum, zero } from '../../base/points.js'
import { partsOf } from '../../scheme/model/tree.js'
import { compareText } from '../context.js'
import type { Exact, Rating, ScoringInput } from '../input.js'

/*
 * What is conspicuous about raters, for the office to look at before it publishes. It changes no score: a rater may have
 * good reasons.
 */

/** From so many people on it says something that all have the same, or that all are seen otherwise than others see them. */
const peopleLeast = 3
/** Far from the others: by this share of the scale on average. */
const farShare = points('0.1')

/** One thing about one rater in one period. */
export interface RaterNote {
  /** `same`: gave everybody the same; `far`: sees people otherwise than the others who rated them. */
  what: 'same' | 'far'
  part: string
  period: string
  assessor: string
  /** How many the rater rated there. */
  people: number
  /** The figure that all have; the mean difference to the others' means, with its sign. */
  value: Exact
}

/** What is conspicuous in the ratings that count, by part (a judge's sheet as a whole), period and rater. */
export function raterNotes(input: Pick<ScoringInput, 'scheme' | 'ratings'>): RaterNote[] {
  const ranges = rangesOf(input)
  const byAssessee = new Map<string, Rating[]>()
  const byRater = new Map<string, Rating[]>()
  for (const one of wholeSheets(input)) {
    push(byAssessee, `${one.part} ${one.period} ${one.assessee}`, one)
    push(byRater, `${one.part} ${one.period} ${one.assessor}`, one)
  }
  const notes = [...byRater.values()].flatMap((own): RaterNote[] => {
    const [first] = own
    if (!first || own.length < peopleLeast) return []
    const { part, period, assessor } = first
    const of = { part, period, assessor, people: own.length }
    if (own.every((one) => points(one.points).equals(points(first.points)))) {
      return [{ ...of, what: 'same', value: first.points }]
    }
    const away = own.flatMap((one) => awayOf(one, byAssessee) ?? [])
    if (away.length < peopleLeast) return []
    const mean = sum(away).dividedBy(away.length)
    const range = ranges.get(part) ?? zero
    if (range.isZero() || mean.abs().lessThan(range.times(farShare))) return []
    return [{ ...of, what: 'far', value: exactText(mean) }]
  })
  const keyOf = (one: RaterNote): string => `${one.part} ${one.period} ${one.assessor}`
  return notes.sort((a, b) => compareText(keyOf(a), keyOf(b)))
}

/** Ratings as they are, but the rows of a judge's sheet as one: full marks for a single row say nothing. */
function wholeSheets({ scheme, ratings }: Pick<ScoringInput, 'scheme' | 'ratings'>): Rating[] {
  const panels = panelsOf({ scheme })
  const sheets = new Map<string, Rating>()
  const alone: Rating[] = []
  for (const one of ratings) {
    const part = panels.get(one.part)
    if (part === undefined) {
      alone.push(one)
      continue
    }
    const { period, assessee, assessor, raterClass } = one
    const key = `${part} ${period} ${assessee} ${assessor} ${raterClass}`
    const before = points(sheets.get(key)?.points ?? '0')
    sheets.set(key, { ...one, part, points: exactText(before.plus(points(one.points))) })
  }
  return [...alone, ...sheets.values()]
}

/** Row → the panel on whose sheets it stands. */
function panelsOf({ scheme }: Pick<ScoringInput, 'scheme'>): Map<string, string> {
  return new Map(
    partsOf(scheme.total).flatMap((part) =>
      part.kind === 'ratings' && part.panel !== null ? [[part.id, part.panel.part] as const] : [],
    ),
  )
}

function push<T>(all: Map<string, T[]>, key: string, one: T): void {
  const known = all.get(key)
  if (known) known.push(one)
  else all.set(key, [one])
}

/** How far a rating is from the mean of the others of the same; null where nobody else rated. */
function awayOf(one: Rating, all: ReadonlyMap<string, readonly Rating[]>): Points | null {
  const others = (all.get(`${one.part} ${one.period} ${one.assessee}`) ?? []).filter(
    (each) => each.assessor !== one.assessor,
  )
  if (others.length === 0) return null
  const mean = sum(others.map((each) => points(each.points))).dividedBy(others.length)
  return points(one.points).minus(mean)
}

/** The length of each rated part's scale; of a panel those of its rows together. */
function rangesOf({ scheme }: Pick<ScoringInput, 'scheme'>): Map<string, Points> {
  const scales = new Map(scheme.scales.map((scale) => [scale.id, scale]))
  const ranges = new Map<string, Points>()
  for (const part of partsOf(scheme.total)) {
    const scale = part.kind === 'ratings' ? scales.get(part.scale) : undefined
    if (part.kind !== 'ratings' || !scale) continue
    const id = part.panel?.part ?? part.id
    const before = ranges.get(id) ?? zero
    ranges.set(id, before.plus(scale.highest.minus(scale.lowest)))
  }
  return ranges
}
