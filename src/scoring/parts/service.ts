import { must } from '../../base/bug.js'
import { addDays, firstDay, lastDay, type Day, type Month } from '../../base/day.js'
import { points } from '../../base/points.js'
import type { Part } from '../../scheme/model/parts.js'
import type { Service } from '../../scheme/model/results.js'
import type { Share } from '../../scheme/model/sharing.js'
import { choicesOf, compareText, covers, type Context } from '../context.js'
import type { Assessee, Membership } from '../input.js'
import { identity, text } from '../interval.js'
import type { PartLine } from './line.js'
import { stretched } from './no-case.js'
import { monthsOf, periodId, type YearBegins } from '../../base/assessment-year.js'
import type { Served } from './line-grounds.js'
import type { Line } from '../statement.js'

/** First and last day, open where absent. */
type Stay = Pick<Membership, 'from' | 'to'>

/** A scheme's rule on months, and the year of which they are counted. */
export interface ServiceYear {
  service: Service
  begins: YearBegins
  year: string
}

/** How many months of the year count for who was there in one of the stays; 0 to 12. */
export function monthsIn({ service, begins, year }: ServiceYear, stays: readonly Stay[]): number {
  return monthsOf(begins, year).filter((month) => isServed(service, month, stays)).length
}

function isServed(service: Service, month: Month, stays: readonly Stay[]): boolean {
  const span = { from: firstDay(month), to: lastDay(month) }
  switch (service.month.value) {
    case 'any-day':
      return stays.some(
        (one) =>
          isOpenOr(one.from, (from) => from <= span.to) &&
          isOpenOr(one.to, (to) => to >= span.from),
      )
    case 'on-day': {
      const on = addDays(span.from, must(service.day, 'a service with a day') - 1)
      return stays.some((one) => covers(one, on))
    }
    case 'whole':
      return coversAll(stays, span)
  }
}

function isOpenOr(end: Day | undefined, holds: (end: Day) => boolean): boolean {
  return end === undefined || holds(end)
}

/** Whether stays together leave no day out. */
function coversAll(stays: readonly Stay[], span: { from: Day; to: Day }): boolean {
  let reached = span.from
  for (const { from, to } of [...stays].sort((a, b) => compareText(a.from ?? '', b.from ?? ''))) {
    if (from !== undefined && from > reached) return false
    if (to === undefined || to >= span.to) return true
    if (to >= reached) reached = addDays(to, 1)
  }
  return false
}

/** The units of an assessee over the year, in order of time; the only one when it never changed. */
export function unitsOver(assessee: Assessee): Membership[] {
  const { memberships, unit, from, to } = assessee
  if (memberships !== undefined && memberships.length > 0) {
    return [...memberships].sort(
      (a, b) => compareText(a.from ?? '', b.from ?? '') || compareText(a.unit, b.unit),
    )
  }
  return unit === null ? [] : [{ unit, ...present({ from, to }) }]
}

function present(span: { from: Day | undefined; to: Day | undefined }): Stay {
  return {
    ...(span.from === undefined ? {} : { from: span.from }),
    ...(span.to === undefined ? {} : { to: span.to }),
  }
}

/** Months of the year that an assessee served. */
export function monthsServed(of: ServiceYear, assessee: Assessee): number {
  return monthsIn(of, [present({ from: assessee.from, to: assessee.to })])
}

/** The share of the year that counts: by the day of leaving on a ground that says so, else months ÷ 12. */
export function servedOf(
  of: ServiceYear,
  assessee: Assessee,
): { share: Share; months: number | null; ground: string | null } {
  const { to, leaving } = assessee
  const { service, begins, year } = of
  const row = service.leaving.find((one) => one.ground === leaving)
  if (row !== undefined && to !== undefined) {
    const last = `${periodId(begins, year, twoDigits(row.by.month))}-${twoDigits(row.by.day)}`
    const share = to <= last ? row.upTo.value : row.later.value
    if (share !== null) return { share, months: null, ground: row.ground }
  }
  const months = monthsServed(of, assessee)
  return {
    share: { times: points(months), over: points(12) },
    months,
    ground: to === undefined ? null : (row?.ground ?? null),
  }
}

function twoDigits(number: number): string {
  return `${number}`.padStart(2, '0')
}

/** A part's line for the share of the year served; unchanged where the part counts whole. */
export function byService(
  context: Context,
  part: Part,
  of: { assessee: Assessee; whole: PartLine },
): PartLine {
  const { scheme, year } = context.input
  const { assessee, whole } = of
  const { service } = scheme
  if (!part.byService.value || service === null) return marked(context, part, whole)
  const { share, months, ground } = servedOf({ service, begins: scheme.begins, year }, assessee)
  const scaled = stretched(whole, { ...identity, times: share.times, over: share.over })
  const served: Served = {
    times: text(share.times),
    over: text(share.over),
    months,
    ground,
    clause: service.clause,
    says: service.says.text,
  }
  const row = service.leaving.find((one) => one.ground === ground)
  const settings = row === undefined ? [service.month] : [row.upTo, row.later]
  const choices = choicesOf(context, [part.byService, ...settings])
  const line = (): Line => {
    const made = scaled.line()
    return { ...made, served, choices: { ...made.choices, ...choices } }
  }
  return { ...scaled, line }
}

/** The choice by which a part counts whole, on its line. */
function marked(context: Context, part: Part, whole: PartLine): PartLine {
  if (part.byService.choice === null) return whole
  const line = (): Line => {
    const made = whole.line()
    return { ...made, choices: { ...made.choices, ...choicesOf(context, [part.byService]) } }
  }
  return { ...whole, line }
}
