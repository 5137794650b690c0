import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue, type JobOptions } from '../../src/app/run-jobs.js'
import { day, momentOf } from '../../src/base/day.js'
import type { Due, Job } from '../../src/flows/jobs.js'
import { inParts } from '../../src/flows/jobs.js'
import { muteEnded } from '../../src/flows/mute/entries.js'
import { hold } from '../../src/storage/locks.js'
import { askRun, failingRuns, runDone } from '../../src/storage/jobs.js'
import { keptLog, type KeptLog } from '../lark/log.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau
let log: KeptLog
/** What ran, as `job period`. */
let ran: string[]

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.close())
beforeEach(async () => {
  bureau = await database.newBureau()
  log = keptLog()
  ran = []
})

/** A job that is due on each of some days at nine. */
function job(name: string, days: string[], change: Partial<Job> = {}): Job {
  return {
    name,
    title: `工作${name}`,
    missed: 'each',
    due: (_calendar, from, to) =>
      days
        .filter((on) => from <= on && on <= to)
        .map((on): Due => ({ period: on, at: momentOf(day(on), '09:00'), until: null })),
    run: async (_ctx, period) => {
      ran.push(`${name} ${period}`)
      return null
    },
    ...change,
  }
}

function options(jobs: Job[]): JobOptions {
  const { storage, clock, calendar, bureaus } = bureau
  const calendars = { of: () => calendar, revision: () => 0 }
  return { storage, bureaus, served: () => [bureau.id], calendars, clock, log, jobs }
}

async function tick(jobs: Job[]) {
  const failing = await runDue(options(jobs), bureau.clock.now())
  return failing.filter((each) => each.bureau === bureau.id)
}

/** What the office was told meanwhile. */
async function told(): Promise<string[]> {
  const notices = await bureau.notices()
  return notices
    .filter(({ what }) => what.startsWith('text'))
    .map(({ what }) => what.split(' ')[2] ?? '')
}

const failing: Job['run'] = async () => {
  throw new TypeError('张三的原因', { cause: Object.assign(new Error('x'), { code: 'E1' }) })
}

describe('a job that fails', () => {
  test('stops no other, is named, and is logged with its stack and without content', async () => {
    bureau.goTo('2025-09-24', '08:00')
    const jobs = [job('a', ['2025-09-24'], { run: failing }), job('b', ['2025-09-24'])]
    await tick(jobs)
    bureau.goTo('2025-09-24', '09:00')
    const fails = await tick(jobs)
    expect(ran).toEqual(['b 2025-09-24'])
    expect(fails).toMatchObject([
      { job: 'a', period: '2025-09-24', attempts: 1, error: 'TypeError E1' },
    ])
    const [line] = log.lines.filter(({ event }) => event === 'job-failed')
    expect(line?.fields).toMatchObject({ job: 'a', error: 'TypeError', cause: 'Error', code: 'E1' })
    expect(`${line?.fields?.at}`).toContain('worker.test')
    expect(JSON.stringify(line)).not.toContain('张三')
  })

  test('is told to the office once, tried again after growing pauses, and its recovery is told once', async () => {
    bureau.goTo('2025-09-24', '08:00')
    let broken = true
    const tries: string[] = []
    const a = job('a', ['2025-09-24', '2025-09-25'], {
      run: async (ctx, period) => {
        tries.push(period)
        return broken ? failing(ctx, period, null) : null
      },
    })
    await tick([a])
    for (let minute = 0; minute < 40; minute++) {
      bureau.goTo('2025-09-24', `09:${`${minute}`.padStart(2, '0')}`)
      await tick([a])
    }
    expect(tries.length).toBe(6)
    expect(await told()).toEqual(['job-failed'])
    bureau.goTo('2025-09-25', '09:00')
    await tick([a])
    expect(await told()).toEqual([])
    broken = false
    bureau.goTo('2025-09-25', '11:00')
    expect(await tick([a])).toEqual([])
    expect(await told()).toEqual(['job-recovered'])
    for (const period of ['2025-09-24', '2025-09-25']) {
      expect(await runDone(bureau.storage.read, { bureau: bureau.id, job: 'a', period })).toBe(true)
    }
  })

  test('is given up at its deadline, and the office is told', async () => {
    bureau.goTo('2025-09-24', '08:00')
    const until = momentOf(day('2025-09-24'), '12:00')
    const a = job('a', [], {
      missed: 'until-deadline',
      run: failing,
      due: () => [{ period: 'p', at: momentOf(day('2025-09-24'), '09:00'), until }],
    })
    await tick([a])
    bureau.goTo('2025-09-24', '09:00')
    expect(await tick([a])).toHaveLength(1)
    bureau.goTo('2025-09-24', '12:00')
    expect(await tick([a])).toEqual([])
    expect(await told()).toEqual(['job-failed', 'job-given-up'])
  })

  test('to say when it is due is noted like any other failure', async () => {
    bureau.goTo('2025-09-24', '09:30')
    const broken: Job['due'] = () => {
      throw new RangeError('no such day')
    }
    const jobs = [job('a', [], { due: broken }), job('b', ['2025-09-24'])]
    expect(await tick(jobs)).toMatchObject([{ job: 'a', error: 'RangeError' }])
    expect(ran).toEqual(['b 2025-09-24'])
    bureau.goTo('2025-09-24', '09:40')
    expect(await tick([job('a', ['2025-09-24'])])).toEqual([])
    expect(ran).toEqual(['b 2025-09-24', 'a 2025-09-24'])
    expect(await told()).toEqual(['job-failed', 'job-recovered'])
  })
})

