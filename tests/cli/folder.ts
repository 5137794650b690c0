import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A temporary folder for one test file, gone when its tests are through. */
export function temporaryFolder(): { path: string; file(name: string, text: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'kaohe-cli-'))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    file(name, text) {
      writeFileSync(join(path, name), text)
      return join(path, name)
    },
  }
}

export const wuhan = 'schemes/wuhan-civil-servants'
export const wujin = 'schemes/wujin-departments'
export const wuhanFacts = `${wuhan}/example-facts.yaml`
export const wujinFacts = `${wujin}/example-facts.yaml`
