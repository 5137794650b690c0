import { dayText } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { findNamed } from '../../roster/find.js'
import { setFileAbout } from '../../storage/files.js'
import type { Span } from '../../workrules/span.js'
import { mayNot } from '../access.js'
import { waitingOf } from '../chain/chain.js'
import { type Bureau, type Context, done, type Outcome } from '../context.js'
import { sendCard, sendCards } from '../notices.js'
import { askLeave } from './actions.js'
import { daysText } from './counted.js'
import { leaveAsked } from './entries.js'
import {
  freshWords,
  keepLeaveDraft,
  dropLeaveDraft,
  type LeaveDraft,
  leaveDraft,
  newLeave,
  phoneLeave,
  shownKey,
  spanOf,
} from './form.js'
import type { LeaveFormIntent, LeaveWords } from './intents.js'
import { type LeaveRecord, leavesSlice, overlapping } from './leaves.js'
import { actingIn, entersFor, informedOf, mayEnter } from './people.js'
import { reckon, type Reckoned } from './reckoned.js'

/** Leave is not asked for longer ahead: who leads the unit then is not known. */
const aheadDays = 366

/** Whose leave a form is about, and which leave it changes. */
interface Opened {
  person: string
  before: LeaveRecord | null
}

/**
 * Hands a leave in, or only reckons it (`leave.look`). Days that the card did not show yet are reckoned and shown first
 * (`leave-look`).
 * @refuses (leave.submit) {@link open}, leave-kind, leave-days, leave-halves, leave-reason, leave-handover,
 * leave-handover-away, {@link unfit}
 * @refuses (leave.look) {@link open}, leave-kind, leave-days, leave-halves, {@link unfit}
 */
export async function submitLeave(
  ctx: Context,
  intent: Extract<LeaveFormIntent, { words: LeaveWords; shown: string }>,
): Promise<Outcome> {
  const { key, words, shown, verb } = intent
  const opened = open(ctx, key, words)
  if (isRefusal(opened)) return opened
  const kept = await leaveDraft(ctx.tx, ctx, key)
  const draft = { words, files: kept?.files ?? [], made: '' }
  const read = readForm(ctx, opened, { words, whole: verb === 'leave.submit' })
  if (isRefusal(read)) return read
  const { span, reckoned } = read
  const refusal = unfit(ctx, opened, { key, span, reckoned, draft })
  if (refusal) return refusal
  if (verb === 'leave.look' || shown !== shownKey(words)) {
    await keepLeaveDraft(ctx.tx, ctx, key, draft)
    return done('leave-look', { days: daysText(reckoned.days) })
  }
  const id = await write(ctx, opened, { key, span, reckoned, draft })
  await tell(ctx, opened, { id, reckoned, handover: words.handover })
  return done(reckoned.way.length === 0 ? 'leave-stands' : 'leave-asked', {
    days: daysText(reckoned.days),
    who: reckoned.way[0]?.names.join('、') ?? '',
  })
}

/**
 * Takes a file off a form.
 * @refuses {@link open}
 */
export async function dropLeaveFile(
  ctx: Context,
  { key, file, words }: Extract<LeaveFormIntent, { verb: 'leave.drop' }>,
): Promise<Outcome> {
  const opened = open(ctx, key, words)
  if (isRefusal(opened)) return opened
  const kept = await leaveDraft(ctx.tx, ctx, key)
  const files = (kept?.files ?? []).filter((one) => one !== file)
  await keepLeaveDraft(ctx.tx, ctx, key, { words, files, made: '' })
  return done('record-dropped')
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotAsk}
 */
export async function anotherLeave(ctx: Context, { key }: { key: string }): Promise<Outcome> {
  const refusal = mayNotAsk(ctx)
  if (refusal) return refusal
  await dropLeaveDraft(ctx.tx, ctx, key)
  return done('refreshed')
}

/**
 * Whether somebody can't ask for leave at all.
 * @refuses not-allowed, leave-no-rules
 */
export function mayNotAsk({ bureau, person }: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  const denied = mayNot(bureau, person, askLeave, { person })
  if (denied) return denied
  return bureau.work ? null : refuse('leave-no-rules')
}

