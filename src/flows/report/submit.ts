import { dayText, firstDay, type Month, monthText } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { countCharacters, isLonger, shorten } from '../../base/text.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { answerReport } from './actions.js'
import { reportSubmitted, type ReportText } from './entries.js'
import type { ReportAnswers } from './intents.js'
import { answersOf, blankAnswers, plansOf, reportDraft } from './answers.js'
import { reportLimits } from './limits.js'
import { answerDay, answerTime, answerUntil, isMonth } from './months.js'
import { isProvisional } from '../provisional.js'
import { carriedIn, type Planned, readPlanned } from './planned.js'
import { unitReportOf } from './reported.js'
import { owesIn, unitIn, wasThereIn } from './reporters.js'
import { readReport } from './reports.js'
import { stands } from './unit-report.js'

/**
 * Keeps what stands in the form as a draft; nothing is checked for completeness.
 * @refuses {@link mayNotAnswer}, outdated-card, text-long
 */
export async function saveReport(
  ctx: Context,
  month: Month,
  answers: ReportAnswers,
): Promise<Outcome> {
  const refusal =
    (await mayNotAnswer(ctx, month)) ??
    unlike(answers, await plannedFor(ctx, month)) ??
    refuseForm(tooLong(answers))
  if (refusal) return refusal
  const kept = { items: answers.items, extra: answers.extra, plans: answers.plans }
  await putDraft(ctx.tx, reportDraft(ctx.bureau.id, ctx.person, month), kept)
  return done('report-saved', { month: monthText(month) })
}

/**
 * Hands the report in; it replaces the one before. After the last day it is taken as late, until the head
 * has signed. From `report-item-open` on all faults of the form are said at once.
 * @refuses {@link mayNotAnswer}, outdated-card, report-item-open, report-reason-missing, report-progress-missing,
 * report-work-missing, report-plans-missing, report-plans-many, report-items-many, text-long
 */
export async function submitReport(
  ctx: Context,
  month: Month,
  answers: ReportAnswers,
): Promise<Outcome> {
  const denied = await mayNotAnswer(ctx, month)
  if (denied) return denied
  const planned = await plannedFor(ctx, month)
  const given = { ...answers, plans: plansOf(answers.plans) }
  const refusal =
    unlike(given, planned) ??
    refuseForm([...incomplete(given, planned), ...tooMany(given, planned), ...tooLong(given)])
  if (refusal) return refusal
  const text = textOf(given, planned, month)
  reportSubmitted.write(ctx, {
    subject: ctx.person,
    period: month,
    body: countsOf(text),
    personal: text,
  })
  await deleteDraft(ctx.tx, reportDraft(ctx.bureau.id, ctx.person, month))
  const until = answerDay(ctx.calendar, month, ctx.bureau.work)
  const late = ctx.now > answerUntil(ctx.calendar, month, ctx.bureau.work)
  return late
    ? done('report-submitted-late', { month: monthText(month) })
    : done('report-submitted', {
        month: monthText(month),
        until: `${dayText(until, isProvisional(ctx, until))}${answerTime}`,
      })
}

/**
 * Puts a report that was handed in back into the form; until it is handed in again the old one stands.
 * @refuses {@link mayNotAnswer}, report-not-submitted
 */
export async function changeReport(ctx: Context, month: Month): Promise<Outcome> {
  const denied = await mayNotAnswer(ctx, month)
  if (denied) return denied
  const where = { bureau: ctx.bureau.id, month, person: ctx.person }
  const report = await readReport(ctx.tx, where)
  if (!report) return refuse('report-not-submitted', { month: monthText(month) })
  const planned = await plannedFor(ctx, month)
  const answers = report.text ? answersOf(report.text, planned) : blankAnswers(planned)
  await putDraft(ctx.tx, reportDraft(ctx.bureau.id, ctx.person, month), {
    items: answers.items,
    extra: answers.extra,
    plans: answers.plans,
  })
  return done('report-changing', { month: monthText(month) })
}

/**
 * Whether the person can't answer the month's report now: not of this bureau, no month, a month that has not begun, who
 * came to the bureau after it, who led the bureau when it ended, a unit's report that is signed and not sent back.
 * @refuses not-allowed, gone, report-not-begun, report-not-there, report-not-asked, report-signed
 */
