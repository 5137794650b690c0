import { inJanuary, yearName } from '../../base/assessment-year.js'
import type { Day } from '../../base/day.js'
import type { LeftOut } from '../../binding/fits.js'
import { type Cycle, type CycleState, findCycle, listCycles } from '../../storage/cycles.js'
import { mayNot } from '../access.js'
import type { AskKind, Forecast } from '../asks.js'
import { partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Saying, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { publicityOf } from '../publication/publicity.js'
import { publishedSlice } from '../publication/published.js'
import { type Running, yearNameOf } from '../running.js'
import { manageCycles } from './actions.js'
import { cyclesSlice, historyOf } from './collected.js'
import { asksWorkingTime, hoursText } from './working-time.js'
import { draftOf, misfits, yearsToOpen } from './opening.js'

/** How a cycle stands; `stopped`: its scheme is not what it pins. */
export type CycleStanding = CycleState | 'stopped'

/** The bureau's cycles, and what may be opened. */
export interface CyclesView {
  kind: 'cycles'
  /** Latest year first. */
  years: { year: string; cycles: CycleLine[] }[]
  /** What may still be opened: a scheme with the years that it has no cycle of. */
  schemes: { id: string; title: string; years: { year: string; name: string }[] }[]
}

/** A cycle in the list. */
export interface CycleLine {
  scheme: string
  standing: CycleStanding
  /** How many are assessed; null where it does not run. */
  assessed: number | null
  /** Versions that were published. */
  versions: number
  card: CardRef
}

/** What opening a cycle would bind, and what it would ask of whom and when. */
export interface OpeningView {
  kind: 'cycle-open'
  scheme: string
  year: string
  /** As people call it. */
  yearName: string
  id: string
  /** The cycle's card, once it is open. */
  opened: CardRef | null
  assesses: 'person' | 'unit'
  tiers: { name: string; units: { name: string; count: number }[]; count: number }[]
  leftOut: { name: string; reason: string }[]
  /** What is missing, each with what to do. */
  missing: string[]
  asks: ForecastLine[]
  /** Choices of the scheme: how many there are. */
  choices: number
}

/** A line of the sheet: what is asked, of how many, and when each time. */
export interface ForecastLine {
  says: Saying
  people: number
  times: { opens: Day; due: Day | null }[]
}

/** One cycle, for the office. */
export interface CycleView {
  kind: 'cycle'
  cycle: string
  scheme: string
  year: string
  standing: CycleStanding
  version: string
  /** The version of the scheme that is there instead; null where it stands as pinned or is not there. */
  found: string | null
  openedOn: Day
  assessed: number | null
  choices: { id: string; name: string; clause: string; answer: string; reference: string | null }[]
  leftOut: { name: string; reason: string }[]
  amended: { on: Day; to: string; reason: string; reference: string }[]
  versions: number
  publicity: { until: Day; provisional: boolean; over: boolean; reviewUntil: Day } | null
  closed: { on: Day; by: string; reason: string } | null
  /** The hours that are worked, '' while none are set; null where nothing is timed by them. */
  hours: string | null
}

/** One choice of a cycle's scheme. */
export interface ChoiceView {
  kind: 'cycle-choice'
  cycle: string
  choice: string
  scheme: string
  year: string
  name: string
  clause: string
  asks: string
  answer: string
  alternatives: { id: string; says: string }[]
  decidedBy: string
  answered: { reference: string; by: string; on: Day } | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

function isOffice({ bureau, person }: Seeing): boolean {
  return person !== null && mayNot(bureau, person, manageCycles, 'anything') === null
}

/**
 * Access: `cycle.manage`.
 * @refuses gone
 */
export async function viewCycles(seeing: Seeing): Promise<CyclesView | GoneView> {
  if (!isOffice(seeing)) return gone
  const rows = await listCycles(seeing.db, seeing.bureau.id)
  const years = [...new Set(rows.map((row) => yearOfRow(seeing, row)))]
  return {
    kind: 'cycles',
    years: years.map((year) => ({
      year,
      cycles: rows
        .filter((row) => yearOfRow(seeing, row) === year)
        .map((row) => lineOf(seeing, row)),
    })),
    schemes: [...seeing.bureau.schemes.values()].flatMap((scheme) => {
      const left = yearsToOpen(seeing, scheme).filter(
        (year) => !rows.some((row) => row.scheme === scheme.id && row.year === year),
      )
      if (left.length === 0) return []
      const named = left.map((year) => ({ year: `${year}`, name: yearNameOf({ scheme, year }) }))
      return [{ id: scheme.id, title: scheme.shortTitle, years: named }]
    }),
  }
}

/** The year of a cycle as people call it, also of one whose scheme's files are gone. */
function yearOfRow({ bureau }: Pick<Seeing, 'bureau'>, row: Cycle): string {
  return yearName(bureau.schemes.get(row.scheme)?.begins ?? inJanuary, row.year)
}

function lineOf(seeing: Seeing, row: Cycle): CycleLine {
  const runs = seeing.bureau.cycles.find((each) => each.id === row.id)
  return {
    scheme: titleOf(seeing, row),
    standing: standingOf(row, runs),
    assessed: runs?.assessees.length ?? null,
    versions: seeing.collected.of(publishedSlice).get(row.id)?.length ?? 0,
    card: { kind: 'cycle', key: row.id },
  }
}

function titleOf({ bureau }: Seeing, { scheme }: Cycle): string {
  return bureau.schemes.get(scheme)?.shortTitle ?? scheme
}

function standingOf({ state }: Cycle, runs: Running | undefined): CycleStanding {
  return state === 'closed' || runs ? state : 'stopped'
}

/**
 * The sheet before a cycle is opened. Access: `cycle.manage`.
 * @refuses gone
 */
export function viewOpening(kinds: () => readonly AskKind[]) {
  return async (seeing: Seeing, key: string): Promise<OpeningView | GoneView> => {
    const [id = '', year = ''] = partsIn(key, 2) ?? []
    const scheme = seeing.bureau.schemes.get(id)
    if (!isOffice(seeing) || !scheme || !/^\d{4}$/.test(year)) return gone
    const draft = draftOf(seeing, scheme, Number.parseInt(year, 10))
    const row = await findCycle(seeing.db, draft.id)
    return {
      kind: 'cycle-open',
      scheme: scheme.shortTitle,
      ...{ year, yearName: yearNameOf(draft) },
      id,
      opened: row ? { kind: 'cycle', key: row.id } : null,
      assesses: scheme.assessee,
      tiers: tiersOf(seeing, draft),
      leftOut: leftOutOf(draft, seeing.bureau.leavesOut.get(id) ?? []),
      missing: misfits(seeing, scheme),
      asks: kinds().flatMap((kind) => (kind.forecast?.(seeing, draft) ?? []).map(forecastLine)),
      choices: scheme.choices.length,
    }
  }
}

function forecastLine({ says, people, times }: Forecast): ForecastLine {
  return { says, people, times: times.map(({ opens, due }) => ({ opens, due })) }
}

function tiersOf({ bureau }: Seeing, draft: Running): OpeningView['tiers'] {
  const names = new Map(bureau.history.units.map((unit) => [unit.id, unit.name]))
  return draft.scheme.tiers.map((tier) => {
    const within = draft.assessees.filter((one) => one.tier === tier.id)
    const counts = new Map<string, number>()
    for (const { unit } of within) {
      const name = names.get(unit ?? '') ?? ''
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    const units = [...counts].map(([name, count]) => ({ name, count }))
    return { name: tier.name, units, count: within.length }
  })
}

function leftOutOf({ scheme }: Running, leftOut: readonly LeftOut[]): OpeningView['leftOut'] {
  const all = [...scheme.tiers, ...scheme.roles, ...scheme.units]
  const names = new Map(all.map((one) => [one.id, one.name]))
  return leftOut.map(({ id, reason }) => ({ name: names.get(id) ?? id, reason }))
}

/**
 * Access: `cycle.manage`.
 * @refuses gone
 */
export async function viewCycle(seeing: Seeing, key: string): Promise<CycleView | GoneView> {
  if (!isOffice(seeing)) return gone
  const row = await findCycle(seeing.db, key)
  if (row?.bureau !== seeing.bureau.id) return gone
  const runs = seeing.bureau.cycles.find((each) => each.id === key)
  const history = historyOf(seeing.collected.of(cyclesSlice), key)
  const { closed } = history
  const published = seeing.collected.of(publishedSlice).get(key) ?? []
  return {
    kind: 'cycle',
    cycle: key,
    scheme: titleOf(seeing, row),
    year: yearOfRow(seeing, row),
    standing: standingOf(row, runs),
    version: row.schemeVersion,
    found: seeing.bureau.standstills.find((each) => each.cycle.id === key)?.found ?? null,
    openedOn: row.openedOn,
    assessed: runs?.assessees.length ?? null,
    choices: (runs?.scheme.choices ?? []).map(({ id, name, clause, answer, alternatives }) => ({
      id,
      name,
      clause,
      answer: alternatives.find((each) => each.id === answer)?.says ?? answer,
      reference: history.answered.get(id)?.reference ?? null,
    })),
    leftOut: runs ? leftOutOf(runs, history.leftOut) : [...history.leftOut].map(nameless),
    amended: history.amended.map(({ on, to, reason, reference }) => ({
      ...{ on, to, reason, reference },
    })),
    versions: published.length,
    publicity: runs ? publicityOf(seeing, runs) : null,
    hours: runs && asksWorkingTime(runs) ? hoursText(history.workingTime?.hours ?? []) : null,
    closed: closed && { ...closed, by: seeing.bureau.roster.nameOf(closed.by) },
  }
}

function nameless({ id, reason }: LeftOut): { name: string; reason: string } {
  return { name: id, reason }
}

/**
 * Access: `cycle.manage`.
 * @refuses gone
 */
export async function viewChoice(seeing: Seeing, key: string): Promise<ChoiceView | GoneView> {
  const [id, which] = partsIn(key, 2) ?? []
  const cycle = seeing.bureau.cycles.find((each) => each.id === id)
  const choice = cycle?.scheme.choices.find((each) => each.id === which)
  if (!isOffice(seeing) || !cycle || !choice) return gone
  const answered = historyOf(seeing.collected.of(cyclesSlice), cycle.id).answered.get(choice.id)
  const { scheme } = cycle
  return {
    kind: 'cycle-choice',
    cycle: cycle.id,
    choice: choice.id,
    scheme: scheme.shortTitle,
    year: yearNameOf(cycle),
    name: choice.name,
    clause: choice.clause,
    asks: choice.asks,
    answer: choice.answer,
    alternatives: choice.alternatives.map(({ id: alternative, says }) => ({
      id: alternative,
      says,
    })),
    decidedBy: scheme.roles.find((role) => role.id === choice.decidedBy)?.name ?? choice.decidedBy,
    answered: answered
      ? {
          reference: answered.reference,
          by: seeing.bureau.roster.nameOf(answered.by),
          on: answered.on,
        }
      : null,
  }
}
