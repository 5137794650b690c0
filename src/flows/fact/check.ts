import { isInYear, yearOf } from '../running.js'
import { daysBetween, isDay, momentOf } from '../../base/day.js'
import { isFigure, points, type Points, zero } from '../../base/points.js'
import { type Fault, fault } from '../../base/refusal.js'
import { figureOf } from '../../scheme/language/figures.js'
import { cyclesSlice, historyOf } from '../cycle/collected.js'
import type { Situation } from '../context.js'
import { figureLimits, quantityLimits, recordLimits } from '../limits.js'
import { countedApart, isNothing } from './amounts.js'
import type { RecordDraft, RecordWords } from './draft.js'
import { type FactFields, fieldsOf, type FigureByHand, type Question } from './fields.js'
import { inForceOn, yearsOf } from './kinds.js'
import { type Counting, recordedFor } from './procedure.js'
import { nameable, type Nameable, unitOn } from './whom.js'

/** Somebody who fills in a form, and the bureau as it is then. */
export type Recording = Situation & { person: string }

/** For whom somebody may record, by a chain or by any: `all`, or units and persons; null for nobody. */
export type MayRecord = (occasion: string | undefined) => 'all' | readonly string[] | null

/** A form and what it is held against. */
export interface Filled {
  draft: RecordDraft
  counting: readonly Counting[]
  fields: FactFields
  /** Those of `draft.words.whom` who can be named, each once. */
  whom: readonly Nameable[]
  may: MayRecord
}

/** A form with the rules that count its kind. `may`: who else than the schemes' procedures lets the person record. */
export function filledForm(
  ctx: Recording,
  draft: RecordDraft,
  counting: readonly Counting[],
  may: MayRecord = (occasion) => recordedFor(ctx.bureau, ctx.person, counting, occasion),
): Filled {
  const all = nameable(ctx.bureau, counting, 'all')
  const whom = [...new Set(draft.words.whom)].flatMap(
    (id) => all.find((one) => one.id === id) ?? [],
  )
  return { draft, counting, fields: fieldsOf(counting), whom, may }
}

/** Which of those named share in it, each with an own part: who is scored by a cycle that counts it. */
export function sharers({ counting, whom, fields }: Filled): readonly Nameable[] {
  if (fields.together === null) return []
  const scored = whom.filter(({ id }) => counting.some(({ cycle }) => cycle.byId.has(id)))
  return scored.length > 1 ? scored : []
}

/** Everything that is wrong in a form, in the order of its fields. */
export function faultsIn(ctx: Recording, filled: Filled): Fault[] {
  const { draft, counting, fields } = filled
  const { words } = draft
  if (counting.length === 0) return [fault('', 'record-rule')]
  return [
    ...whomFaults(ctx, filled),
    ...dayFaults(ctx, words.day, counting),
    ...occasionFaults(filled),
    ...choiceFaults(words, fields),
    ...questionsAsked(fields, words.sort).flatMap((each) => answerFaults(each, words)),
    ...amountFaults(filled),
    ...daysOver(filled),
    ...timesFaults(fields, words.times),
    ...timeFaults(ctx, fields, words),
    ...fields.points.flatMap((each) => pointsFaults(each, words.points[each.to] ?? '')),
    ...jointFaults(filled),
    ...(words.note ? [] : [fault('note', 'record-note')]),
    ...filesFaults(filled),
  ]
}

function whomFaults(ctx: Recording, { draft, counting, whom, may }: Filled): Fault[] {
  const { words } = draft
  if (words.whom.length === 0) return [fault('find', 'record-whom')]
  if (new Set(words.whom).size > recordLimits.whom) {
    return [fault('whom', 'record-whom-many', { max: `${recordLimits.whom}` })]
  }
  if (words.whom.some((id) => !whom.some((one) => one.id === id))) {
    return [fault('whom', 'record-person')]
  }
  const occasion = words.occasion || undefined
  const within = may(occasion)
  const mine = nameable(ctx.bureau, counting, within ?? [])
  const others = whom.filter(({ id }) => !mine.some((one) => one.id === id))
  if (within !== null && others.length > 0) {
    return [fault('whom', 'record-not-yours', { names: namesOf(others) })]
  }
  const { day } = words
  // Of a wrong day nobody can say who was there.
  if (!isDay(day) || dayFaults(ctx, day, counting).length > 0) return []
  const away = whom.filter(({ id, unit }) => !unit && unitOn(ctx.bureau.history, id, day) === null)
  return away.length > 0 ? [fault('whom', 'record-absent', { names: namesOf(away) })] : []
}

