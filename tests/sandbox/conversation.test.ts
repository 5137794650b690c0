import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'
import { until } from '../until.js'

let driver: Driver

beforeEach(async () => {
  driver = await drive()
})

afterEach(() => driver.close())

test('a person writes to the bot, the bot answers with a card, the person presses, card and toast change', async () => {
  const as = await driver.openId('沈望舒')
  const heard: Body[] = []
  await driver.connect({
    'im.message.receive_v1': async (data) => {
      heard.push(data)
    },
    'card.action.trigger': async (data) => {
      heard.push(data)
      return {
        toast: { type: 'success', content: '收到' },
        card: { type: 'raw', data: buttonCard({ go: 2 }, '再来') },
      }
    },
  })
  await driver.control('/messages', { as, toBot: true, text: '你好' })
  await until(() => heard.length === 1)
  expect(at(heard[0], 'message', 'content')).toBe('{"text":"你好"}')
  const sent = await driver.client.im.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: as, msg_type: 'interactive', content: JSON.stringify(buttonCard()) },
  })
  expect(sent.code).toBe(0)
  const answer = await driver.control('/press', {
    as,
    messageId: sent.data?.message_id,
    name: 'go',
  })
  expect(at(answer, 'toast', 'content')).toBe('收到')
  expect(answer.cardChanged).toBe(true)
  expect(at(heard[1], 'action', 'value')).toEqual({ go: 1 })
  const chatId = sent.data?.chat_id
  const messages = await driver.control(`/chats/${chatId}/messages?as=${as}`)
  expect(at(messages, 1, 'content', 'body', 'elements', 0, 'text', 'content')).toBe('再来')
})
