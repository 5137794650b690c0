import type { Day } from '../../base/day.js'
import type { CardRef } from '../cards.js'

/** Something that waits for the person. */
export interface Task {
  text: string
  /** Last day for it; null without one. */
  due: Day | null
  /** Working days left, 0 on the last day, below 0 when its time is over; null without a due day. */
  workingDaysLeft: number | null
  /** Due day and days left may still change: the year's notice is not known. */
  provisional?: boolean
  card: CardRef
}
