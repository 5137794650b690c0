import type { RatingsPart } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Situation } from '../context.js'
import { ratedAs } from '../rating/assignments.js'
import { isClosed, periodsOf, type RatingPeriod } from '../rating/periods.js'
import type { OutsideRef } from './intents.js'

/** A body of third parties in a period in which they rate. */
export interface OutsideOf {
  period: RatingPeriod
  part: RatingsPart
  body: string
  /** As the scheme calls it. */
  name: string
  /** Whether it is noted who they are. */
  noted: boolean
}

/** Every body of third parties of every running cycle, period by period. */
export function outsideBodies(of: Pick<Situation, 'bureau' | 'calendar'>): OutsideOf[] {
  return of.bureau.cycles
    .flatMap((cycle) => periodsOf(cycle, of.calendar))
    .flatMap((period) => bodiesOf(period))
}

/** The bodies of third parties of a period, in the scheme's order. */
export function bodiesOf(period: RatingPeriod): OutsideOf[] {
  const { part, cycle } = period
  if (part.kind !== 'ratings') return []
  const { roles } = cycle.scheme
  const bodies = new Set(part.raters.flatMap((rule) => Object.keys(rule.outside)))
  return [...bodies].map((body) => ({
    ...{ period, part, body },
    name: roles.find(({ id }) => id === body)?.name ?? body,
    noted: part.raters.some((rule) => rule.outside[body]?.value === 'noted'),
  }))
}

export function refOf({ period, part, body }: OutsideOf): OutsideRef {
  return { cycle: period.cycle.id, period: period.period, part: part.id, body }
}

/** Key of a body's card. */
export function outsideKey({ cycle, period, part, body }: OutsideRef): string {
  return keyOf(cycle, period, part, body)
}

/** What a card's key names. */
export function outsideRefIn(key: string): OutsideRef | null {
  const [cycle = '', period = '', part = '', body = ''] = partsIn(key, 4) ?? []
  return cycle === '' ? null : { cycle, period, part, body }
}

/** The body that is meant; undefined when no running cycle has it. */
export function outsideFor(
  of: Pick<Situation, 'bureau' | 'calendar'>,
  ref: OutsideRef,
): OutsideOf | undefined {
  const cycle = of.bureau.cycles.find(({ id }) => id === ref.cycle)
  if (!cycle) return undefined
  const period = periodsOf(cycle, of.calendar).find(
    (each) => each.part.id === ref.part && each.period === ref.period,
  )
  return period && bodiesOf(period).find(({ body }) => body === ref.body)
}

/** Whom a body rates, in the roster's order. */
export function ratedBy({ period, body }: OutsideOf): Assessee[] {
  return ratedAs(period, body)
}

/** What each assessee is called among those of a body: with the unit where two have one name. */
export function labelsOf(rated: readonly Assessee[]): ReadonlyMap<string, string> {
  const names = rated.map(({ name }) => name)
  return new Map(
    rated.map(({ id, name, unit }) => {
      const twice = names.indexOf(name) !== names.lastIndexOf(name)
      return [id, twice ? `${name}（${unit ?? id}）` : name]
    }),
  )
}

/** Whether anything can still be handed in for it. */
export function isOpen(
  of: Pick<Situation, 'collected' | 'today'>,
  { period }: Pick<OutsideOf, 'period'>,
): boolean {
  return of.today >= period.opens && !isClosed(of, period)
}
