import { day } from '../../src/base/day.js'
import type { Context, JobContext, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import {
  majorClosed,
  majorJudged,
  majorPassed,
  majorRead,
  majorReported,
  majorWritten,
} from '../../src/flows/major/entries.js'
import { majorDrafts, newMajor, noMajorWords } from '../../src/flows/major/form.js'
import { mayNotReport } from '../../src/flows/major/levels.js'
import { about, both, by, carried, type Change, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Major matters: the report, the levels, what follows, and what a late one costs. */

const everyStage = 'major matters stand at every stage'
const begun = 'a report of a major matter is begun'
const at = ['2025-10-10', '10:00'] as const

export const majorSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job(async (ctx) => writeMatters(ctx, world)),
  [begun]: ({ bureau }) =>
    bureau.job(async (ctx) => {
      const whose = { bureau: { id: bureau.id }, person: 'zhang' }
      const draft = { words: noMajorWords, made: '', opened: 't1' }
      await majorDrafts.keep(ctx.tx, whose, newMajor, draft)
    }),
}

function reported(ctx: JobContext, late = 0): string {
  return majorReported.write(ctx, {
    ...{ by: 'zhang', subject: 'zhang', day: day('2025-09-25') },
    body: {
      ...{ time: '09:50', late, withheld: false, informs: ['office'] },
      levels: ['leader-in-charge', 'principal-leader'],
    },
    personal: { title: '实验室起火', place: '二号楼', note: '' },
  })
}

function writeMatters(ctx: JobContext, { facts }: World): void {
  const name = (as: string, id: string): string => {
    facts.set(`major ${as}`, id)
    return id
  }
  name('new', reported(ctx))
  const read = name('read', reported(ctx))
  majorRead.write(ctx, { about: read, by: 'chen', body: { follows: 0 } })
  majorPassed.write(ctx, { about: name('passed', reported(ctx)), by: 'chen', body: { at: 0 } })
  const closed = (id: string): string => {
    majorClosed.write(ctx, { about: id, by: 'chen', body: { due: day('2025-10-13') } })
    return id
  }
  name('closed', closed(reported(ctx)))
  const written = name('written', closed(reported(ctx)))
  majorWritten.write(ctx, { about: written, by: 'zhang', body: { late: false } })
  name('late', reported(ctx, 12))
  const judged = name('judged', reported(ctx, 12))
  const body = { as: 'waived' as const, persons: [], facts: [] }
  majorJudged.write(ctx, { about: judged, by: 'dong', body, personal: { reason: '先救人' } })
}

const matter = (name: string) => (world: World) => of(world.facts, `major ${name}`)
const none = carried(0, 'no-such-matter')

function pressed(
  who: string,
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation {
  return { who, at, after: [everyStage], does: { press, args, values } }
}

function opened(who: string, kind: string, key: string | ((world: World) => string)): Situation {
  return { who, at, after: [everyStage, begun], does: { open: kind, key } }
}

/** A bureau without work rules. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> =>
    mayNotReport({ bureau: { ...ctx.bureau, work: null } }) ?? done('opened'),
})
const opening: Walk['wrong'] = { 'major-no-rules': withoutRules }

const level: Walk['wrong'] = {
  gone: none,
  'major-closed': carried(0, matter('closed')),
  'major-not-level': by('zhang'),
}
const judging: Walk['wrong'] = {
  gone: none,
  'major-not-judge': by('chen'),
  'major-in-time': carried(0, matter('new')),
  'major-judged': carried(0, matter('judged')),
}

export const majorWalks: readonly Walk[] = [
  {
    of: 'major.report',
    right: pressed('zhang', 'major.report', [], {
      ...{ what: '实验室起火', place: '二号楼', known: '2025-10-10 09:50', needed: '', who: '' },
    }),
    wrong: {
      ...opening,
      'major-what': typed({ what: '' }),
      'major-place': typed({ place: '' }),
      'major-known': typed({ known: '刚才' }),
      'major-known-future': typed({ known: '2025-10-10 10:01' }),
      'major-who': typed({ who: '王珊' }),
      'names-nobody': both(by('dong'), typed({ who: '无此人' })),
      'names-which': both(by('dong'), typed({ who: '郑平' })),
      'major-outside': by('head'),
    },
  },
  { of: 'major.again', right: pressed('zhang', 'major.again', []), wrong: opening },
  {
    of: 'major.read',
    right: pressed('chen', 'major.read', [matter('new')]),
    wrong: { gone: [none, by('wang')], 'major-read-before': carried(0, matter('read')) },
  },
  {
    of: 'major.pass',
    right: pressed('chen', 'major.pass', [matter('new')]),
    wrong: { ...level, 'major-passed': carried(0, matter('passed')), 'major-top': by('head') },
    // The principal leader has passed on nothing.
    apart: ['major-passed major-top'],
  },
  {
    of: 'major.follow',
    right: pressed('zhang', 'major.follow', [matter('new')], { text: '火已扑灭' }),
    wrong: {
      gone: none,
      'major-closed': carried(0, matter('closed')),
      'major-not-reporter': by('chen'),
      'major-text': typed({ text: '' }),
    },
  },
  { of: 'major.close', right: pressed('chen', 'major.close', [matter('new')]), wrong: level },
  {
    of: 'major.write',
    right: pressed('zhang', 'major.write', [matter('closed')], { text: '起因和处置' }),
    wrong: {
      gone: none,
      'major-not-reporter': by('chen'),
      'major-write-early': carried(0, matter('new')),
      'major-written-before': carried(0, matter('written')),
      'major-text': typed({ text: '' }),
    },
  },
  {
    of: 'major.propose',
    right: pressed('dong', 'major.propose', [matter('late')], { names: '张可', reason: '晚了' }),
    wrong: {
      ...judging,
      'major-whom': typed({ names: '' }),
      'names-nobody': typed({ names: '吴远' }),
      'names-which': typed({ names: '郑平' }),
      'major-judge-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'major.waive',
    right: pressed('dong', 'major.waive', [matter('late')], { reason: '先救人' }),
    wrong: { ...judging, 'major-judge-reason': typed({ reason: '' }) },
  },
  { of: 'card major-form', right: opened('zhang', 'major-form', 'new'), wrong: opening },
  {
    of: 'card major-timer',
    right: opened('zhang', 'major-timer', 't1'),
    wrong: { gone: about('t0') },
  },
  {
    of: 'card major',
    right: opened('chen', 'major', matter('new')),
    wrong: { gone: by('wang') },
  },
  {
    of: 'card major-unread',
    right: opened('chen', 'major-unread', matter('new')),
    wrong: { gone: [about(matter('read')), about(matter('closed'))] },
  },
  {
    of: 'command 重大事项',
    right: { ...opened('zhang', '', ''), does: { word: '重大事项' } },
    wrong: opening,
  },
]