async function mayNotAnswer(ctx: Context, month: Month): Promise<Refusal | null> {
  const { roster } = ctx.bureau
  const denied = mayNot(ctx.bureau, ctx.person, answerReport, { person: ctx.person })
  if (denied) return denied
  if (!isMonth(month)) return refuse('gone')
  if (firstDay(month) > ctx.today) return refuse('report-not-begun')
  if (!wasThereIn(roster, month, ctx.person)) return refuse('report-not-there')
  if (!owesIn(ctx.bureau, month, ctx.person)) return refuse('report-not-asked')
  const signed = await unitReportOf(ctx, month, unitIn(ctx.bureau, month, ctx.person))
  if (!signed || !stands(signed)) return null
  return refuse('report-signed', { month: monthText(month), head: roster.nameOf(signed.by) })
}

function plannedFor(ctx: Context, month: Month): Promise<Planned[]> {
  return readPlanned({ ...ctx, db: ctx.tx }, { month, person: ctx.person })
}

/** The form was made over other plans than there are now. */
function unlike(answers: ReportAnswers, planned: readonly Planned[]): Refusal | null {
  return answers.items.length === planned.length ? null : refuse('outdated-card')
}

/** Everything that a whole report lacks. */
function incomplete(answers: ReportAnswers, planned: readonly Planned[]): Fault[] {
  const faults = answers.items.flatMap((item, index) => {
    const which = { number: `${index + 1}`, item: shorten(planned[index]?.text ?? '', 20) }
    if (item.status === '') return [fault(`status_${index}`, 'report-item-open', which)]
    if (item.note !== '' || item.status === 'done') return []
    return item.status === 'not-done' || item.status === 'dropped'
      ? [fault(`note_${index}`, 'report-reason-missing', which)]
      : [fault(`note_${index}`, 'report-progress-missing', which)]
  })
  if (planned.length === 0 && answers.extra === '') {
    faults.push(fault('extra', 'report-work-missing'))
  }
  const count = answers.plans.length
  const goesOn = answers.items.some(({ status }) => status === 'under-way' || status === 'not-done')
  if (count === 0 && !goesOn) faults.push(fault('plans', 'report-plans-missing'))
  return faults
}

/** More plans than one writes, or with what goes on more than a form holds. */
function tooMany(answers: ReportAnswers, planned: readonly Planned[]): Fault[] {
  const count = answers.plans.length
  if (count > reportLimits.plans) {
    return [
      fault('plans', 'report-plans-many', { max: `${reportLimits.plans}`, count: `${count}` }),
    ]
  }
  const carried = new Set(carriedIn(itemsOf(answers, planned)).map(({ text }) => text))
  const all = carried.size + answers.plans.filter((plan) => !carried.has(plan)).length
  if (all <= reportLimits.items) return []
  const values = { max: `${reportLimits.items}`, carried: `${carried.size}`, count: `${count}` }
  return [fault('plans', 'report-items-many', values)]
}

/** Every plan that is beyond its limit; each field as a whole is within its own where the press was read. */
function tooLong({ plans }: ReportAnswers): Fault[] {
  const max = reportLimits.plan
  return plans.flatMap((plan, index) => {
    if (!isLonger(plan, max)) return []
    const values = { what: `下月计划第${index + 1}条`, count: `${countCharacters(plan)}` }
    return [fault('plans', 'text-long', { ...values, max: `${max}` })]
  })
}

function itemsOf(answers: ReportAnswers, planned: readonly Planned[]) {
  return planned.map(({ text, since }, index) => {
    const item = answers.items[index]
    return { text, status: item?.status || ('not-done' as const), note: item?.note ?? '', since }
  })
}

function textOf(answers: ReportAnswers, planned: readonly Planned[], month: Month): ReportText {
  const items = itemsOf(answers, planned)
  const carried = carriedIn(items)
  return {
    items: items.map(({ since, ...item }) => (since < month ? { ...item, since } : item)),
    extra: answers.extra,
    plans: answers.plans,
    ...(carried.length > 0 ? { carried } : {}),
  }
}

function countsOf(text: ReportText) {
  const having = (status: string) => text.items.filter((item) => item.status === status).length
  return {
    done: having('done'),
    underWay: having('under-way'),
    notDone: having('not-done'),
    plans: text.plans.length,
    dropped: having('dropped'),
  }
}
