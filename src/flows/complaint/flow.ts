import { times } from '../jobs.js'
import { addDays, day, isDay, momentOf } from '../../base/day.js'
import type { Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import type { AskKind } from '../asks.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { remindersBetween } from '../docket/asks.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import {
  anotherComplaint,
  attachToComplaint,
  bringFinding,
  complaintTakesFiles,
  decideComplaint,
  mayOpenComplaintFile,
  sendComplaintFile,
  submitComplaint,
} from './act.js'
import { type Complaint, complaintsSlice } from './complaints.js'
import { complaintDecided, complaintErased, complaintFiled, complaintReceived } from './entries.js'
import { complaintDraft, freshComplaint, keepComplaintDraft, newComplaint } from './form.js'
import { turnComplaints } from './list.js'
import type { ComplaintIntent } from './intents.js'
import { eraseJob } from './jobs.js'
import { viewComplaint, viewComplaintForm, viewComplaints } from './views.js'
import { complaintDue, complaintReminders, hearersOf, mayNotHear } from './who.js'

/** When who hears a complaint is reminded: half of its time is over, or it is the last day. */
const remindTime = times.begun

/** Who hears a complaint finds out whether it is true; for each by itself. */
const complaintAsks: AskKind = {
  name: 'complaint.decide',
  open: (situation, { person, occasion }) => {
    const { bureau, calendar } = situation
    return [...situation.collected.of(complaintsSlice).open].flatMap((complaint) => {
      const isOf = occasion === undefined || occasion === complaint.id
      if (!isOf && !isReminded(situation, complaint, occasion)) return []
      const due = complaintDue(bureau, complaint, calendar)
      return hearersOf(bureau, complaint)
        .filter((who) => person === undefined || person === who)
        .map((who) => ({
          ...{ kind: 'complaint.decide', cycle: null, who },
          ...{ about: complaint.id, occasion: complaint.id, opens: complaint.at, due },
          // Nothing of whom it is about: lists are seen by the office that reminds.
          says: { code: 'ask-complaint', with: {} },
          card: { kind: 'complaint', key: complaint.id },
          lateFrom: due === null ? null : momentOf(addDays(due, 1)),
        }))
    })
  },
  sends: {
    titles: { open: '发投诉', remind: '提醒投诉的期限' },
    moments: (calendar, from, to) => remindersBetween(calendar, { from, to, time: remindTime }),
  },
}

/** Whether an occasion is a day on which who hears a complaint is reminded of it. */
function isReminded(
  { bureau, calendar }: Situation,
  complaint: Complaint,
  occasion: string,
): boolean {
  if (!isDay(occasion)) return false
  return complaintReminders(bureau, complaint, calendar).includes(day(occasion))
}

/** Cards of complaints are those of who hears them. */
function aboutComplaint(written: Written, { bureau, collected }: Situation): Stale[] {
  const id = written.about ?? written.id
  const complaint = collected.of(complaintsSlice).byId.get(id)
  const hearers = complaint ? hearersOf(bureau, complaint) : []
  return [{ kind: 'complaint', keys: [id] }, { kind: 'complaints' }, homeOf(written.by, ...hearers)]
}

/**
 * The form, as it was begun; a receipt is not what is asked for.
 * @refuses {@link mayNotHear}
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotHear(ctx)
  if (refusal) return refusal
  const draft = await complaintDraft(ctx.tx, ctx)
  if (draft?.made !== '')
    await keepComplaintDraft(ctx.tx, ctx, { words: freshComplaint(ctx.now), made: '' })
  return { kind: 'complaint-form', key: newComplaint }
}

const one = ({ complaint }: { complaint: string }): Claim => ({ kind: 'complaint', id: complaint })

/** Complaints: heard by one office, which alone knows who complained; a verified one is proposed as facts: 投诉. */
export const complaintFlow: Flow = {
  name: 'complaint',
  serves: ['complaints'],
  slices: [complaintsSlice],
  verbs: verbs<ComplaintIntent>({
    'complaint.submit': { act: submitComplaint },
    'complaint.again': { act: anotherComplaint },
    'complaint.decide': { claims: (of) => [cyclesReliedOn, one(of)], act: decideComplaint },
    'complaint.papers': { act: bringFinding },
    'complaint.file': { act: sendComplaintFile },
    'complaint.page': { act: turnComplaints },
  }),
  cards: {
    'complaint-form': { view: viewComplaintForm, onDemand: true, mayOpen: mayNotHear },
    complaint: { view: viewComplaint, daily: true },
    complaints: { view: viewComplaints, onDemand: true, mayOpen: mayNotHear },
  },
  stale: Object.fromEntries(
    [complaintReceived, complaintDecided, complaintFiled, complaintErased].map(({ kind }) => [
      kind,
      aboutComplaint,
    ]),
  ),
  asks: [complaintAsks],
  jobs: [eraseJob],
  files: {
    since: complaintTakesFiles,
    attach: attachToComplaint,
    mayOpen: mayOpenComplaintFile,
  },
  commands: [
    {
      name: '投诉登记',
      words: ['complaint', '投诉登记', '登记投诉'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
    {
      name: '投诉',
      words: ['complaints', '投诉', '投诉处理'],
      argument: 'none',
      /** @refuses {@link mayNotHear} */
      card: async (ctx) => mayNotHear(ctx) ?? { kind: 'complaints', key: 'all' },
    },
  ],
}
