import { yearIn } from '../../base/day.js'
import type { Refusal } from '../../base/refusal.js'
import { askRun } from '../../storage/jobs.js'
import { refreshCards } from '../../storage/stale-cards.js'
import { may, mayNot } from '../access.js'
import type { Context, JobContext, Seeing } from '../context.js'
import type { Flow } from '../flow.js'
import type { GoneView } from '../gone-view.js'
import { eachDay, type Job, times } from '../jobs.js'
import { readBurden } from './actions.js'
import { type Burden, burdenGoal, countBurden, countedBurden } from './count.js'
import { burdenSlice } from './counted.js'

/** What a year asks of people, as it was counted last, for the office. */
export interface BurdenView {
  kind: 'burden'
  year: string
  goal: typeof burdenGoal
  /** Null before it was counted for the first time. */
  burden: Burden | null
}

/**
 * Access: `burden.read`. Key: the year.
 * @refuses gone
 */
async function viewBurden(seeing: Seeing, key: string): Promise<BurdenView | GoneView> {
  const { bureau, person } = seeing
  const reads = person !== null && may(bureau, person, readBurden, 'anything')
  if (!reads || !/^\d{4}$/.test(key)) return { kind: 'gone', code: 'gone' }
  const burden = await countedBurden(seeing.db, bureau.id, key)
  return { kind: 'burden', year: key, goal: burdenGoal, burden }
}

async function run(ctx: JobContext): Promise<null> {
  await countBurden(ctx, yearIn(ctx.today))
  await refreshCards(ctx.tx, {
    ...{ bureau: ctx.bureau.id, group: ctx.bureau.groupChatId, except: null },
    places: [{ kind: 'burden' }],
  })
  return null
}

const title = '统计一年的办件'

/** Each morning before people come: nobody's press counts over everybody. */
const daily: Job = {
  ...{ name: 'burden', title, missed: 'latest' },
  due: (_calendar, from, to) => eachDay(from, to, times.night),
  run,
}

/** For who looks before it was counted for the first time. */
const first: Job = {
  ...{ name: 'burden-first', title, missed: 'latest', asked: true },
  due: () => [],
  run,
}

/** @refuses not-allowed */
function mayOpen(ctx: Context): Refusal | null {
  return mayNot(ctx.bureau, ctx.person, readBurden, 'anything')
}

/** What the year asks of everybody (办件统计), derived from the ledger and the cards that were sent. */
export const burdenFlow: Flow = {
  name: 'burden',
  serves: [],
  slices: [burdenSlice],
  actions: [readBurden],
  cards: {
    burden: {
      view: viewBurden,
      onDemand: true,
      mayOpen,
      lookedAt: async (ctx, key) => {
        if (key !== yearIn(ctx.today)) return
        if ((await countedBurden(ctx.tx, ctx.bureau.id, key)) !== null) return
        await askRun(ctx.tx, { bureau: ctx.bureau.id, job: first.name, period: ctx.today })
      },
    },
  },
  jobs: [daily, first],
  commands: [
    {
      name: '办件统计',
      words: ['burden', '办件统计', '负担', '减负统计'],
      argument: 'none',
      /** @refuses not-allowed */
      card: async (ctx) => mayOpen(ctx) ?? { kind: 'burden', key: yearIn(ctx.today) },
    },
  ],
}
