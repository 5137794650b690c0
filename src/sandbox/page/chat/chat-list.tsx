import type { Chat } from '../api.js'
import { Avatar } from '../avatar.js'
import { momentText } from '../time.js'
import { sandboxNow } from './clock.js'

const unreadShownMax = 99

/** A person's chats with last line, time and what is unread. */
export function ChatList(props: {
  chats: readonly Chat[]
  isOpen(chat: Chat): boolean
  open(chat: Chat): void
}) {
  return (
    <div class="scroll">
      {props.chats.map((chat) => (
        <button
          key={chat.chatId || 'bot'}
          type="button"
          class="chat-row"
          aria-pressed={props.isOpen(chat)}
          onClick={() => props.open(chat)}
        >
          <span class="chat-avatar">
            <Avatar
              name={chat.type === 'group' ? chat.name.slice(0, 2) : chat.name}
              size={40}
              bot={chat.type === 'p2p'}
            />
            {chat.unread > 0 && !props.isOpen(chat) && (
              <span class="unread">
                {chat.unread > unreadShownMax ? `${unreadShownMax}+` : chat.unread}
              </span>
            )}
          </span>
          <span class="chat-lines">
            <span class="chat-first">
              <span class="row-name">{chat.name}</span>
              {chat.type === 'p2p' && <span class="bot-mark">机器人</span>}
              {chat.lastTime > 0 && <time>{momentText(chat.lastTime, sandboxNow(), true)}</time>}
            </span>
            <span class="row-note">{chat.lastText || '还没有消息'}</span>
          </span>
        </button>
      ))}
    </div>
  )
}
