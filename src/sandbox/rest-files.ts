import { type Api, type Call, Plain } from './api.js'
import { ApiError, refused } from './api-error.js'
import { imageKind, storeFile } from './files.js'
import { messageById, requireBotIn } from './posting.js'
import { fieldsOf, parseJson } from './read-json.js'
import { readUpload } from './upload.js'

const megabyte = 1024 * 1024
const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']

const unauthorized = { status: 401, code: 234002, message: 'Unauthorized' }

/** Upload and download (feishu.md 6.6, 6.7). */
export const fileApis: readonly Api[] = [
  {
    name: 'files.create',
    method: 'post',
    path: '/open-apis/im/v1/files',
    scopes: ['im:resource', 'im:resource:upload'],
    anonymous: unauthorized,
    handle: async (call) => {
      const upload = await readUpload(call.ctx, 'file', 30 * megabyte)
      const fileType = upload?.fields.file_type ?? ''
      const fileName = upload?.fields.file_name
      if (!upload || !fileTypes.includes(fileType) || !fileName) throw refused(234001)
      const bytes = requireBytes(upload.bytes, upload.tooBig)
      const owner = call.sandbox.world.core.app.appId
      const file = storeFile(call.sandbox, { kind: 'file', fileType, fileName, bytes, owner })
      return { file_key: file.key }
    },
  },
  {
    name: 'images.create',
    method: 'post',
    path: '/open-apis/im/v1/images',
    scopes: ['im:resource', 'im:resource:upload'],
    anonymous: unauthorized,
    handle: async (call) => {
      const upload = await readUpload(call.ctx, 'image', 10 * megabyte)
      if (!upload || !['message', 'avatar'].includes(upload.fields.image_type ?? '')) {
        throw refused(234001)
      }
      const bytes = requireBytes(upload.bytes, upload.tooBig)
      const kind = imageKind(bytes)
      if (kind === undefined) throw refused(234011)
      const file = storeFile(call.sandbox, {
        kind: 'image',
        fileType: kind,
        fileName: `image.${kind}`,
        bytes,
        owner: call.sandbox.world.core.app.appId,
      })
      return { image_key: file.key }
    },
  },
  {
    name: 'files.get',
    method: 'get',
    path: '/open-apis/im/v1/files/:key',
    scopes: ['im:resource'],
    handle: (call) => ownUpload(call),
  },
  {
    name: 'images.get',
    method: 'get',
    path: '/open-apis/im/v1/images/:key',
    scopes: ['im:resource'],
    handle: (call) => ownUpload(call),
  },
  {
    name: 'resources.get',
    method: 'get',
    path: '/open-apis/im/v1/messages/:message_id/resources/:key',
    scopes: ['im:message', 'im:message:readonly'],
    handle: messageResource,
  },
]

function requireBytes(bytes: Buffer | undefined, tooBig: boolean): Buffer {
  if (tooBig) throw refused(234006)
  if (bytes === undefined) throw refused(234001)
  if (bytes.length === 0) throw refused(234010)
  return bytes
}

function ownUpload(call: Call): unknown {
  const file = call.sandbox.world.file(call.path.key ?? '')
  if (!file) throw refused(234001)
  if (file.owner !== call.sandbox.world.core.app.appId) throw refused(234008)
  return bytesOf(call, file.key, file.mime)
}

function messageResource(call: Call): unknown {
  const { world } = call.sandbox
  const message = messageById(call.sandbox, call.path.message_id ?? '')
  const chat = world.chat(message.chatId)
  if (chat?.botIn !== true) throw new ApiError(400, 234004, 'the bot is not in the chat')
  requireBotIn(chat)
  if (message.recalled) throw refused(230011)
  if (message.msgType === 'interactive' || message.msgType === 'sticker') throw refused(234043)
  if (!['image', 'file'].includes(call.query('type') ?? '')) throw refused(234001, 'type')
  const content = fieldsOf(parseJson(message.content))
  const key = call.path.key ?? ''
  const file = world.file(key)
  if (!file || (content.file_key !== key && content.image_key !== key)) throw refused(234003)
  return bytesOf(call, key, file.mime)
}

function bytesOf(call: Call, key: string, mime: string): Plain {
  const bytes = call.sandbox.world.bytes.get(key)
  if (!bytes) throw refused(234003)
  return new Plain(bytes, mime)
}
