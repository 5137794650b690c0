import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFile } from '../factsfile/cases.js'

/** The case files of a folder, by name; none when the folder is missing. */
export function readCaseFiles(folder: string): CaseFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ file: join(folder, name), content: readFileSync(join(folder, name)) }))
}
