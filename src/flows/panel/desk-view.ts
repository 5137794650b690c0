import { periodText } from '../../base/assessment-year.js'
import type { Day, Instant } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { managePanels } from './actions.js'
import type { Judge, PanelRecord } from './panels.js'
import { runningTurn, timedIn } from './turns.js'
import { headOf, type PanelHead, type TimerShown, timerOf } from './view.js'
import {
  allPanels,
  classesOf,
  heardIn,
  isRunning,
  judging,
  missingIn,
  ordered,
  panelAt,
  panelFor,
  panelKey,
  type PanelOf,
  progressOf,
  recordOf,
} from './which.js'

/** The office's card of a panel: opening, who has handed in how many, the order and its clock. Never a score. */
export interface PanelDeskView extends PanelHead {
  kind: 'panel-desk'
  scheme: string
  state: 'not-yet' | 'to-open' | 'open' | 'closed'
  opens: Day
  opensProvisional: boolean
  minutes: { presentation: number | null; questions: number | null }
  changeable: boolean
  /** Its last day is over. */
  isOver: boolean
  heard: number
  classes: DeskClass[]
  /** Judges in all, sheets that counted judges owe in all, and those handed in. */
  sheets: { all: number; done: number }
  missing: { name: string; sheets: number }[]
  seed: string | null
  order: { id: string; name: string; state: 'waits' | 'presents' | 'heard' }[]
  timer: TimerShown | null
  judges: { id: string; name: string; className: string }[]
  gone: { name: string; at: Instant; reason: string; instead: string }[]
  mayDraw: boolean
  closed: {
    by: string
    at: Instant
    reason: string
    missing: { name: string; sheets: number }[]
  } | null
  reopened: { by: string; at: Instant; reason: string } | null
  others: { key: string; name: string; periodName: string }[]
}

/** A class of judges: before the opening who may be in it, after it how far they are. */
export interface DeskClass {
  body: string
  name: string
  weight: string
  observes: boolean
  holders: { id: string; name: string }[]
  judges: { name: string; all: number; done: number }[]
}