describe('what was missed', () => {
  const days = ['2025-09-24', '2025-09-25', '2025-09-26']
  const missing = async (missed: Job['missed']): Promise<string[]> => {
    const until = momentOf(day('2025-09-26'), '12:00')
    const late = momentOf(day('2025-09-26'), '17:00')
    const a = job('a', days, { missed })
    const b: Job = {
      ...a,
      due: (calendar, from, to) =>
        a.due(calendar, from, to).map((due) => ({
          ...due,
          until: missed !== 'until-deadline' ? null : due.period === '2025-09-24' ? until : late,
        })),
    }
    bureau.goTo('2025-09-23', '10:00')
    await tick([b])
    bureau.goTo('2025-09-26', '13:00')
    await tick([b])
    await tick([b])
    return ran
  }

  test('is made up one by one where each counts', async () => {
    expect(await missing('each')).toEqual(days.map((on) => `a ${on}`))
  })

  test('is made up by the latest where only that counts', async () => {
    expect(await missing('latest')).toEqual(['a 2025-09-26'])
  })

  test('is made up until its own deadline', async () => {
    expect(await missing('until-deadline')).toEqual(['a 2025-09-25', 'a 2025-09-26'])
  })

  test('before the first start is nobody’s; the same day’s is run', async () => {
    bureau.goTo('2025-09-25', '13:00')
    await tick([job('a', days)])
    expect(ran).toEqual(['a 2025-09-25'])
  })
})

describe('long work', () => {
  const all = Array.from({ length: 250 }, (_, index) => `p-${`${index}`.padStart(3, '0')}`)
  const done: string[] = []
  let crash = false
  const long = job('long', ['2025-09-24'], {
    run: (_ctx, _period, after) =>
      inParts(
        all,
        after,
        (id) => id,
        async (id) => {
          if (crash && id === 'p-150') throw new Error('crash')
          done.push(id)
        },
      ),
  })

  test('is done in parts; after a failure it goes on with the part that failed', async () => {
    bureau.goTo('2025-09-24', '08:00')
    await tick([long])
    crash = true
    bureau.goTo('2025-09-24', '09:00')
    expect(await tick([long])).toHaveLength(1)
    expect(new Set(done)).toEqual(new Set(all.slice(0, 150)))
    crash = false
    done.length = 0
    bureau.goTo('2025-09-24', '09:01')
    expect(await tick([long])).toEqual([])
    expect(done).toEqual(all.slice(100))
    const left = await failingRuns(bureau.storage.read)
    expect(left.filter((each) => each.bureau === bureau.id)).toEqual([])
  })
})

