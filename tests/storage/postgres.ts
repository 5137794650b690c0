import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { sleep } from '../../src/base/real-time.js'

/** A throw-away PostgreSQL server on loopback. */
export interface TestServer {
  /** Its first database. */
  url: string
  /** Makes a further, empty database and answers its url. */
  newDatabase(): Promise<string>
  /** Ends the server and removes its folder. */
  stop(): Promise<void>
}

/** Tests that need a server are skipped where its programs are missing; never under CI=true, where they fail. */
export const withoutPostgres = binaries() === null && process.env.CI !== 'true'

function binaries(): string | null {
  const fixed = process.env.POSTGRES_BIN
  if (fixed) return fixed
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root)
    ? readdirSync(root).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    : []
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .filter((path) => existsSync(join(path, 'initdb')))
  return found.at(-1) ?? null
}

/**
 * Starts a server in a new folder, as user postgres when run by root; `timezone` is what its sessions have unless
 * they say otherwise, as a server has that was set up where it stands. Throws where there are no programs for it.
 */
export async function startPostgres(options: { timezone?: string } = {}): Promise<TestServer> {
  const bin = binaries()
  if (!bin) throw new Error('no PostgreSQL server programs: install postgresql or set POSTGRES_BIN')
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-pg-'))
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
  const dataDir = join(folder, 'data')
  const how = { ...as, cwd: folder, stdio: 'ignore' as const }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    how,
  )
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'shared_buffers=16MB',
    `timezone=${options.timezone ?? 'UTC'}`,
  ]
  const args = ['-D', dataDir, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])]
  const child = spawn(join(bin, 'postgres'), args, how)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): void => {
    child.kill('SIGQUIT')
  }
  process.once('exit', kill)
  const base = `postgresql://postgres@127.0.0.1:${port}`
  await ready(`${base}/postgres`)
  let databases = 0
  return {
    url: `${base}/postgres`,
    newDatabase: async () => {
      databases += 1
      await query(`${base}/postgres`, `CREATE DATABASE test_${databases}`)
      return `${base}/test_${databases}`
    },
    stop: async () => {
      process.off('exit', kill)
      child.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number.parseInt(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }), 10)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function ready(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await query(url, 'SELECT 1')
    } catch (error) {
      if (tries > 150) throw error
      await sleep(100)
    }
  }
}
