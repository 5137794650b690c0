import type { Day } from '../../base/day.js'
import { exactText } from '../../base/points.js'
import type { ChargedTo, Rule } from '../../scheme/model/rules.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Bureau, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { windowIsProvisional } from './objection-window.js'
import { approversOfFact, approvingRole, chargedBy } from './people.js'
import { draftOf } from './propose.js'
import { readFact, readFacts, type FactRecord, type FactStage } from './state.js'

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
  steps: { stage: FactStage; by: string; day: Day; text: string }[]
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

/** Before who approves. */
export interface ApprovalView {
  kind: 'approval'
  fact: FactDetails
  role: string
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

/** Access: `fact.record`. */
export async function viewRecord(seeing: Seeing): Promise<RecordView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayNot(bureau, person, 'fact.record', 'anything')) return gone
  const draft = await getDraft(seeing.db, draftOf({ bureau, person }))
  const chosen = draft?.body
  const unit =
    typeof chosen === 'object' &&
    chosen !== null &&
    'unit' in chosen &&
    typeof chosen.unit === 'string'
      ? chosen.unit
      : null
  const tiers = new Set(bureau.scheme.tiers.map((tier) => tier.id))
  const assessed = bureau.roster.assessed.filter((each) => each.tier && tiers.has(each.tier))
  const facts = await readFacts(seeing.db, { bureau: bureau.id, cycle: bureau.cycle.id })
  return {
    kind: 'record',
    units: bureau.roster.units
      .filter((each) => assessed.some((one) => bureau.roster.unitOf(one.id) === each.id))
      .map(({ id, name }) => ({ id, name })),
    unit,
    people: assessed
      .filter((each) => bureau.roster.unitOf(each.id) === unit)
      .map(({ id, name }) => ({ id, name })),
    rules: bureau.scheme.rules
      .filter((rule) => rule.kind === 'points')
      .map((rule) => ({
        id: rule.id,
        name: rule.name,
        clause: rule.clause,
        charges: chargesOf(rule),
      })),
    today: seeing.today,
    recent: facts
      .slice(-5)
      .reverse()
      .map((fact) => ({
        name: names(bureau, fact.proposal.persons),
        rule: ruleOf(bureau, fact)?.name ?? fact.proposal.rule,
        day: fact.day,
        stage: fact.stage,
      })),
  }
}

/** Access: who approves facts of this rule, the office. */
export async function viewApproval(seeing: Seeing, key: string): Promise<ApprovalView | GoneView> {
  const found = await find(seeing, key)
  if (!found || seeing.person === null) return gone
  const { fact, rule } = found
  const approver = approversOfFact(seeing.bureau, rule, fact).includes(seeing.person)
  if (!approver && mayNot(seeing.bureau, seeing.person, 'fact.hear', 'anything')) return gone
  return {
    kind: 'approval',
    fact: details(seeing.bureau, fact, rule),
    role: approvingRole(seeing.bureau, rule).name,
    mayDecide: approver && fact.stage === 'proposed',
  }
}

/** Access: those it charges, once they were told; and who may read facts of the person. */
export async function viewFact(seeing: Seeing, key: string): Promise<FactView | GoneView> {
  const found = await find(seeing, key)
  const { bureau, person, today } = seeing
  if (!found || person === null) return gone
  const { fact, rule } = found
  const told = fact.steps.some((step) => step.stage === 'told')
  const charged = told && chargedBy(bureau, fact).includes(person)
  const subject = fact.proposal.persons[0] ?? ''
  const own = subject === person && !told
  if (own || (!charged && mayNot(bureau, person, 'fact.read', { person: subject }))) return gone
  const open = fact.stage === 'told' && fact.objectUntil !== null && today <= fact.objectUntil
  return {
    kind: 'fact',
    fact: details(bureau, fact, rule),
    objectUntil: fact.objectUntil,
    provisional:
      open && fact.objectUntil !== null && windowIsProvisional(seeing, rule, fact.objectUntil),
    workingDaysLeft:
      open && fact.objectUntil ? seeing.calendar.workingDaysBetween(today, fact.objectUntil) : null,
    mayObject: open && charged,
    office: names(
      bureau,
      bureau.roster.holders('assessment-office').map((each) => each.id),
    ),
  }
}

/** Access: `fact.hear`. */
export async function viewHearing(seeing: Seeing, key: string): Promise<HearingView | GoneView> {
  const found = await find(seeing, key)
  if (!found || seeing.person === null) return gone
  if (mayNot(seeing.bureau, seeing.person, 'fact.hear', 'anything')) return gone
  const { fact, rule } = found
  const objected = fact.steps.findLast((step) => step.stage === 'objected')
  return {
    kind: 'hearing',
    fact: details(seeing.bureau, fact, rule),
    objection: objected
      ? { by: seeing.bureau.roster.nameOf(objected.by), text: objected.text, day: objected.day }
      : null,
    mayDecide: fact.stage === 'objected',
  }
}

async function find(seeing: Seeing, key: string): Promise<{ fact: FactRecord; rule: Rule } | null> {
  const fact = await readFact(seeing.db, seeing.bureau.id, key)
  const rule = fact ? ruleOf(seeing.bureau, fact) : undefined
  return fact && rule ? { fact, rule } : null
}

function ruleOf(bureau: Bureau, fact: FactRecord): Rule | undefined {
  return bureau.scheme.rules.find((rule) => rule.id === fact.proposal.rule)
}

function names(bureau: Bureau, people: readonly string[]): string {
  return people.map((person) => bureau.roster.nameOf(person)).join('、')
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

function details(bureau: Bureau, fact: FactRecord, rule: Rule): FactDetails {
  return {
    id: fact.id,
    rule: rule.name,
    clause: rule.clause,
    says: rule.says.text,
    charges: chargesOf(rule, fact.proposal.points),
    persons: fact.proposal.persons.map((person) => bureau.roster.nameOf(person)),
    unit: fact.proposal.unit ? bureau.roster.unitNameOf(fact.proposal.unit) : '',
    day: fact.day,
    matter: fact.proposal.matter ?? '',
    note: fact.note,
    recordedBy: bureau.roster.nameOf(fact.recordedBy),
    stage: fact.stage,
    steps: fact.steps.map((step) => ({
      stage: step.stage,
      by: step.by === 'system' ? '期满自动' : bureau.roster.nameOf(step.by),
      day: step.day,
      text: step.whom ? bureau.roster.nameOf(step.whom) : step.text,
    })),
  }
}
