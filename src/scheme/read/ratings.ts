import { labelsOf, type PeriodKind } from '../../base/assessment-year.js'
import { compareExact, points, sum, zero, type Points } from '../../base/points.js'
import { shareOfFigure } from '../language/figures.js'
import type { PanelRule, Part, RaterRule, RatingsPart, Scale } from '../model/parts.js'
import type { Share } from '../model/sharing.js'
import { ownScaleOf } from '../model/conversion.js'
import { partsOf } from '../model/tree.js'
import { mapSetting, plain } from '../language/place.js'
import type { Place } from './place.js'
import type { Reader, Word } from './reader.js'
import { yearBegins } from './year.js'
import type { PartDraft } from '../shape/parts.js'
import { oneOf, wholeOrNone } from '../language/words.js'

/** How long the periods are that a year is cut into. */
const periodKinds = {
  quarters: 'quarter',
  'half-years': 'half-year',
  months: 'month',
  year: 'year',
} as const satisfies Record<string, PeriodKind>

/** Into what a year can be cut. */
export type PeriodsWord = keyof typeof periodKinds

/** Labels of the periods of the assessment year, in order. */
export function labelsFor(reader: Reader, periods: PeriodsWord): string[] {
  return labelsOf(yearBegins(reader), periodKinds[periods])
}

/** Whether what one says of oneself counts. */
export const ownBallot = oneOf('counts', 'left-out')

/** Ballots are counted by bands: a scale of free figures is for ratings. */
export function checkBallots(scale: string, at: Place, pointed: boolean): void {
  const found = at.reader.draft.scales.find((one) => one.scale === scale)
  const figures = found?.levels.some((one) => (one.points ?? one.from ?? one.to) !== undefined)
  if (pointed && found !== undefined && found.levels.length > 0 && figures === false) {
    const message = `分档 ${scale} 只有名称、没有分数：票只看比例，这一部分写 adds: outside，不写 weight、points`
    at.problem('scale', 'votes-without-numbers', message)
  }
  if (found === undefined || found.levels.length > 0) return
  at.problem('scale', 'votes-without-bands', `民主测评按档计票，分档 ${scale} 没有写 levels`)
}

/** Who rates and when, as far as it is written at a part or above it. */
export interface Judged {
  periods?: PeriodsWord
  missingPeriod?: RatingsPart['missingPeriod']
  raters?: RaterRule[]
  panel?: PanelRule | null
}

type JudgedDraft = Extract<PartDraft, { kind: 'ratings' | 'sum' }>
type RatersDraft = NonNullable<JudgedDraft['raters']>[number]

/** What a part says of who rates and when; what it does not say is as the part above says. */
export function buildJudged(draft: JudgedDraft, at: Place, above: Judged): Judged {
  const { periods, raters: written, missing } = draft
  const raters = written?.map((one, index) => buildRaters(one, at.below('raters', index)))
  if (raters !== undefined && raters.at(-1)?.assessees !== 'everyone') {
    const message = '最后一行的 assessees 必须是 everyone，否则有人没有评价者'
    at.problem('raters', 'raters-incomplete', message)
  }
  if (draft.panel !== undefined && written === undefined) {
    at.problem('panel', 'panel-without-raters', '写了 panel，这里却没有写评委（raters）')
  }
  if (draft.panel !== undefined || (draft.kind === 'sum' && written !== undefined)) {
    const index = (written ?? []).findIndex((one) => one.outside !== undefined)
    const message = '第三方（outside）凭链接或纸质表自己评，不坐在评委席上；请写在一项 ratings 里'
    if (index >= 0) at.below('raters', index).problem('outside', 'outside-in-panel', message)
  }
  const word = oneOf('mean', 'zero')
  return {
    ...above,
    ...(periods === undefined ? {} : { periods }),
    ...(raters === undefined ? {} : { raters, panel: panelOf(draft, at) }),
    ...(missing === undefined ? {} : { missingPeriod: at.set('missing', missing, word, 'mean') }),
  }
}

/** Judges written at a sum fill in one sheet for all below it; at a part of its own only where it says so. */
function panelOf(draft: JudgedDraft, at: Place): PanelRule | null {
  const { kind, panel } = draft
  if (panel === undefined && kind === 'ratings') return null
  const below = at.below('panel')
  const minutes = (key: 'presentation' | 'questions') =>
    below.set<number | null>(key, panel?.[key], wholeOrNone(at.reader, [...below.path, key]), null)
  return {
    part: draft.part,
    presentation: minutes('presentation'),
    questions: minutes('questions'),
    sheets: below.set('sheets', panel?.sheets, oneOf('final', 'changeable'), 'final'),
  }
}

/** The scale of a part that is rated in its own points. */
const ownPoints = 'own-points'

