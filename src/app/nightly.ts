import { addDays, type Day, momentOf } from '../base/day.js'
import { type Due, eachDay, type Job, times } from '../flows/jobs.js'
import { forgetVoteJob } from '../flows/vote/close.js'

/** What goes on behind presses for longer than a transaction may take; each begins it and returns. */
export interface Nightly {
  /** Compares a bureau's whole ledger with its proofs. */
  verifyLedger(bureau: string): void
  /** Lets go of what is kept for a time only, in all bureaus: asked in each one's night. */
  prune(bureau: string): void
  /** Leaves nothing of a vote that has ended but what the ledger says. */
  forgetVote(): void
  /** Leaves nothing of texts that were erased: of the whole database, asked in each bureau's night. */
  forgetTexts(bureau: string): void
}

/**
 * The bot's own housekeeping, in the night, and when a vote has ended. A run's transaction only claims the night, so that of several replicas
 * one does it; the work begins when that is committed. A night that was missed is made up once.
 */
export function nightlyJobs(work: Nightly): Job[] {
  return [
    { ...eachNight, name: 'verify-ledger', title: '校验台账', run: begin(work.verifyLedger) },
    { ...eachNight, name: 'prune', title: '清理过期的收发记录', run: begin(work.prune) },
    {
      ...{ name: 'forget-texts', title: '清除已删文字的旧版本', missed: 'latest' },
      ...{ due: eachMonth, run: begin(work.forgetTexts) },
    },
    {
      ...{ name: forgetVoteJob, title: '清除民主测评的计票箱', missed: 'each', asked: true },
      ...{ due: () => [], run: begin(work.forgetVote) },
    },
  ]
}

function begin(work: (bureau: string) => void): Job['run'] {
  return async (ctx) => {
    const { id } = ctx.bureau
    ctx.tx.afterCommit(() => work(id))
    return null
  }
}

/** In the first night of each month, when what fell due is erased; the tables are written anew, so not each night. */
function eachMonth(_calendar: unknown, from: Day, to: Day): Due[] {
  return eachDay(addDays(from, 1), to, times.night).filter(({ period }) => period.endsWith('-01'))
}

/** With the other work of the night. */
const time = times.night

const eachNight: Pick<Job, 'missed' | 'due'> = {
  missed: 'latest',
  due(_calendar, from: Day, to: Day): Due[] {
    const dues: Due[] = []
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) {
      dues.push({ period: on, at: momentOf(on, time), until: null })
    }
    return dues
  },
}
