import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { readDocument } from '../base/document.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { type OwnDays, ownDaysSchema, wholeYearSchema, type YearCalendar } from './year.js'

/*
 * A folder of calendar files (UTF-8, YAML or JSON), for what did not ship with the program:
 *
 *   2027.yaml                    # the State Council's notice for a year, as src/calendar/years/2026.json
 *
 * and in the folder `calendar` of a bureau its own days:
 *
 *   2027.yaml
 *     year: 2027
 *     rest: [{ name: 建局日, from: 2027-06-18, to: 2027-06-18 }]
 *     workdays: [2027-06-19]
 */

/** What a folder of calendar files says; a faulty file is left out and named in the problems. */
export interface CalendarFolder {
  years: YearCalendar[]
  /** By bureau id. */
  own: Map<string, OwnDays[]>
  problems: Problem[]
}

const yearFile = /^(\d{4})\.(json|ya?ml)$/

/**
 * Reads the folder, and those of bureaus (by id) with their own days; one that is not there says nothing. Nothing
 * throws for what people may have written.
 */
export function readCalendarFolder(
  folder: string,
  bureaus: ReadonlyMap<string, string> = new Map(),
): CalendarFolder {
  const found: CalendarFolder = { years: [], own: new Map(), problems: [] }
  found.years = readYearFiles(folder, wholeYearSchema, found.problems)
  for (const [bureau, own] of bureaus) {
    const days = readYearFiles(own, ownDaysSchema, found.problems)
    if (days.length > 0) found.own.set(bureau, days)
  }
  found.problems = sortProblems(found.problems)
  return found
}

function readYearFiles<T extends { year: number }>(
  folder: string,
  schema: z.ZodType<T>,
  problems: Problem[],
): T[] {
  const read = new Map<number, T>()
  for (const name of namesIn(folder)) {
    const named = yearFile.exec(name)?.[1]
    if (named === undefined) continue
    const document = readDocument(join(folder, name), schema)
    problems.push(...document.problems)
    const year = document.value
    if (year === null) continue
    const fault =
      `${year.year}` !== named
        ? { code: 'calendar-file-name', message: `文件名与年份${year.year}不符，请改文件名或年份` }
        : read.has(year.year)
          ? { code: 'calendar-year-twice', message: `${named}年另有一个文件，请只留一个` }
          : null
    if (fault === null) read.set(year.year, year)
    else {
      const place = document.positionOf(['year'])
      problems.push({ ...fault, level: 'error', file: document.file, ...place })
    }
  }
  return [...read.values()]
}

function namesIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder).sort() : []
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Changes whenever a file of the folders does; for who looks at them again and again. */
export function calendarFolderStamp(folders: readonly string[]): string {
  return folders
    .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)))
    .map((path) => {
      const at = statSync(path, { throwIfNoEntry: false })
      return `${path} ${at?.mtimeMs ?? 0} ${at?.size ?? 0}`
    })
    .join('\n')
}
