import { type Day, dayAt } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { actorText } from '../post/acted.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { hearFacts, readFacts } from './actions.js'
import { type Excused, excusedIn } from './excused.js'
import {
  type ChargeRecord,
  factsSlice,
  type FactRecord,
  type FactStage,
  type FactStep,
  stageOf,
} from './facts.js'
import { fieldsOf } from './fields.js'
import {
  chargedIn,
  countingOf,
  deciders,
  filers,
  hearers,
  nextStep,
  recorders,
  stepsOf,
  windowInWorkingDays,
} from './procedure.js'
import { type Effect, type MadeStep, waitsOf } from './record-view.js'
import { undelivered, windowOf } from './telling.js'
import { chargesOf, type ChargeShown, ruleOf, whomOf } from './shown.js'

/** What every card about a fact says. */
export interface FactDetails {
  id: string
  rule: string
  effect: Effect
  clause: string
  says: string
  charges: ChargeShown[]
  persons: string[]
  unit: string
  day: Day
  /** What the kind has besides: quantity with its unit word, sort, levels, occasion, answers, times, parts. */
  more: {
    quantity: { name: string; value: string; each: string } | null
    /** How often it happened; null for once. */
    times: string | null
    choices: string[]
    answers: { asks: string; answer: 'yes' | 'no' }[]
    sent: string
    done: string
    joint: { name: string; as: string }[]
  }
  matter: string
  note: string
  files: string[]
  recordedBy: string
  stage: FactStage
  steps: { what: FactStep['what']; by: string; on: Day; whose: string; text: string }[]
}

/** Before who does the next step; for who recorded it and the office its receipt. */
export interface ApprovalView {
  kind: 'approval'
  fact: FactDetails
  /** Whom leave, a trip or an outing excuses on its day by now, where it is a finding of attendance that nothing has come of yet. */
  excused: Excused[]
  /** Who has it now, and since when; null when every step is done. */
  waits: MadeStep['facts'][number]['waits']
  /** The step that the reader may do. */
  may: 'verified' | 'approved' | null
  mayRecall: boolean
  mayReverse: boolean
  /** Charges that the platform could not bring to anybody, before the office: it hands them over. */
  handOver: { whose: string; name: string; to: string[] }[]
  /** It was sent back and waits to be recorded anew by the reader. */
  mayRecordAgain: boolean
}

/** A charge before whom it falls on. */
export interface OwnCharge {
  whose: string
  name: string
  state: ChargeRecord['state']
  objectUntil: Day
  workingDaysLeft: number
  mayObject: boolean
}

/** Before the person it charges. */
export interface FactView {
  kind: 'fact'
  fact: FactDetails
  /** The reader's own charges; none for who only may read it. */
  charges: OwnCharge[]
  /** The last day may still change: the year's notice is not known. */
  provisional?: boolean
  /** Where to go when the window has passed. */
  office: string
}

/** An objection before the office. */
export interface Objection {
  whose: string
  name: string
  by: string
  text: string
  day: Day
  open: boolean
}

