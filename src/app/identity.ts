import { z } from 'zod'
import type { Log } from '../base/log.js'
import type { LarkClient } from '../lark/client.js'
import type { Expected } from '../lark/inbound.js'
import type { Storage } from '../storage/database.js'
import { getSetting, putSetting } from '../storage/settings.js'
import { patiently, startFailureOf } from './start-failure.js'

/** Who the bot is on the platform, as learned and kept: read anew by the doors for each event. */
export interface Identity {
  expected: Expected
  /**
   * The platform named the app's tenant (the sender of our own message, 6.1; a group of ours, 7.4): from
   * now on other tenants' events are refused. A tenant that differs from the kept one is only logged.
   */
  learnTenant(tenantKey: string): void
  /** Asks who the bot is; answers from what is kept while the platform does not answer. */
  learnBot(client: LarkClient): Promise<void>
}

const key = 'platform-identity'
const kept = z.object({
  appId: z.string(),
  tenantKey: z.string().nullable(),
  botOpenId: z.string().nullable(),
})

/** Reads what an earlier start has learned about this app. */
export async function openIdentity(of: {
  storage: Storage
  bureau: string
  appId: string
  log: Log
}): Promise<Identity> {
  const { storage, bureau, appId, log } = of
  const read = kept.safeParse(await getSetting(storage.read, bureau, key))
  const known =
    read.success && read.data.appId === appId
      ? read.data
      : { appId, tenantKey: null, botOpenId: null }
  const keep = async (): Promise<void> => {
    await storage.transact('work', (tx) => putSetting(tx, bureau, key, { ...known }))
  }
  return {
    expected: known,
    learnTenant: (tenantKey) => {
      if (known.tenantKey === tenantKey) return
      if (known.tenantKey !== null) return log.error('tenant-differs')
      known.tenantKey = tenantKey
      void keep().catch(() => log.warn('identity-not-kept'))
    },
    learnBot: async (client) => {
      const ask = async (): Promise<void> => {
        const { openId } = await client.botInfo()
        if (known.botOpenId === openId) return
        known.botOpenId = openId
        await keep()
      }
      if (known.botOpenId === null) return await patiently('bot-info', log, ask)
      await ask().catch((thrown: unknown) => {
        if (!startFailureOf(thrown)?.passes) throw thrown
        log.warn('bot-info-unread')
      })
    },
  }
}