function namesOf(all: readonly Nameable[]): string {
  return all.map(({ name }) => name).join('、')
}

/** The day has come, lies in the year of a cycle that counts the kind, and the rule was in force. */
export function dayFaults(
  ctx: Pick<Recording, 'today'>,
  on: string,
  counting: readonly Counting[],
): Fault[] {
  if (!isDay(on)) return [fault('day', 'record-day')]
  if (on > ctx.today) return [fault('day', 'record-day-future')]
  if (!counting.some(({ cycle }) => isInYear(cycle, on))) {
    return [fault('day', 'record-day-outside', { year: yearsOf(counting).join('、') })]
  }
  return inForceOn(counting, on) ? [] : [fault('day', 'record-day-not-in-force')]
}

/** The chain is one of those that the person may record by. */
function occasionFaults({ draft, fields, may }: Filled): Fault[] {
  const { occasion } = draft.words
  if (fields.occasions.length === 0) return []
  const known = fields.occasions.find(({ id }) => id === occasion)
  if (!known) return [fault('occasion', 'record-occasion')]
  return may(occasion) === null
    ? [fault('occasion', 'record-occasion-other', { name: known.name })]
    : []
}

function choiceFaults({ sort, levels }: RecordWords, fields: FactFields): Fault[] {
  const sorts = fields.sorts.length === 0 || fields.sorts.some(({ id }) => id === sort)
  const known = levels.every((level) => fields.levels.some(({ id }) => id === level))
  return [
    ...(sorts ? [] : [fault('sort', 'record-sort')]),
    ...(fields.levels.length === 0 || known ? [] : [fault('levels', 'record-levels')]),
  ]
}

/** The questions that are asked of a fact of this sort. */
export function questionsAsked(fields: FactFields, sort: string): Question[] {
  return fields.questions.filter(({ sorts }) => sorts === null || sorts.includes(sort))
}

function answerFaults({ id, asks, required }: Question, { answers }: RecordWords): Fault[] {
  const answer = answers[id] ?? ''
  if (answer === 'yes' || answer === 'no' || (answer === '' && !required)) return []
  return [fault(`answer.${id}`, 'record-answer', { asks })]
}

/** The one quantity, or each unit's; of all units something must have happened in one. */
function amountFaults({ fields, whom, draft: { words } }: Filled): Fault[] {
  const apart = countedApart(fields, whom)
  if (apart.length === 0) return quantityFaults(fields, words.quantity, 'quantity')
  const given = apart.filter(({ id }) => !isNothing(words.amounts[id] ?? ''))
  const [first] = apart
  if (given.length === 0) return quantityFaults(fields, '', `amount.${first?.id ?? ''}`)
  return given.flatMap(({ id }) => quantityFaults(fields, words.amounts[id] ?? '', `amount.${id}`))
}

function quantityFaults({ quantity }: FactFields, typed: string, field: string): Fault[] {
  if (quantity === null) return []
  const { whole, decimals } = quantityLimits
  const right =
    isFigure(typed) &&
    !points(typed).abs().greaterThan(whole) &&
    points(typed).decimalPlaces() <= decimals &&
    (quantity.negative || points(typed).greaterThan(zero))
  const values = { name: quantity.name || quantity.each, decimals: `${decimals}` }
  return right ? [] : [fault(field, 'record-quantity', values)]
}

/** Days that begin in the year and would go on into the next are recorded in each. */
function daysOver({ draft, counting, fields }: Filled): Fault[] {
  const { day: on, quantity: typed } = draft.words
  if (!fields.quantity?.days || !isDay(on) || !isFigure(typed)) return []
  const ends = counting.flatMap(({ cycle }) => (isInYear(cycle, on) ? yearOf(cycle).to : []))
  const [end] = ends.sort()
  if (end === undefined) return []
  const left = daysBetween(on, end) + 1
  if (!points(typed).greaterThan(left)) return []
  return [fault('quantity', 'record-days-over', { left: `${left}` })]
}

