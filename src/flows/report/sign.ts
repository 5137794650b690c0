import { dayText, type Month, monthText } from '../../base/day.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { signDigests } from './actions.js'
import { unitReportSigned } from './entries.js'
import type { DigestIntent } from './intents.js'
import { digestDraftPlace } from './digest-view.js'
import { answerDay, answerTime, answerUntil, isMonth, unitDueUntil } from './months.js'
import { isProvisional } from '../provisional.js'
import { leaversFor, reportersFor } from './reporters.js'
import { readReports, readSignature } from './reports.js'

/**
 * Keeps the head's text of the unit report as a draft.
 * @refuses {@link mayNotSign}
 */
export async function saveDigest(ctx: Context, intent: DigestIntent): Promise<Outcome> {
  const { month, unit, summary } = intent
  const refusal = await mayNotSign(ctx, month, unit)
  if (refusal) return refusal
  const { reports } = await unitReports(ctx, month, unit)
  const place = digestDraftPlace(ctx.bureau.id, ctx.person, month, unit)
  await putDraft(ctx.tx, place, { summary, reports })
  return done('digest-saved', { month: monthText(month) })
}

/**
 * The head signs the unit report; from then on members' reports of the month are closed.
 * @refuses {@link mayNotSign}, digest-summary-missing
 */
export async function signDigest(ctx: Context, intent: DigestIntent): Promise<Outcome> {
  const { month, unit, summary } = intent
  const refusal =
    (await mayNotSign(ctx, month, unit)) ??
    refuseForm(summary === '' ? [fault('summary', 'digest-summary-missing')] : [])
  if (refusal) return refusal
  const { reports, missing } = await unitReports(ctx, month, unit)
  unitReportSigned.write(ctx, {
    subject: unit,
    period: month,
    body: { reports, missing },
    personal: { summary },
  })
  await deleteDraft(ctx.tx, digestDraftPlace(ctx.bureau.id, ctx.person, month, unit))
  const late = ctx.now >= unitDueUntil(ctx.calendar, month)
  return done(late ? 'digest-signed-late' : 'digest-signed', {
    unit: ctx.bureau.roster.unitNameOf(unit),
    month: monthText(month),
  })
}

/**
 * Whether the person can't sign the unit's report of the month now: no such right, no month, signed already, members
 * may still change theirs, or nobody of the unit was there in the month.
 * @refuses not-allowed, gone, digest-nobody, digest-signed-before, digest-early
 */
async function mayNotSign(ctx: Context, month: Month, unit: string): Promise<Refusal | null> {
  const denied = mayNot(ctx.bureau, ctx.person, signDigests, { unit })
  if (denied) return denied
  if (!isMonth(month)) return refuse('gone')
  if (reportersFor(ctx.bureau.roster, month, unit).length === 0) return refuse('digest-nobody')
  const signature = await readSignature(ctx.tx, { bureau: ctx.bureau.id, month, unit })
  if (signature) {
    const head = ctx.bureau.roster.nameOf(signature.by)
    return refuse('digest-signed-before', { month: monthText(month), head })
  }
  if (ctx.now >= answerUntil(ctx.calendar, month)) return null
  const from = `${dayText(answerDay(ctx.calendar, month), isProvisional(ctx, answerDay(ctx.calendar, month)))}${answerTime}`
  return refuse('digest-early', { from })
}

/** Entries of the unit's members for the month, and who has none. */
async function unitReports(
  ctx: Context,
  month: Month,
  unit: string,
): Promise<{ reports: string[]; missing: string[] }> {
  const members = reportersFor(ctx.bureau.roster, month, unit)
  const persons = [...members, ...leaversFor(ctx.bureau, month, unit)]
  const all = await readReports(ctx.tx, { bureau: ctx.bureau.id, month, persons })
  return {
    reports: persons.flatMap((person) => all.get(person)?.id ?? []),
    missing: members.filter((person) => !all.has(person)),
  }
}
