import { Router } from '@koa/router'
import type { Context, Next } from 'koa'
import { must } from '../base/bug.js'
import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Dispatch, Expected, PressIn, Reply } from '../lark/inbound.js'
import { connect, type ConnectionStatus } from '../lark/long-connection.js'
import { openWebhook, type Webhook } from '../lark/webhook.js'
import type { Settings } from './config.js'

/** The way in from the platform, before and after it is open. */
export interface PlatformDoor {
  status(): ConnectionStatus
  /** The webhook's route; null in the other mode. Answers 503 until the door is open. */
  webhook: Router | null
  /** Opens it; resolves when the platform is connected, or has refused and is asked again. */
  open(through: PassThrough): Promise<void>
  close(): Promise<void>
}

/** What comes in through the door and who it may be for. */
export interface PassThrough {
  dispatch: Dispatch
  late(press: PressIn, reply: Reply): Promise<void>
  expected: Expected
}

const closed: ConnectionStatus = { state: 'connecting', reconnectAttempts: 0, inflight: 0 }

/** The door that the settings choose, still closed. */
export function platformDoor(of: { settings: Settings; log: Log; clock: Clock }): PlatformDoor {
  return of.settings.KAOHE_DOOR === 'webhook' ? webhookDoor(of) : connectionDoor(of)
}

function webhookDoor(of: { settings: Settings; log: Log; clock: Clock }): PlatformDoor {
  const { settings, log, clock } = of
  let webhook: Webhook | null = null
  const router = new Router()
  router.post('/webhook', async (ctx: Context, next: Next) => {
    if (webhook) return await webhook.middleware(ctx, next)
    ctx.status = 503
  })
  return {
    status: () => webhook?.status() ?? closed,
    webhook: router,
    open: async (through) => {
      webhook = openWebhook({
        ...through,
        ...{ log, clock },
        encryptKey: must(settings.FEISHU_ENCRYPT_KEY, 'no encrypt key'),
        verificationToken: must(settings.FEISHU_VERIFICATION_TOKEN, 'no verification token'),
      })
    },
    close: async () => {},
  }
}

function connectionDoor(of: { settings: Settings; log: Log }): PlatformDoor {
  const { settings, log } = of
  let connection: ReturnType<typeof connect> | null = null
  return {
    status: () => connection?.status() ?? closed,
    webhook: null,
    open: async (through) => {
      connection = connect({
        ...through,
        ...{ log, domain: settings.FEISHU_DOMAIN },
        appId: must(settings.FEISHU_APP_ID, 'no app id'),
        appSecret: must(settings.FEISHU_APP_SECRET, 'no app secret'),
      })
      // Refused only for now (too many connections, a busy platform): it connects again by itself.
      await connection.ready.catch(() => log.warn('link-not-yet'))
    },
    close: async () => await connection?.close(),
  }
}
