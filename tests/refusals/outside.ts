import { day } from '../../src/base/day.js'
import type { SheetFailure, SheetRead } from '../../src/base/sheet.js'
import {
  outsideMade,
  outsideWithdrawn,
  papersImported,
  papersVoided,
} from '../../src/flows/outside/entries.js'
import type { OutsideFilled, OutsideRef } from '../../src/flows/outside/intents.js'
import { handInPage, keepPage } from '../../src/flows/outside/page.js'
import { attachPaper } from '../../src/flows/outside/paper-sheet.js'
import { keepPaper, type PaperRow } from '../../src/flows/outside/paper-form.js'
import { makeLinks, withdrawLink } from '../../src/flows/outside/manage.js'
import { periodClosed, ratingSubmitted } from '../../src/flows/rating/entries.js'
import { outsideRater } from '../../src/flows/rating/outside-rater.js'
import { hashOfToken } from '../../src/storage/link-key.js'
import { thirds } from './schemes.js'
import {
  about,
  after,
  both,
  by,
  carried,
  type Change,
  type Deed,
  doing,
  on,
  seen,
  type Situation,
  typed,
  without,
} from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Third parties: links, their page, and what came on paper. */

const cycle = (world: World): string => world.cycle(thirds.id)
const [period, part, body] = ['2025-Q3', 'service', 'client']
const ref = (world: World) => ({ cycle: cycle(world), period, part, body })
const args = [cycle, period, part, body]
const key = (world: World): string => `${cycle(world)}/${period}/${part}/${body}`
const at = ['2025-10-09', '10:00'] as const

const out = 'links of service are out'
const used = 'a link was handed in'
const withdrawn = 'a link was withdrawn'
const closed = 'the service was ended'
const waits = 'a sheet of paper is waited for'
const read = 'a sheet of paper was read'
const brought = 'papers were brought in'
const voided = 'papers were voided'

type Writes = (world: World, ctx: Parameters<typeof outsideMade.write>[0]) => void

const writing =
  (write: Writes): Step =>
  (world) =>
    world.bureau.job(async (ctx) => write(world, ctx))

const ids = {
  first: '0199a1b2-c3d4-7e5f-8a9b-000000000001',
  second: '0199a1b2-c3d4-7e5f-8a9b-000000000002',
  paper: '0199a1b2-c3d4-7e5f-8a9b-000000000003',
}

function paperRow(more: Partial<PaperRow> = {}): PaperRow {
  return { at: 2, number: '7', scores: { zhang: '90' }, remark: '', ...more }
}

/** Of the office, and of somebody else, so that who may not is told so, and not that there is none. */
const paperKept =
  (rows: PaperRow[], sha = 'a', other: Partial<OutsideRef> = {}): Step =>
  async (world) => {
    const sheet = rows.length > 0 ? { name: '纸质.xlsx', sha256: sha.repeat(64) } : null
    const draft = { ref: { ...ref(world), ...other }, rows, sheet, made: null }
    for (const person of ['sun', 'zhou', 'zhang']) {
      await world.bureau.job((ctx) => keepPaper(ctx.tx, { bureau: ctx.bureau, person }, draft))
    }
  }

export const outsideSteps: Record<string, Step> = {
  [out]: writing((world, ctx) => {
    const { linkKey } = world.bureau.storage.read
    const links = (['first', 'second'] as const).map((which, index) => {
      const id = ids[which]
      world.facts.set(`token ${which}`, linkKey.tokenOf(id))
      return { id, hash: hashOfToken(linkKey.tokenOf(id)), number: index + 1 }
    })
    outsideMade.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      body: { part, body, until: day('2025-10-24'), whom: ['zhang', 'wang'], links },
    })
  }),
  'a body has as many links as it may': writing((world, ctx) => {
    const links = Array.from({ length: 299 }, (_, index) => {
      const id = `0199a1b2-c3d4-7e5f-8a9b-1000000${`${index}`.padStart(5, '0')}`
      return { id, hash: hashOfToken(id), number: index + 1 }
    })
    outsideMade.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      body: { part, body, until: day('2025-10-14'), whom: ['zhang'], links },
    })
  }),
  'links of the listed service are out': writing((world, ctx) => {
    const token = world.bureau.storage.read.linkKey.tokenOf(ids.paper)
    world.facts.set('token listed', token)
    outsideMade.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      body: {
        ...{ part: 'service-listed', body, until: day('2025-10-24'), whom: ['zhang', 'wang'] },
        links: [{ id: ids.paper, hash: hashOfToken(token), number: 1 }],
      },
    })
  }),
  [used]: writing((world, ctx) =>
    ratingSubmitted.write(ctx, {
      ...{ by: outsideRater(ids.first), cycle: cycle(world), period },
      body: { part, raterClass: body, ratings: [{ assessee: 'zhang', points: '90' }] },
    }),
  ),
  [withdrawn]: writing((world, ctx) =>
    outsideWithdrawn.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period, personal: { reason: '发错' } },
      body: { part, link: ids.first },
    }),
  ),
  [closed]: writing((world, ctx) =>
    periodClosed.write(ctx, { by: 'zhou', cycle: cycle(world), period, body: { part } }),
  ),
  [waits]: paperKept([]),
  'a sheet of nothing is waited for': paperKept([], 'a', { part: 'nothing' }),
  [read]: paperKept([paperRow()]),
  'a wrong sheet of paper was read': paperKept([paperRow({ number: 'x' })], 'b'),
  [brought]: writing((world, ctx) => {
    const id = papersImported.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period },
      body: {
        ...{ part, body, sha256: 'a'.repeat(64), reference: '第7卷' },
        papers: [{ id: ids.paper, number: 70 }],
      },
    })
    world.facts.set('papers', id)
  }),
  [voided]: writing((world, ctx) =>
    papersVoided.write(ctx, {
      ...{ by: 'zhou', cycle: cycle(world), period, about: of(world.facts, 'papers') },
      ...{ body: { part }, personal: { reason: '录错' } },
    }),
  ),
}