/** The most that one fact may stand for; more are several. */
const timesMax = 999

/** A whole number above 0, or nothing for once. */
function timesFaults({ times }: FactFields, typed: string): Fault[] {
  if (!times || typed === '' || /^[1-9]\d*$/.test(typed.normalize('NFKC'))) return []
  return [fault('times', 'record-times', { max: `${timesMax}` })]
}

/** A minute as the card's pickers give it, `2025-09-16 14:30`. */
const minute = /^(\d{4}-\d{2}-\d{2}) ((?:[01]\d|2[0-3]):[0-5]\d)$/

/** The minute in the ledger's words, `2025-09-16T14:30`; null where it is none. */
export function minuteOf(typed: string): string | null {
  const [, on = '', time = ''] = minute.exec(typed) ?? []
  return isDay(on) ? `${on}T${time}` : null
}

function timeFaults(ctx: Recording, fields: FactFields, words: RecordWords): Fault[] {
  const { sent, done, day: on } = words
  const past = (typed: string): boolean => {
    const [, on = '', time] = minute.exec(typed) ?? []
    return isDay(on) && momentOf(on, time) <= ctx.now
  }
  const untimed = fields.timedBy.some(
    (cycle) =>
      isDay(on) &&
      isInYear(cycle, on) &&
      historyOf(ctx.collected.of(cyclesSlice), cycle.id).workingTime === null,
  )
  if (untimed) return [fault('sent', 'record-working-time')]
  return [
    ...(fields.sent && !past(sent) ? [fault('sent', 'record-sent')] : []),
    ...(fields.done && done !== '' && (!past(done) || done < sent)
      ? [fault('done', 'record-done')]
      : []),
  ]
}

function pointsFaults({ to, lowest, highest, clause }: FigureByHand, typed: string): Fault[] {
  const right =
    isFigure(typed) &&
    points(typed).greaterThan(zero) &&
    !points(typed).greaterThan(highest) &&
    points(typed).decimalPlaces() <= figureLimits.decimals &&
    (lowest === null || !points(typed).lessThan(lowest))
  if (right) return []
  const from = lowest === null ? '' : lowest.toFixed()
  const values = { clause, max: highest.toFixed(), decimals: `${figureLimits.decimals}` }
  const code = from ? 'record-points-between' : 'record-points'
  return [fault(`points.${to}`, code, from ? { ...values, min: from } : values)]
}

/** Each who shares has a part that the scheme knows, or a share; all shares make a whole. */
function jointFaults(filled: Filled): Fault[] {
  const { together } = filled.fields
  const { as, share } = filled.draft.words
  const all = sharers(filled)
  if (together?.how === 'by-role') {
    return all.flatMap(({ id, name }) =>
      together.roles.some((role) => role.id === as[id])
        ? []
        : [fault(`as.${id}`, 'record-role', { name })],
    )
  }
  if (together?.how !== 'by-share' || all.length === 0) return []
  const given = all.map(({ id, name }) => ({ id, name, share: shareOf(share[id] ?? '') }))
  // Without any share each bears the same.
  if (all.every(({ id }) => (share[id] ?? '') === '')) return []
  const wrong = given.filter((each) => each.share === null)
  if (wrong.length > 0) {
    return wrong.map(({ id, name }) => fault(`share.${id}`, 'record-share', { name }))
  }
  const sum = given.reduce((total, each) => total.plus(each.share ?? zero), zero)
  const first = given[0]?.id ?? ''
  return sum.equals(100)
    ? []
    : [fault(`share.${first}`, 'record-shares-sum', { sum: sum.toFixed() })]
}

/** A share in per cent, typed with or without its sign; null where it is none above 0. */
export function shareOf(typed: string): Points | null {
  const bare = typed.normalize('NFKC').replace(/%$/, '').trim()
  if (!isFigure(bare) || figureOf('share', `${bare}%`) === null) return null
  const share = points(bare)
  return share.greaterThan(zero) && !share.greaterThan(100) ? share : null
}

function filesFaults({ draft, fields, counting }: Filled): Fault[] {
  if (fields.evidence === 'optional' || draft.files.length > 0) return []
  const asking = counting.find(({ rule }) => rule.evidence === 'required')
  return [fault('', 'record-files', { clause: asking?.rule.clause ?? '' })]
}
