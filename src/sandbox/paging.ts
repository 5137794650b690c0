import { createHmac } from 'node:crypto'
import type { Call } from './api.js'
import { wholeOf } from './read-json.js'

/** One page of a list. */
export interface Page<T> {
  items: T[]
  has_more: boolean
  /** Only when there is more. */
  page_token?: string
}

/** Cuts a page; `fail` makes the error for a bad size or token. */
export function pageOf<T>(
  call: Call,
  all: readonly T[],
  rules: { size: number; max: number; fail(what: 'size' | 'token'): Error },
): Page<T> {
  const given = call.query('page_size')
  const size = given === undefined || given === '' ? rules.size : wholeOf(given)
  if (size === undefined || size < 1 || size > rules.max) throw rules.fail('size')
  const start = startOf(call)
  if (start === undefined || start > all.length) throw rules.fail('token')
  const end = start + size
  const items = all.slice(start, end)
  if (end >= all.length) return { items, has_more: false }
  return { items, has_more: true, page_token: tokenOf(call, end) }
}

function startOf(call: Call): number | undefined {
  const token = call.query('page_token')
  if (token === undefined || token === '') return 0
  const start = wholeOf(token.split('.')[0])
  return start !== undefined && tokenOf(call, start) === token ? start : undefined
}

/** A page token that only this sandbox makes, for this path. */
function tokenOf(call: Call, start: number): string {
  const { appSecret } = call.sandbox.world.core.app
  const seal = createHmac('sha256', appSecret).update(`${call.ctx.path}:${start}`).digest('hex')
  return `${start}.${seal.slice(0, 24)}`
}
