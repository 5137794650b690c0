import type { Part, RatioPart, TasksPart } from './parts.js'

/** Whether what becomes of tasks counts in a part. */
export function hasTasks(part: Part | undefined): part is TasksPart | RatioPart {
  return part?.kind === 'tasks' || (part?.kind === 'ratio' && part.listed.length > 0)
}
