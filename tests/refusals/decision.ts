import { gradeDecided } from '../../src/flows/decision/entries.js'
import { computedNow } from '../publication/computed.js'
import { units } from './schemes.js'
import { about, by, carried, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** What the regulation leaves to a meeting. */

const cycle = (world: World): string => world.cycle(units.id)
const decided = 'a meeting has decided'

function press(
  verb: string,
  args: readonly (string | ((world: World) => string | Promise<string>))[],
  values: Record<string, string | string[]>,
): Situation {
  return {
    ...{ who: 'zhou', at: ['2026-01-20', '10:00'], after: [decided] },
    does: { press: verb, args, values },
  }
}

/** All units are equal: one of them has the one place. */
const results = ({ bureau }: World): Promise<string> =>
  computedNow(bureau, 'zhou', `${bureau.id}.${units.id}.2025`)

export const decisionSteps: Record<string, Step> = {
  [decided]: ({ bureau, facts, cycle: cycleOf }) =>
    bureau.job(async (ctx) => {
      const id = gradeDecided.write(ctx, {
        ...{ cycle: cycleOf(units.id), subject: 'party', by: 'zhou' },
        body: { grade: 'competent', role: 'leader-in-charge', reference: '纪要1号' },
        personal: { reason: '会议研究' },
      })
      facts.set('decision', id)
    }),
}

const opened: Walk['wrong'] = { 'not-allowed': by('li'), 'no-cycle': carried(0, 'no.such.2025') }

const tie = {
  ...{ 'chosen.tie.0': ['general'], 'reason.tie.0': '任务最重', 'reference.tie.0': '纪要2号' },
}
const grade = { name: '综合处', grade: 'excellent', reason: '会议研究', reference: '纪要3号' }

export const decisionWalks: readonly Walk[] = [
  {
    of: 'decision.places',
    right: press('decision.places', [cycle, results, '0'], tie),
    wrong: {
      ...opened,
      'decision-outdated': [carried(1, 'another'), carried(2, '7')],
      'decision-places': [
        typed({ 'chosen.tie.0': [] }),
        typed({ 'chosen.tie.0': ['general', 'planning'] }),
        typed({ 'chosen.tie.0': ['none'] }),
      ],
      'decision-reason': typed({ 'reason.tie.0': '' }),
      'choice-reference': typed({ 'reference.tie.0': '' }),
    },
  },
  {
    of: 'decision.grade',
    right: press('decision.grade', [cycle], grade),
    wrong: {
      ...opened,
      'decision-name': typed({ name: '没有这个' }),
      'decision-grade': typed({ grade: 'none' }),
      'decision-reason': typed({ reason: '' }),
      'choice-reference': typed({ reference: '' }),
    },
  },
  {
    of: 'decision.revoke',
    right: {
      who: 'zhou',
      at: ['2026-01-20', '10:00'],
      after: [decided],
      does: {
        press: 'decision.revoke',
        args: [cycle],
        values: { decision: '{decision}', 'reason.revoke': '登记错了' },
      },
    },
    wrong: {
      ...opened,
      gone: typed({ decision: 'none' }),
      'decision-reason': typed({ 'reason.revoke': '' }),
    },
  },
  {
    of: 'card decisions',
    right: {
      ...{ who: 'zhou', at: ['2026-01-20', '10:00'], after: [] },
      does: { open: 'decisions', key: cycle },
    },
    wrong: { 'not-allowed': by('li'), gone: about('none') },
  },
  {
    of: 'command 会议决定',
    right: {
      ...{ who: 'zhou', at: ['2026-01-20', '10:00'], after: [] },
      does: { word: '会议决定' },
    },
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': { takes: ['after none'], make: (of) => ({ ...of, after: ['no cycle runs'] }) },
    },
  },
]
