import { readFileSync, statSync } from 'node:fs'
import type { Clock } from '../base/clock.js'
import type { Day } from '../base/day.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import type { Log } from '../base/log.js'
import { every } from '../base/real-time.js'
import { type Problem, problemLine } from '../base/problem.js'
import { type BureauFiles, readBureau } from '../deployment/bureau.js'
import { type Deployment, readDeployment } from '../deployment/deployment.js'
import { SchemeShelf } from '../deployment/schemes.js'
import type { Roster } from '../roster/roster.js'
import type { Storage } from '../storage/database.js'
import { hold } from '../storage/locks.js'
import { readRoster, replaceRoster } from '../storage/roster-rows.js'
import { BadSettings } from './config.js'

/**
 * The bureaus that can run. One with errors is left out and named in the log, so that it stops none of the others; throws
 * {@link BadSettings} with every problem when none is left.
 */
export function loadDeployment(
  of: { bureaus: string; schemes: string | undefined; today: Day },
  log: Log,
): Deployment {
  const deployment = readDeployment(of.bureaus, { schemes: of.schemes, today: of.today })
  const errors = deployment.problems.filter((each) => each.level === 'error')
  if (deployment.bureaus.length === 0) {
    throw new BadSettings(['没有能运行的单位：', ...errors.map(problemLine)].join('\n'))
  }
  for (const folder of deployment.refused) log.error('bureau-refused', { folder })
  for (const { file, line, column, code } of errors) {
    log.error('bureau-problem', { at: `${file}:${line}:${column}`, code })
  }
  return deployment
}

/** Keeps the roster in the database, as a new revision when it differs. */
export async function keepRoster(storage: Storage, roster: Roster): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(roster))
  await storage.transact('work', async (tx) => {
    await hold(tx, roster.bureau.id, [{ kind: 'roster', id: 'now' }])
    const kept = await readRoster(tx, roster.bureau.id)
    if (kept && canonicalJson(kept.body) === canonicalJson(body)) return
    await replaceRoster(tx, roster.bureau.id, body)
  })
}

/** What is done when a roster file has changed. */
export interface RosterWatch {
  storage: Storage
  clock: Clock
  log: Log
  /** Folder with further schemes. */
  schemes: string | undefined
  /** A new roster is in place. */
  changed(bureau: BureauFiles): void
  /** The bureau's files have errors; the old roster stays. */
  refused(bureau: string, problems: readonly Problem[]): Promise<void>
}

/**
 * Looks at the roster file of each bureau every three seconds; a changed one that has no errors, and with which the bureau's
 * schemes can still run, takes the old one's place. One bureau's trouble is nothing to the others.
 */
export function watchRosters(bureaus: readonly BureauFiles[], of: RosterWatch): () => void {
  const watched = bureaus.map((bureau) => ({ bureau, seen: print(bureau.rosterPath) }))
  return every(3_000, async () => {
    for (const one of watched) {
      const now = print(one.bureau.rosterPath, one.seen)
      if (now.hash === one.seen.hash) continue
      one.seen = now
      await reread(one.bureau, of).catch((thrown: unknown) => {
        const error = thrown instanceof Error ? thrown.name : 'unknown'
        of.log.error('roster-unread', { bureau: one.bureau.id, error })
      })
    }
  })
}

async function reread(bureau: BureauFiles, of: RosterWatch): Promise<void> {
  const shelf = new SchemeShelf(of.schemes)
  const read = readBureau(bureau.folder, { shelf, today: of.clock.today() })
  const errors = read.problems.filter((each) => each.level === 'error')
  if (!read.bureau || read.bureau.id !== bureau.id) {
    of.log.error('roster-refused', { bureau: bureau.id, problems: errors.length })
    return of.refused(bureau.id, errors)
  }
  await keepRoster(of.storage, read.bureau.roster)
  of.log.info('roster-reloaded', { bureau: bureau.id, people: read.bureau.roster.people.length })
  of.changed(read.bureau)
}

interface Print {
  stat: string
  hash: string
}

/** A file's content as a hash, read again only when its size or time has changed; as `before` while it is away. */
function print(path: string, before?: Print): Print {
  try {
    const { size, mtimeMs } = statSync(path)
    const stat = `${size} ${mtimeMs}`
    if (before?.stat === stat) return before
    return { stat, hash: sha256(readFileSync(path)) }
  } catch {
    return before ?? { stat: '', hash: '' }
  }
}
