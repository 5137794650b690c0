/** What the office writes down of what a meeting decided; `of`: what stands behind the names of its form's fields. */
export type DecisionIntent =
  | {
      verb: 'decision.places'
      cycle: string
      /** The results that the card showed, and which of their nominations. */
      results: string
      nomination: number
      of: string
      chosen: string[]
      reason: string
      reference: string
    }
  | {
      verb: 'decision.grade'
      cycle: string
      of: string
      name: string
      grade: string
      reason: string
      reference: string
    }
  | { verb: 'decision.revoke'; cycle: string; decision: string; reason: string }
