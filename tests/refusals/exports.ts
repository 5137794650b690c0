import type { Context, Outcome } from '../../src/flows/context.js'
import { sendForm, sendPack } from '../../src/flows/export/send.js'
import {
  both,
  by,
  carried,
  type Change,
  doing,
  saying,
  type Situation,
  without,
} from './situation.js'
import { units } from './schemes.js'
import type { Walk } from './walk.js'
import type { World } from './world.js'

/** Forms and replay packs are exported. */

const cycle = (world: World): string => world.bureau.cycle

/** A bureau in which more are assessed than one workbook, or a pack, can hold. */
function crowded({ bureau, ...ctx }: Context, id: string): Context {
  const cycles = bureau.cycles.map((each) =>
    each.id === id
      ? { ...each, assessees: Array.from({ length: 1001 }, () => each.assessees).flat() }
      : each,
  )
  return { ...ctx, bureau: { ...bureau, cycles } }
}

const manySheets = (ctx: Context, world: World): Promise<Outcome> =>
  sendForm(crowded({ ...ctx, person: 'sun' }, world.bureau.cycle), {
    ...{ verb: 'export.form', cycle: world.bureau.cycle, form: 'year-form', of: 'all' },
    quarter: null,
  })

const manyStatements = (ctx: Context, world: World): Promise<Outcome> =>
  sendPack(crowded(ctx, published(world)), { verb: 'export.pack', cycle: published(world) })

/** What the word for exports refuses of forms. */
export const exportWords: Readonly<Record<string, Change>> = {
  'form-whose': saying('导出 登记表 无此人'),
  'form-quarter': saying('导出 季度登记表 第4季度'),
  'form-nothing': both(by('sun'), saying('导出 登记表 冯正')),
  'form-many': doing({ call: manySheets }),
  'form-not-computed': both(by('sun'), saying('导出 结果')),
}

const form: Situation = {
  ...{ who: 'sun', at: ['2025-10-10', '10:00'], after: [] },
  does: { press: 'export.form', args: [cycle, 'year-form', 'zhang', '-'] },
}

const pack: Situation = {
  ...{ who: 'sun', at: ['2026-01-20', '11:00'], after: ['it was published'] },
  does: { press: 'export.pack', args: [published] },
}

/** The cycle that the step publishes. */
function published(world: World): string {
  return world.cycle(units.id)
}

export const exportWalks: readonly Walk[] = [
  {
    of: 'export.form',
    right: form,
    wrong: {
      gone: carried(1, 'no-form'),
      'form-quarter': both(carried(1, 'quarter-sheet'), carried(3, '4')),
      'not-allowed': by('zhao'),
      'form-nothing': carried(2, 'head'),
      'form-many': doing({ call: manySheets }),
      'form-not-computed': both(carried(1, 'results'), carried(2, 'all')),
    },
    // Another is asked for, or in another bureau.
    apart: [
      ...['gone form-many', 'form-quarter form-many', 'not-allowed form-many'],
      ...['form-nothing form-many', 'form-many form-not-computed'],
    ],
  },
  {
    of: 'export.pack',
    right: pack,
    wrong: {
      'not-allowed': by('li'),
      gone: carried(0, 'no.such.2025'),
      'pack-none': without('it was published'),
      'pack-large': doing({ call: manyStatements }),
    },
    apart: ['not-allowed pack-large', 'gone pack-large', 'pack-none pack-large'],
  },
  {
    of: 'card exports',
    right: { ...form, does: { open: 'exports', key: 'all' } },
    wrong: { 'unknown-person': by('nobody') },
  },
]
