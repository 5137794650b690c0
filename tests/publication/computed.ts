import { runAsked } from '../../src/app/run-jobs.js'
import { silentLog } from '../../src/base/log.js'
import { allJobs, lookAt } from '../../src/flows/all.js'
import type { Job } from '../../src/flows/jobs.js'
import { computeResults } from '../../src/flows/publication/compute.js'
import { jobsState } from '../../src/storage/jobs.js'
import { latestResults } from '../../src/storage/results.js'
import type { TestBureau } from '../report/bureau.js'

/** Does all work that was asked for in a bureau: computes, publishes, sends; or only that of one job. */
export async function workAsked(of: TestBureau, only?: Job): Promise<void> {
  const { storage, bureaus, clock, calendar, id } = of
  const calendars = { of: () => calendar, revision: () => 0 }
  const options = { storage, bureaus, served: () => [id], calendars, clock, log: silentLog }
  const jobs = only ? [only] : allJobs
  const names = jobs.filter((job) => job.asked).map((job) => job.name)
  const waits = async (): Promise<boolean> =>
    (await jobsState(storage.read, names)).asked.some((run) => run.bureau === id)
  while (await waits()) await runAsked({ ...options, jobs }, clock.now())
}

/** The office opens its card of a cycle's publication; the results that it then looks at, `none` where there are none. */
export async function computedNow(of: TestBureau, who: string, cycle: string): Promise<string> {
  await of.job((ctx) => lookAt({ ...ctx, person: who }, { kind: 'publish', key: cycle }))
  await workAsked(of, computeResults)
  return (await latestResults(of.storage.read, cycle)).ready?.id ?? 'none'
}
