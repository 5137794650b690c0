import { type Day, day, type Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { overlap, type Span } from '../../workrules/span.js'
import { slice } from '../collected.js'
import {
  leaveAsked,
  leaveBack,
  leaveChain,
  leaveCounted,
  leaveErased,
  leaveOverdue,
  leavePaper,
  type LeaveParts,
  leaveShortened,
  leaveSlip,
} from './entries.js'

/** How a leave stands: asked for, approved, or at an end without that. */
export type LeaveStage = 'asked' | 'approved' | 'returned' | 'refused' | 'withdrawn' | 'replaced'

/** A leave with all that was decided about it, without any text of people. */
export interface LeaveRecord {
  id: string
  sequence: number
  person: string
  askedBy: string
  askedAt: Instant
  /** As it stands now: shortened where it was. */
  span: Span
  parts: LeaveParts
  kind: string
  rank: string
  deciding: readonly string[]
  informed: readonly string[]
  handover: string | null
  telephone: boolean
  instead: string | null
  fact: { kind: string; sort: string | null } | null
  files: string[]
  stage: LeaveStage
  passed: {
    at: number
    role: string
    by: string
    on: Instant
    actingFor: string | null
    entry: string
  }[]
  /** Who sent it back or refused it, with the entry that has the reason. */
  ended: { by: string; on: Instant; entry: string } | null
  /** Day of the report back. */
  back: Day | null
  slip: string | null
  overdue: boolean
  erased: boolean
}

/** A bureau's leaves and where they are found. */
export interface LeavesCollected {
  byId: Map<string, LeaveRecord>
  byPerson: Map<string, LeaveRecord[]>
  /** Those about which something is still to be done: to be decided, or not reported back. */
  open: Set<LeaveRecord>
}

export const leavesSlice = slice<LeavesCollected>(
  'leaves',
  () => ({ byId: new Map(), byPerson: new Map(), open: new Set() }),
  {
    [leaveAsked.kind]: ask,
    [leaveChain.passed.kind]: about((leave, entry, state) => {
      const { at, role, actingFor, last } = leaveChain.passed.body(entry)
      leave.passed.push({ at, role, by: entry.by, on: entry.at, actingFor, entry: entry.id })
      if (last) approve(state, leave)
    }),
    [leaveChain.returned.kind]: about((leave, entry) => end(leave, entry, 'returned')),
    [leaveChain.refused.kind]: about((leave, entry) => end(leave, entry, 'refused')),
    [leaveChain.withdrawn.kind]: about((leave, entry) => end(leave, entry, 'withdrawn')),
    [leaveShortened.kind]: about((leave, entry) => {
      const { to, endsAtNoon, parts } = leaveShortened.body(entry)
      leave.span = { ...leave.span, to: day(to), endsAtNoon }
      leave.parts = parts
    }),
    [leaveBack.kind]: about((leave, entry) => {
      leave.back = entry.day
    }),
    [leaveSlip.kind]: about((leave, entry) => {
      leave.slip = entry.id
    }),
    [leavePaper.kind]: about((leave, entry) => {
      leave.files.push(leavePaper.body(entry).file)
    }),
    [leaveOverdue.kind]: about((leave) => {
      leave.overdue = true
    }),
    [leaveCounted.kind]: about((leave, entry) => {
      leave.parts = leaveCounted.body(entry).parts
    }),
    [leaveErased.kind]: about((leave) => {
      leave.erased = true
    }),
  },
)

function ask(state: LeavesCollected, entry: PlainEntry): void {
  const body = leaveAsked.body(entry)
  const { from, to, startsAtNoon, endsAtNoon, files, ...same } = body
  const leave: LeaveRecord = {
    ...same,
    id: entry.id,
    sequence: entry.sequence,
    person: entry.subject ?? entry.by,
    askedBy: entry.by,
    askedAt: entry.at,
    span: { from: day(from), to: day(to), startsAtNoon, endsAtNoon },
    files: [...files],
    stage: 'asked',
    passed: [],
    ended: null,
    back: null,
    slip: null,
    overdue: false,
    erased: false,
  }
  state.byId.set(leave.id, leave)
  const own = state.byPerson.get(leave.person)
  if (own) own.push(leave)
  else state.byPerson.set(leave.person, [leave])
  state.open.add(leave)
  if (leave.deciding.length === 0) approve(state, leave)
}

function approve(state: LeavesCollected, leave: LeaveRecord): void {
  leave.stage = 'approved'
  const before = leave.instead === null ? undefined : state.byId.get(leave.instead)
  if (!before) return
  before.stage = 'replaced'
  state.open.delete(before)
}

function about(
  change: (leave: LeaveRecord, entry: PlainEntry, state: LeavesCollected) => void,
): (state: LeavesCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const leave = state.byId.get(entry.about ?? '')
    if (!leave) return
    change(leave, entry, state)
    if (leave.back !== null || !['asked', 'approved'].includes(leave.stage))
      state.open.delete(leave)
  }
}

function end(leave: LeaveRecord, entry: PlainEntry, stage: LeaveStage): void {
  leave.stage = stage
  leave.ended = { by: entry.by, on: entry.at, entry: entry.id }
}

/** Somebody's leaves, earliest asked first. */
export function leavesOf(state: LeavesCollected, person: string): readonly LeaveRecord[] {
  return state.byPerson.get(person) ?? []
}

/** Whether a leave is asked for or approved: its days are taken. */
export function isLive({ stage }: LeaveRecord): boolean {
  return stage === 'asked' || stage === 'approved'
}

/** The leave of somebody that has a half day in common with a span; null for none. `but`: these are not looked at. */
export function overlapping(
  state: LeavesCollected,
  person: string,
  of: { span: Span; but: readonly string[] },
): LeaveRecord | null {
  const found = leavesOf(state, person).find(
    (one) => isLive(one) && !of.but.includes(one.id) && overlap(one.span, of.span),
  )
  return found ?? null
}

/** The approved leave that somebody is on at a day; null for none. Who has reported back is there. */
export function leaveOn(state: LeavesCollected, person: string, on: Day): LeaveRecord | null {
  const found = leavesOf(state, person).find(
    ({ stage, span, back }) =>
      stage === 'approved' && span.from <= on && on <= span.to && (back === null || on < back),
  )
  return found ?? null
}
