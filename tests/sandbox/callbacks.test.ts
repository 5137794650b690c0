import { afterEach, beforeEach, expect, test } from 'vitest'
import { sleep } from '../../src/base/real-time.js'
import { at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
})

afterEach(() => driver.close())

async function sendCard(card: Body, to: Body = { type: 'open_id', id: person }): Promise<string> {
  const sent = await driver.api('POST', `/open-apis/im/v1/messages?receive_id_type=${to.type}`, {
    receive_id: to.id,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  })
  expect(sent.body.msg).toBe('ok')
  return String(at(sent.body, 'data', 'message_id'))
}

/** Connects a bot that answers presses so, and collects them. */
async function answering(answer: (data: Body) => unknown): Promise<Body[]> {
  const heard: Body[] = []
  await driver.connect({
    'card.action.trigger': async (data) => {
      heard.push(data)
      return answer(data)
    },
  })
  return heard
}

const text = (content: string) => ({ tag: 'plain_text', content })

const formCard = {
  schema: '2.0',
  body: {
    elements: [
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', name: 'note', required: true, max_length: 5 },
          { tag: 'input', name: 'more', default_value: '无' },
          {
            tag: 'select_static',
            name: 'grade',
            required: true,
            options: [
              { text: text('好'), value: 'good' },
              { text: text('较好'), value: 'fair' },
            ],
          },
          { tag: 'multi_select_person', name: 'who', options: [{ value: 'ou_a' }] },
          { tag: 'date_picker', name: 'day', placeholder: text('日期') },
          { tag: 'checker', name: 'sure', text: text('确认') },
          { tag: 'button', name: 'send', text: text('提交'), form_action_type: 'submit' },
        ],
      },
    ],
  },
}

test('C41 a press brings operator, token, place and a time in microseconds', async () => {
  const heard = await answering(() => ({}))
  const messageId = await sendCard(buttonCard({ step: 'a' }))
  await driver.control('/press', { as: person, messageId, value: { step: 'a' } })
  expect(heard[0]).toMatchObject({
    operator: { open_id: person, user_id: 'u03' },
    token: expect.stringMatching(/^c-/),
    host: 'im_message',
    action: { tag: 'button', value: { step: 'a' }, name: 'go' },
    context: { open_message_id: messageId, open_chat_id: expect.stringMatching(/^oc_/) },
    create_time: expect.stringMatching(/^\d{16}$/),
  })
})

test('C42 an empty required field sends nothing; a full form sends typed values once', async () => {
  const heard = await answering(() => ({}))
  const messageId = await sendCard(formCard)
  const fill = (formValue: Body) =>
    driver.control('/press', { as: person, messageId, name: 'send', formValue })
  const empty = await fill({ note: '' })
  expect(empty.error).toMatchObject({ local: true, fields: ['note', 'grade'] })
  expect((await fill({ note: '太长太长太长', grade: 'good' })).error).toMatchObject({ local: true })
  expect((await fill({ note: '好', grade: 'none' })).error).toMatchObject({ local: true })
  expect(heard).toHaveLength(0)
  const answer = await fill({ note: '好', grade: 'good', day: '2025-09-30', sure: true, who: [] })
  expect(answer).toEqual({ cardChanged: false })
  expect(heard).toHaveLength(1)
  expect(at(heard[0], 'action', 'name')).toBe('send')
  expect(at(heard[0], 'action', 'value')).toBeUndefined()
  expect(at(heard[0], 'action', 'form_value')).toEqual({
    note: '好',
    more: '无',
    grade: 'good',
    day: '2025-09-30 +0800',
    sure: true,
  })
})

test('C43 an empty answer changes nothing; a toast comes with its languages', async () => {
  const answers: unknown[] = [{}, { toast: { type: 'info', content: '好', i18n: { en_us: 'ok' } } }]
  await answering(() => answers.shift())
  const messageId = await sendCard(buttonCard())
  const press = { as: person, messageId, name: 'go' }
  expect(await driver.control('/press', press)).toEqual({ cardChanged: false })
  const second = await driver.control('/press', press)
  expect(second.toast).toEqual({ type: 'info', content: '好', i18n: { en_us: 'ok' } })
})

test('C44 a raw card is what all see; a 1.0 card for a 2.0 card is 200830', async () => {
  const answers: unknown[] = [
    { card: { type: 'raw', data: buttonCard({}, '新') } },
    { card: { type: 'raw', data: { elements: [] } } },
  ]
  await answering(() => answers.shift())
  const state = await driver.control('/state')
  const id = at(state, 'chats', (chat: Body) => chat.name === '业务科', 'chatId')
  const messageId = await sendCard(buttonCard(), { type: 'chat_id', id })
  const press = { as: person, messageId, name: 'go' }
  expect((await driver.control('/press', press)).cardChanged).toBe(true)
  const other = await driver.openId('顾南枝')
  const seen = await driver.control(`/chats/${id}/messages?as=${other}`)
  expect(at(seen, 0, 'content', 'body', 'elements', 0, 'text', 'content')).toBe('新')
  expect(at(await driver.control('/press', press), 'error', 'code')).toBe(200830)
})

