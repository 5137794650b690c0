import { compareExact, points, sum, type Points } from '../../base/points.js'
import { shareOfFigure } from '../language/figures.js'
import type { RaterRule, RatingsPart } from '../model/parts.js'
import type { Share } from '../model/sharing.js'
import type { Place } from './place.js'
import type { PartDraft } from '../shape/parts.js'
import { oneOf, wholeOrNone } from '../language/words.js'

/** Labels of the periods of a year. */
export const periodLabels = {
  quarters: ['Q1', 'Q2', 'Q3', 'Q4'],
  months: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  year: ['year'],
} as const

/** Whether what one says of oneself counts. */
export const ownBallot = oneOf('counts', 'left-out')

/** Ballots are counted by bands: a scale of free figures is for ratings. */
export function checkBallots(scale: string, at: Place, pointed: boolean): void {
  const found = at.reader.draft.scales.find((one) => one.scale === scale)
  const figures = found?.bands.some((one) => (one.is ?? one.from ?? one.to) !== undefined)
  if (pointed && found !== undefined && found.bands.length > 0 && figures === false) {
    const message = `分档 ${scale} 只有名称、没有分数：票只看比例，这一部分写 adds: outside，不写 weight、points`
    at.problem('scale', 'votes-without-numbers', message)
  }
  if (found === undefined || found.bands.length > 0) return
  at.problem('scale', 'votes-without-bands', `民主测评按档计票，分档 ${scale} 没有写 bands`)
}

type RatersDraft = (PartDraft & { kind: 'ratings' })['raters'][number]

/** The ratings of a part; a period weighs alike where nothing is written. */
export function buildRatings(
  draft: PartDraft & { kind: 'ratings' },
  at: Place,
  weight: Points,
): Pick<RatingsPart, 'scale' | 'periods' | 'periodWeight' | 'raters' | 'missingPeriod'> {
  at.known('scale', 'scale', draft.scale)
  const periods = [...periodLabels[draft.periods]]
  const written = draft['period-weight']
  const periodWeight =
    written === undefined ? weight.dividedBy(periods.length) : at.figure('period-weight', written)
  const raters = draft.raters.map((one, index) => buildRaters(one, at.below('raters', index)))
  if (raters.at(-1)?.assessees !== 'everyone') {
    const message = '最后一行的 assessees 必须是 everyone，否则有人没有评价者'
    at.problem('raters', 'raters-incomplete', message)
  }
  const missing = oneOf('mean', 'zero')
  const missingPeriod = at.set('missing-period', draft['missing-period'], missing, 'mean')
  return { scale: draft.scale, periods, periodWeight, raters, missingPeriod }
}

function buildRaters(one: RatersDraft, row: Place): RaterRule {
  if (one.assessees !== 'everyone') {
    const kind = row.reader.isId('tier', one.assessees) ? 'tier' : 'role'
    row.known(kind, 'assessees', one.assessees)
  }
  const bodies = row.knownAll('role', 'bodies', one.bodies)
  const kind = oneOf('mean-of-bodies', 'mean-of-raters', 'joint', 'weighted')
  const combine = row.set('combine', one.combine, kind, 'mean-of-bodies')
  const weights = weightsOf(one, row)
  const words = [combine.value, ...Object.values(combine.byAnswer ?? {})]
  if (words.includes('weighted') && weights.length !== bodies.length) {
    const message = `combine: weighted 要给每一方写权重：bodies 有 ${bodies.length} 方，weights 有 ${weights.length} 个`
    row.problem(one.weights === undefined ? 'combine' : 'weights', 'weights-missing', message)
  } else if (!words.includes('weighted') && weights.length > 0) {
    row.problem('weights', 'weights-unused', '写了 weights，combine 却不是 weighted')
  }
  const trim = wholeOrNone(row.reader, [...row.path, 'trim'])
  const most = row.set<number | null>('trim', one.trim, trim, null)
  return {
    assessees: one.assessees,
    bodies,
    observers: row.knownAll('role', 'observers', one.observers),
    combine,
    weights,
    missingBody: row.set(
      'missing-body',
      one['missing-body'],
      oneOf('re-split', 'zero'),
      're-split',
    ),
    own: row.set('own', one.own, ownBallot, 'counts'),
    trim: {
      ...most,
      value: most.value ?? 0,
      byAnswer:
        most.byAnswer &&
        Object.fromEntries(Object.entries(most.byAnswer).map(([id, n]) => [id, n ?? 0])),
    },
  }
}

/** The bodies' weights, which make the whole; compared as fractions. */
function weightsOf(one: RatersDraft, row: Place): Share[] {
  const weights = (one.weights ?? []).flatMap((raw, index) => {
    const use = row.reader.figure(raw, [...row.path, 'weights', index], row.owners)
    return use === null ? [] : [shareOfFigure(use.figure)]
  })
  if (weights.length < (one.weights ?? []).length || weights.length === 0) return weights
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
