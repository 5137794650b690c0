import { isRefusal, refuse } from '../../base/refusal.js'
import { type Decision, decide } from '../chain/decide.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCard, sendCards } from '../notices.js'
import { leaveChain } from './entries.js'
import type { LeaveDecision } from './intents.js'
import { leavesSlice } from './leaves.js'
import { actingIn } from './people.js'
import { tellApproved } from './submit.js'

const decisions: Readonly<Record<LeaveDecision['verb'], Decision>> = {
  'leave.agree': 'pass',
  'leave.return': 'return',
  'leave.refuse': 'refuse',
}

/**
 * One in the chain agrees, sends back or refuses. What the leave changes (a longer one in the place of an approved one)
 * must still stand.
 * @refuses (leave.agree) gone, leave-changed, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours
 * @refuses (leave.return, leave.refuse) gone, leave-changed, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours, chain-reason
 */
export async function decideLeave(ctx: Context, intent: LeaveDecision): Promise<Outcome> {
  const leave = ctx.collected.of(leavesSlice).byId.get(intent.leave)
  if (!leave || leave.person !== intent.person) return refuse('gone')
  const before =
    leave.instead === null ? null : ctx.collected.of(leavesSlice).byId.get(leave.instead)
  if (leave.stage === 'asked' && before && before.stage !== 'approved')
    return refuse('leave-changed')
  const made = decide(ctx, {
    request: { ...leave, ended: endedOf(leave.stage) },
    entries: leaveChain,
    decision: decisions[intent.verb],
    text: intent.text,
    field: 'text',
    actingFor: actingIn(ctx),
  })
  if (isRefusal(made)) return made
  const { id, person } = leave
  const name = ctx.bureau.roster.nameOf(person)
  if (made.what !== 'pass') {
    await sendCard(ctx, { person }, { kind: 'own-leave', key: id })
    return done(made.what === 'return' ? 'leave-returned' : 'leave-refused', { name })
  }
  if (made.last) await tellApproved(ctx, leave)
  await sendCards(
    ctx,
    made.next.map((one) => ({ person: one, card: { kind: 'leave-approval', key: id } })),
  )
  const who = made.next.map((one) => ctx.bureau.roster.nameOf(one)).join('、') || '目前无人'
  return made.last ? done('leave-approved', { name }) : done('leave-passed', { name, who })
}

function endedOf(stage: string): string | null {
  return stage === 'asked' ? null : stage
}
