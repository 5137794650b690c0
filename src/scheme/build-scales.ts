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
    const figure = (key: 'from' | 'to' | 'midpoint') =>
      reader.points(one[key], [...at, key], owners)
    const [from, to, midpoint] = [figure('from'), figure('to'), figure('midpoint')]
    checkRange(reader, [...at, 'to'], from, to)
    if (midpoint.lessThan(from) || midpoint.greaterThan(to)) {
      const message = `代表分 ${midpoint.toString()} 不在“${one.name}”的 ${from.toString()} 至 ${to.toString()} 之内`
      reader.problem([...at, 'midpoint'], 'midpoint-outside', message)
    }
    return { id: one.band, name: one.name, from, to, midpoint }
  })
  checkBands(reader, path, { lowest, highest, bands })
  const edge = oneOf('upper', 'lower')
  const bandOnly = oneOf('refused', 'midpoint')
  return {
    id: draft.scale,
    name: draft.name,
    clause: draft.clause,
    says,
    lowest,
    highest,
    bands,
    edge: reader.setting(
      draft.edge,
      { path: [...path, 'edge'], owners, can: edge.can },
      edge.word,
      'upper',
    ),
    bandOnly: reader.setting(
      draft['band-only'],
      { path: [...path, 'band-only'], owners, can: bandOnly.can },
      bandOnly.word,
      'refused',
    ),
    dimensions: draft.dimensions,
  }
}

const gap = ['band-gap', '空档'] as const
const overlap = ['band-overlap', '重叠'] as const

function checkBands(
  reader: Reader,
  path: Path,
  scale: { lowest: Points; highest: Points; bands: Band[] },
): void {
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
