import type { LogFields } from './log.js'

/** Stack frames that are logged: where it happened. */
const framesMax = 6
/** Causes that are followed. */
const depthMax = 5

/**
 * What a log may say of something thrown: class, codes (SQLSTATE, errno, Prisma's, the platform's) of it and of what
 * caused it, and stack frames. Never its message or values, which may quote what people wrote.
 */
export function failureFields(thrown: unknown): LogFields {
  const chain = causesOf(thrown)
  const codes = [...new Set(chain.flatMap(codesOf))]
  const [error = 'unknown', ...causes] = chain.map(nameOf)
  return {
    error,
    ...(codes.length > 0 ? { code: codes.join(' ') } : {}),
    ...(causes.length > 0 ? { cause: causes.join(' < ') } : {}),
    ...framesOf(chain),
  }
}

/** The codes of something thrown and of its causes, e.g. `ENOSPC`, `53100`, `P2010`. */
export function failureCodes(thrown: unknown): string[] {
  return [...new Set(causesOf(thrown).flatMap(codesOf))]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** It and its causes; Prisma keeps a driver's error in `meta`. */
function causesOf(thrown: unknown): unknown[] {
  const chain: unknown[] = []
  let at = thrown
  while (at !== undefined && at !== null && chain.length < depthMax && !chain.includes(at)) {
    chain.push(at)
    if (!isObject(at)) break
    const meta = isObject(at.meta) ? at.meta.driverAdapterError : undefined
    at = at.cause ?? meta
  }
  return chain
}

const plainCode = /^[A-Za-z0-9_.-]{1,40}$/

function codesOf(thrown: unknown): string[] {
  if (!isObject(thrown)) return []
  return [thrown.code, thrown.originalCode].flatMap((code) => {
    if (typeof code === 'number') return [`${code}`]
    return typeof code === 'string' && plainCode.test(code) ? [code] : []
  })
}

function nameOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.name
  if (isObject(thrown) && typeof thrown.kind === 'string' && plainCode.test(thrown.kind)) {
    return thrown.kind
  }
  return typeof thrown
}

/** `function file:line` from the first stack there is; the message's lines before the frames are left out. */
function framesOf(chain: readonly unknown[]): LogFields {
  for (const thrown of chain) {
    if (!(thrown instanceof Error) || !thrown.stack) continue
    const frames = thrown.stack
      .split('\n')
      .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
      .slice(0, framesMax)
      .map((line) => line.trim().slice(3))
    if (frames.length > 0) return { at: frames.join(' | ') }
  }
  return {}
}
