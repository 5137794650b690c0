import { isNode, text, child, type JsonNode } from '../json.js'
import { clockOf, type ClockReading } from '../api.js'

/** What the sandbox tells a person's page. */
export interface StreamListener {
  /** A message came or changed in a chat. */
  onChat(chatId: string): void
  onToast(toast: JsonNode, messageId: string): void
  onClock(reading: ClockReading): void
  onPeople(): void
  /** The stream is there (again): what was missed has to be read anew. */
  onOpen(): void
  onLost(): void
}

/** Listens to the sandbox for a person; returns how to stop. The browser reconnects by itself. */
export function listen(as: string, listener: StreamListener): () => void {
  const source = new EventSource(`/control/stream?as=${encodeURIComponent(as)}`)
  const on = (name: string, fn: (told: JsonNode) => void): void => {
    source.addEventListener(name, (event) => {
      const told: unknown = JSON.parse(event.data || '{}')
      fn(isNode(told) ? told : {})
    })
  }
  for (const name of ['message', 'update', 'chats']) {
    on(name, (told) => listener.onChat(text(told, 'chatId')))
  }
  on('toast', (told) => {
    if (isNode(told.toast)) listener.onToast(child(told, 'toast'), text(told, 'messageId'))
  })
  on('clock', (told) => listener.onClock(clockOf(told)))
  on('people', () => listener.onPeople())
  source.onopen = () => listener.onOpen()
  source.onerror = () => listener.onLost()
  return () => source.close()
}
