import type { Clock } from '../base/clock.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { verifiedState } from '../flows/verification/record.js'
import type { ConnectionStatus } from '../lark/long-connection.js'
import type { Sender } from '../lark/sender.js'
import type { Storage } from '../storage/database.js'
import { failingRuns } from '../storage/jobs.js'
import { type Outlook, outlook } from '../storage/outbox.js'
import type { Directory } from './directory.js'
import type { Health } from './http.js'
import type { Worker } from './jobs.js'
import type { Verification } from './verification.js'

/** What the bot is at, in numbers. */
interface Working {
  inbox: number
  sending: number
  jobs: number
}

function isWorking({ inbox, sending, jobs }: Working): boolean {
  return inbox > 0 || sending > 0 || jobs > 0
}

/** What `/readyz`, `/idle` and `/metrics` say of the running bot. */
export function healthOf(
  { storage, clock, served }: { storage: Storage; clock: Clock; served: readonly BureauFiles[] },
  of: {
    sender: Sender
    worker: () => Worker | null
    directory: Directory
    verification: Verification
    status(): ConnectionStatus
  },
): Health {
  const { sender, worker, directory, verification, status } = of
  const ids = served.map((bureau) => bureau.id)
  /** How the outbox stood, under which revision of the clock and after how many writes. */
  let seen: { of: string; outlook: Outlook } | null = null
  const outlookNow = async (): Promise<Outlook> => {
    const of = `${clock.revision()} ${storage.writes()}`
    const comes = seen?.outlook.nextAt ?? null
    if (seen?.of === of && (comes === null || comes > clock.now())) return seen.outlook
    seen = { of, outlook: await outlook(storage.read, clock.now()) }
    return seen.outlook
  }
  return {
    ready: async () => {
      const ledger = await verifiedState(storage.read, ids)
      const connected = status().state === 'connected' && sender.outage() === null
      const code = connected ? 'reached' : 'platform-away'
      const failing = (await failingRuns(storage.read)).map(({ attempts, retryAt, ...run }) => run)
      return { ready: connected, code, ledger, failing }
    },
    idle: async () => {
      const clockRevision = clock.revision()
      const busy = (): Working => ({
        inbox: status().inflight,
        sending: sender.sending(),
        jobs: (worker()?.idle() ?? false) && !verification.running() && !directory.busy() ? 0 : 1,
      })
      // Asked many times a second while a clock is moved on: the database only when nothing else is known.
      const before = busy()
      if (isWorking(before)) {
        return {
          idle: false,
          clockRevision,
          pending: { ...before, outbox: null },
          nextWakeAt: null,
        }
      }
      const { sendable, nextAt } = await outlookNow()
      const after = busy()
      // In an outage nothing moves before the pause is over.
      const pausedUntil = sender.pausedUntil()
      const outbox = pausedUntil === null ? sendable : 0
      const wakes = [worker()?.nextAt() ?? null, nextAt, sendable > 0 ? pausedUntil : null].flatMap(
        (at) => at ?? [],
      )
      return {
        idle: outbox === 0 && !isWorking(after),
        clockRevision,
        pending: { ...after, outbox },
        nextWakeAt: wakes.length > 0 ? Math.min(...wakes) : null,
      }
    },
    metrics: async () => ({
      kaohe_outbox_pending: (await outlook(storage.read, clock.now())).waiting,
      kaohe_inbound_inflight: status().inflight,
      kaohe_platform_outage: sender.outage() === null ? 0 : 1,
      kaohe_jobs_failing: (await failingRuns(storage.read)).length,
      kaohe_connected: status().state === 'connected' ? 1 : 0,
      process_resident_memory_bytes: process.memoryUsage().rss,
    }),
  }
}
