import { dayText, type Month, monthText } from '../../base/day.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { waitingOf } from '../chain/chain.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { actedFor } from '../post/acted.js'
import { isProvisional } from '../provisional.js'
import { isAwayAllMonth } from './away.js'
import { digestKey } from './digest-key.js'
import { begunDigest, type DigestDraft, digestDraftPlace } from './digest-draft.js'
import { unitReportChain, unitReportSigned } from './entries.js'
import type { DigestIntent } from './intents.js'
import { answerDay, answerTime, answerUntil, isMonth, unitDueUntil } from './months.js'
import { unitReportOf } from './reported.js'
import { leaversFor, namesOf, reportersFor } from './reporters.js'
import { readReports, type SubmittedReport } from './reports.js'
import { decidingRoles, mayNotSignFor, signersOf } from './signers.js'
import { stands } from './unit-report.js'

/**
 * Keeps the head's text of the unit report as a draft; what is sent to the chat next becomes an annex of it.
 * @refuses {@link mayNotSign}
 */
export async function saveDigest(ctx: Context, intent: DigestIntent): Promise<Outcome> {
  const refusal = await mayNotSign(ctx, intent.month, intent.unit)
  if (refusal) return refusal
  const { reports } = await unitReports(ctx, intent.month, intent.unit)
  await keep(ctx, intent, { reports: reports.map(({ id }) => id) })
  const code = intent.verb === 'digest.annex' ? 'digest-annex' : 'digest-saved'
  return done(code, { month: monthText(intent.month) })
}

/**
 * Takes an annex out of the head's draft again.
 * @refuses {@link mayNotSign}
 */
export async function dropAnnex(
  ctx: Context,
  intent: DigestIntent & { file: string },
): Promise<Outcome> {
  const refusal = await mayNotSign(ctx, intent.month, intent.unit)
  if (refusal) return refusal
  const files = (await begun(ctx, intent))?.files ?? []
  await keep(ctx, intent, { files: files.filter((id) => id !== intent.file) })
  return done('digest-annex-dropped')
}

/**
 * The head, or who stands in, signs the unit report; from then on members' reports of the month are closed. It goes on to
 * who signs after it by the work rules, and has come where nobody does. Where a report came after what the card
 * showed, the text is kept as a draft and shown anew instead.
 * @refuses {@link mayNotSign}, digest-summary-missing
 */
export async function signDigest(ctx: Context, intent: DigestIntent): Promise<Outcome> {
  const { month, unit, summary } = intent
  const refusal =
    (await mayNotSign(ctx, month, unit)) ??
    refuseForm(summary === '' ? [fault('summary', 'digest-summary-missing')] : [])
  if (refusal) return refusal
  const { reports, missing, onLeave } = await unitReports(ctx, month, unit)
  const { shown } = intent
  const newer = shown === undefined ? [] : reports.filter(({ sequence }) => sequence > shown)
  if (newer.length > 0) {
    const seen = reports.filter((each) => !newer.includes(each))
    await keep(ctx, intent, { reports: seen.map(({ id }) => id) })
    const names = namesOf(
      ctx.bureau.roster,
      newer.map(({ person }) => person),
    )
    return done('digest-newer', { names })
  }
  const files = (await begun(ctx, intent))?.files ?? []
  const deciding = [...decidingRoles(ctx.bureau)]
  const way = { person: ctx.person, unit, deciding, passed: [] }
  const next = waitingOf(ctx.bureau, way)
  const signed = unitReportSigned.write(ctx, {
    subject: unit,
    period: month,
    body: {
      ...{ reports: reports.map(({ id }) => id), missing, onLeave },
      ...{ files, deciding, filed: next === null },
    },
    personal: { summary },
  })
  actedFor(ctx, signed, signersOf(ctx, unit).acting.get(ctx.person))
  await deleteDraft(ctx.tx, placeOf(ctx, intent))
  const card = { kind: 'digest', key: digestKey(month, unit) }
  await sendCards(
    ctx,
    (next?.asked ?? []).map((person) => ({ person, card })),
  )
  const values = { unit: ctx.bureau.roster.unitNameOf(unit), month: monthText(month) }
  if (next) {
    const who = namesOf(ctx.bureau.roster, next.asked) || '目前无人，考核办会明确'
    return done('digest-signed-on', { ...values, who: `${next.roleName} ${who}` })
  }
  const late = ctx.now >= unitDueUntil(ctx.calendar, month, ctx.bureau.work)
  return done(late ? 'digest-signed-late' : 'digest-signed', values)
}

