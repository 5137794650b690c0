import type { DocumentPath } from '../base/document.js'
import type { Points } from '../base/points.js'
import type { Band, Scale } from './model-parts.js'
import type { Reader } from './reader.js'
import type { ScaleDraft } from './schema.js'
import { oneOf } from './words.js'

type Path = DocumentPath

/** Reports a range that is empty. */
export function checkRange(reader: Reader, path: Path, lowest: Points, highest: Points): void {
  if (lowest.lessThan(highest)) return
  const message = `最高 ${highest.toString()} 应大于最低 ${lowest.toString()}`
  reader.problem(path, 'empty-range', message)
}

/** A scale with bands that cover it from top to bottom. */
export function buildScale(reader: Reader, draft: ScaleDraft, path: Path): Scale {
  const owners = [draft.scale]
  const says = reader.sentence(draft.scale, [...path, 'says'], draft.says)
  const lowest = reader.points(draft.lowest, [...path, 'lowest'], owners)
  const highest = reader.points(draft.highest, [...path, 'highest'], owners)
  checkRange(reader, [...path, 'highest'], lowest, highest)
  const bands = draft.bands.map((one, index): Band => {
    const at = [...path, 'bands', index]
    const figure = (key: string, raw: string) => reader.points(raw, [...at, key], owners)
    if ('points' in one) {
      const only = figure('points', one.points)
      return { id: one.band, name: one.name, from: only, to: only, midpoint: only }
    }
    const [from, to] = [figure('from', one.from), figure('to', one.to)]
    const midpoint = one.midpoint === undefined ? null : figure('midpoint', one.midpoint)
    checkRange(reader, [...at, 'to'], from, to)
    if (midpoint !== null && (midpoint.lessThan(from) || midpoint.greaterThan(to))) {
      const message = `代表分 ${midpoint.toString()} 不在“${one.name}”的 ${from.toString()} 至 ${to.toString()} 之内`
      reader.problem([...at, 'midpoint'], 'midpoint-outside', message)
    }
    return { id: one.band, name: one.name, from, to, midpoint }
  })
  const single = draft.bands.filter((one) => 'points' in one).length
  if (single === 0) checkBands(reader, path, { lowest, highest, bands })
  else checkSingle(reader, path, { lowest, highest, bands }, single)
  const edge = oneOf('upper', 'lower')
  const bandOnly = oneOf('refused', 'midpoint')
  const only = reader.setting(
    draft['band-only'] ?? (single === 0 ? 'refused' : 'midpoint'),
    { path: [...path, 'band-only'], owners, can: bandOnly.can },
    bandOnly.word,
    'refused',
  )
  checkMidpoints(reader, path, bands, only)
  return {
    id: draft.scale,
    name: draft.name,
    clause: draft.clause,
    says,
    lowest,
    highest,
    bands,
    edge: reader.setting(
      draft.edge ?? 'upper',
      { path: [...path, 'edge'], owners, can: edge.can },
      edge.word,
      'upper',
    ),
    bandOnly: only,
    dimensions: draft.dimensions,
  }
}

/** Where a ballot may carry the band alone, by whatever answer, each band has its figure. */
function checkMidpoints(
  reader: Reader,
  path: Path,
  bands: readonly Band[],
  only: Scale['bandOnly'],
): void {
  if (![only.value, ...Object.values(only.byAnswer ?? {})].includes('midpoint')) return
  for (const [index, band] of bands.entries()) {
    if (band.midpoint !== null) continue
    const message = `只划等次的票按代表分计，“${band.name}”却没有写 midpoint；不收这样的票就把 band-only 写成 refused`
    reader.problem([...path, 'bands', index, 'band'], 'midpoint-missing', message)
  }
}

/** Bands of one figure each: all of them, from the scale's highest down to its lowest. */
function checkSingle(
  reader: Reader,
  path: Path,
  scale: { lowest: Points; highest: Points; bands: Band[] },
  single: number,
): void {
  const { bands, lowest, highest } = scale
  const fits =
    single === bands.length &&
    bands[0]?.to.equals(highest) === true &&
    bands.at(-1)?.from.equals(lowest) === true &&
    bands.every((band, index) => bands[index + 1]?.to.lessThan(band.from) ?? true)
  if (fits) return
  const message =
    '只有几个分可选的，各档都写 points，从高到低，第一档等于 highest，最后一档等于 lowest'
  reader.problem([...path, 'bands'], 'bad-single-bands', message)
}

const gap = ['band-gap', '空档'] as const
const overlap = ['band-overlap', '重叠'] as const

function checkBands(
  reader: Reader,
  path: Path,
  scale: { lowest: Points; highest: Points; bands: Band[] },
): void {
  if (scale.bands.length === 0) return
  let upper = scale.highest
  for (const [index, band] of scale.bands.entries()) {
    const order = band.to.comparedTo(upper)
    if (order !== 0) {
      const [code, word] = order < 0 ? gap : overlap
      const message = `“${band.name}”到 ${band.to.toString()} 为止，上面一档从 ${upper.toString()} 起，中间有${word}`
      reader.problem([...path, 'bands', index, 'to'], code, message)
    }
    upper = band.from
  }
  if (upper.equals(scale.lowest)) return
  const message = `最低一档从 ${upper.toString()} 起，没有到分值下限 ${scale.lowest.toString()}`
  reader.problem([...path, 'bands', scale.bands.length - 1, 'from'], 'band-gap', message)
}
