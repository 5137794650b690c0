import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './chaos.js'

export const promise = 'whatever a killed bot has acknowledged stands in the ledger once'

const kills = 36
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The test of kills under load, with many more processes than `npm test` has time for. */
export async function run(): Promise<Outcome> {
  const vitest = [
    'vitest',
    'run',
    '--config',
    'tests/long.config.ts',
    'tests/conversations/killed-under-load.long.ts',
  ]
  const env = { ...process.env, KAOHE_KILLS: `${kills}` }
  const { status, stdout } = spawnSync('npx', vitest, { cwd: root, env, encoding: 'utf8' })
  const failed = stdout.split('\n').filter((line) => /AssertionError|Error:/.test(line))
  return {
    figures: { 'processes killed': kills + Math.floor(kills / 2) },
    violations: status === 0 ? [] : failed.length > 0 ? failed : ['the test failed'],
  }
}
