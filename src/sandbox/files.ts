import type { StoredFile } from './model.js'
import type { Sandbox } from './sandbox.js'

const mimes: Record<string, string> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  zip: 'application/zip',
  mp4: 'video/mp4',
  opus: 'audio/ogg',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  tiff: 'image/tiff',
  heic: 'image/heic',
}

/** Keeps bytes under a new key. */
export function storeFile(
  sandbox: Sandbox,
  given: {
    kind: 'file' | 'image'
    fileType: string
    fileName: string
    bytes: Buffer
    owner: string
  },
): StoredFile {
  const { world } = sandbox
  const suffix = given.fileName.split('.').at(-1)?.toLowerCase() ?? ''
  const file: StoredFile = {
    key: world.newId(given.kind === 'image' ? 'img_v3_' : 'file_v3_'),
    kind: given.kind,
    fileType: given.fileType,
    fileName: given.fileName,
    mime: mimes[suffix] ?? 'application/octet-stream',
    size: given.bytes.length,
    owner: given.owner,
  }
  world.core.files.push(file)
  world.bytes.set(file.key, given.bytes)
  world.changed()
  return file
}

const signatures: readonly [string, RegExp][] = [
  ['png', /^89504e47/],
  ['jpg', /^ffd8ff/],
  ['gif', /^47494638/],
  ['webp', /^52494646.{8}57454250/],
  ['bmp', /^424d/],
  ['ico', /^00000100/],
  ['tiff', /^(49492a00|4d4d002a)/],
  ['heic', /^.{8}66747970(68656963|68656978|6d696631)/],
]

/** The kind of an image by its first bytes, or undefined. */
export function imageKind(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 16).toString('hex')
  return signatures.find(([, pattern]) => pattern.test(head))?.[0]
}
