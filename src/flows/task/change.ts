import { z } from 'zod'
import { points } from '../../base/points.js'
import { fault, type Fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { deleteDraft, type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db } from '../../storage/database.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { quantityLimits } from '../limits.js'
import { sendCards } from '../notices.js'
import { textsOf } from '../texts.js'
import { taskDecided, tasksSet } from './entries.js'
import type { LetterRef, TaskIntent, TaskWords } from './intents.js'
import { type Letter, letterOf, type Task, tasksSlice } from './letters.js'
import { figureWithin, readLines } from './lines.js'
import { mayKeepTasks, taskPart, type TaskPart, tasksTold } from './parts.js'

type Of<V extends TaskIntent['verb']> = Extract<TaskIntent, { verb: V }>

/** Key of a letter's card. */
export function letterKey({ cycle, part, assessee }: LetterRef): string {
  return keyOf(cycle, part, assessee)
}

function open(ctx: Context, ref: LetterRef): TaskPart | Refusal {
  const of = taskPart(ctx.bureau, ref.cycle, ref.part)
  if (!of) return refuse('no-cycle')
  const denied = mayKeepTasks(ctx.bureau, ctx.person, of)
  if (denied) return denied
  return of.assessees.some(({ id }) => id === ref.assessee) ? of : refuse('tasks-assessee')
}

/**
 * Enters the letter of an assessee, or another in its place while nothing of it is decided; who is assessed is told.
 *
 * @refuses no-cycle, not-allowed, tasks-assessee, tasks-listed, tasks-decided, tasks-none, tasks-many, tasks-line, tasks-name,
 * tasks-points, tasks-sum
 */
export async function setTasks(ctx: Context, intent: Of<'tasks.set'>): Promise<Outcome> {
  const of = open(ctx, intent)
  if ('kind' in of) return of
  if (of.part.kind !== 'tasks' || of.part.listed.length > 0) return refuse('tasks-listed')
  const before = letterOf(ctx.collected.of(tasksSlice), { ...intent, part: of.part })
  if (before?.tasks.some(({ decided }) => decided !== null)) return refuse('tasks-decided')
  const { lines, faults } = readLines(of.part, intent.text)
  const refusal = refuseForm(faults)
  if (refusal) return refusal
  const { cycle, part, assessee } = intent
  const numbered = lines.map((line, index) => ({ ...line, id: `${index + 1}` }))
  tasksSet.write(ctx, {
    cycle,
    subject: assessee,
    body: {
      part,
      tasks: numbered.map(({ id, points: worth, target }) => ({
        ...{ id, points: worth },
        ...(target === null ? {} : { target }),
      })),
    },
    personal: { names: Object.fromEntries(numbered.map(({ id, name }) => [id, name])) },
  })
  await deleteDraft(ctx.tx, decidingPlace(ctx, intent))
  await tell(ctx, of, intent)
  return done('tasks-set', { name: nameIn(of, assessee), count: `${lines.length}` })
}

function nameIn({ cycle }: TaskPart, assessee: string): string {
  return cycle.byId.get(assessee)?.name ?? assessee
}

async function tell(ctx: Context, of: TaskPart, ref: LetterRef): Promise<void> {
  const card = { kind: 'task-letter', key: letterKey(ref) }
  const people = tasksTold(ctx.bureau, of, ref.assessee).filter((id) => id !== ctx.person)
  await sendCards(
    ctx,
    people.map((person) => ({ person, card })),
  )
}

const keptWords = z.object({
  tasks: z.record(
    z.string(),
    z.object({ result: z.string(), granted: z.string(), reason: z.string(), done: z.string() }),
  ),
})

function decidingPlace(
  ctx: { bureau: { id: string }; person: string },
  ref: LetterRef,
): DraftPlace {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'task-letter', key: letterKey(ref) }
}

/** What somebody has chosen for tasks and not handed in: the form then asks for reasons. */
export async function keptDecisions(
  db: Db,
  whose: { bureau: { id: string }; person: string },
  ref: LetterRef,
): Promise<Readonly<Record<string, TaskWords>>> {
  const kept = await getDraft(db, decidingPlace(whose, ref))
  return keptWords.safeParse(kept?.body).data?.tasks ?? {}
}

/** Whether a result needs a reason, and with special circumstances the points that it is given. */
export function needsReason(result: string | null): boolean {
  return result === 'not-done' || result === 'excused'
}

/**
 * Decides what became of tasks; who is assessed is told. For a task that is not done the reason is asked first.
 * All that is wrong with tasks is said at once.
 *
 * @refuses no-cycle, not-allowed, tasks-assessee, tasks-missing, task-result, task-granted, task-reason, task-done,
 * tasks-same
 */
