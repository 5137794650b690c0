import { readdirSync } from 'node:fs'
import { stopwatch } from '../../src/base/real-time.js'
import type { Chaos, Outcome } from './chaos.js'

/*
 * npm run chaos                 runs every script of this folder, one after the other
 * npm run chaos -- races kills  runs these
 * npm run chaos -- --list       names them, each with the promise that it tries to break
 *
 * Exit code 1 when a promise was violated, 2 for a name that there is none of.
 */
const suffix = '.chaos.ts'
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort()

function load(name: string): Promise<Chaos> {
  return import(new URL(`./${name}${suffix}`, import.meta.url).href)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function tried(name: string): Promise<Outcome> {
  const chaos = await load(name)
  say(`${name}: ${chaos.promise}`)
  const elapsed = stopwatch()
  const outcome = await chaos.run()
  if (outcome.skipped) say(`  skipped: ${outcome.skipped}`)
  for (const [figure, value] of Object.entries(outcome.figures)) say(`  ${figure}: ${value}`)
  for (const violation of outcome.violations) say(`  VIOLATED: ${violation}`)
  say(`  ${outcome.violations.length} violations, ${Math.round(elapsed() / 1000)} s`)
  return outcome
}

const asked = process.argv.slice(2)
if (asked.includes('--list')) {
  for (const name of names) say(`${name}: ${(await load(name)).promise}`)
  process.exit(0)
}
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  say(`no script ${unknown.join(', ')}; there are: ${names.join(', ')}`)
  process.exit(2)
}
let violated = 0
for (const name of asked.length > 0 ? asked : names) {
  violated += (await tried(name)).violations.length
}
process.exit(violated > 0 ? 1 : 0)
