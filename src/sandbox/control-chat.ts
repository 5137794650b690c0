import { type Control, ControlError, chatOf, chatOfMember, need, personOf } from './control.js'
import { chatName, messageLine, shownMessage } from './entity.js'
import { sendEntered, sendMenu } from './events.js'
import { storeFile } from './files.js'
import { messageChanged, postAsPerson } from './posting.js'
import { press } from './press.js'
import { textOf, wholeOf } from './read-json.js'
import { markRead, messagesSeenBy } from './seen.js'

/** What people do in chats. */
export const chatControls: readonly Control[] = [
  {
    method: 'get',
    path: '/control/chats',
    handle: ({ sandbox, query }) => {
      const { world } = sandbox
      const person = personOf(sandbox, query('as'))
      const chats = world.core.chats
        .filter((chat) => chat.members.includes(person.openId) && !chat.dissolved)
        .map((chat) => {
          const messages = messagesSeenBy(world, chat.chatId, person.openId)
          const last = messages.at(-1)
          return {
            chatId: chat.chatId,
            name: chatName(world, chat, person.openId),
            type: chat.type,
            members: chat.members.length,
            last: last
              ? { messageId: last.messageId, text: messageLine(last), createTime: last.createTime }
              : null,
            unread: Math.max(0, messages.length - (chat.read[person.openId] ?? 0)),
          }
        })
      return chats.sort((a, b) => (b.last?.createTime ?? 0) - (a.last?.createTime ?? 0))
    },
  },
  {
    method: 'get',
    path: '/control/chats/:chatId/messages',
    handle: ({ sandbox, path, query }) => {
      const person = personOf(sandbox, query('as'))
      const chat = chatOfMember(sandbox, person, path.chatId)
      const all = messagesSeenBy(sandbox.world, chat.chatId, person.openId)
      const before = all.findIndex((message) => message.messageId === query('before'))
      const until = before < 0 ? all.length : before
      const limit = wholeOf(query('limit')) ?? 50
      if (before < 0) markRead(sandbox, chat, person.openId)
      return all
        .slice(Math.max(0, until - limit), until)
        .map((message) => shownMessage(sandbox.world, message))
    },
  },
  {
    method: 'get',
    path: '/control/chats/:chatId/messages/:messageId',
    handle: ({ sandbox, path, query }) => {
      const person = personOf(sandbox, query('as'))
      const chat = chatOfMember(sandbox, person, path.chatId)
      const message = sandbox.world.messages.get(path.messageId ?? '')
      const seen =
        message?.chatId === chat.chatId && (message.onlyFor ?? person.openId) === person.openId
      if (!message || !seen) throw new ControlError(404, 'no-message', 'there is no such message')
      return shownMessage(sandbox.world, message)
    },
  },
  {
    method: 'post',
    path: '/control/messages',
    handle: ({ sandbox, body }) => {
      const person = personOf(sandbox, textOf(body, 'as'))
      const parentId = textOf(body, 'parentId')
      const message = postAsPerson(sandbox, person, {
        chat: chatOf(sandbox, person, body),
        msgType: 'text',
        content: JSON.stringify({ text: need(body, 'text') }),
        mentionBot: body.mentionBot === true,
        ...(parentId === undefined ? {} : { parentId }),
      })
      return { messageId: message.messageId, chatId: message.chatId }
    },
  },
  {
    method: 'post',
    path: '/control/files',
    handle: ({ sandbox, body }) => {
      const person = personOf(sandbox, textOf(body, 'as'))
      const chat = chatOf(sandbox, person, body)
      const fileName = need(body, 'fileName')
      const bytes = Buffer.from(need(body, 'base64'), 'base64')
      const file = storeFile(sandbox, {
        kind: 'file',
        fileType: 'stream',
        fileName,
        bytes,
        owner: person.openId,
      })
      const message = postAsPerson(sandbox, person, {
        chat,
        msgType: 'file',
        content: JSON.stringify({ file_key: file.key, file_name: fileName }),
      })
      return { messageId: message.messageId, chatId: message.chatId, fileKey: file.key }
    },
  },
  {
    method: 'get',
    path: '/control/files/:fileKey',
    handle: ({ sandbox, path, ctx }) => {
      const file = sandbox.world.file(path.fileKey ?? '')
      const bytes = sandbox.world.bytes.get(path.fileKey ?? '')
      if (!file || !bytes) throw new ControlError(404, 'no-file', 'there is no such file')
      ctx.type = file.mime
      if (file.kind === 'file') ctx.attachment(file.fileName)
      return bytes
    },
  },
  {
    method: 'post',
    path: '/control/press',
    handle: ({ sandbox, body }) => {
      const person = personOf(sandbox, textOf(body, 'as'))
      const message = sandbox.world.messages.get(need(body, 'messageId'))
      if (!message) throw new ControlError(404, 'no-message', 'there is no such message')
      chatOfMember(sandbox, person, message.chatId)
      if ((message.onlyFor ?? person.openId) !== person.openId) {
        throw new ControlError(404, 'no-message', 'there is no such message')
      }
      return press(sandbox, person, message, body)
    },
  },
  {
    method: 'post',
    path: '/control/enter',
    handle: ({ sandbox, body }) => ({
      chatId: sendEntered(sandbox, personOf(sandbox, textOf(body, 'as'))).chatId,
    }),
  },
  {
    method: 'post',
    path: '/control/menu',
    handle: ({ sandbox, body }) => {
      sendMenu(sandbox, personOf(sandbox, textOf(body, 'as')), need(body, 'eventKey'))
      return {}
    },
  },
  {
    method: 'post',
    path: '/control/recall',
    handle: ({ sandbox, body }) => {
      const person = personOf(sandbox, textOf(body, 'as'))
      const message = sandbox.world.messages.get(need(body, 'messageId'))
      if (message?.senderId !== person.openId) {
        throw new ControlError(409, 'not-sender', 'only own messages can be recalled')
      }
      message.recalled = true
      message.updateTime = sandbox.clock.now()
      messageChanged(sandbox, message)
      return {}
    },
  },
]
