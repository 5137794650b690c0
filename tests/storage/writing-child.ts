import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** How writer.ts is started. */
export function writerCommand(...args: string[]): string[] {
  return [process.execPath, '--import', tsx, writer, ...args]
}

/** Runs writer.ts until it has acknowledged so many entries, kills it (-9), and answers what it acknowledged. */
export function writeAndKill(acknowledged: number, ...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, writer, ...args])
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.split('\n').length > acknowledged) child.kill('SIGKILL')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`writer ended by itself: ${err}`))
      resolve(out.split('\n').slice(0, -1))
    })
  })
}

/** Runs writer.ts where it can't open, and answers its exit code and what it said. */
export function writeRefused(...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, writer, ...args])
    let said = ''
    child.stdout.on('data', () => child.kill('SIGKILL'))
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said }))
  })
}

/** Runs writer.ts until it ends by itself, within two minutes. */
export function writeUntilEnd(
  ...args: string[]
): Promise<{ code: number | null; said: string; acknowledged: string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, writer, ...args], { timeout: 110_000 })
    let out = ''
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code, said, acknowledged: out.split('\n').slice(0, -1) }),
    )
  })
}
