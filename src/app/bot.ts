import { hostname } from 'node:os'
import { renderMoved } from '../../cards/gone-card.js'
import { followClock, realClock, type Clock } from '../base/clock.js'
import { keyedHash, newId } from '../base/ids.js'
import { must } from '../base/bug.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { problemLine } from '../base/problem.js'
import { Calendars } from '../calendar/calendars.js'
import { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import { createDispatch } from '../desk/dispatch.js'
import { createRender } from '../desk/render-notice.js'
import { allJobs, openedByPeople, slices } from '../flows/all.js'
import { Folds } from '../flows/folds.js'
import { readVerified } from '../flows/verification/record.js'
import { openClient, type LarkClient } from '../lark/client.js'
import { lateAnswer } from '../lark/late-answer.js'
import type { ConnectionStatus } from '../lark/long-connection.js'
import { startSender, type Sender } from '../lark/sender.js'
import type { Roster } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Storage } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { failingRuns } from '../storage/jobs.js'
import type { StorageError } from '../storage/storage-error.js'
import { prune } from '../storage/retention.js'
import { outlook } from '../storage/outbox.js'
import { getSetting } from '../storage/settings.js'
import { keepRoster, loadRoster, loadScheme, openCycle, watchRoster } from './bureau-files.js'
import { keepCalendar } from './calendar-files.js'
import type { Settings } from './config.js'
import { livedSoFar } from './demonstration.js'
import { keepOtherInputs } from './other-inputs.js'
import { openDirectory, type Directory } from './directory.js'
import { openIdentity, type Identity } from './identity.js'
import { platformDoor } from './platform-door.js'
import { patiently } from './start-failure.js'
import { serveHttp, type Health, type HttpServer } from './http.js'
import { startWorker, type Worker } from './jobs.js'
import { nightlyJobs } from './nightly.js'
import { outageNotice } from './outage-notice.js'
import { createVerification, type Verification } from './verification.js'

/** A running bot. */
export interface Bot {
  port: number
  close(): Promise<void>
}

/** What the parts of the bot share. */
interface Parts {
  settings: Settings
  log: Log
  clock: Clock
  storage: Storage
  calendars: Calendars
  scheme: Scheme
  roster: Roster
  bureaus: Bureaus
}

/**
 * Starts the bot: database, bureau, platform, sender, jobs, HTTP. Resolves when it can be talked to.
 * `fatal`: the database can't go on, see StorageOptions. Throws BadSettings or a StorageError with what to do; their messages are for people.
 */
export async function startBot(
  settings: Settings,
  log: Log,
  fatal?: (error: StorageError) => void,
): Promise<Bot> {
  const followed = settings.KAOHE_CLOCK_URL ? await followClock(settings.KAOHE_CLOCK_URL) : null
  const clock = followed?.clock ?? realClock()
  const scheme = loadScheme(settings.KAOHE_SCHEME)
  const roster = loadRoster(settings.KAOHE_ROSTER, scheme)
  const dataDir = settings.KAOHE_DATA
  const storage = await patiently('database', log, () =>
    openStorage({ url: settings.DATABASE_URL, dataDir, clock, log, fatal }),
  )
  await keepRoster(storage, roster)
  const calendars = new Calendars()
  if (settings.KAOHE_DEMO === '1') {
    await livedSoFar(storage, { roster, scheme, calendar: calendars.of(roster.bureau.id) })
  }
  const cycle = await openCycle(storage, roster.bureau.id, { scheme, clock })
  if (settings.KAOHE_INPUTS) {
    await keepOtherInputs(storage, settings.KAOHE_INPUTS, {
      scheme,
      bureau: roster.bureau.id,
      cycle,
    })
  }
  const bureaus = new Bureaus({
    known: (bureau) => ({
      schemes: new Map([[scheme.id, scheme]]),
      calendar: calendars.of(bureau),
    }),
    folds: new Folds(slices),
    clock,
  })
  const parts = { settings, log, clock, storage, calendars, scheme, roster, bureaus }
  const running = await run(parts)
  return {
    port: running.http.port,
    close: async () => {
      await running.close()
      followed?.stop()
      await storage.close()
    },
  }
}