describe('jobs that are due at one moment', () => {
  const due = ['2025-09-24']
  const holds: Job['run'] = async (ctx, period) => {
    await hold(ctx.tx, ctx.bureau.id, [{ kind: 'fact', id: 'f' }])
    ran.push(`holds ${period}`)
    return null
  }
  const kept = async (name: string): Promise<boolean> =>
    runDone(bureau.storage.read, { bureau: bureau.id, job: name, period: '2025-09-24' })
  /** How often something was committed at nine. */
  const commitsOf = async (jobs: Job[]): Promise<number> => {
    bureau.goTo('2025-09-24', '08:00')
    await tick(jobs)
    const before = bureau.storage.writes()
    bureau.goTo('2025-09-24', '09:00')
    await tick(jobs)
    return bureau.storage.writes() - before
  }

  test('and have little to do share a transaction', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    expect(await commitsOf(names.map((name) => job(name, due)))).toBe(1)
    expect(ran).toEqual(names.map((name) => `${name} 2025-09-24`))
    expect(await Promise.all(names.map(kept))).toEqual(names.map(() => true))
  })

  test('take no claims behind one another', async () => {
    const jobs = [job('a', due), job('b', due), job('holds', due, { run: holds }), job('c', due)]
    expect(await commitsOf(jobs)).toBe(3)
    expect(await Promise.all(['a', 'b', 'holds', 'c'].map(kept))).toEqual([true, true, true, true])
    expect(ran.filter((one) => one.startsWith('holds'))).toHaveLength(1)
  })

  test('see what the one before wrote into the ledger', async () => {
    const seen: number[] = []
    const writes: Job['run'] = async (ctx) => {
      seen.push(ctx.collected.position)
      muteEnded.write(ctx, { subject: ctx.bureau.roster.people[0]?.id ?? '', body: {} })
      return null
    }
    await commitsOf([job('a', due, { run: writes }), job('b', due, { run: writes })])
    expect((seen[1] ?? 0) - (seen[0] ?? 0)).toBe(1)
  })

  test('lose nothing by one that fails among them', async () => {
    const jobs = [job('a', due), job('broken', due, { run: failing }), job('c', due)]
    await commitsOf(jobs)
    expect(await Promise.all(['a', 'broken', 'c'].map(kept))).toEqual([true, false, true])
    expect(await told()).toEqual(['job-failed'])
  })
})

test('two processes at once run a period once', async () => {
  bureau.goTo('2025-09-24', '08:00')
  const a = job('a', ['2025-09-24'])
  await tick([a])
  bureau.goTo('2025-09-24', '09:00')
  await Promise.all([tick([a]), tick([a]), tick([a])])
  expect(ran).toEqual(['a 2025-09-24'])
})

describe('work that is asked for', () => {
  const all = Array.from({ length: 250 }, (_, at) => `${1000 + at}`)
  let crash: boolean
  let done: string[]
  const sending: Job = {
    ...{ name: 'sending', title: '发送', missed: 'each', asked: true, due: () => [] },
    run: (_ctx, period, after) =>
      inParts(
        all,
        after,
        (one) => one,
        async (one) => {
          if (crash && one === '1150') throw new Error('died')
          done.push(`${period} ${one}`)
        },
      ),
  }
  const ask = (period: string): Promise<void> =>
    bureau.storage.transact('press', (tx) =>
      askRun(tx, { bureau: bureau.id, job: sending.name, period }),
    )
  beforeEach(() => {
    crash = false
    done = []
    bureau.goTo('2025-09-24', '10:00')
  })

  test('is done once however often it was asked for, and nothing is done that was not', async () => {
    let asked = 0
    const stop = bureau.storage.onWorkAsked(() => {
      asked++
    })
    await tick([sending])
    expect(done).toEqual([])
    await ask('a')
    await ask('a')
    expect(asked).toBe(2)
    await Promise.all([tick([sending]), tick([sending])])
    await tick([sending])
    expect(done).toEqual(all.map((one) => `a ${one}`))
    stop()
    await ask('b')
    expect(asked).toBe(2)
  })

  test('goes on after a failure with the part that failed, and the office is told of it', async () => {
    await ask('a')
    crash = true
    expect(await tick([sending])).toMatchObject([{ job: 'sending', period: 'a', attempts: 1 }])
    crash = false
    done.length = 0
    await tick([sending])
    expect(done).toEqual([])
    bureau.goTo('2025-09-24', '10:01')
    expect(await tick([sending])).toEqual([])
    expect(done).toEqual(all.slice(100).map((one) => `a ${one}`))
    expect(await told()).toEqual(['job-failed', 'job-recovered'])
  })

  test('is not asked for by a press that was rolled back', async () => {
    const press = bureau.storage.transact('press', async (tx) => {
      await askRun(tx, { bureau: bureau.id, job: sending.name, period: 'c' })
      throw new Error('refused')
    })
    await expect(press).rejects.toThrow('refused')
    await tick([sending])
    expect(done).toEqual([])
  })
})
