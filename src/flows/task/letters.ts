import { z } from 'zod'
import type { Day } from '../../base/day.js'
import type { RatioPart, TasksPart } from '../../scheme/model/parts.js'
import type { TaskRow } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Db } from '../../storage/database.js'
import { slice } from '../collected.js'
import { itemsScored } from '../items/entries.js'
import { taskDecided, tasksSet } from './entries.js'

/** One task of a letter, and what became of it. */
export interface Task {
  /** Its number in the letter. */
  id: string
  points: string
  target: string | null
  result: 'done' | 'not-done' | 'excused' | null
  granted: string | null
  done: string | null
  /** The entry that decided it: its reason is read when a card shows it; null while it is open. */
  decided: { entry: string; by: string; on: Day } | null
}

/** The responsibility letter of an assessee in a part, or the tasks that the regulation lists there. */
export interface Letter {
  part: string
  assessee: string
  /** The entry that holds the names of its tasks; null: the regulation lists them. */
  entered: { entry: string; by: string; on: Day } | null
  tasks: readonly Task[]
}

/** What became of a task; `of`: what is done is so much of it, where its letter says no target. */
type Decision = Pick<Task, 'result' | 'granted' | 'done' | 'decided'> & { of: string | null }

const open: Decision = { result: null, granted: null, done: null, decided: null, of: null }

/** A letter as entered, and what became of tasks, by their ids; a later letter forgets the decisions. */
interface Kept {
  part: string
  assessee: string
  letter: {
    entry: string
    by: string
    on: Day
    tasks: readonly Pick<Task, 'id' | 'points' | 'target'>[]
  } | null
  decisions: ReadonlyMap<string, Decision>
}

/** Cycle → `part/assessee` → what is kept of it. */
export type LettersCollected = Map<string, Map<string, Kept>>

/** Letters of responsibility with what became of their tasks; the names are personal text. */
export const tasksSlice = slice<LettersCollected>('tasks', () => new Map(), {
  [tasksSet.kind]: (state, entry) => {
    const { part, tasks } = tasksSet.body(entry)
    const assessee = entry.subject ?? ''
    const ofCycle = state.get(entry.cycle ?? '') ?? new Map<string, Kept>()
    state.set(entry.cycle ?? '', ofCycle)
    const letter = {
      ...{ entry: entry.id, by: entry.by, on: entry.day },
      tasks: tasks.map(({ id, points, target }) => ({ id, points, target: target ?? null })),
    }
    ofCycle.set(letterPlace(part, assessee), { part, assessee, letter, decisions: new Map() })
  },
  [taskDecided.kind]: (state, entry) => {
    const { part, task, result, granted, done } = taskDecided.body(entry)
    decide(state, entry, { part, task, result, granted, done })
  },
  [itemsScored.kind]: (state, entry) => {
    for (const given of itemsScored.body(entry).rows) {
      if (given.as === 'task') decide(state, entry, given)
    }
  },
})

/** What became of a task, as an entry says it; nothing of it: it is open again. */
interface Decided {
  part: string
  task: string
  result?: 'done' | 'not-done' | 'excused' | undefined
  granted?: string | undefined
  target?: string | undefined
  done?: string | undefined
}

function decide(state: LettersCollected, entry: PlainEntry, of: Decided): void {
  const { part, task, result = null, granted = null, target = null, done = null } = of
  const assessee = entry.subject ?? ''
  const ofCycle = state.get(entry.cycle ?? '') ?? new Map<string, Kept>()
  state.set(entry.cycle ?? '', ofCycle)
  const place = letterPlace(part, assessee)
  const kept = ofCycle.get(place) ?? { part, assessee, letter: null, decisions: new Map() }
  const isOpen = result === null && done === null
  const decided = isOpen ? null : { entry: entry.id, by: entry.by, on: entry.day }
  const now = { result, granted, done, decided, of: target }
  ofCycle.set(place, { ...kept, decisions: new Map([...kept.decisions, [task, now]]) })
}

function letterPlace(part: string, assessee: string): string {
  return `${part}/${assessee}`
}

/**
 * The letter of an assessee in a part of a cycle; null while none was entered. Where the regulation lists the tasks they
 * are the letter.
 */
export function letterOf(
  state: LettersCollected,
  of: { cycle: string; part: TasksPart | RatioPart; assessee: string },
): Letter | null {
  const { part, assessee } = of
  const kept = state.get(of.cycle)?.get(letterPlace(part.id, assessee))
  const decided = (id: string): Decision => kept?.decisions.get(id) ?? open
  if (part.listed.length > 0) {
    const tasks = part.listed
      .filter((one) => one.inForce.value)
      .map(({ id, points }) => ({ id, points: points.toFixed(), target: null, ...decided(id) }))
    return { part: part.id, assessee, entered: null, tasks }
  }
  if (!kept?.letter) return null
  const { tasks, ...entered } = kept.letter
  const all = tasks.map((task) => ({ ...task, ...decided(task.id) }))
  return { part: part.id, assessee, entered, tasks: all }
}

/** The letter that was entered for an assessee in a part; null while none was. */
export function enteredLetter(
  state: LettersCollected,
  of: { cycle: string; part: string; assessee: string },
): { entry: string } | null {
  return state.get(of.cycle)?.get(letterPlace(of.part, of.assessee))?.letter ?? null
}

/** Whether everything of a letter is decided. */
export function isDecided({ tasks }: Letter): boolean {
  return tasks.every(({ decided }) => decided !== null)
}

/**
 * A cycle's tasks as the engine reads them. Names and reasons are text of people: each task is called by its number, and
 * why it is excused says the entry of the ledger that is named.
 */
export function taskRows(state: LettersCollected, cycle: string): TaskRow[] {
  return [...(state.get(cycle)?.values() ?? [])].flatMap(
    ({ part, assessee, letter, decisions }) => {
      const listed = [...decisions.keys()].map((id) => ({ id }))
      return (letter?.tasks ?? listed).map((task): TaskRow => {
        const { result, granted, done, decided, of } = decisions.get(task.id) ?? open
        return {
          ...{ part, assessee, id: task.id },
          ...('points' in task ? { name: task.id, points: task.points } : {}),
          // How much is to be done counts with what is done, and not beside a result.
          ...(done === null ? {} : targetOf('target' in task ? task.target : null, of)),
          ...(result === null ? {} : { result }),
          ...(granted === null ? {} : { granted }),
          ...(result === 'excused' && decided !== null ? { reason: decided.entry } : {}),
          ...(done === null ? {} : { done }),
        }
      })
    },
  )
}

/** How much is to be done: as the letter says, else the whole of which a share was given. */
function targetOf(letter: string | null, of: string | null): Pick<TaskRow, 'target'> {
  const target = letter ?? of
  return target === null ? {} : { target }
}

const namesShape = z.object({ names: z.record(z.string(), z.string()) })

/** What the tasks of a letter are called; without those whose text was erased. */
export async function taskNames(
  db: Db,
  { entry }: { entry: string },
): Promise<ReadonlyMap<string, string>> {
  const text = (await personalTexts(db, [entry])).get(entry)
  const read = namesShape.safeParse(text)
  return new Map(Object.entries(read.success ? read.data.names : {}))
}
