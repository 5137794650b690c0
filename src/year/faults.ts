import type { Random } from '../demo/random.js'
import type { Control } from './control.js'

/** What goes wrong with a platform and a network, by names of the sandbox's faults. */
const troubles = [
  { tooMany: [{ api: 'messages.create', times: 2 }] },
  { serverError: [{ api: 'messages.patch', status: 503, times: 2 }] },
  { dropAnswer: { api: 'messages.create', times: 1 } },
  { dropCall: { api: 'messages.create', times: 1 } },
  { cardLocked: { api: 'messages.patch', times: 2 } },
  { redeliver: { event: 'card.action.trigger', times: 1 } },
  { redeliver: { event: 'im.message.receive_v1', times: 1 } },
] as const

/** On one working day in ten the platform fails somehow, or the connection is cut. */
export async function faultsOf(control: Control, random: Random): Promise<void> {
  if (!random.chance(10)) return
  const which = random.below(troubles.length + 1)
  const trouble = troubles[which]
  if (trouble) await control.post('/faults', trouble)
  else await control.post('/disconnect', {})
}
