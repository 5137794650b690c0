import { viewOf } from '../../src/flows/all.js'
import type { PublishView } from '../../src/flows/publication/views.js'
import { putSetting } from '../../src/storage/settings.js'
import { asksAll, units } from './schemes.js'
import { after, both, by, carried, on, whatComes, type Situation, typed } from './situation.js'
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
async function previewed(world: World): Promise<string> {
  const seeing = await world.bureau.seeing('zhou')
  const view = await viewOf(seeing, { kind: 'publish', key: cycle(world) })
  return (view as PublishView).preview
}

export const publicationSteps: Record<string, Step> = {
  'it was published': async (world) => {
    const { outcome } = await whatComes(right, world, { undo: false })
    if (outcome.kind !== 'done') throw new Error(`not published: ${outcome.code}`)
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
      'publish-open': on('2025-10-10'),
      'publish-outdated': carried(2, 'another'),
      'publish-reason': both(after('it was published'), typed({ reason: '' })),
    },
  },
]
