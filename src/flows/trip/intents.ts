/** What stands in the form of a trip or an outing, as it was typed. */
export interface TripWords {
  from: string
  to: string
  starts: string
  ends: string
  place: string
  reason: string
  handover: string
  /** What is handed over to who takes over. */
  tasks: string
}

/** What is done with the form; `key`: `trip`, `outing`, or the one that it changes or asks for anew. */
export type TripFormIntent =
  /** `shown`: the days that the card counted; others are counted and shown before they are sent. */
  | { verb: 'trip.submit' | 'trip.look'; key: string; shown: string; words: TripWords }
  | { verb: 'trip.again'; key: string }

/** What who decides does; `person`: whose trip it is. */
export interface TripDecision {
  verb: 'trip.agree' | 'trip.return' | 'trip.refuse'
  trip: string
  person: string
  text: string
}

/** What the person does with their own. */
export interface OwnTripIntent {
  verb: 'trip.withdraw' | 'trip.back'
  trip: string
}
