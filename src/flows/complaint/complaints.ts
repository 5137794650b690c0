import { type Day, day, dayAt, type Instant, momentOf } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  complaintDecided,
  complaintErased,
  complaintFiled,
  type ComplaintOutcome,
  complaintReceived,
} from './entries.js'

/** A complaint, without any text of people. */
export interface Complaint {
  id: string
  by: string
  received: Instant
  at: Instant
  unit: string
  person: string | null
  files: string[]
  decided: {
    as: ComplaintOutcome
    facts: readonly string[]
    by: string
    on: Day
    entry: string
  } | null
  erased: boolean
}

/** A bureau's complaints; `open`: not yet decided, earliest first. */
export interface ComplaintsCollected {
  byId: Map<string, Complaint>
  open: Set<Complaint>
  /** Decided and not yet erased. */
  kept: Set<Complaint>
}

export const complaintsSlice = slice<ComplaintsCollected>(
  'complaints',
  () => ({ byId: new Map(), open: new Set(), kept: new Set() }),
  {
    [complaintReceived.kind]: (state, entry) => {
      const { received, unit, person } = complaintReceived.body(entry)
      const [on = '', time] = received.split('T')
      const complaint: Complaint = {
        ...{ id: entry.id, by: entry.by, at: entry.at, unit, person },
        ...{ received: momentOf(day(on), time), files: [], decided: null, erased: false },
      }
      state.byId.set(complaint.id, complaint)
      state.open.add(complaint)
    },
    [complaintDecided.kind]: about((complaint, entry, state) => {
      const { as, facts } = complaintDecided.body(entry)
      const { by, id } = entry
      complaint.decided = { as, facts, by, on: dayAt(entry.at), entry: id }
      state.open.delete(complaint)
      state.kept.add(complaint)
    }),
    [complaintFiled.kind]: about((complaint, entry) => {
      complaint.files.push(complaintFiled.body(entry).file)
    }),
    [complaintErased.kind]: about((complaint, _, state) => {
      complaint.erased = true
      state.kept.delete(complaint)
    }),
  },
)

function about(
  change: (complaint: Complaint, entry: PlainEntry, state: ComplaintsCollected) => void,
): (state: ComplaintsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const complaint = state.byId.get(entry.about ?? '')
    if (complaint) change(complaint, entry, state)
  }
}