/**
 * Takes a signed report back, as long as nobody has signed after it: it is a draft again, members may change theirs.
 * @refuses gone, not-allowed, digest-not-signed, digest-filed, digest-passed
 */
export async function withdrawDigest(
  ctx: Context,
  { month, unit }: { month: Month; unit: string },
): Promise<Outcome> {
  if (!isMonth(month)) return refuse('gone')
  const denied = mayNotSignFor(ctx, ctx.person, unit)
  if (denied) return denied
  const report = await unitReportOf(ctx, month, unit)
  if (!report || !stands(report)) return refuse('digest-not-signed', { month: monthText(month) })
  if (report.stage === 'filed') return refuse('digest-filed', { month: monthText(month) })
  const [first] = report.passed
  if (first) return refuse('digest-passed', { who: ctx.bureau.roster.nameOf(first.by) })
  unitReportChain.withdrawn.write(ctx, {
    ...{ about: report.id, subject: unit, period: month, body: {} },
  })
  return done('digest-withdrawn', { month: monthText(month) })
}

function placeOf(ctx: Context, { month, unit }: { month: Month; unit: string }) {
  return digestDraftPlace(ctx.bureau.id, ctx.person, month, unit)
}

/** What the head has of it so far: the draft, or what was signed before. */
async function begun(
  ctx: Context,
  intent: { month: Month; unit: string },
): Promise<DigestDraft | null> {
  const before = await unitReportOf(ctx, intent.month, intent.unit)
  return (await begunDigest(ctx.tx, placeOf(ctx, intent), before))?.draft ?? null
}

async function keep(ctx: Context, intent: DigestIntent, of: Partial<DigestDraft>): Promise<void> {
  const before = await begun(ctx, intent)
  const { summary } = intent
  await putDraft(ctx.tx, placeOf(ctx, intent), {
    reports: of.reports ?? before?.reports ?? [],
    files: of.files ?? before?.files ?? [],
    summary,
  })
}

/**
 * Whether the person can't sign the unit's report of the month now: no month, no such right, signed already, members
 * may still change theirs, or nobody of the unit was there in the month.
 * @refuses gone, not-allowed, digest-nobody, digest-signed-before, digest-early
 */
async function mayNotSign(ctx: Context, month: Month, unit: string): Promise<Refusal | null> {
  if (!isMonth(month)) return refuse('gone')
  const denied = mayNotSignFor(ctx, ctx.person, unit)
  if (denied) return denied
  if (reportersFor(ctx.bureau, month, unit).length === 0) return refuse('digest-nobody')
  const report = await unitReportOf(ctx, month, unit)
  if (report && stands(report)) {
    const head = ctx.bureau.roster.nameOf(report.by)
    return refuse('digest-signed-before', { month: monthText(month), head })
  }
  const { calendar } = ctx
  const { work } = ctx.bureau
  if (ctx.now >= answerUntil(calendar, month, work)) return null
  const until = answerDay(calendar, month, work)
  return refuse('digest-early', {
    from: `${dayText(until, isProvisional(ctx, until))}${answerTime}`,
  })
}

/** Reports of the unit's members for the month, who has none, and who owed none. */
async function unitReports(
  ctx: Context,
  month: Month,
  unit: string,
): Promise<{ reports: SubmittedReport[]; missing: string[]; onLeave: string[] }> {
  const members = reportersFor(ctx.bureau, month, unit)
  const persons = [...members, ...leaversFor(ctx.bureau, month, unit)]
  const all = await readReports(ctx.tx, { bureau: ctx.bureau.id, month, persons })
  const without = members.filter((person) => !all.has(person))
  const onLeave = without.filter((person) => isAwayAllMonth(ctx, month, person))
  return {
    reports: persons.flatMap((person) => all.get(person) ?? []),
    missing: without.filter((person) => !onLeave.includes(person)),
    onLeave,
  }
}
