import type { DocumentPath } from '../../base/document.js'
import { zero, type Points } from '../../base/points.js'
import type { Band, Scale } from '../model/parts.js'
import type { Reader } from './reader.js'
import type { ScaleDraft } from '../shape/scheme.js'
import { Place, plain } from './place.js'
import { oneOf } from '../language/words.js'

type Path = DocumentPath

/** Reports a range that is empty. */
export function checkRange(reader: Reader, path: Path, lowest: Points, highest: Points): void {
  if (lowest.lessThan(highest)) return
  const message = `最高 ${highest.toString()} 应大于最低 ${lowest.toString()}`
  reader.problem(path, 'empty-range', message)
}

/** A scale: bands that cover it from top to bottom, or single values (`is`). */
export function buildScale(reader: Reader, draft: ScaleDraft, path: Path): Scale {
  const says = reader.sentence(draft.scale, [...path, 'says'], draft.says)
  const { scale: id, name, clause, dimensions } = draft
  const base = { id, name, clause, says, dimensions }
  const isName = (one: ScaleDraft['bands'][number]) =>
    [one.is, one.from, one.to, one.midpoint].every((each) => each === undefined)
  if (draft.bands.length > 0 && draft.bands.every(isName)) {
    return { ...base, ...namesAlone(reader, draft, path) }
  }
  return draft.bands.some((one) => one.is !== undefined)
    ? { ...base, ...listedValues(reader, draft, path) }
    : { ...base, ...spread(reader, draft, path) }
}

type Range = Omit<Scale, 'id' | 'name' | 'clause' | 'says' | 'dimensions'>

/** The figure at `key`; a problem and 0 where nothing is written. */
function figureAt(
  reader: Reader,
  raw: string | undefined,
  at: { path: Path; key: string; owner: string },
): Points {
  if (raw !== undefined) return reader.points(raw, [...at.path, at.key], [at.owner])
  reader.problem(at.path, 'missing-key', `缺少“${at.key}”，请补上`)
  return zero
}

/** A scale of names: its ballots are shares of votes and no points. */
function namesAlone(reader: Reader, draft: ScaleDraft, path: Path): Range {
  for (const key of ['from', 'to', 'edge', 'band-only'] as const) {
    if (draft[key] === undefined) continue
    const message = `只有名称、没有分数的档，不写 ${key}`
    reader.problem([...path, key], 'listed-scale', message)
  }
  const bands = draft.bands.map((one): Band => {
    return { id: one.band, name: one.name, from: zero, to: zero, midpoint: zero }
  })
  const [edge, bandOnly] = [plain<'upper'>('upper'), plain<'midpoint'>('midpoint')]
  return { lowest: zero, highest: zero, bands, listed: true, named: true, edge, bandOnly }
}

/** A scale whose bands are single values: a ballot is worth one of them. */
function listedValues(reader: Reader, draft: ScaleDraft, path: Path): Range {
  const unwanted = (key: string, at: Path) =>
    reader.problem([...at, key], 'listed-scale', `每档只有一个分（is）的，不写 ${key}`)
  for (const key of ['from', 'to', 'edge', 'band-only'] as const) {
    if (draft[key] !== undefined) unwanted(key, path)
  }
  const bands = draft.bands.map((one, index): Band => {
    const at = [...path, 'bands', index]
    for (const key of ['from', 'to', 'midpoint'] as const) {
      if (one[key] !== undefined) unwanted(key, at)
    }
    const value = figureAt(reader, one.is, { path: at, key: 'is', owner: draft.scale })
    return { id: one.band, name: one.name, from: value, to: value, midpoint: value }
  })
  for (const [index, band] of bands.entries()) {
    const above = bands[index - 1]
    if (above === undefined || band.from.lessThan(above.from)) continue
    const message = `“${band.name}”的分应低于“${above.name}”的，从高到低写`
    reader.problem([...path, 'bands', index, 'is'], 'band-overlap', message)
  }
  const [highest = zero, lowest = zero] = [bands[0]?.from, bands.at(-1)?.from]
  const [edge, bandOnly] = [plain<'upper'>('upper'), plain<'midpoint'>('midpoint')]
  return { lowest, highest, bands, listed: true, named: false, edge, bandOnly }
}

/** A scale whose bands are ranges that cover it. */
function spread(reader: Reader, draft: ScaleDraft, path: Path): Range {
  const owner = draft.scale
  const ends = (key: 'from' | 'to') => figureAt(reader, draft[key], { path, key, owner })
  const [lowest, highest] = [ends('from'), ends('to')]
  if (draft.from !== undefined && draft.to !== undefined) {
    checkRange(reader, [...path, 'to'], lowest, highest)
  }
  const bands = draft.bands.map((one, index): Band => {
    const at = [...path, 'bands', index]
    const figure = (key: 'from' | 'to' | 'midpoint') =>
      figureAt(reader, one[key], { path: at, key, owner })
    const [from, to] = [figure('from'), figure('to')]
    const midpoint = one.midpoint === undefined ? null : figure('midpoint')
    checkRange(reader, [...at, 'to'], from, to)
    if (midpoint !== null && (midpoint.lessThan(from) || midpoint.greaterThan(to))) {
      const message = `代表分 ${midpoint.toString()} 不在“${one.name}”的 ${from.toString()} 至 ${to.toString()} 之内`
      reader.problem([...at, 'midpoint'], 'midpoint-outside', message)
    }
    return { id: one.band, name: one.name, from, to, midpoint }
  })
  if (bands.length > 0) checkBands(reader, path, { lowest, highest, bands })
  const at = new Place(reader, path, [owner])
  const word = (key: 'edge' | 'band-only'): string | undefined => {
    const needed = bands.length > 0 && draft[key] === undefined
    if (needed) reader.problem(path, 'missing-key', `缺少“${key}”，请补上`)
    return draft[key]
  }
  const bandOnly = at.set('band-only', word('band-only'), oneOf('refused', 'midpoint'), 'refused')
  checkMidpoints(reader, path, bands, bandOnly)
  return {
    lowest,
    highest,
    bands,
    listed: false,
    named: false,
    edge: at.set('edge', word('edge'), oneOf('upper', 'lower'), 'upper'),
    bandOnly,
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
    const message = `缺少“midpoint”：只划等次的票按代表分计，“${band.name}”也要写；不收这样的票，band-only 写 refused`
    reader.problem([...path, 'bands', index], 'missing-key', message)
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
