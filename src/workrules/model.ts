import type { Points } from '../base/points.js'
import type { Choice, Clause, Note } from '../scheme/model/scheme.js'
import type { Cited, Sentence, Setting } from '../scheme/model/words.js'
import type { AccountabilityRules } from './accountability-model.js'
import type { MajorRules } from './major-model.js'
import type { MeetingRules } from './meetings-model.js'

/**
 * Work rules (机关工作制度) as flows read them: every word resolved, every figure exact, every choice answered. They have
 * no points: they say who approves, until when, and what facts follow.
 */
export interface WorkRules {
  /** Folder name, e.g. `city-bureau`. */
  id: string
  title: string
  /** What cards call it. */
  shortTitle: string
  issuer: string
  year: string
  /** `<year>-<12 hex digits>` over the canonical content, choices' answers included. */
  version: string
  clauses: Clause[]
  /** Offices and functions that are named; the bureau binds each to roles of its roster. */
  roles: { id: string; name: string }[]
  /** In order: the first whose roles a person holds is theirs. */
  ranks: Rank[]
  leave: LeaveRules
  chains: Chain[]
  limits: TimeLimit[]
  reports: WorkReport[]
  tables: WorkTable[]
  /** Null where the rules say nothing of it. */
  attendance: Attendance | null
  handover: Handover | null
  complaints: Complaints | null
  meetings: MeetingRules | null
  major: MajorRules | null
  accountability: AccountabilityRules | null
  choices: Choice[]
  notes: Note[]
}

/** Who is treated alike by the chains (级别). */
export interface Rank {
  id: string
  name: string
  clause: string
  /** Role ids, any of which makes one of this rank; `staff` is everybody. */
  roles: string[]
}

/** How days are counted. */
export type DayMeasure = 'working-days' | 'calendar-days'

/** What the rules say of leave (请销假). */
export interface LeaveRules {
  clause: string
  says: Sentence
  /** Kind of the facts that approved leave makes for schemes; null: none. */
  fact: string | null
  /** When one reports back (销假): on the first working day after, or on the last day of the leave. */
  back: Setting<'first-working-day' | 'last-day'>
  byTelephone: {
    clause: string
    says: Sentence
    /** Roles that enter it afterwards. */
    enters: string[]
    /** Working days after the return until the slip is there; 0: on the first working day back. */
    slip: Setting<number>
  }
  kinds: LeaveKind[]
}

/** A kind of leave (假种). */
export interface LeaveKind extends Cited {
  /** Whether half days can be taken. */
  halves: Setting<boolean>
  /** What its length counts: what limits and facts go by. */
  counted: Setting<DayMeasure>
  /** Days at one time; null without a limit. */
  atMost: Setting<Points | null>
  /** Papers that prove it; empty when none is needed. */
  papers: string[]
  /** Whether papers may be handed in after the leave began, until the report back. */
  papersFollow: Setting<boolean>
  /** Sort of the facts that it makes; null where it makes none. */
  sort: string | null
  /** Months after the end of the leave until its reason and papers are erased. */
  erasedAfter: Setting<number>
}

/** What a chain decides on; each is a flow of its own. */
export type Matter = 'leave' | 'trip' | 'outing' | 'extension' | 'meeting'

/** Who approves, or is told, by rank and length (层级). */
export interface Chain extends Cited {
  matter: Matter
  /** Whether those in the steps approve, or only learn of it. */
  does: 'approve' | 'are-told'
  /** Whether each step decides in turn, or only the last one and the others are told. */
  levels: Setting<'each' | 'last'>
  /** In order: the first row of one's rank that is long enough holds. */
  rows: ChainRow[]
  /** When who was away on such a matter reports back; `none`: not at all. Leave has its own. */
  back: Setting<'none' | LeaveRules['back']['value']>
  /** Months after its end until its reason is erased; null where the rules do not say. Leave kinds have their own. */
  erasedAfter: Setting<number> | null
  /** What follows where it was not asked. */
  without: Consequence[]
}

/** What follows for who went without asking. */
export interface Consequence extends Cited {
  /** Kind of the fact that it is for schemes; null: none, it is carried out beside them. */
  fact: string | null
}

/** Steps in order, by role; `outside`: not ruled here, so it can't be asked for; `self`: said, and that is all. */
export type Steps = readonly string[] | 'outside' | 'self'

export interface ChainRow {
  rank: string
  /** Days, up to and with them; null: any length. */
  upTo: Points | null
  measured: Setting<DayMeasure>
  steps: Setting<Steps>
}

