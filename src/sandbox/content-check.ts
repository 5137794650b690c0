import { ApiError, refused } from './api-error.js'
import { checkCard } from './cards/check.js'
import { type Fields, fieldsOf, isFields, parseJson, textOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

const textMaxBytes = 150 * 1024
const cardMaxBytes = 30 * 1024

const kinds = ['text', 'post', 'image', 'file', 'audio', 'media', 'sticker', 'interactive']
const postTags = ['text', 'a', 'at', 'img', 'media', 'emotion', 'hr', 'code_block', 'md']
const otherKinds = ['share_chat', 'share_user', 'system']

/** Throws 230025 when the request's body is too long for its kind. */
export function requireSize(msgType: string, bytes: number): void {
  const max = msgType === 'interactive' || msgType === 'post' ? cardMaxBytes : textMaxBytes
  if (bytes > max) throw refused(230025)
}

/** Checks a message's content; throws 230001, 230017, 230055 or 230099. */
export function checkContent(sandbox: Sandbox, given: { msgType: string; content: string }): void {
  if (![...kinds, ...otherKinds].includes(given.msgType)) {
    throw refused(230001, `invalid msg_type ${given.msgType.slice(0, 40)}`)
  }
  const content = parseJson(given.content)
  // A card that was turned into a text twice is JSON, only not an object.
  if (given.msgType === 'interactive' && typeof content === 'string') {
    requireCard(sandbox, content)
  }
  if (!isFields(content)) throw refused(230001, 'content is not a string in JSON format')
  if (given.msgType === 'text' && !textOf(content, 'text')) {
    throw refused(230001, 'text is empty')
  }
  if (given.msgType === 'file' || given.msgType === 'audio' || given.msgType === 'media') {
    requireFile(sandbox, given.msgType, textOf(content, 'file_key'))
  }
  if (given.msgType === 'image') {
    const image = sandbox.world.file(textOf(content, 'image_key') ?? '')
    if (image?.kind !== 'image') throw refused(230001, 'invalid image_key')
    if (image.owner !== sandbox.world.core.app.appId) throw refused(230017)
  }
  if (given.msgType === 'post') requirePost(sandbox, content)
  if (given.msgType === 'share_chat') {
    const shared = textOf(content, 'chat_id') ?? textOf(content, 'share_chat_id')
    const chat = sandbox.world.chat(shared ?? '')
    if (!chat) throw refused(230001, 'invalid chat_id')
    if (chat.type === 'p2p') throw refused(230015)
  }
  if (given.msgType === 'share_user' && !sandbox.world.person(textOf(content, 'user_id') ?? '')) {
    throw refused(230001, 'invalid user_id')
  }
  if (given.msgType === 'interactive') requireCard(sandbox, content)
}

function requireFile(sandbox: Sandbox, msgType: string, key: string | undefined): void {
  const file = sandbox.world.file(key ?? '')
  if (file?.kind !== 'file') throw refused(230001, 'invalid file_key')
  if (file.owner !== sandbox.world.core.app.appId) throw refused(230017)
  const wanted = file.fileType === 'mp4' ? 'media' : file.fileType === 'opus' ? 'audio' : 'file'
  if (wanted !== msgType) throw refused(230055)
}

/** A rich text: known parts in paragraphs; pictures and films alone in theirs (feishu.md 6.1). */
function requirePost(sandbox: Sandbox, content: Fields): void {
  const languages = Array.isArray(content.content) ? [content] : Object.values(content)
  if (languages.length === 0) throw refused(230001, 'the post is empty')
  for (const post of languages) {
    if (!isFields(post) || !Array.isArray(post.content)) throw refused(230001, 'post content')
    for (const paragraph of post.content) {
      if (!Array.isArray(paragraph)) throw refused(230001, 'a paragraph is not a list')
      for (const part of paragraph.map(fieldsOf)) requirePart(sandbox, part, paragraph.length === 1)
    }
  }
}

function requirePart(sandbox: Sandbox, part: Fields, alone: boolean): void {
  const tag = textOf(part, 'tag') ?? ''
  if (!postTags.includes(tag)) throw refused(230001, `unknown tag ${tag.slice(0, 40)}`)
  if (['img', 'media'].includes(tag) && !alone) throw refused(230001, `${tag} must stand alone`)
  if (tag === 'img' && sandbox.world.file(textOf(part, 'image_key') ?? '')?.kind !== 'image') {
    throw refused(230001, 'invalid image_key')
  }
}

/** Throws 230099 with the sub-code of the first thing wrong in a card. */
function requireCard(sandbox: Sandbox, card: unknown): void {
  const fault = checkCard(card, cardWorld(sandbox))
  if (!fault) return
  throw new ApiError(
    400,
    230099,
    `Failed to create card content, ext=ErrCode: ${fault.code}; ErrMsg: ${fault.message}; ErrorValue: ${fault.value}; ErrPath: ${fault.path}; `,
  )
}

/** What a card may refer to. */
export function cardWorld(sandbox: Sandbox) {
  const { world } = sandbox
  return {
    hasImage: (key: string) => world.file(key)?.kind === 'image',
    hasAudio: (key: string) => {
      const file = world.file(key)
      return file?.fileType === 'opus' && file.owner === world.core.app.appId
    },
    hasPerson: (id: string) =>
      id === 'all' ||
      id === world.core.bot.openId ||
      world.core.people.some(
        (person) => person.openId === id || person.userId === id || person.unionId === id,
      ),
  }
}
