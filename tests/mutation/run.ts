import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Mutant, mutate, scriptOf } from './mutants.js'
import { casesShim, fastCheckShim, vitestShim } from './shims.js'
import type { Job, Verdict } from './worker.js'

/**
 * `npx tsx tests/mutation/run.ts [--runs 2] [--again 25] [--longest 4000] [--most 1500] [--last ranks,places] [--each 1] [--workers 2] [--json folder] [src/scoring/facts/balance.ts …]`
 * Changes the scoring folder one place at a time and runs its tests and the schemes' cases; prints what no test
 * notices, and the score of each file. Properties draw few examples (`--runs`), and more (`--again`) where few
 * notice nothing; tests that take longer than `--longest` ms are left out, and a mutant is looked at for `--most` ms;
 * tests of the files of `--last` come after all others; `--each 4` tries every fourth mutant of each file; `--json` keeps every mutant's fate, a file each.
 */

const root = resolve('.')
const out = mkdtempSync(join(tmpdir(), 'kaohe-mutation-'))

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && /\.ts$/.test(one.name) && !one.parentPath.includes('/page'))
    .map((one) => join(one.parentPath, one.name))
}

function place(file: string, code: string): void {
  const to = join(out, file.replace(/\.ts$/, '.js'))
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, code)
}

/** Packages as they are, but for the two that are stood in for. */
function placePackages(): void {
  mkdirSync(join(out, 'node_modules'))
  writeFileSync(join(out, 'package.json'), '{"type":"module"}')
  const real = join(root, 'node_modules')
  for (const name of readdirSync(real)) {
    if (name === 'vitest' || name === 'fast-check' || name.startsWith('.')) continue
    symlinkSync(join(real, name), join(out, 'node_modules', name))
  }
  const shims = {
    vitest: vitestShim,
    'fast-check': fastCheckShim(join(real, 'fast-check/lib/fast-check.js')),
  }
  for (const [name, code] of Object.entries(shims)) {
    const to = join(out, 'node_modules', name)
    mkdirSync(to)
    writeFileSync(join(to, 'package.json'), '{"type":"module","main":"index.js"}')
    writeFileSync(join(to, 'index.js'), code)
  }
}

