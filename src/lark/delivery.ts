import { instant } from '../base/day.js'
import { LeaseLost } from '../storage/lease.js'
import type { Notice } from '../storage/outbox.js'
import { markFailed, markRetry } from '../storage/outbox-states.js'
import { type Delivery, record, Stopped } from './delivery-parts.js'
import { send } from './delivery-send.js'
import { point, update } from './delivery-update.js'
import { LarkFailure } from './failure.js'

/** Faults of ours end after so many tries; what passes is waited out, however long it takes. */
const faultTriesMax = 6
const pauseMaxMs = 10 * 60_000

/** Brings one notice to its end or to its next try. Rejects only when the database does. */
export async function deliver(d: Delivery, notice: Notice): Promise<void> {
  const from = d.clock.now()
  try {
    if (notice.op === 'update') await update(d, notice)
    else if (notice.op === 'point') await point(d, notice)
    else await send(d, notice)
  } catch (thrown) {
    if (thrown instanceof Stopped) return
    if (thrown instanceof LeaseLost) return d.log.warn('sender-lease-lost', { notice: notice.id })
    if (thrown instanceof LarkFailure && thrown.outage) d.outages.failed(thrown, from)
    await failed(d, notice, thrown)
  }
}

/** Tries later or gives up, visibly; either way the lane goes on when its time has come. */
async function failed(d: Delivery, notice: Notice, thrown: unknown): Promise<void> {
  const known = thrown instanceof LarkFailure ? thrown : null
  const error = known?.summary ?? (thrown instanceof Error ? thrown.name : 'unknown')
  const fields = { notice: notice.id, op: notice.op, error, attempts: notice.attempts + 1 }
  if (!mayTryAgain(d, notice, known)) {
    d.log.error('notice-failed', fields)
    d.faults.delete(notice.id)
    await record(d, notice, async (tx) => {
      await markFailed(tx, notice.id, error)
      await d.onEnding(tx, notice, { kind: 'failed', reason: error })
    })
    return
  }
  const backOffMs = Math.min(pauseMaxMs, 1_000 * 2 ** Math.min(notice.attempts, 10))
  const waitMs = Math.max(backOffMs, known?.retryAfterMs ?? 0)
  const notBefore = instant(d.clock.now() + waitMs)
  d.log.warn('notice-retried', { ...fields, waitMs })
  await record(d, notice, (tx) => markRetry(tx, notice.id, { notBefore, error }))
}

/** What the platform will take later is never given up; what we do wrong is, after some tries. */
function mayTryAgain(d: Delivery, notice: Notice, failure: LarkFailure | null): boolean {
  if (failure !== null) return failure.transient
  const faults = (d.faults.get(notice.id) ?? 0) + 1
  d.faults.set(notice.id, faults)
  return faults < faultTriesMax
}
