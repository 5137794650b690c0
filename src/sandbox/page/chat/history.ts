import { useEffect, useRef, useState } from 'preact/hooks'
import { readMessages, type Message } from '../api.js'
import { createStore, useStore } from '../store.js'
import { coalesced } from './reload.js'

const pageSize = 50
/** At the chat's end older messages are let go when more than this many are held. */
const heldMax = 3 * pageSize

/** Counts what the stream told of each chat; a change means that its messages must be read anew. */
const chatChanges = createStore<ReadonlyMap<string, number>>(new Map())

/** Notes that something came or changed in a chat. */
export function noteChange(chatId: string): void {
  const changes = chatChanges.get()
  chatChanges.set(new Map(changes).set(chatId, (changes.get(chatId) ?? 0) + 1))
}

/** A chat's messages as far as they are held here, oldest first. */
export interface History {
  messages: readonly Message[]
  /** Whether the chat has older ones. */
  older: boolean
  /** Reads some older ones. */
  more(): void
}

/**
 * The messages of a chat, read anew whenever the stream says that it changed. What is held stays when
 * others come below, so that nothing moves under a reader; `atEnd` says when nobody reads above.
 */
export function useHistory(
  as: string,
  chatId: string,
  atEnd: { readonly current: boolean },
): History {
  const [history, setHistory] = useState<Omit<History, 'more'>>({ messages: [], older: false })
  const held = useRef<readonly Message[]>([])
  const change = useStore(chatChanges).get(chatId) ?? 0
  const reload = useRef<() => void>(() => {})
  const wanted = useRef(0)
  useEffect(() => {
    if (!chatId) return
    let over = false
    reload.current = coalesced(async () => {
      const limit = held.current.length + pageSize
      const back = wanted.current
      const found = await readMessages(as, chatId, limit)
      if (over) return
      if (wanted.current === back) wanted.current = 0
      const begin = back > 0 ? 0 : beginOf(found, held.current, atEnd.current)
      held.current = reuse(held.current, found.slice(begin))
      setHistory({ messages: held.current, older: begin > 0 || found.length === limit })
    })
    return () => {
      over = true
    }
  }, [as, chatId, atEnd])
  useEffect(() => reload.current(), [as, chatId, change])
  const more = () => {
    wanted.current += 1
    reload.current()
  }
  return { ...history, more }
}

/** Where to begin showing: with the oldest held, or with the last ones where nobody reads above. */
function beginOf(found: readonly Message[], held: readonly Message[], atEnd: boolean): number {
  const first = held[0]
  const begin = first ? found.findIndex((one) => one.messageId === first.messageId) : -1
  const long = found.length - begin > heldMax
  return first && !(atEnd && long) ? Math.max(0, begin) : Math.max(0, found.length - pageSize)
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