test('C45 no answer within three seconds is 200341 and is not repeated', async () => {
  const heard = await answering(() => sleep(3_500).then(() => ({})))
  const messageId = await sendCard(buttonCard())
  const answer = await driver.control('/press', { as: person, messageId, name: 'go' })
  expect(at(answer, 'error', 'code')).toBe(200341)
  await driver.control('/clock', { advanceMs: 60_000 })
  await driver.control('/quiet', { timeoutMs: 5_000 })
  expect(heard).toHaveLength(1)
})

test('C46 nobody connected is 200340, wrong shapes 200672, bad cards 200673, throwing 200671', async () => {
  const messageId = await sendCard(buttonCard())
  const press = async () =>
    at(await driver.control('/press', { as: person, messageId, name: 'go' }), 'error', 'code')
  expect(await press()).toBe(200340)
  const wrong = buttonCard()
  const answers: (() => unknown)[] = [
    () => 'text',
    () => ({ toast: 'text' }),
    () => ({ card: { type: 'raw', data: { ...wrong, nonsense: 1 } } }),
    () => {
      throw new Error('on purpose')
    },
  ]
  await answering(() => answers.shift()?.())
  const codes = [await press(), await press(), await press(), await press()]
  expect(codes).toEqual([200672, 200672, 200673, 200671])
  await driver.control('/app', { callbacks: { mode: 'none' } })
  expect(await press()).toBe(200340)
})

test('C47 the update token works twice, after the answer, and ends in half an hour', async () => {
  const early: unknown[] = []
  const update = (token: unknown) =>
    driver.api('POST', '/open-apis/interactive/v1/card/update', { token, card: buttonCard() })
  const heard = await answering(async (data) => {
    early.push((await update(data.token)).status)
    return {}
  })
  const messageId = await sendCard(buttonCard())
  const press = { as: person, messageId, name: 'go' }
  await driver.control('/press', press)
  expect(early).toEqual([400])
  const token = heard[0]?.token
  expect((await update(token)).body).toEqual({ code: 0, msg: 'ok' })
  expect((await update(token)).status).toBe(200)
  expect((await update(token)).body.code).toBe(300040)
  expect((await update('nonsense')).body.code).toBe(300020)
  expect((await update(`c-${'0'.repeat(32)}`)).body.code).toBe(200310)
  await driver.control('/press', press)
  await driver.control('/clock', { advanceMs: 1_801_000 })
  expect((await update(heard[1]?.token)).body.code).toBe(300030)
})

test('C48 a card older than 14 days takes no press', async () => {
  const heard = await answering(() => ({}))
  const messageId = await sendCard(buttonCard())
  await driver.control('/clock', { advanceMs: 14 * 86_400_000 + 1_000 })
  const answer = await driver.control('/press', { as: person, messageId, name: 'go' })
  expect(answer.error).toMatchObject({ local: true })
  expect(heard).toHaveLength(0)
})

test('a control that is not there, is disabled or does not call back sends nothing', async () => {
  const heard = await answering(() => ({}))
  const button = { tag: 'button', text: text('好') }
  const messageId = await sendCard({
    schema: '2.0',
    body: {
      elements: [
        { ...button, name: 'off', disabled: true, behaviors: [{ type: 'callback', value: {} }] },
        {
          ...button,
          name: 'link',
          behaviors: [{ type: 'open_url', default_url: 'https://a.example' }],
        },
      ],
    },
  })
  for (const name of ['off', 'link', 'nothing']) {
    const answer = await driver.control('/press', { as: person, messageId, name })
    expect(answer.error).toMatchObject({ local: true })
  }
  expect(heard).toHaveLength(0)
})

test('somebody outside the chat cannot press its cards', async () => {
  const messageId = await sendCard(buttonCard())
  const as = await driver.openId('白景行')
  await expect(driver.control('/press', { as, messageId, name: 'go' })).rejects.toThrow(
    'not-member',
  )
})

test('a callback in a frame of type card reaches no handler, and the person sees 200341', async () => {
  const heard = await answering(() => ({}))
  const messageId = await sendCard(buttonCard())
  const press = async () =>
    at(await driver.control('/press', { as: person, messageId, name: 'go' }), 'error', 'code')
  await driver.control('/faults', { cardFrame: { probability: 1 } })
  expect(await press()).toBe(200341)
  expect(heard).toHaveLength(0)
  await driver.control('/faults', { cardFrame: null })
  expect(await press()).toBeUndefined()
  expect(heard).toHaveLength(1)
})
