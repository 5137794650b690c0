import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

/**
 * Starts the `feishu-sandbox` command as its own process, with nothing but what it prints.
 * Answers its addresses and credentials, `control` (one call of the control API) and `stop`.
 */
export async function startSandbox() {
  const { bin } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))
  const command = fileURLToPath(new URL(bin['feishu-sandbox'], root))
  const child = spawn(process.execPath, [command, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
  })
  const sandbox = JSON.parse(line)
  const control = async (path, body) => {
    const response = await fetch(`${sandbox.controlUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  return { ...sandbox, control, stop: () => child.kill() }
}

/** Runs named steps one after another and prints how each ended; answers how many failed. */
export async function runSteps(title, steps, between = async () => {}) {
  let failed = 0
  for (const [name, step] of steps) {
    await between()
    try {
      await step()
      console.log(`  ok    ${name}`)
    } catch (error) {
      failed += 1
      console.log(`  FAIL  ${name}: ${String(error?.message ?? error).slice(0, 300)}`)
    }
  }
  console.log(`${title}: ${steps.length - failed} of ${steps.length} passed`)
  return failed
}