function press(
  verb: string,
  more: readonly string[],
  values: Record<string, string | string[]> = {},
): Situation {
  return { who: 'sun', at, after: [], does: { press: verb, args: [...args, ...more], values } }
}

const manages: Walk['wrong'] = {
  'outside-unknown': carried(0, 'no.such.2025'),
  'not-allowed': by('zhang'),
}
const open: Walk['wrong'] = {
  ...manages,
  'outside-closed': after(closed),
  'outside-not-open': carried(1, '2025-Q4'),
}

/** Of a quarter that is closed one that is still to come is another. */
const closedElsewhere = 'outside-closed outside-not-open'

/** Nobody has set where pages are reached. */
const nowhere = (again: boolean): Change =>
  doing({
    call: (ctx, world) => {
      const deep = { ...ctx, bureau: { ...ctx.bureau, publicUrl: null } }
      return again
        ? withdrawLink(deep, {
            ...{ verb: 'outside.withdraw', ...ref(world), link: ids.first },
            ...{ reason: '发错', again },
          })
        : makeLinks(deep, { verb: 'outside.make', ...ref(world), count: '2', names: '', whom: [] })
    },
  })

const noted = (names: string): Change =>
  both(carried(2, 'service-noted'), typed({ count: '', names }))

const withdrawing: Situation = {
  who: 'sun',
  ...{ at, after: [out] },
  does: {
    press: 'outside.withdraw',
    args: [...args, '1'],
    values: { link: ids.first, reason: '发错了人' },
  },
}
const good: OutsideFilled = { scores: { zhang: '90', wang: '85.5' }, unknown: [], remark: '' }

const page = (
  act: typeof handInPage,
  filled: Partial<OutsideFilled> = {},
  which: 'first' | 'listed' | 'none' = 'first',
): Change =>
  doing({
    call: (ctx, world) =>
      act(ctx, which === 'none' ? '0'.repeat(32) : of(world.facts, `token ${which}`), {
        ...good,
        ...filled,
      }),
  })

function pageWalk(name: string, act: typeof handInPage, more: Walk['wrong'] = {}): Walk {
  const does = page(act).make({ who: 'zhang', at, after: [out], does: { word: '' } }).does
  return {
    of: name,
    right: { who: 'zhang', at, after: [out], does },
    wrong: {
      'outside-page-unknown': page(act, {}, 'none'),
      'outside-page-used': after(used),
      'outside-page-withdrawn': after(withdrawn),
      'outside-page-closed': after(closed),
      'outside-page-not-open': on('2025-09-20'),
      'outside-page-expired': on('2025-10-25'),
      'rating-figure': page(act, { scores: { ...good.scores, zhang: '好' } }),
      'rating-bounds': page(act, { scores: { ...good.scores, zhang: '101' } }),
      'rating-listed': both(
        after('links of the listed service are out'),
        page(act, { scores: { zhang: '77', wang: '100' } }, 'listed'),
      ),
      'rating-decimals': page(act, { scores: { ...good.scores, zhang: '90.125' } }),
      'text-long': page(act, { remark: '长'.repeat(301) }),
      ...more,
    },
    apart: ['outside-page-not-open outside-page-expired'],
  }
}

/** Somebody sends a sheet of paper, as it was read. */
function sends(given: SheetFailure | readonly (readonly string[])[]): Change {
  const sheet: SheetRead =
    typeof given === 'string'
      ? { failed: given }
      : { rows: given.map((cells, index) => ({ at: index + 1, cells, merged: [] })) }
  const file = { name: '纸质.xlsx', sha256: 'c'.repeat(64), size: 9, mediaType: 'x', sheet }
  return doing({ call: (ctx) => attachPaper(ctx, file) })
}

const titles = ['编号', '张可', '王珊', '意见和建议']

