import { dayText, firstDay, type Month, monthText } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { countCharacters, isLonger, shorten } from '../../base/text.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { answerReport } from './actions.js'
import { reportSubmitted, type ReportText } from './entries.js'
import type { ReportAnswers } from './intents.js'
import { answersOf, blankAnswers, plansOf, readPlanned, reportDraft } from './answers.js'
import { reportLimits } from './limits.js'
import { answerDay, answerTime, answerUntil, isMonth } from './months.js'
import { isProvisional } from '../provisional.js'
import { isReporter, wasThereIn } from './reporters.js'
import { readReport, readSignature } from './reports.js'

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
 * report-work-missing, report-plans-missing, report-plans-many, text-long
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
    unlike(given, planned) ?? refuseForm([...incomplete(given, planned), ...tooLong(given)])
  if (refusal) return refusal
  const text = textOf(given, planned)
  reportSubmitted.write(ctx, {
    subject: ctx.person,
    period: month,
    body: countsOf(text),
    personal: text,
  })
  await deleteDraft(ctx.tx, reportDraft(ctx.bureau.id, ctx.person, month))
  const late = ctx.now > answerUntil(ctx.calendar, month)
  return late
    ? done('report-submitted-late', { month: monthText(month) })
    : done('report-submitted', {
        month: monthText(month),
        until: `${dayText(answerDay(ctx.calendar, month), isProvisional(ctx, answerDay(ctx.calendar, month)))}${answerTime}`,
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
  const planned = await readPlanned(ctx.tx, where)
  const answers = report.text ? answersOf(report.text, planned) : blankAnswers(planned)
  await putDraft(ctx.tx, reportDraft(ctx.bureau.id, ctx.person, month), {
    items: answers.items,
    extra: answers.extra,
    plans: answers.plans,
  })
  return done('report-changing', { month: monthText(month) })
}

/**
 * Whether the person can't answer the month's report now: not of this bureau, a leader of the bureau, no month, a month
 * that has not begun, who came to the bureau after it, a unit's report that its head has signed.
 * @refuses not-allowed, report-not-asked, gone, report-not-begun, report-not-there, report-signed
 */
async function mayNotAnswer(ctx: Context, month: Month): Promise<Refusal | null> {
  const { roster } = ctx.bureau
  const denied = mayNot(ctx.bureau, ctx.person, answerReport, { person: ctx.person })
  if (denied) return denied
  if (!isReporter(roster, ctx.person)) return refuse('report-not-asked')
  if (!isMonth(month)) return refuse('gone')
  if (firstDay(month) > ctx.today) return refuse('report-not-begun')
  if (!wasThereIn(roster, month, ctx.person)) return refuse('report-not-there')
  const unit = roster.unitOf(ctx.person)
  const signature = await readSignature(ctx.tx, { bureau: ctx.bureau.id, month, unit })
  if (!signature) return null
  return refuse('report-signed', { month: monthText(month), head: roster.nameOf(signature.by) })
}

function plannedFor(ctx: Context, month: Month): Promise<string[]> {
  return readPlanned(ctx.tx, { bureau: ctx.bureau.id, month, person: ctx.person })
}

/** The form was made over other plans than there are now. */
function unlike(answers: ReportAnswers, planned: readonly string[]): Refusal | null {
  return answers.items.length === planned.length ? null : refuse('outdated-card')
}

/** Everything that a whole report lacks. */
function incomplete(answers: ReportAnswers, planned: readonly string[]): Fault[] {
  const faults = answers.items.flatMap((item, index) => {
    const which = { number: `${index + 1}`, item: shorten(planned[index] ?? '', 20) }
    if (item.status === '') return [fault(`status_${index}`, 'report-item-open', which)]
    if (item.note !== '' || item.status === 'done') return []
    return item.status === 'not-done'
      ? [fault(`note_${index}`, 'report-reason-missing', which)]
      : [fault(`note_${index}`, 'report-progress-missing', which)]
  })
  if (planned.length === 0 && answers.extra === '') {
    faults.push(fault('extra', 'report-work-missing'))
  }
  const count = answers.plans.length
  if (count === 0) faults.push(fault('plans', 'report-plans-missing'))
  if (count > reportLimits.plans) {
    const values = { max: `${reportLimits.plans}`, count: `${count}` }
    faults.push(fault('plans', 'report-plans-many', values))
  }
  return faults
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

function textOf(answers: ReportAnswers, planned: readonly string[]): ReportText {
  return {
    items: planned.map((text, index) => {
      const item = answers.items[index]
      return { text, status: item?.status || 'not-done', note: item?.note ?? '' }
    }),
    extra: answers.extra,
    plans: answers.plans,
  }
}

function countsOf(text: ReportText) {
  const having = (status: string) => text.items.filter((item) => item.status === status).length
  return {
    done: having('done'),
    underWay: having('under-way'),
    notDone: having('not-done'),
    plans: text.plans.length,
  }
}
