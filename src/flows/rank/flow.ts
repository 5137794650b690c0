import { type Refusal, refuse } from '../../base/refusal.js'
import type { CardRef } from '../cards.js'
import type { Context } from '../context.js'
import type { Flow } from '../flow.js'
import { resultsPublished } from '../publication/entries.js'
import { find } from '../publication/found.js'
import { publishedSlice } from '../publication/published.js'
import { mayNotRead } from '../standing/view.js'
import { ownIn, releasedCycles } from './released.js'
import { viewUnit } from './unit-view.js'
import { viewRank } from './view.js'

/**
 * The ranking in which one has a place, of the latest that are published.
 * @refuses rank-nothing
 */
async function openRank(ctx: Context): Promise<CardRef | Refusal> {
  const all = releasedCycles(ctx)
  for (const key of all) {
    const last = ctx.collected.of(publishedSlice).get(key)?.at(-1)
    const found = last && (await find(ctx, last.id))
    if (found && ownIn(ctx, found.snapshot, ctx.person).length > 0) return { kind: 'rank', key }
  }
  const [first] = all
  return first === undefined ? refuse('rank-nothing') : { kind: 'rank', key: first }
}

/**
 * A unit that is named, else the one that one heads, is in charge of, or belongs to.
 * @refuses unit-none, not-allowed
 */
async function openUnit(ctx: Context, about: string | null): Promise<CardRef | Refusal> {
  const { roster } = ctx.bureau
  const own = [...roster.headedBy(ctx.person), ...roster.inChargeOf(ctx.person)]
  const unit = about ?? own[0] ?? roster.unitOf(ctx.person)
  if (unit === null || !roster.unit(unit)) return refuse('unit-none')
  return mayNotRead(ctx.bureau, ctx.person, unit) ?? { kind: 'unit', key: unit }
}

/** Where one stands, and one's unit, as far as results are published: 排名, 处室. */
export const rankFlow: Flow = {
  name: 'rank',
  serves: [],
  cards: {
    rank: { view: viewRank, onDemand: true },
    unit: { view: viewUnit, onDemand: true },
  },
  stale: {
    [resultsPublished.kind]: ({ cycle = '' }) => [
      { kind: 'rank', keys: [cycle] },
      { kind: 'unit' },
    ],
  },
  rosterStale: () => [{ kind: 'unit' }],
  commands: [
    {
      name: '排名',
      words: ['rank', 'ranking', '排名', '名次', '我的名次'],
      argument: 'none',
      card: (ctx) => openRank(ctx),
    },
    {
      name: '处室',
      words: ['unit', '处室', '我的处室'],
      argument: 'unit',
      card: openUnit,
    },
  ],
}
