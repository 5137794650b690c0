import { type Api, Plain } from './api.js'
import { textOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

const lifeMs = 7_200_000
const renewBelowMs = 1_800_000

/** Of a self-built app both kinds of token are one and the same (feishu.md 1.1). */
const tokenPaths = {
  'auth.token': '/open-apis/auth/v3/tenant_access_token/internal',
  'auth.app_token': '/open-apis/auth/v3/app_access_token/internal',
} as const

/** Tokens (feishu.md 1.1) and the long connection's endpoint (2.5). */
export const authApis: readonly Api[] = [
  ...Object.entries(tokenPaths).map(
    ([name, path]): Api => ({
      name,
      method: 'post',
      path,
      open: true,
      handle: ({ sandbox, body }) => {
        const { appId, appSecret } = sandbox.world.core.app
        if (textOf(body, 'app_id') !== appId) {
          return new Plain({ code: 10003, msg: 'invalid param' })
        }
        if (textOf(body, 'app_secret') !== appSecret) {
          return new Plain({ code: 10014, msg: 'app secret invalid' })
        }
        const { token, expire } = tenantToken(sandbox)
        const both = name === 'auth.app_token' ? { app_access_token: token } : {}
        return new Plain({ code: 0, msg: 'ok', ...both, tenant_access_token: token, expire })
      },
    }),
  ),
  {
    name: 'link.endpoint',
    method: 'post',
    path: '/callback/ws/endpoint',
    open: true,
    handle: ({ sandbox, body }) => {
      const { appId, appSecret } = sandbox.world.core.app
      if (textOf(body, 'AppID') !== appId || textOf(body, 'AppSecret') !== appSecret) {
        return new Plain({ code: 514, msg: 'auth failed', data: {} })
      }
      return new Plain(sandbox.link.endpoint(sandbox.baseUrl))
    },
  },
]

/** The token in force; a new one when less than half an hour remains. */
function tenantToken(sandbox: Sandbox): { token: string; expire: number } {
  const { core } = sandbox.world
  const now = sandbox.clock.now()
  core.tokens = core.tokens.filter((token) => token.expiresAt > now)
  const last = core.tokens.at(-1)
  if (last && last.expiresAt - now >= renewBelowMs) {
    return { token: last.token, expire: Math.floor((last.expiresAt - now) / 1_000) }
  }
  const token = sandbox.world.newId('t-')
  core.tokens.push({ token, expiresAt: now + lifeMs })
  sandbox.world.changed()
  return { token, expire: lifeMs / 1_000 }
}
