import { type Day, day, yearIn } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import { mayTakeOver } from '../away/handover.js'
import { isHalfDay } from '../../workrules/span.js'
import { isInChain, waitingFor } from '../chain/people.js'
import { isLive, requestsOf } from '../chain/request.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { daysText, leaveBetween } from './counted.js'
import { lackingPapers } from './asks.js'
import { detailsOf, type LeaveDetails, type LeaveTimes, timesOf } from './details.js'
import {
  freshWords,
  type LeaveDraft,
  leaveDraft,
  newLeave,
  papersOn,
  phoneLeave,
  shownKey,
  spanOf,
} from './form.js'
import type { LeaveWords } from './intents.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'
import type { LimitShown } from './limits.js'
import { mayEnter } from './people.js'
import { limitsNow, limitsOver, reckon, replacedBy } from './reckoned.js'
import { mayNotAsk, telephoner } from './submit.js'

/** A form of leave, or what it has become. */
export interface LeaveView {
  kind: 'leave'
  key: string
  step: LeaveFormStep | { step: 'made'; leave: LeaveDetails; own: boolean }
}

export interface LeaveFormStep {
  step: 'form'
  words: LeaveWords
  /** What `words` are called when they are sent back: the days that this card shows. */
  shown: string
  kinds: { id: string; name: string }[]
  /** Who may take over: the others of one's unit, and who usually does. */
  people: { id: string; name: string }[]
  /** Null while no days can be read. */
  reckoned: {
    days: string
    calendarDays: boolean
    provisional: boolean
    way: { role: string; names: string[] }[]
    outside: boolean
    vacant: string[]
    limits: LimitShown[]
    papers: string[]
    papersFollow: boolean
    tellBy: Day | null
  } | null
  files: { id: string; name: string }[]
  telephone: boolean
  /** Sent back with this reason, or the approved leave that is changed; null for a new one. */
  before: { name: string; by: string; reason: string } | 'changes' | null
  clause: string
}

/** One's own leave. */
export interface OwnLeaveView {
  kind: 'own-leave'
  leave: LeaveDetails
  limits: LimitShown[]
  may: {
    withdraw: boolean
    shorten: boolean
    extend: boolean
    back: boolean
    slip: boolean
    papers: boolean
    again: boolean
  }
}

/** A leave before who decides on it. */
export interface LeaveApprovalView {
  kind: 'leave-approval'
  leave: LeaveDetails
  limits: LimitShown[]
  /** Whether the reader may decide now. */
  may: boolean
  /** For whom the reader stands in; ''. */
  actingFor: string
}

