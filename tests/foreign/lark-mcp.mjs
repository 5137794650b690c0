import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { runSteps } from './sandbox.mjs'

const require = createRequire(import.meta.url)

/** What a call says that the sandbox does not speak. */
const unspoken = 99991201

/** @larksuiteoapi/lark-mcp as its own process, with the tools of messages, groups and contacts. */
export async function larkMcp(sandbox) {
  const world = await facts(sandbox)
  const calls = callsOf(world)
  const others = unspokenCalls(world)
  const client = new Client({ name: 'kaohe-foreign', version: '0.1.0' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [
        require.resolve('@larksuiteoapi/lark-mcp/dist/cli.js'),
        ...['mcp', '-a', sandbox.appId, '-s', sandbox.appSecret, '-d', sandbox.baseUrl],
        ...['-c', 'dot', '--token-mode', 'tenant_access_token'],
        ...['-t', [...new Set([...calls, ...others].map(([tool]) => tool))].join(',')],
      ],
      stderr: 'ignore',
    }),
  )
  const call = async (tool, given) => {
    const args = typeof given === 'function' ? given() : given
    const answer = await client.callTool({ name: tool, arguments: args })
    const text = answer.content.map((one) => one.text).join('')
    if (answer.isError) throw new Error(text)
    return JSON.parse(text)
  }
  const steps = calls.map(([tool, given, keep]) => [
    tool,
    async () => {
      const answer = await call(tool, given)
      keep?.(answer.data ?? answer)
    },
  ])
  const refusals = others.map(([tool, given]) => [
    `${tool} (not spoken, and says so)`,
    () => assert.rejects(call(tool, given), new RegExp(String(unspoken))),
  ])
  const failed = await runSteps('@larksuiteoapi/lark-mcp', [...steps, ...refusals], () =>
    sandbox.control('/clock', { advanceMs: 1_000 }),
  )
  await client.close()
  return failed
}

/** People, a group, a batch and a message to work on. */
async function facts(sandbox) {
  const state = await sandbox.control('/state')
  const group = state.chats.find((chat) => chat.name === '业务科')
  const token = await post(sandbox, '/open-apis/auth/v3/tenant_access_token/internal', {
    app_id: sandbox.appId,
    app_secret: sandbox.appSecret,
  })
  const batch = await post(
    sandbox,
    '/open-apis/message/v4/batch_send/',
    { open_ids: [group.members[0]], msg_type: 'text', content: { text: '各位' } },
    token.tenant_access_token,
  )
  assert.equal(batch.code, 0)
  return {
    group,
    people: state.people,
    departments: state.departments,
    batch: batch.data.message_id,
  }
}

