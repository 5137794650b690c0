import { dayText } from '../../base/day.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import type { EntryKind } from '../entry-kind.js'
import { sendCard, sendCards } from '../notices.js'
import { hearFacts } from './actions.js'
import {
  factApproved,
  factEffective,
  factObjected,
  factReturned,
  factReversed,
  factSent,
  factUpheld,
  factVerified,
  factWithdrawn,
} from './entries.js'
import { factsSlice, type FactRecord, type FactStage, stageOf } from './facts.js'
import type { FactIntent } from './intents.js'
import { askOffice, isMissed, tell, undelivered } from './telling.js'
import {
  chargedIn,
  type Counting,
  countingOf,
  deciders,
  filers,
  hearers,
  nextStep,
  recorders,
  type Step,
  stepsOf,
} from './procedure.js'

interface Deciding {
  ctx: Context
  fact: FactRecord
  counting: Counting[]
  /** Whose charge it is about; null for the whole fact. */
  whose: string | null
  text: string
  /** What the text's field is called on the card. */
  field: string
}

interface Decision {
  /** The stages in which it can be taken. */
  from: FactStage[]
  /** What is said where the text has to be given and is not; null where it need not be. */
  wantsText: 'fact-text' | 'fact-objection-text' | 'fact-hand-over-text' | null
  may(deciding: Deciding): Refusal | null
  act(deciding: Deciding): Promise<Outcome>
}

const decisions: Record<FactIntent['verb'], Decision> = {
  'fact.verify': { from: ['proposed'], wantsText: null, may: mayStep('verified'), act: pass },
  'fact.approve': { from: ['proposed'], wantsText: null, may: mayStep('approved'), act: pass },
  'fact.return': {
    from: ['proposed'],
    wantsText: 'fact-text',
    may: mayStep(null),
    act: sendBack,
  },
  'fact.recall': { from: ['proposed'], wantsText: null, may: mayRecall, act: recall },
  'fact.object': {
    from: ['sent', 'told', 'objected'],
    wantsText: 'fact-objection-text',
    may: mayObject,
    act: object,
  },
  'fact.uphold': { from: ['objected'], wantsText: 'fact-text', may: mayHear, act: uphold },
  'fact.withdraw': {
    from: ['proposed', 'sent', 'told', 'objected'],
    wantsText: 'fact-text',
    may: mayHear,
    act: withdraw,
  },
  'fact.hand-over': {
    from: ['sent', 'told', 'objected'],
    wantsText: 'fact-hand-over-text',
    may: mayHear,
    act: handOver,
  },
  'fact.reverse': { from: ['effective'], wantsText: 'fact-text', may: mayHear, act: reverse },
}

/**
 * Decides on a fact. Clause: the rule's own procedure.
 * @refuses (fact.verify, fact.approve) fact-unknown, fact-cycle-closed, not-allowed, fact-stage-returned, fact-stage-sent,
 * fact-stage-told, fact-stage-objected, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed
 * @refuses (fact.return) fact-unknown, fact-cycle-closed, not-allowed, fact-stage-returned, fact-stage-sent,
 * fact-stage-told, fact-stage-objected, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed, fact-text
 * @refuses (fact.recall) fact-unknown, fact-cycle-closed, not-allowed, fact-stage-returned, fact-stage-sent,
 * fact-stage-told, fact-stage-objected, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed
 * @refuses (fact.object) fact-unknown, fact-cycle-closed, not-allowed, fact-stage-proposed, fact-stage-returned,
 * fact-stage-objected, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed, fact-window-passed,
 * fact-objection-text
 * @refuses (fact.uphold) fact-unknown, fact-cycle-closed, not-allowed, fact-own-charge, fact-stage-proposed,
 * fact-stage-returned, fact-stage-sent, fact-stage-told, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed,
 * fact-text
 * @refuses (fact.withdraw) fact-unknown, fact-cycle-closed, not-allowed, fact-own-charge, fact-stage-returned,
 * fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed, fact-text
 * @refuses (fact.hand-over) fact-unknown, fact-cycle-closed, not-allowed, fact-own-charge, fact-stage-proposed,
 * fact-stage-returned, fact-stage-effective, fact-stage-withdrawn, fact-stage-reversed, fact-hand-over-text,
 * fact-stage-sent, fact-stage-told, fact-stage-objected
 * @refuses (fact.reverse) fact-unknown, fact-cycle-closed, not-allowed, fact-own-charge, fact-stage-proposed,
 * fact-stage-returned, fact-stage-sent, fact-stage-told, fact-stage-objected, fact-stage-withdrawn, fact-stage-reversed,
 * fact-text
 */
