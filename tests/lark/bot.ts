import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, followClock } from '../../src/base/clock.js'
import { type LarkClient, openClient } from '../../src/lark/client.js'
import { noticeElementId, type Render } from '../../src/lark/delivery-parts.js'
import type { Dispatch } from '../../src/lark/inbound.js'
import {
  type ConnectOptions,
  connect,
  type LongConnection,
} from '../../src/lark/long-connection.js'
import { type Sender, type SenderOptions, startSender } from '../../src/lark/sender.js'
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start.js'
import { bumpCard, cardFor } from '../../src/storage/live-cards.js'
import { openStorage } from '../../src/storage/open.js'
import { enqueue, type NewNotice } from '../../src/storage/outbox.js'
import type { Storage } from '../../src/storage/database.js'
import { until } from '../until.js'
import { type KeptLog, keptLog } from './log.js'

/** A chat message as the control API shows it. */
export interface Shown {
  messageId: string
  sender: { type: string }
  msgType: string
  content: unknown
  updated: boolean
}

/** A sandbox with the bot's transport against it. */
export interface Platform {
  sandbox: RunningSandbox
  clock: Clock
  log: KeptLog
  client: LarkClient
  control<T>(path: string, body?: unknown): Promise<T>
  openId(name: string): Promise<string>
  /** Moves both clocks on and waits until the bot's has followed. */
  advance(ms: number): Promise<void>
  fault(body: object): Promise<void>
  /** Messages between a person and the bot, oldest first. */
  chat(as: string): Promise<Shown[]>
  connect(dispatch: Dispatch, late?: ConnectOptions['late']): Promise<LongConnection>
  close(): Promise<void>
}

export async function platform(change: SandboxOptions = {}): Promise<Platform> {
  const sandbox = await startSandbox({ clock: '2025-09-25T09:00', seed: 'lark', ...change })
  const { clock, stop } = await followClock(`${sandbox.controlUrl}/clock`)
  const log = keptLog()
  const { appId, appSecret, baseUrl: domain } = sandbox
  const client = openClient({ domain, appId, appSecret, log, clock })
  const links: LongConnection[] = []

  const control = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${sandbox.controlUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return JSON.parse(await answer.text())
  }

  return {
    sandbox,
    clock,
    log,
    client,
    control,
    openId: async (name) => {
      type State = { people: { name: string; openId: string }[] }
      const { people } = await control<State>('/state')
      return people.find((person) => person.name === name)?.openId ?? ''
    },
    advance: async (ms) => {
      const { revision } = await control<{ revision: number }>('/clock', { advanceMs: ms })
      await until(() => clock.revision() >= revision)
    },
    fault: async (body) => {
      await control('/faults', body)
    },
    chat: async (as) => {
      const chats = await control<{ chatId: string; type: string }[]>(`/chats?as=${as}`)
      const own = chats.find((chat) => chat.type === 'p2p')
      if (!own) return []
      return await control<Shown[]>(`/chats/${own.chatId}/messages?as=${as}&limit=100`)
    },
    connect: async (dispatch, late) => {
      const { openId: botOpenId } = await client.botInfo()
      const expected = { appId, tenantKey: null, botOpenId }
      const known = { expected, ...(late ? { late } : {}) }
      const link = connect({ domain, appId, appSecret, log, dispatch, ...known })
      links.push(link)
      await link.ready
      return link
    },
    close: async () => {
      for (const link of links) await link.close()
      stop()
      await sandbox.close()
    },
  }
}

/** An embedded database in a folder of its own. */
export async function database(clock: Clock): Promise<{ storage: Storage; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kaohe-lark-'))
  const storage = await openStorage({ dataDir: join(folder, 'db'), clock, log: keptLog() })
  return {
    storage,
    end: async () => {
      await storage.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A render that shows the notice's key and the card's revision on a card with one button. */
export function plainRender(): Render {
  return async (notice, tx) => {
    if (notice.op === 'text') {
      const said = notice.cardKey === 'said' ? JSON.stringify(notice.detail) : notice.cardKey
      return { content: said, revision: 0, cardId: '' }
    }
    const { bureau, recipient, cardKind: kind, cardKey: key } = notice
    const live = await cardFor(tx, { bureau, recipient, kind, key })
    const card = await bumpCard(tx, live.id, { contentHash: '' })
    const content = cardJson(`${key} r${card.revision}`, noticeElementId(notice.id))
    return { content, revision: card.revision, cardId: card.id }
  }
}

/** Card JSON 2.0 with a text and a button; `elementId` marks the text. */
export function cardJson(text: string, elementId = 'text'): string {
  return JSON.stringify({
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: text } },
    body: {
      elements: [
        { tag: 'markdown', element_id: elementId, content: text },
        {
          tag: 'button',
          name: 'go',
          text: { tag: 'plain_text', content: '好' },
          behaviors: [{ type: 'callback', value: { go: 1 } }],
        },
      ],
    },
  })
}

/** Starts a sender that renders plainly, unless told otherwise. */
export function plainSender(
  on: Platform,
  storage: Storage,
  change: Partial<SenderOptions> = {},
): Sender {
  const { client, clock, log } = on
  const render = change.render ?? plainRender()
  return startSender({ storage, client, clock, log, holder: 'test', ...change, render })
}

/** Puts notices into the outbox in one transaction; answers their ids. */
export async function queue(
  storage: Storage,
  notices: Pick<NewNotice, 'recipient' | 'cardKey'>[],
  change: Partial<NewNotice> = {},
): Promise<string[]> {
  return await storage.transact('work', async (tx) => {
    const ids: string[] = []
    for (const notice of notices) {
      const kind = { bureau: 'b', recipientType: 'open_id', op: 'send', cardKind: 'task' } as const
      ids.push(await enqueue(tx, { ...kind, ...notice, ...change }))
    }
    return ids
  })
}