/**
 * Who is meant by a form: oneself, by telephone somebody whom one may enter leave for, or whose leave is changed.
 * @refuses {@link mayNotAsk}, leave-enter-not-yours, leave-who, gone
 */
export function open(ctx: Context, key: string, words: LeaveWords): Opened | Refusal {
  const refusal = mayNotAsk(ctx)
  if (refusal) return refusal
  if (key === newLeave) return { person: ctx.person, before: null }
  if (key === phoneLeave) {
    const who = telephoner(ctx.bureau, ctx.person, words.who)
    if (who !== null) return { person: who, before: null }
    return mayEnter(ctx.bureau, ctx.person)
      ? refuseForm([fault('who', 'leave-who', { text: words.who })])
      : refuse('leave-enter-not-yours')
  }
  const before = ctx.collected.of(leavesSlice).byId.get(key)
  const changeable = before && ['approved', 'returned'].includes(before.stage)
  if (before?.person !== ctx.person || !changeable) return refuse('gone')
  return { person: ctx.person, before }
}

/** The one person of that name for whom somebody may enter leave by telephone; null for none or several. */
export function telephoner(bureau: Bureau, by: string, typed: string): string | null {
  const within = entersFor(bureau, by)
  const all = bureau.roster.people.filter(
    ({ id }) => id !== by && (within.all || within.persons.includes(id)),
  )
  const exact = all.filter(({ name }) => name === typed.trim())
  const found = exact.length > 0 ? exact : findNamed(all, typed)
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

function readForm(
  ctx: Context,
  { person, before }: Opened,
  { words, whole }: { words: LeaveWords; whole: boolean },
): { span: Span; reckoned: Reckoned } | Refusal {
  const span = spanOf(words)
  const reckoned = span && reckon(ctx, person, { kind: words.kind, span })
  const faults: Fault[] = []
  if (!ctx.bureau.work?.rules.leave.kinds.some(({ id }) => id === words.kind))
    faults.push(fault('kind', 'leave-kind'))
  if (!span) faults.push(fault('from', 'leave-days'))
  const half = span !== null && (span.startsAtNoon || span.endsAtNoon)
  if (reckoned && half && !reckoned.kind.halves.value) {
    faults.push(fault('starts', 'leave-halves', { kind: reckoned.kind.name }))
  }
  const byPhone = person !== ctx.person
  if (whole && !byPhone && words.reason === '' && before?.stage !== 'approved')
    faults.push(fault('reason', 'leave-reason'))
  const about = { person, span, handover: words.handover }
  const other = handoverFault(ctx, about)
  if (whole && other) faults.push(other)
  return refuseForm(faults) ?? (span && reckoned ? { span, reckoned } : refuse('leave-no-rules'))
}

/** Who takes over belongs to the bureau, is somebody else, and is there. */
function handoverFault(
  { bureau, collected }: Context,
  of: { person: string; span: Span | null; handover: string },
): Fault | null {
  const { person, span, handover } = of
  const rules = bureau.work?.rules.handover
  if (handover === '') {
    const must = rules?.missing.value === 'may-not-leave' && rules.matters.includes('leave')
    return must ? fault('handover', 'leave-handover') : null
  }
  if (handover === person || !bureau.roster.person(handover))
    return fault('handover', 'leave-handover')
  const away = span && overlapping(collected.of(leavesSlice), handover, { span, but: [] })
  if (away?.stage !== 'approved') return null
  return fault('handover', 'leave-handover-away', { name: bureau.roster.nameOf(handover) })
}

/**
 * Why a leave can't be asked for.
 * @refuses leave-past, leave-far, leave-no-days, leave-long, leave-overlap, leave-outside, leave-vacant, leave-papers
 */
function unfit(
  ctx: Context,
  { person, before }: Opened,
  of: { key: string; span: Span; reckoned: Reckoned; draft: LeaveDraft },
): Refusal | null {
  const { key, span, reckoned, draft } = of
  const { kind, days } = reckoned
  const changes = before?.stage === 'approved'
  if (span.from < ctx.today && key !== phoneLeave && !changes) return refuse('leave-past')
  if (ctx.calendar.workingDaysBetween(ctx.today, span.from) > aheadDays) return refuse('leave-far')
  if (days.isZero())
    return refuse('leave-no-days', { from: dayText(span.from), to: dayText(span.to) })
  const most = kind.atMost.value
  if (most !== null && days.greaterThan(most)) {
    return refuse('leave-long', {
      ...{ kind: kind.name, clause: kind.clause },
      ...{ max: daysText(most), days: daysText(days) },
    })
  }
  const but = before ? [before.id] : []
  const other = overlapping(ctx.collected.of(leavesSlice), person, { span, but })
  if (other) {
    const name = reckonedName(ctx, other)
    return refuse('leave-overlap', {
      ...{ kind: name, from: dayText(other.span.from), to: dayText(other.span.to) },
    })
  }
  const alone = reckoned.way.length === 0 && reckoned.ruled.steps !== 'self'
  if (reckoned.ruled.steps === 'outside' || (alone && reckoned.vacant.length === 0)) {
    return refuse('leave-outside', { clause: reckoned.ruled.chain.clause })
  }
  if (reckoned.vacant.length > 0) {
    const office = ctx.bureau.roster.holders('assessment-office').map(({ name }) => name)
    return refuse('leave-vacant', {
      ...{ role: reckoned.vacant.join('、'), office: office.slice(0, 3).join('、') || '考核办' },
    })
  }
  const papers = kind.papers.length > 0 && !kind.papersFollow.value && draft.files.length === 0
  return papers ? refuse('leave-papers', { papers: kind.papers.join('、') }) : null
}

function reckonedName({ bureau }: Context, leave: LeaveRecord): string {
  return bureau.work?.rules.leave.kinds.find(({ id }) => id === leave.kind)?.name ?? '请假'
}

async function write(
  ctx: Context,
  { person, before }: Opened,
  of: { key: string; span: Span; reckoned: Reckoned; draft: LeaveDraft },
): Promise<string> {
  const { key, span, reckoned, draft } = of
  const { ruled, parts, fact, kind, way } = reckoned
  const { reason, handover } = draft.words
  const id = leaveAsked.write(ctx, {
    subject: person,
    body: {
      ...{ kind: kind.id, ...span, parts, fact },
      rank: ruled.rank,
      // Where nobody but the person would decide, it stands at once.
      deciding: way.length === 0 ? [] : [...ruled.deciding],
      informed: [...ruled.informed],
      handover: handover === '' ? null : handover,
      telephone: key === phoneLeave,
      files: [...draft.files],
      instead: before?.stage === 'approved' ? before.id : null,
    },
    ...(reason === '' ? {} : { personal: { reason } }),
  })
  for (const file of draft.files) await setFileAbout(ctx.tx, file, id)
  const nothing = freshWords(ctx, ctx.person, null)
  await keepLeaveDraft(ctx.tx, ctx, key, { words: { ...nothing, reason: '' }, files: [], made: id })
  return id
}

/** Whom a new request goes to: the first who decide; where it stands at once, who takes over. */
async function tell(
  ctx: Context,
  { person }: Opened,
  of: { id: string; reckoned: Reckoned; handover: string },
): Promise<void> {
  const { id, reckoned, handover } = of
  const { deciding } = reckoned.ruled
  const first = waitingOf(ctx.bureau, { person, deciding, passed: [] }, actingIn(ctx))
  const asked = reckoned.way.length === 0 ? [] : (first?.asked ?? [])
  await sendCards(
    ctx,
    asked.map((one) => ({ person: one, card: { kind: 'leave-approval', key: id } })),
  )
  if (person !== ctx.person) await sendCard(ctx, { person }, { kind: 'own-leave', key: id })
  if (asked.length === 0 && handover !== '')
    await sendCard(ctx, { person: handover }, { kind: 'leave-cover', key: id })
}

/** Whom an approved leave is told: the person, who takes over, and who only learns of it. */
export async function tellApproved(ctx: Context, leave: LeaveRecord): Promise<void> {
  const { id, person, handover } = leave
  await sendCards(ctx, [
    { person, card: { kind: 'own-leave', key: id } },
    ...(handover === null ? [] : [{ person: handover, card: { kind: 'leave-cover', key: id } }]),
    ...informedOf(ctx.bureau, leave).map((one) => ({
      person: one,
      card: { kind: 'leave-approval', key: id },
    })),
  ])
}
