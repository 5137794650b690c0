/** Which period of which part. */
export interface PeriodRef {
  cycle: string
  part: string
  period: string
}

/** What an assessor filled into a page of the form, by assessee; '' or absent for nothing. */
export interface Filled {
  /** The page that was pressed, from 1. */
  page: number
  /** Scores, or ids of levels. */
  values: Record<string, string>
  /** Why, where a level wants it. */
  remarks: Record<string, string>
}

type Of<V extends string, Carried> = V extends string ? { verb: V } & PeriodRef & Carried : never

/** `to`: the page that is shown next. */
export type RatingIntent =
  | Of<'rating.save' | 'rating.submit' | 'rating.same', Filled>
  | Of<'rating.page', Filled & { to: number }>
  | Of<'period.close' | 'period.reopen', { reason: string }>
  /** Somebody, by name or number, rates in an assessor's place; the assessor's own name takes that back. */
  | Of<'period.acting', { assessor: string; instead: string }>

/** An assessor's part of {@link RatingIntent}. */
export type FormIntent = Extract<RatingIntent, Filled>
