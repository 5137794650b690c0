import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { keyOf } from '../card-key.js'
import type { Context } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { taskAsks } from './asks.js'
import { decideTasks, letterKey, setTasks } from './change.js'
import { taskDecided, tasksSet } from './entries.js'
import type { LetterRef, TaskIntent } from './intents.js'
import { tasksSlice } from './letters.js'
import { keptBy, taskKeepers, taskPart, taskParts, tasksTold } from './parts.js'
import { openPart, turnTasks, viewLetter, viewTasks } from './view.js'

const letterClaims = (of: LetterRef): Claim[] => [
  cyclesReliedOn,
  { kind: 'tasks', id: letterKey(of) },
]

/** The letter's card, the list of all, and the scores and homes of whom it is about. */
function staleBy(entry: Written, { bureau }: Pick<Context, 'bureau'>): readonly Stale[] {
  const { cycle = '', subject = '' } = entry
  const part = (tasksSet.read(entry) ?? taskDecided.read(entry))?.part ?? ''
  const of = taskPart(bureau, cycle, part)
  if (!of) return []
  const told = tasksTold(bureau, of, subject)
  return [
    { kind: 'task-letter', keys: [letterKey({ cycle, part, assessee: subject })] },
    { kind: 'tasks', keys: [keyOf(cycle, part)] },
    { kind: 'standing', persons: told },
    homeOf(...told, ...taskKeepers(bureau, of)),
  ]
}

/**
 * Null where the person keeps the tasks of some part.
 *
 * @refuses tasks-nowhere, not-allowed
 */
function mayKeepAny(ctx: Context) {
  if (keptBy(ctx.bureau, ctx.person).length > 0) return null
  const [first] = taskParts(ctx.bureau)
  if (!first) return refuse('tasks-nowhere')
  const names = taskKeepers(ctx.bureau, first).map((id) => ctx.bureau.roster.nameOf(id))
  return refuse('not-allowed', { what: '登记年度任务', who: names.slice(0, 4).join('、') })
}

/** Letters of responsibility: tasks with points set beforehand, and what became of them. */
export const taskFlow: Flow = {
  name: 'task',
  serves: ['tasks'],
  slices: [tasksSlice],
  verbs: verbs<TaskIntent>({
    'tasks.set': { claims: letterClaims, act: setTasks },
    'tasks.decide': { claims: letterClaims, act: decideTasks },
    'tasks.find': { act: turnTasks },
    'tasks.page': { act: turnTasks },
    'tasks.part': { act: openPart },
  }),
  cards: {
    tasks: { view: viewTasks, onDemand: true, mayOpen: mayKeepAny },
    'task-letter': { view: viewLetter },
  },
  stale: { [tasksSet.kind]: staleBy, [taskDecided.kind]: staleBy },
  asks: [taskAsks],
  commands: [
    {
      name: '年度任务',
      words: ['tasks', '年度任务', '任务', '责任书'],
      argument: 'none',
      /** @refuses {@link mayKeepAny} */
      card: async (ctx) => {
        const [first] = keptBy(ctx.bureau, ctx.person)
        return first
          ? { kind: 'tasks', key: keyOf(first.cycle.id, first.part.id) }
          : (mayKeepAny(ctx) ?? refuse('tasks-nowhere'))
      },
    },
  ],
}
