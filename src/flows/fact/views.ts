import { type Day, dayAt } from '../../base/day.js'
import { exactText } from '../../base/points.js'
import type { ChargedTo, Rule } from '../../scheme/model/rules.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Bureau, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { hearFacts, readFacts } from './actions.js'
import { factsSlice, type FactRecord, type FactStage, type FactStep, stageOf } from './facts.js'
import {
  chargedIn,
  countingOf,
  deciders,
  mayRecordKind,
  nextStep,
  stepsOf,
  windowInWorkingDays,
} from './procedure.js'
import { kindsOf, mayRecordAny, recordDraft } from './propose.js'

/** What every card about a fact says. */
export interface FactDetails {
  id: string
  rule: string
  clause: string
  says: string
  /** Signed figures by who is charged; `null` points: entered by hand. */
  charges: { to: ChargedTo; points: string | null }[]
  persons: string[]
  unit: string
  day: Day
  matter: string
  note: string
  recordedBy: string
  stage: FactStage
  steps: { what: FactStep['what']; by: string; on: Day; whose: string; text: string }[]
}

/** The office's form. */
export interface RecordView {
  kind: 'record'
  units: { id: string; name: string }[]
  unit: string | null
  people: { id: string; name: string }[]
  rules: { id: string; name: string; clause: string; charges: FactDetails['charges'] }[]
  today: Day
  recent: { name: string; rule: string; day: Day; stage: FactStage }[]
}

/** Before who does the next step; afterwards its receipt. */
export interface ApprovalView {
  kind: 'approval'
  fact: FactDetails
  /** The step that is next, and who holds it by role; null when all are done. */
  step: { what: 'verified' | 'approved'; role: string } | null
  mayDecide: boolean
}

/** Before the person it charges. */
export interface FactView {
  kind: 'fact'
  fact: FactDetails
  objectUntil: Day | null
  /** The last day may still change: the year's notice is not known. */
  provisional?: boolean
  workingDaysLeft: number | null
  mayObject: boolean
  /** Where to go when the window has passed. */
  office: string
}

/** An objection before the office. */
export interface HearingView {
  kind: 'hearing'
  fact: FactDetails
  objection: { by: string; text: string; day: Day } | null
  mayDecide: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** Access: who may record facts of any kind. */
export async function viewRecord(seeing: Seeing): Promise<RecordView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayRecordAny(bureau, person)) return gone
  const draft = await getDraft(seeing.db, recordDraft({ bureau, person }))
  const unit = unitIn(draft?.body)
  const assessed = assessedOf(bureau)
  const mine = [...kindsOf(bureau)].filter(([, counting]) =>
    mayRecordKind(bureau, person, counting),
  )
  const recent = [...seeing.collected.of(factsSlice).byId.values()].slice(-5).reverse()
  return {
    kind: 'record',
    units: bureau.roster.units
      .filter((each) => assessed.some((one) => one.unit === each.id))
      .map(({ id, name }) => ({ id, name })),
    unit,
    people: assessed.filter((each) => each.unit === unit).map(({ id, name }) => ({ id, name })),
    rules: mine.flatMap(([kind, [first]]) =>
      first
        ? [
            {
              id: kind,
              name: first.rule.name,
              clause: first.rule.clause,
              charges: chargesOf(first.rule),
            },
          ]
        : [],
    ),
    today: seeing.today,
    recent: recent.map((fact) => ({
      name: namesOf(bureau, fact),
      rule: ruleOf(bureau, fact)?.name ?? fact.body.kind,
      day: fact.day,
      stage: stageOf(fact),
    })),
  }
}

function unitIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('unit' in body)) return null
  return typeof body.unit === 'string' ? body.unit : null
}

/** Everybody and every unit that a running cycle scores, each once, with the unit under which one looks. */
function assessedOf(bureau: Bureau): { id: string; name: string; unit: string | null }[] {
  const all = new Map<string, { id: string; name: string; unit: string | null }>()
  for (const cycle of bureau.cycles) {
    for (const { id, name, unit } of cycle.assessees) all.set(id, { id, name, unit })
  }
  return [...all.values()]
}

/** Access: who does a step on facts like this, who recorded it, the office. */
export async function viewApproval(seeing: Seeing, key: string): Promise<ApprovalView | GoneView> {
  const { bureau, person } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null) return gone
  const steps = stepsOf(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion)
  const mine = steps.some((step) => deciders(bureau, fact, step).includes(person))
  if (!mine && fact.recordedBy !== person && mayNot(bureau, person, hearFacts, 'anything')) {
    return gone
  }
  const next = stageOf(fact) === 'proposed' ? nextStep(bureau, fact, steps) : null
  return {
    kind: 'approval',
    fact: await detailsOf(seeing, fact),
    step: next && { what: next.what, role: next.roleName },
    mayDecide: next !== null && deciders(bureau, fact, next).includes(person),
  }
}

