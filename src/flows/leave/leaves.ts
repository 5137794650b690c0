import { day } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import {
  asked,
  begin,
  chainFolds,
  noRequests,
  onRequest,
  type RequestRecord,
  type Requests,
} from '../chain/request.js'
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

/** A leave with all that was decided about it, without any text of people. Shortened where it was. */
export interface LeaveRecord extends RequestRecord {
  parts: LeaveParts
  kind: string
  telephone: boolean
  fact: { kind: string; sort: string | null } | null
  files: string[]
  slip: string | null
}

/** The cards that show a leave to its person and to its chain. */
export const leaveCards = { own: 'own-leave', approval: 'leave-approval' }

/** A bureau's leaves and where they are found. */
export type LeavesCollected = Requests<LeaveRecord>

const about = onRequest<LeaveRecord>

export const leavesSlice = slice<LeavesCollected>('leaves', noRequests, {
  ...chainFolds<LeaveRecord>(leaveChain),
  [leaveAsked.kind]: ask,
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
})

function ask(state: LeavesCollected, entry: PlainEntry): void {
  const { from, to, startsAtNoon, endsAtNoon, files, ...same } = leaveAsked.body(entry)
  begin(state, {
    ...same,
    ...asked(entry, { from, to, startsAtNoon, endsAtNoon }),
    files: [...files],
    slip: null,
  })
}
