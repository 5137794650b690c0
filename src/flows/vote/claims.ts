import type { Claim } from '../../storage/locks.js'

/** Held by who ends a vote, relied on (`shared`) by who hands in: nothing is handed in while it is counted. */
export function voteClaim({ vote }: { vote: string }): Claim {
  return { kind: 'vote', id: vote }
}
