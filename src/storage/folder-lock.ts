import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { shortId } from '../base/ids.js'
import { StorageError } from './storage-error.js'

/** Folders held by this process. */
const held = new Set<string>()

/**
 * Takes a folder for this process and returns how to give it back. The lock is a file with process id and start
 * time, so that one left behind by a killed process is known as such even when its number was given out again.
 * Throws a StorageError `in-use` when another process, or this one, has the folder.
 */
export function lockFolder(folder: string): () => void {
  const path = join(resolve(folder), 'lock')
  if (held.has(path)) throw inUse(folder, process.pid)
  mkdirSync(folder, { recursive: true })
  const own = `${process.pid} ${startOf(process.pid)}`
  for (let attempt = 0; attempt < 5; attempt++) {
    if (place(path, own)) {
      held.add(path)
      return () => {
        if (held.delete(path)) rmSync(path, { force: true })
      }
    }
    const found = contentOf(path)
    if (found === null) continue
    const [pid = '', start = ''] = found.split(' ')
    const alive = /^\d+$/.test(pid) && startOf(Number.parseInt(pid, 10)) === start
    if (alive && found !== own) throw inUse(folder, pid)
    takeAway(path, found)
  }
  throw inUse(folder, '?')
}

function inUse(folder: string, pid: number | string): StorageError {
  return new StorageError(
    'in-use',
    `数据目录 ${folder} 正由进程 ${pid} 使用，同一目录同时只能有一个进程。请先停止该进程，或另设数据目录。`,
  )
}

/** Puts the lock there whole or not at all; false when there is one. */
function place(path: string, content: string): boolean {
  const whole = `${path}.${shortId()}`
  writeFileSync(whole, content)
  try {
    linkSync(whole, path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(whole, { force: true })
  }
}

/** Removes a dead process's lock; if somebody else has replaced it in this moment, puts theirs back. */
function takeAway(path: string, stale: string): void {
  const aside = `${path}.${shortId()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  const taken = contentOf(aside)
  if (taken !== null && taken !== stale) place(path, taken)
  rmSync(aside, { force: true })
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** When a process started, as text without spaces; empty when there is none with this number. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
      return `${boot}-${afterName.split(' ')[19] ?? ''}`
    } catch {
      return ''
    }
  }
  if (process.platform !== 'win32') {
    try {
      const shown = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' })
      return shown.trim().replace(/\s+/g, '_')
    } catch {
      return ''
    }
  }
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch {
    return ''
  }
}
