import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Clock } from '../base/clock.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import type { Log } from '../base/log.js'
import { every } from '../base/real-time.js'
import { problemLine, type Problem } from '../base/problem.js'
import { readRosterFile } from '../roster/roster-file.js'
import type { Roster } from '../roster/roster.js'
import { readScheme } from '../scheme/read/read.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { listCycles, saveCycle } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import { append } from '../storage/ledger.js'
import { hold } from '../storage/locks.js'
import { readRoster, replaceRoster } from '../storage/roster-rows.js'
import { BadSettings } from './config.js'

/** Reads the scheme folder; throws {@link BadSettings} with every problem when it has errors. */
export function loadScheme(folder: string): Scheme {
  const { scheme, problems } = readScheme(folder)
  const errors = problems.filter((each) => each.level === 'error')
  if (!scheme || errors.length > 0) throw new BadSettings(lines('考核办法有错误', errors))
  return scheme
}

/** Reads the roster file; throws {@link BadSettings} with every problem when it has errors. */
export function loadRoster(path: string, scheme: Scheme): Roster {
  const { roster, problems } = readRosterFile(path, { roles: scheme.roles })
  const errors = problems.filter((each) => each.level === 'error')
  if (!roster || errors.length > 0) throw new BadSettings(lines('名册有错误', errors))
  return roster
}

function lines(what: string, problems: readonly Problem[]): string {
  return [`${what}：`, ...problems.map(problemLine)].join('\n')
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

/** Opens the year's cycle under the scheme when there is none. Answers the cycle's id. */
export async function openCycle(
  storage: Storage,
  bureau: string,
  of: { scheme: Scheme; clock: Clock },
): Promise<string> {
  const { scheme, clock } = of
  const today = clock.today()
  const year = today.slice(0, 4)
  return storage.transact('work', async (tx) => {
    // Of replicas that start at once one opens it.
    await hold(tx, bureau, [{ kind: 'cycles', id: scheme.id }])
    const open = await listCycles(tx, bureau)
    const running = open.find((cycle) => cycle.scheme === scheme.id && cycle.state !== 'closed')
    if (running) return running.id
    const id = `${bureau}.${scheme.id}.${year}`
    await saveCycle(tx, {
      id,
      bureau,
      scheme: scheme.id,
      schemeVersion: scheme.version,
      year: Number.parseInt(year, 10),
      state: 'open',
      binding: { tiers: scheme.tiers.map((tier) => tier.id) },
      openedOn: today,
    })
    append(tx, {
      bureau,
      cycle: id,
      kind: 'cycle.opened',
      day: today,
      by: 'system',
      body: { scheme: scheme.id, version: scheme.version, year },
    })
    return id
  })
}

/**
 * Looks at the roster file each three seconds; a changed one that has no errors takes the old one's place.
 * With errors the old one stays and the office is told.
 */
export function watchRoster(
  storage: Storage,
  path: string,
  of: {
    scheme: Scheme
    log: Log
    /** A new roster is in place. */
    changed(roster: Roster): void
    /** The file has errors; the old roster stays. */
    refused(problems: readonly Problem[]): Promise<void>
  },
): () => void {
  let seen = fingerprint(path)
  return every(3_000, async () => {
    const now = (await stat(path).catch(() => null)) ? fingerprint(path) : seen
    if (now === seen) return
    seen = now
    const { roster, problems } = readRosterFile(path, { roles: of.scheme.roles })
    const errors = problems.filter((each) => each.level === 'error')
    if (!roster || errors.length > 0) {
      of.log.error('roster-refused', { problems: errors.length })
      return of.refused(errors)
    }
    await keepRoster(storage, roster)
    of.log.info('roster-reloaded', { people: roster.people.length })
    of.changed(roster)
  })
}

function fingerprint(path: string): string {
  return sha256(readFileSync(path))
}
