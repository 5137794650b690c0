import type { Bureau, Situation } from '../context.js'
import { holdersFor, type OnItsWay, type Waiting, waitingOf } from './chain.js'
import type { RequestRecord } from './request.js'

type At = Pick<Situation, 'bureau'>

/** What of a request says who stands in its chain. */
type Standing = OnItsWay & Pick<RequestRecord, 'stage' | 'passed' | 'ended' | 'informed'>

/** The step of a request that waits today; null where none does. */
export function waitingFor(
  { bureau }: At,
  request: Pick<Standing, 'stage'> & OnItsWay,
): Waiting | null {
  return request.stage === 'asked' ? waitingOf(bureau, request) : null
}

/**
 * Whether somebody stands in a request's chain: decided on it, has it now, or learns of it once it is approved. Nobody
 * else sees its reason and papers.
 */
export function isInChain(at: At, request: Standing, person: string): boolean {
  if (person === request.person) return false
  if (request.passed.some(({ by }) => by === person) || request.ended?.by === person) return true
  if (waitingFor(at, request)?.deciders.includes(person)) return true
  return request.stage === 'approved' && informedOf(at.bureau, request).includes(person)
}

/** Who learns of an approved request without having decided on it. */
export function informedOf(
  { work, roster }: Pick<Bureau, 'work' | 'roster'>,
  request: Pick<RequestRecord, 'informed' | 'person'>,
): string[] {
  if (!work) return []
  const all = request.informed.flatMap((role) => holdersFor({ roster, work }, role, request.person))
  return [...new Set(all)].filter((person) => person !== request.person)
}
