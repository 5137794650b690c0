import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { realClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { sleep, stopwatch } from '../../src/base/real-time.js'
import { lockFolder } from '../../src/storage/folder-lock.js'
import { ownHolder } from '../../src/storage/holder.js'
import { openStorage } from '../../src/storage/open.js'
import type { StorageError } from '../../src/storage/storage-error.js'
import { tempDataDir, tempFolder } from './temp.js'
import { writerCommand } from './writing-child.js'

const times = { beatMs: 100, staleMs: 1_000 }
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function folder(): Promise<string> {
  const made = await tempFolder()
  folders.push(made)
  return made
}

const nobody = (): void => {}

/** The lock of a process in another container: the same number as ours, and its heartbeat if it lives. */
function foreign(dataDir: string, beats: boolean): () => void {
  const path = join(dataDir, 'lock')
  writeFileSync(path, JSON.stringify({ ...ownHolder(), id: 'other', space: 'elsewhere' }))
  const timer = setInterval(() => {
    if (beats) utimesSync(path, new Date(), new Date())
  }, times.beatMs)
  return () => clearInterval(timer)
}

describe('a folder that another container or host holds', () => {
  test('is refused while its heartbeat goes on, in plain words', async () => {
    const dataDir = await folder()
    const stop = foreign(dataDir, true)
    const refused = lockFolder(dataDir, nobody, times)
    await expect(refused).rejects.toMatchObject({ code: 'in-use' })
    await expect(refused).rejects.toThrow('同一目录同时只能有一个进程')
    stop()
  })

  test('is taken over when its heartbeat has stopped for long, not earlier', async () => {
    const dataDir = await folder()
    const stop = foreign(dataDir, false)
    const elapsed = stopwatch()
    const lock = await lockFolder(dataDir, nobody, times)
    expect(elapsed()).toBeGreaterThanOrEqual(times.staleMs)
    stop()
    lock.release()
  })

  test('of two that wait for a stale one, one gets it', async () => {
    const dataDir = await folder()
    const stop = foreign(dataDir, false)
    const taken = await Promise.allSettled([1, 2].map(() => lockFolder(dataDir, nobody, times)))
    expect(taken.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    stop()
    for (const each of taken) if (each.status === 'fulfilled') each.value.release()
  })
})

describe('a holder', () => {
  test('that lost its lock is told so once, and writes nothing more', async () => {
    const dataDir = await folder()
    const told: StorageError[] = []
    const lock = await lockFolder(dataDir, (error) => told.push(error), times)
    lock.check()
    const stop = foreign(dataDir, true)
    await sleep(4 * times.beatMs)
    expect(told.map((error) => error.code)).toEqual(['lock-lost'])
    expect(() => lock.check()).toThrow('已由另一个进程接管')
    stop()
    lock.release()
    // The other's lock is left alone.
    expect(readFileSync(join(dataDir, 'lock'), 'utf8')).toContain('elsewhere')
  })

  test('that stood still for long looks before it writes', async () => {
    const dataDir = await folder()
    const slow = { beatMs: 60_000, staleMs: 400 }
    const lock = await lockFolder(dataDir, nobody, slow)
    await sleep(300)
    foreign(dataDir, false)()
    expect(() => lock.check()).toThrow('已由另一个进程接管')
    lock.release()
  })

  test('an embedded database whose folder was taken over is not written to', async () => {
    const dataDir = await tempDataDir()
    const told: string[] = []
    const storage = await openStorage({
      ...{ dataDir, clock: realClock(), log: silentLog },
      fatal: (error) => told.push(error.code),
    })
    foreign(dataDir, false)()
    await sleep(2_500)
    expect(told).toEqual(['lock-lost'])
    await rm(dataDir, { recursive: true, force: true })
    await Promise.race([storage.close().catch(() => {}), sleep(500)])
  })
})

const apart = ['--pid', '--fork', '--kill-child', '--mount-proc']
const canUnshare = spawnSync('unshare', [...apart, 'true']).status === 0

// Skipped where this process may not make a process namespace, as containers have.
test.skipIf(!canUnshare)(
  'of two processes with namespaces of their own one gets the folder and the other is refused',
  async () => {
    const dataDir = await tempDataDir()
    const start = () => spawn('unshare', [...apart, ...writerCommand(dataDir)])
    const first = start()
    await new Promise((written) => first.stdout.once('data', written))
    const second = start()
    let said = ''
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const code = await new Promise((ended) => second.once('close', ended))
    expect(code).toBe(3)
    expect(said).toContain('in-use')
    first.kill('SIGKILL')
    await new Promise((ended) => first.once('close', ended))
    await rm(dataDir, { recursive: true, force: true })
  },
  60_000,
)
