import * as lark from '@larksuiteoapi/node-sdk'
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start.js'
import type { Body } from './sample-card.js'

export type { Body } from './sample-card.js'

const quietLogger = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  trace: () => {},
}

/** A running sandbox with the ways that tests work with it. */
export interface Driver {
  sandbox: RunningSandbox
  /** Calls the control API; throws on an error answer. */
  control(path: string, body?: unknown): Promise<Body>
  /** Calls the open platform with a good token. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<Answer>
  token(): Promise<string>
  openId(name: string): Promise<string>
  client: lark.Client
  /** Connects the official WSClient; resolves when it is ready. */
  connect(handlers: Record<string, (data: Body) => unknown>): Promise<lark.WSClient>
  close(): Promise<void>
}

export interface Answer {
  status: number
  headers: Headers
  body: Body
}

/** Starts a sandbox and the official SDK's client against it. */
export async function drive(options: SandboxOptions = {}): Promise<Driver> {
  const sandbox = await startSandbox({
    port: 0,
    clock: '2025-09-25T09:00',
    seed: 'test',
    ...options,
  })
  const sockets: lark.WSClient[] = []
  const client = new lark.Client({
    appId: sandbox.appId,
    appSecret: sandbox.appSecret,
    domain: sandbox.baseUrl,
    logger: quietLogger,
    cache: ownCache(),
  })
  let token: string | undefined
  const driver: Driver = {
    sandbox,
    client,
    control: async (path, body) => {
      const answer = await ask(
        `${sandbox.controlUrl}${path}`,
        body === undefined ? 'GET' : 'POST',
        body,
      )
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    token: async () => {
      const answer = await ask(
        `${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
        'POST',
        { app_id: sandbox.appId, app_secret: sandbox.appSecret },
      )
      return String(answer.body.tenant_access_token)
    },
    api: async (method, path, body, given) => {
      token ??= await driver.token()
      return ask(`${sandbox.baseUrl}${path}`, method, body, {
        authorization: `Bearer ${given ?? token}`,
      })
    },
    openId: async (name) => {
      const state = await driver.control('/state')
      const person = at(state, 'people', (one: Body) => one.name === name)
      return String(at(person, 'openId'))
    },
    connect: async (handlers) => {
      const socket = await new Promise<lark.WSClient>((resolve, reject) => {
        const made: lark.WSClient = new lark.WSClient({
          appId: sandbox.appId,
          appSecret: sandbox.appSecret,
          domain: sandbox.baseUrl,
          logger: quietLogger,
          onReady: () => resolve(made),
          onError: reject,
        })
        const eventDispatcher = new lark.EventDispatcher({ logger: quietLogger }).register(handlers)
        void made.start({ eventDispatcher })
      })
      sockets.push(socket)
      return socket
    },
    close: async () => {
      for (const socket of sockets) socket.close({ force: true })
      await sandbox.close()
    },
  }
  return driver
}

/** A cache of this client alone, so that sandboxes with one app id do not share tokens. */
function ownCache() {
  const map = new Map<unknown, unknown>()
  return {
    get: async (key: unknown) => map.get(key),
    set: async (key: unknown, value: unknown) => {
      map.set(key, value)
      return true
    },
  }
}

/** One HTTP call with a JSON body. */
export async function ask(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : parsed(text),
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

/** A member by its path; a function picks from a list. */
export function at(
  value: unknown,
  ...path: (string | number | ((one: Body) => boolean))[]
): unknown {
  let here: unknown = value
  for (const step of path) {
    if (typeof step === 'function') here = Array.isArray(here) ? here.find(step) : undefined
    else if (typeof here === 'object' && here !== null) here = Reflect.get(here, step)
    else return undefined
  }
  return here
}