export async function decideFact(ctx: Context, intent: FactIntent): Promise<Outcome> {
  const fact = ctx.collected.of(factsSlice).byId.get(intent.fact)
  if (!fact || !isAbout(ctx, fact, intent.whose)) return refuse('fact-unknown')
  const decision = decisions[intent.verb]
  const counting = countingOf(ctx.bureau, fact.body.kind, fact.day)
  if (counting.length === 0) return refuse('fact-cycle-closed')
  const whose = intent.whose === '' ? whoseOf({ ctx, fact, verb: intent.verb }) : intent.whose
  const deciding = { ctx, fact, counting, whose, text: intent.text, field: intent.field }
  const refusal = decision.may(deciding)
  if (refusal) return refusal
  const stage = stageOf(fact)
  if (!decision.from.includes(stage)) return refuse(`fact-stage-${stage}`)
  const late = chargeRefusal(intent.verb, deciding)
  if (late) return late
  const wrong = decision.wantsText && !intent.text ? [fault(intent.field, decision.wantsText)] : []
  return refuseForm(wrong) ?? decision.act(deciding)
}

/** Whether a charge that is named is one of the fact's. */
function isAbout(ctx: Context, fact: FactRecord, whose: string): boolean {
  if (whose === '' || fact.charges.has(whose)) return true
  return chargedIn(ctx.bureau, fact.body, fact.day).some((charge) => charge.whose === whose)
}

/** Whose charge a press without a name is about: the own one, or the only one that is objected to. */
function whoseOf(of: { ctx: Context; fact: FactRecord; verb: FactIntent['verb'] }): string | null {
  const { ctx, fact, verb } = of
  if (verb === 'fact.object') {
    const charged = chargedIn(ctx.bureau, fact.body, fact.day)
    const own = charged.filter(
      ({ whose, tell }) => tell.includes(ctx.person) && fact.charges.has(whose),
    )
    const open = own.find(({ whose }) => fact.charges.get(whose)?.state === 'told')
    return (open ?? own[0])?.whose ?? null
  }
  const objected = [...fact.charges.values()].filter((each) => each.state === 'objected')
  return (verb === 'fact.uphold' || verb === 'fact.withdraw') && objected.length > 0
    ? (objected[0]?.whose ?? null)
    : null
}

function chargeRefusal(verb: FactIntent['verb'], of: Deciding): Refusal | null {
  const charge = of.whose === null ? undefined : of.fact.charges.get(of.whose)
  if (verb === 'fact.object') {
    const isOpen = charge === undefined || charge.state === 'sent' || charge.state === 'told'
    if (!isOpen) return refuse(`fact-stage-${charge.state}`)
    if (charge?.objectUntil && of.ctx.today > charge.objectUntil) {
      return refuse('fact-window-passed', { until: dayText(charge.objectUntil) })
    }
  }
  // What took effect is reversed; what was withdrawn is.
  if (
    verb === 'fact.withdraw' &&
    (charge?.state === 'effective' || charge?.state === 'withdrawn')
  ) {
    return refuse(`fact-stage-${charge.state}`)
  }
  if (verb === 'fact.uphold' && charge?.state !== 'objected') {
    return refuse(`fact-stage-${charge?.state ?? 'told'}`)
  }
  return null
}

