import type { Log } from '../base/log.js'
import { sleep } from '../base/real-time.js'
import { LarkFailure } from '../lark/failure.js'
import { StorageError } from '../storage/storage-error.js'
import { BadSettings } from './config.js'

/** With what the process ends, by what somebody has to do; the README lists them. */
export const exitCodes = {
  /** A fault of ours: the stack is on the error output; starting again may help. */
  fault: 1,
  /** Settings, scheme, roster or facts file. */
  settings: 2,
  database: 3,
  /** The platform does not take the app's credentials, or is not the platform. */
  platform: 4,
  port: 5,
  folder: 6,
} as const

/** Why the bot can't start: one line for people, Chinese, with what to do, and the exit code. */
export interface StartFailure {
  line: string
  exitCode: number
  /** Whether waiting may help: the other end is away, nothing here is wrong. */
  passes: boolean
}

/** What is wrong when starting throws this; null for a fault of ours. */
export function startFailureOf(thrown: unknown): StartFailure | null {
  if (thrown instanceof BadSettings) return ended(thrown.message, exitCodes.settings)
  if (thrown instanceof StorageError) return ended(thrown.message, exitCodes.database)
  if (thrown instanceof LarkFailure) return ofPlatform(thrown)
  return ofSystem(codeOf(thrown), pathOf(thrown))
}

function ended(line: string, exitCode: number): StartFailure {
  return { line, exitCode, passes: false }
}

function ofPlatform(failure: LarkFailure): StartFailure {
  const exitCode = exitCodes.platform
  const code = `代码 ${failure.code}，HTTP ${failure.status}`
  if (failure.badCredentials) {
    return ended(
      `平台不认应用凭证（${code}）：请核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET 是否属于 FEISHU_DOMAIN 上的同一个应用，改好后再启动。`,
      exitCode,
    )
  }
  if (failure.transient) {
    const line = `平台现在没有接受调用（${code}），会继续重试：请检查网络和 FEISHU_DOMAIN，代码的含义见 README。`
    return { line, exitCode, passes: true }
  }
  return ended(
    `平台的回答不是开放平台的回答（${code}）：请检查 FEISHU_DOMAIN 是否写对，改好后再启动。`,
    exitCode,
  )
}

/** The database's server is away, starting, stopping or full. */
const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['57P01', '57P02', '57P03', '53300', '08001', '08006', 'connect-timeout'],
])
/** The server answered, and will answer the same again. */
const refusedCodes = new Set(['28P01', '28000', '3D000', '42501'])
const folderCodes = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'EROFS', 'EPERM', 'ENOSPC', 'EACCES'])

function ofSystem(code: string, path: string | null): StartFailure | null {
  if (code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL' || (code === 'EACCES' && path === null)) {
    const line = `不能使用 KAOHE_HOST、KAOHE_PORT 指定的地址和端口（${code}）：请关闭占用它的程序，或换一个端口后再启动。`
    return ended(line, exitCodes.port)
  }
  if (awayCodes.has(code)) {
    const line = `连不上数据库（${code}），会继续重试：请检查 DATABASE_URL 和数据库服务是否已启动。`
    return { line, exitCode: exitCodes.database, passes: true }
  }
  if (refusedCodes.has(code)) {
    const line = `数据库拒绝连接（${code}）：请核对 DATABASE_URL 的用户、密码、库名和权限，改好后再启动。`
    return ended(line, exitCodes.database)
  }
  if (path !== null && folderCodes.has(code)) {
    const line = `不能使用文件夹 ${path}（${code}）：请检查它是不是文件夹、有没有写入权限和空间，或用 KAOHE_DATA 指定别的文件夹。`
    return ended(line, exitCodes.folder)
  }
  return null
}

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0])
  // What node-postgres says when its time to connect is over has no code.
  if (thrown instanceof Error && /timeout.*connect/i.test(thrown.message)) return 'connect-timeout'
  return ''
}

function pathOf(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null || !('path' in thrown)) return null
  return typeof thrown.path === 'string' ? thrown.path : null
}

const pauseMaxMs = 60_000

/**
 * Does a step of the start, again and again while what is wrong may pass: after a second, then twice as
 * long, at most a minute. The first failure is said to people, each is logged. Throws all else.
 */
export async function patiently<T>(step: string, log: Log, work: () => Promise<T>): Promise<T> {
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMaxMs, pauseMs * 2)) {
    try {
      return await work()
    } catch (thrown) {
      const failure = startFailureOf(thrown)
      if (!failure?.passes) throw thrown
      if (pauseMs === 1_000) process.stderr.write(`${failure.line}\n`)
      const waitMs = Math.max(pauseMs, (thrown instanceof LarkFailure && thrown.retryAfterMs) || 0)
      log.warn('start-waits', { step, waitMs })
      await sleep(waitMs)
    }
  }
}
