import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import type { Clock } from '../base/clock.js'
import type { Instant } from '../base/day.js'
import type { Log } from '../base/log.js'
import { sleep } from '../base/real-time.js'
import { shared } from '../base/shared.js'
import { failureOf, LarkFailure, succeeded, tokenCodes } from './failure.js'
import { httpFor, sdkLogger, TokenCache } from './sdk-parts.js'

/** Whom a message goes to. */
export interface Recipient {
  recipientType: 'open_id' | 'chat_id'
  recipient: string
}

/** A message to send; with the same `uuid` at most one comes to be within an hour (6.1). */
export interface Sending extends Recipient {
  /** Card JSON 2.0 as text, or the plain text. */
  content: string
  uuid: string
}

/** A message the platform took. */
export interface Sent {
  messageId: string
  chatId: string
}

/** A message found in a chat; `content` is the JSON text as it was sent. */
export interface Listed {
  messageId: string
  content: string
  fromApp: boolean
}

/** The calls the bot makes. Every one throws {@link LarkFailure} and nothing else. */
export interface LarkClient {
  sendCard(sending: Sending): Promise<Sent>
  sendText(sending: Sending): Promise<Sent>
  /** Uploads bytes and sends them as a file (6.7); the content of `sending` is not looked at. */
  sendFile(sending: Sending, file: { name: string; bytes: Uint8Array }): Promise<Sent>
  /** Replaces a sent card (5.4); 4 a second for one message. */
  patchCard(messageId: string, content: string): Promise<void>
  /** All messages of a chat since a moment, oldest first, cards with their JSON as sent. */
  listMessages(chatId: string, since: Instant): Promise<Listed[]>
  /** The bot itself. */
  botInfo(): Promise<{ openId: string; name: string }>
  /** The bytes of a file or picture in a message; refused beyond `bytesMax`. */
  downloadResource(of: {
    messageId: string
    fileKey: string
    type: 'image' | 'file'
    bytesMax: number
  }): Promise<Uint8Array>
  /** What stands in `data` of a single read. */
  read<T>(path: string, params: Record<string, string>, data: z.ZodType<T>): Promise<T>
  /** Every item of a paged listing, or a failure: never a part of it. */
  list<T>(path: string, params: Record<string, string>, item: z.ZodType<T>): Promise<T[]>
}

/** What the client needs; `domain` has no trailing slash. */
export interface ClientOptions {
  domain: string
  appId: string
  appSecret: string
  log: Log
  clock: Clock
  /** Told the app's own tenant whenever the platform names it: who sent our message. */
  onTenant?: (tenantKey: string) => void
}

const sentAnswer = z.object({
  data: z.object({
    message_id: z.string().min(1),
    chat_id: z.string().min(1),
    sender: z.object({ tenant_key: z.string().min(1).nullish() }).nullish(),
  }),
})

/** The SDK answers an upload without the envelope. */
const uploadAnswer = z.object({ file_key: z.string().min(1) })

const botAnswer = z.object({
  bot: z.object({ open_id: z.string().min(1), app_name: z.string() }),
})

const page = z.object({
  data: z.object({
    items: z.array(z.unknown()).nullish(),
    has_more: z.boolean().optional(),
    page_token: z.string().optional(),
  }),
})

const listedMessage = z.object({
  message_id: z.string(),
  sender: z.object({ sender_type: z.string() }).nullish(),
  body: z.object({ content: z.string() }).nullish(),
})

const readTriesMax = 5
const pacePauseMaxMs = 20_000
/** Real time between two pages: 40 a second at most, the platform's limit being 50 (6.8). */
const pagePauseMs = 25

/** Most pages of one listing: 500 × 50 items are more than any bureau has. */
const pagesMax = 500

