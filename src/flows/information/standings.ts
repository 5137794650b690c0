import { firstDay, lastDay, type Month } from '../../base/day.js'
import { type Points, points } from '../../base/points.js'
import { targetsOne } from '../../scoring/engine.js'
import type { Assessee } from '../../scoring/input.js'
import { periodText, spanOf, type YearBegins } from '../../base/assessment-year.js'
import type { TargetPeriodStanding } from '../../scoring/statement.js'
import type { Target } from '../../scheme/model/counting.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { Situation } from '../context.js'
import { isInYear, type Running } from '../running.js'
import { countingInput } from '../scoring-input.js'

/** A target of information with what an assessee has of it in one period. */
export interface QuotaShown {
  target: string
  name: string
  clause: string
  each: string
  /** For people. */
  period: string
  /** Whether it ends with the month that is looked at: then is the time to remind of it. */
  ends: boolean
  /** What counts by now, and what would with everything that is adopted and still open to objection. */
  count: string
  withOpen: string
  /** Brought over from earlier periods. */
  carried: string
  atLeast: string
  /** `coming`: reached once what is open counts; `short`: the period is over. */
  state: 'met' | 'coming' | 'open' | 'short'
  /** What is missing with everything that is open. */
  missing: string
}

/** How one assessee stands in a cycle. */
export interface QuotaStanding {
  cycle: Running
  assessee: string
  name: string
  quotas: QuotaShown[]
}

/** The targets whose counters count information, in the order of the scheme. */
export function infoTargets(scheme: Pick<Scheme, 'rules' | 'counters' | 'targets'>): Target[] {
  const rules = new Set(
    scheme.rules.filter(({ source }) => source === 'information').map(({ id }) => id),
  )
  const counters = new Set(
    scheme.counters
      .filter((one) => one.rules.value.some((id) => rules.has(id)))
      .map(({ id }) => id),
  )
  return scheme.targets.filter(({ counter }) => counters.has(counter))
}

/** The kinds of facts that these targets are counted from. */
function kindsCounted(scheme: Running['scheme'], targets: readonly Target[]): Set<string> {
  const wanted = new Set(targets.map(({ counter }) => counter))
  const rules = new Set(
    scheme.counters.filter(({ id }) => wanted.has(id)).flatMap(({ rules: of }) => of.value),
  )
  return new Set(scheme.rules.filter(({ id }) => rules.has(id)).flatMap(({ counts }) => counts))
}

/**
 * How assessees stand in a month by the targets of information of every cycle of its year: in the periods that have
 * the month. Counted by the engine; who has no target is left out. `whom` null: all of them.
 */
export function quotasIn(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  month: Month,
  whom: readonly string[] | null,
): QuotaStanding[] {
  return situation.bureau.cycles.flatMap((cycle) => {
    const targets = infoTargets(cycle.scheme)
    if (targets.length === 0 || !isInYear(cycle, firstDay(month))) return []
    const kinds = kindsCounted(cycle.scheme, targets)
    const asOf = situation.today
    const of = (assessee: Assessee | null) =>
      countingInput(situation, cycle, { asOf, kinds, assessee })
    const all = whom === null ? of(null) : null
    const assessees = whom?.flatMap((id) => cycle.byId.get(id) ?? []) ?? cycle.assessees
    return assessees.flatMap((one): QuotaStanding[] => {
      const standing = targetsOne(all ?? of(one), one.id)
      const quotas = targets.flatMap((target) => quotaIn(cycle, target, { month, ...standing }))
      return quotas.length === 0 ? [] : [{ cycle, assessee: one.id, name: one.name, quotas }]
    })
  })
}

function quotaIn(
  { scheme }: Running,
  target: Target,
  of: { month: Month } & ReturnType<typeof targetsOne>,
): QuotaShown[] {
  const find = (all: typeof of.decided): TargetPeriodStanding | undefined =>
    all
      .find(({ id }) => id === target.id)
      ?.periods.find(({ period }) => has(scheme.begins, period, of.month))
  const [decided, withOpen] = [find(of.decided), find(of.withOpen)]
  if (!decided || !withOpen) return []
  const { id, name, clause, counter } = target
  const left = missingIn(withOpen)
  return [
    {
      ...{ target: id, name, clause, atLeast: decided.atLeast },
      period: periodText(decided.period, scheme.begins),
      ends: spanOf(scheme.begins, decided.period).to === lastDay(of.month),
      each: scheme.counters.find((one) => one.id === counter)?.each ?? '',
      ...{ count: decided.count, withOpen: withOpen.count, carried: withOpen.carried },
      state: decided.state !== 'met' && withOpen.state === 'met' ? 'coming' : decided.state,
      missing: left.toFixed(),
    },
  ]
}

function has(begins: YearBegins, period: string, month: Month): boolean {
  const { from, to } = spanOf(begins, period)
  return from <= firstDay(month) && lastDay(month) <= to
}

function missingIn({ count, carried, atLeast }: TargetPeriodStanding): Points {
  const left = points(atLeast).minus(points(count)).minus(points(carried))
  return left.isNegative() ? points(0) : left
}

/** Whether a quota is not reached, not even with what is still open. */
export function isShort({ state }: Pick<QuotaShown, 'state'>): boolean {
  return state === 'open' || state === 'short'
}
