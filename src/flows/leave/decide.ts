import { answerRequest } from '../chain/answer.js'
import type { Decision } from '../chain/decide.js'
import type { Context, Outcome } from '../context.js'
import { leaveChain } from './entries.js'
import type { LeaveDecision } from './intents.js'
import { leaveCards, leavesSlice } from './leaves.js'

const decisions: Readonly<Record<LeaveDecision['verb'], Decision>> = {
  'leave.agree': 'pass',
  'leave.return': 'return',
  'leave.refuse': 'refuse',
}

/**
 * One in the chain agrees, sends back or refuses. What the leave changes (a longer one in the place of an approved one)
 * must still stand.
 * @refuses (leave.agree) gone, chain-changed, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours
 * @refuses (leave.return, leave.refuse) gone, chain-changed, chain-ended-approved, chain-ended-returned,
 * chain-ended-refused, chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours, chain-reason
 */
export function decideLeave(ctx: Context, intent: LeaveDecision): Promise<Outcome> {
  return answerRequest(ctx, {
    requests: ctx.collected.of(leavesSlice),
    ...{ id: intent.leave, person: intent.person, text: intent.text },
    decision: decisions[intent.verb],
    ...{ entries: leaveChain, cards: leaveCards },
    says: {
      ...{ passed: 'leave-passed', approved: 'leave-approved' },
      ...{ returned: 'leave-returned', refused: 'leave-refused' },
    },
  })
}
