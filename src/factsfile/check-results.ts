import { must } from '../base/bug.js'
import { day } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import {
  compareExact,
  exactText,
  isFigure,
  points,
  roundHalfUp,
  type Points,
} from '../base/points.js'
import {
  byClass,
  type DeductionPart,
  type EnteredPart,
  type Part,
  type RatingsPart,
  type RatioPart,
  type Scale,
  type VotesPart,
} from '../scheme/model/parts.js'
import { scorersOf, takesAssessed } from '../scheme/model/scored.js'
import { assessedRange } from '../scoring/parts/assessed.js'
import { listed, orNone, type Known } from './known.js'
import { type FactsFile, notFigure } from './shape.js'
import { ratingsWritten } from './ballots.js'
import { rolesOf } from './input.js'
import { periodId, spanOf } from '../base/assessment-year.js'
import { raterRule } from '../scoring/ratings/rater-bodies.js'

type Person = FactsFile['roster']['people'][number]
/** Who is rated: a person of the roster, or a unit. */
type Rated = Pick<Person, 'id' | 'roles'> & { from?: string | undefined; to?: string | undefined }

/** Checks ratings, tallies and entered results: nothing off its scale, nothing that would not count. */
export function checkResults(known: Known): void {
  checkRatings(known)
  checkTallies(known)
  checkEntered(known)
}

function scaleOf({ scheme }: Known, part: RatingsPart | VotesPart): Scale {
  return must(
    scheme.scales.find((one) => one.id === part.scale),
    `no scale ${part.scale}`,
  )
}

function personOf(known: Known, id: string, path: DocumentPath): Person | undefined {
  const found = known.facts.roster.people.find((one) => one.id === id)
  if (!known.assessees.has(id)) {
    const message = `考核对象里没有“${id}”，请先写进名册，或改正编号`
    known.report(path, { code: 'unknown-person', message })
  }
  return found
}

function checkRange(
  known: Known,
  path: DocumentPath,
  of: { figure: string; lowest: Points | null; highest: Points | null },
): void {
  const value = points(of.figure)
  const { lowest, highest } = of
  const isLow = lowest !== null && compareExact(value, lowest) < 0
  const isHigh = highest !== null && compareExact(value, highest) > 0
  if (!isLow && !isHigh) return
  const ends = `${lowest?.toString() ?? '不设下限'} 到 ${highest?.toString() ?? '不设上限'}`
  const message = `${of.figure} 不在 ${ends} 之间，请核对有没有多打、少打一位`
  known.report(path, { code: 'off-scale', message })
}

/** More decimals than anybody writes: what a spreadsheet made of a figure, which must decide nothing. */
const decimalsMax = 6

function checkDecimals(known: Known, path: DocumentPath, figure: string): void {
  if (points(figure).decimalPlaces() <= decimalsMax) return
  const meant = exactText(roundHalfUp(points(figure), decimalsMax))
  const message = `${figure} 的小数超过 ${decimalsMax} 位，像是表格软件算出来的尾数，会决定名次：请写实际的分，如 ${meant}`
  known.report(path, { code: 'too-fine', message })
}

/** Within a scale, and where it knows only single values one of these. */
function checkOnScale(
  known: Known,
  path: DocumentPath,
  of: { figure: string; scale: Scale },
): void {
  const { figure, scale } = of
  checkDecimals(known, path, figure)
  const { lowest, highest, bands, listed: values } = scale
  if (!values) {
    checkRange(known, path, { figure, lowest, highest })
    return
  }
  if (bands.some((band) => compareExact(band.from, points(figure)) === 0)) return
  const can = bands.map((band) => band.from.toString()).join('、')
  known.report(path, { code: 'off-scale', message: `${figure} 不是票上的分，可用的有：${can}` })
}

function ofKind({ parts }: Known, kind: Part['kind']): string {
  return orNone(listed([...parts.values()].filter((part) => part.kind === kind)))
}

function checkTwice(known: Known, path: DocumentPath, seen: Set<string>, key: string): void {
  const message = '这一项前面已经写过（同一部分、同一考核对象），只能留一处'
  if (seen.has(key)) known.report(path, { code: 'twice', message })
  seen.add(key)
}

