import { bug, must } from '../../src/base/bug.js'
import { scoreOne, type Standings, standingsOf, statementsOf } from '../../src/scoring/engine.js'
import type { ScoringInput } from '../../src/scoring/input.js'
import { bureauYear } from './bureau-year.js'
import { floorOf, type FloorResult } from './floor.js'
import { unitFloorOf } from './unit-floor.js'
import { unitYear } from './unit-year.js'

/** What is scored: a year of so many, and the same arithmetic by hand. */
interface Shape {
  year: (count: number) => ScoringInput
  floor: (input: ScoringInput) => FloorResult
}

const shapes = {
  people: { year: bureauYear, floor: floorOf },
  units: { year: unitYear, floor: unitFloorOf },
} as const satisfies Record<string, Shape>
export type ShapeName = keyof typeof shapes

/** One row of the table: what was measured, beside what, in the same process. */
export interface Row {
  name: 'totals' | 'statements' | 'one statement'
  /** By a scheme of people, or of units with targets. */
  of: ShapeName
  count: number
  ms: number
  /** The floor; for one statement: one in a bureau of 62. */
  floorMs: number
  ratio: number
  /** The most memory the process had until then. */
  rssMb: number
}

/** Measures a year of so many. Throws when engine and floor differ in a total, rank, nominee or grade. */
export function measure(of: ShapeName, count: number): Row[] {
  const { year, floor: floorOf } = shapes[of]
  const input = year(count)
  compare(floorOf(input), standingsOf(input))
  const times = Math.min(400, Math.max(3, Math.round(50_000 / count)))
  const totals = beside(times, {
    floor: () => floorOf(input).totals.size,
    engine: () => standingsOf(fresh(input)).grades.length,
  })
  const row = (name: Row['name'], { ms, floorMs }: Both): Row => {
    const rssMb = process.resourceUsage().maxRSS / 1024
    return { name, of, count, ms, floorMs, ratio: ms / floorMs, rssMb }
  }
  const rows: Row[] = [row('totals', totals)]
  const all = beside(times, {
    floor: () => floorOf(input).totals.size,
    engine: () => {
      let lines = 0
      for (const { root } of statementsOf(fresh(input))) lines += root.lines.length
      return lines
    },
  })
  rows.push(row('statements', all))
  const small = year(62)
  let turn = 0
  const one = (from: ScoringInput): number => {
    turn += 7
    const { id } = must(from.assessees[turn % from.assessees.length], 'an assessee')
    return scoreOne(from, id).root.lines.length
  }
  const single = beside(400, { floor: () => one(small), engine: () => one(input) })
  rows.push(row('one statement', single))
  return rows
}

/** What was looked up for an input is kept with it: another object begins anew. */
function fresh(input: ScoringInput): ScoringInput {
  return { ...input }
}

interface Both {
  floorMs: number
  ms: number
}

/** The median of so many runs of each, in turn; the first tenth, in which the program is still compiled, left out. */
function beside(times: number, of: { floor: () => number; engine: () => number }): Both {
  const warm = Math.ceil(times / 10)
  const [floors, engines]: [number[], number[]] = [[], []]
  for (let run = 0; run < times + warm; run++) {
    const [floor, engine] = [timed(of.floor), timed(of.engine)]
    if (run < warm) continue
    floors.push(floor)
    engines.push(engine)
  }
  return { floorMs: median(floors), ms: median(engines) }
}

function timed(work: () => number): number {
  const before = performance.now()
  if (work() === 0) bug('nothing was scored')
  return performance.now() - before
}

function median(all: number[]): number {
  all.sort((a, b) => a - b)
  return must(all[Math.floor(all.length / 2)], 'a run')
}

/** Throws a Bug where engine and floor differ in a total, rank, nominee or grade. */
export function compare(floor: FloorResult, standings: Standings): void {
  const nominees = standings.nominations.flatMap((one) => one.nominees.map((who) => who.assessee))
  const expected = [...floor.nominees.values()].flat()
  if (nominees.join(' ') !== expected.join(' ')) bug('engine and floor nominate others')
  for (const { places } of standings.rankings) {
    for (const { assessee, rank, total } of places) {
      const units = must(floor.totals.get(assessee), 'a total') / floor.perPoint
      if (Math.abs(Number.parseFloat(total ?? '') - units) > 1e-9) bug(`total of ${assessee}`)
      if (rank !== floor.ranks.get(assessee)) bug(`rank of ${assessee}`)
    }
  }
  for (const { assessee, grade } of standings.grades) {
    if (grade !== floor.grades.get(assessee)) bug(`grade of ${assessee}`)
  }
}
