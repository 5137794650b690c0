import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packagePath } from '../../src/base/package-root.js'

/** The repository's folder. */
export const root = packagePath()

const skipped = new Set(['node_modules', 'dist', 'generated', 'data', 'coverage', 'screenshots'])

/** Files below a folder of the repository as paths from its root, by the end of their names, sorted. */
export function filesBelow(folder: string, ends: readonly string[]): string[] {
  const found: string[] = []
  for (const name of readdirSync(join(root, folder))) {
    if (skipped.has(name) || (name.startsWith('.') && name !== '.ci')) continue
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) found.push(...filesBelow(path, ends))
    else if (ends.some((end) => name.endsWith(end))) found.push(relative('.', path))
  }
  return found.sort()
}

/** Text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The TypeScript of the product: rooms and cards. */
export function sourceFiles(): string[] {
  return ['src', 'cards'].flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']))
}

/** Line number, from 1, of a position in a text. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

/** Source with its comments blanked, lines kept. Good enough for our own style, not for any TypeScript. */
export function withoutComments(text: string): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[\s;{(,])\/\/[^\n]*/g, blank)
}
