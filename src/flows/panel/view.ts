import { periodText } from '../../base/assessment-year.js'
import type { Day, Instant } from '../../base/day.js'
import { sum } from '../../base/points.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { scaleOf } from '../rating/wrong-figure.js'
import { adviceFor } from './advice.js'
import { type Filling, fillingOf, onPage } from './filling.js'
import type { Judge, PanelRecord, Turn } from './panels.js'
import { endsOf, runningTurn } from './turns.js'
import { classesOf, isRunning, panelAt, type PanelOf, recordOf, sheetsOf } from './which.js'

/** What every card of a panel says about it first. */
export interface PanelHead {
  cycle: string
  period: string
  /** For people. */
  periodName: string
  panel: string
  name: string
  clause: string
  due: Day
  provisional: boolean
  workingDaysLeft: number
}

/** A presentation that runs. */
export interface TimerShown {
  assessee: string
  name: string
  begun: Instant
  /** When presenting ends, and questions after it; null where the scheme sets no minutes. */
  presentation: Instant | null
  whole: Instant | null
  now: Instant
}

/** A judge's card: one sheet after the other. */
export interface PanelSheetView extends PanelHead {
  kind: 'panel-sheet'
  state: 'open' | 'closed'
  className: string
  /** What is given is shown and counted only as the scheme says of who observes. */
  observes: boolean
  /** Judges no more. */
  left: boolean
  changeable: boolean
  timer: TimerShown | null
  sheets: { id: string; name: string; done: boolean }[]
  /** The own unit, of which there is no sheet. */
  own: string[]
  sheet: SheetShown | null
}

/** The sheet that is looked at. */
export interface SheetShown {
  assessee: string
  name: string
  handedInAt: Instant | null
  unsent: boolean
  page: number
  pages: number
  filled: number
  all: number
  /** What all rows make at most, and what stands in those that are filled in. */
  most: string
  advice: { name: string; total: { points: string; of: string } | null } | null
  rows: {
    id: string
    name: string
    clause: string
    from: string
    to: string
    /** The only values that there are; empty where any between the ends is. */
    values: string[]
    value: string
    advice: string | null
  }[]
}

export function headOf(seeing: Seeing, of: PanelOf): PanelHead {
  return {
    ...{ cycle: of.cycle.id, period: of.period, panel: of.panel, name: of.name },
    ...{ clause: of.clause, due: of.due, provisional: isProvisional(seeing, of.due) },
    periodName: periodText(of.period, of.cycle.scheme.begins),
    workingDaysLeft: seeing.calendar.workingDaysBetween(seeing.today, of.due),
  }
}

/** Who presents now, with when it ends; null when nobody does. */
export function timerOf(
  { now }: Pick<Seeing, 'now'>,
  of: PanelOf,
  record: PanelRecord,
): TimerShown | null {
  const turn = runningTurn(record)
  return turn ? timed({ now }, of, turn) : null
}

function timed({ now }: Pick<Seeing, 'now'>, of: PanelOf, turn: Turn): TimerShown {
  const { assessee, begun } = turn
  const name = of.cycle.byId.get(assessee)?.name ?? assessee
  return { assessee, name, begun, ...endsOf(of, turn), now }
}

/**
 * Access: who judges in the panel, or did; only the own sheets.
 * @refuses gone
 */
export async function viewPanelSheet(
  seeing: Seeing,
  key: string,
): Promise<PanelSheetView | GoneView> {
  const of = panelAt(seeing, key)
  const record = of && recordOf(seeing, of)
  const judge = record?.judges.get(seeing.person ?? '')
  if (!of || !record || !judge) return { kind: 'gone', code: 'gone' }
  const own = record.sheets.get(judge.person)
  const sheets = sheetsOf(seeing, of, { record, judge })
  const open = isRunning(record) && judge.left === null
  const filling = await fillingOf(seeing, { of, record, judge }, null)
  const mine = ({ id }: { id: string }): boolean => sheets.some((one) => one.id === id)
  return {
    kind: 'panel-sheet',
    ...headOf(seeing, of),
    state: isRunning(record) ? 'open' : 'closed',
    className: classNameOf(of, judge),
    observes: classesOf(of).some(({ body, observes }) => body === judge.body && observes),
    left: judge.left !== null,
    changeable: of.rule.sheets.value === 'changeable',
    timer: timerOf(seeing, of, record),
    sheets: sheets.map(({ id, name }) => ({ id, name, done: own?.has(id) ?? false })),
    own: ownOf(seeing, judge)
      .filter((id) => of.cycle.byId.has(id) && !mine({ id }))
      .map((id) => of.cycle.byId.get(id)?.name ?? id),
    sheet: open && filling ? sheetShown(seeing, filling) : null,
  }
}

function ownOf({ bureau: { roster } }: Seeing, { person }: Judge): string[] {
  const unit = roster.unitOf(person)
  return [...new Set([person, ...(unit === null ? [] : [unit]), ...roster.headedBy(person)])]
}

/** What a judge's class is called. */
export function classNameOf(of: PanelOf, { body }: Pick<Judge, 'body'>): string {
  return classesOf(of).find((one) => one.body === body)?.name ?? body
}

function sheetShown(seeing: Seeing, filling: Filling): SheetShown {
  const { of, assessee, rows, values, page, pages, handedIn, unsent } = filling
  const advice = adviceFor(seeing, of, assessee.id)
  const scheme = of.cycle.scheme
  const most = rows.map((row) => scaleOf(scheme, row).highest)
  return {
    ...{ assessee: assessee.id, name: assessee.name, handedInAt: handedIn?.at ?? null, unsent },
    ...{ page, pages, all: rows.length },
    filled: rows.filter(({ id }) => values.has(id)).length,
    most: sum(most).toFixed(),
    advice: advice && { name: advice.name, total: advice.total },
    rows: onPage(filling, page).map((row) => {
      const { lowest, highest, listed, bands } = scaleOf(scheme, row)
      return {
        ...{ id: row.id, name: row.name, clause: row.clause },
        ...{ from: lowest.toFixed(), to: highest.toFixed() },
        values: listed ? bands.map(({ from }) => from.toFixed()) : [],
        value: values.get(row.id) ?? '',
        advice: advice?.rows.get(row.id) ?? null,
      }
    }),
  }
}
