import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Absolute path of a file or folder that ships with the program, e.g. `packagePath('schemes')`:
 * the same whether the sources run or what was compiled into `dist`.
 * Throws when the program stands outside of its package.
 */
export function packagePath(...parts: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the program')
    folder = parent
  }
  return join(folder, ...parts)
}
