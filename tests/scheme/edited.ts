import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** The scheme that ships, as the sound one that tests break. */
export const sound = 'schemes/wuhan-civil-servants'
/** The one for departments. */
export const soundDepartments = 'schemes/wujin-departments'

/** One change of a file: the text that stands there once, and what comes instead. */
export interface Edit {
  file: 'scheme.yaml' | 'rules.yaml' | 'choices.yaml'
  find: string
  replace: string
}

/** Runs with a copy of the sound scheme that has been edited; the copy is gone afterwards. */
export function withEdited<T>(edits: Edit[], run: (folder: string) => T, from = sound): T {
  const root = mkdtempSync(join(tmpdir(), 'kaohe-scheme-'))
  const folder = join(root, basename(from))
  try {
    cpSync(from, folder, { recursive: true })
    for (const { file, find, replace } of edits) {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      const parts = text.split(find)
      if (parts.length !== 2) throw new Error(`${find} stands ${parts.length - 1} times in ${file}`)
      writeFileSync(path, parts.join(replace))
    }
    return run(folder)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** `line:column` of a text that stands once in a file of the folder, in characters. */
export function placeIn(folder: string, file: string, text: string, inside = 0): string {
  const content = readFileSync(join(folder, file), 'utf8')
  const start = content.indexOf(text)
  if (start < 0 || content.indexOf(text, start + 1) >= 0) throw new Error(`not once: ${text}`)
  const before = content.slice(0, start + inside).split('\n')
  return `${before.length}:${Array.from(before.at(-1) ?? '').length + 1}`
}
