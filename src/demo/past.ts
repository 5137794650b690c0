import { dayAt, type Instant, monthOf } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import { usuallyKept } from '../flows/records.js'
import { nobodyStandsIn } from '../flows/post/stand-ins.js'
import { running, type Running } from '../flows/running.js'
import { type Roster, rosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Cycle } from '../storage/cycles.js'
import { append, flush } from '../storage/ledger.js'
import { readEntries } from '../storage/ledger-reading.js'
import type { NewEntry } from '../storage/ledger-entry.js'
import type { Storage, Tx } from '../storage/database.js'
import { pastFacts } from './past-facts.js'
import { pastRatings } from './past-ratings.js'
import { pastReports } from './past-reports.js'
import { standing } from './standing-clock.js'

/**
 * Something of the year so far. Where an entry names other entries (`about`, the reports under a
 * signature), the keys of earlier ones stand in place of their ids, which only the ledger gives.
 */
export interface PastEntry {
  key: string
  /** When it was written down. */
  at: Instant
  entry: NewEntry
}

/** What the past is made from. */
export interface PastSource {
  roster: Roster
  scheme: Scheme
  cycle: Cycle
  calendar: WorkingCalendar
  /** The same seed gives the same past; `kaohe` unless said otherwise. */
  seed?: string
}

/** The months that the demonstration has lived. */
const months = ['01', '02', '03', '04', '05', '06', '07', '08']

/**
 * The year of the demonstration until its clock starts, in order of time: the cycle opened, monthly and
 * unit reports from January to August, the ratings of two quarters and their closing, and a dozen facts
 * with what became of them; two more of September are still open.
 */
export function demoPast(source: PastSource): PastEntry[] {
  const seed = source.seed ?? 'kaohe'
  const year = `${source.cycle.year}`
  const cycle = running(source.cycle, source.scheme, source.roster)
  const bureauOn = (at: Instant): Bureau => bureauAt(source, cycle, at)
  const past = [
    ...pastFacts({ ...source, cycle, bureauOn }),
    ...pastRatings({ ...source, cycle, seed, bureauOn }, ['Q1', 'Q2']),
    ...pastReports(
      { ...source, seed },
      months.map((month) => `${year}-${month}`),
    ),
  ]
  return past
    .map((of, order) => ({ of, order }))
    .sort((a, b) => a.of.at - b.of.at || a.order - b.order)
    .map(({ of }) => of)
}

function bureauAt(of: PastSource, cycle: Running, at: Instant): Bureau {
  const { roster, scheme } = of
  return {
    id: roster.bureau.id,
    name: roster.bureau.name,
    roster: rosterOn(roster, dayAt(at)),
    history: roster,
    rosterRevision: 1,
    cycles: [cycle],
    standstills: [],
    schemes: new Map([[scheme.id, scheme]]),
    leavesOut: new Map(),
    work: null,
    addresses: new Map(),
    personAt: new Map(),
    informationToGroup: false,
    recordsKept: usuallyKept,
    standIns: nobodyStandsIn,
    publicUrl: null,
    groupChatId: null,
  }
}

/**
 * Writes the past into the ledger, each entry with the moment it was written at; one transaction a
 * month. The cycle must be saved already. What was written before the process died is not written
 * again; a ledger that says something else than the past is left alone. Answers the ids by key.
 */
export async function livePast(
  storage: Storage,
  past: readonly PastEntry[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const [first] = past
  if (!first) return ids
  const written = await readEntries(storage.read, { bureau: first.entry.bureau })
  for (const [index, of] of past.slice(0, written.length).entries()) {
    const entry = written[index]
    if (entry?.kind !== of.entry.kind || entry.at !== of.at) return ids
    ids.set(of.key, entry.id)
  }
  const left = past.slice(written.length)
  for (const month of new Set(left.map((of) => monthOf(dayAt(of.at))))) {
    const chapter = left.filter((of) => monthOf(dayAt(of.at)) === month)
    const told = await storage.transact('work', (tx) => liveMonth(tx, chapter, ids))
    for (const [key, id] of told) ids.set(key, id)
  }
  return ids
}

async function liveMonth(
  tx: Tx,
  chapter: readonly PastEntry[],
  before: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map(before)
  for (const at of new Set(chapter.map((of) => of.at))) {
    for (const of of chapter) {
      if (of.at === at) ids.set(of.key, append(tx, withIds(of.entry, ids)))
    }
    await flush({ ...tx, clock: standing(at) })
  }
  return ids
}

/** The entry with ids in place of keys. */
function withIds(entry: NewEntry, ids: ReadonlyMap<string, string>): NewEntry {
  const idOf = (key: string): string => ids.get(key) ?? key
  const { body } = entry
  const about = entry.about === undefined ? {} : { about: idOf(entry.about) }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { ...entry, ...about }
  const reports = Array.isArray(body.reports)
    ? { reports: body.reports.map((key) => (typeof key === 'string' ? idOf(key) : key)) }
    : {}
  return { ...entry, ...about, body: { ...body, ...reports } }
}
