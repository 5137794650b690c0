import { yearNameOf } from '../running.js'
import { z } from 'zod'
import type { Day } from '../../base/day.js'
import { findNamed } from '../../roster/find.js'
import { getDraft, putDraft } from '../../storage/drafts.js'
import { keyOf, partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import { cycleId } from '../cycle/open.js'
import { type Bureau, type Context, done, type Outcome, type Seeing } from '../context.js'
import { refuse } from '../../base/refusal.js'
import type { GoneView } from '../gone-view.js'
import { mayNotRead } from '../standing/view.js'
import { keptDecisions, letterKey, reasonsOf } from './change.js'
import type { TaskIntent, TaskWords } from './intents.js'
import { isDecided, type Letter, letterOf, type Task, taskNames, tasksSlice } from './letters.js'
import { lackingIn } from './asks.js'
import { keptBy, mayKeepTasks, taskPart, type TaskPart } from './parts.js'

/** All letters of a part, for who keeps them. */
export interface TasksView {
  kind: 'tasks'
  cycle: string
  part: string
  scheme: string
  year: string
  partName: string
  clause: string
  points: string
  find: string
  page: number
  pages: number
  /** Assessees; of these with a letter, and with everything of it decided. */
  all: number
  set: number
  decided: number
  /** `lacks`: its letter, or its results, are waited for. */
  rows: { name: string; tasks: number; decided: number; lacks: boolean; card: CardRef }[]
  /** Every part of the cycle that the reader keeps, this one too; none where it is the only one. */
  parts: { id: string; name: string }[]
}

/** A task as its card shows it. */
export interface TaskShown extends Pick<Task, 'id' | 'points' | 'target' | 'result' | 'granted'> {
  /** Its place in the letter, from 1. */
  number: string
  name: string
  amount: string | null
  reason: string
  decided: { by: string; on: Day } | null
  /** What the form holds; `asks`: for the reason too. */
  words: TaskWords
  asks: boolean
}

/** A task of the year before, and what became of it. */
export interface TaskBefore
  extends Pick<Task, 'points' | 'target' | 'result' | 'granted' | 'done'> {
  name: string
}

/** One assessee's letter. */
export interface LetterView {
  kind: 'task-letter'
  cycle: string
  part: string
  assessee: string
  name: string
  scheme: string
  year: string
  partName: string
  clause: string
  says: string
  points: string
  excused: 'set' | 'full'
  partly: boolean
  /** The regulation lists the tasks: no letter is entered. */
  listed: boolean
  entered: { by: string; on: Day } | null
  tasks: TaskShown[]
  mayDecide: boolean
  /** What is waited for from who keeps it: the letter, or its results; null for nothing. */
  lacks: 'letter' | 'results' | null
  /** The letter may be entered or entered anew; `text`: as it was typed. */
  maySet: boolean
  text: string
  /** No letter was entered, and the text is last year's; as an offer, that counts once it is handed in. */
  lastYears: boolean
  /** What became of the tasks of the year before, beside the offer: by this targets of the new year are set. */
  before: TaskBefore[]
  /** The next letter that lacks something that is waited for, or that this one has; for who keeps them. */
  next: CardRef | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }
const pageSize = 20
const shownShape = z.object({ find: z.string().catch(''), page: z.number().catch(0) })

function listPlace(whose: { bureau: { id: string }; person: string }, key: string) {
  return { bureau: whose.bureau.id, owner: whose.person, kind: 'tasks', key }
}

/**
 * Narrows the list or turns its page.
 *
 * @refuses no-cycle, not-allowed
 */
export async function turnTasks(
  ctx: Context,
  intent: Extract<TaskIntent, { verb: 'tasks.find' | 'tasks.page' }>,
): Promise<Outcome> {
  const of = taskPart(ctx.bureau, intent.cycle, intent.part)
  if (!of) return refuse('no-cycle')
  const denied = mayKeepTasks(ctx.bureau, ctx.person, of)
  if (denied) return denied
  const place = listPlace(ctx, keyOf(intent.cycle, intent.part))
  const before = shownShape.safeParse((await getDraft(ctx.tx, place))?.body).data
  const now =
    intent.verb === 'tasks.find'
      ? { find: intent.text, page: 0 }
      : { find: before?.find ?? '', page: intent.page }
  await putDraft(ctx.tx, place, now)
  return done('refreshed')
}

/**
 * Opens the letters of another part.
 *
 * @refuses no-cycle, not-allowed
 */
export async function openPart(
  ctx: Context,
  { cycle, part }: Extract<TaskIntent, { verb: 'tasks.part' }>,
): Promise<Outcome> {
  const of = taskPart(ctx.bureau, cycle, part)
  if (!of) return refuse('no-cycle')
  const denied = mayKeepTasks(ctx.bureau, ctx.person, of)
  return denied ?? done('opened', {}, [{ kind: 'tasks', key: keyOf(cycle, part) }])
}

/** Every part of a cycle that somebody keeps, where there are several. */
function partsKept(bureau: Bureau, person: string, cycle: string): TasksView['parts'] {
  const all = keptBy(bureau, person).filter((of) => of.cycle.id === cycle)
  return all.length < 2 ? [] : all.map(({ part: { id, name } }) => ({ id, name }))
}

/**
 * Access: who keeps the tasks of the part.
 *
 * @refuses gone
 */
export async function viewTasks(seeing: Seeing, key: string): Promise<TasksView | GoneView> {
  const { bureau, person, collected, db } = seeing
  const [cycle = '', part = ''] = partsIn(key, 2) ?? []
  const of = taskPart(bureau, cycle, part)
  if (!of || person === null || mayKeepTasks(bureau, person, of)) return gone
  const state = collected.of(tasksSlice)
  const kept = shownShape.safeParse((await getDraft(db, listPlace({ bureau, person }, key)))?.body)
  const { find = '', page: wanted = 0 } = kept.data ?? {}
  const letters = of.assessees.map((one) => {
    const ref = { cycle, part, assessee: one.id }
    return { one, letter: letterOf(state, { ...ref, part: of.part }), card: cardOf(ref) }
  })
  const named = find === '' ? of.assessees : findNamed(of.assessees, find)
  const found = letters.filter(({ one }) => named.some(({ id }) => id === one.id))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  return {
    kind: 'tasks',
    ...headOf(of),
    find,
    page,
    pages,
    all: letters.length,
    set: letters.filter(({ letter }) => letter !== null).length,
    decided: letters.filter(({ letter }) => letter !== null && isDecided(letter)).length,
    rows: found.slice(page * pageSize, (page + 1) * pageSize).map(({ one, letter, card }) => ({
      name: one.name,
      tasks: letter?.tasks.length ?? 0,
      decided: letter?.tasks.filter(({ decided }) => decided !== null).length ?? 0,
      lacks: lackingIn(seeing, of, letter) !== null,
      card,
    })),
    parts: partsKept(bureau, person, cycle),
  }
}

function cardOf(ref: { cycle: string; part: string; assessee: string }): CardRef {
  return { kind: 'task-letter', key: letterKey(ref) }
}

function headOf({ cycle, part }: TaskPart) {
  return {
    cycle: cycle.id,
    part: part.id,
    scheme: cycle.scheme.shortTitle,
    year: yearNameOf(cycle),
    partName: part.name,
    clause: part.clause,
    points: part.whole.toFixed(),
  }
}

/**
 * Access: who keeps the tasks of the part, and who may read the assessee's score.
 *
 * @refuses gone
 */
export async function viewLetter(seeing: Seeing, key: string): Promise<LetterView | GoneView> {
  const { bureau, person, collected, db } = seeing
  const [cycle = '', part = '', assessee = ''] = partsIn(key, 3) ?? []
  const of = taskPart(bureau, cycle, part)
  const one = of?.assessees.find(({ id }) => id === assessee)
  if (!of || !one || person === null) return gone
  const keeps = mayKeepTasks(bureau, person, of) === null
  if (!keeps && mayNotRead(bureau, person, assessee)) return gone
  const ref = { cycle, part, assessee }
  const state = collected.of(tasksSlice)
  const letter = letterOf(state, { ...ref, part: of.part })
  const words = keeps ? await keptDecisions(db, { bureau, person }, ref) : {}
  const listed = of.part.listed.map(({ id, name }) => [id, name] as const)
  const names = letter?.entered ? await taskNames(db, letter.entered) : new Map(listed)
  const last = keeps && letter === null ? await lastYears(seeing, of, assessee) : noLetter
  const next = keeps
    ? of.assessees.find(({ id }) => {
        const other = letterOf(state, { cycle, part: of.part, assessee: id })
        return id !== assessee && (lackingIn(seeing, of, other) !== null || lacks(other, letter))
      })
    : undefined
  return {
    kind: 'task-letter',
    ...headOf(of),
    assessee,
    name: one.name,
    says: of.part.says.text,
    excused: of.part.excused.value,
    partly: of.part.kind === 'tasks' && of.part.listed.length === 0 && of.part.partly.value,
    listed: of.part.listed.length > 0,
    entered: letter?.entered
      ? { by: bureau.roster.nameOf(letter.entered.by), on: letter.entered.on }
      : null,
    tasks: letter ? await tasksShown(seeing, { letter, names, words }) : [],
    mayDecide: keeps && letter !== null,
    lacks: keeps ? lackingIn(seeing, of, letter) : null,
    maySet:
      keeps &&
      of.part.listed.length === 0 &&
      !letter?.tasks.some(({ decided }) => decided !== null),
    text: letter ? textOf(letter, names) : last.text,
    lastYears: last.text !== '',
    before: last.before,
    next: next ? cardOf({ ...ref, assessee: next.id }) : null,
  }
}

/** Whether another letter is one to go on with although nobody waits for it yet: it lacks what this one has. */
function lacks(other: Letter | null, now: Letter | null): boolean {
  if (now === null) return false
  return other === null || (isDecided(now) && !isDecided(other))
}

function textOf({ tasks }: Letter, names: ReadonlyMap<string, string>): string {
  return tasks.map((task) => lineOf(task, names)).join('\n')
}

interface LetterBefore {
  text: string
  before: TaskBefore[]
}

const noLetter: LetterBefore = { text: '', before: [] }

/**
 * The letter of the year before, whose tasks most often go on, with what became of them; nothing where there is none, or its text
 * was erased.
 */
async function lastYears(
  { collected, db, bureau }: Seeing,
  { cycle, part }: TaskPart,
  assessee: string,
): Promise<LetterBefore> {
  const before = { bureau: bureau.id, scheme: cycle.scheme.id, year: cycle.year - 1 }
  const ref = { cycle: cycleId(before), part, assessee }
  const letter = letterOf(collected.of(tasksSlice), ref)
  if (!letter?.entered) return noLetter
  const names = await taskNames(db, letter.entered)
  if (!letter.tasks.every(({ id }) => names.has(id))) return noLetter
  return {
    text: textOf(letter, names),
    before: letter.tasks.flatMap(
      ({ id, points, target, result, granted, done: amount, decided }) =>
        decided === null
          ? []
          : [{ name: names.get(id) ?? id, points, target, result, granted, done: amount }],
    ),
  }
}

function lineOf({ id, points, target }: Task, names: ReadonlyMap<string, string>): string {
  return [names.get(id) ?? id, points, ...(target === null ? [] : [target])].join(' ')
}

async function tasksShown(
  { bureau, db }: Seeing,
  of: {
    letter: Letter
    names: ReadonlyMap<string, string>
    words: Readonly<Record<string, TaskWords>>
  },
): Promise<TaskShown[]> {
  const reasons = await reasonsOf(db, of.letter)
  return of.letter.tasks.map((task, index): TaskShown => {
    const { id, points, target, result, granted, decided } = task
    const reason = reasons.get(id) ?? ''
    const words = of.words[id] ?? {
      ...{ result: result ?? 'open', granted: granted ?? '', reason, done: task.done ?? '' },
    }
    return {
      ...{ id, points, target, result, granted, reason, words },
      number: `${index + 1}`,
      name: of.names.get(id) ?? id,
      amount: task.done,
      decided: decided && { by: bureau.roster.nameOf(decided.by), on: decided.on },
      asks: words.result === 'not-done' || words.result === 'excused',
    }
  })
}
