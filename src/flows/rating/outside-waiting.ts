import type { Situation } from '../context.js'
import { bodiesOf, outsideKey, refOf } from '../outside/bodies.js'
import { isWaiting, linksOf, outsideSlice, papersOf } from '../outside/links.js'
import type { RatingPeriod } from './periods.js'

/** How far a body of third parties is. */
export interface OutsideProgress {
  /** Key of its card. */
  key: string
  name: string
  all: number
  handedIn: number
  waiting: number
  paper: number
}

type Looking = Pick<Situation, 'collected' | 'today'>

/** How far the third parties of a period are, body by body. */
export function outsideProgress(
  { collected, today }: Looking,
  period: RatingPeriod,
): OutsideProgress[] {
  const state = collected.of(outsideSlice)
  return bodiesOf(period).map((of) => {
    const ref = refOf(of)
    const counted = linksOf(state, ref).filter(({ withdrawn }) => withdrawn === null)
    return {
      ...{ key: outsideKey(ref), name: of.name, all: counted.length },
      handedIn: counted.filter(({ handedIn }) => handedIn !== null).length,
      waiting: counted.filter((one) => isWaiting(one, today)).length,
      paper: papersOf(state, ref).reduce((sum, { papers }) => sum + papers.length, 0),
    }
  })
}

/** Links of a period that can still be handed in: it is not ended over them. */
export function linksWaiting(looking: Looking, period: RatingPeriod): number {
  return outsideProgress(looking, period).reduce((sum, { waiting }) => sum + waiting, 0)
}
