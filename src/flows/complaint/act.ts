import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { namedIn, receivedIn } from '../docket/form.js'
import type { FactBody } from '../fact/entries.js'
import { canBeDecided, proposeFacts } from '../fact/pieces.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { sendCards } from '../notices.js'
import { type Complaint, complaintsSlice } from './complaints.js'
import {
  complaintDecided,
  complaintFiled,
  complaintOutcomes,
  complaintReceived,
} from './entries.js'
import { freshComplaint, keepComplaintDraft, waitForFile, waitsForFile } from './form.js'
import type { ComplaintIntent } from './intents.js'
import { hearersOf, mayNotHear, proposablesOn } from './who.js'

type Of<V extends ComplaintIntent['verb']> = Extract<ComplaintIntent, { verb: V }>

/**
 * Writes a complaint down, for those alone who hear it. From `complaint-received` on all faults are said at once.
 * @refuses {@link mayNotHear}, complaint-received, complaint-received-future, complaint-against, complaint-text
 */
export async function submitComplaint(
  ctx: Context,
  { words }: Of<'complaint.submit'>,
): Promise<Outcome> {
  const refusal = mayNotHear(ctx)
  if (refusal) return refusal
  const received = receivedIn(words.received)
  const against = namedIn(ctx.bureau.roster, words.against)
  const faults: Fault[] = []
  if (!received) faults.push(fault('received', 'complaint-received'))
  else if (received.at > ctx.now) faults.push(fault('received', 'complaint-received-future'))
  if (against?.unit == null)
    faults.push(fault('against', 'complaint-against', { text: words.against }))
  if (words.text === '') faults.push(fault('text', 'complaint-text'))
  const refused = refuseForm(faults)
  if (refused || !received || against?.unit == null) return refused ?? refuse('complaint-received')
  const { unit, person } = against
  const id = complaintReceived.write(ctx, {
    body: { received: received.minute, unit, person },
    personal: { who: words.who, text: words.text },
  })
  await keepComplaintDraft(ctx.tx, ctx, { words: freshComplaint(ctx.now), made: id })
  const hearers = hearersOf(ctx.bureau, { unit, person })
  await sendCards(
    ctx,
    hearers
      .filter((one) => one !== ctx.person)
      .map((one) => ({ person: one, card: { kind: 'complaint', key: id } })),
  )
  return done('complaint-kept')
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotHear}
 */
export async function anotherComplaint(ctx: Context): Promise<Outcome> {
  const refusal = mayNotHear(ctx)
  if (refusal) return refusal
  await keepComplaintDraft(ctx.tx, ctx, { words: freshComplaint(ctx.now), made: '' })
  return done('refreshed')
}

/** A complaint that somebody hears; `gone` for everybody else, also whom it is about. */
function heard(ctx: Context, id: string): Complaint | Refusal {
  const complaint = ctx.collected.of(complaintsSlice).byId.get(id)
  const hears = complaint && hearersOf(ctx.bureau, complaint).includes(ctx.person)
  return complaint && hears ? complaint : refuse('gone')
}

/**
 * Who hears a complaint says whether it is true. A verified one is proposed as the facts that are chosen, which go the way
 * of facts; none says who complained.
 * @refuses gone, complaint-decided, complaint-as, complaint-facts, complaint-finding, complaint-no-proof,
 * record-no-approver
 */
export async function decideComplaint(
  ctx: Context,
  intent: Of<'complaint.decide'>,
): Promise<Outcome> {
  const complaint = heard(ctx, intent.complaint)
  if (isRefusal(complaint)) return complaint
  if (complaint.decided !== null) return refuse('complaint-decided')
  const bodies = readDecision(ctx, complaint, intent)
  if (isRefusal(bodies)) return bodies
  const as = complaintOutcomes.find((one) => one === intent.as)
  if (as === undefined) return refuse('complaint-as')
  const personal = { note: intent.text }
  const day = ctx.today
  const facts = await proposeFacts(
    ctx,
    bodies.map((body) => ({ day, body, personal })),
  )
  complaintDecided.write(ctx, {
    ...{ about: complaint.id, body: { as, facts } },
    personal: { reason: intent.text },
  })
  return done(as === 'verified' ? 'complaint-verified-now' : 'complaint-closed', {
    count: `${facts.length}`,
  })
}

/** The facts that are chosen for a verified one. */
function readDecision(
  ctx: Context,
  { unit, person, files }: Complaint,
  { as, facts, text }: Of<'complaint.decide'>,
): FactBody[] | Refusal {
  const known = proposablesOn(ctx.bureau, ctx.today)
  const chosen = as === 'verified' ? known.filter(({ kind }) => facts.includes(kind)) : []
  const faults: Fault[] = []
  if (!complaintOutcomes.some((one) => one === as)) faults.push(fault('as', 'complaint-as'))
  const unknown = facts.some((kind) => !known.some((one) => one.kind === kind))
  if (as === 'verified' && (unknown || (known.length > 0 && chosen.length === 0)))
    faults.push(fault('facts', 'complaint-facts'))
  if (text === '') faults.push(fault('text', 'complaint-finding'))
  const needsProof = chosen.some(({ fields }) => fields.evidence === 'required')
  if (needsProof && files.length === 0) faults.push(fault('', 'complaint-no-proof'))
  const refused = refuseForm(faults)
  if (refused) return refused
  const bodies = chosen.map(
    ({ kind }): FactBody => ({
      ...{ kind, persons: person === null ? [] : [person], units: [unit] },
      ...(files.length > 0 ? { files: [...files] } : {}),
    }),
  )
  const at = bodies.findIndex((body) => !canBeDecided(ctx, body, ctx.today))
  if (at < 0) return bodies
  return refuse('record-no-approver', { clause: chosen[at]?.counting[0]?.rule.clause ?? '' })
}

/** Whether somebody sees a file of a complaint: who hears it. */
export function mayOpenComplaintFile(
  { collected, bureau }: Situation,
  person: string,
  file: StoredFile,
): boolean {
  const complaint = collected.of(complaintsSlice).byId.get(file.about ?? '')
  if (!complaint || complaint.erased || !complaint.files.includes(file.id)) return false
  return hearersOf(bureau, complaint).includes(person)
}

/**
 * Sends a file of a complaint to who hears it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendComplaintFile(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenComplaintFile)
}

/** Since when a complaint waits for somebody's file; null where none does. */
export async function complaintTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await waitsForFile(db, whose))?.changedAt ?? null
}

/**
 * Lets the next file that who hears a complaint sends be what was found out.
 * @refuses gone, complaint-decided
 */
export async function bringFinding(
  ctx: Context,
  { complaint: id }: Of<'complaint.papers'>,
): Promise<Outcome> {
  const complaint = heard(ctx, id)
  if (isRefusal(complaint)) return complaint
  if (complaint.decided !== null) return refuse('complaint-decided')
  await waitForFile(ctx.tx, ctx, id)
  return done('complaint-file-waits')
}

/** Attaches a file to the complaint that waits for it. Refusals: `record-attached-nowhere`, `record-attached-many`. */
export async function attachToComplaint(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const waiting = await waitsForFile(ctx.tx, ctx)
  const complaint = heard(ctx, waiting?.complaint ?? '')
  if (isRefusal(complaint) || complaint.decided !== null)
    return refuse('record-attached-nowhere', { name })
  if (complaint.files.length >= recordLimits.files)
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  const about = complaint.id
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  complaintFiled.write(ctx, { about, body: { file: saved } })
  return done('docket-filed', { name, count: `${complaint.files.length + 1}` })
}
