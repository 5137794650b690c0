import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { shortId } from '../base/ids.js'

/** Who holds a folder. */
export interface Holder {
  /** Made anew by each taking. */
  id: string
  host: string
  /** Where its process number means something: kernel and process namespace; containers have their own. */
  space: string
  pid: number
  /** When the process started, since numbers are given out again. */
  start: string
}

/** This process as a holder. */
export function ownHolder(): Holder {
  const { pid } = process
  return { id: shortId(), host: hostname(), space: space(), pid, start: startOf(pid) }
}

/** Reads a holder; null for what is none, e.g. the lock of an earlier version. */
export function parseHolder(text: string): Holder | null {
  try {
    const { id, host, space, pid, start } = JSON.parse(text)
    const texts = [id, host, space, start].every((each) => typeof each === 'string')
    return texts && typeof pid === 'number' ? { id, host, space, pid, start } : null
  } catch {
    return null
  }
}

/** Whether a holder's process lives: known only where process numbers mean the same as here, else null. */
export function isAlive(holder: Holder): boolean | null {
  if (holder.space !== space()) return null
  return startOf(holder.pid) === holder.start
}

function space(): string {
  if (process.platform !== 'linux') return hostname()
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    // Nobody's numbers are known to mean the same: the heartbeat decides.
    return shortId()
  }
}

/** When a process started, as text; empty when there is none with this number. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
      return afterName.split(' ')[19] ?? ''
    } catch {
      return ''
    }
  }
  if (process.platform !== 'win32') {
    try {
      const shown = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' })
      return shown.trim()
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
