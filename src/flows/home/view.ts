import { inJanuary, yearName } from '../../base/assessment-year.js'
import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import type { Standing } from '../../scoring/statement.js'
import { headOf, shortHash } from '../../storage/ledger.js'
import { asksFor, workingDaysLeft, type AskKind } from '../asks.js'
import { mayNot } from '../access.js'
import { mayNotOpen } from '../accountability/who.js'
import { mayNotRecordAttendance } from '../attendance/who.js'
import { type AwayShown, awayFor } from '../away/away.js'
import { keyOf } from '../card-key.js'
import { type OwnBurden, ownBurden } from '../burden/own.js'
import type { CardRef } from '../cards.js'
import type { Saying, Seeing, Standstill } from '../context.js'
import { mayNotHear } from '../complaint/who.js'
import { manageCycles } from '../cycle/actions.js'
import { docketKinds } from '../docket/kinds.js'
import { mayRecordAny } from '../fact/kinds.js'
import type { GoneView } from '../gone-view.js'
import { infoKinds } from '../information/kinds.js'
import { mayNotReport } from '../major/levels.js'
import { mayNotMeet } from '../meeting/who.js'
import { postRules } from '../post/appoint.js'
import { mutedUntil } from '../mute/muted.js'
import { isProvisional } from '../provisional.js'
import { publishCycle } from '../publication/actions.js'
import { publishedSlice } from '../publication/published.js'
import { isGradesOnly, ownStandings, standingKey, statementOf } from '../standing/view.js'
import { keptBy } from '../task/parts.js'
import { type TripMatter, mattersIn } from '../trip/entries.js'

/** Something that waits for the person. */
export interface Task {
  says: Saying
  /** Name of who is away, in whose place; ''. */
  instead: string
  /** Last day for it; null without one. */
  due: Day | null
  /** Working days left, 0 on the last day, below 0 when its time is over; null without a due day. */
  workingDaysLeft: number | null
  /** Due day and days left may still change: the year's notice is not known. */
  provisional: boolean
  card: CardRef
}

/** My score in one cycle, or that of my unit. */
export interface HomeStanding {
  scheme: string
  year: string
  /** The unit whose score it is; '' for one's own. */
  unit: string
  standing: Standing & { final: string | null }
  /** Nothing of it has points, only grades. */
  graded: boolean
  card: CardRef
}

/** The home card: my running scores, what waits for me, what I may do. */
export interface HomeView {
  kind: 'home'
  name: string
  unit: string
  standings: HomeStanding[]
  tasks: Task[]
  /** Who of the units that the person heads or is in charge of is not there today. */
  away: AwayShown[]
  /** The last day on which the person is not written to (免打扰); null for who is. */
  mutedUntil: Day | null
  /** Cards that the person may open, beside the tasks. */
  may: {
    leave: boolean
    trips: TripMatter[]
    meetings: boolean
    posts: boolean
    major: boolean
    info: boolean
    /** The register of matters with a time limit, and the hearing of complaints. */
    dockets: boolean
    complaints: boolean
    /** Puts facts to people (问责). */
    cases: boolean
    record: boolean
    attendance: boolean
    /** One for each cycle, with its regulation's name. */
    tasks: (CardRef & { scheme: string })[]
    publish: (CardRef & { scheme: string })[]
    cycles: boolean
    /** Results are published: there are places to read, and reviews may be asked for. */
    released: boolean
  }
  /** Cycles that should run and do not; shown to the office. */
  standstills: { scheme: string; year: string; code: Standstill['code'] }[]
  /** What this year has asked of the person so far. */
  burden: OwnBurden
  /** Whether any cycle runs at all. */
  running: boolean
  /**
   * For the office: where the ledger ends, number and the beginning of the hash. Who noted an earlier one can tell a
   * ledger that was rewritten as a whole.
   */
  ledger: { sequence: string; hash: string } | null
}

/**
 * The home card over the asks of every flow. Access: everybody of the roster, their own.
 * @refuses unknown-person
 */
