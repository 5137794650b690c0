import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { runSteps } from './sandbox.mjs'

const require = createRequire(import.meta.url)
const { Context, h, Logger } = require('@satorijs/core')
const lark = require('@satorijs/adapter-lark')
const http = require('@cordisjs/plugin-http')

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

Logger.levels.base = 1

/** @satorijs/adapter-lark over the long connection: connect, send, update, read, upload, hear. */
export async function satori(sandbox) {
  const app = new Context()
  app.plugin(http.default ?? http)
  app.plugin(lark.default ?? lark, {
    platform: 'feishu',
    protocol: 'ws',
    endpoint: `${sandbox.baseUrl}/open-apis/`,
    appId: sandbox.appId,
    appSecret: sandbox.appSecret,
  })
  const heard = []
  app.on('message', (session) => heard.push(session))
  await app.start?.()
  const state = await sandbox.control('/state')
  const person = state.people[2]
  const group = state.chats.find((chat) => chat.name === '业务科')
  const bot = () => app.bots[0]
  const until = async (what, test) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await test()) return
      await sleep(20)
    }
    throw new Error(`${what} did not come about`)
  }
  const shown = (chatId = group.chatId) =>
    sandbox.control(`/chats/${chatId}/messages?as=${person.openId}`)
  let sent
  const steps = [
    [
      'connect',
      async () => {
        await until(
          'the connection',
          async () => (await sandbox.control('/stats')).connections === 1,
        )
        await until('being online', () => bot()?.selfId)
        assert.equal(bot().selfId, state.bot.openId)
      },
    ],
    [
      'hear a message',
      async () => {
        await sandbox.control('/messages', { as: person.openId, toBot: true, text: '在吗' })
        await until('the message', () => heard.some((session) => session.content === '在吗'))
        await until(
          'its acknowledgement',
          async () => (await sandbox.control('/stats')).events.acked > 0,
        )
      },
    ],
    [
      'send a text',
      async () => {
        ;[sent] = await bot().sendMessage(group.chatId, '各位好')
        assert.match(JSON.stringify((await shown()).at(-1).content), /各位好/)
      },
    ],
    [
      'update a text',
      async () => {
        await bot().editMessage(group.chatId, sent, '各位早')
        const last = (await shown()).at(-1)
        assert.match(JSON.stringify(last.content), /各位早/)
        assert.equal(last.updated, true)
      },
    ],
    [
      'mention a person',
      async () => {
        await bot().sendMessage(group.chatId, [h.at(person.openId), h.text(' 请看')])
        const last = (await shown()).at(-1)
        assert.match(JSON.stringify(last), new RegExp(person.openId))
      },
    ],
    [
      'reply',
      async () => {
        const [id] = await bot().sendMessage(group.chatId, [h.quote(sent), h.text('收到')])
        const found = (await shown()).find((one) => one.messageId === id)
        assert.equal(found.parentId, sent)
      },
    ],
    [
      'send a card with a button',
      async () => {
        await bot().sendMessage(group.chatId, [
          h('lark:card', [h('button', { id: 'yes' }, '同意')]),
        ])
        assert.equal((await shown()).at(-1).msgType, 'interactive')
      },
    ],
    [
      'read a message',
      async () => {
        const session = heard.find((one) => one.content === '在吗')
        const read = await bot().getMessage(session.channelId, session.messageId)
        assert.equal(read.content, '在吗')
      },
    ],
    [
      'read a chat',
      async () => {
        const list = await bot().getMessageList(group.chatId)
        assert.ok(list.data.some((one) => one.id === sent))
      },
    ],
    [
      'read groups, members and a person',
      async () => {
        const groups = await bot().getGuildList()
        assert.ok(groups.data.some((one) => one.id === group.chatId))
        const members = await bot().getGuildMemberList(group.chatId)
        assert.equal(members.data.length, group.members.length)
        const user = await bot().getUser(person.openId)
        assert.equal(user.name, person.name)
      },
    ],
    [
      'upload and send an image',
      async () => {
        await bot().sendMessage(group.chatId, h.image(Buffer.from(png, 'base64'), 'image/png'))
        assert.match(JSON.stringify((await shown()).at(-1).content), /img_v3_/)
      },
    ],
    [
      'upload and send a file',
      async () => {
        const bytes = Buffer.from('月报')
        await bot().sendMessage(
          group.chatId,
          h.file(bytes, 'application/pdf', { title: '9月.pdf' }),
        )
        const { content } = (await shown()).at(-1)
        const got = await fetch(`${sandbox.controlUrl}/files/${content.file_key}`)
        assert.equal(await got.text(), '月报')
      },
    ],
    [
      'recall',
      async () => {
        await bot().deleteMessage(group.chatId, sent)
        assert.equal((await shown()).find((one) => one.messageId === sent).recalled, true)
      },
    ],
  ]
  const failed = await runSteps('@satorijs/adapter-lark', steps, () =>
    sandbox.control('/clock', { advanceMs: 1_000 }),
  )
  return failed
}
