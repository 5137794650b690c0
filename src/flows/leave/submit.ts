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
import { copyFile, setFileAbout } from '../../storage/files.js'
import type { Span } from '../../workrules/span.js'
import { mayNot } from '../access.js'
import { absenceOver, matterName } from '../away/away.js'
import { handoverFault } from '../away/handover.js'
import { tellAsked } from '../chain/tell.js'
import { type Bureau, type Context, done, type Outcome } from '../context.js'
import { askLeave } from './actions.js'
import { daysText } from './counted.js'
import { leaveAsked } from './entries.js'
import {
  daysMeant,
  freshWords,
  keepLeaveDraft,
  dropLeaveDraft,
  type LeaveDraft,
  leaveDraft,
  newLeave,
  papersOn,
  phoneLeave,
  shownKey,
  spanOf,
} from './form.js'
import type { LeaveFormIntent, LeaveWords } from './intents.js'
import { leaveCards, type LeaveRecord, leavesSlice } from './leaves.js'
import { entersFor, mayEnter } from './people.js'
import { reckon, type Reckoned, replacedBy } from './reckoned.js'

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
 * @refuses (leave.submit) {@link open}, leave-kind, leave-days, leave-halves, leave-reason, handover-who,
 * handover-away, {@link unfit}
 * @refuses (leave.look) {@link open}, leave-kind, leave-days, leave-halves, {@link unfit}
 */
export async function submitLeave(
  ctx: Context,
  intent: Extract<LeaveFormIntent, { words: LeaveWords; shown: string }>,
): Promise<Outcome> {
  const { key, shown, verb } = intent
  const words = daysMeant(intent.words, shown.split(',').slice(1, 3))
  const opened = open(ctx, key, words)
  if (isRefusal(opened)) return opened
  const kept = await leaveDraft(ctx.tx, ctx, key)
  const draft = { words, files: [...papersOn(kept, opened.before)], made: '' }
  const read = readForm(ctx, opened, { words, whole: verb === 'leave.submit' })
  if (isRefusal(read)) return read
  const { span, reckoned } = read
  const refusal = unfit(ctx, opened, { key, span, reckoned, draft })
  if (refusal) return refusal
  if (verb === 'leave.look' || shown !== shownKey(words)) {
    await keepLeaveDraft(ctx.tx, ctx, key, draft)
    return done('leave-look', { days: daysText(reckoned.days) })
  }
  const made = await write(ctx, opened, { key, span, reckoned, draft })
  await tellAsked(ctx, { ...made, person: opened.person }, leaveCards)
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
  const files = papersOn(kept, opened.before).filter((one) => one !== file)
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
  const instead = replacedBy(before)
  const reckoned = span && reckon(ctx, person, { kind: words.kind, span, instead })
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
  const { handover } = words
  const other = handoverFault(ctx, { matter: 'leave', person, span, handover })
  if (whole && other) faults.push(other)
  return refuseForm(faults) ?? (span && reckoned ? { span, reckoned } : refuse('leave-no-rules'))
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
  // What was sent back may be asked for anew, however long the answer took: its days were known in time, or were taken by telephone.
  const changes = before && (before.stage === 'approved' || span.from >= before.span.from)
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
  const other = absenceOver(ctx, person, { span, but })
  if (other) {
    const { from, to } = other.request.span
    return refuse('leave-overlap', {
      ...{ kind: matterName(ctx, other), from: dayText(from), to: dayText(to) },
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

async function write(
  ctx: Context,
  { person, before }: Opened,
  of: { key: string; span: Span; reckoned: Reckoned; draft: LeaveDraft },
) {
  const { key, span, reckoned, draft } = of
  const { ruled, parts, fact, kind, way } = reckoned
  const { reason, tasks } = draft.words
  const given = Object.entries({ reason, tasks }).filter(([, text]) => text !== '')
  const files = await ownPapers(ctx, draft.files, before)
  const body = {
    ...{ kind: kind.id, ...span, parts, fact },
    rank: ruled.rank,
    // Where nobody but the person would decide, it stands at once.
    deciding: way.length === 0 ? [] : [...ruled.deciding],
    informed: [...ruled.informed],
    handover: draft.words.handover === '' ? null : draft.words.handover,
    telephone: key === phoneLeave,
    files,
    instead: replacedBy(before),
  }
  const id = leaveAsked.write(ctx, {
    subject: person,
    body,
    ...(given.length > 0 ? { personal: Object.fromEntries(given) } : {}),
  })
  for (const file of files) await setFileAbout(ctx.tx, file, id)
  const nothing = freshWords(ctx, ctx.person, null)
  await keepLeaveDraft(ctx.tx, ctx, key, { words: { ...nothing, reason: '' }, files: [], made: id })
  return { ...body, id }
}

/** Papers as files of their own: what came with the leave before stays with that too, and each is erased with its own. */
async function ownPapers(
  ctx: Context,
  files: readonly string[],
  before: LeaveRecord | null,
): Promise<string[]> {
  const own: string[] = []
  for (const file of files) {
    const one = before?.files.includes(file) ? await copyFile(ctx.tx, file) : file
    if (one !== null) own.push(one)
  }
  return own
}
