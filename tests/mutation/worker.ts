import { createInterface } from 'node:readline'
import type { Mutant } from './mutants.js'
import { forget, startCounting, switchOn, trace } from './switches.js'

/** Runs tests against mutants in one process: reads mutants, a JSON line each, and writes a verdict for each. */

interface Test {
  name: string
  file: string
  body: () => unknown
}

/** One way to run a test: with some number of examples. */
interface Way {
  runs: number
  took: number
  steps: number
  /** Mutants that give another value somewhere in it. */
  moves: readonly number[]
}
interface Measured extends Test {
  ways: (Way & { seen: ReadonlySet<number> })[]
  /** How many mutants it was tried on, and how many it noticed, by source file. */
  record: Map<string, Tally>
}
export interface Job {
  tests: readonly string[]
  runs: number
  /** Tests that take longer (in ms) are left out. */
  longest: number
  /** How many examples a mutant gets that few did not catch; 0: no second try. */
  again: number
  /** How long a mutant is looked at (in ms), by what its tests took unchanged; the likeliest come first. */
  most: number
  /** Test files (by name) that are tried after all others: to see what they alone notice. */
  last: readonly string[]
  /** Which share of the tests this worker measures. */
  share: { at: number; of: number }
}
export interface Verdict {
  id: number
  by: string | null
  /** `same`: no test in which the place gives another value; `survived`: some, but none of them fails. */
  state: 'killed' | 'survived' | 'same'
  took: number
  tried: number
}

const globals: Record<string, unknown> = globalThis

async function run(test: Test, runs: number): Promise<unknown> {
  globals['__runs'] = runs
  forget()
  try {
    await test.body()
    return null
  } catch (error) {
    return error ?? 'failed'
  }
}

/** Runs a test with tracing: it takes longer so, but each about as much longer. */
async function wayOf(test: Test, runs: number): Promise<Way | string> {
  const steps = startCounting()
  const moves = new Set<number>()
  const start = performance.now()
  trace(moves)
  const error = await run(test, runs)
  trace(null)
  const took = performance.now() - start
  return error === null ? { runs, took, steps: steps(), moves: [...moves] } : String(error)
}

/** A test as it runs with few examples and, where it draws any, with more. */
async function measure(test: Test, job: Job): Promise<Way[]> {
  globals['__drew'] = false
  let least: Way | string = ''
  for (const runs of new Set([job.runs, 8, 25, 100])) {
    least = await wayOf(test, runs)
    if (typeof least !== 'string' || globals['__drew'] === false) break
  }
  if (typeof least === 'string') {
    process.stderr.write(`left out, fails as it is: ${test.name}: ${least.slice(0, 300)}\n`)
    return []
  }
  if (least.took > job.longest) {
    process.stderr.write(`left out, takes ${Math.round(least.took)} ms: ${test.name}\n`)
    return []
  }
  const more =
    globals['__drew'] === true && least.runs < job.again ? await wayOf(test, job.again) : ''
  return typeof more === 'string' ? [least] : [least, more]
}

interface Tally {
  tried: number
  killed: number
}
/** By source file and test file: tests of one file notice much the same. */
const records = new Map<string, Tally>()
/** By source file: which test noticed what line. */
const noticed = new Map<string, { line: number; test: Test; runs: number }[]>()

function recordOf(key: string): Tally {
  const found = records.get(key) ?? { tried: 0, killed: 0 }
  records.set(key, found)
  return found
}

/** How likely it is to notice a mutant, for its time: what noticed much in the file, or something near by, comes first. */
function promiseOf(test: Measured, way: Way, mutant: Mutant): number {
  const group = recordOf(`${mutant.file} ${test.file}`)
  const own = test.record.get(mutant.file) ?? { tried: 0, killed: 0 }
  const usual = (group.killed + 0.5) / (group.tried + 1)
  const near = (noticed.get(mutant.file) ?? []).filter(
    (one) =>
      one.test.name === test.name && one.runs === way.runs && Math.abs(one.line - mutant.line) < 6,
  )
  const rate = (own.killed + 3 * usual) / (own.tried + 3)
  return (rate * (1 + 4 * near.length)) / (way.took + 5)
}

async function verdictOn(mutant: Mutant, tests: readonly Measured[], job: Job): Promise<Verdict> {
  const start = performance.now()
  const tries = tests.flatMap((test) =>
    test.ways
      .filter((way) => way.seen.has(mutant.id))
      .map((way) => ({ test, way, promise: promiseOf(test, way, mutant) })),
  )
  let tried = 0
  let spent = 0
  const verdict = (by: string | null, state: Verdict['state']): Verdict => {
    return { id: mutant.id, by, state, took: Math.round(performance.now() - start), tried }
  }
  const isLast = ({ test }: (typeof tries)[number]): boolean => job.last.includes(test.file)
  tries.sort((a, b) => b.promise - a.promise)
  for (const one of [...tries.filter((other) => !isLast(other)), ...tries.filter(isLast)]) {
    const { test, way } = one
    spent += way.took
    if (tried > 0 && spent > job.most && !isLast(one)) continue
    tried += 1
    startCounting()
    switchOn(mutant.id, way.steps * 10 + 100_000)
    const error = await run(test, way.runs)
    switchOn(-1, Number.POSITIVE_INFINITY)
    const record = test.record.get(mutant.file) ?? { tried: 0, killed: 0 }
    test.record.set(mutant.file, record)
    const group = recordOf(`${mutant.file} ${test.file}`)
    for (const some of [record, group]) some.tried += 1
    if (error === null) continue
    for (const some of [record, group]) some.killed += 1
    const near = noticed.get(mutant.file) ?? []
    noticed.set(mutant.file, [...near, { line: mutant.line, test, runs: way.runs }])
    return verdict(test.name, 'killed')
  }
  return verdict(null, tries.length === 0 ? 'same' : 'survived')
}

async function testsOf(job: Job): Promise<Test[]> {
  for (const file of job.tests) {
    globals['__file'] = file
    await import(file)
  }
  for (const hook of asFunctions(globals['__before'])) await hook()
  const found = globals['__tests']
  return Array.isArray(found) ? found : []
}

function asFunctions(value: unknown): (() => unknown)[] {
  return Array.isArray(value) ? value : []
}

/** Measures its share of the tests, is told what all workers measured, then answers every mutant that comes in. */
export async function work(job: Job): Promise<void> {
  const start = performance.now()
  const tests = await testsOf(job)
  const own: [number, Way[]][] = []
  for (const [at, test] of tests.entries())
    if (at % job.share.of === job.share.at) own.push([at, await measure(test, job)])
  const took = Math.round(performance.now() - start)
  process.stderr.write(`${own.length} of ${tests.length} tests measured in ${took} ms\n`)
  process.stdout.write(`${JSON.stringify(own)}\n`)
  let measured: Measured[] | null = null
  for await (const line of createInterface(process.stdin)) {
    if (measured === null) {
      const all: [number, Way[]][] = JSON.parse(line)
      measured = all.flatMap(([at, ways]): Measured[] => {
        const test = tests[at]
        if (test === undefined || ways.length === 0) return []
        const seen = ways.map((way) => ({ ...way, seen: new Set(way.moves) }))
        return [{ ...test, ways: seen, record: new Map<string, Tally>() }]
      })
      process.stdout.write('ready\n')
      continue
    }
    const verdict = await verdictOn(JSON.parse(line), measured, job)
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
  }
  for (const hook of asFunctions(globals['__after'])) await hook()
}
