import type { DocumentPath } from '../../base/document.js'
import { byChoice, saidAt } from './choice-words.js'
import type { ChoiceDraft } from './choice-shape.js'

/**
 * Choices that are answered before the meaning is read. A word, number or list whose reading knows no choice may be written
 * `choice id` all the same: what the answer says stands there before anything is read, and another answer reads the
 * files anew. So one mechanism serves every place; those that keep all answers beside each other need no second reading.
 */

/** A place at which `choice id` is written. */
export interface ChoicePlace {
  path: DocumentPath
  choice: string
}

/** Where a place stands, as a key. */
export function keyOfPath(path: DocumentPath): string {
  return path.join('/')
}

/** Every place outside the choices themselves. */
export function choicePlaces(raw: Readonly<Record<string, unknown>>): ChoicePlace[] {
  const found: ChoicePlace[] = []
  const walk = (node: unknown, path: DocumentPath): void => {
    if (typeof node === 'string') {
      const choice = byChoice.exec(node)?.[1]
      if (choice !== undefined) found.push({ path, choice })
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, one] of Object.entries(node)) {
        walk(one, [...path, Array.isArray(node) ? Number.parseInt(key, 10) : key])
      }
    }
  }
  for (const [section, content] of Object.entries(raw)) {
    if (section !== 'choices') walk(content, [section])
  }
  return found
}

/** Words that name and describe, or that must be known before anything can be read: no choice stands there. */
const never = new Set(['name', 'says', 'clause', 'clauses', 'title', 'short-title', 'issuer'])
const neverIn = new Set(['year', 'assessee', 'clauses', 'notes'])

/** Whether no choice can stand at a place: names, sentences, clauses, ids, the year. */
export function cannotChoose(raw: Readonly<Record<string, unknown>>, path: DocumentPath): boolean {
  const last = path.at(-1)
  if (neverIn.has(String(path[0])) || never.has(String(last))) return true
  const parent = nodeAt(raw, path.slice(0, -1))
  return isEntry(parent) && idKeyOf(parent) === last
}

/** The word under which an entry is called something: its first one, of parts the one after their kind. */
function idKeyOf(entry: object): string | undefined {
  const [first] = Object.keys(entry)
  return first === 'kind' && 'part' in entry ? 'part' : first
}

function isEntry(node: unknown): node is object {
  return typeof node === 'object' && node !== null && !Array.isArray(node) && 'name' in node
}

function nodeAt(root: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined,
    root,
  )
}

/** What is written, with what the answers say at the places of `first`; what an answer does not say stays a choice. */
export function answeredFirst(
  raw: Readonly<Record<string, unknown>>,
  choices: readonly ChoiceDraft[],
  of: { first: ReadonlyMap<string, 'word' | 'list'>; answers: Readonly<Record<string, string>> },
): Record<string, unknown> {
  const said = (written: string, path: DocumentPath, owner: string): unknown => {
    const how = of.first.get(keyOfPath(path))
    const choice = choices.find((one) => one.choice === byChoice.exec(written)?.[1])
    if (how === undefined || choice === undefined) return written
    const answer = of.answers[choice.choice] ?? choice.answer
    const alternative = choice.alternatives[answer]
    if (alternative === undefined) return written
    const at = { path, owners: [owner] }
    const { said: says } = saidAt(alternative.sets, answer, at)
    if (says === undefined) return written
    const owned = (one: string): string => withOwner(one, `${choice.choice}/${answer}`, alternative)
    if (typeof says !== 'string') return says.map(owned)
    return how === 'list' && typeof path.at(-1) === 'string' ? [owned(says)] : owned(says)
  }
  const walk = (node: unknown, path: DocumentPath, owner: string): unknown => {
    if (typeof node === 'string') return said(node, path, owner)
    if (Array.isArray(node)) {
      return node.flatMap((one: unknown, at) => {
        const now = walk(one, [...path, at], owner)
        return typeof one === 'string' && Array.isArray(now) ? now : [now]
      })
    }
    if (typeof node !== 'object' || node === null) return node
    const id: unknown = isEntry(node) ? Reflect.get(node, idKeyOf(node) ?? '') : undefined
    const own = typeof id === 'string' ? id : owner
    return Object.fromEntries(
      Object.entries(node).map(([key, one]) => [key, walk(one, [...path, key], own)]),
    )
  }
  return Object.fromEntries(
    Object.entries(raw).map(([section, content]) => [
      section,
      section === 'choices' ? answersIn(content, of.answers) : walk(content, [section], ''),
    ]),
  )
}

function answersIn(choices: unknown, answers: Readonly<Record<string, string>>): unknown {
  if (!Array.isArray(choices)) return choices
  return choices.map((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('choice' in one)) return one
    const answer = answers[String(one.choice)]
    return answer === undefined ? one : { ...one, answer }
  })
}

/** A figure that the alternative's own sentence marks is found there; others are those of the place. */
function withOwner(
  said: string,
  owner: string,
  { says }: ChoiceDraft['alternatives'][string],
): string {
  return said.replaceAll(/\$([a-z][a-z0-9-]*)(?![.\w-])/g, (whole, name: string) =>
    says.includes(`{${name}=`) ? `$${owner}.${name}` : whole,
  )
}
