import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sleep } from '../../src/base/real-time.js'

const page = fileURLToPath(new URL('../../src/sandbox/page', import.meta.url))
const built = join(page, 'dist')
const lock = join(page, 'dist.lock')
const waitMs = 100
const buildMsMax = 60_000

/** The folder of the built chat page; builds it when its sources are newer. Safe for several tests at once. */
export async function builtPage(): Promise<string> {
  for (let waited = 0; !locked(); waited += waitMs) {
    if (waited > buildMsMax) throw new Error(`somebody holds ${lock}; remove it`)
    await sleep(waitMs)
  }
  try {
    if (newest(page) > written(join(built, 'index.html'))) {
      const { build } = await import('vite')
      await build({ configFile: join(page, 'vite.config.ts'), logLevel: 'error' })
    }
  } finally {
    rmdirSync(lock)
  }
  return built
}

function locked(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

function newest(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('dist'))
    .map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? newest(path) : written(path)
    })
  return Math.max(...times)
}

function written(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
