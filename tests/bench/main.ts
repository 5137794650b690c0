import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { measure, type Row, type ShapeName } from './measure.js'
import { benchPresses } from './press-table.js'

/**
 * `npm run bench -- press [--json]`: presses in bureaus of growing size, see press-table.ts.
 * `npm run bench [-- --json] [people|units] [how many …]`: a year of people, and of units with targets, scored by the
 * engine, beside the same arithmetic written by hand, in one run. Each size has a process of its own, for its memory.
 */
/** What it must do with: without a limit, rubbish is let lie while there is room. */
const memory = '--max-old-space-size=1600'

const args = process.argv.slice(2)
const child = args.indexOf('--measure')
if (args.includes('press') || args.includes('--press')) {
  await benchPresses(args)
} else if (child !== -1) {
  const rows = measure(
    args[child + 1] === 'units' ? 'units' : 'people',
    Number.parseInt(args[child + 2] ?? '', 10),
  )
  process.stdout.write(JSON.stringify(rows))
} else {
  const asked = args.filter((one) => /^\d+$/.test(one)).map((one) => Number.parseInt(one, 10))
  const json = args.includes('--json')
  if (!json) process.stdout.write(`${line(['', 'of', '', 'ms', 'floor ms', 'ratio', 'MB'])}\n`)
  const shapes = (['people', 'units'] as const).filter((one) => args.includes(one))
  for (const count of asked.length > 0 ? asked : [62, 1_000, 10_000, 100_000]) {
    for (const of of shapes.length > 0 ? shapes : (['people', 'units'] as const)) {
      for (const row of measured(of, count)) {
        process.stdout.write(`${json ? toJson(row) : told(row)}\n`)
      }
    }
  }
}

function measured(of: ShapeName, count: number): Row[] {
  const script = fileURLToPath(import.meta.url)
  const out = execFileSync(process.execPath, [memory, script, '--measure', of, `${count}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(out)
}

function toJson(row: Row): string {
  const { ms, floorMs, ratio, rssMb } = row
  return JSON.stringify({
    ...row,
    ms: round(ms, 3),
    floorMs: round(floorMs, 3),
    ratio: round(ratio, 2),
    rssMb: round(rssMb, 0),
  })
}

function round(value: number, decimals: number): number {
  return Number.parseFloat(value.toFixed(decimals))
}

function told({ name, of, count, ms, floorMs, ratio, rssMb }: Row): string {
  const figures = [ms.toFixed(2), floorMs.toFixed(2), ratio.toFixed(1), rssMb.toFixed(0)]
  return line([name, of, `${count}`, ...figures])
}

function line([name = '', ...figures]: string[]): string {
  return [name.padEnd(14), ...figures.map((one) => one.padStart(10))].join('')
}
