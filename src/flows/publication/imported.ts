import { z } from 'zod'
import type { Day } from '../../base/day.js'
import { slice } from '../collected.js'
import { entryKind } from '../entry-kind.js'
import type { Want } from '../wants.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const count = z.int().min(0)

/** Results of the parts that no flow collects yet, read from a facts file. */
const otherInputs = z.strictObject({
  /** They count from this day on. */
  from: z.string(),
  entered: z.array(
    z.strictObject({
      part: z.string(),
      assessee: z.string(),
      points: figure,
      by: z.string().exactOptional(),
      note: z.string().exactOptional(),
    }),
  ),
  tallies: z.array(
    z.strictObject({
      part: z.string(),
      assessee: z.string(),
      voters: z.string().exactOptional(),
      values: z.record(z.string(), count).exactOptional(),
      grades: z.record(z.string(), count).exactOptional(),
      issued: count.exactOptional(),
    }),
  ),
  /** Parts with nothing more to come. */
  closedParts: z.array(z.string()),
})

export type OtherInputs = z.infer<typeof otherInputs>

/** cycle; the whole of what a file brought; a later one takes its place. */
export const inputsImported = entryKind('inputs.imported', otherInputs)

/** What of a regulation a bureau's facts files bring, where no flow has it in chat. */
export const broughtByFile: readonly Want[] = ['entered', 'votes']

/** The job that reads a bureau's facts files for a cycle that was just opened; its period is the cycle. */
export const readInputsJob = 'inputs-read'

/** Cycle → what was imported last. */
export const importedSlice = slice<Map<string, OtherInputs>>('imported', () => new Map(), {
  [inputsImported.kind]: (state, entry) => {
    state.set(entry.cycle ?? '', inputsImported.body(entry))
  },
})

const none: OtherInputs = { from: '', entered: [], tallies: [], closedParts: [] }

/** What was imported for a cycle and counts on a day. */
export function importedIn(
  state: ReadonlyMap<string, OtherInputs>,
  cycle: string,
  on: Day,
): OtherInputs {
  const imported = state.get(cycle)
  return imported && imported.from <= on ? imported : none
}
