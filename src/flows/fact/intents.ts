/** A record of a fact; `record.unit` narrows the list of people. */
export type RecordIntent =
  | { verb: 'record.unit'; unit: string }
  | {
      verb: 'record.submit'
      kind: string
      person: string
      day: string
      matter: string
      note: string
      points: string
    }

/** Decisions on a fact, each with its text; `whose`: the charge that it is about, '' for the whole fact. */
export type FactIntent = {
  verb:
    | 'fact.verify'
    | 'fact.approve'
    | 'fact.return'
    | 'fact.object'
    | 'fact.uphold'
    | 'fact.withdraw'
    | 'fact.reverse'
  fact: string
  whose: string
  text: string
}
