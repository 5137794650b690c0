/** An assessor's scores for a period, by assessee; '' for none yet. */
export type RatingIntent =
  | {
      verb: 'rating.save' | 'rating.submit'
      cycle: string
      part: string
      period: string
      points: Record<string, string>
    }
  | { verb: 'period.close'; cycle: string; part: string; period: string }
