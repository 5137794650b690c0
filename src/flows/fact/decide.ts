import { dayText } from '../../base/day.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { append } from '../../storage/ledger.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import type { FactIntent } from '../intents.js'
import { refreshCards, sendCard } from '../notices.js'
import { objectionUntil } from './objection-window.js'
import { approversOfFact, approvingRole, chargedBy } from './people.js'
import { readFact, type FactRecord, type FactStage } from './state.js'

interface Deciding {
  ctx: Context
  fact: FactRecord
  text: string
}

interface Decision {
  /** The stages in which it can be taken. */
  from: FactStage[]
  /** The text has to be given. */
  needsText: boolean
  may(deciding: Deciding): Refusal | null
  act(deciding: Deciding): Promise<Outcome>
}

const decisions: Record<FactIntent['verb'], Decision> = {
  'fact.approve': { from: ['proposed'], needsText: false, may: mayApprove, act: approve },
  'fact.return': { from: ['proposed'], needsText: true, may: mayApprove, act: sendBack },
  'fact.object': { from: ['told'], needsText: true, may: mayObject, act: object },
  'fact.uphold': { from: ['objected'], needsText: true, may: mayHear, act: uphold },
  'fact.withdraw': {
    from: ['proposed', 'told', 'objected'],
    needsText: true,
    may: mayHear,
    act: (deciding) => takeBack(deciding, 'fact.withdrawn'),
  },
  'fact.reverse': {
    from: ['effective'],
    needsText: true,
    may: mayHear,
    act: (deciding) => takeBack(deciding, 'fact.reversed'),
  },
}

/**
 * Decides on a fact. Refusals in this order: `fact-unknown`, `not-allowed`, `fact-stage` (somebody
 * decided already), `fact-window-passed`, `fact-text`. Clause: the rule's own procedure.
 */
export async function decideFact(ctx: Context, intent: FactIntent): Promise<Outcome> {
  const fact = await readFact(ctx.tx, ctx.bureau.id, intent.fact)
  if (!fact) return refuse('fact-unknown')
  const decision = decisions[intent.verb]
  const deciding = { ctx, fact, text: intent.text }
  const refusal = decision.may(deciding)
  if (refusal) return refusal
  if (!decision.from.includes(fact.stage)) return refuse(`fact-stage-${fact.stage}`)
  if (intent.verb === 'fact.object' && fact.objectUntil && ctx.today > fact.objectUntil) {
    return refuse('fact-window-passed', { until: dayText(fact.objectUntil) })
  }
  const wrong = decision.needsText && !intent.text ? [fault('text', 'fact-text')] : []
  return refuseForm(wrong) ?? decision.act(deciding)
}

function mayApprove({ ctx, fact }: Deciding): Refusal | null {
  const rule = ctx.bureau.scheme.rules.find((each) => each.id === fact.proposal.rule)
  const approvers = rule ? approversOfFact(ctx.bureau, rule, fact) : []
  if (approvers.includes(ctx.person)) return null
  const names = approvers.map((id) => ctx.bureau.roster.person(id)?.name ?? id)
  return refuse('not-allowed', { what: '审定加减分事项', who: names.join('、') || '目前无人' })
}

function mayObject({ ctx, fact }: Deciding): Refusal | null {
  if (chargedBy(ctx.bureau, fact).includes(ctx.person)) return null
  return refuse('not-allowed', { what: '提出异议', who: '被减分的本人' })
}

function mayHear({ ctx }: Deciding): Refusal | null {
  return mayNot(ctx.bureau, ctx.person, 'fact.hear', 'anything')
}

async function approve({ ctx, fact, text }: Deciding): Promise<Outcome> {
  const { bureau } = ctx
  const rule = bureau.scheme.rules.find((each) => each.id === fact.proposal.rule)
  const role = rule ? approvingRole(bureau, rule).id : ''
  write({ ctx, fact, text }, 'fact.approved', { role })
  const objectUntil = objectionUntil(bureau, rule, { on: ctx.today, calendar: ctx.calendar })
  for (const person of chargedBy(bureau, fact)) {
    write({ ctx, fact, text: '' }, 'fact.told', { objectUntil }, person)
    await sendCard(ctx, { person }, { kind: 'fact', key: fact.id })
  }
  await refreshCards(ctx, { kind: 'approval', key: fact.id })
  return done('fact-approved')
}

async function sendBack(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact } = deciding
  const rule = ctx.bureau.scheme.rules.find((each) => each.id === fact.proposal.rule)
  write(deciding, 'fact.returned', { role: rule ? approvingRole(ctx.bureau, rule).id : '' })
  await refreshCards(ctx, { kind: 'approval', key: fact.id })
  return done('fact-returned')
}

async function object(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact } = deciding
  write(deciding, 'fact.objected', {}, ctx.person)
  await refreshCards(ctx, { kind: 'fact', key: fact.id })
  for (const holder of ctx.bureau.roster.holders('assessment-office')) {
    await sendCard(ctx, { person: holder.id }, { kind: 'hearing', key: fact.id })
  }
  return done('fact-objected')
}

async function uphold(deciding: Deciding): Promise<Outcome> {
  const { ctx, fact } = deciding
  write(deciding, 'fact.upheld', {})
  write({ ctx, fact, text: '' }, 'fact.effective', { ground: 'upheld' })
  await refreshAll(ctx, fact)
  return done('fact-upheld')
}

async function takeBack(
  deciding: Deciding,
  kind: 'fact.withdrawn' | 'fact.reversed',
): Promise<Outcome> {
  write(deciding, kind, {})
  await refreshAll(deciding.ctx, deciding.fact)
  return done(kind === 'fact.withdrawn' ? 'fact-withdrawn' : 'fact-reversed')
}

async function refreshAll(ctx: Context, fact: FactRecord): Promise<void> {
  for (const kind of ['fact', 'hearing', 'approval'] as const) {
    await refreshCards(ctx, { kind, key: fact.id })
  }
}

function write(
  { ctx, fact, text }: Deciding,
  kind: string,
  body: Record<string, string>,
  subject?: string,
): void {
  append(ctx.tx, {
    bureau: ctx.bureau.id,
    cycle: ctx.bureau.cycle.id,
    kind,
    day: ctx.today,
    by: ctx.person,
    about: fact.id,
    subject: subject ?? fact.proposal.persons[0] ?? '',
    body,
    ...(text ? { personal: { reason: text } } : {}),
  })
}
