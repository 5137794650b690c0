import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of few megabytes. */
export interface SmallDisk {
  folder: string
  /** Fills it up but for so many bytes. */
  fill(free: number): void
  /** Takes away what filled it. */
  empty(): void
  remove(): void
}

/** A disk in memory with a copy of a folder on it; null where this process may not mount one. */
export function smallDisk(megabytes: number, from: string): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
  const ballast = join(folder, 'ballast')
  cpSync(from, folder, { recursive: true })
  return {
    folder,
    fill: (free) => {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - free)))
    },
    empty: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
