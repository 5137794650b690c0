import type { Clock } from '../base/clock.js'
import type { Day } from '../base/day.js'
import type { LeftOut } from '../binding/fits.js'
import type { BoundWork } from '../binding/work.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import { parseRoster, rosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { addressesOf, addressesStamp } from '../storage/addresses.js'
import { bureauStamp } from '../storage/bureau-stamp.js'
import { type Cycle, listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { readRoster } from '../storage/roster-rows.js'
import { getSetting } from '../storage/settings.js'
import type { Bureau, Situation, Standstill } from './context.js'
import type { Collected } from './collected.js'
import type { Folds } from './folds.js'
import { nobodyStandsIn } from './post/stand-ins.js'
import { standInsOn } from './post/standing-in.js'
import { usuallyKept } from './records.js'
import { running, type Running } from './running.js'

/** What a bureau brings along besides what the database holds. */
export interface Known {
  /** The schemes that it uses, by id. */
  schemes: ReadonlyMap<string, Scheme>
  calendar: WorkingCalendar
  /** Scheme id → what it names and the bureau declares not to have; nothing where absent. */
  leavesOut?: ReadonlyMap<string, readonly LeftOut[]>
  /** Its work rules; none where absent. */
  work?: BoundWork | null
  /** The monthly table of information goes into its group too; not where absent. */
  informationToGroup?: boolean
  /** Years for which what people wrote is kept; ten where absent. */
  recordsKept?: number
  /** Where its pages without login are reached; nowhere where absent. */
  publicUrl?: string | null
}

interface Kept {
  stamp: string
  today: Day
  bureau: Bureau | null
}

/**
 * The bureaus of a deployment: reads them out of the database with what their ledgers have collected, and keeps
 * what it read until that changes or the day is over. One statement asks whether it still holds.
 */
export class Bureaus {
  readonly #known: (bureau: string) => Known | null
  readonly #folds: Folds
  readonly #clock: Clock
  readonly #kept = new Map<string, Kept>()

  constructor(of: { known: (bureau: string) => Known | null; folds: Folds; clock: Clock }) {
    this.#known = of.known
    this.#folds = of.folds
    this.#clock = of.clock
  }

  /**
   * The bureau as it is now, with what was committed so far; null while it is unknown or has no roster. Asked
   * inside a transaction, before that appends anything.
   */
  async situation(db: Db, id: string): Promise<Situation | null> {
    const known = this.#known(id)
    if (!known) return null
    const now = this.#clock.now()
    const today = this.#clock.today()
    const { stamp, head } = await bureauStamp(db, id, [addressesStamp, 'group-chat'])
    const kept = this.#kept.get(id)
    const holds = kept?.stamp === stamp && kept.today === today
    const bureau = holds ? kept.bureau : await read(db, id, { known, today })
    if (!holds) this.#kept.set(id, { stamp, today, bureau })
    if (!bureau) return null
    const collected = await this.#folds.latest(db, id, head)
    return {
      ...{ db, collected, calendar: known.calendar, today, now },
      bureau: withStandIns(bureau, { collected, today }),
    }
  }

  /** The same with the ledger as it stood at a position. */
  async situationAt(db: Db, id: string, position: number): Promise<Situation | null> {
    const situation = await this.situation(db, id)
    if (!situation) return null
    const { bureau, today } = situation
    const collected = await this.#folds.at(db, id, position)
    return { ...situation, collected, bureau: withStandIns(bureau, { collected, today }) }
  }
}

function withStandIns(bureau: Bureau, of: { collected: Collected; today: Day }): Bureau {
  return { ...bureau, standIns: standInsOn({ ...of, roster: bureau.roster }) }
}

async function read(db: Db, id: string, of: { known: Known; today: Day }): Promise<Bureau | null> {
  const snapshot = await readRoster(db, id)
  if (!snapshot) return null
  const history = parseRoster(snapshot.body)
  const addresses = await addressesOf(db, id)
  const group = await getSetting(db, id, 'group-chat')
  const cycles: Running[] = []
  const standstills: Standstill[] = []
  for (const cycle of inOrder(await listCycles(db, id, ['open', 'published']), of.known)) {
    const scheme = of.known.schemes.get(cycle.scheme)
    const why = standstillOf(cycle, scheme)
    if (why) standstills.push(why)
    else if (scheme) cycles.push(running(cycle, scheme, history))
  }
  return {
    id,
    name: history.bureau.name,
    roster: rosterOn(history, of.today),
    history,
    rosterRevision: snapshot.revision,
    cycles,
    standstills,
    schemes: of.known.schemes,
    leavesOut: of.known.leavesOut ?? new Map(),
    work: of.known.work ?? null,
    standIns: nobodyStandsIn,
    informationToGroup: of.known.informationToGroup ?? false,
    recordsKept: of.known.recordsKept ?? usuallyKept,
    publicUrl: of.known.publicUrl ?? null,
    addresses,
    personAt: new Map([...addresses].map(([person, address]) => [address, person])),
    groupChatId: typeof group === 'string' ? group : null,
  }
}

/** The latest year first, and in a year the order of the bureau's schemes: what a bare command is about comes first. */
function inOrder(cycles: readonly Cycle[], { schemes }: Known): Cycle[] {
  const ids = [...schemes.keys()]
  const place = ({ scheme }: Cycle): number => ids.indexOf(scheme) + 1 || ids.length + 1
  return [...cycles].sort((a, b) => b.year - a.year || place(a) - place(b))
}

/** Why a cycle can't run: a scheme under the same name that says something else is another regulation. */
function standstillOf(cycle: Cycle, scheme: Scheme | undefined): Standstill | null {
  if (scheme?.version === cycle.schemeVersion) return null
  const { id, scheme: name, schemeVersion, year } = cycle
  return {
    cycle: { id, scheme: name, schemeVersion, year },
    code: scheme ? 'cycle-scheme-changed' : 'cycle-scheme-missing',
    found: scheme?.version ?? null,
  }
}
