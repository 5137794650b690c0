import type { DocumentPath } from '../base/document.js'
import { type Points, points, sum } from '../base/points.js'
import type { Band, Part, RatingsPart, Scale, Setting } from './model.js'
import type { Reader, Word } from './reader.js'
import type { PartDraft, ScaleDraft } from './schema.js'
import { figureOrNone, oneOf, wholeNumber, wholeOrNone } from './words.js'

type Path = DocumentPath

/** The tree of parts from what is written, weights checked level by level. */
export function buildPart(reader: Reader, draft: PartDraft, path: Path, above: string[]): Part {
  const owners = [draft.part, ...above]
  const says = reader.sentence(draft.part, [...path, 'says'], draft.says)
  const set = <T>(key: string, raw: string, kind: { word: Word<T>; can: string }, fallback: T) =>
    reader.setting(raw, { path: [...path, key], owners, can: kind.can }, kind.word, fallback)
  const figure = (key: string, raw: string) => reader.points(raw, [...path, key], owners)
  const roundPath = [...path, 'round']
  const base = {
    id: draft.part,
    name: draft.name,
    clause: draft.clause,
    says,
    weight: figure('weight', draft.weight),
    round: set<number | null>('round', draft.round ?? 'none', wholeOrNone(reader, roundPath), null),
  }
  const role = (key: string, id: string | undefined) => {
    if (id !== undefined) reader.known('role', id, [...path, key])
    return id ?? null
  }
  switch (draft.kind) {
    case 'weighted': {
      const children = draft.parts.map((child, index) =>
        buildPart(reader, child, [...path, 'parts', index], owners),
      )
      checkWeights(reader, path, base.weight, children)
      return { ...base, kind: 'weighted', children }
    }
    case 'deduction': {
      const same = draft['same-matter']
      const samePath = [...path, 'same-matter']
      const owner = `${draft.part}/same-matter`
      const sentence = reader.sentence(owner, [...samePath, 'says'], same.says)
      const at = (key: string) => ({ path: [...samePath, key], owners })
      const counts = oneOf('highest', 'sum')
      const among = oneOf('assessee', 'rule')
      const floor = figureOrNone(reader, [...path, 'floor'])
      const scale = oneOf('normalised', 'from-hundred', 'as-is')
      return {
        ...base,
        kind: 'deduction',
        start: figure('start', draft.start),
        floor: set<Points | null>('floor', draft.floor, floor, null),
        scale: set('scale', draft.scale, scale, 'normalised'),
        sameMatter: reader.setting(
          same.counts,
          { ...at('counts'), can: counts.can },
          counts.word,
          'highest',
        ),
        sameMatterAmong: reader.setting(
          same.among,
          { ...at('among'), can: among.can },
          among.word,
          'assessee',
        ),
        sameMatterSays: { clause: same.clause, says: sentence },
        samePerson: set('same-person', draft['same-person'], oneOf('higher', 'both'), 'higher'),
        jointly: set('jointly', draft.jointly, oneOf('full', 'split'), 'full'),
      }
    }
    case 'entered': {
      const lowest = figure('lowest', draft.lowest)
      const highest = figure('highest', draft.highest)
      checkRange(reader, [...path, 'highest'], lowest, highest)
      role('entered-by', draft['entered-by'])
      const reviewedBy = role('reviewed-by', draft['reviewed-by'])
      const filedWith = role('filed-with', draft['filed-with'])
      const enteredBy = draft['entered-by']
      return { ...base, kind: 'entered', lowest, highest, enteredBy, reviewedBy, filedWith }
    }
    case 'ratings':
      return { ...base, kind: 'ratings', ...ratings(reader, draft, path, set) }
    case 'votes': {
      reader.known('scale', draft.scale, [...path, 'scale'])
      role('voters', draft.voters)
      const least = wholeNumber(reader, [...path, 'ballots-min'])
      const ballotsMin = set('ballots-min', draft['ballots-min'], least, 0)
      return { ...base, kind: 'votes', scale: draft.scale, voters: draft.voters, ballotsMin }
    }
  }
}

