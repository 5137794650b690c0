import { spawn } from 'node:child_process'
import {
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
import type { Verdict } from './worker.js'

/**
 * `npx tsx tests/mutation/run.ts [--runs 3] [--longest 1500] [--again 25] [--workers 2] [--json out.json] [src/scoring/balance.ts …]`
 * Changes the scoring folder one place at a time and runs its tests and the schemes' cases; prints what no test
 * notices, and the score of each file.
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

function placeAll(wanted: readonly string[]): Mutant[] {
  placePackages()
  const mutants: Mutant[] = []
  for (const file of [
    ...filesOf('src'),
    ...['scoring', 'scheme', 'bench'].flatMap((room) => filesOf(`tests/${room}`)),
  ]) {
    const source = readFileSync(file, 'utf8')
    if (!wanted.includes(file)) {
      place(
        file,
        scriptOf(source).replace(
          /new WeakMap\(/g,
          file.startsWith('src/scoring') ? 'new __WeakMap(' : 'new WeakMap(',
        ),
      )
      continue
    }
    const mutated = mutate(file, source, mutants.length)
    mutants.push(...mutated.mutants)
    place(file, mutated.code.replace(/new WeakMap\(/g, 'new __WeakMap('))
  }
  place('tests/mutation/cases.ts', casesShim)
  place('tests/mutation/worker.ts', scriptOf(readFileSync('tests/mutation/worker.ts', 'utf8')))
  return mutants
}

function verdictsOf(
  mutants: readonly Mutant[],
  of: { runs: number; longest: number; again: number; name: string },
): Promise<Verdict[]> {
  const tests = [
    'tests/mutation/cases.js',
    ...filesOf('tests/scoring').filter((file) => file.endsWith('.test.ts')),
    'tests/scheme/wuhan.test.ts',
    'tests/scheme/wujin.test.ts',
  ].map((file) => join(out, file.replace(/\.ts$/, '.js')))
  const entry = join(out, `${of.name}.js`)
  const job = JSON.stringify({
    tests,
    mutants,
    runs: of.runs,
    longest: of.longest,
    again: of.again,
  })
  writeFileSync(entry, `import { work } from './tests/mutation/worker.js'\nawait work(${job})\n`)
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const verdicts: Verdict[] = []
  createInterface(child.stdout).on('line', (line) => verdicts.push(JSON.parse(line)))
  return new Promise((done, failed) => {
    child.on('exit', (code) =>
      code === 0 ? done(verdicts) : failed(new Error(`worker ended with ${code}`)),
    )
  })
}

function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

async function main(): Promise<void> {
  const named = process.argv.slice(2).filter((one) => one.endsWith('.ts'))
  const wanted = named.length > 0 ? named : filesOf('src/scoring')
  const start = performance.now()
  const mutants = placeAll(wanted)
  const workers = Number.parseInt(option('workers', '2'), 10)
  const runs = Number.parseInt(option('runs', '3'), 10)
  const longest = Number.parseInt(option('longest', '1500'), 10)
  const again = Number.parseInt(option('again', '25'), 10)
  const shares = Array.from({ length: workers }, (_, name) =>
    mutants.filter((one) => one.id % workers === name),
  )
  const verdicts = await Promise.all(
    shares.map((some, at) => verdictsOf(some, { runs, longest, again, name: `worker-${at}` })),
  )
  const byId = new Map(verdicts.flat().map((one) => [one.id, one]))
  for (const file of wanted) {
    const own = mutants.filter((one) => one.file === file)
    const killed = own.filter((one) => byId.get(one.id)?.state === 'killed').length
    process.stdout.write(`${file} ${killed}/${own.length}\n`)
    for (const one of own) {
      const state = byId.get(one.id)?.state ?? 'uncovered'
      if (state !== 'killed')
        process.stdout.write(`  ${one.line} ${state}: ${one.was} → ${one.now}\n`)
    }
  }
  const killed = [...byId.values()].filter((one) => one.state === 'killed').length
  const seconds = Math.round((performance.now() - start) / 1000)
  process.stdout.write(`${killed} of ${mutants.length} noticed, ${seconds} s\n`)
  const json = option('json', '')
  if (json !== '')
    writeFileSync(
      json,
      JSON.stringify(
        mutants.map((one) => ({ ...one, ...byId.get(one.id) })),
        null,
        1,
      ),
    )
}

try {
  await main()
} finally {
  rmSync(out, { recursive: true, force: true })
}
