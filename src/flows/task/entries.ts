import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^\d+(\.\d+)?$/)
const id = z.string().min(1)

/**
 * cycle; subject = the assessee; a responsibility letter: its tasks with the points set beforehand, and how much is to be
 * done where tasks count in part. A later one takes its place. personal = { names: task → name }.
 */
export const tasksSet = entryKind(
  'tasks.set',
  z.strictObject({
    part: id,
    tasks: z.array(z.strictObject({ id, points: figure, target: figure.exactOptional() })).min(1),
  }),
)

/**
 * cycle; subject = the assessee; about = the letter; what became of one of its tasks: a result, what the office gave under
 * special circumstances, or how much is done; nothing of these: it is open again. personal = { reason }.
 */
export const taskDecided = entryKind(
  'task.decided',
  z.strictObject({
    part: id,
    task: id,
    result: z.enum(['done', 'not-done', 'excused']).exactOptional(),
    granted: figure.exactOptional(),
    done: figure.exactOptional(),
  }),
)
