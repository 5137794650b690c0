import { yearsOf } from '../base/assessment-year.js'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { renderMoved } from '../../cards/gone-card.js'
import { followClock, realClock, type Clock } from '../base/clock.js'
import { keyedHash, newId } from '../base/ids.js'
import { must } from '../base/bug.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { problemLine } from '../base/problem.js'
import { Calendars } from '../calendar/calendars.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import { createDispatch } from '../desk/dispatch.js'
import { endings, endsAlone } from '../desk/brought.js'
import { SchemeShelf } from '../deployment/schemes.js'
import { createRender } from '../desk/render-notice.js'
import { zippedPack } from '../replay/zipped.js'
import { unsealing } from '../desk/unsealing.js'
import { speaksIn } from '../desk/speaks-in.js'
import { allJobs, formFiles, openedByPeople, slices } from '../flows/all.js'
import { Folds } from '../flows/folds.js'
import { openClient, type LarkClient } from '../lark/client.js'
import { lateAnswer } from '../lark/late-answer.js'
import { startSender, type Sender } from '../lark/sender.js'
import type { Storage } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { FileStore, sweepFiles } from '../storage/files.js'
import type { StorageError } from '../storage/storage-error.js'
import { prune } from '../storage/retention.js'
import { settingsOf } from '../storage/settings.js'
import { addressesStamp } from '../storage/addresses.js'
import { beginBureaus } from './begin.js'
import { loadDeployment, watchRosters } from './bureau-files.js'
import { keepCalendar } from './calendar-files.js'
import type { Settings } from './config.js'
import { openDirectory, type Directory } from './directory.js'
import { openIdentity, type Identity } from './identity.js'
import { outsideDoor } from './outside-door.js'
import { platformDoor } from './platform-door.js'
import { patiently } from './start-failure.js'
import { healthOf } from './health.js'
import { serveHttp, type HttpServer } from './http.js'
import { startWorker, type Worker } from './jobs.js'
import { nightlyJobs } from './nightly.js'
import { inputsJob } from './other-inputs.js'
import { outageNotice } from './outage-notice.js'
import { createVerification } from './verification.js'

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
  /** The bureaus that run, the main one first. */
  served: readonly BureauFiles[]
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
  const of = {
    bureaus: must(settings.KAOHE_BUREAUS, 'no bureaus'),
    schemes: settings.KAOHE_SCHEMES,
    today: clock.today(),
  }
  const { bureaus: found } = loadDeployment(of, log)
  const dataDir = settings.KAOHE_DATA
  const storage = await patiently('database', log, () =>
    openStorage({ url: settings.DATABASE_URL, dataDir, clock, log, fatal }),
  )
  const calendars = new Calendars()
  const demo = settings.KAOHE_DEMO === '1'
  const evidence = new FileStore(join(settings.KAOHE_DATA, 'files'))
  const begin = { storage, files: evidence, calendars, clock, log, demo }
  const served = await beginBureaus(found, begin)
  const files = new Map(
    served.map((one) => [
      one.id,
      {
        schemes: new Map(one.schemes.map((scheme) => [scheme.id, scheme])),
        leavesOut: one.leavesOut,
        work: one.work,
        informationToGroup: one.informationToGroup,
        recordsKept: one.recordsKept,
        publicUrl: settings.KAOHE_PUBLIC_URL ?? null,
      },
    ]),
  )
  const bureaus = new Bureaus({
    known: (bureau) => {
      const own = files.get(bureau)
      return own ? { ...own, calendar: calendars.of(bureau) } : null
    },
    folds: new Folds(slices),
    clock,
  })
  const parts = { settings, log, clock, storage, calendars, served, bureaus }
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
  const { settings, log, clock, storage, calendars, bureaus } = parts
  const served = new Map(parts.served.map((bureau) => [bureau.id, bureau]))
  const ids = [...served.keys()]
  const main = must(ids[0], 'no bureau is served')
  const appId = must(settings.FEISHU_APP_ID, 'no app id')
  const identity = await openIdentity({ storage, bureau: main, appId, log })
  const client = openClient({
    domain: settings.FEISHU_DOMAIN,
    appId,
    appSecret: must(settings.FEISHU_APP_SECRET, 'no app secret'),
    log,
    clock,
    onTenant: identity.learnTenant,
  })
  const directory = openDirectory({
    ...{ storage, client, clock, log, bureaus, calendars },
    served: () => [...served.values()],
    onTenant: identity.learnTenant,
  })
  const store = new FileStore(join(settings.KAOHE_DATA, 'files'))
  const shelf = new SchemeShelf(settings.KAOHE_SCHEMES)
  let sender: Sender | null = null
  const wake = (): void => sender?.wake()
  const dispatch = createDispatch({
    storage,
    bureaus,
    bureauOf: speaksIn(bureaus, ids),
    hashKey: keyedHash(must(settings.FEISHU_APP_SECRET, 'no app secret'), 'press'),
    files: { store, download: client.downloadResource },
    unseal: unsealing(storage),
    wake,
    contactsChanged: directory.changed,
    readGroup: directory.readGroups,
  })
  sender = startSender({
    storage,
    client,
    clock,
    log,
    render: createRender({
      ...{ bureaus, store },
      pack: (db, of) => zippedPack(db, { ...of, schemeFolder: (id) => shelf.find(id, '.') }),
    }),
    files: store,
    holder: `${hostname()}:${process.pid}:${newId()}`,
    movedCard: (moved) => JSON.stringify(renderMoved(moved)),
    sentAnew: (kind) => !openedByPeople(kind),
    onEnding: endings({ bureaus }),
    endsAlone,
    unseal: unsealing(storage),
    outages: outageNotice({ storage, bureaus, served: ids, clock, log, wake }),
  })
  const verification = createVerification({ storage, bureaus, clock, log, wake })
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
      pages: outsideDoor({ storage, bureaus, wake }, log),
    },
    health,
  )
  const stopWatching = watchRosters(parts.served, {
    storage,
    clock,
    schemes: settings.KAOHE_SCHEMES,
    log,
    changed: (changed) => {
      served.set(changed.id, changed)
      directory.rematch()
    },
    refused: async (bureau, [first, ...more]) => {
      if (!first) return
      await storage.transact('work', async (tx) => {
        const loaded = await bureaus.situation(tx, bureau)
        const values = { count: `${more.length + 1}`, first: problemLine(first) }
        if (loaded) await tellOffice({ ...loaded, tx }, 'roster-refused', values)
      })
      wake()
    },
  })
  for (const bureau of ids) void verification.since(bureau)
  await reachPlatform(parts, { identity, client, directory })
  const stopCalendar = await keepCalendar({
    ...{ storage, bureaus, served: parts.served, calendars, clock, log },
    dataDir: settings.KAOHE_DATA,
    changed: () => void worker?.tick().finally(wake),
  })
  // Not before people can be reached: whom nobody knows an address of gets no card.
  worker = startWorker({
    storage,
    bureaus,
    served: () => ids,
    calendars,
    rules: (bureau) => {
      const own = served.get(bureau)
      return { work: own?.work ?? null, years: yearsOf(own?.schemes ?? []) }
    },
    clock,
    log,
    jobs: [
      ...allJobs,
      inputsJob(() => [...served.values()]),
      ...nightlyJobs({
        verifyLedger: (bureau) => void verification.whole(bureau),
        // The whole database's, so in one bureau's night.
        prune: (bureau) => {
          if (bureau !== main) return
          void sweepFiles(storage.read, store).then(
            (files) => log.info('files-swept', { files }),
            (thrown: unknown) => log.error('files-not-swept', failureFields(thrown)),
          )
          forgetVotes(parts)
          void prune(storage, formFiles).then(
            (pruned) => log.info('pruned', { ...pruned }),
            (thrown: unknown) => log.error('not-pruned', failureFields(thrown)),
          )
        },
        forgetVote: () => forgetVotes(parts),
        forgetTexts: (bureau) => {
          if (bureau !== main) return
          void storage.forgetTexts().then(
            () => log.info('texts-forgotten'),
            (thrown: unknown) => log.error('texts-not-forgotten', failureFields(thrown)),
          )
        },
      }),
    ],
    wake,
  })
  const late = lateAnswer({ storage, bureau: main, log, wake })
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

/** What is left of boxes goes; the night does it again, should it fail. */
function forgetVotes({ storage, log }: Parts): void {
  void storage.forgetVotes().then(
    () => log.info('votes-forgotten'),
    (thrown: unknown) => log.error('votes-not-forgotten', failureFields(thrown)),
  )
}

/** Waits for the platform, with what an earlier start has learned of it where it does not answer. */
async function reachPlatform(
  { storage, log, served }: Parts,
  of: { identity: Identity; client: LarkClient; directory: Directory },
): Promise<void> {
  await of.identity.learnBot(of.client)
  const known = await settingsOf(storage.read, addressesStamp)
  if (served.some((bureau) => !known.has(bureau.id)))
    return await patiently('directory', log, of.directory.readAll)
  of.directory.readLater()
}
