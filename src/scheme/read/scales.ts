import type { DocumentPath } from '../../base/document.js'
import { zero, type Points } from '../../base/points.js'
import type { Band, Scale } from '../model/parts.js'
import type { Reader } from './reader.js'
import type { ScaleDraft } from '../shape/scheme.js'
import { mapSetting, Place, plain } from './place.js'
import type { Setting } from '../model/words.js'
import { figureOrNone, oneOf } from '../language/words.js'

type Path = DocumentPath

/** Reports a range that is empty. */
export function checkRange(reader: Reader, path: Path, lowest: Points, highest: Points): void {
  if (lowest.lessThan(highest)) return
  const message = `最高 ${highest.toString()} 应大于最低 ${lowest.toString()}`
  reader.problem(path, 'empty-range', message)
}

/** A scale: bands that cover it from top to bottom, or single values (`points` alone). */
export function buildScale(reader: Reader, draft: ScaleDraft, path: Path): Scale {
  const says = reader.sentence(draft.scale, [...path, 'says'], draft.says)
  const { scale: id, name, clause, dimensions } = draft
  const base = { id, name, clause, says, dimensions }
  const { levels } = draft
  const ranges = levels.some((one) => (one.from ?? one.to) !== undefined)
  if (levels.length === 0 || ranges) return { ...base, ...spread(reader, draft, path) }
  return levels.some((one) => one.points !== undefined)
    ? { ...base, ...listedValues(reader, draft, path) }
    : { ...base, ...namesAlone(reader, draft, path) }
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
  for (const key of ['from', 'to', 'edge'] as const) {
    if (draft[key] === undefined) continue
    const message = `只有名称、没有分数的档，不写 ${key}`
    reader.problem([...path, key], 'listed-scale', message)
  }
  const bands = draft.levels.map((one): Band => {
    return { id: one.level, name: one.name, from: zero, to: zero, midpoint: zero }
  })
  const [edge, bandOnly] = [plain<'upper'>('upper'), plain<'midpoint'>('midpoint')]
  return { lowest: zero, highest: zero, bands, listed: true, named: true, edge, bandOnly }
}

/** A scale whose bands are single values: a ballot is worth one of them. */
function listedValues(reader: Reader, draft: ScaleDraft, path: Path): Range {
  for (const key of ['from', 'to', 'edge'] as const) {
    if (draft[key] === undefined) continue
    reader.problem([...path, key], 'listed-scale', `每档只有一个分（points）的，不写 ${key}`)
  }
  const bands = draft.levels.map((one, index): Band => {
    const at = [...path, 'levels', index]
    const value = figureAt(reader, one.points, { path: at, key: 'points', owner: draft.scale })
    return { id: one.level, name: one.name, from: value, to: value, midpoint: value }
  })
  for (const [index, band] of bands.entries()) {
    const above = bands[index - 1]
    if (above === undefined || band.from.lessThan(above.from)) continue
    const message = `“${band.name}”的分应低于“${above.name}”的，从高到低写`
    reader.problem([...path, 'levels', index, 'points'], 'band-overlap', message)
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
  const taken: Scale['bandOnly'][] = []
  const bands = draft.levels.map((one, index): Band => {
    const at = [...path, 'levels', index]
    const figure = (key: 'from' | 'to') => figureAt(reader, one[key], { path: at, key, owner })
    const [from, to] = [figure('from'), figure('to')]
    checkRange(reader, [...at, 'to'], from, to)
    const alone = pointsAlone(reader, one, { path: at, owner })
    const figures = [alone.value, ...Object.values(alone.byAnswer ?? {})]
    const midpoint = figures.find((each) => each !== null) ?? null
    if (midpoint !== null && (midpoint.lessThan(from) || midpoint.greaterThan(to))) {
      const message = `只划这一档的按 ${midpoint.toString()} 分计，不在“${one.name}”的 ${from.toString()} 至 ${to.toString()} 之内`
      reader.problem([...at, 'points'], 'midpoint-outside', message)
    }
    taken.push(mapSetting(alone, (each) => (each === null ? 'refused' : 'midpoint')))
    return { id: one.level, name: one.name, from, to, midpoint }
  })
  if (bands.length > 0) checkBands(reader, path, { lowest, highest, bands })
  const at = new Place(reader, path, [owner])
  if (bands.length > 0 && draft.edge === undefined) {
    reader.problem(path, 'missing-key', '缺少“edge”，请补上')
  }
  return {
    lowest,
    highest,
    bands,
    listed: false,
    named: false,
    edge: at.set('edge', draft.edge, oneOf('upper', 'lower'), 'upper'),
    bandOnly: bandOnlyOf(reader, path, taken),
  }
}

/** What a ballot with the band alone counts; null where no such ballot is taken. */
function pointsAlone(
  reader: Reader,
  one: ScaleDraft['levels'][number],
  of: { path: Path; owner: string },
): Setting<Points | null> {
  const at = new Place(reader, of.path, [one.level, of.owner])
  return at.set<Points | null>(
    'points',
    one.points,
    figureOrNone(reader, [...of.path, 'points']),
    null,
  )
}

/** Whether ballots with the band alone are taken: each band has its figure then, by whatever answer, or none has. */
function bandOnlyOf(
  reader: Reader,
  path: Path,
  taken: readonly Scale['bandOnly'][],
): Scale['bandOnly'] {
  const [first = plain('refused')] = taken
  for (const [index, other] of taken.entries()) {
    if (JSON.stringify(other) === JSON.stringify(first)) continue
    const message =
      '只划等次的票，各档都写按几分计（points），或者都不写（不收这样的票）；写成选择的，各档写同一个选择'
    reader.problem([...path, 'levels', index], 'missing-key', message)
  }
  return first
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
      reader.problem([...path, 'levels', index, 'to'], code, message)
    }
    upper = band.from
  }
  if (upper.equals(scale.lowest)) return
  const message = `最低一档从 ${upper.toString()} 起，没有到分值下限 ${scale.lowest.toString()}`
  reader.problem([...path, 'levels', scale.bands.length - 1, 'from'], 'band-gap', message)
}
