import { must } from '../../base/bug.js'
import { factKind } from '../../binding/work.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { hold } from '../../storage/locks.js'
import { answerBy, reviewBy, statementBy } from '../../workrules/dates.js'
import { type Context, done, type Outcome, type Writing } from '../context.js'
import { bringFact } from '../fact/bring.js'
import type { Brought, BroughtCard } from '../flow.js'
import { readNames } from '../names.js'
import { sendCards } from '../notices.js'
import { type Act, mayNotAct } from '../procedure/procedure.js'
import { textsOf } from '../texts.js'
import { type Case, casesSlice } from './cases.js'
import {
  caseAnswered,
  caseDecided,
  caseDropped,
  caseOpened,
  caseRecorded,
  caseReviewAsked,
  caseServed,
  caseStated,
  caseUndelivered,
} from './entries.js'
import { caseDrafts, newCase, noCaseWords } from './form.js'
import type { CaseFormIntent, CaseIntent } from './intents.js'
import { accountabilityRules, factOf, maySeeCase, mayNotOpen, procedureFor } from './who.js'

type WithText = Extract<CaseIntent, { text: string }>
type WithForm = Extract<CaseIntent, { form: string }>

/**
 * Puts facts to somebody, who may state their side until a day. From `case-who` on all faults are said at once.
 * @refuses {@link mayNotOpen}, case-who, names-nobody, names-which, case-own, case-situation, case-facts
 */
export async function openCase(
  ctx: Context,
  { words }: Extract<CaseFormIntent, { verb: 'case.open' }>,
): Promise<Outcome> {
  const refusal = mayNotOpen(ctx)
  const rules = accountabilityRules(ctx.bureau)
  if (refusal || !rules) return refusal ?? refuse('case-no-rules')
  const { who, situation, facts } = words
  const named = readNames(ctx.bureau, who, { field: 'who' })
  const [person = ''] = named.persons
  const single = named.persons.length === 1 || named.faults.length > 0
  const opens = procedureFor(ctx.bureau, person).opens.includes(ctx.person)
  const known = rules.situations.some(({ id }) => id === situation)
  const faults: Fault[] = [
    ...(single ? named.faults : [fault('who', 'case-who')]),
    ...(named.faults.length === 0 && single && !opens ? [fault('who', 'case-own')] : []),
    ...(known ? [] : [fault('situation', 'case-situation')]),
    ...(facts === '' ? [fault('facts', 'case-facts')] : []),
  ]
  const wrong = refuseForm(faults)
  if (wrong) return wrong
  const until = statementBy(rules, ctx.today)
  const id = caseOpened.write(ctx, {
    ...{ subject: person, body: { situation, statementBy: until }, personal: { summary: facts } },
  })
  await caseDrafts.keep(ctx.tx, ctx, newCase, { words: noCaseWords, made: id })
  await tell(ctx, id, [person])
  return done('case-opened', { name: ctx.bureau.roster.nameOf(person) })
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotOpen}
 */
export async function anotherCase(ctx: Context): Promise<Outcome> {
  const refusal = mayNotOpen(ctx)
  if (refusal) return refusal
  await caseDrafts.keep(ctx.tx, ctx, newCase, { words: noCaseWords, made: '' })
  return done('refreshed')
}

async function tell(ctx: Context, id: string, persons: readonly string[]): Promise<void> {
  await sendCards(
    ctx,
    persons
      .filter((person) => person !== ctx.person)
      .map((person) => ({ person, card: { kind: 'case', key: id } })),
  )
}

/** A case in which somebody may do an act now. Refusals: gone, those of mayNotAct. */
function openFor(ctx: Context, id: string, act: Act): Case | Refusal {
  const one = ctx.collected.of(casesSlice).byId.get(id)
  if (!one || !maySeeCase(ctx, one, ctx.person)) return refuse('gone')
  const { person, today, bureau } = ctx
  const procedure = procedureFor(bureau, one.person)
  const of = { course: one, procedure, person, today }
  return mayNotAct(act, of, bureau.roster.nameOf) ?? one
}

