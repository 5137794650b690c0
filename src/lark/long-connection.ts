import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import { sleep } from '../base/real-time.js'
import { type DoorOptions, openDoor } from './door.js'
import { eventTypes } from './inbound.js'
import { httpFor, sdkLogger } from './sdk-parts.js'

/** What the long connection needs. */
export interface ConnectOptions extends DoorOptions {
  domain: string
  appId: string
  appSecret: string
}

/** How the connection stands, for `/readyz` and `/idle`. */
export interface ConnectionStatus {
  state: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed'
  reconnectAttempts: number
  /** Things that came in and are not done. */
  inflight: number
}

/** A long connection (feishu.md 2.5). */
export interface LongConnection {
  /** Resolves with the first connection; rejects when the platform refuses (wrong secret). */
  ready: Promise<void>
  status(): ConnectionStatus
  /** Waits up to three seconds for what came in, then ends the connection. */
  close(): Promise<void>
}

const handshakeTimeoutMs = 10_000
/** Seconds after a ping without any frame before the socket is thought dead. */
const pingTimeoutS = 15
/** The SDK gives up after a refusal; a platform that was only busy must not end the bot's day. */
const startAgainMs = 60_000

/** Connects; all event types are registered here once, since a second registration replaces. */
export function connect(options: ConnectOptions): LongConnection {
  const { appId, appSecret, domain, log } = options
  const door = openDoor({
    dispatch: options.dispatch,
    log,
    expected: options.expected,
    ...(options.late ? { late: options.late } : {}),
  })
  const logger = sdkLogger(log)
  const closing = new AbortController()

  const dispatcher = new EventDispatcher({ logger, loggerLevel: LoggerLevel.warn })
  const handler = (payload: unknown): Promise<object> => door.take(payload)
  dispatcher.register(Object.fromEntries(eventTypes.map((type) => [type, handler])))

  let settle: { resolve: () => void; reject: (reason: Error) => void } | undefined
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  ready.catch(() => {})

  const startAgain = async (): Promise<void> => {
    await sleep(startAgainMs, { unref: true, signal: closing.signal })
    if (!closing.signal.aborted) await client.start({ eventDispatcher: dispatcher })
  }
  const client = new WSClient({
    appId,
    appSecret,
    domain,
    logger,
    loggerLevel: LoggerLevel.warn,
    httpInstance: httpFor(domain),
    handshakeTimeoutMs,
    wsConfig: { pingTimeout: pingTimeoutS },
    onReady: () => {
      log.info('link-ready')
      settle?.resolve()
    },
    onReconnecting: () => log.warn('link-lost'),
    onReconnected: () => log.info('link-back'),
    onError: () => {
      log.error('link-refused', { againInMs: startAgainMs })
      settle?.reject(new Error('the platform refused the long connection'))
      void startAgain()
    },
  })
  noticeCardFrames(client, () => {
    log.error('card-frame-dropped', {
      what: 'presses reach the bot in a form that the SDK drops: no button works',
      todo: 'README, Connect it to Feishu, steps 4 and 5: subscribe the callback card.action.trigger by long connection and publish a version',
    })
  })
  if (!/^cli_[0-9a-fA-F]{16}$/.test(appId)) {
    settle?.reject(new Error('an app id is cli_ and 16 hex digits'))
  } else {
    void client.start({ eventDispatcher: dispatcher })
  }

  return {
    ready,
    status: () => {
      const { state, reconnectAttempts } = client.getConnectionStatus()
      return { state, reconnectAttempts, inflight: door.inflight() }
    },
    close: async () => {
      closing.abort()
      for (let waits = 0; door.inflight() > 0 && waits < 60; waits += 1) await sleep(50)
      client.close({ force: true })
    },
  }
}

/**
 * The SDK ignores frames of the type `card`, without a word and without an answer (feishu.md 2.5); they come
 * while the callback subscription is not published. Looks at each frame on its way into the SDK.
 */
function noticeCardFrames(client: WSClient, notice: () => void): void {
  const handle: unknown = Reflect.get(client, 'handleEventData')
  if (typeof handle !== 'function') return
  Reflect.set(client, 'handleEventData', (frame: unknown): unknown => {
    if (isCardFrame(frame)) notice()
    return Reflect.apply(handle, client, [frame])
  })
}

const typedFrame = z.object({ headers: z.array(z.object({ key: z.string(), value: z.string() })) })

function isCardFrame(frame: unknown): boolean {
  const read = typedFrame.safeParse(frame)
  return (
    read.success && read.data.headers.some(({ key, value }) => key === 'type' && value === 'card')
  )
}
