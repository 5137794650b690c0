import {
  closeSync,
  fstatSync,
  futimesSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { failureCodes } from '../base/failure.js'
import { shortId } from '../base/ids.js'
import { every, machineTime, sleep, stopwatch } from '../base/real-time.js'
import { type Holder, isAlive, ownHolder, parseHolder } from './holder.js'
import { StorageError } from './storage-error.js'

/** A folder that this process holds. */
export interface FolderLock {
  /** Throws `lock-lost` when the folder may be another's: to be asked before anything is written to it. */
  check(): void
  release(): void
}

/** Real time in milliseconds. */
export interface LockTimes {
  /** Between heartbeats. */
  beatMs: number
  /** After so long without one a holder elsewhere counts as gone. */
  staleMs: number
}

const usual: LockTimes = { beatMs: 2_000, staleMs: 20_000 }

/** Folders held by this process. */
const held = new Set<string>()

/**
 * Takes a folder for this process. The lock is a file with who holds it, whose time of change the holder moves on
 * as its heartbeat. A dead holder among this machine's (and container's) own processes is known as such at once.
 * Of one elsewhere, in another container or on another host that shares the folder, process numbers tell nothing:
 * it is watched, and counts as gone when no heartbeat comes for twenty seconds of this machine's time.
 *
 * `lost` is called once when the lock was taken away (after this process stood still for long): it must end.
 * Throws a StorageError `in-use` when somebody else, or this process, has the folder.
 */
export async function lockFolder(
  folder: string,
  lost: (error: StorageError) => void,
  times: LockTimes = usual,
): Promise<FolderLock> {
  const path = join(resolve(folder), 'lock')
  const own = ownHolder()
  if (held.has(path)) throw inUse(folder, own)
  held.add(path)
  try {
    mkdirSync(folder, { recursive: true })
    await take(path, own, { folder, times })
    return keep(path, own, { folder, times, lost })
  } catch (error) {
    held.delete(path)
    throw error
  }
}

async function take(
  path: string,
  own: Holder,
  { folder, times }: { folder: string; times: LockTimes },
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (place(path, JSON.stringify(own))) return
    const found = look(path)
    if (found === null) continue
    const holder = parseHolder(found.content)
    const alive = holder && isAlive(holder)
    if (alive ?? (await showsLife(path, found, times))) throw inUse(folder, holder)
    takeAway(path, found.content)
  }
  throw inUse(folder, null)
}

/** Watches a lock; true at its first heartbeat, false when it shows none for long or is gone. */
async function showsLife(path: string, first: Seen, times: LockTimes): Promise<boolean> {
  const elapsed = stopwatch()
  while (elapsed() < times.staleMs) {
    await sleep(Math.min(500, times.beatMs / 2))
    const now = look(path)
    if (now === null) return false
    if (now.content !== first.content || now.changedMs !== first.changedMs) return true
  }
  return false
}

function keep(
  path: string,
  own: Holder,
  of: { folder: string; times: LockTimes; lost(error: StorageError): void },
): FolderLock {
  let beatAt = machineTime()
  let elapsed = stopwatch()
  let gone: StorageError | null = null
  const beat = (): void => {
    if (gone) return
    if (touch(path, own)) {
      beatAt = machineTime()
      elapsed = stopwatch()
      return
    }
    gone = lockLost(of.folder)
    of.lost(gone)
  }
  const stop = every(of.times.beatMs, beat)
  return {
    check: () => {
      // Who stood still (a stopped process, a machine that slept) looks before it goes on.
      const still = Math.max(elapsed(), machineTime() - beatAt)
      if (still > of.times.staleMs / 2) beat()
      if (gone) throw gone
    },
    release: () => {
      stop()
      if (held.delete(path) && look(path)?.content === JSON.stringify(own)) {
        rmSync(path, { force: true })
      }
    },
  }
}

/** The heartbeat; false when the lock is another's or gone. A folder that can't be reached now is asked again later. */
function touch(path: string, own: Holder): boolean {
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    return !failureCodes(error).includes('ENOENT')
  }
  try {
    if (readFileSync(file, 'utf8') !== JSON.stringify(own)) return false
    const now = machineTime() / 1_000
    futimesSync(file, now, now)
    return true
  } finally {
    closeSync(file)
  }
}

interface Seen {
  content: string
  changedMs: number
}

/** The lock as it is now (opened anew: a network's file system then asks its server), or null. */
function look(path: string): Seen | null {
  try {
    const file = openSync(path, 'r')
    try {
      return { content: readFileSync(file, 'utf8'), changedMs: fstatSync(file).mtimeMs }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (failureCodes(error).includes('ENOENT')) return null
    throw error
  }
}

function inUse(folder: string, holder: Holder | null): StorageError {
  const who = holder ? `主机 ${holder.host} 的进程 ${holder.pid} ` : '另一个进程'
  const message = `数据目录 ${folder} 正由${who}使用，同一目录同时只能有一个进程（多个容器或主机共用目录也是如此）。请先停止该进程，或另设数据目录。`
  return new StorageError('in-use', message)
}

function lockLost(folder: string): StorageError {
  const message = `数据目录 ${folder} 已由另一个进程接管（本进程停顿过久），本进程退出，以免损坏数据。请确认只启动了一个。`
  return new StorageError('lock-lost', message)
}

/** Puts the lock there whole or not at all; false when there is one. */
function place(path: string, content: string): boolean {
  const whole = `${path}.${shortId()}`
  writeFileSync(whole, content)
  try {
    linkSync(whole, path)
    return true
  } catch (error) {
    if (failureCodes(error).includes('EEXIST')) return false
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
    if (failureCodes(error).includes('ENOENT')) return
    throw error
  }
  const taken = look(aside)?.content ?? null
  if (taken !== null && taken !== stale) place(path, taken)
  rmSync(aside, { force: true })
}