/** The text that an act needs. */
function lacking(text: string, field = 'text'): Refusal | null {
  return text === '' ? refuseForm([fault(field, 'procedure-text')]) : null
}

/**
 * Whom it is about states their side.
 * @refuses gone, procedure-not-yours, procedure-over, procedure-late, procedure-text
 */
export async function stateCase(ctx: Context, { case: id, text }: WithText): Promise<Outcome> {
  const one = openFor(ctx, id, 'state')
  if (isRefusal(one)) return one
  const lacks = lacking(text)
  if (lacks) return lacks
  caseStated.write(ctx, { about: id, body: {}, personal: { reason: text } })
  const { opens, decides } = procedureFor(ctx.bureau, one.person)
  await tell(ctx, id, [...new Set([...opens, ...decides])])
  return done('case-stated')
}

/**
 * Who opened a case does not go on with it.
 * @refuses gone, procedure-not-yours, procedure-over, procedure-text
 */
export async function dropCase(ctx: Context, { case: id, text }: WithText): Promise<Outcome> {
  const one = openFor(ctx, id, 'drop')
  if (isRefusal(one)) return one
  const lacks = lacking(text, 'why')
  if (lacks) return lacks
  caseDropped.write(ctx, { about: id, body: {}, personal: { reason: text } })
  await tell(ctx, id, [one.person])
  return done('case-dropped')
}

/** The form that was chosen; undefined for one that the rules do not know. */
function formOf(ctx: Context, form: string): string | null | undefined {
  if (form === 'none') return null
  return accountabilityRules(ctx.bureau)?.forms.find(({ id }) => id === form)?.id
}

/**
 * One of the deciding body writes its decision down; whom it is about gets it, and with that it is served.
 * @refuses gone, procedure-not-yours, procedure-early, procedure-over, case-form, procedure-text
 */
export async function decideCase(
  ctx: Context,
  { case: id, form, text }: WithForm,
): Promise<Outcome> {
  const one = openFor(ctx, id, 'decide')
  if (isRefusal(one)) return one
  const chosen = formOf(ctx, form)
  const wrong = formFaults(chosen, text)
  if (wrong || chosen === undefined) return wrong ?? refuse('case-form')
  caseDecided.write(ctx, { about: id, body: { form: chosen }, personal: { reason: text } })
  await tell(ctx, id, [one.person, one.openedBy])
  return done('case-decided')
}

function formFaults(chosen: string | null | undefined, text: string): Refusal | null {
  return refuseForm([
    ...(chosen === undefined ? [fault('form', 'case-form')] : []),
    ...(text === '' ? [fault('reason', 'procedure-text')] : []),
  ])
}

/** The decision is served: from this day on a review can be asked for. */
function serve(ctx: Context | Writing, one: Case, how: string | null): void {
  const work = must(ctx.bureau.work, 'a case has rules')
  const rules = must(work.rules.accountability, 'a case has rules')
  caseServed.write(ctx, {
    ...{ about: one.id, subject: one.person },
    body: { reviewBy: reviewBy(work.rules, rules, ctx.today, ctx.calendar) },
    ...(how === null ? { by: 'system' } : { personal: { reason: how } }),
  })
}

/**
 * Hands over a decision that the platform does not deliver.
 * @refuses gone, procedure-not-yours, procedure-early, procedure-over, procedure-text
 */
export async function serveCase(ctx: Context, { case: id, text }: WithText): Promise<Outcome> {
  const one = openFor(ctx, id, 'serve')
  if (isRefusal(one)) return one
  const lacks = lacking(text)
  if (lacks) return lacks
  serve(ctx, one, text)
  return done('case-served')
}