async function post(sandbox, path, body, token) {
  const response = await fetch(`${sandbox.baseUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  return response.json()
}

/** The tools in an order that works: name, arguments, and what to keep of the answer. */
function callsOf({ group, people, departments, batch }) {
  const [first, second] = [group.members[0], people[0].openId]
  const chat_id = group.chatId
  const made = {}
  const text = (said) => JSON.stringify({ text: said })
  const card = (said) =>
    JSON.stringify({ schema: '2.0', body: { elements: [{ tag: 'markdown', content: said }] } })
  const message = () => ({ message_id: made.text })
  const chat = { path: { chat_id } }
  return [
    [
      'im.v1.chat.create',
      { data: { name: '试组', user_id_list: [first] }, params: { user_id_type: 'open_id' } },
      (data) => (made.chat = data.chat_id),
    ],
    ['im.v1.chat.list', { params: { page_size: 20 } }],
    ['im.v1.chat.get', chat],
    ['im.v1.chat.update', { ...chat, data: { description: '日常' } }],
    ['im.v1.chatMembers.get', { ...chat, params: { member_id_type: 'open_id' } }],
    ['im.v1.chatMembers.isInChat', chat],
    [
      'im.v1.chatMembers.create',
      { ...chat, params: { member_id_type: 'open_id' }, data: { id_list: [second] } },
    ],
    [
      'im.v1.chatMembers.delete',
      { ...chat, params: { member_id_type: 'open_id' }, data: { id_list: [second] } },
    ],
    [
      'im.v1.message.create',
      {
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: chat_id, msg_type: 'text', content: text('各位好') },
      },
      (data) => (made.text = data.message_id),
    ],
    [
      'im.v1.message.create',
      {
        params: { receive_id_type: 'open_id' },
        data: { receive_id: first, msg_type: 'interactive', content: card('一') },
      },
      (data) => (made.card = data.message_id),
    ],
    [
      'im.v1.message.reply',
      () => ({ path: message(), data: { msg_type: 'text', content: text('收到') } }),
    ],
    [
      'im.v1.message.update',
      () => ({ path: message(), data: { msg_type: 'text', content: text('各位早') } }),
    ],
    [
      'im.v1.message.patch',
      () => ({ path: { message_id: made.card }, data: { content: card('二') } }),
    ],
    ['im.v1.message.get', () => ({ path: message() })],
    ['im.v1.message.list', { params: { container_id_type: 'chat', container_id: chat_id } }],
    [
      'im.v1.message.forward',
      () => ({
        path: message(),
        params: { receive_id_type: 'open_id' },
        data: { receive_id: first },
      }),
    ],
    ['im.v1.message.readUsers', () => ({ path: message(), params: { user_id_type: 'open_id' } })],
    [
      'im.v1.message.urgentApp',
      () => ({
        path: message(),
        params: { user_id_type: 'open_id' },
        data: { user_id_list: [first] },
      }),
    ],
    [
      'im.v1.messageReaction.create',
      () => ({ path: message(), data: { reaction_type: { emoji_type: 'OK' } } }),
      (data) => (made.reaction = data.reaction_id),
    ],
    ['im.v1.messageReaction.list', () => ({ path: message() })],
    [
      'im.v1.messageReaction.delete',
      () => ({ path: { ...message(), reaction_id: made.reaction } }),
    ],
    ['im.v1.pin.create', () => ({ data: message() })],
    ['im.v1.pin.list', { params: { chat_id } }],
    ['im.v1.pin.delete', () => ({ path: message() })],
    [
      'im.v1.chatTopNotice.putTopNotice',
      () => ({ ...chat, data: { chat_top_notice: [{ action_type: '1', ...message() }] } }),
    ],
    ['im.v1.chatTopNotice.deleteTopNotice', chat],
    ['im.v1.message.delete', () => ({ path: message() })],
    ['im.v1.batchMessage.getProgress', { path: { batch_message_id: batch } }],
    ['im.v1.batchMessage.readUser', { path: { batch_message_id: batch } }],
    ['im.v1.batchMessage.delete', { path: { batch_message_id: batch } }],
    ['im.v1.chat.delete', () => ({ path: { chat_id: made.chat } })],
    ['contact.v3.scope.list', {}],
    [
      'contact.v3.department.children',
      { path: { department_id: '0' }, params: { fetch_child: true } },
    ],
    ['contact.v3.department.get', { path: { department_id: departments[0].openId } }],
    ['contact.v3.department.batch', { params: { department_ids: [departments[0].openId] } }],
    ['contact.v3.department.parent', { params: { department_id: departments[2].openId } }],
    ['contact.v3.user.findByDepartment', { params: { department_id: departments[0].openId } }],
    ['contact.v3.user.get', { path: { user_id: first } }],
    ['contact.v3.user.batch', { params: { user_ids: [first, second] } }],
    ['contact.v3.user.batchGetId', { data: { mobiles: ['13011111111'] } }],
    ['im.v1.chat.search', { params: { query: '业务' } }],
  ]
}

/** Tools whose calls the sandbox does not speak: what the platform has beyond a bot's needs. */
function unspokenCalls({ group }) {
  const chat = { path: { chat_id: group.chatId } }
  return [
    ['im.v1.chat.link', { ...chat, data: {} }],
    ['im.v1.chatModeration.get', chat],
    ['im.v1.chatAnnouncement.get', chat],
    ['im.v1.chatTab.listTabs', chat],
    ['im.v1.chatMenuTree.get', chat],
    ['contact.v3.jobTitle.list', {}],
  ]
}
