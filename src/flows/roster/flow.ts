import type { JobContext } from '../context.js'
import type { Flow } from '../flow.js'
import { eachDay, type Job, times } from '../jobs.js'
import { type Following, followRoster } from './follow.js'
import { editJob } from './followed.js'

/** Soon after the day has begun: who holds what today is who is asked this morning. */
const dayTime = times.night

/** What follows when people come, move, take other roles, or leave: by an edit of the roster, and by its days. */
export function rosterFlow(of: Following): Flow {
  const run = (ctx: JobContext, _period: string, after: string | null): Promise<string | null> =>
    followRoster(of, ctx, after)
  const daily: Job = {
    name: 'roster-day',
    title: '按名册调整待办',
    missed: 'latest',
    due: (_calendar, from, to) => eachDay(from, to, dayTime),
    run,
  }
  const edited: Job = {
    name: editJob,
    title: '按改过的名册调整待办',
    missed: 'each',
    asked: true,
    due: () => [],
    run,
  }
  return { name: 'roster', serves: [], jobs: [daily, edited] }
}