/** May do the step that is next; `what` null: whichever it is. */
function mayStep(what: Step['what'] | null): (of: Deciding) => Refusal | null {
  return ({ ctx, fact, counting }) => {
    const steps = stepsOf(counting, fact.body.occasion)
    const next = stageOf(fact) === 'proposed' ? nextStep(ctx.bureau, fact, steps) : null
    // When no step is left it is too late for everybody who could have done one: the stage says so.
    const may = (next ? [next] : steps).flatMap((step) => deciders(ctx.bureau, fact, step))
    if (may.includes(ctx.person) && (what === null || next === null || next.what === what)) {
      return null
    }
    const names = [...new Set(may)].map((id) => ctx.bureau.roster.nameOf(id))
    return refuse('not-allowed', { what: '审定加减分事项', who: names.join('、') || '目前无人' })
  }
}

/** Each may object to the own charge, not to another's. */
function mayObject({ ctx, fact, whose }: Deciding): Refusal | null {
  const charged = chargedIn(ctx.bureau, fact.body, fact.day)
  const own = charged.filter(({ tell }) => tell.includes(ctx.person))
  // Before they are told nobody has a charge to object to yet: the stage says so.
  if (own.some((each) => whose === null || each.whose === whose)) return null
  return refuse('not-allowed', { what: '提出异议', who: '被减分的本人' })
}

function mayRecall({ ctx, fact }: Deciding): Refusal | null {
  if (fact.recordedBy === ctx.person) return null
  const who = ctx.bureau.roster.nameOf(fact.recordedBy)
  return refuse('not-allowed', { what: '撤回记录', who })
}

/** Who hears objections; nobody on what charges themselves while somebody else can. */
function mayHear({ ctx, fact }: Deciding): Refusal | null {
  const refusal = mayNot(ctx.bureau, ctx.person, hearFacts, 'anything')
  if (refusal) return refusal
  return hearers(ctx.bureau, fact).includes(ctx.person) ? null : refuse('fact-own-charge')
}

/** The next step is done; after the last one everybody who is charged is told, and may object. */
async function pass(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact, counting } = deciding
  const steps = stepsOf(counting, fact.body.occasion)
  const step = nextStep(ctx.bureau, fact, steps)
  if (!step) return refuse(`fact-stage-${stageOf(fact)}`)
  write(deciding, step.what === 'verified' ? factVerified : factApproved, { role: step.role })
  // As it stands with this step done: one that nobody is left to verify falls to who approves.
  const passed = { what: step.what, role: step.role, by: ctx.person, at: ctx.now }
  const further = { ...fact, steps: [...fact.steps, { ...passed, whose: null, entry: '' }] }
  const following = nextStep(ctx.bureau, further, steps)
  if (following) {
    const card = { kind: 'approval', key: fact.id }
    const next = deciders(ctx.bureau, fact, following)
    const have = next.length > 0 ? next : hearers(ctx.bureau, fact)
    await sendCards(
      ctx,
      have.map((person) => ({ person, card })),
    )
    return done('fact-verified', { role: following.roleName })
  }
  await tellCharged(deciding)
  return done('fact-approved')
}

/** The card goes to everybody who is told; each window begins when the platform has brought it. */
async function tellCharged({ ctx, fact }: Deciding): Promise<void> {
  const card = { kind: 'fact', key: fact.id }
  const told = new Set<string>()
  let missed = false
  for (const { whose, tell } of chargedIn(ctx.bureau, fact.body, fact.day)) {
    const unknown = tell.filter((person) => !ctx.bureau.addresses.has(person))
    factSent.write(ctx, { about: fact.id, subject: whose, body: { unknown } })
    for (const person of tell) told.add(person)
    missed ||= isMissed(ctx.bureau, { whose, tell }, new Set())
  }
  if (missed) await askOffice(ctx, fact)
  // Who files it has it now; who recorded it reads it on the receipt.
  for (const person of filers(ctx.bureau, fact)) if (person !== fact.recordedBy) told.add(person)
  await sendCards(
    ctx,
    [...told].map((person) => ({ person, card })),
  )
}