async function run(parts: Parts): Promise<{ http: HttpServer; close(): Promise<void> }> {
  const { settings, log, clock, storage, calendars, bureaus, roster } = parts
  const bureau = roster.bureau.id
  const groupName = settings.KAOHE_GROUP
  const appId = must(settings.FEISHU_APP_ID, 'no app id')
  const identity = await openIdentity({ storage, bureau, appId, log })
  const client = openClient({
    domain: settings.FEISHU_DOMAIN,
    appId,
    appSecret: must(settings.FEISHU_APP_SECRET, 'no app secret'),
    log,
    clock,
    onTenant: identity.learnTenant,
  })
  const directory = openDirectory({
    ...{ storage, client, roster, clock, log, groupName, bureaus, calendars },
    onTenant: identity.learnTenant,
  })
  let sender: Sender | null = null
  const wake = (): void => sender?.wake()
  const dispatch = createDispatch({
    storage,
    bureaus,
    bureauOf: async () => bureau,
    hashKey: keyedHash(must(settings.FEISHU_APP_SECRET, 'no app secret'), 'press'),
    wake,
    contactsChanged: directory.changed,
    readGroup: directory.readGroups,
  })
  sender = startSender({
    storage,
    client,
    clock,
    log,
    render: createRender({ bureaus }),
    holder: `${hostname()}:${process.pid}:${newId()}`,
    movedCard: (moved) => JSON.stringify(renderMoved(moved)),
    sentAnew: (kind) => !openedByPeople(kind),
    outages: outageNotice({ storage, bureaus, bureau, calendars, clock, log, wake }),
  })
  const verification = createVerification({ storage, bureaus, bureau, calendars, clock, log, wake })
  let worker: Worker | null = null
  const door = platformDoor(parts)
  const health = healthOf(parts, {
    ...{ sender, directory, verification, status: door.status },
    worker: () => worker,
  })
  const http = await serveHttp(
    {
      host: settings.KAOHE_HOST,
      port: settings.KAOHE_PORT,
      log,
      ...(door.webhook ? { webhook: door.webhook } : {}),
    },
    health,
  )
  const stopWatching = watchRoster(storage, settings.KAOHE_ROSTER, {
    scheme: parts.scheme,
    log,
    changed: directory.useRoster,
    refused: async ([first, ...more]) => {
      if (!first) return
      await storage.transact('work', async (tx) => {
        const loaded = await bureaus.situation(tx, bureau)
        const values = { count: `${more.length + 1}`, first: problemLine(first) }
        if (loaded) await tellOffice({ ...loaded, tx }, 'roster-refused', values)
      })
      wake()
    },
  })
  void verification.since()
  await reachPlatform(parts, { identity, client, directory })
  const served = (): string[] => [bureau]
  const stopCalendar = await keepCalendar({
    ...{ storage, bureaus, served, calendars, clock, log },
    dataDir: settings.KAOHE_DATA,
    changed: () => void worker?.tick().finally(wake),
  })
  // Not before people can be reached: whom nobody knows an address of gets no card.
  worker = startWorker({
    storage,
    bureaus,
    served,
    calendars,
    clock,
    log,
    jobs: [
      ...allJobs,
      ...nightlyJobs({
        verifyLedger: () => void verification.whole(),
        prune: () =>
          void prune(storage).then(
            ({ keys, texts, notices }) => log.info('pruned', { keys, texts, notices }),
            (thrown: unknown) => log.error('not-pruned', failureFields(thrown)),
          ),
      }),
    ],
    wake,
  })
  const late = lateAnswer({ storage, bureau, log, wake })
  await door.open({ dispatch, late, expected: identity.expected })
  return {
    http,
    close: async () => {
      stopWatching()
      directory.close()
      stopCalendar()
      worker?.stop()
      await door.close()
      await sender?.close()
      await http.close()
    },
  }
}

/** Waits for the platform, with what an earlier start has learned of it where it does not answer. */
async function reachPlatform(
  { storage, log, roster }: Parts,
  of: { identity: Identity; client: LarkClient; directory: Directory },
): Promise<void> {
  await of.identity.learnBot(of.client)
  const addresses = await getSetting(storage.read, roster.bureau.id, 'addresses')
  if (addresses === null) return await patiently('directory', log, of.directory.readAll)
  of.directory.readLater()
}

/** What the bot is at, in numbers. */
interface Working {
  inbox: number
  sending: number
  jobs: number
}

function isWorking({ inbox, sending, jobs }: Working): boolean {
  return inbox > 0 || sending > 0 || jobs > 0
}

function healthOf(
  { storage, clock, roster }: Parts,
  of: {
    sender: Sender
    worker: () => Worker | null
    directory: Directory
    verification: Verification
    status(): ConnectionStatus
  },
): Health {
  const { sender, worker, directory, verification, status } = of
  const bureau = roster.bureau.id
  return {
    ready: async () => {
      const { wholeAt, differs } = await readVerified(storage.read, bureau)
      const connected = status().state === 'connected' && sender.outage() === null
      const code = connected ? 'reached' : 'platform-away'
      const ledger = differs ? 'differs' : wholeAt === null ? 'unverified' : 'proved'
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
      const { sendable, nextAt } = await outlook(storage.read, clock.now())
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
