import { machineTime } from '../../src/base/real-time.js'
import { putSetting } from '../../src/storage/settings.js'
import { computedNow, workAsked } from '../publication/computed.js'
import { asksAll, units } from './schemes.js'
import {
  after,
  both,
  by,
  carried,
  on,
  whatComes,
  type Situation,
  typed,
  without,
} from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Results are published. */

const cycle = (world: World): string => world.cycle(units.id)

const right: Situation = {
  who: 'zhou',
  at: ['2026-01-20', '10:00'],
  after: [],
  does: {
    press: 'publish.confirm',
    args: [cycle, 'ranking', previewed],
    values: { reason: '更正一处' },
  },
}

/** What the office sees now, as its press says. */
function previewed(world: World): Promise<string> {
  return computedNow(world.bureau, 'zhou', cycle(world))
}

/** What it saw the day before. */
async function seenBefore(world: World): Promise<string> {
  const { clock } = world.bureau
  const now = clock.now()
  clock.jump(now - 24 * 3_600_000 - machineTime())
  const results = await previewed(world)
  clock.jump(now - machineTime())
  return results
}

async function decided(world: World): Promise<void> {
  const { outcome } = await whatComes(right, world, { undo: false })
  if (outcome.kind !== 'done') throw new Error(`not published: ${outcome.code}`)
}

export const publicationSteps: Record<string, Step> = {
  'it is being published': decided,
  'it was published': async (world) => {
    await decided(world)
    await workAsked(world.bureau)
  },
  'the group did not take it': async ({ bureau }) => {
    await bureau.delivered(({ what }) => !what.startsWith('send ranking'))
  },
  'there is no group': ({ bureau }) =>
    bureau.storage.transact('work', (tx) => putSetting(tx, bureau.id, 'group-chat', null)),
  'the ledger was found to differ': ({ bureau }) =>
    bureau.storage.transact('work', (tx) =>
      putSetting(tx, bureau.id, 'ledger-verified', {
        ...{ head: null, wholeAt: null },
        differs: { kind: 'changed', sequence: 3, entryId: null },
      }),
    ),
}

export const publicationWalks: readonly Walk[] = [
  {
    of: 'publish.confirm',
    right,
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'publish-no-group': after('there is no group'),
      'publish-ledger-differs': after('the ledger was found to differ'),
      'publish-nobody': carried(0, (world) => world.cycle(asksAll.id, 2024)),
      'publish-under-way': after('it is being published'),
      'publish-not-computed': carried(2, 'another'),
      'publish-open': on('2025-10-10'),
      'publish-outdated': carried(2, seenBefore),
      'publish-reason': both(after('it was published'), typed({ reason: '' })),
    },
  },
  {
    of: 'publish.to-group',
    right: {
      ...{ who: 'zhou', at: ['2026-01-20', '11:00'] },
      after: ['it was published', 'the group did not take it'],
      does: { press: 'publish.to-group', args: [cycle] },
    },
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'publish-no-group': after('there is no group'),
      'publish-in-group': without('the group did not take it'),
    },
  },
]
