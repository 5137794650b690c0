import { taskDecided, tasksSet } from '../../src/flows/task/entries.js'
import { letters } from './schemes.js'
import { after, by, carried, chosen, type Situation, typed, without } from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Letters of responsibility. */

const cycle = (world: World): string => world.cycle(letters.id)

function press(verb: string, more: readonly string[], values = {}): Situation {
  return {
    ...{ who: 'zhou', at: ['2025-10-10', '10:00'], after: [] },
    does: { press: verb, args: [cycle, 'letter', ...more], values },
  }
}

/** The first task has special circumstances, the second may be done in part. */
export const taskSteps: Record<string, Step> = {
  'a letter is entered': (world) =>
    world.bureau.job(async (ctx) => {
      const about = tasksSet.write(ctx, {
        ...{ by: 'zhou', cycle: cycle(world), subject: 'zhang' },
        body: {
          part: 'letter',
          tasks: [
            { id: '1', points: '40' },
            { id: '2', points: '60', target: '12' },
          ],
        },
        personal: { names: { 1: '内部审计', 2: '改造管网' } },
      })
      taskDecided.write(ctx, {
        ...{ by: 'zhou', cycle: cycle(world), subject: 'zhang', about },
        body: { part: 'letter', task: '1', result: 'excused', granted: '5' },
        personal: { reason: '进场推迟' },
      })
    }),
}

const opened: Walk['wrong'] = {
  'no-cycle': carried(0, 'no.such.2025'),
  'not-allowed': by('li'),
}

const many = Array.from({ length: 21 }, (_, at) => `任务${at} 1`).join('\n')
const excused = { 'result.1': 'excused', 'granted.1': '5', 'reason.1': '进场推迟' }

export const taskWalks: readonly Walk[] = [
  {
    of: 'tasks.set',
    right: press('tasks.set', ['zhang'], { text: '内部审计 40\n改造管网 60 12' }),
    wrong: {
      ...opened,
      'tasks-assessee': carried(2, 'chen'),
      'tasks-listed': carried(1, 'listed'),
      'tasks-decided': after('a letter is entered'),
      'tasks-none': typed({ text: '' }),
      'tasks-many': typed({ text: many }),
      'tasks-line': typed({ text: '内部审计' }),
      'tasks-name': typed({ text: `${'长'.repeat(51)} 100` }),
      'tasks-points': typed({ text: '内部审计 0' }),
      'tasks-sum': typed({ text: '内部审计 40' }),
    },
  },
  {
    of: 'tasks.decide',
    right: {
      ...press('tasks.decide', ['zhang'], {
        ...{ 'result.1': 'done', 'result.2': 'open', 'done.2': '3' },
      }),
      after: ['a letter is entered'],
    },
    wrong: {
      ...opened,
      'tasks-assessee': carried(2, 'chen'),
      'tasks-missing': without('a letter is entered'),
      'task-result': typed({ 'result.1': 'else' }),
      'task-granted': typed({ ...excused, 'granted.1': '41' }),
      'task-reason': typed({ ...excused, 'reason.1': '' }),
      'task-done': typed({ 'done.2': '三' }),
      'tasks-same': typed({ ...excused, 'done.2': '' }),
    },
  },
  { of: 'tasks.find', right: press('tasks.find', [], { find: '张' }), wrong: opened },
  { of: 'tasks.page', right: press('tasks.page', ['1']), wrong: opened },
  {
    of: 'tasks.part',
    right: {
      ...press('tasks.page', []),
      does: { press: 'tasks.part', args: [cycle], option: 'letter' },
    },
    wrong: { 'no-cycle': chosen('nothing'), 'not-allowed': by('li') },
  },
]
