import { yearNameOf } from '../running.js'
import type { Day, Instant } from '../../base/day.js'
import { partsIn } from '../card-key.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { reasonsIn } from '../items/texts.js'
import { windowOf } from '../items/windows.js'
import { itemPages } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { keptOf, leftIn, rowsFor, stateOf } from './fill.js'
import type { Given } from './given.js'
import type { EnteredStep } from './intents.js'
import { enteredPart, files } from './parts.js'

/** Entered scores at one step of their chain, before who does it. */
export interface EnteredView {
  kind: 'entered'
  cycle: string
  part: string
  step: EnteredStep
  name: string
  clause: string
  says: string
  scheme: string
  year: string
  from: string
  to: string
  opens: Day
  due: Day
  provisional: boolean
  workingDaysLeft: number
  state: 'not-open' | 'open' | 'filed'
  /** It is the reader's own score, and nobody else's. */
  own: boolean
  page: number
  pages: number
  all: number
  /** Of all, those that this step has given. */
  done: number
  rows: EnteredRow[]
  /** The reader files: how many have no score, and none that was verified. */
  filing: { all: number; open: number; unverified: number; mayFile: boolean } | null
  filed: { by: string; at: Instant; open: number; reason: string } | null
  reopened: { by: string; on: Day; reason: string } | null
}

/** Somebody's score. */
export interface EnteredRow {
  id: string
  name: string
  unit: string
  /** What stands in the field. */
  figure: string
  /** What the person recorded, with what was said to it; null while nothing. */
  recorded: { figure: string; by: string; reason: string } | null
  verified: { figure: string; by: string; on: Day; reason: string } | null
  entered: { figure: string; by: string; on: Day; reason: string } | null
  /** It was asked about: pressed again, it stands. */
  asked: string | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** What a card's key names. */
export function enteredIn(key: string): { cycle: string; part: string; step: EnteredStep } | null {
  const [cycle = '', part = '', step = ''] = partsIn(key, 3) ?? []
  return step === 'records' || step === 'verifies' || step === 'files'
    ? { cycle, part, step }
    : null
}

/**
 * Access: who does the step for somebody; of the last one who files.
 * @refuses gone
 */
export async function viewEntered(seeing: Seeing, key: string): Promise<EnteredView | GoneView> {
  const { bureau, person, calendar, today } = seeing
  const ref = enteredIn(key)
  const of = ref && enteredPart(seeing, ref)
  if (!ref || !of || person === null) return gone
  const { step } = ref
  const all = rowsFor(seeing, of, { step, person })
  const filesIt = step === 'files' && files(seeing, of, person)
  if (all.length === 0 && !filesIt) return gone
  const state = stateOf(seeing, of)
  const kept = await keptOf({ db: seeing.db, bureau, person }, key)
  const pages = Math.max(1, Math.ceil(all.length / itemPages.entered))
  const page = Math.min(Math.max(1, kept.page), pages)
  const { opens, due, scoredBy } = windowOf(of.cycle, calendar)
  const until = step === 'records' ? due : scoredBy
  const shown = all.slice((page - 1) * itemPages.entered, page * itemPages.entered)
  const entries = shown.flatMap(({ id }) =>
    Object.values(state.given.get(id) ?? {}).map(({ entry }) => entry),
  )
  const reasons = await reasonsIn(seeing.db, entries)
  const told = <T extends Given>(id: string, given: T | undefined) =>
    given
      ? {
          ...{ figure: given.figure, on: given.on, by: bureau.roster.nameOf(given.by) },
          reason: reasons.get(given.entry)?.[id] ?? '',
        }
      : null
  return {
    kind: 'entered',
    ...ref,
    ...{ name: of.part.name, clause: of.part.clause, says: of.part.says.text },
    ...{ scheme: of.cycle.scheme.shortTitle, year: yearNameOf(of.cycle) },
    ...{ from: of.part.lowest.toFixed(), to: of.part.highest.toFixed() },
    ...{ opens, due: until, provisional: isProvisional(seeing, until) },
    workingDaysLeft: today > until ? -1 : calendar.workingDaysBetween(today, until),
    state: state.filed ? 'filed' : today < opens ? 'not-open' : 'open',
    own: step === 'records' && all.every(({ id }) => id === person),
    ...{ page, pages, all: all.length },
    done: all.filter(({ id }) => state.given.get(id)?.[step]).length,
    rows: shown.map(({ id, name, unit }): EnteredRow => {
      const steps = state.given.get(id)
      const before = step === 'verifies' ? (steps?.verifies ?? steps?.records) : steps?.[step]
      return {
        ...{ id, name, unit: unit === null || unit === id ? '' : bureau.roster.unitNameOf(unit) },
        figure: before?.figure ?? '',
        recorded: told(id, steps?.records),
        verified: told(id, steps?.verifies),
        entered: told(id, steps?.files),
        asked: kept.asked[id] ?? null,
      }
    }),
    filing: filesIt ? filingOf(seeing, of, today > scoredBy) : null,
    ...(await endOf(seeing, state, filesIt)),
  }
}

function filingOf(
  seeing: Seeing,
  of: Parameters<typeof leftIn>[1],
  isOver: boolean,
): NonNullable<EnteredView['filing']> {
  const left = leftIn(seeing, of)
  const whole = left.open + left.unverified === 0
  return { ...left, all: of.assessees.length, mayFile: whole || isOver }
}

/** Why it was filed as it is may speak of somebody: for who files. Why it was opened again all read who give anew. */
async function endOf(
  { db, bureau }: Seeing,
  { filed, reopened }: ReturnType<typeof stateOf>,
  filesIt: boolean,
): Promise<Pick<EnteredView, 'filed' | 'reopened'>> {
  const entries = [filed?.entry, reopened?.entry].flatMap((entry) => entry ?? [])
  const texts = await textsOf(db, entries, ['reason'])
  const reasonOf = (entry: string): string => texts.get(entry)?.reason ?? ''
  const nameOf = (id: string): string => bureau.roster.nameOf(id)
  return {
    filed: filed && {
      ...{ by: nameOf(filed.by), at: filed.at, open: filed.open },
      reason: filesIt ? reasonOf(filed.entry) : '',
    },
    reopened: reopened && {
      ...{ by: nameOf(reopened.by), on: reopened.on, reason: reasonOf(reopened.entry) },
    },
  }
}
