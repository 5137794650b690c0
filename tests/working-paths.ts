import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** A path through a flow of the working rules: what happens, and the test that walks it. */
export interface WorkingPath {
  path: string
  /** A file below `tests`. */
  in: string
  /** The test's title, or the name of a row of its table. */
  test: string
  /** Verbs that the test presses on cards. */
  presses: readonly string[]
}

const file = z.record(
  z.string(),
  z.strictObject({
    flows: z.array(z.string()),
    paths: z.array(
      z.strictObject({
        path: z.string(),
        in: z.string(),
        test: z.string(),
        presses: z.array(z.string()).default([]),
      }),
    ),
  }),
)

/** Folders of the working rules' flows: what `npm test` presses straight is pressed here on cards (`tests/pressing.ts`). */
export const workingFolders = [
  ...['leave', 'attendance', 'information', 'report', 'trips', 'posts'],
  ...['docket', 'meeting', 'major', 'accountability'],
]

/** What `working-paths.yaml` says, by area: its flows, and its paths in their order. */
export function workingPaths(): Readonly<
  Record<string, { flows: readonly string[]; paths: readonly WorkingPath[] }>
> {
  const text = readFileSync(join(import.meta.dirname, 'working-paths.yaml'), 'utf8')
  return file.parse(parse(text))
}

/** Whether a test that ran is the one that a path names; `%s` and `%i` of its title stand for a row of a table. */
export function isWalk(path: WorkingPath, title: string): boolean {
  const parts = path.test.split(/%[si]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?:^|> |^)${parts.join('.*')}$`).test(title)
}
