import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, type Driver, drive } from './driver.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
})

afterEach(() => driver.close())

const messages = '/open-apis/im/v1/messages'
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

async function upload(bytes: Buffer, fields: Record<string, string>, token?: string) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), 'x')
  const response = await fetch(`${driver.sandbox.baseUrl}/open-apis/im/v1/files`, {
    method: 'POST',
    headers: token === '' ? {} : { authorization: `Bearer ${token ?? (await driver.token())}` },
    body: form,
  })
  const body: unknown = await response.json()
  return { status: response.status, body }
}

async function sendFile(msgType: string, fileKey: unknown) {
  return driver.api('POST', `${messages}?receive_id_type=open_id`, {
    receive_id: person,
    msg_type: msgType,
    content: JSON.stringify({ file_key: fileKey }),
  })
}

test('C10 the SDK’s upload without a filename is taken, and the Chinese name kept', async () => {
  const made = await driver.client.im.file.create({
    data: { file_type: 'pdf', file_name: '9月月报.pdf', file: Buffer.from('内容') },
  })
  const sent = await sendFile('file', made?.file_key)
  expect(sent.status).toBe(200)
  const chatId = at(sent.body, 'data', 'chat_id')
  const shown = await driver.control(`/chats/${chatId}/messages?as=${person}`)
  expect(at(shown, 0, 'content', 'file_name')).toBe('9月月报.pdf')
})

test('C24 an empty file, one above 30 MB, and no token have their codes', async () => {
  const fields = { file_type: 'stream', file_name: 'a.bin' }
  expect(at((await upload(Buffer.alloc(0), fields)).body, 'code')).toBe(234010)
  expect(at((await upload(Buffer.alloc(30 * 1024 * 1024 + 1), fields)).body, 'code')).toBe(234006)
  const open = await upload(Buffer.from('x'), fields, '')
  expect([open.status, at(open.body, 'code')]).toEqual([401, 234002])
})

/** A multipart body whose file part has no header but its name. */
function bareBody(bytes: Buffer, mark: string): Buffer {
  const part = (name: string) =>
    `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`
  return Buffer.concat([
    Buffer.from(`${part('file_type')}stream\r\n${part('file_name')}证据.bin\r\n${part('file')}`),
    bytes,
    Buffer.from(`\r\n--${mark}--\r\n`),
  ])
}

test('C10 a file part with neither filename nor content type keeps its bytes', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const response = await fetch(`${driver.sandbox.baseUrl}/open-apis/im/v1/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await driver.token()}`,
      'content-type': 'multipart/form-data; boundary=mark',
    },
    body: new Uint8Array(bareBody(bytes, 'mark')),
  })
  const key = at(await response.json(), 'data', 'file_key')
  const sent = await sendFile('file', key)
  const path = `${messages}/${at(sent.body, 'data', 'message_id')}/resources/${key}?type=file`
  const got = await fetch(`${driver.sandbox.baseUrl}${path}`, {
    headers: { authorization: `Bearer ${await driver.token()}` },
  })
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
  expect(JSON.parse(String(at(sent.body, 'data', 'body', 'content'))).file_name).toBe('证据.bin')
})

test('C24 a file of exactly 30 MB is taken', async () => {
  const given = { file_type: 'stream', file_name: 'a.bin' }
  expect(at((await upload(Buffer.alloc(30 * 1024 * 1024), given)).body, 'code')).toBe(0)
})

test('C25 another’s file key is 230017, an mp4 sent as file 230055', async () => {
  const theirs = await driver.control('/files', {
    as: person,
    toBot: true,
    fileName: 'a.txt',
    base64: Buffer.from('a').toString('base64'),
  })
  expect((await sendFile('file', theirs.fileKey)).body.code).toBe(230017)
  const film = await upload(Buffer.from('x'), { file_type: 'mp4', file_name: 'a.mp4' })
  expect((await sendFile('file', at(film.body, 'data', 'file_key'))).body.code).toBe(230055)
})

test('C26 a resource comes with its bytes and type; wrong keys and cards are refused', async () => {
  const given = await driver.control('/files', {
    as: person,
    toBot: true,
    fileName: '证据.pdf',
    base64: Buffer.from('证据').toString('base64'),
  })
  const got = await driver.client.im.messageResource.get({
    path: { message_id: String(given.messageId), file_key: String(given.fileKey) },
    params: { type: 'file' },
  })
  const chunks: Buffer[] = []
  for await (const chunk of got.getReadableStream()) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString()).toBe('证据')
  expect(at(got.headers, 'content-type')).toBe('application/pdf')
  const wrong = await driver.api('GET', `${messages}/${given.messageId}/resources/no?type=file`)
  expect(wrong.body.code).toBe(234003)
  const card = await driver.api('POST', `${messages}?receive_id_type=open_id`, {
    receive_id: person,
    msg_type: 'interactive',
    content: '{}',
  })
  const cardId = at(card.body, 'data', 'message_id')
  const ofCard = await driver.api('GET', `${messages}/${cardId}/resources/${given.fileKey}`)
  expect(ofCard.body.code).toBe(234043)
})

test('an image is known by its bytes, and what is none is 234011', async () => {
  const made = await driver.client.im.image.create({ data: { image_type: 'message', image: png } })
  expect(made?.image_key).toMatch(/^img_/)
  const text = driver.client.im.image.create({
    data: { image_type: 'message', image: Buffer.from('text') },
  })
  await expect(text).rejects.toMatchObject({ response: { data: { code: 234011 } } })
})