/** The office has told it by word of mouth or on paper: the window begins today. */
async function handOver({ ctx, fact, whose, text }: Deciding): Promise<Outcome> {
  const charge =
    whose === null ? undefined : undelivered(ctx.bureau, fact).find((each) => each.whose === whose)
  if (!charge) return refuse(`fact-stage-${stageOf(fact)}`)
  tell(ctx, fact, { whose: charge.whose, how: text })
  return done('fact-handed-over')
}

/** Who recorded it gets the form again with everything filled in; the office where that one has left. */
async function sendBack(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact, counting } = deciding
  const step = nextStep(ctx.bureau, fact, stepsOf(counting, fact.body.occasion))
  write(deciding, factReturned, { role: step?.role ?? '' })
  const card = { kind: 'record', key: fact.id }
  await sendCards(
    ctx,
    recorders(ctx.bureau, fact).map((person) => ({ person, card })),
  )
  return done('fact-returned')
}

/** Nobody was told of it yet: nobody is told. */
async function recall(deciding: Deciding): Promise<Outcome> {
  write(deciding, factWithdrawn, {}, null)
  return done('fact-recalled')
}

async function object(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact, whose } = deciding
  // Who objects has it, whether or not the platform has said so yet.
  if (whose !== null && fact.charges.get(whose)?.state === 'sent')
    tell(ctx, fact, { whose, how: null })
  write(deciding, factObjected, {}, whose)
  const card = { kind: 'hearing', key: fact.id }
  await sendCards(
    ctx,
    hearers(ctx.bureau, fact).map((person) => ({ person, card })),
  )
  return done('fact-objected')
}

async function uphold(deciding: Deciding): Promise<Outcome> {
  const { whose } = deciding
  write(deciding, factUpheld, {}, whose)
  write({ ...deciding, text: '' }, factEffective, { ground: 'upheld' }, whose)
  await tellDecision(deciding)
  return done('fact-upheld')
}

async function withdraw(deciding: Deciding): Promise<Outcome> {
  const { fact, whose } = deciding
  // Where nobody else is charged, the whole fact falls with the charge.
  const others = [...fact.charges.values()].filter(
    (each) => each.whose !== whose && each.state !== 'withdrawn',
  )
  write(deciding, factWithdrawn, {}, others.length === 0 ? null : whose)
  await tellDecision(deciding)
  return done('fact-withdrawn')
}

async function reverse({ ctx, fact, text }: Deciding): Promise<Outcome> {
  await reverseFact(ctx, fact, text)
  return done('fact-reversed')
}

/** Takes an effective fact back, for everybody whom it charges, and tells them with the reason. Who may is looked at before. */
export async function reverseFact(ctx: Context, fact: FactRecord, text: string): Promise<void> {
  write({ ctx, fact, text }, factReversed, {}, null)
  await tellDecision({ ctx, fact, whose: null })
}

/** A decision about a person's matter is a new message to them. */
async function tellDecision({
  ctx,
  fact,
  whose,
}: Pick<Deciding, 'ctx' | 'fact' | 'whose'>): Promise<void> {
  for (const each of chargedIn(ctx.bureau, fact.body, fact.day)) {
    if (!fact.charges.has(each.whose) || (whose !== null && each.whose !== whose)) continue
    for (const person of each.tell) await sendCard(ctx, { person }, { kind: 'fact', key: fact.id })
  }
}

function write<B>(
  { ctx, fact, text }: Pick<Deciding, 'ctx' | 'fact' | 'text'>,
  kind: EntryKind<B>,
  body: B,
  subject?: string | null,
): void {
  kind.write(ctx, {
    about: fact.id,
    ...(subject === undefined || subject === null ? {} : { subject }),
    body,
    ...(text ? { personal: { reason: text } } : {}),
  })
}