/** Objections before the office, each with its own decision. */
export interface HearingView {
  kind: 'hearing'
  fact: FactDetails
  objections: Objection[]
  mayDecide: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** Whether it charges the person, or a unit of theirs, and was not told yet: then it is none of their business. */
export function isTooEarly(
  seeing: Pick<Seeing, 'bureau'>,
  fact: FactRecord,
  person: string,
): boolean {
  const charged = chargedIn(seeing.bureau, fact.body, fact.day)
  const own = charged.filter(({ whose, tell }) => whose === person || tell.includes(person))
  return own.length > 0 && !own.some(({ whose }) => fact.charges.has(whose))
}

/**
 * Access: who does a step of it, who recorded it, the office; never whom it charges before they were told.
 * @refuses gone
 */
export async function viewApproval(seeing: Seeing, key: string): Promise<ApprovalView | GoneView> {
  const { bureau, person } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null) return gone
  const steps = stepsOf(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion)
  const mine = steps.some((step) => deciders(bureau, fact, step).includes(person))
  const hears = mayNot(bureau, person, hearFacts, 'anything') === null
  const recorded = fact.recordedBy === person
  if (!recorded && (isTooEarly(seeing, fact, person) || (!mine && !hears))) return gone
  const stage = stageOf(fact)
  const next = stage === 'proposed' ? nextStep(bureau, fact, steps) : null
  return {
    kind: 'approval',
    fact: await detailsOf(seeing, fact, null),
    excused: excusedIn(seeing, fact),
    waits: waitsOf(bureau, fact),
    may: next && deciders(bureau, fact, next).includes(person) ? next.what : null,
    mayRecall: recorded && stage === 'proposed',
    mayReverse: stage === 'effective' && hearers(bureau, fact).includes(person),
    handOver: !hearers(bureau, fact).includes(person)
      ? []
      : undelivered(bureau, fact).map(({ whose, tell }) => ({
          whose,
          name: nameIn(seeing, whose),
          to: tell.map((id) => bureau.roster.nameOf(id)),
        })),
    mayRecordAgain:
      recorders(bureau, fact).includes(person) && stage === 'returned' && fact.successor === null,
  }
}

/**
 * Access: those it charges, once they were told; who files it; and who may read facts of the person.
 * @refuses gone
 */
export async function viewFact(seeing: Seeing, key: string): Promise<FactView | GoneView> {
  const { bureau, person, today } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null || isTooEarly(seeing, fact, person)) return gone
  const charged = chargedIn(bureau, fact.body, fact.day).filter(({ tell }) => tell.includes(person))
  const own = charged.flatMap(({ whose }) => fact.charges.get(whose) ?? [])
  const subject = fact.body.persons[0]
  const target = subject === undefined ? { unit: fact.body.units[0] ?? '' } : { person: subject }
  const files = fact.charges.size > 0 && filers(bureau, fact).includes(person)
  if (own.length === 0 && !files && mayNot(bureau, person, readFacts, target)) return gone
  const counting = countingOf(bureau, fact.body.kind, fact.day)
  const charges = own.map(({ whose, state, objectUntil: told }) => {
    // Whoever reads it before the platform has said that it is there has it now.
    const objectUntil = told ?? windowOf(seeing, fact)
    return {
      ...{ whose, state, objectUntil },
      name: nameIn(seeing, whose),
      workingDaysLeft: seeing.calendar.workingDaysBetween(today, objectUntil),
      mayObject:
        fact.ended === null && (state === 'told' || state === 'sent') && today <= objectUntil,
    }
  })
  return {
    kind: 'fact',
    fact: await detailsOf(
      seeing,
      fact,
      charged.map(({ whose }) => whose),
    ),
    charges,
    provisional:
      windowInWorkingDays(counting, fact.body.occasion) &&
      charges.some((each) => each.mayObject && isProvisional(seeing, each.objectUntil)),
    office: bureau.roster
      .holders('assessment-office')
      .map((each) => each.name)
      .join('、'),
  }
}

/**
 * Access: `fact.hear`, and not whom it charges.
 * @refuses gone
 */
export async function viewHearing(seeing: Seeing, key: string): Promise<HearingView | GoneView> {
  const { bureau, person } = seeing
  const fact = seeing.collected.of(factsSlice).byId.get(key)
  if (!fact || person === null || mayNot(bureau, person, hearFacts, 'anything')) return gone
  if (isTooEarly(seeing, fact, person)) return gone
  const details = await detailsOf(seeing, fact, null)
  const objections = fact.steps.flatMap((step, index): Objection[] => {
    if (step.what !== 'objected') return []
    const whose = step.whose ?? ''
    return [
      {
        whose,
        name: nameIn(seeing, whose),
        by: bureau.roster.nameOf(step.by),
        text: details.steps[index]?.text ?? '',
        day: dayAt(step.at),
        open: fact.ended === null && fact.charges.get(whose)?.state === 'objected',
      },
    ]
  })
  return {
    kind: 'hearing',
    fact: details,
    objections,
    mayDecide: stageOf(fact) === 'objected' && hearers(bureau, fact).includes(person),
  }
}