const voiding: Deed = {
  press: 'outside.paper-void',
  args: [...args, ({ facts }: World) => of(facts, 'papers')],
  values: { why: '录错一份' },
}

export const outsideWalks: readonly Walk[] = [
  {
    of: 'outside.make',
    right: press('outside.make', [], { count: '3', names: '', whom: [] }),
    wrong: {
      ...open,
      'outside-no-address': nowhere(false),
      'outside-count': typed({ count: '六十一' }),
      'outside-names': noted(''),
      'outside-name-long': noted('长'.repeat(31)),
      'outside-many': after('a body has as many links as it may'),
      'outside-whom': typed({ whom: ['nobody'] }),
    },
    apart: [
      closedElsewhere,
      'outside-unknown outside-no-address',
      'outside-not-open outside-no-address',
    ],
  },
  {
    of: 'outside.withdraw',
    right: withdrawing,
    wrong: {
      ...open,
      'outside-link': typed({ link: ids.paper }),
      'outside-link-used': after(used),
      'outside-link-withdrawn': after(withdrawn),
      'outside-no-address': nowhere(true),
      'outside-reason': typed({ reason: '' }),
    },
    apart: [
      ...[closedElsewhere, 'outside-unknown outside-no-address'],
      ...['outside-not-open outside-no-address', 'outside-link outside-no-address'],
    ],
  },
  { of: 'outside.page', right: press('outside.page', ['2']), wrong: manages },
  { of: 'outside.paper', right: press('outside.paper', []), wrong: open, apart: [closedElsewhere] },
  {
    of: 'outside.paper-again',
    right: { ...press('outside.paper-again', []), after: [waits] },
    wrong: { 'not-allowed': by('zhang'), 'outside-paper-none': without(waits) },
  },
  {
    of: 'outside.paper-send',
    right: { ...press('outside.paper-send', [], { reference: '第8卷' }), after: [read] },
    wrong: {
      ...open,
      'outside-paper-none': without(read),
      'outside-paper-twice': after(brought),
      'outside-paper-wrong': after('a wrong sheet of paper was read'),
      'outside-paper-reference': typed({ reference: '' }),
    },
    apart: [
      closedElsewhere,
      ...['outside-paper-none outside-paper-wrong', 'outside-paper-twice outside-paper-wrong'],
    ],
  },
  {
    of: 'outside.paper-void',
    right: {
      ...press('outside.paper-void', [], { why: '录错一份' }),
      ...{ after: [brought], does: voiding },
    },
    wrong: {
      ...open,
      'outside-paper-unknown': carried(4, ids.first),
      'outside-paper-voided': after(voided),
      'outside-reason': typed({ why: '' }),
    },
    apart: [closedElsewhere],
  },
  pageWalk('handInPage', handInPage, {
    'outside-both': page(handInPage, { unknown: ['zhang'] }),
    'outside-missing': page(handInPage, { scores: { zhang: '90' } }),
    'outside-nothing': page(handInPage, { scores: {}, unknown: ['zhang', 'wang'] }),
  }),
  pageWalk('keepPage', keepPage),
  {
    of: 'attachPaper',
    right: {
      ...{ who: 'sun', at, after: [waits] },
      does: sends([titles, ['1', '90', '', '']]).make({
        who: '',
        at,
        after: [],
        does: { word: '' },
      }).does,
    },
    wrong: {
      'outside-paper-none': without(waits),
      'outside-unknown': after('a sheet of nothing is waited for'),
      'not-allowed': by('zhang'),
      'outside-closed': after(closed),
      'outside-not-open': on('2025-09-20'),
      'outside-sheet-kind': sends('kind'),
      'outside-sheet-large': sends('large'),
      'outside-sheet-long': sends('long'),
      'outside-sheet-locked': sends('locked'),
      'outside-sheet-damaged': sends('damaged'),
      'outside-sheet-titles': sends([
        ['姓名', '分数'],
        ['张可', '90'],
      ]),
      'outside-sheet-columns': sends([
        [...titles, '张科'],
        ['1', '90', '', '', '80'],
      ]),
      'outside-sheet-empty': sends([titles, ['1', '', '', '']]),
    },
    apart: ['outside-paper-none outside-unknown'],
  },
  {
    of: 'card outside',
    right: { who: 'sun', at, after: [], does: { open: 'outside', key } },
    wrong: {
      'outside-unknown': about('no.such.2025/2025-Q3/service/client'),
      'not-allowed': by('zhang'),
      gone: both(by('zhang'), seen),
    },
  },
  {
    of: 'card outside-paper',
    right: { who: 'sun', at, after: [waits], does: { open: 'outside-paper', key: 'new' } },
    wrong: { 'not-allowed': by('zhang'), gone: without(waits) },
  },
  {
    of: 'command 第三方评价',
    right: { who: 'sun', at, after: [], does: { word: '第三方评价' } },
    wrong: { 'not-allowed': by('zhang'), 'outside-none': after('no cycle runs') },
  },
]
