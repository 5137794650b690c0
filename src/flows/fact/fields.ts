import { type Points, points, zero } from '../../base/points.js'
import { isByWorkingTime } from '../../scoring/counting/deadline.js'
import { exclusionsOf } from '../../scoring/facts/exclusion.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { Amount, ChargedTo, Rule } from '../../scheme/model/rules.js'
import type { Jointly } from '../../scheme/model/sharing.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { partsOf } from '../../scheme/model/tree.js'
import { figureLimits } from '../limits.js'
import type { Counting } from './procedure.js'

/** One of several that a person chooses from. */
export interface Option {
  id: string
  name: string
}

/** A yes-no question; of which sorts it is asked, null: of all. */
export interface Question {
  id: string
  asks: string
  sorts: readonly string[] | null
  /** Without an answer nothing is recorded. */
  required: boolean
}

/** A figure that people set: on whom it falls, and between what it lies (both counted; `lowest` null: above 0). */
export interface FigureByHand {
  to: ChargedTo
  lowest: Points | null
  highest: Points
  /** Whether the end is the regulation's or that of its part; false where nothing says one. */
  bounded: boolean
  clause: string
}

/** How several who did something together are told apart. */
export type Together =
  | { how: 'by-role'; roles: readonly Option[] }
  | { how: 'by-share' }
  | { how: 'equally' }

/** What is asked of a kind of fact beside day, whom, matter and note: exactly what the rules that count it look at. */
export interface FactFields {
  quantity: { name: string; each: string; negative: boolean; days: boolean } | null
  sorts: readonly Option[]
  levels: readonly Option[]
  questions: readonly Question[]
  /** The chains by which it may come, where there are several. */
  occasions: readonly Option[]
  /** Null: each is a fact of their own. */
  together: Together | null
  /** Each person is a fact of their own, where one of several would be divided. */
  apart: boolean
  sent: boolean
  done: boolean
  /** Cycles whose working time it is timed by. */
  timedBy: readonly Pick<Counting['cycle'], 'id' | 'year' | 'scheme'>[]
  points: readonly FigureByHand[]
  /** One fact may stand for several alike: each rule counts it as often as it happened. */
  times: boolean
  evidence: 'required' | 'optional'
}

/** Whether whom it is about, the day, what happened and files are all that is asked of a fact about one person. */
export function asksNothingElse(fields: FactFields): boolean {
  const { quantity, sorts, levels, questions, occasions, sent, done, points } = fields
  if (quantity !== null || sent || done) return false
  const chosen = [...sorts, ...levels, ...occasions, ...points]
  return chosen.length === 0 && !questions.some(({ required }) => required)
}

/** What was found for the rules of a kind, as long as somebody looks at these. */
const found = new WeakMap<readonly Counting[], FactFields>()

/** What the rules ask, those of all cycles taken together. */
export function fieldsOf(counting: readonly Counting[]): FactFields {
  const fields = found.get(counting) ?? askedBy(counting)
  found.set(counting, fields)
  return fields
}

function askedBy(counting: readonly Counting[]): FactFields {
  const rules = counting.map(({ rule }) => rule)
  const clocks = counting.flatMap(clocksOf)
  return {
    quantity: quantityOf(rules),
    sorts: unique(rules.flatMap(({ sorts }) => sorts)),
    levels: unique(rules.flatMap(({ levels }) => levels)),
    questions: unique([
      ...rules.flatMap(({ condition }) =>
        condition?.inForce.value
          ? [{ ...condition, sorts: condition.sorts.value, required: true, name: '' }]
          : [],
      ),
      ...clocks.flatMap(({ extended }) =>
        extended
          ? [{ ...{ id: extended.condition, asks: extended.asks }, ...optional, name: '' }]
          : [],
      ),
    ]).map(({ id, asks, sorts, required }) => ({ id, asks, sorts, required })),
    occasions: occasionsOf(counting),
    together: togetherOf(counting),
    apart: counting.some(
      (each) => each.rule.per.value === 'person-time' && jointlyOf(each).how !== 'full',
    ),
    sent: clocks.length > 0 || counting.some(isCountedWhenSent),
    done: clocks.length > 0,
    timedBy: counting.flatMap((each) => (clocksOf(each).some(isByWorkingTime) ? [each.cycle] : [])),
    points: figuresOf(counting),
    times: clocks.length === 0 && counting.every(isCountedEachTime),
    evidence: rules.some(({ evidence }) => evidence === 'required') ? 'required' : 'optional',
  }
}

/** Whether a rule's figure counts as often as it happened: not by a quantity, not once, not by a figure that people set. */
function isCountedEachTime({ cycle: { scheme }, rule }: Counting): boolean {
  if (rule.quantity !== null || rule.per.value === 'quantity') return false
  if (rule.kind !== 'points' || rule.once.value !== 'no') return false
  if (exclusionsOf(scheme).has(rule.id)) return false
  return !rule.charges.some(({ amount }) => amount.value.kind === 'entered')
}