/** What a module remembers between calls (weak maps, and maps that begin empty) is forgotten with each mutant. */
function forgetful(code: string): string {
  return code
    .replace(/new WeakMap\(/g, 'new __WeakMap(')
    .replace(/^(const \w+ = new )Map\(\)/gm, '$1__Map()')
}

/** All of `src`, and whatever else the tests import. */
function needed(): string[] {
  const found = new Set([...filesOf('src'), ...testFiles()])
  for (const file of found) {
    for (const [, named = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.js'/g)) {
      const imported = join(dirname(file), `${named}.ts`)
      if (existsSync(imported)) found.add(imported)
    }
  }
  return [...found]
}

function placeAll(wanted: readonly string[]): Mutant[] {
  placePackages()
  const mutants: Mutant[] = []
  for (const file of needed()) {
    const source = readFileSync(file, 'utf8')
    if (!wanted.includes(file)) {
      const script = scriptOf(source)
      place(file, file.startsWith('src/scoring') ? forgetful(script) : script)
      continue
    }
    const mutated = mutate(file, source, mutants.length)
    mutants.push(...mutated.mutants)
    place(file, forgetful(mutated.code))
  }
  place('tests/mutation/cases.ts', casesShim)
  for (const name of ['worker', 'switches']) {
    const file = `tests/mutation/${name}.ts`
    place(file, scriptOf(readFileSync(file, 'utf8')))
  }
  return mutants
}

/** Takes mutants until there are none; a worker measures the tests once. */
async function workThrough(
  next: () => Mutant | undefined,
  of: {
    name: string
    job: Job
    /** Gives what one worker measured, and takes what all did. */
    measured: (own: readonly unknown[]) => Promise<readonly unknown[]>
    done: (mutant: Mutant, verdict: Verdict) => void
  },
): Promise<void> {
  const entry = join(out, `${of.name}.js`)
  const job = JSON.stringify(of.job)
  writeFileSync(entry, `import { work } from './tests/mutation/worker.js'\nawait work(${job})\n`)
  const child = spawn(process.execPath, [entry], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((done) => child.on('exit', done))
  let asked: Mutant | undefined
  let answers = 0
  for await (const line of createInterface(child.stdout)) {
    answers += 1
    if (answers === 1) {
      const all = await of.measured(JSON.parse(line))
      child.stdin.write(`${JSON.stringify(all)}\n`)
      continue
    }
    if (asked !== undefined) of.done(asked, JSON.parse(line))
    asked = next()
    if (asked === undefined) child.stdin.end()
    else child.stdin.write(`${JSON.stringify(asked)}\n`)
  }
  const code = await ended
  if (code !== 0) throw new Error(`${of.name} ended with ${code} at ${JSON.stringify(asked)}`)
}

/** Tests of one scheme's own rows; the others of that room are about reading schemes. */
const ofScheme =
  /(class-rating|lianyungang|shiyan|wuhan|wuhan-cadres|wuhan-units|wujin|yueyang|yueyang-cadres)\.test\.ts$/

/** Tests that are left out: they start a scheme's page or search through files, and score nothing of their own. */
function testFiles(): string[] {
  return [
    ...filesOf('tests/scoring').filter((file) => file.endsWith('.test.ts')),
    ...filesOf('tests/scheme').filter((file) => ofScheme.test(file)),
    'tests/cli/diff.test.ts',
    'tests/cli/score.test.ts',
    'tests/cli/whole-statement.test.ts',
  ]
}

const tests = (): string[] =>
  ['tests/mutation/cases.ts', ...testFiles()].map((file) => join(out, file.replace(/\.ts$/, '.js')))

type Result = Mutant & Verdict

/** What no test notices of a file, and its score. */
function tell(file: string, results: readonly Result[], json: string): string {
  if (json !== '') {
    mkdirSync(json, { recursive: true })
    const name = file.replace(/^src\/scoring\//, '').replace(/[/.]/g, '-')
    writeFileSync(join(json, `${name}.json`), JSON.stringify(results, null, 1))
  }
  const lines = results
    .filter(({ state }) => state !== 'killed')
    .map(({ line, state, was, now }) => `  ${line} ${state}: ${was} → ${now}\n`)
  const took = results.reduce((sum, one) => sum + one.took, 0)
  const seconds = `${(took / 1000).toFixed(1)} s`
  return `${file} ${results.length - lines.length}/${results.length}, ${seconds}\n${lines.join('')}`
}

function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

/** Everybody brings rows and waits; when all have, everybody gets all of them. */
function meeting(count: number): (own: readonly unknown[]) => Promise<readonly unknown[]> {
  const all: unknown[] = []
  const waiting: ((rows: readonly unknown[]) => void)[] = []
  return (own) =>
    new Promise((done) => {
      all.push(...own)
      waiting.push(done)
      if (waiting.length === count) for (const one of waiting) one(all)
    })
}

async function main(): Promise<void> {
  const named = process.argv.slice(2).filter((one) => one.endsWith('.ts'))
  const wanted = named.length > 0 ? named : filesOf('src/scoring')
  const start = performance.now()
  const figure = (name: string, otherwise: string): number =>
    Number.parseInt(option(name, otherwise), 10)
  const each = figure('each', '1')
  const mutants = placeAll(wanted).filter(({ id }) => id % each === 0)
  const job: Omit<Job, 'share'> = {
    tests: tests(),
    runs: figure('runs', '2'),
    longest: figure('longest', '4000'),
    again: figure('again', '25'),
    most: figure('most', '1500'),
    last: option('last', '').split(','),
  }
  const json = option('json', '')
  const results: Result[] = []
  const done = (mutant: Mutant, verdict: Verdict): void => {
    results.push({ ...mutant, ...verdict })
    const own = results.filter(({ file }) => file === mutant.file).sort((a, b) => a.id - b.id)
    const all = mutants.filter(({ file }) => file === mutant.file)
    if (own.length === all.length) process.stdout.write(tell(mutant.file, own, json))
  }
  const queue = [...mutants]
  const count = figure('workers', '2')
  const measured = meeting(count)
  await Promise.all(
    Array.from({ length: count }, (_, at) =>
      workThrough(() => queue.shift(), {
        name: `worker-${at}`,
        job: { ...job, share: { at, of: count } },
        measured,
        done,
      }),
    ),
  )
  const killed = results.filter(({ state }) => state === 'killed').length
  const seconds = Math.round((performance.now() - start) / 1000)
  process.stdout.write(`${killed} of ${mutants.length} noticed, ${seconds} s\n`)
}

try {
  await main()
} finally {
  rmSync(out, { recursive: true, force: true })
}