/** What a card brought: to whom it is about, once it is decided, the decision is served; else it is handed over. */
export async function caseBrought({ tx, bureau, fresh }: Brought, of: BroughtCard): Promise<void> {
  await hold(tx, bureau, [{ kind: 'case', id: of.key }])
  const ctx = await fresh()
  const one = ctx?.collected.of(casesSlice).byId.get(of.key)
  if (!ctx || !one || !accountabilityRules(ctx.bureau)) return
  if (ctx.bureau.personAt.get(of.address) !== one.person) return
  if (one.decided === null || one.served !== null) return
  if (of.delivered) serve(ctx, one, null)
  else if (!one.undelivered) {
    caseUndelivered.write(ctx, { about: one.id, by: 'system', body: {} })
    const card = { kind: 'case', key: one.id }
    const { opens } = procedureFor(ctx.bureau, one.person)
    await sendCards(
      ctx,
      opens.map((person) => ({ person, card })),
    )
  }
}

/**
 * Whom it is about asks for a review within its window; the decision goes on meanwhile unless the rules say otherwise.
 * @refuses gone, procedure-not-yours, procedure-early, procedure-over, procedure-late, procedure-text
 */
export async function reviewCase(ctx: Context, { case: id, text }: WithText): Promise<Outcome> {
  const one = openFor(ctx, id, 'review')
  if (isRefusal(one)) return one
  const lacks = lacking(text)
  if (lacks) return lacks
  const work = must(ctx.bureau.work, 'a case has rules')
  const rules = must(work.rules.accountability, 'a case has rules')
  const until = answerBy(work.rules, rules, ctx.today, ctx.calendar)
  caseReviewAsked.write(ctx, { about: id, body: { answerBy: until }, personal: { reason: text } })
  await tell(ctx, id, procedureFor(ctx.bureau, one.person).reviews)
  return done('case-review-asked')
}

/**
 * Answers a review: what was decided stays, becomes another, or falls.
 * @refuses gone, procedure-not-yours, procedure-over, case-form, procedure-text
 */
export async function answerCase(
  ctx: Context,
  { case: id, form, text }: WithForm,
): Promise<Outcome> {
  const one = openFor(ctx, id, 'answer')
  if (isRefusal(one)) return one
  const chosen = formOf(ctx, form)
  const wrong = formFaults(chosen, text)
  if (wrong || chosen === undefined) return wrong ?? refuse('case-form')
  const late = one.asked !== null && ctx.today > one.asked.answerBy
  caseAnswered.write(ctx, { about: id, body: { form: chosen, late }, personal: { reason: text } })
  await tell(ctx, id, [one.person, one.openedBy])
  return done('case-answered')
}

/**
 * Brings what a case is for schemes before who decides on facts.
 * @refuses gone, procedure-not-yours, case-no-fact
 */
export async function recordCase(ctx: Context, { case: id }: CaseIntent): Promise<Outcome> {
  const one = ctx.collected.of(casesSlice).byId.get(id)
  if (!one || !maySeeCase(ctx, one, ctx.person)) return refuse('gone')
  const { opens } = procedureFor(ctx.bureau, one.person)
  if (!opens.includes(ctx.person)) {
    const who = opens.map((person) => ctx.bureau.roster.nameOf(person)).join('、') || '目前无人'
    return refuse('procedure-not-yours', { who })
  }
  const fact = factOf(ctx.bureau, one)
  if (fact === null || !one.decided) return refuse('case-no-fact')
  const work = must(ctx.bureau.work, 'a case has rules')
  const entry = one.entries.get('decision') ?? ''
  const note = (await textsOf(ctx.tx, [entry], ['reason'])).get(entry)?.reason ?? ''
  const kind = factKind(work, fact)
  const brought = await bringFact(ctx, { kind, whom: [one.person], day: one.decided.on, note })
  const as = brought === null ? 'noted' : 'form' in brought ? 'form' : 'proposed'
  const facts = brought !== null && 'proposed' in brought ? brought.proposed : []
  caseRecorded.write(ctx, { about: id, body: { as, facts } })
  return done(
    `case-recorded-${as}`,
    {},
    brought !== null && 'form' in brought ? [brought.form] : [],
  )
}