export async function decideTasks(ctx: Context, intent: Of<'tasks.decide'>): Promise<Outcome> {
  const of = open(ctx, intent)
  if ('kind' in of) return of
  const letter = letterOf(ctx.collected.of(tasksSlice), { ...intent, part: of.part })
  if (!letter) return refuse('tasks-missing')
  const kept = await keptDecisions(ctx.tx, ctx, intent)
  const given = letter.tasks.flatMap((task, index) => {
    const words = intent.tasks[task.id]
    return words ? [{ task, words, number: `${index + 1}` }] : []
  })
  const unasked = given.some(
    ({ task, words }) =>
      needsReason(words.result) && !needsReason(kept[task.id]?.result ?? task.result),
  )
  if (unasked) {
    await putDraft(
      ctx.tx,
      decidingPlace(ctx, intent),
      JSON.parse(JSON.stringify({ tasks: intent.tasks })),
    )
    return done('tasks-more')
  }
  const refusal = refuseForm(given.flatMap((each) => faultsOf(of, each)))
  if (refusal) return refusal
  const reasons = await reasonsOf(ctx.tx, letter)
  const changed = given.filter((each) => isChanged(of, each, reasons))
  if (changed.length === 0) return refuse('tasks-same')
  for (const each of changed) write(ctx, { of, letter, ...each })
  await deleteDraft(ctx.tx, decidingPlace(ctx, intent))
  await tell(ctx, of, intent)
  return done('tasks-decided-now', {
    name: nameIn(of, letter.assessee),
    count: `${changed.length}`,
  })
}

interface Given {
  task: Task
  /** Its place in the letter, from 1. */
  number: string
  words: TaskWords
}

const results = ['open', 'done', 'not-done', 'excused']

function faultsOf({ part }: TaskPart, { task, words, number }: Given): Fault[] {
  const values = { number }
  const { result, reason, granted, done: typed } = words
  if (!results.includes(result)) return [fault(`result.${task.id}`, 'task-result', values)]
  const isSet = result === 'excused' && part.excused.value === 'set'
  return [
    ...(isSet && figureWithin(granted, points(task.points)) === null
      ? [fault(`granted.${task.id}`, 'task-granted', { ...values, max: task.points })]
      : []),
    ...(needsReason(result) && reason === ''
      ? [fault(`reason.${task.id}`, 'task-reason', values)]
      : []),
    ...(task.target !== null &&
    typed !== '' &&
    figureWithin(typed, points(quantityLimits.whole)) === null
      ? [fault(`done.${task.id}`, 'task-done', values)]
      : []),
  ]
}

/** What the words make of a task. */
function stateOf(
  { part }: TaskPart,
  { task, words }: Omit<Given, 'number'>,
): Pick<Task, 'result' | 'granted' | 'done'> {
  const { result, granted, done: amount } = words
  const isSet = result === 'excused' && part.excused.value === 'set'
  const some = result === 'open' && task.target !== null && amount !== ''
  return {
    result: result === 'done' || result === 'not-done' || result === 'excused' ? result : null,
    granted: isSet ? points(granted.normalize('NFKC')).toFixed() : null,
    done: some ? points(amount.normalize('NFKC')).toFixed() : null,
  }
}

/** Why tasks were decided so, by task. */
export async function reasonsOf(db: Db, letter: Letter): Promise<ReadonlyMap<string, string>> {
  const entries = letter.tasks.flatMap(({ decided }) => (decided ? [decided.entry] : []))
  const texts = await textsOf(db, entries, ['reason'])
  return new Map(
    letter.tasks.map(({ id, decided }) => [id, texts.get(decided?.entry ?? '')?.reason ?? '']),
  )
}

function isChanged(of: TaskPart, given: Given, reasons: ReadonlyMap<string, string>): boolean {
  const { task, words } = given
  const now = stateOf(of, given)
  const same = now.result === task.result && now.granted === task.granted && now.done === task.done
  return !same || (needsReason(now.result) && words.reason !== reasons.get(task.id))
}

function write(ctx: Context, of: Given & { of: TaskPart; letter: Letter }): void {
  const { letter, task, words } = of
  const { result, granted, done: amount } = stateOf(of.of, of)
  taskDecided.write(ctx, {
    cycle: of.of.cycle.id,
    subject: letter.assessee,
    ...(letter.entered === null ? {} : { about: letter.entered.entry }),
    body: {
      ...{ part: letter.part, task: task.id },
      ...(result === null ? {} : { result }),
      ...(granted === null ? {} : { granted }),
      ...(amount === null ? {} : { done: amount }),
    },
    ...(needsReason(result) ? { personal: { reason: words.reason } } : {}),
  })
}
