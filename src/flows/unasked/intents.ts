/** What stands in the form, as it was typed. */
export interface UnaskedWords {
  who: string
  from: string
  to: string
  place: string
  note: string
}

export type UnaskedFormIntent =
  | { verb: 'unasked.submit'; words: UnaskedWords }
  | { verb: 'unasked.again' }

/** What who decides does, or who went says; `person`: who went. */
export interface UnaskedIntent {
  verb: 'unasked.confirm' | 'unasked.dismiss' | 'unasked.explain'
  unasked: string
  person: string
  text: string
}
