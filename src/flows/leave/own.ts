import { addDays, isDay } from '../../base/day.js'
import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { isSpan, type Span } from '../../workrules/span.js'
import { tellChanged } from '../chain/tell.js'
import { type Context, done, type Outcome } from '../context.js'
import { daysOf, daysText, kindOf, measureOf, partsOfSpan } from './counted.js'
import { leaveBack, leaveChain, leaveShortened, leaveSlip } from './entries.js'
import { waitForPapers } from './form.js'
import type { OwnLeaveIntent } from './intents.js'
import { leaveCards, type LeaveRecord, leavesSlice } from './leaves.js'

/** One's own leave, where something can still be done about it; `gone` for another's or none. */
function ownLeave(ctx: Context, id: string): LeaveRecord | Refusal {
  const leave = ctx.collected.of(leavesSlice).byId.get(id)
  return leave && leave.person === ctx.person ? leave : refuse('gone')
}

/**
 * Takes a leave back: while it is decided on, or approved and not begun.
 * @refuses gone, leave-over, leave-withdraw-begun
 */
export async function withdrawLeave(
  ctx: Context,
  { leave: id }: { leave: string },
): Promise<Outcome> {
  const leave = ownLeave(ctx, id)
  if (isRefusal(leave)) return leave
  if (leave.stage !== 'asked' && leave.stage !== 'approved') return refuse('leave-over')
  if (leave.stage === 'approved' && leave.span.from <= ctx.today)
    return refuse('leave-withdraw-begun')
  leaveChain.withdrawn.write(ctx, { about: id, subject: leave.person, body: {} })
  await tellChanged(ctx, leave, leaveCards)
  return done('leave-withdrawn')
}

/**
 * Ends an approved leave earlier than it was asked for.
 * @refuses gone, leave-over, leave-shorter, leave-halves
 */
export async function shortenLeave(
  ctx: Context,
  intent: Extract<OwnLeaveIntent, { verb: 'leave.shorten' }>,
): Promise<Outcome> {
  const leave = ownLeave(ctx, intent.leave)
  if (isRefusal(leave)) return leave
  if (leave.stage !== 'approved' || leave.back !== null) return refuse('leave-over')
  const { to, ends } = intent
  const span: Span | null = isDay(to) ? { ...leave.span, to, endsAtNoon: ends === 'noon' } : null
  if (!span || !isShorter(span, leave.span)) return refuseForm([fault('to', 'leave-shorter')])
  const kind = kindOf(ctx.bureau, leave.kind)
  if (span.endsAtNoon && kind && !kind.halves.value)
    return refuseForm([fault('ends', 'leave-halves', { kind: kind.name })])
  const parts = partsOfSpan(ctx, span, measureOf(kind))
  leaveShortened.write(ctx, {
    about: leave.id,
    subject: leave.person,
    body: { to: span.to, endsAtNoon: span.endsAtNoon, parts },
  })
  await tellChanged(ctx, leave, leaveCards)
  return done('leave-shortened', { days: daysText(daysOf({ parts })) })
}

function isShorter(span: Span, before: Span): boolean {
  if (!isSpan(span) || span.to > before.to) return false
  return span.to < before.to || (span.endsAtNoon && !before.endsAtNoon)
}

/**
 * Reports back (销假): on a day of the leave the rest of it falls away, but not all of it.
 * @refuses gone, leave-over, leave-not-begun, leave-back-whole
 */
export async function reportBack(ctx: Context, { leave: id }: { leave: string }): Promise<Outcome> {
  const leave = ownLeave(ctx, id)
  if (isRefusal(leave)) return leave
  if (leave.stage !== 'approved' || leave.back !== null) return refuse('leave-over')
  if (leave.span.from > ctx.today) return refuse('leave-not-begun')
  const written = { about: id, subject: leave.person }
  if (ctx.today <= leave.span.to && !endsToday(ctx, leave)) {
    const until = addDays(ctx.today, -1)
    if (until < leave.span.from) return refuse('leave-back-whole')
    const span = { ...leave.span, to: until, endsAtNoon: false }
    const parts = partsOfSpan(ctx, span, measureOf(kindOf(ctx.bureau, leave.kind)))
    leaveShortened.write(ctx, { ...written, body: { to: until, endsAtNoon: false, parts } })
  }
  leaveBack.write(ctx, { ...written, body: {} })
  return done('leave-back')
}

function endsToday({ today }: Context, { span }: LeaveRecord): boolean {
  return span.to === today
}

/**
 * Fills in the slip of leave that was taken by telephone.
 * @refuses gone, leave-slip-there, leave-reason
 */
export async function fillSlip(
  ctx: Context,
  { leave: id, text }: Extract<OwnLeaveIntent, { verb: 'leave.slip' }>,
): Promise<Outcome> {
  const leave = ownLeave(ctx, id)
  if (isRefusal(leave)) return leave
  if (!leave.telephone || leave.slip !== null) return refuse('leave-slip-there')
  if (text === '') return refuseForm([fault('text', 'leave-reason')])
  leaveSlip.write(ctx, { about: id, subject: leave.person, body: {}, personal: { reason: text } })
  return done('leave-slip-filled')
}

/**
 * Lets the next file that the person sends be a paper of the leave.
 * @refuses gone, leave-over
 */
export async function bringPapers(
  ctx: Context,
  { leave: id }: { leave: string },
): Promise<Outcome> {
  const leave = ownLeave(ctx, id)
  if (isRefusal(leave)) return leave
  if ((leave.stage !== 'asked' && leave.stage !== 'approved') || leave.erased)
    return refuse('leave-over')
  await waitForPapers(ctx.tx, ctx, id)
  return done('leave-papers-wait')
}
