import { bug } from '../../base/bug.js'
import { type Day, isDay, yearIn } from '../../base/day.js'
import { newId } from '../../base/ids.js'
import { isFigure, points, zero } from '../../base/points.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import type { Rule } from '../../scheme/model/rules.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { done, type Bureau, type Context, type Outcome } from '../context.js'
import { sendCard } from '../notices.js'
import { figureLimits } from '../limits.js'
import { type FactBody, factProposed } from './entries.js'
import { factsSlice, type FactRecord } from './facts.js'
import type { RecordIntent } from './intents.js'
import {
  type Counting,
  countingOf,
  deciders,
  mayRecordKind,
  nextStep,
  stepsOf,
} from './procedure.js'
import { textsOf } from '../texts.js'

type Submitted = Extract<RecordIntent, { verb: 'record.submit' }>

/** Narrows the form to the people of a unit. Refusals: `not-allowed`, `record-unit`. */
export async function chooseUnit(ctx: Context, unit: string): Promise<Outcome> {
  const refusal = mayRecordAny(ctx.bureau, ctx.person)
  if (refusal) return refusal
  if (!ctx.bureau.roster.unit(unit)) return refuse('record-unit')
  await putDraft(ctx.tx, recordDraft(ctx), { unit })
  return done('refreshed')
}

/** Where the form keeps the unit that was chosen. */
export function recordDraft(ctx: { bureau: { id: string }; person: string }) {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'record', key: 'new' }
}

/** Every kind of fact that a running cycle counts, with the rules that count it; in the order of the schemes. */
export function kindsOf(bureau: Bureau): Map<string, Counting[]> {
  const kinds = new Map<string, Counting[]>()
  for (const cycle of bureau.cycles) {
    for (const kind of cycle.countedBy.keys()) {
      if (!kinds.has(kind)) kinds.set(kind, countingOf(bureau, kind, null))
    }
  }
  return kinds
}

/** Null where the person may record facts of some kind; else `not-allowed`. */
export function mayRecordAny(bureau: Bureau, person: string): Refusal | null {
  for (const counting of kindsOf(bureau).values()) {
    if (mayRecordKind(bureau, person, counting)) return null
  }
  return refuse('not-allowed', { what: '记录加减分事项', who: officeNames(bureau) })
}

function officeNames(bureau: Bureau): string {
  return bureau.roster
    .holders('assessment-office')
    .map((one) => one.name)
    .join('、')
}

/**
 * Proposes a fact: it costs nothing until it went through its procedure, was told and not objected to in time.
 * Refusals in this order: `not-allowed`; then of all fields at once `record-person`, `record-rule`, `record-day`,
 * `record-day-future`, `record-day-outside`, `record-note`, `record-points`, `record-points-fixed`; then
 * `record-no-approver`; `record-duplicate`.
 */
export async function proposeFact(ctx: Context, input: Submitted): Promise<Outcome> {
  const { bureau } = ctx
  const denied = mayNotRecord(bureau, ctx.person, input.kind)
  if (denied) return denied
  const checked = check(ctx, input)
  if (isRefusal(checked)) return checked
  const { body, on, name, counting, rule } = checked
  const deciding = firstDeciders(ctx, body, on, counting)
  if (deciding.length === 0) {
    return refuseForm([fault('rule', 'record-no-approver', { clause: rule.clause })])
  }
  const matter = await matterOf(ctx, input.matter)
  const facts = ctx.collected.of(factsSlice).byWho.get(input.person) ?? []
  if (facts.some((fact) => isTwin(fact, { kind: input.kind, on, matter }))) {
    return refuseForm([fault('matter', 'record-duplicate', { name, rule: rule.name })])
  }
  const fact = factProposed.write(ctx, {
    day: on,
    subject: input.person,
    body: { ...body, ...(matter === null ? {} : { matter }) },
    personal: { note: input.note, ...(input.matter ? { matter: input.matter } : {}) },
  })
  await deleteDraft(ctx.tx, recordDraft(ctx))
  for (const person of deciding) {
    await sendCard(ctx, { person }, { kind: 'approval', key: fact })
  }
  return done('fact-proposed', { name, rule: rule.name })
}

/** Who does the first step on what is recorded: not who records it, and nobody whom it charges. */
function firstDeciders(ctx: Context, body: FactBody, day: Day, counting: Counting[]): string[] {
  const recorded = { body, day, recordedBy: ctx.person, steps: [] }
  const first = nextStep(ctx.bureau, recorded, stepsOf(counting, body.occasion))
  return first ? deciders(ctx.bureau, recorded, first) : []
}

