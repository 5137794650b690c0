import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packagePath } from '../../src/base/package-root.js'

/** The turn of a month in the smallest bureau, as `npm run year` lives it: compiled, with faults. */
const slice = [
  '--bureau',
  'lianyungang',
  '--seed',
  '1',
  '--from',
  '2025-03-31',
  '--to',
  '2025-04-02',
]

test('a slice of a year is lived by everybody through cards, with faults on, and everything that must hold of it holds', async () => {
  const script = packagePath('dist', 'src', 'year', 'main.js')
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...slice]).catch(
    (failed: { stdout: string; stderr: string }) => ({ stdout: failed.stdout + failed.stderr }),
  )
  expect(stdout).not.toContain('✗')
  expect(stdout.split('\n').filter((line) => line.startsWith('✓')).length).toBeGreaterThan(8)
  // Reports were asked for, handed in and signed.
  const [, presses] = /按下 (\d+) 次/.exec(stdout) ?? []
  expect(Number(presses), stdout).toBeGreaterThan(20)
  expect(stdout).toMatch(/月报：中位1/)
}, 300_000)