/** The ratings of a part; a period weighs alike where nothing is written. */
export function buildRatings(
  draft: PartDraft & { kind: 'ratings' },
  at: Place,
  of: { weight: Points; points: Points | null; above: Judged },
): Pick<RatingsPart, 'scale' | 'periods' | 'periodWeight' | 'raters' | 'missingPeriod' | 'panel'> {
  const own = draft.scale === ownPoints
  if (!own) at.known('scale', 'scale', draft.scale)
  else if (of.points === null) {
    at.problem('scale', 'own-without-points', '按自己的分值打分（own-points），这一部分要写 points')
  }
  const judged = buildJudged(draft, at, of.above)
  for (const [key, found] of [
    ['periods', judged.periods],
    ['missing', judged.missingPeriod],
    ['raters', judged.raters],
  ] as const) {
    const message = `缺少“${key}”，请在这里或上级补上`
    if (found === undefined) at.problem('part', 'missing-key', message)
  }
  const periods = labelsFor(at.reader, judged.periods ?? 'year')
  const written = draft.weights
  const periodWeight =
    written === undefined ? of.weight.dividedBy(periods.length) : at.figure('weights', written)
  const { raters = [], missingPeriod = plain('mean'), panel = null } = judged
  const scale = own ? ownScaleOf(draft.part) : draft.scale
  return { scale, periods, periodWeight, raters, missingPeriod, panel }
}

/** The scales of parts that are rated in their own points: from nothing to these. */
export function ownScales(total: Part): Scale[] {
  return partsOf(total).flatMap((part): Scale[] => {
    if (part.kind !== 'ratings' || part.scale !== ownScaleOf(part.id)) return []
    const { name, clause, says } = part
    const ends = { lowest: zero, highest: part.points ?? zero }
    const [edge, bandOnly] = [plain<'upper'>('upper'), plain<'refused'>('refused')]
    const rest = { bands: [], named: false, listed: false, dimensions: [], edge, bandOnly }
    return [{ id: part.scale, name, clause, says, ...ends, ...rest }]
  })
}

function buildRaters(one: RatersDraft, row: Place): RaterRule {
  if (one.assessees !== 'everyone') {
    const kind = row.reader.isId('tier', one.assessees) ? 'tier' : 'role'
    row.known(kind, 'assessees', one.assessees)
  }
  const bodies = row.knownAll('role', 'bodies', one.bodies)
  const kind = oneOf('mean-of-bodies', 'mean-of-raters', 'joint', 'weighted')
  const combine = row.set('combine', one.combine, kind, 'mean-of-bodies')
  const weights = weightsOf(one.weights, row)
  const words = [combine.value, ...Object.values(combine.byAnswer ?? {})]
  if (words.includes('weighted') && weights.length !== bodies.length) {
    const message = `combine: weighted 要给每一方写权重：bodies 有 ${bodies.length} 方，weights 有 ${weights.length} 个`
    row.problem(one.weights === undefined ? 'combine' : 'weights', 'weights-missing', message)
  } else if (!words.includes('weighted') && weights.length > 0) {
    row.problem('weights', 'weights-unused', '写了 weights，combine 却不是 weighted')
  }
  const whole = (key: 'trim' | 'round') => wholeOrNone(row.reader, [...row.path, key])
  const trimmed = whole('trim')
  const trim: Word<number | 'median' | null> = (raw, owners) =>
    raw === 'median' ? raw : trimmed.word(raw, owners)
  const most = row.set('trim', one.trim, { word: trim, can: `median、${trimmed.can}` }, null)
  const among = oneOf('none', ...bodies)
  const withBody = row.set('with', one.with, among, 'none')
  return {
    assessees: one.assessees,
    bodies,
    observers: row.knownAll('role', 'observers', one.observers),
    combine,
    weights,
    missingBody: row.set('missing', one.missing, oneOf('re-split', 'zero'), 're-split'),
    own: row.set('own', one.own, ownBallot, 'counts'),
    observersWith: mapSetting(withBody, (body) => (body === 'none' ? null : body)),
    outside: outsideOf(one, row, bodies),
    trim: mapSetting(most, (how) => how ?? 0),
    round: row.set<number | null>('round', one.round, whole('round'), null),
  }
}

/** Which bodies are third parties, and whether it is noted who they are. */
function outsideOf(one: RatersDraft, row: Place, bodies: readonly string[]): RaterRule['outside'] {
  const below = row.below('outside')
  const how = oneOf('numbered', 'noted')
  return Object.fromEntries(
    Object.entries(one.outside ?? {}).map(([body, named]) => {
      if (!bodies.includes(body)) {
        below.problem(body, 'outside-no-body', `第三方“${body}”不在 bodies 里，它不评任何人`)
      }
      return [body, below.set(body, named, how, 'numbered')]
    }),
  )
}

/** The weights of bodies or classes, which make the whole; compared as fractions. */
export function weightsOf(written: readonly string[] | undefined, row: Place): Share[] {
  const weights = (written ?? []).flatMap((raw, index) => {
    const use = row.reader.figure(raw, [...row.path, 'weights', index], row.owners)
    return use === null ? [] : [shareOfFigure(use.figure)]
  })
  if (weights.length < (written ?? []).length || weights.length === 0) return weights
  if (weights.some((share) => !share.times.greaterThan(0))) {
    row.problem('weights', 'bad-share', '每一方的权重要大于零')
  }
  const over = weights.reduce<Points>((all, share) => all.times(share.over), points(1))
  const made = sum(weights.map((share) => over.dividedBy(share.over).times(share.times)))
  if (compareExact(made, over) !== 0) {
    const percent = made.dividedBy(over).times(100).toDecimalPlaces(2).toString()
    row.problem('weights', 'weights-sum', `几方的权重合计 ${percent}%，应为 100%`)
  }
  return weights
}
