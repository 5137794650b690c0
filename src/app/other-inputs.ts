import { readFileSync } from 'node:fs'
import { canonicalJson, type Json } from '../base/json.js'
import { problemLine } from '../base/problem.js'
import { inputsImported, type OtherInputs } from '../flows/publication/imported.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { checkFacts } from '../factsfile/check.js'
import { asOfDay, parseFacts } from '../factsfile/shape.js'
import { inputOf } from '../factsfile/input.js'
import type { Storage } from '../storage/database.js'
import { append } from '../storage/ledger.js'
import { readEntries } from '../storage/ledger-reading.js'
import { BadSettings } from './config.js'

/**
 * Reads the facts file with the parts that no flow collects yet and keeps them with the cycle; they
 * count from the file's as-of day on. Throws BadSettings with every problem, keeping what was there.
 */
export async function keepOtherInputs(
  storage: Storage,
  path: string,
  of: { scheme: Scheme; bureau: string; cycle: string },
): Promise<void> {
  const document = parseFacts(readFileSync(path), path)
  const checked = document.value ? checkFacts(of.scheme, document.value, { document }) : []
  const errors = [...document.problems, ...checked].filter((each) => each.level === 'error')
  if (!document.value || errors.length > 0) {
    throw new BadSettings(['事实文件有错误：', ...errors.map(problemLine)].join('\n'))
  }
  const input = inputOf(of.scheme, document.value)
  const kept: OtherInputs = {
    from: asOfDay(document.value),
    entered: [...input.entered],
    tallies: input.tallies.map((tally) => ({ ...tally })),
    closedParts: [...input.closed.parts],
  }
  const body: Json = JSON.parse(JSON.stringify(kept))
  await storage.transact('work', async (tx) => {
    const kinds = [inputsImported.kind]
    const before = await readEntries(tx, { bureau: of.bureau, cycle: of.cycle, kinds })
    if (before.length > 0 && canonicalJson(before.at(-1)?.body) === canonicalJson(body)) return
    const day = storage.clock.today()
    append(tx, {
      ...{ bureau: of.bureau, cycle: of.cycle },
      kind: inputsImported.kind,
      day,
      by: 'system',
      body,
    })
  })
}
