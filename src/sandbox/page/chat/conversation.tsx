import { useRef } from 'preact/hooks'
import type { Chat } from '../api.js'
import type { Directory } from '../people.js'
import { Composer } from './composer.js'
import { noteChange, useHistory } from './history.js'
import { MessageRow } from './message-row.js'
import { Messages } from './messages.js'

/** An open chat: its messages and where one writes. */
export function Conversation(props: {
  as: string
  chat: Chat
  botName: string
  directory: Directory
  phone: boolean
  back(): void
}) {
  const { as, chat, directory, phone } = props
  const atEnd = useRef(true)
  const history = useHistory(as, chat.chatId, atEnd)
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
        history={history}
        as={as}
        atEnd={atEnd}
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
      <Composer as={as} chat={chat} botName={props.botName} sent={() => noteChange(chat.chatId)} />
    </main>
  )
}
