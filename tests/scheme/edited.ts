import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** The sound schemes that tests break: the two that ship, and a small one that has every word in a few lines. */
export const people = 'schemes/wuhan-civil-servants'
export const departments = 'schemes/wujin-departments'
/** Units with lists of their own, and people who have their result. */
export const sections = 'schemes/shiyan-departments'
export const membersOfSections = 'schemes/shiyan-people'
export const office = 'tests/scheme/small-office'

/** A scheme with one fault: an edit of a sound one, or files written into its folder. */
export interface Broken {
  of: string
  name: string
  file?: Edit['file']
  find?: string
  replace?: string
  /** Files that are written into the folder, whole. */
  write?: Readonly<Record<string, string | Uint8Array>>
  code: string
  level?: 'error' | 'warning'
  /** The file of the problem, when it is not the edited one. */
  in?: string
  /** A text standing once in that file; the problem stands at `|` in it, or at its start. */
  at?: string
  /** `line:column` instead, where no text can be looked for. */
  place?: string
  /** The sentence, where it is checked word for word. */
  says?: string
  /** Codes of what follows from the same fault and is right too. */
  also?: string[]
}

/** Runs with a copy of the scheme that has the fault. */
export function withFault<T>(one: Broken, run: (folder: string) => T): T {
  const { file, find, replace, write } = one
  const edits =
    file === undefined || find === undefined ? [] : [{ file, find, replace: replace ?? '' }]
  return withEdited(
    edits,
    (folder) => {
      for (const [name, content] of Object.entries(write ?? {})) {
        writeFileSync(join(folder, name), content)
      }
      return run(folder)
    },
    one.of,
  )
}

/** `file:line:column` where the fault should be reported. */
export function placeOfFault(folder: string, one: Broken): string {
  const file = one.in ?? one.file ?? 'scheme.yaml'
  const at = one.at ?? ''
  const inside = Math.max(0, at.indexOf('|'))
  return `${join(folder, file)}:${one.place ?? placeIn(folder, file, at.replace('|', ''), inside)}`
}

/** One change of a file: the text that stands there once, and what comes instead. */
export interface Edit {
  file:
    | 'scheme.yaml'
    | 'rules.yaml'
    | 'choices.yaml'
    | 'targets.yaml'
    | 'total.yaml'
    | `forms/${string}.yaml`
  find: string
  replace: string
}

/** Runs with a copy of the sound scheme that has been edited; the copy is gone afterwards. */
export function withEdited<T>(edits: Edit[], run: (folder: string) => T, from = people): T {
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