/** How long something may take. */
export type Within =
  | { kind: 'explicit' }
  | { kind: 'fast' }
  | {
      kind: 'period'
      count: number
      unit: 'minutes' | 'hours' | 'working-days' | 'calendar-days' | 'weeks' | 'months'
    }

/** A time limit for a kind of matter (限时办结). A limit that the matter itself brings always goes first. */
export interface TimeLimit extends Cited {
  within: Setting<Within>
  /** From when on: receipt, the event itself, or knowledge of it. */
  from: Setting<'receipt' | 'event' | 'knowledge'>
  /** Whether the day of receipt is the first day. */
  firstDay: Setting<'next-day' | 'same-day'>
  /** Whether an end on a day off moves to the next working day. */
  lastDay: Setting<'as-is' | 'next-working-day'>
  /** Another limit that may hold for the same matter, and whether the shorter of both does. */
  beside: { limit: string; takes: Setting<'own' | 'shorter'> } | null
  /** Longer, with whose approval (a chain), at most how long altogether, and who is told. */
  extension: { chain: string; atMost: Within; tells: string } | null
  /** Who enters such a matter into the register: of a unit for the own unit, others for any. Empty: it is not registered. */
  registeredBy: string[]
  supervisedBy: string[]
  /** Who confirms that it is done; empty: it is done when its owner says so. */
  confirmedBy: Setting<string[]>
  /** Somebody's first contact with the bureau (首问); null for any other matter. */
  contact: FirstContact | null
  /** Kinds of the facts that schemes may count; null: nothing follows but the row in the register. */
  facts: { late: string | null; undone: string | null }
}

/** Whose business a first contact turned out to be, and what it becomes once somebody has it. */
export interface FirstContact {
  /** Of the unit that was asked, of another one (which takes it over), or unclear (who is in charge is named). */
  is: 'own' | 'other' | 'unclear'
  /** The time limit that goes on once it has an owner; from receipt. */
  becomes: string
  /** Who names the owner of what is unclear. */
  namedBy: string[]
}

/** Complaints about what the rules promise (投诉). */
export interface Complaints {
  clause: string
  says: Sentence
  heardBy: string[]
  /** Until when it is found out whether it is true. */
  limit: TimeLimit
  /** Kinds of the facts that a verified one may become. */
  facts: string[]
  /** Months after the decision until the complainer and what was written are erased. */
  erasedAfter: Setting<number>
}

/** When a report is due. */
export type ReportDue = { kind: 'last-working-day' } | { kind: 'day-of-next-month'; day: number }

/** A regular report (月报). */
export interface WorkReport extends Cited {
  of: 'person' | 'unit'
  due: Setting<ReportDue>
  /** Whether the day named is itself in time, or the day before is the last one. */
  edge: Setting<'counted' | 'day-before'>
  /** Whether a due day on a day off moves to the next working day. */
  shifts: Setting<boolean>
  contents: string[]
  /** Roles that sign it, in order, and where it goes. */
  signs: string[]
  files: string
  /** Roles to whom it is passed round afterwards (传阅). */
  reads: string[]
  /** Kinds of the facts that may be proposed of one that came late, not at all, or was sent back and not brought anew in time. */
  facts: Record<ReportFailing, string | null>
}

/** What can be wrong with a report when its time is over. */
export type ReportFailing = 'late' | 'missing' | 'returned'

/** A table that goes from units to an office at the end of each period. */
export interface WorkTable extends Cited {
  each: 'month' | 'quarter' | 'year'
  /** `leave-days`, `leave-times`, or the id of a finding. */
  columns: string[]
  /** Working days after the period's end. */
  due: Setting<number>
  compiles: string
  files: string
}

/** What is found about attendance (考勤), and what facts follow. */
export interface Attendance {
  occasions: { id: string; name: string; clause: string; recordedBy: Setting<string[]> }[]
  findings: Finding[]
}

export interface Finding extends Cited {
  /** Kind of the fact that it is for schemes. */
  fact: string
  occasions: string[]
}

/** Handing one's work over before one is away (AB岗). */
export interface Handover {
  clause: string
  says: Sentence
  matters: ('leave' | 'trip')[]
  /** So many days before. */
  before: number
  /** Days by the calendar, or these and never later than so many working days before. */
  measured: Setting<'calendar-days' | 'earlier-of-both'>
  /** What holds when nobody is there to take over. */
  missing: Setting<'appoint-another' | 'may-not-leave'>
  appoints: string
}
