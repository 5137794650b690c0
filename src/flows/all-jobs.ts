import { effectiveFacts } from './fact/jobs.js'
import { endOldCards } from './home/jobs.js'
import type { Job } from './jobs.js'
import { ratingCards, ratingReminders } from './rating/jobs.js'
import { reportJobs } from './report/jobs.js'

/** Every scheduled job of the bot. */
export const allJobs: readonly Job[] = [
  effectiveFacts,
  endOldCards,
  ...reportJobs,
  ratingCards,
  ratingReminders,
]
