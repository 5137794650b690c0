import { day } from '../../base/day.js'
import { exactText, sum } from '../../base/points.js'
import { buildDerived } from './counting.js'
import { buildObjection } from './deadlines.js'
import { buildAgainst, jointlyWord, withRange } from './sharing.js'
import type {
  Amount,
  Charge,
  ChargedTo,
  Condition,
  Exclusion,
  Procedure,
  Rule,
  Within,
} from '../model/rules.js'
import type { Side } from '../model/sharing.js'
import type { Setting } from '../model/words.js'
import { mapSetting, plain, type Place } from './place.js'
import type { Word } from './reader.js'
import type { Draft, RuleDraft } from '../shape/scheme.js'
import { checkSource } from './telemetry.js'
import { listOf, oneOf, yesOrNo } from '../language/words.js'
import { amountWord, partOr, sideOf } from './words.js'

function quantityOf({ quantity }: RuleDraft): Rule['quantity'] {
  if (quantity === undefined) return null
  return { id: quantity.id, name: quantity.name, days: quantity.measure === 'calendar-days' }
}

const chargedTo = oneOf<ChargedTo>('person', 'head', 'members', 'unit', 'branch')
const withins = ['matter', 'day', 'week', 'month', 'quarter', 'half-year', 'year'] as const

/** One rule; its sentence must have been registered (figures of other rules may be referred to). */
export function buildRule(draft: RuleDraft, at: Place): Rule {
  const says = at.reader.sentence(draft.rule, [...at.path, 'says'], draft.says)
  const made = draft.charges.map((one, index) => {
    const place = at.below('charges', index)
    return draft.against === undefined ? chargeOf(one, place) : chargeBySide(one, place)
  })
  const charges = made.map(({ charge }) => charge)
  checkCharges(draft, at, charges)
  const sorts = listOf(...draft.sorts.map((one) => one.id))
  return {
    id: draft.rule,
    name: draft.name,
    clause: draft.clause,
    says,
    kind: draft.kind,
    counts: draft.facts ?? [draft.rule],
    part: partOfRule(draft, at),
    per: at.set('per', draft.per, oneOf('occurrence', 'person-time', 'quantity'), 'occurrence'),
    each: draft.each ?? (draft.per === 'person-time' ? '人次' : '次'),
    charges,
    jointly:
      draft.jointly === undefined ? null : at.set('jointly', draft.jointly, jointlyWord, 'full'),
    against: buildAgainst(
      draft,
      at,
      made.map(({ side }) => side),
    ),
    condition: questionOf(draft, at.below('question')),
    quantity: quantityOf(draft),
    sorts: draft.sorts,
    countsSorts: at.set<string[] | null>('only', draft.only, orAll(sorts), null),
    levels: draft.levels.map(({ level, name }) => ({ id: level, name })),
    ...onceOf(draft, at),
    exhausts: at.set('exhausts', draft.exhausts, yesOrNo, true),
    late: mapSetting(at.set('carry', draft.carry, oneOf('none', 'year'), 'none'), (one) =>
      one === 'none' ? 'this-year' : 'next-year',
    ),
    derived: buildDerived(draft, at.below('derived')),
    scoredBy: at.below('by').knownAll('office', 'scores', draft.by?.scores),
    from: draft.from === undefined ? null : day(draft.from),
    until: draft.until === undefined ? null : day(draft.until),
    ...checkSource(draft, at),
    procedures: at.knownAll('procedure', 'procedures', draft.procedures),
    evidence: draft.evidence,
    objection: buildObjection(draft.objection, at.below('objection')),
  }
}

/** Words of a list, or `all` of them. */
function orAll(list: ReturnType<typeof listOf>) {
  return {
    can: ['all', list.can].join('、'),
    word: (raw: string | string[], on: string[]) => (raw === 'all' ? null : list.word(raw, on)),
  }
}

function partOfRule(draft: RuleDraft, at: Place): Rule['part'] {
  if (draft.part === undefined) return plain(null)
  if (draft.part.startsWith('choice ')) {
    return at.set<string | null>('part', draft.part, partOr(at.reader, 'none'), null)
  }
  at.known('part', 'part', draft.part)
  return plain(draft.part)
}

type ChargeDraft = RuleDraft['charges'][number]
/** A charge, and which side of what it is measured against it counts. */
interface Made {
  charge: Charge
  side: Setting<Side>
}

function chargeOf(draft: ChargeDraft, at: Place): Made {
  const words = amountWord(at.reader, [...at.path, 'points'])
  const amount = at.set<Amount>('points', draft.points, words, { kind: 'none' })
  return { charge: withAmount(draft, at, amount), side: plain('both') }
}

/** The charge of each step from a norm: its sign says which side counts, not what it is. */
function chargeBySide(draft: ChargeDraft, at: Place): Made {
  const words = amountWord(at.reader, [...at.path, 'points'])
  const word: Word<{ amount: Amount; side: Side }> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    const amount = words.word(raw.replace(/^[+-]/, ''), owners)
    return amount && { amount, side: sideOf(raw) }
  }
  const can = '$名称 好的加、差的减，-$名称 只减差的，+$名称 只加好的'
  const none = { amount: { kind: 'none' }, side: 'both' } as const
  const read = at.set<{ amount: Amount; side: Side }>('points', draft.points, { word, can }, none)
  const amount = sameOrSet(mapSetting(read, (one) => one.amount))
  return { charge: withAmount(draft, at, amount), side: mapSetting(read, (one) => one.side) }
}