/** Opens a client; nothing is sent before the first call. */
export function openClient(options: ClientOptions): LarkClient {
  const cache = new TokenCache(options.clock)
  const sdk = new Client({
    appId: options.appId,
    appSecret: options.appSecret,
    domain: options.domain,
    cache,
    httpInstance: httpFor(options.domain),
    logger: sdkLogger(options.log),
    loggerLevel: LoggerLevel.warn,
  })

  /** Calls that find no token wait for one to be fetched, instead of fetching one each; where that fails, the call says why. */
  const token = shared(async (): Promise<void> => {
    await sdk.tokenManager.getCustomTenantAccessToken().catch(() => undefined)
  })

  /** Both error styles become one; a token the platform does not know is thrown away, once. */
  const call = async (name: string, send: () => Promise<unknown>): Promise<unknown> => {
    const attempt = async (): Promise<unknown> => {
      try {
        await token()
        return await send()
      } catch (thrown) {
        throw failureOf(await withBody(thrown))
      }
    }
    try {
      return await attempt()
    } catch (failure) {
      const known = failureOf(failure)
      options.log.warn('lark-call-failed', { call: name, code: known.code, status: known.status })
      if (!tokenCodes.has(known.code)) throw known
      cache.clear()
      return await attempt()
    }
  }

  /** Reading may be repeated: what only came too fast is asked again after the pause. */
  const get = async (name: string, url: string, params: Record<string, string>) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call(name, async () =>
          succeeded(await sdk.request({ method: 'GET', url, params })),
        )
      } catch (thrown) {
        const failure = failureOf(thrown)
        if (failure.scope !== 'pace' || tries >= readTriesMax) throw failure
        await sleep(Math.min(pacePauseMaxMs, Math.max(1_000 * tries, failure.retryAfterMs ?? 0)))
      }
    }
  }

  const create = async (type: 'interactive' | 'text' | 'file', sending: Sending): Promise<Sent> => {
    const content = type === 'text' ? JSON.stringify({ text: sending.content }) : sending.content
    const answer = await call('messages.create', async () =>
      succeeded(
        await sdk.im.message.create({
          params: { receive_id_type: sending.recipientType },
          data: { receive_id: sending.recipient, msg_type: type, content, uuid: sending.uuid },
        }),
      ),
    )
    const { data } = shaped(sentAnswer, answer)
    if (data.sender?.tenant_key) options.onTenant?.(data.sender.tenant_key)
    return { messageId: data.message_id, chatId: data.chat_id }
  }

  const list: LarkClient['list'] = async (path, params, item) => {
    const items: z.infer<typeof item>[] = []
    let token: string | undefined
    for (let count = 0; count < pagesMax; count += 1) {
      await sleep(pagePauseMs)
      const answer = await get(path, path, token ? { ...params, page_token: token } : params)
      const { data } = shaped(page, answer)
      for (const one of data.items ?? []) items.push(shaped(item, one))
      token = data.page_token
      if (data.has_more !== true) return items
      if (!token) throw misshapen()
    }
    throw misshapen()
  }

  return {
    sendCard: (sending) => create('interactive', sending),
    sendText: (sending) => create('text', sending),
    sendFile: async (sending, { name, bytes }) => {
      const answer = await call('files.create', () =>
        sdk.im.file.create({
          data: { file_type: 'stream', file_name: name, file: Buffer.from(bytes) },
        }),
      )
      const { file_key } = shaped(uploadAnswer, answer)
      return create('file', { ...sending, content: JSON.stringify({ file_key }) })
    },
    patchCard: async (messageId, content) => {
      await call('messages.patch', async () =>
        succeeded(
          await sdk.im.message.patch({ path: { message_id: messageId }, data: { content } }),
        ),
      )
    },
    listMessages: async (chatId, since) => {
      const found = await list(
        '/open-apis/im/v1/messages',
        {
          container_id_type: 'chat',
          container_id: chatId,
          start_time: `${Math.floor(since / 1000)}`,
          sort_type: 'ByCreateTimeAsc',
          page_size: '50',
          card_msg_content_type: 'user_card_content',
        },
        listedMessage,
      )
      return found.map((m) => ({
        messageId: m.message_id,
        content: m.body?.content ?? '',
        fromApp: m.sender?.sender_type === 'app',
      }))
    },
    botInfo: async () => {
      const { bot } = shaped(botAnswer, await get('bot.info', '/open-apis/bot/v3/info', {}))
      return { openId: bot.open_id, name: bot.app_name }
    },
    downloadResource: async ({ messageId, fileKey, type, bytesMax }) => {
      const answer = await call('messages.resource', () =>
        sdk.im.messageResource.get({
          path: { message_id: messageId, file_key: fileKey },
          params: { type },
        }),
      )
      return await bytesOf(answer, bytesMax)
    },
    read: async (path, params, data) =>
      shaped(z.object({ data }), await get(path, path, params)).data,
    list,
  }
}

function shaped<T>(schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer)
  if (!read.success) throw misshapen()
  return read.data
}

function misshapen(): LarkFailure {
  return new LarkFailure({ code: -1, status: 200, message: 'the answer has another shape' })
}

const streamAnswer = z.object({
  getReadableStream: z.custom<() => AsyncIterable<Uint8Array>>((v) => typeof v === 'function'),
})

async function bytesOf(answer: unknown, bytesMax: number): Promise<Uint8Array> {
  const { getReadableStream } = shaped(streamAnswer, answer)
  return await gathered(getReadableStream(), bytesMax)
}

async function gathered(stream: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > bytesMax) break
      chunks.push(chunk)
    }
  } catch {
    throw new LarkFailure({ code: 0, status: 0, message: 'the download broke off' })
  }
  if (size > bytesMax) {
    throw new LarkFailure({ code: 234037, status: 200, message: 'larger than we take' })
  }
  return Buffer.concat(chunks)
}

const streamError = z.object({
  response: z.object({
    status: z.number(),
    headers: z.unknown(),
    data: z.custom<AsyncIterable<Uint8Array>>(
      (v) => typeof v === 'object' && v !== null && Symbol.asyncIterator in v,
    ),
  }),
})

/** A failed download carries its JSON body as an unread stream: reads it, other errors stay. */
async function withBody(thrown: unknown): Promise<unknown> {
  const read = streamError.safeParse(thrown)
  if (!read.success) return thrown
  const { status, headers, data } = read.data.response
  const body = await gathered(data, 65_536).catch(() => Buffer.from(''))
  let json: unknown = null
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    json = null
  }
  return { response: { status, headers, data: json } }
}
