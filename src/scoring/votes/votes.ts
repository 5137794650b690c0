import { bug, must } from '../../base/bug.js'
import { compareExact, points, sum, sumOfTimes, type Points } from '../../base/points.js'
import { type Band, byClass, type Scale, type VotesPart } from '../../scheme/model/parts.js'
import { isPartClosed, type Context } from '../context.js'
import { certain, unknown } from '../interval.js'
import { groupedBy, once } from '../../base/lookups.js'
import { partLine, scored, type PartLine } from '../parts/line.js'
import { withoutOwn } from './own-ballot.js'
import type { Tally } from '../input.js'
import type { WarningCode } from '../findings.js'

/** Votes on an assessee by band. */
export interface VoteCounts {
  /** Band id → ballots. */
  bands: ReadonlyMap<string, number>
  /** Valid ballots for the assessee. */
  valid: number
  /** Handed out; the valid ones when nothing is said. */
  issued: number
}

/** The band that a figure as written belongs to; what is found once is kept with the scale. */
function bandOfText(scale: Scale, known: Map<string, Band>, figure: string): Band {
  const before = known.get(figure)
  if (before !== undefined) return before
  const band = bandOf(scale, points(figure))
  known.set(figure, band)
  return band
}

const bandsKnown = once((_: Scale) => new Map<string, Band>())

/** The band that a figure belongs to; where two touch, the scale's `edge` decides. */
export function bandOf(scale: Scale, figure: Points): Band {
  const fits = scale.bands.filter(
    (band) => compareExact(band.from, figure) <= 0 && compareExact(figure, band.to) <= 0,
  )
  const found = scale.edge.value === 'upper' ? fits[0] : fits[fits.length - 1]
  return must(found, `scale ${scale.id} has no band for a figure`)
}

const talliesByAssessee = once((context: Context) =>
  groupedBy(context.input.tallies, (tally) => tally.assessee),
)

/**
 * A part's tallies for one assessee, without the own ballot where it is left out: one, or one for each class of voters in
 * their order where these are weighted. None where any is missing.
 */
export function talliesOf(context: Context, part: VotesPart, assessee: string): Tally[] {
  const given = talliesByAssessee(context).get(assessee) ?? []
  if (!byClass(part)) {
    const only = given.find((tally) => tally.part === part.id)
    return only === undefined ? [] : [withoutOwn(part, only)]
  }
  const found = given.filter((tally) => tally.part === part.id)
  const all = part.voters.flatMap((role) => found.find((tally) => tally.voters === role) ?? [])
  if (all.length < part.voters.length) return []
  return all.map((tally) => withoutOwn(part, tally))
}

/** Valid ballots of all classes together. */
export function validIn(context: Context, scale: Scale, tallies: readonly Tally[]): number {
  return tallies.reduce((all, tally) => all + countsOf(context, scale, tally).valid, 0)
}

/** The mean of all ballots; by classes the weighted mean of theirs. Null where one has none that gives points. */
function meanOfAll(part: VotesPart, scale: Scale, tallies: readonly Tally[]): Points | null {
  const [only] = tallies
  if (!byClass(part)) return only === undefined ? null : meanOf(scale, only)
  const means = tallies.flatMap((tally) => meanOf(scale, tally) ?? [])
  const [first] = means
  if (first === undefined || means.length < tallies.length) return null
  const over = part.weights.reduce<Points>((all, share) => all.times(share.over), points(1))
  const weighted = part.weights.map((share, at) =>
    over
      .dividedBy(share.over)
      .times(share.times)
      .times(means[at] ?? first),
  )
  return sum(weighted).dividedBy(over)
}

/** Ballots by band: as counted, else from the figures by the scale's bands. */
export function countsOf(context: Context, scale: Scale, tally: Tally): VoteCounts {
  const counted = allCounted(context)
  const before = counted.get(tally)
  if (before !== undefined) return before
  const counts = count(scale, tally)
  counted.set(tally, counts)
  return counts
}

const allCounted = once((_: Context) => new Map<Tally, VoteCounts>())

function count(scale: Scale, tally: Tally): VoteCounts {
  const bands = new Map<string, number>()
  for (const band of scale.bands) bands.set(band.id, 0)
  let valid = 0
  const add = (band: string, count: number): void => {
    bands.set(band, (bands.get(band) ?? 0) + count)
    valid += count
  }
  if (tally.grades !== undefined) {
    for (const [band, count] of Object.entries(tally.grades)) add(band, count)
  } else {
    const known = bandsKnown(scale)
    const values = tally.values ?? {}
    for (const figure of Object.keys(values)) {
      add(bandOfText(scale, known, figure).id, values[figure] ?? 0)
    }
  }
  return { bands, valid, issued: tally.issued ?? valid }
}

/** The mean of a tally's ballots; null when it has bands only and the scale refuses these. */
export function meanOf(scale: Scale, tally: Tally): Points | null {
  const values = tally.values ?? {}
  let all = 0
  for (const figure of Object.keys(values)) all += values[figure] ?? 0
  if (all > 0) return sumOfTimes(values).dividedBy(all)
  return scale.bandOnly.value === 'midpoint' ? meanOfBands(scale, tally.grades ?? {}) : null
}

function meanOfBands(scale: Scale, grades: Readonly<Record<string, number>>): Points | null {
  const ballots = Object.entries(grades).map(([id, count]) => {
    const band = scale.bands.find((one) => one.id === id)
    const figure = must(band, `scale ${scale.id}: no band ${id}`).midpoint
    return { figure: must(figure, `scale ${scale.id}: no midpoint of ${id}`), count }
  })
  const all = ballots.reduce((total, { count }) => total + count, 0)
  if (all === 0) return null
  return sum(ballots.map(({ figure, count }) => figure.times(count))).dividedBy(all)
}

/** A part by anonymous ballots: undetermined until closed, and with too few valid ones. */
export function votesLine(context: Context, part: VotesPart, assessee: string): PartLine {
  const scale = context.scales.get(part.scale) ?? bug(`no scale ${part.scale}`)
  const ends = { from: scale.lowest, to: scale.highest }
  const closed = isPartClosed(context, part)
  const tallies = closed ? talliesOf(context, part, assessee) : []
  const valid = validIn(context, scale, tallies)
  const enough = tallies.length > 0 && valid >= part.ballotsMin.value
  const mean = enough ? meanOfAll(part, scale, tallies) : null
  const warnings: WarningCode[] = []
  if (closed && tallies.length === 0) warnings.push('nothing-entered')
  else if (closed && !enough) warnings.push('few-ballots')
  else if (closed && mean === null) warnings.push('bands-only')
  return partLine(context, part, {
    own: mean === null ? unknown(ends.from, ends.to) : certain(mean),
    scale: ends,
    operation: 'ballot-mean',
    toScore: scored(context, part),
    settings: () => [scale.edge, scale.bandOnly, part.own],
    closed,
    missing: closed && mean === null,
    count: closed ? valid : null,
    warnings,
  })
}
