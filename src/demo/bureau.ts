import { bug } from '../base/bug.js'
import { day, momentOf } from '../base/day.js'
import { packagePath } from '../base/package-root.js'
import { problemLine } from '../base/problem.js'
import { readRosterFile } from '../roster/roster-file.js'
import type { Roster } from '../roster/roster.js'
import { readScheme } from '../scheme/read/read.js'

/** The demonstration lives in this year; its cycle begins and its clock starts then. */
export const demoYear = '2025'
export const demoCycleOpens = day('2025-01-02')
export const demoStart = momentOf(day('2025-09-25'), '09:00')

/** The bureau's group on the platform, where results are published. */
export const demoGroupName = '市科技局全体'

/** The demonstration's roster file: the one source of its people. */
export const demoRosterPath = packagePath('src', 'demo', 'roster.yaml')

/** The facts file with what no flow collects yet: performance scores and appraisal ballots. */
export const demoYearEndPath = packagePath('src', 'demo', 'year-end-facts.yaml')

/** The demonstration's roster. A file with errors is a bug. */
export function demoRoster(): Roster {
  const { scheme } = readScheme(packagePath('schemes', 'wuhan-civil-servants'))
  const { roster, problems } = readRosterFile(demoRosterPath, { roles: scheme?.roles ?? [] })
  return roster ?? bug(problems.map(problemLine).join('\n'))
}
