import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startPostgres, withoutPostgres } from '../storage/postgres.js'
import { tempDataDir } from '../storage/temp.js'
import { measurePresses, type PressRow } from './press.js'

/** Sizes of one bureau: people and entries of its year. */
const sizes = [
  { people: 60, entries: 1_000, bureaus: 1 },
  { people: 600, entries: 10_000, bureaus: 1 },
  { people: 5_000, entries: 100_000, bureaus: 1 },
]
/** Many bureaus in one process; on a server only. */
const many = { people: 60, entries: 1_000, bureaus: 200 }

/**
 * `npm run bench -- press [--json]`: `/myscore` and home through the desk (without the wire), each size in a process of its
 * own, beside a bare durable insert of one row in the same run; then a cold fold beside a plain read of the same
 * rows. On the embedded database, and on PostgreSQL where its programs are found.
 */
export async function benchPresses(args: readonly string[]): Promise<void> {
  const child = args.indexOf('--press')
  if (child !== -1) {
    process.stdout.write(JSON.stringify(await measurePresses(JSON.parse(args[child + 1] ?? ''))))
    return
  }
  const json = args.includes('--json')
  if (!json)
    say(['', 'on', 'bureaus', 'people', 'entries', 'ms', 'insert ms', 'ratio', 'stmts', 'MB'])
  for (const size of sizes) {
    const dataDir = await tempDataDir()
    tell(json, size.bureaus, measured({ ...size, dataDir }))
    await rm(dataDir, { recursive: true, force: true })
  }
  if (withoutPostgres) return
  const server = await startPostgres()
  try {
    for (const size of [...sizes, many]) {
      const url = await server.newDatabase()
      tell(json, size.bureaus, measured({ ...size, dataDir: '', url }))
    }
  } finally {
    await server.stop()
  }
}

function measured(of: object): PressRow[] {
  const script = fileURLToPath(new URL('./main.js', import.meta.url))
  const out = execFileSync(process.execPath, [script, '--press', JSON.stringify(of)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(out)
}

function tell(json: boolean, bureaus: number, rows: readonly PressRow[]): void {
  for (const row of rows) {
    const ratio = row.ms / row.floorMs
    if (json) {
      process.stdout.write(`${JSON.stringify({ ...row, bureaus, ratio })}\n`)
      continue
    }
    const { name, on, people, entries, ms, floorMs, statements, rssMb } = row
    const figures = [ms.toFixed(1), floorMs.toFixed(2), ratio.toFixed(1), `${statements}`]
    say([name, on, `${bureaus}`, `${people}`, `${entries}`, ...figures, rssMb.toFixed(0)])
  }
}

function say([name = '', ...figures]: readonly string[]): void {
  process.stdout.write(`${[name.padEnd(12), ...figures.map((one) => one.padStart(10))].join('')}\n`)
}