/** Null where the person may record this kind, or some kind where it is none of ours; else `not-allowed`. */
function mayNotRecord(bureau: Bureau, person: string, kind: string): Refusal | null {
  const counting = kindsOf(bureau).get(kind)
  if (!counting || mayRecordKind(bureau, person, counting)) return mayRecordAny(bureau, person)
  return refuse('not-allowed', { what: '记录加减分事项', who: officeNames(bureau) })
}

function isTwin(fact: FactRecord, of: { kind: string; on: Day; matter: string | null }): boolean {
  const { kind, matter = null } = fact.body
  return kind === of.kind && fact.day === of.on && fact.ended === null && matter === of.matter
}

/** The id of a matter by its name: one that a fact of the bureau has already, else a new one; null without a name. */
async function matterOf(ctx: Context, name: string): Promise<string | null> {
  if (name === '') return null
  const { byMatter } = ctx.collected.of(factsSlice)
  const firsts = [...byMatter].map(([id, facts]) => ({ id, fact: facts[0]?.id ?? '' }))
  const names = await textsOf(
    ctx.tx,
    firsts.map((each) => each.fact),
    ['matter'],
  )
  return firsts.find((each) => names.get(each.fact)?.matter === name)?.id ?? newId()
}

/** What a right form says. */
interface Checked {
  body: FactBody
  on: Day
  /** The person or unit that it is about. */
  name: string
  counting: Counting[]
  rule: Rule
}

/** What the form says, or everything that is wrong in it. */
function check(ctx: Context, input: Submitted): Checked | Refusal {
  const { bureau } = ctx
  const { person: who, day: on, kind } = input
  const counting = kindsOf(bureau).get(kind) ?? []
  const scored = bureau.cycles.some((cycle) => isAbout(cycle, who))
  const refusal = refuseForm([
    ...(scored ? [] : [fault('person', 'record-person')]),
    ...(counting.length > 0 ? [] : [fault('rule', 'record-rule')]),
    ...checkDay(ctx, on, counting),
    ...(input.note ? [] : [fault('note', 'record-note')]),
    ...counting.slice(0, 1).flatMap(({ rule }) => checkPoints(rule, input.points)),
  ])
  if (refusal) return refusal
  const [first] = counting
  if (!first || !isDay(on)) return bug('wrong without a fault')
  const unit = bureau.roster.unit(who)
  const units = unit ? [unit.id] : [bureau.roster.unitOf(who) ?? []].flat()
  return {
    on,
    counting: countingOf(bureau, kind, on),
    rule: first.rule,
    name: unit ? unit.name : bureau.roster.nameOf(who),
    body: {
      kind,
      persons: unit ? [] : [who],
      units,
      ...(input.points ? { points: { [unit ? 'unit' : 'person']: input.points } } : {}),
    },
  }
}

/** Whether a cycle scores the person or unit, or a unit that the person belongs to. */
function isAbout(cycle: Counting['cycle'], who: string): boolean {
  return cycle.byId.has(who) || cycle.members.some((member) => member.id === who)
}

/** The day has come, and lies in the year of a cycle that counts the kind. */
function checkDay(ctx: Context, on: string, counting: readonly Counting[]): Fault[] {
  if (!isDay(on)) return [fault('day', 'record-day')]
  if (on > ctx.today) return [fault('day', 'record-day-future')]
  const years = new Set(counting.map(({ cycle }) => `${cycle.year}`))
  if (years.size === 0 || years.has(yearIn(on))) return []
  return [fault('day', 'record-day-outside', { year: [...years].join('、') })]
}

function checkPoints(rule: Rule, entered: string): Fault[] {
  const { clause } = rule
  const byHand = rule.charges.flatMap(({ amount: { value } }) =>
    value.kind === 'entered' ? [value] : [],
  )
  if (byHand.length === 0) {
    return entered ? [fault('points', 'record-points-fixed', { clause })] : []
  }
  const most = byHand.reduce(
    (least, { highest }) => (highest?.lessThan(least) ? highest : least),
    points(figureLimits.whole),
  )
  const right =
    isFigure(entered) &&
    points(entered).greaterThan(zero) &&
    !points(entered).greaterThan(most) &&
    points(entered).decimalPlaces() <= figureLimits.decimals &&
    byHand.every(({ lowest }) => lowest === null || !points(entered).lessThan(lowest))
  const values = { clause, max: most.toFixed(), decimals: `${figureLimits.decimals}` }
  return right ? [] : [fault('points', 'record-points', values)]
}
