import { z } from 'zod'
import { bug } from '../base/bug.js'
import type { Day } from '../base/day.js'
import { parseRoster, rosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { bureauStamp } from '../storage/bureau-stamp.js'
import { listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { readRoster } from '../storage/roster-rows.js'
import { getSetting } from '../storage/settings.js'
import type { Bureau } from './context.js'

const addresses = z.record(z.string(), z.string())

/** Reads bureaus out of the database, and keeps what it read until that changes or the day is over. */
export class Bureaus {
  readonly #schemes: ReadonlyMap<string, Scheme>
  readonly #bureaus = new Map<string, { stamp: string; today: Day; bureau: Bureau | null }>()

  /** `schemes` by id; a cycle whose pinned version is not among them is a bug of the deployment. */
  constructor(schemes: readonly Scheme[]) {
    this.#schemes = new Map(schemes.map((scheme) => [scheme.id, scheme]))
  }

  /** The bureau as it is on `today`; null while it has no roster or no open cycle. */
  async load(db: Db, id: string, today: Day): Promise<Bureau | null> {
    const stamp = await bureauStamp(db, id, ['addresses', 'group-chat'])
    const kept = this.#bureaus.get(id)
    if (kept?.stamp === stamp && kept.today === today) return kept.bureau
    const bureau = await this.#read(db, id, today)
    this.#bureaus.set(id, { stamp, today, bureau })
    return bureau
  }

  async #read(db: Db, id: string, today: Day): Promise<Bureau | null> {
    const [cycle] = await listCycles(db, id, ['open', 'published'])
    const snapshot = await readRoster(db, id)
    if (!cycle || !snapshot) return null
    const roster = parseRoster(snapshot.body)
    const scheme = this.#schemes.get(cycle.scheme) ?? bug(`no scheme ${cycle.scheme}`)
    const stored = await getSetting(db, id, 'addresses')
    const group = await getSetting(db, id, 'group-chat')
    return {
      id,
      name: roster.bureau.name,
      roster: rosterOn(roster, today),
      history: roster,
      cycle,
      scheme,
      addresses: new Map(Object.entries(addresses.parse(stored ?? {}))),
      groupChatId: typeof group === 'string' ? group : null,
    }
  }
}