/** One's leaves of the year. */
export interface MyLeavesView {
  kind: 'my-leaves'
  year: string
  /** How often leave was approved that has days of the year, whatever its kind. */
  approved: number
  limits: LimitShown[]
  /** With the papers that are still to come. */
  leaves: (LeaveTimes & { lacks: string[] })[]
  mayEnter: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * A form. Access: everybody of the roster, their own; for others by telephone, who the work rules name.
 * @refuses {@link mayNotAsk}, gone
 */
export async function viewLeave(seeing: Seeing, key: string): Promise<LeaveView | GoneView> {
  const { bureau, person } = seeing
  if (person === null) return gone
  const refusal = mayNotAsk({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  if (key === phoneLeave && !mayEnter(bureau, person)) return gone
  const draft = await leaveDraft(seeing.db, { bureau, person }, key)
  const { byId } = seeing.collected.of(leavesSlice)
  const made = draft && draft.made !== '' ? byId.get(draft.made) : undefined
  if (made) {
    const leave = await detailsOf(seeing, made)
    const own = made.person === person
    return { kind: 'leave', key, step: { step: 'made', leave: own ? leave : without(leave), own } }
  }
  const before = key === newLeave || key === phoneLeave ? null : (byId.get(key) ?? null)
  const known = key === newLeave || key === phoneLeave || before?.person === person
  if (!known || (before && !['approved', 'returned'].includes(before.stage))) return gone
  return { kind: 'leave', key, step: await formStep(seeing, { person, key, before, draft }) }
}

/** Who entered it by telephone does not see what the person writes into the slip. */
function without(leave: LeaveDetails): LeaveDetails {
  return { ...leave, reason: '', tasks: '', files: [] }
}

async function formStep(
  seeing: Seeing,
  of: { person: string; key: string; before: LeaveRecord | null; draft: LeaveDraft | null },
): Promise<LeaveFormStep> {
  const { bureau, db } = seeing
  const { person, key, before, draft } = of
  const rules = bureau.work?.rules.leave
  const started = draft && draft.made === '' ? draft : null
  const returned = before?.stage === 'returned' ? await detailsOf(seeing, before) : null
  const asked = returned && { reason: returned.reason ?? '', tasks: returned.tasks }
  const words = started?.words ?? { ...freshWords(seeing, person, before), ...asked }
  const whose = key === phoneLeave ? telephoner(bureau, person, words.who) : person
  const files = await Promise.all(papersOn(draft, before).map((id) => findFile(db, id)))
  return {
    step: 'form',
    words,
    shown: shownKey(words),
    kinds: (rules?.kinds ?? []).map(({ id, name }) => ({ id, name })),
    people: mayTakeOver(bureau.roster, whose ?? person, words.handover),
    reckoned: whose === null ? null : reckonedFor(seeing, whose, { words, before }),
    files: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    telephone: key === phoneLeave,
    before: returned
      ? {
          name: returned.kind,
          by: returned.ended?.by ?? '',
          reason: returned.ended?.reason ?? '',
        }
      : before
        ? 'changes'
        : null,
    clause: rules?.clause ?? '',
  }
}

function reckonedFor(
  seeing: Seeing,
  person: string,
  { words, before }: { words: LeaveWords; before: LeaveRecord | null },
): LeaveFormStep['reckoned'] {
  const span = spanOf(words)
  const instead = replacedBy(before)
  const reckoned = span && reckon(seeing, person, { kind: words.kind, span, instead })
  if (!reckoned) return null
  const { kind, days, provisional, way, vacant, limits, ruled, tellBy } = reckoned
  return {
    days: daysText(days),
    calendarDays: kind.counted.value === 'calendar-days',
    provisional,
    way,
    outside: ruled.steps === 'outside',
    vacant,
    limits,
    papers: kind.papers,
    papersFollow: kind.papersFollow.value,
    tellBy,
  }
}

/**
 * One's own leave, with all that was written. Access: the person.
 * @refuses gone
 */
export async function viewOwnLeave(seeing: Seeing, id: string): Promise<OwnLeaveView | GoneView> {
  const leave = seeing.collected.of(leavesSlice).byId.get(id)
  if (!leave || leave.person !== seeing.person) return gone
  const { stage, span, back } = leave
  const begun = span.from <= seeing.today
  const stands = stage === 'approved' && back === null
  const details = await detailsOf(seeing, leave)
  const isOpen = stage === 'asked' || stands
  return {
    kind: 'own-leave',
    leave: details,
    limits: limitsNow(seeing, leave.person),
    may: {
      withdraw: stage === 'asked' || (stands && !begun),
      shorten: stands && seeing.today <= span.to && !isHalfDay(span),
      extend: stands,
      back: stands && begun,
      slip: leave.telephone && leave.slip === null && isOpen,
      papers: isOpen && !leave.erased,
      again: stage === 'returned',
    },
  }
}

/**
 * A leave before the chain. Access: who decided, who has it now, and who learns of it once approved.
 * @refuses gone, leave-taken-back, leave-not-yours-now
 */
export async function viewApproval(
  seeing: Seeing,
  id: string,
): Promise<LeaveApprovalView | GoneView> {
  const { person, bureau } = seeing
  const leave = seeing.collected.of(leavesSlice).byId.get(id)
  if (!leave || person === null) return gone
  if (!isInChain(seeing, leave, person))
    return {
      kind: 'gone',
      code: leave.stage === 'withdrawn' ? 'leave-taken-back' : 'leave-not-yours-now',
    }
  const waiting = waitingFor(seeing, leave)
  const may = waiting?.deciders.includes(person) ?? false
  const standsIn = may ? waiting?.acting.get(person) : undefined
  const { fact, parts, instead } = leave
  const counted = leave.stage === 'asked' && fact !== null
  return {
    kind: 'leave-approval',
    leave: await detailsOf(seeing, leave),
    limits: counted
      ? limitsOver(seeing, leave.person, { parts, fact, instead })
      : limitsNow(seeing, leave.person),
    may,
    actingFor: standsIn === undefined ? '' : bureau.roster.nameOf(standsIn),
  }
}

/**
 * One's leaves of this year, latest first. Access: everybody of the roster, their own.
 * @refuses {@link mayNotAsk}
 */
export async function viewMyLeaves(seeing: Seeing): Promise<MyLeavesView | GoneView> {
  const { bureau, person, today } = seeing
  if (person === null) return gone
  const refusal = mayNotAsk({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const year = yearIn(today)
  const own = requestsOf(seeing.collected.of(leavesSlice), person).filter(
    ({ span, stage }) => yearIn(span.to) >= year && stage !== 'replaced',
  )
  return {
    kind: 'my-leaves',
    year,
    approved: leaveBetween(seeing, person, {
      from: day(`${year}-01-01`),
      to: day(`${year}-12-31`),
    }).times,
    limits: limitsNow(seeing, person),
    leaves: own.toReversed().map((leave) => ({
      ...timesOf(seeing, leave),
      lacks: isLive(leave) ? lackingPapers(seeing, leave) : [],
    })),
    mayEnter: mayEnter(bureau, person),
  }
}
