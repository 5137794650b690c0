import { z } from 'zod'
import type { LarkClient } from './client.js'

/** A group that the bot is in. */
export interface BotChat {
  chatId: string
  name: string
  /** Whether people of other tenants are in it: nothing of an assessment belongs there. */
  external: boolean
  /** Whose group it is; null where the platform does not say. */
  tenantKey: string | null
}

const chatItem = z.object({
  chat_id: z.string().min(1),
  name: z.string().default(''),
  external: z.boolean().default(false),
  chat_status: z.string().default('normal'),
  tenant_key: z.string().min(1).nullish(),
})

const memberItem = z.object({ member_id: z.string().min(1) })

/** The groups of the bot, dissolved ones left out (feishu.md 7.4). Throws LarkFailure. */
export async function groupsOf(client: LarkClient): Promise<BotChat[]> {
  const items = await client.list('/open-apis/im/v1/chats', { page_size: '100' }, chatItem)
  return items
    .filter((chat) => chat.chat_status === 'normal')
    .map((chat) => ({
      chatId: chat.chat_id,
      name: chat.name,
      external: chat.external,
      tenantKey: chat.tenant_key ?? null,
    }))
}

/** Open ids of a group's people, bots left out. Throws LarkFailure. */
export async function membersOf(client: LarkClient, chatId: string): Promise<string[]> {
  const items = await client.list(
    `/open-apis/im/v1/chats/${encodeURIComponent(chatId)}/members`,
    { member_id_type: 'open_id', page_size: '100' },
    memberItem,
  )
  return items.map((member) => member.member_id)
}
