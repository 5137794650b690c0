/** What the office does with cycles. */
export type CycleIntent =
  /** Looks at what opening would bind and ask; nothing is written. */
  | { verb: 'cycle.prepare'; scheme: string; year: string }
  | { verb: 'cycle.open'; scheme: string; year: string }
  /** Looks at one choice of the scheme. */
  | { verb: 'cycle.choice'; cycle: string; choice: string }
  | { verb: 'cycle.choose'; cycle: string; choice: string; answer: string; reference: string }
  | { verb: 'cycle.amend'; cycle: string; reason: string; reference: string }
  /** The hours that are worked, as typed. */
  | { verb: 'cycle.working-time'; cycle: string; hours: string }
  | { verb: 'cycle.close'; cycle: string; reason: string }