/** The office is warned that a presentation's time is nearly over. */
export interface PanelTimerView {
  kind: 'panel-timer'
  periodName: string
  name: string
  clause: string
  timer: TimerShown
  desk: string
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

const mayManage = ({ bureau, person }: Seeing): boolean =>
  person !== null && mayNot(bureau, person, managePanels, 'anything') === null

/**
 * Access: `panel.manage`.
 * @refuses gone
 */
export async function viewPanelDesk(
  seeing: Seeing,
  key: string,
): Promise<PanelDeskView | GoneView> {
  const of = panelAt(seeing, key)
  if (!of || !mayManage(seeing)) return gone
  const record = recordOf(seeing, of)
  const { rule } = of
  return {
    kind: 'panel-desk',
    ...headOf(seeing, of),
    scheme: of.cycle.scheme.shortTitle,
    state: stateOf(seeing, of, record),
    ...{ opens: of.opens, opensProvisional: isProvisional(seeing, of.opens) },
    minutes: { presentation: rule.presentation.value, questions: rule.questions.value },
    changeable: rule.sheets.value === 'changeable',
    isOver: seeing.today > of.due,
    heard: heardIn(of).length,
    ...judgesShown(seeing, of, record),
    ...orderShown(seeing, of, record),
    ...(await passed(seeing, record)),
    others: allPanels(seeing)
      .filter((one) => panelKey(one) !== key)
      .map((one) => ({ key: panelKey(one), name: one.name, periodName: nameOf(one) })),
  }
}

function nameOf({ cycle, period }: PanelOf): string {
  return periodText(period, cycle.scheme.begins)
}

function stateOf(
  { today }: Seeing,
  { opens }: PanelOf,
  record: PanelRecord | undefined,
): PanelDeskView['state'] {
  if (record) return isRunning(record) ? 'open' : 'closed'
  return today < opens ? 'not-yet' : 'to-open'
}

function judgesShown(
  seeing: Seeing,
  of: PanelOf,
  record: PanelRecord | undefined,
): Pick<PanelDeskView, 'classes' | 'sheets' | 'missing' | 'judges'> {
  const { roster } = seeing.bureau
  const still = record ? judging(record) : []
  const far = (judge: Judge) =>
    record ? progressOf(seeing, of, { record, judge }) : { all: 0, done: 0 }
  const classes = classesOf(of).map((one) => ({
    ...one,
    holders: roster.holders(one.body).map(({ id, name }) => ({ id, name })),
    judges: still
      .filter(({ body }) => body === one.body)
      .map((judge) => ({ name: roster.nameOf(judge.person), ...far(judge) })),
  }))
  const counted = classes.filter(({ observes }) => !observes).flatMap(({ judges }) => judges)
  const nameOf = new Map(classes.map(({ body, name }) => [body, name]))
  return {
    classes,
    sheets: {
      all: counted.reduce((all, one) => all + one.all, 0),
      done: counted.reduce((all, one) => all + one.done, 0),
    },
    missing: record
      ? missingIn(seeing, of, record).map(({ person, sheets }) => ({
          name: roster.nameOf(person),
          sheets,
        }))
      : [],
    judges: still.map(({ person, body }) => ({
      ...{ id: person, name: roster.nameOf(person), className: nameOf.get(body) ?? body },
    })),
  }
}

function orderShown(
  seeing: Seeing,
  of: PanelOf,
  record: PanelRecord | undefined,
): Pick<PanelDeskView, 'seed' | 'order' | 'timer' | 'mayDraw'> {
  if (!record) return { seed: null, order: [], timer: null, mayDraw: false }
  const presents = runningTurn(record)?.assessee
  const heard = new Set(record.turns.map(({ assessee }) => assessee))
  return {
    seed: record.seed,
    order: ordered(of, record).map(({ id, name }) => ({
      ...{ id, name },
      state: id === presents ? 'presents' : heard.has(id) ? 'heard' : 'waits',
    })),
    timer: timerOf(seeing, of, record),
    mayDraw: record.turns.length === 0,
  }
}

async function passed(
  { db, bureau: { roster } }: Seeing,
  record: PanelRecord | undefined,
): Promise<Pick<PanelDeskView, 'gone' | 'closed' | 'reopened'>> {
  if (!record) return { gone: [], closed: null, reopened: null }
  const { closed, judges } = record
  const left = [...judges.values()].flatMap((one) => (one.left ? [{ ...one, left: one.left }] : []))
  const entries = [
    ...left.map((one) => one.left.entry),
    ...(closed ? [closed.entry] : []),
    ...(closed?.reopened ? [closed.reopened.entry] : []),
  ]
  const texts = await textsOf(db, entries, ['reason'])
  const reasonOf = (entry: string): string => texts.get(entry)?.reason ?? ''
  const insteadOf = (person: string): string => {
    const next = [...judges.values()].find(({ instead }) => instead === person)
    return next ? roster.nameOf(next.person) : ''
  }
  return {
    gone: left.map(({ person, left: { at, entry } }) => ({
      ...{ name: roster.nameOf(person), at, reason: reasonOf(entry), instead: insteadOf(person) },
    })),
    closed: closed && {
      ...{ by: roster.nameOf(closed.by), at: closed.at, reason: reasonOf(closed.entry) },
      missing: closed.missing.map(({ person, sheets }) => ({
        name: roster.nameOf(person),
        sheets,
      })),
    },
    reopened: closed?.reopened
      ? {
          ...{ by: roster.nameOf(closed.reopened.by), at: closed.reopened.at },
          reason: reasonOf(closed.reopened.entry),
        }
      : null,
  }
}

/**
 * Access: `panel.manage`; while the presentation runs.
 * @refuses gone
 */
export async function viewPanelTimer(
  seeing: Seeing,
  key: string,
): Promise<PanelTimerView | GoneView> {
  const timed = timedIn(key)
  const of = timed && panelFor(seeing, timed.panel)
  const record = of && recordOf(seeing, of)
  if (!timed || !of || !record || !mayManage(seeing)) return gone
  const timer = timerOf(seeing, of, record)
  if (timer === null || record.turns.length - 1 !== timed.turn) return gone
  const { name, clause } = of
  return { kind: 'panel-timer', periodName: nameOf(of), name, clause, timer, desk: panelKey(of) }
}
