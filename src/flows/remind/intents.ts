/** What of one kind is reminded of: all, or what is about one thing; and the page of its list. */
export type RemindIntent =
  | { verb: 'asks.remind'; kind: string; about: string | null }
  | { verb: 'missing.page'; kind: string; page: number }
