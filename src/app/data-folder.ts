import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadSettings } from './config.js'

/** The file that says that a folder is a sandbox's and may be deleted; in it the bureaus that live there. */
const marker = '.kaohe-sandbox'

/**
 * Makes a folder ready for a sandbox with these bureaus (their folders). With `fresh` what was there is deleted, but only
 * where an earlier start has marked the folder as its own. Throws BadSettings: a folder that is somebody else's, that
 * holds other bureaus, or that can't be written.
 */
export function prepareFolder(folder: string, of: { bureaus: string; fresh: boolean }): void {
  const taken = existsSync(folder) && !(lstatSync(folder).isDirectory() && isEmpty(folder))
  const lives = marked(folder)
  if (of.fresh && taken && lives === null) {
    throw new BadSettings(
      `${folder} 不是沙箱建的文件夹（里面没有 ${marker}），--fresh 不会删它。请核对 KAOHE_DATA，确实不要了请自己删除。`,
    )
  }
  if (!of.fresh && lives !== null && lives !== of.bureaus) {
    throw new BadSettings(
      `${folder} 里是别的单位（${lives}）。要换单位请加 -- --fresh 重新开始，或用 KAOHE_DATA 指定别的文件夹。`,
    )
  }
  try {
    if (of.fresh) rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    if (isEmpty(folder)) writeFileSync(join(folder, marker), of.bureaus)
  } catch (error) {
    const why = error instanceof Error ? error.message : error
    throw new BadSettings(
      `不能写入文件夹 ${folder}：${why}。请检查权限，或用 KAOHE_DATA 指定别的文件夹。`,
    )
  }
}

function isEmpty(folder: string): boolean {
  return readdirSync(folder).length === 0
}

/** The bureaus that live in a sandbox's folder; null where it is none. */
function marked(folder: string): string | null {
  const path = join(folder, marker)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
