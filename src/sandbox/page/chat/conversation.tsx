import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readMessages, type Chat, type Message } from '../api.js'
import type { Directory } from '../people.js'
import { createStore, useStore } from '../store.js'
import { Composer } from './composer.js'
import { MessageRow } from './message-row.js'
import { coalesced } from './reload.js'

const pageSize = 50
/** Closer than this to the end (px), new messages are followed. */
const nearEnd = 120

/** Counts what the stream told of each chat; a change means that its messages must be read anew. */
export const chatChanges = createStore<ReadonlyMap<string, number>>(new Map())

/** Notes that something came or changed in a chat. */
export function noteChange(chatId: string): void {
  const changes = chatChanges.get()
  chatChanges.set(new Map(changes).set(chatId, (changes.get(chatId) ?? 0) + 1))
}

/** An open chat: its messages and where one writes. */
export function Conversation(props: {
  as: string
  chat: Chat
  botName: string
  directory: Directory
  phone: boolean
  back(): void
  sent(): void
}) {
  const { as, chat, directory, phone } = props
  const [limit, setLimit] = useState(pageSize)
  const messages = useMessages(as, chat.chatId, limit)
  return (
    <main class="conversation" aria-label={chat.name}>
      <header class="conversation-head">
        <button type="button" class="back" aria-label="返回" onClick={props.back}>
          ‹
        </button>
        <h1>{chat.name}</h1>
        {chat.type === 'p2p' ? (
          <span class="bot-mark">机器人</span>
        ) : (
          chat.members > 0 && <span class="members">{chat.members} 人</span>
        )}
      </header>
      <Messages
        messages={messages}
        full={messages.length >= limit}
        more={() => setLimit(limit + pageSize)}
        row={(message) => (
          <MessageRow
            key={message.messageId}
            message={message}
            as={as}
            directory={directory}
            phone={phone}
          />
        )}
      />
      <Composer as={as} chat={chat} botName={props.botName} sent={props.sent} />
    </main>
  )
}

/** The messages of a chat, read anew whenever the stream says that it changed. */
function useMessages(as: string, chatId: string, limit: number): readonly Message[] {
  const [messages, setMessages] = useState<readonly Message[]>([])
  const change = useStore(chatChanges).get(chatId) ?? 0
  const reload = useRef<() => void>(() => {})
  useEffect(() => {
    if (!chatId) return
    let over = false
    reload.current = coalesced(async () => {
      const found = await readMessages(as, chatId, limit)
      if (!over) setMessages((before) => reuse(before, found))
    })
    return () => {
      over = true
    }
  }, [as, chatId, limit])
  useEffect(() => reload.current(), [as, chatId, limit, change])
  return messages
}

/** Keeps the objects of messages that did not change, so that what stands in their cards stays. */
function reuse(before: readonly Message[], found: readonly Message[]): readonly Message[] {
  const known = new Map(before.map((message) => [message.messageId, message]))
  return found.map((message) => {
    const old = known.get(message.messageId)
    if (!old || JSON.stringify(old.content) !== JSON.stringify(message.content)) return message
    return { ...message, content: old.content }
  })
}

function Messages(props: {
  messages: readonly Message[]
  full: boolean
  more(): void
  row(message: Message): preact.JSX.Element
}) {
  const { messages } = props
  const scroll = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useLayoutEffect(() => {
    const toEnd = () => {
      if (atEnd.current && scroll.current) scroll.current.scrollTop = scroll.current.scrollHeight
    }
    const watcher = new ResizeObserver(toEnd)
    if (content.current) watcher.observe(content.current)
    if (scroll.current) watcher.observe(scroll.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <div
      class="messages"
      ref={scroll}
      onScroll={(event) => {
        const box = event.currentTarget
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
      }}
    >
      <div ref={content} class="messages-content">
        {props.full && (
          <button type="button" class="older" onClick={props.more}>
            更早的消息
          </button>
        )}
        {messages.length === 0 && <div class="empty">还没有消息，写一句试试</div>}
        {messages.map(props.row)}
      </div>
    </div>
  )
}