function checkRatings(known: Known): void {
  const { facts, parts, report } = known
  const seen = new Set<string>()
  for (const { row: one, path, at } of ratingsWritten(facts)) {
    checkTwice(
      known,
      at.onKey ? at.points : path,
      seen,
      `${one.part} ${one.period} ${one.assessee} ${one.assessor} ${one.body}`,
    )
    const person = personOf(known, one.assessee, [...path, 'assessee'])
    const part = parts.get(one.part)
    if (part?.kind !== 'ratings') {
      const message = `“${one.part}”不是评价部分，可用的有：${ofKind(known, 'ratings')}`
      report(at.part, { code: 'unknown-part', message, atKey: at.onKey })
      continue
    }
    const scale = scaleOf(known, part)
    checkOnScale(known, at.points, { figure: one.points, scale })
    const periods = part.periods.map((label) => periodId(known.scheme.begins, facts.year, label))
    if (!periods.includes(one.period)) {
      const message = `“${part.id}”没有期间“${one.period}”，可用的有：${periods.join('、')}`
      report(at.period, { code: 'unknown-period', message })
    } else if (known.assessees.has(one.assessee)) {
      const rated = person ?? { id: one.assessee, roles: [] }
      checkRater(known, part, { path, person: rated, period: one.period, body: one.body })
    }
  }
}

function checkRater(
  known: Known,
  part: RatingsPart,
  of: { path: DocumentPath; person: Rated; period: string; body: string },
): void {
  const { person, path, body } = of
  const span = spanOf(known.scheme.begins, of.period)
  const out = (person.from ?? '') > span.to || (person.to !== undefined && person.to < span.from)
  if (out) {
    const message = `“${person.id}”在 ${of.period} 不在册，这项评价不会计入`
    known.report(path, { code: 'not-a-member', message })
    return
  }
  const last = person.to !== undefined && person.to < span.to ? day(person.to) : span.to
  const { tier = '' } = known.assessees.get(person.id) ?? {}
  const roles = rolesOf(known.scheme, known.facts.year, person)
  const { bodies, observers } = raterRule(part, { id: person.id, tier, roles }, last)
  if (!bodies.includes(body) && !observers.includes(body)) {
    const message = `“${person.id}”由 ${bodies.join('、')} 评价，“${body}”的评价不会计入`
    known.report([...path, 'body'], { code: 'other-body', message })
  }
}

function checkTallies(known: Known): void {
  const { facts, parts, report } = known
  const seen = new Set<string>()
  for (const [index, one] of facts.tallies.entries()) {
    const path = ['tallies', index]
    checkTwice(known, path, seen, `${one.part} ${one.assessee} ${one.voters ?? ''}`)
    personOf(known, one.assessee, [...path, 'assessee'])
    const part = parts.get(one.part)
    if (part?.kind !== 'votes') {
      const message = `“${one.part}”不是测评部分，可用的有：${ofKind(known, 'votes')}`
      report([...path, 'part'], { code: 'unknown-part', message })
      continue
    }
    checkVoters(known, part, one.voters, path)
    checkBallots(known, scaleOf(known, part), one, path)
  }
}

/** Whose ballots they are is said where classes weigh differently, and nowhere else. */
function checkVoters(
  { report }: Known,
  part: VotesPart,
  voters: string | undefined,
  path: DocumentPath,
): void {
  if (!byClass(part)) {
    if (voters === undefined) return
    const message = `“${part.id}”的票不分类计，不写 voters`
    report([...path, 'voters'], { code: 'other-body', message })
  } else if (voters === undefined || !part.voters.includes(voters)) {
    const message = `“${part.id}”各类投票人分开计票，请写 voters：${part.voters.join('、')} 之一`
    report(voters === undefined ? path : [...path, 'voters'], { code: 'other-body', message })
  }
}