/** Access: those it charges, once they were told; and who may read facts of the person. */
export async function viewFact(seeing: Seeing, key: string): Promise<FactView | GoneView> {
  const { bureau, person, today } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null) return gone
  const charged = chargedIn(bureau, fact.body, fact.day).filter(({ tell }) => tell.includes(person))
  const charge = charged.map(({ whose }) => fact.charges.get(whose)).find((each) => each)
  // Before it is told, a fact is none of the business of whom it charges.
  const early = charged.length > 0 && !charge
  const subject = fact.body.persons[0]
  const target = subject === undefined ? { unit: fact.body.units[0] ?? '' } : { person: subject }
  if (early || (!charge && mayNot(bureau, person, readFacts, target))) return gone
  const open = charge?.state === 'told' && today <= charge.objectUntil
  return {
    kind: 'fact',
    fact: await detailsOf(seeing, fact),
    objectUntil: charge?.objectUntil ?? null,
    provisional:
      open &&
      windowInWorkingDays(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion) &&
      isProvisional(seeing, charge.objectUntil),
    workingDaysLeft:
      open && charge ? seeing.calendar.workingDaysBetween(today, charge.objectUntil) : null,
    mayObject: open,
    office: bureau.roster
      .holders('assessment-office')
      .map((each) => each.name)
      .join('、'),
  }
}

/** Access: `fact.hear`. */
export async function viewHearing(seeing: Seeing, key: string): Promise<HearingView | GoneView> {
  const { bureau, person } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null || mayNot(bureau, person, hearFacts, 'anything')) return gone
  const details = await detailsOf(seeing, fact)
  const objected = details.steps.findLast((step) => step.what === 'objected')
  return {
    kind: 'hearing',
    fact: details,
    objection: objected ? { by: objected.by, text: objected.text, day: objected.on } : null,
    mayDecide: stageOf(fact) === 'objected',
  }
}

/** The first rule of a running cycle that counts a fact: what cards call it. */
export function ruleOf(bureau: Bureau, fact: FactRecord): Rule | undefined {
  const inYear = countingOf(bureau, fact.body.kind, fact.day)[0]
  return (inYear ?? countingOf(bureau, fact.body.kind, null)[0])?.rule
}

/** Whom a fact is about: the persons it names, else the units. */
export function namesOf(bureau: Bureau, fact: FactRecord): string {
  return whomOf(bureau, fact).join('、')
}

function whomOf(bureau: Bureau, { body }: FactRecord): string[] {
  if (body.persons.length > 0) return body.persons.map((one) => bureau.roster.nameOf(one))
  return body.units.map((unit) => bureau.roster.unitNameOf(unit))
}

function chargesOf(rule: Rule, entered?: Record<string, string>): FactDetails['charges'] {
  return rule.charges.map((charge) => {
    const to = charge.to.value
    const amount = charge.amount.value
    if (amount.kind === 'figure') return { to, points: exactText(amount.points) }
    if (amount.kind !== 'entered') return { to, points: '0' }
    const byHand = entered?.[to]
    return { to, points: byHand ? `${amount.sign < 0 ? '-' : ''}${byHand}` : null }
  })
}

async function detailsOf(seeing: Seeing, fact: FactRecord): Promise<FactDetails> {
  const { bureau } = seeing
  const rule = ruleOf(bureau, fact)
  const entries = fact.steps.map((step) => step.entry)
  const reasons = await textsOf(seeing.db, entries, ['reason', 'note', 'matter'])
  const whoIs = (id: string): string =>
    bureau.roster.unit(id) ? bureau.roster.unitNameOf(id) : bureau.roster.nameOf(id)
  return {
    id: fact.id,
    rule: rule?.name ?? fact.body.kind,
    clause: rule?.clause ?? '',
    says: rule?.says.text ?? '',
    charges: rule ? chargesOf(rule, fact.body.points) : [],
    persons: whomOf(bureau, fact),
    unit:
      fact.body.persons.length > 0
        ? fact.body.units.map((unit) => bureau.roster.unitNameOf(unit)).join('、')
        : '',
    day: fact.day,
    matter: reasons.get(fact.id)?.matter ?? '',
    note: reasons.get(fact.id)?.note ?? '',
    recordedBy: bureau.roster.nameOf(fact.recordedBy),
    stage: stageOf(fact),
    steps: fact.steps.map((step) => ({
      what: step.what,
      by: step.by === 'system' ? '期满自动' : bureau.roster.nameOf(step.by),
      on: dayAt(step.at),
      whose: step.whose === null || step.whose === step.by ? '' : whoIs(step.whose),
      text: reasons.get(step.entry)?.reason ?? '',
    })),
  }
}