const optional = { sorts: null, required: false }

function unique<T extends Option>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

function quantityOf(rules: readonly Rule[]): FactFields['quantity'] {
  const measuring = rules.filter(
    ({ quantity, per }) => quantity !== null || per.value === 'quantity',
  )
  const [first] = measuring
  if (!first) return null
  return {
    name: measuring.find(({ quantity }) => quantity)?.quantity?.name ?? '',
    each: first.each,
    negative: measuring.some(({ against }) => against !== null),
    days: measuring.some(({ quantity }) => quantity?.days ?? false),
  }
}

/** The clocks that time facts of this rule. */
function clocksOf({ cycle: { scheme }, rule }: Counting): Scheme['clocks'] {
  const timed = scheme.rules.flatMap(({ derived }) =>
    derived?.kind === 'clock' && derived.of === rule.id ? [derived.clock] : [],
  )
  return scheme.clocks.filter(({ id }) => timed.includes(id))
}

function isCountedWhenSent({ cycle: { scheme }, rule }: Counting): boolean {
  return scheme.counters.some(
    ({ rules, on }) => on.value === 'sent' && rules.value.includes(rule.id),
  )
}

function occasionsOf(counting: readonly Counting[]): Option[] {
  const chains = counting.flatMap(({ cycle, rule }) =>
    cycle.scheme.procedures.filter((each) => rule.procedures.includes(each.id)),
  )
  const named = unique(
    chains.flatMap(({ occasion, name }) => (occasion === null ? [] : [{ id: occasion, name }])),
  )
  return named.length > 1 ? named : []
}

/** A matter of several counts as one where a rule divides it; what each person costs apart is recorded apart. */
function togetherOf(counting: readonly Counting[]): Together | null {
  const shared = counting.flatMap((each) => {
    const { how, part } = jointlyOf(each)
    return each.rule.per.value === 'person-time' || how === 'full' ? [] : [{ how, part }]
  })
  const byHow = (how: Jointly) => shared.filter((each) => each.how === how)
  const roles = unique(byHow('by-role').flatMap(({ part }) => part?.jointRoles ?? []))
  if (roles.length > 0) {
    return { how: 'by-role', roles: roles.map(({ id, name }) => ({ id, name })) }
  }
  if (byHow('by-share').length > 0) return { how: 'by-share' }
  return shared.length > 0 ? { how: 'equally' } : null
}

function jointlyOf({ cycle, rule }: Counting): { how: Jointly; part: DeductionPart | null } {
  const part = deductionOf(cycle.scheme, rule.part.value)
  return { how: (rule.jointly ?? part?.jointly)?.value ?? 'full', part }
}

function deductionOf(scheme: Scheme, id: string | null): DeductionPart | null {
  const part = id === null ? undefined : partsOf(scheme.total).find((each) => each.id === id)
  return part?.kind === 'deduction' ? part : null
}

function figuresOf(counting: readonly Counting[]): FigureByHand[] {
  const byWhom = new Map<ChargedTo, FigureByHand>()
  for (const { cycle, rule } of counting) {
    for (const charge of rule.charges) {
      const amount = charge.amount.value
      if (amount.kind !== 'entered' || !charge.inForce.value) continue
      const to = charge.to.value
      const made = boundsOf(amount, deductionOf(cycle.scheme, rule.part.value))
      const known = byWhom.get(to)
      byWhom.set(to, { to, clause: rule.clause, ...(known ? narrower(known, made) : made) })
    }
  }
  return [...byWhom.values()]
}

type Bounds = Pick<FigureByHand, 'lowest' | 'highest' | 'bounded'>

/** The scheme's bounds, else the points of the part: what it has to lose, or to gain. */
function boundsOf(
  amount: Extract<Amount, { kind: 'entered' }>,
  part: DeductionPart | null,
): Bounds {
  const { lowest, highest, sign } = amount
  const ends = part
    ? [part.points, sign < 0 ? part.start : (part.cap.value?.minus(part.start) ?? null)]
    : []
  const end = highest ?? ends.find((each) => each?.greaterThan(zero)) ?? null
  return { lowest, highest: end ?? points(figureLimits.whole), bounded: end !== null }
}

function narrower(a: Bounds, b: Bounds): Bounds {
  const lowest = [a.lowest, b.lowest].flatMap((each) => each ?? [])
  return {
    lowest: lowest.reduce<Points | null>(
      (most, each) => (most?.greaterThan(each) ? most : each),
      null,
    ),
    highest: a.highest.lessThan(b.highest) ? a.highest : b.highest,
    bounded: a.bounded || b.bounded,
  }
}
