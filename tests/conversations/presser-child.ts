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

/**
 * Runs the built presser until some answers are there and a moment longer, kills it (-9), and writes what it said into
 * `presses`. What has no answer yet is pressed again first. Rejects when it ends by itself.
 */
export function pressAndKill(
  script: string,
  presses: Presses,
  on: { dataDir: string; url?: string; seat?: number; seats?: number },
): Promise<void> {
  const { dataDir, url = '-', seat = 0, seats = 1 } = on
  const unanswered = JSON.stringify(unansweredOf(presses))
  const args = [script, dataDir, url, `${seat}`, `${seats}`, unanswered]
  const child = spawn(process.execPath, args)
  const wanted = randomInt(1, 5)
  let answers = 0
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.endsWith('}')) return
    const { pressed, answered, toast } = JSON.parse(line)
    if (pressed) presses.made.set(pressed.mark, pressed)
    if (!answered) return
    presses.answered.set(answered, toast)
    answers += 1
    if (answers === wanted) void sleep(randomInt(0, 15)).then(() => child.kill('SIGKILL'))
  })
  return new Promise((resolve, reject) => {
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