function checkBallots(
  known: Known,
  scale: Scale,
  tally: FactsFile['tallies'][number],
  path: DocumentPath,
): void {
  const { report } = known
  for (const figure of Object.keys(tally.values ?? {})) {
    const at = [...path, 'values', figure]
    if (isFigure(figure)) {
      checkOnScale(known, at, { figure, scale })
    } else report(at, { code: 'bad-value', message: notFigure(figure), atKey: true })
  }
  for (const band of Object.keys(tally.grades ?? {})) {
    if (scale.bands.some((one) => one.id === band)) continue
    const message = `没有档次“${band}”，可用的有：${listed(scale.bands)}`
    report([...path, 'grades', band], { code: 'unknown-band', message, atKey: true })
  }
  checkOwn(known, tally, path)
  const [byValue, byGrade] = [ballots(tally.values), ballots(tally.grades)]
  if (byValue === null && byGrade === null) {
    report(path, {
      code: 'no-ballots',
      message: '请写 values（分数: 票数）或 grades（档次: 票数）',
    })
  }
  if (byValue !== null && byGrade !== null && byValue !== byGrade) {
    const message = `分数合计 ${byValue} 票，档次合计 ${byGrade} 票，两者应相等`
    report([...path, 'grades'], { code: 'ballots-differ', message })
  }
  const valid = byGrade ?? byValue ?? 0
  if (tally.issued !== undefined && Number.parseInt(tally.issued, 10) < valid) {
    const message = `发出 ${tally.issued} 票，有效票却有 ${valid} 票；有效票不能多于发出的票`
    report([...path, 'issued'], { code: 'too-many-ballots', message })
  }
}

/** The own ballot is one of those counted, and says all that the counts say. */
function checkOwn(
  { report }: Known,
  tally: FactsFile['tallies'][number],
  path: DocumentPath,
): void {
  const { own, values, grades } = tally
  if (own === undefined) return
  for (const [key, counts] of [
    ['value', values],
    ['grade', grades],
  ] as const) {
    const one = own[key]
    if (counts === undefined && one === undefined) continue
    if (one !== undefined && Number.parseInt(counts?.[one] ?? '0', 10) > 0) continue
    const message =
      one === undefined
        ? `本人的一票也要写 ${key}，票是这样统计的`
        : `统计里没有 ${one} 的票，本人的一票不会是它`
    report([...path, 'own'], { code: 'bad-own', message })
  }
}

function ballots(counts: Readonly<Record<string, string>> | undefined): number | null {
  if (counts === undefined) return null
  return Object.values(counts).reduce((all, count) => all + Number.parseInt(count, 10), 0)
}

/** Parts of which a result may be entered as one figure. */
function takesFigure(part: Part): part is EnteredPart | RatingsPart | VotesPart {
  return part.kind === 'entered' || part.kind === 'ratings' || part.kind === 'votes'
}

type FigurePart = EnteredPart | RatingsPart | VotesPart | DeductionPart | RatioPart

function endsOf(known: Known, part: FigurePart): { lowest: Points | null; highest: Points | null } {
  if (part.kind === 'entered') return part
  if (part.kind === 'deduction' || part.kind === 'ratio') return assessedRange(known.scheme, part)
  return scaleOf(known, part)
}

function checkEntered(known: Known): void {
  const { facts, parts, scheme, report } = known
  const seen = new Set<string>()
  const scorers = scorersOf(scheme.total)
  const takes = (part: Part | undefined): part is FigurePart =>
    part !== undefined && (takesFigure(part) || takesAssessed(part, scorers))
  for (const [index, one] of facts.entered.entries()) {
    const path = ['entered', index]
    checkTwice(known, path, seen, `${one.part} ${one.assessee}`)
    personOf(known, one.assessee, [...path, 'assessee'])
    const part = parts.get(one.part)
    if (!takes(part)) {
      const can = orNone(listed([...parts.values()].filter(takes)))
      const message = `“${one.part}”不是能直接填分的部分，可用的有：${can}；减分请写成 facts`
      report([...path, 'part'], { code: 'unknown-part', message })
      continue
    }
    checkDecimals(known, [...path, 'points'], one.points)
    checkRange(known, [...path, 'points'], { figure: one.points, ...endsOf(known, part) })
  }
}