/** No choice where each answer says the same. */
function sameOrSet(amount: Setting<Amount>): Setting<Amount> {
  const said = Object.values(amount.byAnswer ?? {}).map((one) => JSON.stringify(one))
  return new Set(said).size > 1 ? amount : plain(amount.value)
}

function withAmount(draft: ChargeDraft, at: Place, amount: Setting<Amount>): Charge {
  return {
    to: at.set('to', draft.to, chargedTo, 'person'),
    amount: withRange(draft, at, amount),
    inForce: at.set('in-force', draft['in-force'], yesOrNo, true),
  }
}

function questionOf(draft: RuleDraft, at: Place): Condition | null {
  const one = draft.question
  if (one === undefined) return null
  at.known('rule', 'otherwise', one.otherwise)
  const sorts = listOf(...draft.sorts.map((sort) => sort.id))
  return {
    id: one.question,
    asks: one.asks,
    otherwise: one.otherwise ?? null,
    sorts: at.set<string[] | null>('only', one.only, orAll(sorts), null),
    inForce: at.set('in-force', one['in-force'], yesOrNo, true),
  }
}

type OnceWith = Extract<RuleDraft['once'], { by: Within }>

/** How often its own facts count, and lines of which together one counts: one after another, or both in a list. */
function onceOf(draft: RuleDraft, at: Place): Pick<Rule, 'once' | 'excludes'> {
  const written = draft.once === undefined ? [] : [draft.once].flat()
  const placed = written.map((one, index) => ({
    one,
    at: Array.isArray(draft.once) ? at.below('once', index) : at.below('once'),
  }))
  const own = placed.filter(({ one }) => typeof one === 'string')
  const others = placed.flatMap((each) =>
    typeof each.one === 'string' ? [] : [{ one: each.one, at: each.at }],
  )
  const [first, ...more] = own
  const [group, ...groups] = others
  if (more.length > 0 || groups.length > 0) {
    const message = 'once 里自己只计一次的写一个词，与别的规则只计一条的（with）写一组，各至多一个'
    at.problem('once', 'excluded-twice', message)
  }
  const raw = typeof first?.one === 'string' ? first.one : undefined
  const words = oneOf<Within | 'no'>('no', ...withins)
  const where = { path: first?.at.path ?? at.path, owners: at.owners, can: words.can }
  return {
    once: raw === undefined ? plain('no') : at.reader.setting(raw, where, words.word, 'no'),
    excludes: group === undefined ? null : exclusionOf(group.one, group.at),
  }
}

function exclusionOf(one: OnceWith, at: Place): Exclusion {
  const rules = at.knownAll('rule', 'with', one.with)
  const counts = at.set('takes', one.takes, oneOf('highest', 'sum'), 'highest')
  return { rules, within: one.by, counts }
}

function checkCharges(draft: RuleDraft, at: Place, charges: Charge[]): void {
  if (draft.kind === 'points' && charges.length === 0) {
    const message = '这一条没有写计多少分：补上 charges，或把 kind 写成 veto、bar、record'
    at.reader.problem(at.path, 'rule-without-charge', message)
  }
  if (charges.length > 0 && draft.part === undefined) {
    at.reader.problem(at.path, 'charge-without-part', '有 charges 就要写 part：分减在哪一部分')
  }
  if (draft.per === 'quantity' && draft.quantity === undefined && draft.derived === undefined) {
    at.problem('per', 'no-quantity', 'per: quantity 要写 quantity：记的是什么数量')
  }
  if (draft.together === undefined) return
  const declared = at.reader.figure(draft.together, [...at.path, 'together'], at.owners)
  const made = sum(
    charges.flatMap(({ amount }) =>
      amount.value.kind === 'figure' ? [amount.value.points.abs()] : [],
    ),
  )
  if (declared === null || made.equals(declared.points)) return
  const message = `各方所减合计 ${exactText(made)} 分，句子里写的是 ${declared.figure.text} 分`
  at.problem('together', 'charges-sum', message)
}

/** A chain of people; every role must be known. */
export function buildProcedure(draft: Draft['procedures'][number], at: Place): Procedure {
  const people = at.below('by')
  for (const key of ['verifies', 'decides', 'files'] as const) {
    people.known('role', key, draft.by[key])
  }
  const within = Object.entries(draft.within ?? {}).flatMap(([step, one]) => {
    const window = buildObjection(one, at.below('within', step))
    return window === null ? [] : [[step, window] as const]
  })
  return {
    id: draft.procedure,
    name: draft.name,
    clause: draft.clause,
    occasion: draft.only ?? null,
    recordedBy: people.knownAll('role', 'records', draft.by.records),
    verifiedBy: draft.by.verifies ?? null,
    approvedBy: draft.by.decides,
    filedWith: draft.by.files ?? null,
    within: Object.fromEntries(within),
    objection: buildObjection(draft.objection, at.below('objection')),
  }
}
