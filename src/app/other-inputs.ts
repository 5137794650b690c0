import { canonicalJson, type Json } from '../base/json.js'
import type { Log } from '../base/log.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { asOfDay } from '../factsfile/shape.js'
import { inputOf } from '../factsfile/input.js'
import type { Job } from '../flows/jobs.js'
import { inputsImported, type OtherInputs, readInputsJob } from '../flows/publication/imported.js'
import { listCycles } from '../storage/cycles.js'
import type { Storage, Tx } from '../storage/database.js'
import { append } from '../storage/ledger.js'
import { readEntries } from '../storage/ledger-reading.js'

type Files = Pick<BureauFiles, 'id' | 'inputs'>

/**
 * Keeps a bureau's facts files with the cycles of their scheme and year, as entries where they differ from the last; they
 * count from the file's as-of day on. A file whose cycle there is not (any more) is named in the log.
 */
export async function keepOtherInputs(storage: Storage, bureau: Files, log: Log): Promise<void> {
  for (const input of bureau.inputs) {
    const kept = await storage.transact('work', (tx) => keepInput(tx, bureau.id, input))
    if (!kept) log.warn('inputs-without-cycle', { bureau: bureau.id, scheme: input.scheme.id })
  }
}

/** The same for a cycle that was opened while the program runs: asked for by its opening. */
export function inputsJob(served: () => readonly Files[]): Job {
  return {
    name: readInputsJob,
    title: '读取导入的数据',
    missed: 'each',
    asked: true,
    due: () => [],
    async run(ctx) {
      const bureau = served().find((each) => each.id === ctx.bureau.id)
      for (const input of bureau?.inputs ?? []) await keepInput(ctx.tx, ctx.bureau.id, input)
      return null
    },
  }
}

/** Whether there is a cycle that the file belongs to. */
async function keepInput(
  tx: Tx,
  bureau: string,
  { scheme, facts }: Files['inputs'][number],
): Promise<boolean> {
  const cycles = await listCycles(tx, bureau, ['open', 'published'])
  const cycle = cycles.find((one) => one.scheme === scheme.id && `${one.year}` === facts.year)?.id
  if (cycle === undefined) return false
  const input = inputOf(scheme, facts)
  const kept: OtherInputs = {
    from: asOfDay(scheme, facts),
    entered: [...input.entered],
    tallies: input.tallies.map((tally) => ({ ...tally })),
    closedParts: [...input.closed.parts],
  }
  const body: Json = JSON.parse(JSON.stringify(kept))
  const kind = inputsImported.kind
  const before = await readEntries(tx, { bureau, cycle, kinds: [kind] })
  if (before.length > 0 && canonicalJson(before.at(-1)?.body) === canonicalJson(body)) return true
  append(tx, { bureau, cycle, kind, day: tx.clock.today(), by: 'system', body })
  return true
}
