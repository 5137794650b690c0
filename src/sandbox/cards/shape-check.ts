import { type Fields, isFields } from '../read-json.js'
import { components, containers } from './components.js'
import { type CardFault, cardCodes } from './fault.js'
import type { Properties } from './properties.js'
import { shapes } from './shapes.js'

/** A component or text node that the walk met. */
export interface Met {
  tag: string
  fields: Fields
  path: string
  /** The form around it. */
  form: Fields | undefined
  /** Containers around it. */
  depth: number
}

/** What the walk through a card found. */
export interface Walk {
  met: Met[]
  /** Component and text nodes, which count towards the limit of elements. */
  count: number
  fault: CardFault | undefined
}

interface Place {
  path: string
  form: Fields | undefined
  depth: number
}

/** Walks a 2.0 card along the data table and stops at the first thing that it does not allow. */
export function walkCard(card: Fields): Walk {
  const walk: Walk = { met: [], count: 0, fault: undefined }
  checkFields(walk, card, shapes.root ?? {}, { path: 'ROOT', form: undefined, depth: 0 })
  return walk
}

function fail(walk: Walk, code: number, message: string, value: string, path: string): void {
  walk.fault ??= { code, message, value, path }
}

function wrong(walk: Walk, message: string, value: string, path: string): void {
  fail(walk, cardCodes.parse, `parse card json err, ${message}`, value, path)
}

function checkFields(walk: Walk, fields: Fields, allowed: Properties, place: Place): void {
  for (const [key, value] of Object.entries(fields)) {
    if (walk.fault) return
    const kind = Object.hasOwn(allowed, key) ? allowed[key] : undefined
    if (kind === undefined) {
      wrong(walk, 'unknown property', `unknown property ${key}`, place.path)
      return
    }
    checkKind(walk, value, kind.replace(/!$/, ''), { ...place, path: `${place.path} -> ${key}` })
  }
  for (const [key, kind] of Object.entries(allowed)) {
    if (kind.endsWith('!') && fields[key] === undefined) {
      wrong(walk, 'missing property', `${key} is required`, place.path)
      return
    }
  }
}

function checkKind(walk: Walk, value: unknown, kind: string, place: Place): void {
  if (kind === 'any') return
  if (kind === 'string' || kind === 'number' || kind === 'boolean') {
    if (typeof value !== kind) wrong(walk, 'wrong type', `${kind} wanted`, place.path)
    return
  }
  if (kind.startsWith('one:')) {
    if (typeof value !== 'string' || !oneOf(kind).includes(value)) {
      wrong(walk, 'wrong value', String(value), place.path)
    }
    return
  }
  if (kind.endsWith('[]') || kind === 'elements' || kind === 'columns') {
    checkList(walk, value, kind, place)
    return
  }
  if (!isFields(value)) {
    wrong(walk, 'wrong type', 'object wanted', place.path)
    return
  }
  if (kind.startsWith('text:') || kind === 'icon') {
    checkNode(walk, value, kind, place)
    return
  }
  checkFields(walk, value, shapes[kind.slice(1)] ?? {}, place)
}

/** The texts that a kind `one:…` allows; ratios such as `16:9` hold colons themselves. */
function oneOf(kind: string): string[] {
  return kind.slice('one:'.length).split('|')
}

function checkNode(walk: Walk, node: Fields, kind: string, place: Place): void {
  const tags = kind === 'icon' ? ['standard_icon', 'custom_icon'] : kind.slice(5).split('|')
  const tag = typeof node.tag === 'string' ? node.tag : ''
  if (!tags.includes(tag)) {
    wrong(walk, 'wrong tag', `${tag || 'no tag'}, ${tags.join(' or ')} wanted`, place.path)
    return
  }
  if (kind !== 'icon') walk.count += 1
  walk.met.push({ tag: kind === 'icon' ? tag : 'text', fields: node, ...place })
  checkFields(walk, node, shapes[tag] ?? {}, place)
}

function checkList(walk: Walk, value: unknown, kind: string, place: Place): void {
  if (!Array.isArray(value)) {
    wrong(walk, 'wrong type', 'list wanted', place.path)
    return
  }
  for (const [index, one] of value.entries()) {
    if (walk.fault) return
    const here = { ...place, path: `${place.path} -> [${index}]` }
    if (!isFields(one)) {
      wrong(walk, 'wrong type', 'object wanted', here.path)
      return
    }
    if (kind === 'elements' || kind === 'columns') checkComponent(walk, one, kind, here)
    else {
      if (kind === '@textTag[]') walk.count += 1
      checkFields(walk, one, shapes[kind.slice(1, -2)] ?? {}, here)
    }
  }
}

function checkComponent(walk: Walk, node: Fields, kind: string, place: Place): void {
  const tag = typeof node.tag === 'string' ? node.tag : ''
  const path = `${place.path}(tag: ${tag})`
  const allowed = Object.hasOwn(components, tag) ? components[tag] : undefined
  if (!allowed || (tag === 'column') !== (kind === 'columns')) {
    const text = 'cards of schema V2 no longer support this capability'
    fail(walk, cardCodes.unsupported, text, `unsupported tag ${tag}`, path)
    return
  }
  if ((tag === 'form' || tag === 'table') && place.depth > 0) {
    wrong(walk, `${tag} only directly in body`, `${tag} in a container`, path)
    return
  }
  walk.count += 1
  walk.met.push({ tag, fields: node, ...place, path })
  const depth = place.depth + (containers.includes(tag) ? 1 : 0)
  if (depth > 5) {
    wrong(walk, 'containers are nested too deep', 'more than 5', path)
    return
  }
  checkFields(walk, node, allowed, { path, form: tag === 'form' ? node : place.form, depth })
}
