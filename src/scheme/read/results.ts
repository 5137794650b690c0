import { checkRange } from './scales.js'
import type { OtherResult, ResultLevel, Service } from '../model/results.js'
import type { Place } from './place.js'
import type { OtherResultDraft, ServiceDraft } from '../shape/results.js'
import { shareOrMonths } from './shares.js'
import type { Share } from '../model/sharing.js'
import { oneOf, wholeNumber } from '../language/words.js'

/** A result of another scheme: levels, or a figure between two bounds. */
export function buildOtherResult(draft: OtherResultDraft, at: Place): OtherResult {
  const says = at.reader.sentence(draft.result, [...at.path, 'says'], draft.says)
  const { from, to } = draft
  if ((from === undefined) !== (to === undefined)) {
    at.problem(from === undefined ? 'to' : 'from', 'half-range', '上下限要么都写，要么都不写')
  }
  if (draft.levels.length > 0 === (from !== undefined)) {
    const message = '写明结果是等次（levels）还是分数（from、to），只写一种'
    at.problem('result', 'result-without-kind', message)
  }
  const range =
    from === undefined || to === undefined
      ? null
      : { lowest: at.figure('from', from), highest: at.figure('to', to) }
  if (range !== null) checkRange(at.reader, [...at.path, 'to'], range.lowest, range.highest)
  const { result: id, name, clause, of, scheme = null } = draft
  const levels = draft.levels.map((one, index) => levelOf(one, at.below('levels', index)))
  const bare = levels.filter((one) => one.place === null && one.grades.length === 0)
  if (bare.length > 1 && bare.length < levels.length) {
    const names = bare.map((one) => one.id).join('、')
    const message = `${names} 都没有写 rank（第几名）或 grades（哪些等次），其余的只能有一个`
    at.problem('levels', 'result-levels', message)
  }
  for (const [index, { place }] of levels.entries()) {
    const before = levels.slice(0, index).find((one) => place !== null && one.place === place)
    if (before === undefined || place === null) continue
    const message = `${before.id} 已经是第 ${place} 名，一个名次只能是一级`
    at.below('levels', index).problem('rank', 'result-levels', message)
  }
  return { id, name, clause, says, of, scheme, levels, range }
}

function levelOf(one: OtherResultDraft['levels'][number], at: Place): ResultLevel {
  if (one.rank !== undefined && one.grades !== undefined) {
    at.problem('grades', 'result-levels', 'rank（第几名）和 grades（哪些等次）只写一个')
  }
  const place = wholeNumber(at.reader, [...at.path, 'rank'])
  return {
    id: one.level,
    name: one.name,
    place: one.rank === undefined ? null : (place.word(one.rank, at.owners) ?? null),
    grades: [...(one.grades ?? [])],
  }
}

/** How part of a year counts. */
export function buildService(draft: ServiceDraft, at: Place): Service {
  const says = at.reader.sentence('service', [...at.path, 'says'], draft.says)
  const month = at.set('month', draft.month, oneOf('whole', 'any-day', 'on-day'), 'whole')
  const usesDay = [month.value, ...Object.values(month.byAnswer ?? {})].includes('on-day')
  if (usesDay && draft.day === undefined) {
    at.problem('month', 'service-without-day', 'on-day 要写 day：按每月哪一天在不在册')
  }
  return {
    id: 'service',
    name: draft.name,
    clause: draft.clause,
    says,
    month,
    day: draft.day === undefined ? null : dateFigure(at, 'day', { raw: draft.day, highest: 28 }),
    leaving: draft.leaving.map((one, index) => {
      const row = at.below('leaving', index)
      const until = row.below('until')
      const share = (key: 'share' | 'otherwise') =>
        row.set<Share | null>(key, one[key], shareOrMonths(row.reader, [...row.path, key]), null)
      return {
        ground: one.leaving,
        name: one.name,
        by: {
          month: dateFigure(until, 'month', { raw: one.until.month, highest: 12 }),
          day: dateFigure(until, 'day', { raw: one.until.day, highest: 31 }),
        },
        upTo: share('share'),
        later: share('otherwise'),
      }
    }),
  }
}

function dateFigure(at: Place, key: string, of: { raw: string; highest: number }): number {
  const found = wholeNumber(at.reader, [...at.path, key]).word(of.raw, at.owners) ?? 0
  if (found >= 1 && found <= of.highest) return found
  at.problem(key, 'bad-date', `这里要 1 到 ${of.highest} 的整数，读到的是 ${found}`)
  return 1
}
