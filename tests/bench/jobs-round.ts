import { addDays, dayAt, type Instant, instant, momentOf } from '../../src/base/day.js'
import { silentLog } from '../../src/base/log.js'
import { stopwatch } from '../../src/base/real-time.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { nightlyJobs } from '../../src/app/nightly.js'
import { type JobOptions, runDue } from '../../src/app/run-jobs.js'
import { createVerification } from '../../src/app/verification.js'
import { allJobs } from '../../src/flows/all.js'
import { memoryMb, openPlace, type Place } from './press-desk.js'
import { median, type PressRow, rowOf } from './press.js'

/** A minute in which nothing is due, and all that is due from one morning to the next, over all bureaus of a place. */
export async function measureJobs(of: Place): Promise<PressRow[]> {
  const open = await openPlace(of)
  const { storage, clock, bureaus, counted } = open
  const served = Array.from({ length: of.bureaus }, (_, n) => `b${n}`)
  const calendar = openCalendar()
  const verification = createVerification({ ...open, log: silentLog, wake: () => {} })
  const verified: Promise<void>[] = []
  const options: JobOptions = {
    ...{ storage, bureaus, clock, log: silentLog, served: () => served },
    calendars: { of: () => calendar, revision: () => 0 },
    jobs: [
      ...allJobs,
      ...nightlyJobs({
        verifyLedger: (bureau) => void verified.push(verification.whole(bureau)),
        prune: () => {},
        forgetVote: () => {},
        forgetTexts: () => {},
      }),
    ],
  }
  const tick = async (at: Instant): Promise<{ ms: number; statements: number }> => {
    clock.jump(at - clock.now())
    const [elapsed, before] = [stopwatch(), counted()]
    const failing = await runDue(options, clock.now())
    if (failing.length > 0) throw new Error(`${failing[0]?.job} fails: ${failing[0]?.error}`)
    return { ms: elapsed(), statements: counted() - before }
  }
  const today = dayAt(clock.now())
  const row = { ...rowOf(of), floorMs: null, smallMs: null }
  await tick(momentOf(today, '10:01'))
  const idle: { ms: number; statements: number }[] = []
  for (let minute = 0; minute < 20; minute++) {
    idle.push(await tick(instant(momentOf(today, '10:02') + minute * 60_000)))
  }
  const rows: PressRow[] = [
    {
      ...{ ...row, name: 'idle minute', ms: median(idle.map((one) => one.ms)) },
      statements: Math.max(...idle.map((one) => one.statements)),
      rssMb: memoryMb(),
    },
  ]
  const all = { ms: 0, statements: 0 }
  for (const at of dueMoments(options, calendar, clock.now())) {
    const one = await tick(at)
    all.ms += one.ms
    all.statements += one.statements
  }
  rows.push({ ...row, name: 'a day of jobs', ...all, rssMb: memoryMb() })
  const [elapsed, before] = [stopwatch(), counted()]
  await Promise.all(verified)
  const whole = { ms: elapsed(), statements: counted() - before }
  rows.push({ ...row, name: 'verified', ...whole, rssMb: memoryMb() })
  await storage.close()
  return rows
}

/** When anything is due until the same time tomorrow, in order. */
function dueMoments(
  { jobs }: JobOptions,
  calendar: ReturnType<typeof openCalendar>,
  now: Instant,
): Instant[] {
  const today = dayAt(now)
  const all = jobs.flatMap((job) =>
    job.due(calendar, addDays(today, -1), addDays(today, 3)).map((due) => due.at),
  )
  const until = now + 3 * 86_400_000
  return [...new Set(all.filter((at) => now < at && at <= until))].sort((a, b) => a - b)
}
