import type { Claim } from '../storage/locks.js'
import type { Intent } from './intents.js'

/** Who asks, as far as claims depend on it. */
export interface Claimant {
  person: string
  unit: string | null
  cycle: string
}

/**
 * What an intent decides on, or relies on (`shared`): held before the flow reads anything, so that of decisions that
 * exclude each other one is taken and the other refused. What changes only the person's own draft or card needs
 * nothing more than the card, which every press holds.
 */
export function claimsOf(intent: Intent, by: Claimant): Claim[] {
  switch (intent.verb) {
    case 'open':
    case 'refresh':
    case 'record.unit':
      return []
    case 'report.save':
    case 'report.submit':
    case 'report.change':
      return [
        { kind: 'report', id: `${intent.month}.${by.person}` },
        { kind: 'unit-report', id: `${intent.month}.${by.unit ?? ''}`, shared: true },
      ]
    case 'digest.save':
    case 'digest.sign':
      return [{ kind: 'unit-report', id: `${intent.month}.${intent.unit}` }]
    case 'record.submit':
      return [{ kind: 'occurrence', id: `${intent.rule}.${intent.person}.${intent.day}` }]
    case 'fact.approve':
    case 'fact.return':
    case 'fact.object':
    case 'fact.uphold':
    case 'fact.withdraw':
    case 'fact.reverse':
      return [factClaim(intent.fact)]
    case 'rating.save':
    case 'rating.submit':
      return [
        { kind: 'period', id: `${intent.period}.${intent.part}`, shared: true },
        { kind: 'rating', id: `${intent.period}.${intent.part}.${by.person}` },
      ]
    case 'period.close':
      return [{ kind: 'period', id: `${intent.period}.${intent.part}` }]
    case 'publish.confirm':
      return [{ kind: 'cycle', id: by.cycle }]
  }
}

/** The claim on a fact, for whoever decides on one without a press. */
export function factClaim(fact: string): Claim {
  return { kind: 'fact', id: fact }
}
