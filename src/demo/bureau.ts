import { join, resolve } from 'node:path'
import { bug, must } from '../base/bug.js'
import { type Day, day, dayAt, type Instant, momentOf } from '../base/day.js'
import { packagePath } from '../base/package-root.js'
import { problemLine } from '../base/problem.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { readBureaus } from '../deployment/deployment.js'
import type { Roster } from '../roster/roster.js'

/** A bureau that can be tried: its folder, and the moment at which the sandbox's clock starts with it. */
export interface Demonstration {
  /** Name of its folder, and for `npm start -- --bureau`. */
  id: string
  /** Chinese: what it shows. */
  shows: string
  folder: string
  start: Instant
  /** The year so far that it has lived before; null: it begins with its start. */
  past: { year: string; cycleOpens: Day } | null
}

const start = momentOf(day('2025-09-25'), '09:00')

/** The day on which the usual demonstration opened its cycle. */
export const demoCycleOpens = day('2025-01-02')

/** The demonstrations, the usual one first. */
export const demonstrations: readonly Demonstration[] = [
  {
    id: 'keji',
    shows: '市科技局，考核人，已经过了大半年',
    folder: packagePath('src', 'demo', 'bureaus', 'keji'),
    start,
    past: { year: '2025', cycleOpens: demoCycleOpens },
  },
  {
    id: 'departments',
    shows: '区住建局，考核科室和下属单位',
    folder: packagePath('src', 'demo', 'bureaus', 'departments'),
    start,
    past: null,
  },
]

/** The demonstration of an id; an unknown one is a bug. */
export function demonstration(id: string): Demonstration {
  return must(
    demonstrations.find((one) => one.id === id),
    `no demonstration ${id}`,
  )
}

/** The demonstration that a bureau's folder is; null for somebody's own. */
export function demonstrationIn(folder: string): Demonstration | null {
  return demonstrations.find((one) => resolve(folder) === one.folder) ?? null
}

/** A demonstration's bureau as its folder says, at its start. A file with errors is a bug. */
export function demoBureau(id: string): BureauFiles {
  const { folder, start: begins } = demonstration(id)
  const { bureaus, problems } = readBureaus([folder], { today: dayAt(begins) })
  return bureaus[0] ?? bug(problems.map(problemLine).join('\n'))
}

/** The moment at which the usual demonstration starts. */
export const demoStart = start

/** The facts file with what no flow collects yet: performance scores and appraisal ballots. */
export const demoYearEndPath = join(demonstration('keji').folder, 'year-end-facts.yaml')

/** The usual demonstration's roster: the one source of its people. */
export function demoRoster(): Roster {
  return demoBureau('keji').roster
}
