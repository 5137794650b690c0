import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { packagePath } from '../../src/base/package-root.js'
import { sleep } from '../../src/base/real-time.js'
import type { MarkedPress } from './report-presses.js'

/** Compiles presser.ts into one file, which starts in half the time; answers its path. */
export async function builtPresser(): Promise<string> {
  const outDir = packagePath('dist', 'presser')
  const ssr = packagePath('tests', 'conversations', 'presser.ts')
  const root = packagePath()
  await build({ configFile: false, root, logLevel: 'error', build: { ssr, outDir, minify: false } })
  return join(outDir, 'presser.js')
}

/** What became of presses: those made, in order of their marks, and the answers that people have got. */
export interface Presses {
  made: Map<string, MarkedPress>
  answered: Map<string, string>
}

/** Where a presser works, and what is done with it while it lives. */
export interface PresserOptions {
  dataDir: string
  url?: string
  seat?: number
  seats?: number
  /**
   * Called this many times before the end, at random moments, while the process stands still (SIGSTOP): its folder
   * is then what it would leave if it were killed there.
   */
  stops?: number
  stopped?: () => Promise<void>
}

/**
 * Runs the built presser, stops it as often as wanted, and kills it (-9) at a random moment; writes what it said into
 * `presses`. What has no answer yet is pressed again first. Rejects when it ends by itself.
 */
export function pressAndKill(script: string, presses: Presses, on: PresserOptions): Promise<void> {
  const { dataDir, url = '-', seat = 0, seats = 1, stopped = async () => {} } = on
  const unanswered = JSON.stringify(unansweredOf(presses))
  const child = spawn(process.execPath, [script, dataDir, url, `${seat}`, `${seats}`, unanswered])
  let stopsLeft = on.stops ?? 0
  let wanted = randomInt(1, 5)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const interrupt = async (): Promise<void> => {
    await sleep(randomInt(0, 15))
    if (stopsLeft === 0) {
      child.kill('SIGKILL')
      return
    }
    stopsLeft -= 1
    child.kill('SIGSTOP')
    await stopped()
    wanted = randomInt(1, 5)
    child.kill('SIGCONT')
  }
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.endsWith('}')) return
      const { pressed, answered, toast } = JSON.parse(line)
      if (pressed) presses.made.set(pressed.mark, pressed)
      if (!answered) return
      presses.answered.set(answered, toast)
      wanted -= 1
      if (wanted === 0) {
        interrupt().catch((thrown: unknown) => {
          child.kill('SIGKILL')
          reject(thrown)
        })
      }
    })
    child.once('error', reject)
    child.once('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve()
      else reject(new Error(`the presser ended by itself: ${errors}`))
    })
  })
}

/** Presses to which no answer came. */
export function unansweredOf(presses: Presses): MarkedPress[] {
  return [...presses.made.values()].filter(({ mark }) => !presses.answered.has(mark))
}
