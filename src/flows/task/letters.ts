import { z } from 'zod'
import type { Day } from '../../base/day.js'
import type { TaskRow } from '../../scoring/input.js'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Db } from '../../storage/database.js'
import { slice } from '../collected.js'
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

/** The responsibility letter of an assessee in a part. */
export interface Letter {
  /** The entry that holds the names of its tasks. */
  entry: string
  part: string
  assessee: string
  by: string
  on: Day
  tasks: readonly Task[]
}

/** Cycle → `part/assessee` → the letter that holds. */
export type LettersCollected = Map<string, Map<string, Letter>>

/** Letters of responsibility with what became of their tasks; the names are personal text. */
export const tasksSlice = slice<LettersCollected>('tasks', () => new Map(), {
  [tasksSet.kind]: (state, entry) => {
    const { part, tasks } = tasksSet.body(entry)
    const assessee = entry.subject ?? ''
    const ofCycle = state.get(entry.cycle ?? '') ?? new Map<string, Letter>()
    state.set(entry.cycle ?? '', ofCycle)
    ofCycle.set(letterPlace(part, assessee), {
      ...{ entry: entry.id, part, assessee, by: entry.by, on: entry.day },
      tasks: tasks.map(({ id, points, target }) => ({
        ...{ id, points, target: target ?? null },
        ...{ result: null, granted: null, done: null, decided: null },
      })),
    })
  },
  [taskDecided.kind]: (state, entry) => {
    const { part, task, result, granted, done } = taskDecided.body(entry)
    const ofCycle = state.get(entry.cycle ?? '')
    const place = letterPlace(part, entry.subject ?? '')
    const letter = ofCycle?.get(place)
    if (!ofCycle || !letter) return
    const open = result === undefined && done === undefined
    const decided = open ? null : { entry: entry.id, by: entry.by, on: entry.day }
    const now = { result: result ?? null, granted: granted ?? null, done: done ?? null, decided }
    const tasks = letter.tasks.map((each) => (each.id === task ? { ...each, ...now } : each))
    ofCycle.set(place, { ...letter, tasks })
  },
})

function letterPlace(part: string, assessee: string): string {
  return `${part}/${assessee}`
}

/** The letter of an assessee in a part of a cycle; null while none was entered. */
export function letterOf(
  state: LettersCollected,
  of: { cycle: string; part: string; assessee: string },
): Letter | null {
  return state.get(of.cycle)?.get(letterPlace(of.part, of.assessee)) ?? null
}

/** Whether everything of a letter is decided. */
export function isDecided({ tasks }: Letter): boolean {
  return tasks.every(({ decided }) => decided !== null)
}

/** A cycle's tasks as the engine reads them; each is called by its number, since names are text of people. */
export function taskRows(state: LettersCollected, cycle: string): TaskRow[] {
  return [...(state.get(cycle)?.values() ?? [])].flatMap(({ part, assessee, tasks }) =>
    tasks.map(
      ({ id, points, target, result, granted, done }): TaskRow => ({
        ...{ part, assessee, id, name: id, points },
        ...(target === null ? {} : { target }),
        ...(result === null ? {} : { result }),
        ...(granted === null ? {} : { granted }),
        ...(done === null ? {} : { done }),
      }),
    ),
  )
}

const namesShape = z.object({ names: z.record(z.string(), z.string()) })

/** What the tasks of a letter are called; without those whose text was erased. */
export async function taskNames(db: Db, letter: Letter): Promise<ReadonlyMap<string, string>> {
  const text = (await personalTexts(db, [letter.entry])).get(letter.entry)
  const read = namesShape.safeParse(text)
  return new Map(Object.entries(read.success ? read.data.names : {}))
}
