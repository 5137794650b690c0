import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startPostgres, withoutPostgres } from '../storage/postgres.js'
import { tempDataDir } from '../storage/temp.js'
import { measureJobs } from './jobs-round.js'
import { measureCold, measurePresses, prepare, type PressRow } from './press.js'
import type { Place } from './press-desk.js'
import { measureSheet } from './sheet.js'

const small = { bureaus: 1, people: 60, entries: 1_000 }
/** Sizes of one bureau: people and entries of its year. */
const sizes = [
  small,
  { bureaus: 1, people: 600, entries: 10_000 },
  { bureaus: 1, people: 5_000, entries: 100_000 },
]
/** Many bureaus in one process; on a server only. */
const many = { bureaus: 200, people: 60, entries: 1_000 }

type Wanted =
  | { what: 'prepare' | 'cold' | 'jobs' | 'sheet'; place: Place }
  | { what: 'presses'; place: Place; beside: Place }

/**
 * `npm run bench -- press [--json] [--server | --embedded]`: `/myscore` and home through the desk (without the wire), each size in a
 * process of its own, turn by turn with a bureau of 60 people and with a bare durable insert of one row; then a cold fold
 * beside a plain read of the same rows, and a sheet of 500 findings beside an insert; then 200 bureaus in one process: presses, a minute in which no job is
 * due, and the jobs of a day. On the embedded database, and on PostgreSQL where its programs are found.
 */
export async function benchPresses(args: readonly string[]): Promise<void> {
  const child = args.indexOf('--press')
  if (child !== -1) {
    process.stdout.write(JSON.stringify(await measured(JSON.parse(args[child + 1] ?? ''))))
    return
  }
  const json = args.includes('--json')
  if (!json) say([' ', 'on', 'bureaus', 'people', 'entries', ...figures])
  if (!args.includes('--server')) await benchEmbedded(json)
  if (!args.includes('--embedded') && !withoutPostgres) await benchServer(json)
}

const figures = ['ms', 'stmts', 'floor ms', 'ratio', '60: ms', 'ratio', 'MB']

async function benchEmbedded(json: boolean): Promise<void> {
  const folders: string[] = []
  const place = async (size: typeof small): Promise<Place> => {
    const dataDir = await tempDataDir()
    folders.push(dataDir)
    return { ...size, dataDir }
  }
  await benchSizes(json, place)
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
}

async function benchServer(json: boolean): Promise<void> {
  const server = await startPostgres()
  try {
    const place = async (size: typeof small): Promise<Place> => ({
      ...{ ...size, dataDir: '', url: await server.newDatabase() },
    })
    const beside = await benchSizes(json, place)
    const all = await place(many)
    inProcess({ what: 'prepare', place: all })
    tell(json, inProcess({ what: 'presses', place: all, beside }))
    tell(json, inProcess({ what: 'jobs', place: all }))
  } finally {
    await server.stop()
  }
}

/** Every size beside the small one, which is answered. */
async function benchSizes(
  json: boolean,
  placed: (size: typeof small) => Promise<Place>,
): Promise<Place> {
  const beside = await placed(small)
  inProcess({ what: 'prepare', place: beside })
  for (const size of sizes) {
    const place = await placed(size)
    inProcess({ what: 'prepare', place })
    tell(json, inProcess({ what: 'presses', place, beside }))
    tell(json, inProcess({ what: 'cold', place }))
    tell(json, inProcess({ what: 'sheet', place }))
  }
  return beside
}

async function measured(wanted: Wanted): Promise<PressRow[]> {
  switch (wanted.what) {
    case 'prepare':
      await prepare(wanted.place)
      return []
    case 'presses':
      return measurePresses(wanted.place, wanted.beside)
    case 'cold':
      return measureCold(wanted.place)
    case 'sheet':
      return measureSheet(wanted.place)
    case 'jobs':
      return measureJobs(wanted.place)
  }
}

function inProcess(wanted: Wanted): PressRow[] {
  const script = fileURLToPath(new URL('./main.js', import.meta.url))
  const args = ['--expose-gc', script, '--press', JSON.stringify(wanted)]
  const out = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(out)
}

function tell(json: boolean, rows: readonly PressRow[]): void {
  for (const row of rows) {
    if (json) {
      process.stdout.write(`${JSON.stringify(row)}\n`)
      continue
    }
    const { name, on, bureaus, people, entries, ms, floorMs, smallMs, statements, rssMb } = row
    const told = [ms.toFixed(1), `${statements}`, ...beside(ms, floorMs), ...beside(ms, smallMs)]
    say([name, on, `${bureaus}`, `${people}`, `${entries}`, ...told, rssMb.toFixed(0)])
  }
}

function beside(ms: number, other: number | null): string[] {
  return other === null ? ['', ''] : [other.toFixed(2), (ms / other).toFixed(2)]
}

function say([name = '', ...rest]: readonly string[]): void {
  process.stdout.write(`${[name.padEnd(14), ...rest.map((one) => one.padStart(9))].join('')}\n`)
}
