import { isNode } from './json.js'
import type { Drafts, FieldValue } from './card/host.js'

/**
 * What was typed and not sent yet, kept by the browser for as long as its tab lives, so that a reload or
 * being somebody else for a while loses nothing. Without room or right to keep it, it is not kept.
 */
function keep(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // The tab's storage is full or forbidden.
  }
}

function kept(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** The words that a person has begun to write in a chat. */
export function wordsOf(as: string, chat: string): { read(): string; write(words: string): void } {
  const key = `words ${as} ${chat}`
  return {
    read() {
      const found = kept(key)
      return typeof found === 'string' ? found : ''
    },
    write: (words) => keep(key, words || null),
  }
}

/** What a person has filled into the forms of a message's card. */
export function formDrafts(as: string, messageId: string): Drafts {
  const key = `form ${as} ${messageId}`
  return {
    read() {
      const found = kept(key)
      return new Map(isNode(found) ? Object.entries(found).filter(isField) : [])
    },
    write: (typed) => keep(key, typed.size > 0 ? Object.fromEntries(typed) : null),
  }
}

function isField(entry: [string, unknown]): entry is [string, FieldValue] {
  const [, value] = entry
  if (Array.isArray(value)) return value.every((part) => typeof part === 'string')
  return typeof value === 'string' || typeof value === 'boolean'
}
