import { type Day, dayAt } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import { textsOf } from '../texts.js'
import { backDue } from '../../workrules/dates.js'
import type { Stage } from '../chain/request.js'
import { type StepShown, wayShown } from '../chain/way.js'
import type { Seeing } from '../context.js'
import { daysOf, daysText, kindOf } from './counted.js'
import { lackingPapers } from './asks.js'
import type { LeaveRecord } from './leaves.js'

/** When and how long, without any text of people: what who takes over sees too. */
export interface LeaveTimes {
  id: string
  person: string
  name: string
  unit: string
  kind: string
  days: string
  /** Its days may still change: a year's notice is not known. */
  provisional: boolean
  calendarDays: boolean
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
  handover: string
  stage: Stage
}

/** A leave before the person and the chain. */
export interface LeaveDetails extends LeaveTimes {
  telephone: boolean
  /** Null where it was erased. */
  reason: string | null
  /** What is handed over; '' where nothing was written, or it was erased. */
  tasks: string
  files: { id: string; name: string }[]
  /** Papers that its kind needs and that are not there yet. */
  lacks: string[]
  way: StepShown[]
  ended: { by: string; on: Day; reason: string } | null
  back: Day | null
  /** Until when to report back. */
  backBy: Day | null
  overdue: boolean
  clause: string
  /** It changes another, approved one. */
  changes: boolean
}

/** When and how long. */
export function timesOf(seeing: Seeing, leave: LeaveRecord): LeaveTimes {
  const { roster } = seeing.bureau
  const { span, parts, person } = leave
  const kind = kindOf(seeing.bureau, leave.kind)
  const unit = roster.lastUnitOf(person)
  return {
    id: leave.id,
    person,
    name: roster.nameOf(person),
    unit: unit === null ? '' : roster.unitNameOf(unit),
    kind: kind?.name ?? '请假',
    days: daysText(daysOf({ parts })),
    provisional: parts.some(({ certain }) => !certain),
    calendarDays: kind?.counted.value === 'calendar-days',
    from: span.from,
    to: span.to,
    startsAtNoon: span.startsAtNoon,
    endsAtNoon: span.endsAtNoon,
    handover: leave.handover === null ? '' : roster.nameOf(leave.handover),
    stage: leave.stage,
  }
}

/** Everything about a leave; only for the person and the chain. */
export async function detailsOf(seeing: Seeing, leave: LeaveRecord): Promise<LeaveDetails> {
  const { db, bureau, calendar } = seeing
  const { work, roster } = bureau
  const entries = [
    leave.id,
    ...leave.passed.map(({ entry }) => entry),
    ...[leave.slip, leave.ended?.entry].flatMap((entry) => entry ?? []),
  ]
  const texts = await textsOf(db, entries, ['reason', 'tasks'])
  const textOf = (entry: string | null): string => texts.get(entry ?? '')?.reason ?? ''
  const files = leave.erased ? [] : await Promise.all(leave.files.map((id) => findFile(db, id)))
  const kind = kindOf(bureau, leave.kind)
  const { ended } = leave
  return {
    ...timesOf(seeing, leave),
    telephone: leave.telephone,
    reason: leave.erased ? null : textOf(leave.slip) || textOf(leave.id),
    tasks: leave.erased ? '' : (texts.get(leave.id)?.tasks ?? ''),
    files: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    lacks: lackingPapers(seeing, leave),
    way: wayShown(seeing, leave, textOf),
    ended: ended && {
      by: roster.nameOf(ended.by),
      on: dayAt(ended.on),
      reason: textOf(ended.entry),
    },
    back: leave.back,
    backBy: work && leave.stage === 'approved' ? backDue(work.rules, leave.span, calendar) : null,
    overdue: leave.overdue,
    clause: kind?.clause ?? '',
    changes: leave.instead !== null,
  }
}
