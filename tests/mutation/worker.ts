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
  moves: ReadonlySet<number>
}
interface Measured extends Test {
  ways: Way[]
  /** How many mutants it was tried on, and how many it noticed, by source file. */
  record: Map<string, { tried: number; killed: number }>
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

async function wayOf(test: Test, runs: number): Promise<Way | string> {
  const steps = startCounting()
  const start = performance.now()
  const error = await run(test, runs)
  if (error !== null) return String(error)
  const took = performance.now() - start
  const count = steps()
  const moves = new Set<number>()
  trace(moves)
  await run(test, runs)
  trace(null)
  return { runs, took, steps: count, moves }
}

/** A test as it runs with few examples and, where it draws any, with more. */
async function measure(test: Test, job: Job): Promise<Measured | null> {
  globals['__drew'] = false
  let least: Way | string = ''
  for (const runs of new Set([job.runs, 8, 25, 100])) {
    least = await wayOf(test, runs)
    if (typeof least !== 'string' || globals['__drew'] === false) break
  }
  if (typeof least === 'string') {
    process.stderr.write(`left out, fails as it is: ${test.name}: ${least.slice(0, 300)}\n`)
    return null
  }
  if (least.took > job.longest) {
    process.stderr.write(`left out, takes ${Math.round(least.took)} ms: ${test.name}\n`)
    return null
  }
  const more =
    globals['__drew'] === true && least.runs < job.again ? await wayOf(test, job.again) : ''
  return { ...test, ways: typeof more === 'string' ? [least] : [least, more], record: new Map() }
}

/** How much it is likely to notice in a file for its time: what noticed much there before comes first. */
function promiseOf(test: Measured, way: Way, file: string): number {
  const { tried, killed } = test.record.get(file) ?? { tried: 0, killed: 0 }
  return (killed + 0.3) / (tried + 1) / (way.took + 2)
}

async function verdictOn(
  mutant: Mutant,
  tests: readonly Measured[],
  most: number,
): Promise<Verdict> {
  const start = performance.now()
  const tries = tests.flatMap((test) =>
    test.ways
      .filter((way) => way.moves.has(mutant.id))
      .map((way) => ({ test, way, promise: promiseOf(test, way, mutant.file) })),
  )
  let tried = 0
  let spent = 0
  const verdict = (by: string | null, state: Verdict['state']): Verdict => {
    return { id: mutant.id, by, state, took: Math.round(performance.now() - start), tried }
  }
  for (const { test, way } of tries.sort((a, b) => b.promise - a.promise)) {
    spent += way.took
    if (tried > 0 && spent > most) break
    tried += 1
    startCounting()
    switchOn(mutant.id, way.steps * 10 + 100_000)
    const error = await run(test, way.runs)
    switchOn(-1, Number.POSITIVE_INFINITY)
    const record = test.record.get(mutant.file) ?? { tried: 0, killed: 0 }
    test.record.set(mutant.file, record)
    record.tried += 1
    if (error === null) continue
    record.killed += 1
    return verdict(test.name, 'killed')
  }
  return verdict(null, tries.length === 0 ? 'same' : 'survived')
}

async function testsOf(job: Job): Promise<Measured[]> {
  for (const file of job.tests) {
    globals['__file'] = file
    await import(file)
  }
  for (const hook of asFunctions(globals['__before'])) await hook()
  const found = globals['__tests']
  const tests: Measured[] = []
  for (const test of Array.isArray(found) ? found : []) {
    const measured = await measure(test, job)
    if (measured !== null) tests.push(measured)
  }
  return tests
}

function asFunctions(value: unknown): (() => unknown)[] {
  return Array.isArray(value) ? value : []
}

/** Measures all tests, then answers every mutant that comes in, until no more come. */
export async function work(job: Job): Promise<void> {
  const start = performance.now()
  const tests = await testsOf(job)
  const all = tests.flatMap((test) => test.ways).reduce((sum, way) => sum + way.took, 0)
  const took = Math.round(performance.now() - start)
  process.stderr.write(`${tests.length} tests of ${Math.round(all)} ms, measured in ${took} ms\n`)
  const last = (test: Measured): number => test.ways.at(-1)?.took ?? 0
  for (const one of [...tests].sort((a, b) => last(b) - last(a)).slice(0, 12)) {
    const ways = one.ways.map(({ runs, took }) => `${Math.round(took)} ms (${runs})`)
    process.stderr.write(`  ${ways.join(' ')} ${one.name}\n`)
  }
  process.stdout.write('ready\n')
  for await (const line of createInterface(process.stdin)) {
    const verdict = await verdictOn(JSON.parse(line), tests, job.most)
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
  }
  for (const hook of asFunctions(globals['__after'])) await hook()
}
