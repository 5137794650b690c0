import { useMemo } from 'preact/hooks'
import type { Message } from '../api.js'
import { Avatar } from '../avatar.js'
import { Card } from '../card/card.js'
import type { CardHost } from '../card/host.js'
import { formDrafts } from '../drafts.js'
import { text } from '../json.js'
import type { Directory } from '../people.js'
import { momentText } from '../time.js'
import { sandboxNow } from './clock.js'
import { PostText } from './post.js'
import { pressCard } from './presses.js'

/** One message with its sender and time; my own stand on the right. */
export function MessageRow(props: {
  message: Message
  as: string
  directory: Directory
  phone: boolean
}) {
  const { message, as, directory, phone } = props
  const mine = message.sender.id === as
  const bot = message.sender.type === 'app'
  const sender = directory.byId(message.sender.id)
  const name = message.sender.name || sender?.name || '未知用户'
  const host = useMemo<CardHost>(
    () => ({
      directory,
      drafts: formDrafts(as, message.messageId),
      press: (press) => pressCard(as, message.messageId, press),
    }),
    [directory, as, message.messageId],
  )
  if (message.msgType === 'system') {
    return <div class="notice-line">{text(message.content, 'template')}</div>
  }
  if (message.recalled) return <div class="notice-line">{mine ? '您' : name}撤回了一条消息</div>
  return (
    <div
      class={mine ? 'message mine' : 'message'}
      data-message={message.messageId}
      data-type={message.msgType}
    >
      <Avatar name={name} color={sender?.avatarColor ?? ''} bot={bot} size={phone ? 30 : 36} />
      <div class="message-main">
        <div class="message-head">
          {!mine && <span class="message-name">{name}</span>}
          {bot && <span class="bot-mark">机器人</span>}
          <time>{momentText(message.createTime, sandboxNow())}</time>
        </div>
        {message.msgType === 'interactive' ? (
          <Card content={message.content} host={host} phone={phone} />
        ) : (
          <Bubble message={message} />
        )}
        {message.updated && message.msgType !== 'interactive' && (
          <span class="edited">（已编辑）</span>
        )}
      </div>
    </div>
  )
}

function Bubble({ message }: { message: Message }) {
  const { content, msgType } = message
  switch (msgType) {
    case 'text':
      return <div class="bubble">{words(text(content, 'text'), message.mentions)}</div>
    case 'post':
      return (
        <div class="bubble">
          <PostText content={content} />
        </div>
      )
    case 'file':
      return (
        <a
          class="bubble file"
          href={fileAddress(text(content, 'file_key'))}
          download={text(content, 'file_name')}
        >
          <span class="file-mark">{text(content, 'file_name').split('.').at(-1)?.slice(0, 4)}</span>
          <span class="file-name">{text(content, 'file_name') || '文件'}</span>
        </a>
      )
    case 'image':
      return <img class="bubble-image" src={fileAddress(text(content, 'image_key'))} alt="图片" />
    default:
      return <div class="unknown-component">暂不支持的消息：{msgType}</div>
  }
}

function fileAddress(key: string): string {
  return `/control/files/${encodeURIComponent(key)}`
}

/** A text with its mentions named and its addresses made links. */
function words(source: string, mentions: ReadonlyMap<string, string>) {
  return source.split(/(@_user_\d+|@_all|https?:\/\/[^\s，。；）]+)/).map((part, at) => {
    if (part === '@_all') return <At key={at} name="所有人" />
    if (part.startsWith('@_user_')) return <At key={at} name={mentions.get(part) ?? '未知用户'} />
    if (!/^https?:\/\//.test(part)) return part
    return (
      <a key={at} href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    )
  })
}

function At({ name }: { name: string }) {
  return <span class="at">@{name}</span>
}
