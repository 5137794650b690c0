import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isId, keyedHash, sha256 } from '../base/ids.js'

/** Bytes of the key. */
const keyBytes = 32
/** Letters of a token: hexadecimal, 128 bits. */
const tokenLength = 32

/** Makes the tokens of links that are opened without login. */
export interface LinkKey {
  /** The token of a link by its id: the same whenever it is made, as long as the key is the same. */
  tokenOf(link: string): string
}

/** What is kept of a token: whoever has it can tell that a token is right, and make none. */
export function hashOfToken(token: string): string {
  return sha256(`link ${token}`)
}

/** Whether a token is the one of which this hash was kept; takes as long whatever differs. */
export function isTokenOf(token: string, hash: string): boolean {
  const [own, kept] = [Buffer.from(hashOfToken(token)), Buffer.from(hash)]
  return own.length === kept.length && timingSafeEqual(own, kept)
}

/** Whether a text can be a token at all. */
export function isToken(text: string): boolean {
  return text.length === tokenLength && /^[0-9a-f]+$/.test(text)
}

/**
 * The key in a file of its own that only this program's user may read, made where it is missing: beside the database and never in
 * it, so that a copy of the database opens no link. Replicas share the file. Who makes a new one in its place ends nothing that was
 * handed out: a link is known by the hash of its token; it can only not be shown again.
 */
export function openLinkKey(path: string): LinkKey {
  const key = readKey(path) ?? makeKey(path)
  return {
    tokenOf: (link) => {
      if (!isId(link)) throw new RangeError('not the id of a link')
      return keyedHash(key, `link ${link}`).slice(0, tokenLength)
    },
  }
}

function readKey(path: string): string | null {
  try {
    const key = readFileSync(path, 'utf8').trim()
    if (key.length !== keyBytes * 2) throw new Error(`${path} is no key of links`)
    return key
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw thrown
  }
}

/** Written beside and put in place whole: of two processes that start at once both have the key of the first. */
function makeKey(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(beside, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(keyBytes).toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(beside, path)
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown
  } finally {
    rmSync(beside, { force: true })
  }
  const key = readKey(path)
  if (key === null) throw new Error(`the key of links could not be kept in ${path}`)
  return key
}
