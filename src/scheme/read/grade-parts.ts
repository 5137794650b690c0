import type { Points } from '../../base/points.js'
import { labelsFor } from './ratings.js'
import type { PeriodGradesPart, ResultPart } from '../model/parts.js'
import type { Place } from './place.js'
import type { PartDraft } from '../shape/parts.js'
import { buildCondition, inPeriod } from './conditions.js'
import { placesWord, roundings } from './quotas.js'
import type { Places } from '../model/grades.js'
import type { Word } from './reader.js'
import { oneOf } from '../language/words.js'

type PeriodGradesDraft = PartDraft & { kind: 'period-grades' }

/** Grades by period: levels, who gives them, how many may have one, and what forces one. */
export function buildPeriodGrades(
  draft: PeriodGradesDraft,
  at: Place,
): Pick<PeriodGradesPart, 'periods' | 'levels' | 'raters' | 'atMost' | 'forced'> {
  if (draft.adds === 'inside') {
    const message = '分期定的等次不是分，这一部分要写 adds: outside'
    at.problem('part', 'grades-without-points', message)
  }
  const levelAt = (place: Place, level: string): void => {
    if (draft.levels.some((one) => one.level === level)) return
    const can = draft.levels.map((one) => one.level).join('、')
    place.problem('level', 'unknown-level', `没有等次 ${level}，可用：${can}`)
  }
  return {
    periods: labelsFor(at.reader, draft.periods),
    levels: draft.levels.map((one) => ({
      id: one.level,
      name: one.name,
      remark: one.because === 'required',
    })),
    raters: ratersOf(draft, at),
    atMost: draft['at-most'].map((one, index) => {
      const row = at.below('at-most', index)
      levelAt(row, one.level)
      const places = placesWord(row.reader, [...row.path, 'places'])
      const none: Places = { kind: 'count', count: 0 }
      return {
        level: one.level,
        places: row.set<Places>(
          'places',
          one.places,
          { ...places, word: orNone(places.word) },
          none,
        ),
        per: row.set(
          'per',
          one.per,
          oneOf('unit', 'tier', 'tier-and-unit', 'everyone'),
          'everyone',
        ),
        rounding: row.set('rounding', one.rounding, roundings, 'down'),
      }
    }),
    forced: draft.forced.map((one, index) => {
      const row = at.below('forced', index)
      levelAt(row, one.level)
      return { level: one.level, when: buildCondition(one.when, row.below('when'), inPeriod) }
    }),
  }
}

/** Places, where `none` means that nobody may. */
export const orNone =
  (word: Word<Places | null>): Word<Places> =>
  (raw, owners) => {
    const found = word(raw, owners)
    return found === null ? { kind: 'count', count: 0 } : found
  }

function ratersOf(draft: PeriodGradesDraft, at: Place): PeriodGradesPart['raters'] {
  const raters = draft.raters.map((one, index) => {
    const row = at.below('raters', index)
    if (one.assessees !== 'everyone') row.known('role', 'assessees', one.assessees)
    const bodies = row.knownAll('role', 'bodies', one.bodies)
    return { assessees: one.assessees, bodies }
  })
  if (raters.at(-1)?.assessees !== 'everyone') {
    const message = '最后一行的 assessees 必须是 everyone，否则有人没有评价者'
    at.problem('raters', 'raters-incomplete', message)
  }
  return raters
}

/** A result of another scheme as points. */
export function buildResultPart(
  draft: PartDraft & { kind: 'result' },
  at: Place,
): Pick<ResultPart, 'result' | 'pointsFor' | 'moved'> {
  at.known('result', 'result', draft.result)
  const source = at.reader.draft.results.find((one) => one.result === draft.result)
  const rows = at.below('points')
  const pointsFor: Record<string, Points> = {}
  for (const [level, raw] of Object.entries(typeof draft.points === 'object' ? draft.points : {})) {
    pointsFor[level] = rows.figure(level, raw)
    if (source === undefined || source.levels.some((one) => one.level === level)) continue
    const can = source.levels.map((one) => one.level).join('、') || '无'
    rows.problem(level, 'unknown-level', `结果 ${draft.result} 没有等次 ${level}，可用：${can}`)
  }
  if (source !== undefined && source.levels.length > 0 && typeof draft.points !== 'object') {
    const message = `结果 ${draft.result} 是等次，points 要写成表：哪一等次计几分`
    at.problem('result', 'result-without-points', message)
  }
  const moved = at.set('takes', draft.takes, oneOf('last', 'by-months'), 'last')
  return { result: draft.result, pointsFor, moved }
}
