import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sleep } from '../base/real-time.js'
import type { Core, Message } from './model.js'
import { isFields } from './read-json.js'
import type { World } from './world.js'

const debounceMs = 250

/** The tenant's folder: `state.json`, one file per chat, and the bytes of files. */
export class Snapshot {
  readonly #dirty = new Set<string>()
  #coreDirty = false
  #saving: Promise<void> | undefined
  #closed = false

  constructor(readonly dir: string | undefined) {
    if (dir === undefined) return
    mkdirSync(join(dir, 'chats'), { recursive: true })
    mkdirSync(join(dir, 'files'), { recursive: true })
  }

  /** What an earlier start left, or undefined. */
  readCore(): Core | undefined {
    if (this.dir === undefined || !existsSync(join(this.dir, 'state.json'))) return undefined
    const value: unknown = JSON.parse(readFileSync(join(this.dir, 'state.json'), 'utf8'))
    // A folder of an earlier version knows no batches.
    if (isCore(value)) return { ...value, batches: value.batches ?? [] }
    throw new Error(`${join(this.dir, 'state.json')} was written by another version`)
  }

  /** Puts the saved messages and files into the world. */
  fill(world: World): void {
    if (this.dir === undefined) return
    for (const name of readdirSync(join(this.dir, 'chats')).filter((one) =>
      one.endsWith('.json'),
    )) {
      const value: unknown = JSON.parse(readFileSync(join(this.dir, 'chats', name), 'utf8'))
      if (!isMessages(value)) continue
      for (const message of value) world.know(message)
      const chatId = name.slice(0, -'.json'.length)
      world.byChat.set(
        chatId,
        value.map((message) => message.messageId),
      )
    }
    for (const file of world.core.files) {
      const path = join(this.dir, 'files', file.key)
      if (existsSync(path)) world.bytes.set(file.key, readFileSync(path))
    }
  }

  /** Notes a change; it is written a little later, several together. */
  touch(world: () => World, chatId?: string): void {
    if (this.dir === undefined || this.#closed) return
    if (chatId === undefined) this.#coreDirty = true
    else this.#dirty.add(chatId)
    this.#saving ??= sleep(debounceMs, { unref: true }).then(() => {
      this.#saving = undefined
      if (!this.#closed) this.save(world())
    })
  }

  /** Writes what is left and takes no more. */
  close(world: World): void {
    this.save(world)
    this.#closed = true
  }

  /** Writes what changed, each file by way of a temporary one. */
  save(world: World): void {
    if (this.dir === undefined) return
    for (const file of world.core.files) {
      const path = join(this.dir, 'files', file.key)
      const bytes = world.bytes.get(file.key)
      if (bytes && !existsSync(path)) replace(path, bytes)
    }
    for (const chatId of this.#dirty) {
      replace(join(this.dir, 'chats', `${chatId}.json`), JSON.stringify(world.messagesOf(chatId)))
    }
    this.#dirty.clear()
    if (!this.#coreDirty) return
    this.#coreDirty = false
    replace(join(this.dir, 'state.json'), JSON.stringify(world.core))
  }
}

function replace(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

/** The folder is ours alone, so its version is all that is checked. */
function isCore(value: unknown): value is Core {
  return isFields(value) && value.version === 1 && Array.isArray(value.people)
}

function isMessages(value: unknown): value is Message[] {
  return Array.isArray(value)
}
