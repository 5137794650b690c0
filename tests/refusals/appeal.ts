import { day } from '../../src/base/day.js'
import { appealAnswered, appealMade, appealWithdrawn } from '../../src/flows/appeal/entries.js'
import { wholeLine } from '../../src/flows/appeal/lines.js'
import type { JobContext } from '../../src/flows/context.js'
import { saveFile } from '../../src/storage/files.js'
import { asksAll, units } from './schemes.js'
import { about, after, both, by, carried, on, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Reviews of a published result, and appeals that go on from their answers. */

const cycle = (world: World): string => world.cycle(units.id)
const appeal = (name: string) => (world: World) => of(world.facts, `appeal ${name}`)
const unpublished = (world: World): string => world.cycle(asksAll.id)
const made = 'results are appealed against'
const at = ['2026-01-21', '10:00'] as const

function press(
  who: string,
  verb: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation {
  return { who, at, after: ['it was published', made], does: { press: verb, args, values } }
}

/** 李 has asked about 综合处, at every stage; 周 about 规划处. All have their results in hand. */
export const appealSteps: Record<string, Step> = {
  [made]: async (world) => {
    await world.bureau.delivered()
    await world.bureau.job((ctx) => writeAppeals(ctx, world))
  },
}

async function writeAppeals(ctx: JobContext, world: World): Promise<void> {
  const { facts } = world
  const [published] = await ctx.tx.client.publication.findMany({ where: { cycle: cycle(world) } })
  const file = { name: '说明.pdf', sha256: '1'.repeat(64), size: 3, mediaType: 'application/pdf' }
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: 'li', about: 'none', ...file })
  const make = (
    name: string,
    line: string,
    whose: { by: string; unit: string; further?: string } = { by: 'li', unit: 'general' },
  ): string => {
    const id = appealMade.write(ctx, {
      ...{ cycle: cycle(world), subject: whose.unit, by: whose.by },
      body: {
        ...{ publication: published?.id ?? '', version: 1, line, until: day('2026-01-27') },
        ...{ further: whose.further ?? null, files: name === 'waiting' ? [saved] : [] },
      },
      personal: { reason: '漏计了一件' },
    })
    facts.set(`appeal ${name}`, id)
    return id
  }
  const answer = (about: string, finding: 'granted' | 'rejected'): void => {
    appealAnswered.write(ctx, {
      ...{ cycle: cycle(world), about, subject: 'general', by: 'sun' },
      body: { finding, reversed: [] },
      personal: { reason: '没有漏计' },
    })
  }
  const waiting = make('waiting', wholeLine)
  await ctx.tx.client.storedFile.update({ where: { id: saved }, data: { about: waiting } })
  facts.set('appeal file', saved)
  answer(make('rejected', 'none'), 'rejected')
  const followed = make('followed', 'none')
  answer(followed, 'rejected')
  make('further', 'none', { by: 'li', unit: 'general', further: followed })
  const withdrawn = make('withdrawn', 'none')
  const whose = { cycle: cycle(world), about: withdrawn, subject: 'general', by: 'li' }
  appealWithdrawn.write(ctx, { ...whose, body: {} })
  make("zhou's", 'item', { by: 'zhou', unit: 'planning' })
}

const opened: Walk['wrong'] = {
  'appeal-closed': [carried(0, 'no.such.2025'), after('no cycle runs')],
  'not-allowed': by('zhang'),
  'appeal-nothing': carried(0, unpublished),
  'appeal-window': on('2026-02-10'),
}

const asked = { line: 'item', reason: '漏计了一件' }

const own: Walk['wrong'] = {
  gone: [carried(0, 'none'), carried(1, 'planning'), by('zhang')],
  'appeal-closed': after('no cycle runs'),
}

const opening = (
  who: string,
  kind: string,
  key: string | ((world: World) => string),
): Situation => ({
  ...{ who, at, after: ['it was published', made], does: { open: kind, key } },
})

export const appealWalks: readonly Walk[] = [
  {
    of: 'appeal.submit',
    right: press('li', 'appeal.submit', [cycle, 'general'], asked),
    wrong: {
      ...opened,
      'appeal-line': typed({ line: 'none' }),
      'appeal-twice': typed({ line: wholeLine }),
      'appeal-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'appeal.drop',
    right: press('li', 'appeal.drop', [cycle, 'general', 'file'], asked),
    wrong: opened,
  },
  {
    of: 'appeal.withdraw',
    right: press('li', 'appeal.withdraw', [appeal('waiting'), 'general']),
    wrong: {
      ...own,
      'appeal-answered': carried(0, appeal('rejected')),
      'appeal-withdrawn-before': carried(0, appeal('withdrawn')),
    },
  },
  {
    of: 'appeal.further',
    right: press('li', 'appeal.further', [appeal('rejected'), 'general'], { reason: '没有看' }),
    wrong: {
      ...own,
      'appeal-further-none': carried(0, appeal('waiting')),
      'appeal-further-twice': carried(0, appeal('followed')),
      'appeal-further-window': on('2026-02-10'),
      'appeal-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'appeal.file',
    right: press('li', 'appeal.file', [appeal('file')]),
    wrong: { gone: [by('zhang'), carried(0, 'none')] },
  },
  {
    of: 'appeal.answer',
    right: press('zhou', 'appeal.answer', [appeal('waiting'), 'general'], {
      ...{ finding: 'rejected', reverse: [], reason: '没有漏计' },
    }),
    wrong: {
      gone: [carried(0, 'none'), carried(1, 'planning')],
      'appeal-closed': after('no cycle runs'),
      'not-allowed': by('li'),
      'appeal-own': both(carried(0, appeal("zhou's")), carried(1, 'planning')),
      'appeal-answered': carried(0, appeal('rejected')),
      'appeal-withdrawn-before': carried(0, appeal('withdrawn')),
      'appeal-finding': typed({ finding: 'else' }),
      'appeal-reverse': typed({ reverse: ['none'] }),
      'appeal-answer-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'card appeal',
    right: opening('li', 'appeal', (world) => `${cycle(world)}/general`),
    wrong: {
      gone: [by('zhang'), about('none')],
      'appeal-nothing': about((world) => `${unpublished(world)}/general`),
    },
  },
  {
    of: 'card own-appeal',
    right: opening('li', 'own-appeal', appeal('waiting')),
    wrong: { gone: [by('zhang'), by('zhou'), about('none')] },
  },
  {
    of: 'card appeal-answer',
    right: opening('zhou', 'appeal-answer', appeal('waiting')),
    wrong: { gone: [by('li'), about(appeal("zhou's")), about('none')] },
  },
  {
    of: 'command 复核',
    right: { who: 'li', at, after: ['it was published', made], does: { word: '复核' } },
    wrong: { 'appeal-nothing': [by('zhang'), after('no cycle runs')] },
  },
]
