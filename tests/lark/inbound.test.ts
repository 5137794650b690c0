import { expect, test } from 'vitest'
import { type Expected, parseInbound } from '../../src/lark/inbound.js'

const expected: Expected = {
  appId: 'cli_0123456789abcdef',
  tenantKey: 'tenant1',
  botOpenId: 'ou_bot',
}

function head(type: string): object {
  return {
    schema: '2.0',
    event_id: 'e1',
    event_type: type,
    create_time: '1608725989000',
    token: 'verify',
    app_id: expected.appId,
    tenant_key: 'tenant1',
  }
}

function message(change: { sender?: object; message?: object; head?: object } = {}): object {
  return {
    ...head('im.message.receive_v1'),
    ...change.head,
    sender: {
      sender_id: { open_id: 'ou_a', union_id: 'on_a', user_id: 'a' },
      sender_type: 'user',
      tenant_key: 'tenant1',
      ...change.sender,
    },
    message: {
      message_id: 'om_1',
      chat_id: 'oc_1',
      chat_type: 'p2p',
      message_type: 'text',
      content: '{"text":" 首页 "}',
      ...change.message,
    },
  }
}

function press(action: object, operator: object = {}): object {
  return {
    ...head('card.action.trigger'),
    token: 'c-updatetoken',
    operator: { open_id: 'ou_a', tenant_key: 'tenant1', ...operator },
    action: { tag: 'button', ...action },
    host: 'im_message',
    context: { open_message_id: 'om_9', open_chat_id: 'oc_9' },
  }
}

test('a private message keeps its words and its sender, and its key is the message id', () => {
  expect(parseInbound(message(), expected)).toEqual({
    inbound: {
      kind: 'message',
      key: 'om_1',
      appId: expected.appId,
      tenantKey: 'tenant1',
      openId: 'ou_a',
      messageId: 'om_1',
      chatId: 'oc_1',
      chatType: 'p2p',
      text: '首页',
      mentionsBot: false,
      type: 'text',
      files: [],
    },
  })
})

test('mention placeholders leave the text: the bot is cut out, people stand by name', () => {
  const mentions = [
    { key: '@_user_1', id: { open_id: 'ou_bot' }, name: '考核助手' },
    ...Array.from({ length: 9 }, (_, i) => ({
      key: `@_user_${i + 2}`,
      id: { open_id: `ou_${i + 2}` },
      name: `人${i + 2}`,
    })),
  ]
  const content = JSON.stringify({ text: '@_user_1 请看 @_user_10 和 @_user_2 @_all' })
  const parsed = parseInbound(
    message({ message: { chat_type: 'group', content, mentions } }),
    expected,
  )
  expect(parsed).toMatchObject({ inbound: { text: '请看 @人10 和 @人2', mentionsBot: true } })
})

test('a file, a picture and a post with a picture are all found as files', () => {
  const files = (type: string, content: object): unknown => {
    const parsed = parseInbound(
      message({ message: { message_type: type, content: JSON.stringify(content) } }),
      expected,
    )
    return 'inbound' in parsed && parsed.inbound.kind === 'message' ? parsed.inbound : parsed
  }
  expect(files('file', { file_key: 'f1', file_name: '证明.pdf' })).toMatchObject({
    files: [{ fileKey: 'f1', fileName: '证明.pdf', type: 'file' }],
  })
  expect(files('image', { image_key: 'i1' })).toMatchObject({
    files: [{ fileKey: 'i1', type: 'image' }],
  })
  expect(
    files('post', {
      title: '说明',
      content: [[{ tag: 'text', text: '见图' }], [{ tag: 'img', image_key: 'i2' }]],
    }),
  ).toMatchObject({ text: '说明\n见图', files: [{ fileKey: 'i2', type: 'image' }] })
})

