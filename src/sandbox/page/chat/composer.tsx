import { useRef, useState } from 'preact/hooks'
import { sendFile, sendText, targetOf, type Chat } from '../api.js'
import { wordsOf } from '../drafts.js'
import { showToast } from '../overlays.js'
import { refusalText } from './presses.js'

const fileMaxBytes = 30 * 1024 * 1024

/** Where a person writes: Enter sends, Shift+Enter breaks the line; a file can be attached. */
export function Composer(props: { as: string; chat: Chat; botName: string; sent(): void }) {
  const { as, chat, botName } = props
  const begun = wordsOf(as, chat.type === 'p2p' ? 'bot' : chat.chatId)
  const [draft, showDraft] = useState(begun.read)
  const setDraft = (words: string) => {
    begun.write(words)
    showDraft(words)
  }
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const run = async (sending: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    // Now, not when it is sent: by then the person may be writing elsewhere.
    area.current?.focus()
    try {
      await sending()
      props.sent()
    } catch (error) {
      showToast({ type: 'error', content: refusalText(error) })
    } finally {
      setBusy(false)
    }
  }
  const send = () => {
    const mention = `@${botName}`
    const mentionBot = chat.type === 'group' && draft.includes(mention)
    const words = (mentionBot ? draft.replace(mention, '') : draft).trim()
    if (busy || (!words && !mentionBot)) return
    setDraft('')
    void run(() => sendText(as, targetOf(chat), { text: words, mentionBot }))
  }
  const attach = (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > fileMaxBytes) {
      return showToast({ type: 'warning', content: '文件超过 30 MB，发不出去' })
    }
    void run(() => sendFile(as, targetOf(chat), chosen))
  }
  return (
    <div class="composer">
      <textarea
        ref={area}
        rows={1}
        placeholder={`发送给 ${chat.name}`}
        aria-label="消息"
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <div class="composer-tools">
        {chat.type === 'group' && (
          <button
            type="button"
            title={`提到${botName}`}
            aria-label={`提到${botName}`}
            onClick={() => {
              setDraft(`@${botName} ${draft}`)
              area.current?.focus()
            }}
          >
            @
          </button>
        )}
        <button
          type="button"
          title="发送文件"
          aria-label="发送文件"
          onClick={() => file.current?.click()}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="M12.5 7.5L8 12a3 3 0 0 1-4.3-4.3l5-5a2 2 0 0 1 2.9 2.9l-5 5a1 1 0 0 1-1.5-1.4L9.500 5"
              fill="none"
              stroke="currentColor"
              stroke-width="1.2"
            />
          </svg>
        </button>
        <input
          ref={file}
          type="file"
          hidden
          onChange={(event) => {
            attach(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <button type="button" class="send" disabled={busy || !draft.trim()} onClick={send}>
          {busy ? '发送中' : '发送'}
        </button>
      </div>
    </div>
  )
}
