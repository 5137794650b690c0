import type { Mutant } from './mutants.js'

/** Runs tests against mutants in one process: `node worker.js <job>`; writes a JSON line for each mutant. */

interface Test {
  name: string
  body: () => unknown
}
interface Measured extends Test {
  took: number
  calls: number
  covers: ReadonlySet<number>
  kills: number
  /** How many examples it needs to see what it wants to see. */
  runs: number
}
export interface Job {
  tests: readonly string[]
  mutants: readonly Mutant[]
  runs: number
  /** Tests that take longer (in ms) are left out. */
  longest: number
  /** How many examples a mutant gets that few did not catch; 0: no second try. */
  again: number
}
export interface Verdict {
  id: number
  by: string | null
  /** `static`: only run while modules are read. */
  state: 'killed' | 'survived' | 'uncovered'
}

const globals: Record<string, unknown> = globalThis
let active = -1
let calls = 0
let limit = Number.POSITIVE_INFINITY
let again = 0
let hits = new Set<number>()
globals['__m'] = (id: number): boolean => {
  calls += 1
  if (calls > limit) throw new Error('endless')
  hits.add(id)
  return id === active
}

/** What the engine remembers between calls is forgotten with each mutant. */
const remembered: { forget(): void }[] = []
globals['__WeakMap'] = class<K extends object, V> {
  #map = new WeakMap<K, V>()
  constructor() {
    remembered.push({ forget: () => (this.#map = new WeakMap()) })
  }
  get(key: K): V | undefined {
    return this.#map.get(key)
  }
  set(key: K, value: V): this {
    this.#map.set(key, value)
    return this
  }
}

async function run(test: Test): Promise<unknown> {
  for (const one of remembered) one.forget()
  calls = 0
  try {
    await test.body()
    return null
  } catch (error) {
    return error
  }
}

async function measure(test: Test, least: number): Promise<Measured | null> {
  for (const runs of [least, 8, 25, 100]) {
    hits = new Set()
    globals['__runs'] = runs
    const start = performance.now()
    const error = await run(test)
    const took = performance.now() - start
    if (error === null) return { ...test, took, calls, covers: hits, kills: 0, runs }
    if (runs === 100)
      process.stderr.write(`left out, fails as it is: ${test.name}: ${String(error)}\n`)
  }
  return null
}

async function verdictOn(mutant: Mutant, tests: readonly Measured[]): Promise<Verdict> {
  const covering = tests.filter((test) => test.covers.has(mutant.id))
  if (covering.length === 0) return { id: mutant.id, by: null, state: 'uncovered' }
  const cost = (test: Measured): number => test.took / (1 + test.kills)
  active = mutant.id
  for (const test of [...covering].sort((a, b) => cost(a) - cost(b))) {
    limit = test.calls * 20 + 100_000
    globals['__runs'] = test.runs
    if ((await run(test)) === null) continue
    test.kills += 1
    return { id: mutant.id, by: test.name, state: 'killed' }
  }
  // Few examples may miss it: what draws examples draws more of them.
  for (const test of covering.filter(({ name }) => again > 0 && name.includes('invented'))) {
    limit = test.calls * 20 * again + 100_000
    globals['__runs'] = again
    if ((await run(test)) !== null) return { id: mutant.id, by: test.name, state: 'killed' }
  }
  return { id: mutant.id, by: null, state: 'survived' }
}

export async function work(job: Job): Promise<void> {
  again = job.again
  for (const file of job.tests) await import(file)
  const found = globals['__tests']
  const tests: Measured[] = []
  for (const test of Array.isArray(found) ? found : []) {
    const measured = await measure(test, job.runs)
    if (measured !== null && measured.took <= job.longest) tests.push(measured)
    else process.stderr.write(`left out: ${test.name}\n`)
  }
  const all = tests.reduce((sum, test) => sum + test.took, 0)
  process.stderr.write(`${tests.length} tests, ${Math.round(all)} ms\n`)
  for (const one of [...tests].sort((a, b) => b.took - a.took).slice(0, 8)) {
    process.stderr.write(`  ${Math.round(one.took)} ms ${one.runs} ${one.name}\n`)
  }
  for (const [at, mutant] of job.mutants.entries()) {
    if (at % 50 === 0) process.stderr.write(`${at} of ${job.mutants.length}\n`)
    const verdict = await verdictOn(mutant, tests)
    active = -1
    limit = Number.POSITIVE_INFINITY
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
  }
}