export function homeView(kinds: () => readonly AskKind[]) {
  return async (seeing: Seeing): Promise<HomeView | GoneView> => {
    const { bureau } = seeing
    const person = seeing.person === null ? undefined : bureau.roster.person(seeing.person)
    if (!person) return { kind: 'gone', code: 'unknown-person' }
    const unit = bureau.roster.unitOf(person.id)
    const publishes = mayNot(bureau, person.id, publishCycle, 'anything') === null
    return {
      kind: 'home',
      name: person.name,
      unit: unit ? bureau.roster.unitNameOf(unit) : '',
      standings: standingsOf(seeing, person.id),
      tasks: asksFor(kinds(), seeing, person.id).map((ask) => ({
        says: ask.says,
        instead: ask.instead === undefined ? '' : bureau.roster.nameOf(ask.instead),
        due: ask.due,
        workingDaysLeft: workingDaysLeft(seeing, ask),
        provisional: ask.due !== null && isProvisional(seeing, ask.due),
        card: ask.card,
      })),
      away: awayFor(seeing, person.id),
      mutedUntil: mutedUntil(seeing, person.id),
      may: {
        leave: bureau.work !== null,
        trips: mattersIn(bureau),
        meetings: mayNotMeet({ bureau }) === null,
        posts: postRules(bureau) !== null,
        major: mayNotReport({ bureau }) === null,
        info: infoKinds(bureau).length > 0,
        dockets: docketKinds(bureau).length > 0,
        complaints: mayNotHear({ bureau, person: person.id }) === null,
        cases: mayNotOpen({ bureau, person: person.id }) === null,
        record: mayRecordAny(bureau, person.id) === null,
        attendance: mayNotRecordAttendance(bureau, person.id) === null,
        tasks: tasksOf(bureau, person.id),
        publish: publishes
          ? bureau.cycles.map((cycle) => ({
              ...{ kind: 'publish', key: cycle.id, scheme: cycle.scheme.shortTitle },
            }))
          : [],
        cycles: mayNot(bureau, person.id, manageCycles, 'anything') === null,
        released: bureau.cycles.some(({ id }) => seeing.collected.of(publishedSlice).has(id)),
      },
      standstills: publishes
        ? bureau.standstills.map(({ cycle, code }) => ({
            scheme: cycle.scheme,
            year: yearName(bureau.schemes.get(cycle.scheme)?.begins ?? inJanuary, cycle.year),
            code,
          }))
        : [],
      running: bureau.cycles.length > 0,
      burden: await ownBurden(seeing, person.id),
      ledger: await ledgerEnd(seeing, person.id),
    }
  }
}

/** Of each cycle the first of the parts whose tasks somebody keeps: its card leads to the others. */
function tasksOf(bureau: Seeing['bureau'], person: string): HomeView['may']['tasks'] {
  const all = keptBy(bureau, person)
  return all
    .filter(({ cycle }, at) => all.findIndex((of) => of.cycle === cycle) === at)
    .map(({ cycle: { id, scheme }, part }) => ({
      ...{ kind: 'tasks', key: keyOf(id, part.id), scheme: scheme.shortTitle },
    }))
}

function standingsOf(seeing: Seeing, person: string): HomeStanding[] {
  return ownStandings(seeing, person).flatMap(({ cycle, assessee }) => {
    const statement = statementOf(seeing, cycle, assessee)
    if (!statement) return []
    const { settled, lowest, highest, total } = statement
    return [
      {
        scheme: cycle.scheme.shortTitle,
        year: yearNameOf(cycle),
        unit: assessee === person ? '' : seeing.bureau.roster.unitNameOf(assessee),
        standing: { settled, lowest, highest, final: total },
        graded: isGradesOnly(statement),
        card: { kind: 'standing', key: standingKey(cycle, assessee) },
      },
    ]
  })
}

async function ledgerEnd({ db, bureau }: Seeing, person: string): Promise<HomeView['ledger']> {
  if (!bureau.roster.holders('assessment-office').some(({ id }) => id === person)) return null
  const { sequence, hash } = await headOf(db, bureau.id)
  return { sequence: `${sequence}`, hash: shortHash(hash) }
}
