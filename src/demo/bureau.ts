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
  /** Name for `npm start -- --bureau`. */
  id: string
  /** Another name for the same. */
  also: string | null
  /** Chinese: what it shows. */
  shows: string
  folder: string
  start: Instant
  /** The year so far that it has lived before: written by the program, or a file of steps; null: it begins with its start. */
  past: { year: string; cycleOpens: Day } | { file: string } | null
}

const start = momentOf(day('2025-09-25'), '09:00')

/** The day on which the usual demonstration opened its cycle. */
export const demoCycleOpens = day('2025-01-02')

function folderOf(name: string): string {
  return packagePath('src', 'demo', 'bureaus', name)
}

/** A bureau of the shape of a city's regulations, with the months before its start as `past.yaml`. */
function shapedAs(id: string, shows: string): Demonstration {
  const folder = folderOf(id)
  return { id, also: null, shows, folder, start, past: { file: join(folder, 'past.yaml') } }
}

/** The demonstrations, the usual one first. */
export const demonstrations: readonly Demonstration[] = [
  {
    id: 'keji',
    also: null,
    shows: '市科技局，考核公务员，已经过了大半年',
    folder: folderOf('keji'),
    start,
    past: { year: '2025', cycleOpens: demoCycleOpens },
  },
  {
    id: 'departments',
    also: 'wujin',
    shows: '区住建局，考核科室和下属单位，从今天开始',
    folder: folderOf('departments'),
    start,
    past: null,
  },
  shapedAs('wuhan', '市科创局，公务员、责任单位、局管干部三份办法一起'),
  shapedAs('yueyang', '市工信委，二十五个科室一份办法，人另有一份'),
  shapedAs('shiyan', '市科技知识产权局，科室三类目标，人看科室的得分和名次'),
  shapedAs('lianyungang', '市科协，考核六个县区'),
]

/** The demonstration that is called so, by either name; null for none. */
export function demonstrationCalled(name: string): Demonstration | null {
  return demonstrations.find(({ id, also }) => name === id || name === also) ?? null
}

/** The demonstration of an id; an unknown one is a bug. */
export function demonstration(id: string): Demonstration {
  return must(demonstrationCalled(id), `no demonstration ${id}`)
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
