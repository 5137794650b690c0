import { canonicalJson, type Json } from '../base/json.js'
import type { Log } from '../base/log.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { asOfDay } from '../factsfile/shape.js'
import { inputOf } from '../factsfile/input.js'
import { inputsImported, type OtherInputs } from '../flows/publication/imported.js'
import { listCycles } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import { append } from '../storage/ledger.js'
import { readEntries } from '../storage/ledger-reading.js'

/**
 * Keeps a bureau's facts files with the cycles of their scheme and year, as entries where they differ from the last; they
 * count from the file's as-of day on. A file whose cycle there is not (any more) is named in the log.
 */
export async function keepOtherInputs(
  storage: Storage,
  bureau: Pick<BureauFiles, 'id' | 'inputs'>,
  log: Log,
): Promise<void> {
  for (const { scheme, facts } of bureau.inputs) {
    const input = inputOf(scheme, facts)
    const kept: OtherInputs = {
      from: asOfDay(facts),
      entered: [...input.entered],
      tallies: input.tallies.map((tally) => ({ ...tally })),
      closedParts: [...input.closed.parts],
    }
    const cycles = await listCycles(storage.read, bureau.id, ['open', 'published'])
    const cycle = cycles.find((one) => one.scheme === scheme.id && `${one.year}` === facts.year)
    if (cycle) await keep(storage, { bureau: bureau.id, cycle: cycle.id, kept })
    else log.warn('inputs-without-cycle', { bureau: bureau.id, scheme: scheme.id })
  }
}

async function keep(
  storage: Storage,
  { bureau, cycle, kept }: { bureau: string; cycle: string; kept: OtherInputs },
): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(kept))
  await storage.transact('work', async (tx) => {
    const kinds = [inputsImported.kind]
    const before = await readEntries(tx, { bureau, cycle, kinds })
    if (before.length > 0 && canonicalJson(before.at(-1)?.body) === canonicalJson(body)) return
    const day = storage.clock.today()
    append(tx, { bureau, cycle, kind: inputsImported.kind, day, by: 'system', body })
  })
}
