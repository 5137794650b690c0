import { dirname, join } from 'node:path/posix'
import layers from './layers.json' with { type: 'json' }
import { lineAt, withoutComments } from './sources.js'

/** One import or re-export: of a file (path from the root), or of a package. */
export interface Import {
  at: string
  file: string
  target: { file: string } | { module: string }
  typeOnly: boolean
}

const importPattern =
  /(?:^|\n)[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** The imports of a file: static, type-only, re-exports, and dynamic ones with a fixed name. */
export function importsOf(file: string, text: string, known: ReadonlySet<string>): Import[] {
  const code = withoutComments(text)
  return [...code.matchAll(importPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? ''
    const line = lineAt(code, match.index + match[0].lastIndexOf(name))
    const at = `${file}:${line}`
    const typeOnly = /^\s*(?:import|export)\s+type\b/.test(match[0])
    if (!name.startsWith('.')) return { at, file, target: { module: name }, typeOnly }
    const target = { file: resolved(join(dirname(file), name), known) }
    return { at, file, target, typeOnly }
  })
}

function resolved(path: string, known: ReadonlySet<string>): string {
  const stem = path.replace(/\.jsx?$/, '')
  return [path, `${stem}.ts`, `${stem}.tsx`].find((each) => known.has(each)) ?? path
}

/** The room that a file is in: the folder below src/, or cards. */
export function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  return first === 'src' ? second : first
}

const arrows: Record<string, string[]> = layers.arrows
const exceptions: Record<string, string[]> = layers.pure.exceptBuiltins

/** What is wrong with an import: a sentence with file and line, or null. */
export function forbidden({ at, file, target }: Import): string | null {
  const room = roomOf(file)
  const allowed = arrows[room]
  if (!allowed) return `${at}: ${room} is no room of layers.json`
  if ('file' in target) {
    const other = roomOf(target.file)
    if (other === room || allowed.includes(other)) return null
    return `${at}: ${room} may not import ${other} (${target.file})`
  }
  const { module } = target
  if (module.startsWith('node:')) {
    const pure = layers.pure.rooms.includes(room) && !exceptions[room]?.includes(module)
    return pure ? `${at}: ${room} may not import ${module}` : null
  }
  const owned = layers.packages.find(({ names }) =>
    names.some((name) => module === name || module.startsWith(`${name}/`)),
  )
  if (!owned || owned.rooms.includes(room)) return null
  return `${at}: only ${owned.rooms.join(', ')} may import ${module}`
}

/** Whether an arrow between two files is among `ringsLeft`: types that still refer to each other. */
function isLeft({ file, target, typeOnly }: Import): boolean {
  const other = 'file' in target ? target.file : ''
  const listed = layers.ringsLeft.some((pair) => pair.includes(file) && pair.includes(other))
  return typeOnly && listed
}

/** Rings of files that import each other, each as `a -> b -> a`. Type-only imports count, except `ringsLeft`. */
export function rings(imports: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>()
  for (const each of imports) {
    const { file, target } = each
    if (!('file' in target) || isLeft(each)) continue
    const targets = next.get(file) ?? new Set()
    next.set(file, targets.add(target.file))
  }
  const found: string[] = []
  const done = new Set<string>()
  const visit = (file: string, trail: string[]): void => {
    const start = trail.indexOf(file)
    if (start >= 0) {
      found.push([...trail.slice(start), file].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const target of next.get(file) ?? []) visit(target, [...trail, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}
