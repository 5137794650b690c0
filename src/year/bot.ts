import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { packagePath } from '../base/package-root.js'

/** The compiled bot; resolves when it says that it is ready, rejects with what it said when it ends. */
export function spawnBot(
  env: Record<string, string>,
  logPath: string,
): Promise<{ child: ChildProcess; port: number }> {
  const script = packagePath('dist', 'src', 'app', 'bot-main.js')
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=256', '--max-semi-space-size=16', script],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  // It goes with this process, however that ends.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const log = createWriteStream(logPath, { flags: 'a' })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-4_000)
    log.write(chunk)
  })
  return new Promise((done, fail) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      done({ child, port: JSON.parse(line).port })
    })
    child.once('exit', () => fail(new Error(`the bot ended: ${errors}`)))
  })
}
