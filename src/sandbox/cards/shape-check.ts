import { type Fields, fieldsOf, isFields } from '../read-json.js'
import { components, containers } from './components.js'
import { type CardFault, cardCodes } from './fault.js'
import type { Properties } from './properties.js'
import { shapes } from './shapes.js'
import { fits } from './values.js'

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
  /** Names of colours that the card adds to the known ones. */
  ownColors: ReadonlySet<string>
}

interface Place {
  path: string
  form: Fields | undefined
  depth: number
}

/** Walks a 2.0 card along the data table and stops at the first thing that it does not allow. */
export function walkCard(card: Fields): Walk {
  const style = fieldsOf(fieldsOf(card.config).style)
  const ownColors = new Set(Object.keys(fieldsOf(style.color)))
  const walk: Walk = { met: [], count: 0, fault: undefined, ownColors }
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
  if (kind.startsWith('map:')) {
    checkMap(walk, value, kind.slice('map:'.length), place)
  } else if (kind.endsWith('[]') || ['elements', 'columns', 'buttons'].includes(kind)) {
    checkList(walk, value, kind, place)
  } else if (kind === 'icon' || /^(text|title|tips):/.test(kind)) {
    checkNode(walk, value, kind, place)
  } else if (kind.startsWith('@')) {
    checkObject(walk, value, kind, place)
  } else if (!fits(kind, value, walk.ownColors)) {
    wrong(walk, 'wrong value', `${shown(value)}, ${kind} wanted`, place.path)
  }
}

/** A value as a fault names it, short. */
function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60)
}

function checkObject(walk: Walk, value: unknown, kind: string, place: Place): void {
  if (!isFields(value)) {
    wrong(walk, 'wrong type', 'object wanted', place.path)
    return
  }
  if (kind.endsWith('?') && Object.keys(value).length === 0) return
  checkFields(walk, value, shapes[kind.slice(1).replace(/[?]$/, '')] ?? {}, place)
}

function checkMap(walk: Walk, value: unknown, kind: string, place: Place): void {
  if (!isFields(value)) {
    wrong(walk, 'wrong type', 'object wanted', place.path)
    return
  }
  for (const [key, one] of Object.entries(value)) {
    if (walk.fault) return
    checkKind(walk, one, kind, { ...place, path: `${place.path} -> ${key}` })
  }
}

function checkNode(walk: Walk, node: unknown, kind: string, place: Place): void {
  if (!isFields(node)) {
    wrong(walk, 'wrong type', 'object wanted', place.path)
    return
  }
  const [shape = '', words = 'standard_icon|custom_icon'] = kind.split(':')
  const mayLackTag = shape === 'tips' || shape === 'icon'
  if (mayLackTag && node.tag === undefined) {
    checkFields(walk, node, shapes[shape] ?? {}, place)
    return
  }
  const tags = words.split('|')
  const tag = typeof node.tag === 'string' ? node.tag : ''
  if (!tags.includes(tag)) {
    wrong(walk, 'wrong tag', `${tag || 'no tag'}, ${tags.join(' or ')} wanted`, place.path)
    return
  }
  if (shape !== 'icon') walk.count += 1
  walk.met.push({ tag: shape === 'icon' ? tag : 'text', fields: node, ...place })
  checkFields(walk, node, shapes[shape] ?? {}, place)
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
    if (!kind.startsWith('@')) checkComponent(walk, one, kind, here)
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
  const misplaced = (tag === 'column') !== (kind === 'columns')
  if (!allowed || misplaced || (kind === 'buttons' && tag !== 'button')) {
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
