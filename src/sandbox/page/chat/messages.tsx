import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../api.js'
import type { History } from './history.js'

/** Closer than this to the end (px), new messages are followed. */
const nearEnd = 120

/**
 * The messages of a chat. At its end what comes is followed; for who reads above, what others send is
 * counted on a pill, and only their own words lead to the end.
 */
export function Messages(props: {
  history: History
  as: string
  /** Whether the end is in sight or followed; kept up here, read by who holds the messages. */
  atEnd: { current: boolean }
  row(message: Message): JSX.Element
}) {
  const { history, as, atEnd } = props
  const { messages } = history
  const scroll = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [unseen, setUnseen] = useState(0)
  const follow = (yes: boolean) => {
    const box = scroll.current
    atEnd.current = yes
    if (!box) return
    // What leaves at the top must not count as somebody's scrolling up.
    box.style.overflowAnchor = yes ? 'none' : 'auto'
    if (yes) box.scrollTop = box.scrollHeight
    if (yes) setUnseen(0)
  }
  const onScroll = useEndWatcher(scroll, content, atEnd, follow)
  const last = useRef('')
  useLayoutEffect(() => {
    const known = messages.findIndex((message) => message.messageId === last.current)
    const fresh = messages.slice(known + 1)
    const first = last.current === ''
    last.current = messages.at(-1)?.messageId ?? ''
    if (first || atEnd.current || fresh.some((message) => message.sender.id === as)) follow(true)
    else setUnseen((before) => before + fresh.length)
  }, [messages])
  return (
    <div class="messages-frame">
      <div class="messages" ref={scroll} onScroll={onScroll}>
        <div ref={content} class="messages-content">
          {history.older && (
            <button type="button" class="older" onClick={() => readOn(scroll.current, history)}>
              更早的消息
            </button>
          )}
          {messages.length === 0 && <div class="empty">还没有消息，写一句试试</div>}
          {messages.map(props.row)}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" class="unseen" onClick={() => follow(true)}>
          ↓ {unseen} 条新消息
        </button>
      )}
    </div>
  )
}

/** Reads older messages; the browser holds what is in sight only when it is not at the very top. */
function readOn(box: HTMLDivElement | null, history: History): void {
  if (box?.scrollTop === 0) box.scrollTop = 1
  history.more()
}

/**
 * Stays at the end while cards and the window change their heights, until the person scrolls up; what
 * it returns is told of scrolling.
 */
function useEndWatcher(
  scroll: { readonly current: HTMLDivElement | null },
  content: { readonly current: HTMLDivElement | null },
  atEnd: { readonly current: boolean },
  follow: (yes: boolean) => void,
): () => void {
  const top = useRef(0)
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) follow(true)
    })
    if (content.current) watcher.observe(content.current)
    if (scroll.current) watcher.observe(scroll.current)
    return () => watcher.disconnect()
  }, [])
  return () => {
    const box = scroll.current
    if (!box) return
    const up = box.scrollTop < top.current
    top.current = box.scrollTop
    const left = box.scrollHeight - box.scrollTop - box.clientHeight
    if (!atEnd.current && (left < 1 || (left < nearEnd && !up))) follow(true)
    else if (atEnd.current && left >= nearEnd && up) follow(false)
  }
}