test('other apps, other tenants, people from outside and bots are not heard', () => {
  const ignored = (payload: object): unknown => parseInbound(payload, expected)
  expect(ignored(message({ head: { app_id: 'cli_ffffffffffffffff' } }))).toEqual({
    ignored: 'other-app',
  })
  expect(ignored(message({ head: { tenant_key: 'tenant2' } }))).toEqual({ ignored: 'other-tenant' })
  expect(ignored(message({ sender: { tenant_key: 'tenant2' } }))).toEqual({
    ignored: 'external-person',
  })
  expect(ignored(message({ sender: { sender_type: 'bot' } }))).toEqual({
    ignored: 'sender-not-a-person',
  })
  expect(ignored(press({ name: 'x' }, { tenant_key: 'tenant2' }))).toEqual({
    ignored: 'external-person',
  })
  expect(ignored({ hello: 1 })).toEqual({ ignored: 'no-header' })
  expect(ignored(head('im.chat.updated_v1'))).toEqual({ ignored: 'unknown-type' })
})

test('whoever a press claims to be by form, name or value, the operator of the platform counts', () => {
  const parsed = parseInbound(
    press({ name: 'ou_boss', value: { open_id: 'ou_boss' }, form_value: { open_id: 'ou_boss' } }),
    expected,
  )
  expect(parsed).toMatchObject({ inbound: { kind: 'press', openId: 'ou_a', name: 'ou_boss' } })
})

test('form values keep their types and a picked date is the day it shows', () => {
  const parsed = parseInbound(
    press({
      name: 'submit',
      form_value: {
        day: '2024-04-01 +0800',
        remark: '会议 2024-04-01 +0800 请假',
        who: ['a', 'b'],
        sure: true,
        empty: '',
        nothing: null,
        __proto__: 'x',
      },
    }),
    expected,
  )
  expect(parsed).toEqual({
    inbound: {
      kind: 'press',
      openId: 'ou_a',
      messageId: 'om_9',
      chatId: 'oc_9',
      name: 'submit',
      values: {
        day: '2024-04-01',
        remark: '会议 2024-04-01 +0800 请假',
        who: ['a', 'b'],
        sure: true,
        empty: '',
      },
    },
  })
})

test('components outside a form give their value by their name, selects and pickers as the option', () => {
  const inbound = (action: object): unknown => parseInbound(press(action), expected)
  expect(inbound({ tag: 'input', name: 'q', input_value: '张' })).toMatchObject({
    inbound: { values: { q: '张' } },
  })
  expect(inbound({ tag: 'checker', name: 'ok', checked: false })).toMatchObject({
    inbound: { values: { ok: false } },
  })
  expect(inbound({ tag: 'select_static', name: 's', option: 'x' })).toMatchObject({
    inbound: { option: 'x', values: {} },
  })
  expect(inbound({ tag: 'date_picker', name: 'd', option: '2025-12-31 +0800' })).toMatchObject({
    inbound: { option: '2025-12-31' },
  })
})

test('opening the chat, the menu and the directory are told apart by the event id', () => {
  const entered = {
    ...head('im.chat.access_event.bot_p2p_chat_entered_v1'),
    chat_id: 'oc_1',
    operator_id: { open_id: 'ou_a' },
  }
  expect(parseInbound(entered, expected)).toEqual({
    inbound: { kind: 'entered', key: 'e1', openId: 'ou_a', chatId: 'oc_1' },
  })
  const menu = {
    ...head('application.bot.menu_v6'),
    event_key: 'home',
    timestamp: 1_700_000_000,
    operator: { operator_name: '甲', operator_id: { open_id: 'ou_a' } },
  }
  expect(parseInbound(menu, expected)).toEqual({
    inbound: { kind: 'menu', key: 'e1', openId: 'ou_a', eventKey: 'home' },
  })
  const left = { ...head('contact.user.deleted_v3'), object: { open_id: 'ou_b', name: '乙' } }
  expect(parseInbound(left, expected)).toEqual({
    inbound: {
      kind: 'contact-changed',
      key: 'e1',
      eventType: 'contact.user.deleted_v3',
      openId: 'ou_b',
    },
  })
  const scope = { ...head('contact.scope.updated_v3'), added: {}, removed: {} }
  expect(parseInbound(scope, expected)).toMatchObject({ inbound: { kind: 'contact-changed' } })
})
