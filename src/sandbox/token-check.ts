import type { Context } from 'koa'
import { ApiError } from './api-error.js'
import type { Sandbox } from './sandbox.js'

/** What an app usually has; `im:message.group_msg` (all that groups say) is not among it. */
export const usualScopes: readonly string[] = [
  'im:message',
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message:send_multi_users',
  'im:message:send_multi_depts',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:resource',
  'im:chat',
  'im:chat:readonly',
  'im:chat.members:read',
  'im:chat.members:write_only',
  'contact:contact.base:readonly',
  'contact:department.organize:readonly',
  'contact:department.base:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.id:readonly',
]

/** The scopes that the app has. */
export function grantedScopes(sandbox: Sandbox): readonly string[] {
  return sandbox.world.core.app.scopes ?? usualScopes
}

/** Checks the bearer token; throws the documented errors. Answers the granted scopes. */
export function requireToken(ctx: Context, sandbox: Sandbox): readonly string[] {
  const header = ctx.get('authorization')
  if (!/^Bearer \S+$/i.test(header)) {
    throw new ApiError(
      400,
      99991661,
      'Missing access token for authorization. Please make a request with token attached.',
    )
  }
  const given = header.slice('Bearer '.length)
  if (!/^[tu]-/.test(given)) {
    throw new ApiError(400, 99991671, 'Invalid access token, it must start with t- or u-.')
  }
  const now = sandbox.clock.now()
  const token = sandbox.world.core.tokens.find((one) => one.token === given)
  if (!token || token.expiresAt <= now) {
    throw new ApiError(
      400,
      99991663,
      'Invalid access token for authorization. Please make a request with token attached.',
    )
  }
  return grantedScopes(sandbox)
}

/** Throws 99991672 when none of the scopes is granted. */
export function requireScope(granted: readonly string[], wanted: readonly string[]): void {
  if (wanted.length === 0 || wanted.some((scope) => granted.includes(scope))) return
  throw new ApiError(
    400,
    99991672,
    `Access denied. One of the following scopes is required: [${wanted.join(', ')}].`,
  )
}
