import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { score } from '../../src/cli/score.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import type { CycleResult } from '../../src/scoring/statement.js'

/** What `kaohe score` says of an exported file, under the scheme of a folder: what it reads and refuses is the command's own. */
export function scoredByCommand(file: FactsFile, scheme: string): CycleResult {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-year-'))
  try {
    const facts = join(folder, 'facts.json')
    writeFileSync(facts, JSON.stringify(file))
    const { exitCode, lines } = score({ facts, scheme, json: true })
    if (exitCode !== 0) throw new Error(lines.join('\n'))
    return JSON.parse(lines[0] ?? '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
