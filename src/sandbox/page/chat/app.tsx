import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { enterBotChat, readChats, readState, type Chat, type SandboxState } from '../api.js'
import { Avatar } from '../avatar.js'
import { Overlays, showToast } from '../overlays.js'
import { directoryOf } from '../people.js'
import { useStore } from '../store.js'
import { ChatList } from './chat-list.js'
import { ClockBar } from './clock-bar.js'
import { setClock } from './clock.js'
import { Conversation } from './conversation.js'
import { noteChange } from './history.js'
import { PeopleList } from './people-list.js'
import { PlayBar } from './play-bar.js'
import { usePhone } from './phone.js'
import { go, place } from './place.js'
import { refusalText, tellFromStream } from './presses.js'
import { coalesced } from './reload.js'
import { listen } from './stream.js'

/** The whole page: the clock, who I am, my chats, and the open one. */
export function App() {
  const { state, reloadState } = useSandboxState()
  const at = useStore(place)
  const phone = usePhone()
  const [choosing, setChoosing] = useState(false)
  const { chats, online } = useChats(at.as, state, reloadState)
  const directory = useMemo(() => directoryOf(state?.people ?? []), [state])
  if (!state) return <div class="empty whole">正在连接沙盒…</div>
  const me = directory.byId(at.as)
  const open = chats.find((chat) => isAt(chat, at.chat))
  const choose = (openId: string) => {
    setChoosing(false)
    go({ as: openId, chat: phone ? '' : at.chat || 'bot' })
  }
  return (
    <div class={`app ${!me || choosing ? 'show-people' : open ? 'show-chat' : 'show-chats'}`}>
      <header class="top">
        <span class="brand">飞书沙盒</span>
        <span class="tenant">{state.tenant}</span>
        {me && !online && <span class="offline">连接中断，正在重连</span>}
        <PlayBar />
        <ClockBar />
      </header>
      <PeopleList
        people={state.people}
        departments={state.departments}
        bureaus={state.bureaus}
        chosen={at.as}
        choose={choose}
      />
      <aside class="chats" aria-label="会话">
        {me && (
          <div class="me">
            <Avatar name={me.name} color={me.avatarColor} size={34} />
            <span class="me-lines">
              <span class="row-name">{me.name}</span>
              <span class="row-note">
                {[me.departments[0], me.title].filter(Boolean).join(' · ')}
              </span>
            </span>
            <button type="button" class="switch" onClick={() => setChoosing(true)}>
              切换身份
            </button>
          </div>
        )}
        <ChatList
          chats={chats}
          isOpen={(chat) => isAt(chat, at.chat)}
          open={(chat) => go({ as: at.as, chat: chat.type === 'p2p' ? 'bot' : chat.chatId })}
        />
      </aside>
      {me && open ? (
        <Conversation
          key={`${at.as} ${open.chatId}`}
          as={at.as}
          chat={open}
          botName={state.bot.name}
          directory={directory}
          phone={phone}
          back={() => go({ as: at.as, chat: '' })}
        />
      ) : (
        <main class="conversation nothing">
          {me ? (
            '选择一个会话'
          ) : (
            <div class="about">
              <p>先选择您是谁：左边按部门列出了所有人</p>
              {state.about && <p class="about-more">{state.about}</p>}
            </div>
          )}
        </main>
      )}
      <Overlays />
    </div>
  )
}

/** Whether the address's chat is this one; the chat with the bot is `bot` there. */
function isAt(chat: Chat, named: string): boolean {
  return chat.type === 'p2p' ? named === 'bot' || named === chat.chatId : named === chat.chatId
}

function useSandboxState(): { state: SandboxState | null; reloadState(): void } {
  const [state, setState] = useState<SandboxState | null>(null)
  const reload = useMemo(
    () =>
      coalesced(async () => {
        try {
          const read = await readState()
          setClock(read.clock)
          setState(read)
        } catch (error) {
          showToast({ type: 'error', content: refusalText(error) })
        }
      }),
    [],
  )
  useEffect(reload, [reload])
  return { state, reloadState: reload }
}

/** A person's chats, kept up to date by the stream; the bot's stands there before the first word. */
function useChats(
  as: string,
  state: SandboxState | null,
  reloadState: () => void,
): { chats: readonly Chat[]; online: boolean } {
  const [read, setRead] = useState<{ as: string; chats: readonly Chat[] }>({ as: '', chats: [] })
  const [online, setOnline] = useState(true)
  const at = useStore(place)
  const entered = useRef('')
  useEffect(() => {
    if (!as) return
    const reload = coalesced(async () => setRead({ as, chats: await readChats(as) }))
    reload()
    return listen(as, {
      onChat(chatId) {
        noteChange(chatId)
        reload()
      },
      onToast: tellFromStream,
      onClock: setClock,
      onPeople: reloadState,
      onOpen() {
        setOnline(true)
        noteChange(chatIdOf(place.get().chat))
        reload()
      },
      onLost: () => setOnline(false),
    })
  }, [as, reloadState])
  useEffect(() => {
    const key = `${as} ${at.chat}`
    if (!as || at.chat !== 'bot' || entered.current === key) return
    entered.current = key
    enterBotChat(as)
      .then(async () => setRead({ as, chats: await readChats(as) }))
      .catch((error: unknown) => showToast({ type: 'error', content: refusalText(error) }))
  }, [as, at.chat])
  const mine = read.as === as ? read.chats : []
  const bot = mine.some((chat) => chat.type === 'p2p')
  const chats = bot || !state || read.as !== as ? mine : [emptyBotChat(state), ...mine]
  chatIds.set('bot', chats.find((chat) => chat.type === 'p2p')?.chatId ?? '')
  return { chats, online }
}

const chatIds = new Map<string, string>()

function chatIdOf(named: string): string {
  return named === 'bot' ? (chatIds.get('bot') ?? '') : named
}

function emptyBotChat(state: SandboxState): Chat {
  return {
    chatId: '',
    name: state.bot.name,
    type: 'p2p',
    lastText: '',
    lastTime: 0,
    unread: 0,
    members: 0,
  }
}