function nameIn({ bureau: { roster } }: Seeing, id: string): string {
  return roster.unit(id) ? roster.unitNameOf(id) : roster.nameOf(id)
}

/**
 * What cards say of a fact. `own`: whose charges the reader's are; what others wrote about theirs is not shown then.
 * Null: the reader handles it and sees everything.
 */
async function detailsOf(
  seeing: Seeing,
  fact: FactRecord,
  own: readonly string[] | null,
): Promise<FactDetails> {
  const { bureau } = seeing
  const rule = ruleOf(bureau, fact)
  const entries = fact.steps.map((step) => step.entry)
  const texts = await textsOf(seeing.db, entries, ['reason', 'note', 'matter'])
  const files = await Promise.all((fact.body.files ?? []).map((id) => findFile(seeing.db, id)))
  const hears = seeing.person !== null && !mayNot(bureau, seeing.person, hearFacts, 'anything')
  const hidden = ({ whose }: FactStep): boolean =>
    own !== null && !hears && whose !== null && !own.includes(whose)
  return {
    id: fact.id,
    rule: rule?.name ?? fact.body.kind,
    effect: rule?.kind ?? 'record',
    clause: rule?.clause ?? '',
    says: rule?.says.text ?? '',
    charges: rule ? chargesOf(rule, fact.body.points) : [],
    persons: whomOf(bureau, fact),
    unit:
      fact.body.persons.length > 0
        ? fact.body.units.map((unit) => bureau.roster.unitNameOf(unit)).join('、')
        : '',
    day: fact.day,
    more: moreOf(seeing, fact),
    matter: texts.get(fact.id)?.matter ?? '',
    note: texts.get(fact.id)?.note ?? '',
    files: files.flatMap((file) => file?.name ?? []),
    recordedBy: bureau.roster.nameOf(fact.recordedBy),
    stage: stageOf(fact),
    steps: fact.steps.map((step) => ({
      what: step.what,
      by: step.by === 'system' ? '' : actorText(seeing, step.by, step.entry),
      on: dayAt(step.at),
      whose: step.whose === null || step.whose === step.by ? '' : nameIn(seeing, step.whose),
      text: hidden(step) ? '' : (texts.get(step.entry)?.reason ?? ''),
    })),
  }
}

function moreOf(seeing: Seeing, { body, day }: FactRecord): FactDetails['more'] {
  const fields = fieldsOf(countingOf(seeing.bureau, body.kind, day))
  const named = (all: readonly { id: string; name: string }[], ids: readonly string[]): string[] =>
    ids.map((id) => all.find((one) => one.id === id)?.name ?? id)
  const roles = fields.together?.how === 'by-role' ? fields.together.roles : []
  return {
    quantity:
      body.quantity === undefined
        ? null
        : {
            name: fields.quantity?.name ?? '',
            value: body.quantity,
            each: fields.quantity?.each ?? '',
          },
    times: body.times === undefined ? null : `${body.times}`,
    choices: [
      ...named(fields.occasions, body.occasion === undefined ? [] : [body.occasion]),
      ...named(fields.sorts, body.sort === undefined ? [] : [body.sort]),
      ...named(fields.levels, body.levels ?? []),
    ],
    answers: fields.questions.flatMap(({ id, asks }) => {
      const answer = body.answers?.[id]
      return answer === undefined ? [] : [{ asks, answer }]
    }),
    sent: (body.sent ?? '').replace('T', ' '),
    done: (body.done ?? '').replace('T', ' '),
    joint: (body.joint ?? []).map(({ who, as, share }) => ({
      name: nameIn(seeing, who),
      as: as === undefined ? (share ?? '') : (named(roles, [as])[0] ?? as),
    })),
  }
}
