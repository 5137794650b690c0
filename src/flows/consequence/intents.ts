/** What the office, or whom it asked, says of what follows from results; `whom`: of all that wait where none is chosen. */
export type ConsequenceIntent =
  | { verb: 'consequence.hand'; cycle: string; consequence: string; whom: string[]; to: string }
  | {
      verb: 'consequence.done'
      cycle: string
      consequence: string
      whom: string[]
      on: string
      reference: string
    }
  | { verb: 'consequence.undo'; cycle: string; consequence: string; whom: string[] }
