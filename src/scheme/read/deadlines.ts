import type { Clock } from '../model/counting.js'
import type { Window } from '../model/rules.js'
import { mapSetting, type Place } from './place.js'
import type { ClockDraft } from '../shape/scheme.js'
import type { ObjectionDraft } from '../shape/results.js'
import { oneOf, wholeNumber } from '../language/words.js'

const inHours = ['working-hours', 'elapsed-hours', 'elapsed-hours-without-rest-days']

/** What moves or lengthens a clock's last day. */
export function buildDeadline(draft: ClockDraft, at: Place): Pick<Clock, 'restDay' | 'extended'> {
  const restDay = mapSetting(
    at.set('carry', draft.carry, oneOf('none', 'working-day'), 'none'),
    (one) => (one === 'none' ? ('stays' as const) : ('next-working-day' as const)),
  )
  if (draft.carry !== undefined && inHours.includes(draft.measure)) {
    at.problem('carry', 'rest-day-of-hours', '按小时量的时限没有“最后一天”，carry 写不上')
  }
  const { question } = draft
  if (question === undefined) return { restDay, extended: null }
  const limit = at.below('question').figure('limit', question.limit)
  return { restDay, extended: { condition: question.question, asks: question.asks, limit } }
}

/** An objection window of its own; null where the scheme's holds. */
export function buildObjection(draft: ObjectionDraft | undefined, at: Place): Window | null {
  if (draft === undefined) return null
  const days = at.set('limit', draft.limit, wholeNumber(at.reader, [...at.path, 'limit']), 0)
  const measure = oneOf('working-days', 'calendar-days')
  return { days, measure: at.set('measure', draft.measure, measure, 'working-days') }
}