const periodLabels = {
  quarters: ['Q1', 'Q2', 'Q3', 'Q4'],
  months: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  year: ['year'],
} as const

type Set = <T>(
  key: string,
  raw: string,
  kind: { word: Word<T>; can: string },
  fallback: T,
) => Setting<T>

function ratings(
  reader: Reader,
  draft: PartDraft & { kind: 'ratings' },
  path: Path,
  set: Set,
): Omit<RatingsPart, 'kind' | 'id' | 'name' | 'clause' | 'says' | 'weight' | 'round'> {
  reader.known('scale', draft.scale, [...path, 'scale'])
  const periods = [...periodLabels[draft.periods]]
  const ownerOfWeight = [draft.part]
  const weightPath = [...path, 'period-weight']
  const periodWeight = reader.points(draft['period-weight'], weightPath, ownerOfWeight)
  const raters = draft.raters.map((one, index) => {
    const at = [...path, 'raters', index]
    if (one.assessees !== 'everyone') reader.known('role', one.assessees, [...at, 'assessees'])
    for (const [place, body] of one.bodies.entries()) {
      reader.known('role', body, [...at, 'bodies', place])
    }
    const kind = oneOf('mean-of-bodies', 'mean-of-raters', 'joint')
    const where = { path: [...at, 'combine'], owners: [draft.part], can: kind.can }
    const combine = reader.setting(one.combine, where, kind.word, 'mean-of-bodies')
    return { assessees: one.assessees, bodies: one.bodies, combine }
  })
  if (raters.at(-1)?.assessees !== 'everyone') {
    const message = '最后一行的 assessees 必须是 everyone，否则有人没有评价者'
    reader.problem([...path, 'raters'], 'raters-incomplete', message)
  }
  const missingPeriod = set(
    'missing-period',
    draft['missing-period'],
    oneOf('mean', 'zero'),
    'mean',
  )
  return { scale: draft.scale, periods, periodWeight, raters, missingPeriod }
}

function checkWeights(reader: Reader, path: Path, weight: Points, children: Part[]): void {
  const total = sum(children.map((child) => child.weight))
  if (!total.equals(weight)) {
    const message = `下级的权重合计 ${percent(total)}，应为 ${percent(weight)}（都按占总分的比例写）`
    reader.problem([...path, 'parts'], 'weights-sum', message)
  }
  for (const [index, child] of children.entries()) {
    if (child.kind !== 'ratings') continue
    const periods = child.periodWeight.times(child.periods.length)
    if (periods.equals(child.weight)) continue
    const message = `${child.periods.length} 期各占 ${percent(child.periodWeight)}，合计 ${percent(periods)}，与权重 ${percent(child.weight)} 不符`
    reader.problem([...path, 'parts', index, 'period-weight'], 'weights-sum', message)
  }
}

function percent(value: Points): string {
  return `${value.times(100).toString()}%`
}

function checkRange(reader: Reader, path: Path, lowest: Points, highest: Points): void {
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

function checkBands(
  reader: Reader,
  path: Path,
  scale: { lowest: Points; highest: Points; bands: Band[] },
): void {
  let upper = scale.highest
  for (const [index, band] of scale.bands.entries()) {
    const order = band.to.comparedTo(upper)
    if (order !== 0) {
      const [code, word] = order < 0 ? ['band-gap', '空档'] : ['band-overlap', '重叠']
      const message = `“${band.name}”到 ${band.to.toString()} 为止，上面一档从 ${upper.toString()} 起，中间有${word}`
      reader.problem([...path, 'bands', index, 'to'], code ?? 'band-gap', message)
    }
    upper = band.from
  }
  if (upper.equals(scale.lowest)) return
  const message = `最低一档从 ${upper.toString()} 起，没有到分值下限 ${scale.lowest.toString()}`
  reader.problem([...path, 'bands', scale.bands.length - 1, 'from'], 'band-gap', message)
}

/** Total weight of a whole scheme. */
export const whole: Points = points(1)
