import { type Day, dayAt } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Seeing } from '../context.js'
import { type FactStage, factsSlice, stageOf } from '../fact/facts.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { type Complaint, complaintsSlice } from './complaints.js'
import type { ComplaintOutcome } from './entries.js'
import { complaintDraft, freshComplaint } from './form.js'
import type { ComplaintWords } from './intents.js'
import { complaintPages } from './list.js'
import { complaintDue, hearersOf, mayNotHear, proposablesOn } from './who.js'

/** A complaint before who hears it. */
export interface ComplaintShown {
  id: string
  /** Whom it is about. */
  unit: string
  name: string
  received: Day
  due: Day | null
  late: boolean
  /** Null where it was erased. */
  who: string | null
  text: string | null
  files: { id: string; name: string }[]
  decided: { as: ComplaintOutcome; by: string; on: Day; reason: string } | null
  /** What it was proposed as, and how that stands. */
  facts: { name: string; stage: FactStage }[]
  clause: string
  keptMonths: number
}

/** The form of a complaint, or that it was written down. */
export interface ComplaintFormView {
  kind: 'complaint-form'
  step:
    | { step: 'form'; words: ComplaintWords; clause: string }
    | { step: 'made'; id: string; due: Day | null }
}

/** One complaint. */
export interface ComplaintView {
  kind: 'complaint'
  complaint: ComplaintShown
  /** What a verified one can be proposed as. */
  proposable: { id: string; name: string }[]
  needsProof: boolean
}

/** Complaints that wait, and what became of the last ones. */
export interface ComplaintsView {
  kind: 'complaints'
  /** A page of those that wait, earliest first. */
  open: { id: string; unit: string; name: string; received: Day; due: Day | null; late: boolean }[]
  /** All that wait, and those whose time is over. */
  count: number
  late: number
  page: number
  pages: number
  decided: { id: string; unit: string; name: string; as: ComplaintOutcome; on: Day }[]
}

const gone: GoneView = { kind: 'gone', code: 'gone' }
/** Complaints on one page of a card, and the last decided ones. */
const openPerPage = 20
const decidedMost = 10

/**
 * The form. Access: who hears complaints.
 * @refuses {@link mayNotHear}
 */
export async function viewComplaintForm(seeing: Seeing): Promise<ComplaintFormView | GoneView> {
  const { bureau, person, now, db, calendar } = seeing
  if (person === null) return gone
  const refusal = mayNotHear({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const draft = await complaintDraft(db, { bureau, person })
  const made = seeing.collected.of(complaintsSlice).byId.get(draft?.made ?? '')
  if (made) {
    const due = complaintDue(bureau, made, calendar)
    return { kind: 'complaint-form', step: { step: 'made', id: made.id, due } }
  }
  const words = draft?.words ?? freshComplaint(now)
  const clause = bureau.work?.rules.complaints?.clause ?? ''
  return { kind: 'complaint-form', step: { step: 'form', words, clause } }
}

/**
 * One complaint with who complained and what was written. Access: who hears it; never whom it is about.
 * @refuses gone
 */
export async function viewComplaint(seeing: Seeing, id: string): Promise<ComplaintView | GoneView> {
  const { bureau, person, today } = seeing
  const complaint = seeing.collected.of(complaintsSlice).byId.get(id)
  if (!complaint || person === null || !hearersOf(bureau, complaint).includes(person)) return gone
  const known = complaint.decided === null ? proposablesOn(bureau, today) : []
  const proof = known.some(({ fields }) => fields.evidence === 'required')
  return {
    kind: 'complaint',
    complaint: await shown(seeing, complaint),
    proposable: known.map(({ kind, name }) => ({ id: kind, name })),
    needsProof: proof && complaint.files.length === 0,
  }
}

async function shown(seeing: Seeing, complaint: Complaint): Promise<ComplaintShown> {
  const { bureau, db, collected } = seeing
  const { decided, erased } = complaint
  const entries = [complaint.id, ...(decided ? [decided.entry] : [])]
  const texts = await textsOf(db, entries, ['who', 'text', 'reason'])
  const { who = '', text = '' } = texts.get(complaint.id) ?? {}
  const stored = await Promise.all((erased ? [] : complaint.files).map((id) => findFile(db, id)))
  const { byId } = collected.of(factsSlice)
  const facts = (decided?.facts ?? []).flatMap((id) => byId.get(id) ?? [])
  return {
    ...plainly(seeing, complaint),
    ...(erased ? { who: null, text: null } : { who, text }),
    files: stored.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    decided: decided && {
      ...{ as: decided.as, by: bureau.roster.nameOf(decided.by), on: decided.on },
      reason: texts.get(decided.entry)?.reason ?? '',
    },
    facts: facts.map((fact) => ({
      name: nameOfKind(seeing, fact.body.kind),
      stage: stageOf(fact),
    })),
    clause: bureau.work?.rules.complaints?.clause ?? '',
    keptMonths: bureau.work?.rules.complaints?.erasedAfter.value ?? 0,
  }
}

function nameOfKind({ bureau }: Seeing, kind: string): string {
  const [rule] = bureau.cycles.flatMap((cycle) => cycle.countedBy.get(kind) ?? [])
  return rule?.name ?? kind
}

function plainly({ bureau, calendar, today }: Seeing, complaint: Complaint) {
  const { roster } = bureau
  const due = complaintDue(bureau, complaint, calendar)
  return {
    id: complaint.id,
    unit: roster.unitNameOf(complaint.unit),
    name: complaint.person === null ? '' : roster.nameOf(complaint.person),
    received: dayAt(complaint.received),
    due,
    late: complaint.decided === null && due !== null && today > due,
  }
}

/**
 * Complaints that wait and what became of the last ones. Access: who hears complaints; none of those about themselves.
 * @refuses {@link mayNotHear}
 */
export async function viewComplaints(seeing: Seeing): Promise<ComplaintsView | GoneView> {
  const { bureau, person } = seeing
  if (person === null) return gone
  const refusal = mayNotHear({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const { open, kept } = seeing.collected.of(complaintsSlice)
  const mine = (one: Complaint): boolean => hearersOf(bureau, one).includes(person)
  const waiting = [...open].filter(mine)
  const list = { all: waiting, size: openPerPage }
  const { here, page, pages } = await complaintPages.of(seeing.db, { bureau, person }, list)
  const last = [...kept].filter(mine).slice(-decidedMost).reverse()
  return {
    kind: 'complaints',
    open: here.map((one) => plainly(seeing, one)),
    count: waiting.length,
    late: waiting.filter((one) => plainly(seeing, one).late).length,
    ...{ page, pages },
    decided: last.map((one) => ({
      ...plainly(seeing, one),
      ...{ as: one.decided?.as ?? 'withdrawn', on: one.decided?.on ?? seeing.today },
    })),
  }
}
