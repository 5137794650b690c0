/** Stand-ins for the test runner and the generator of examples, so that tests run again and again in one process. */

/** Collects tests instead of running them; `expect` is the real one. */
export const vitestShim = `
import * as chai from 'chai'
import { JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect'
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
export const expect = chai.expect
const tests = (globalThis.__tests ??= [])
const names = []
const formatted = (name, row) => name + ' ' + JSON.stringify(row)?.slice(0, 80)
export function describe(name, body) {
  names.push(name)
  body()
  names.pop()
}
export function it(name, body) {
  const file = globalThis.__file.split('/').at(-1).replace('.test.js', '')
  tests.push({ file, name: file + ': ' + [...names, name].join(' > '), body })
}
export const beforeAll = (hook) => (globalThis.__before ??= []).push(hook)
export const afterAll = (hook) => (globalThis.__after ??= []).push(hook)
const each = (of) => (rows) => (name, body) =>
  rows.forEach((row) => of(formatted(name, row), () => (Array.isArray(row) ? body(...row) : body(row))))
describe.each = each(describe)
it.each = each(it)
export const test = it
`

/** Few and always the same examples, and no search for smaller ones. */
export const fastCheckShim = (real: string): string => `
import fc from '${real}'
const assert = (property, given = {}) => {
  globalThis.__drew = true
  return fc.assert(property, {
    ...given,
    numRuns: Math.min(given.numRuns ?? 100, globalThis.__runs ?? 3),
    seed: 20250101,
    endOnFailure: true,
  })
}
export default { ...fc, assert }
`

/** The schemes' cases, a test for each file. */
export const casesShim = `
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readScheme } from '../../src/scheme/read/read.js'
import { readCaseFiles } from '../../src/cli/case-files.js'
import { runCases } from '../../src/factsfile/cases.js'
import { it } from 'vitest'
const folders = readdirSync('schemes', { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => join('schemes', one.name))
for (const folder of folders) {
  const { scheme } = readScheme(folder)
  for (const file of readCaseFiles(join(folder, 'cases'))) {
    it('cases of ' + folder + ' ' + file.file, () => {
      const { problems } = runCases(scheme, [file])
      const wrong = problems.filter((one) => one.level === 'error')
      if (wrong.length > 0) throw new Error(wrong.map((one) => one.message).join('; '))
    })
  }
}
`
