import { createHash, createHmac, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id, sorted by time of making (UUID version 7). */
export function newId(): string {
  return v7()
}

/** Whether a text is an id as {@link newId} makes them: what comes from a button may be anything. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** A short random id of lower-case letters and digits; 10 characters hold 51 bits. */
export function shortId(length = 10): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
  let id = ''
  while (id.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 252 && id.length < length) id += alphabet[byte % 36]
    }
  }
  return id
}

/** Lower-case hex SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Lower-case hex HMAC-SHA-256. */
export function keyedHash(key: string, data: string): string {
  return createHmac('sha256', key).update(data).digest('hex')
}
