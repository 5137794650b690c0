import { type Fields, fieldsOf, isFields, listOf, textOf } from '../read-json.js'
import { chartFault } from './chart-check.js'
import { interactiveTags } from './controls.js'
import { type CardFault, type CardWorld, cardCodes } from './fault.js'
import { formFault } from './form-check.js'
import { type Met, walkCard } from './shape-check.js'
import { markdownTables, tableFault } from './table-check.js'

const maxElements = 200
const maxTables = 5
const maxTags = 3
const elementIdPattern = /^[A-Za-z][A-Za-z0-9_]{0,19}$/

/** The first fault of a card, or undefined. Cards without `schema` (1.0) are not looked into. */
export function checkCard(card: unknown, world: CardWorld): CardFault | undefined {
  if (!isFields(card)) return fault('parse', 'parse card json err', 'not an object', 'ROOT')
  if (card.schema === undefined || card.schema === '1.0') return undefined
  if (card.schema !== '2.0') {
    return fault(
      'parse',
      'parse card json err, wrong schema',
      String(card.schema),
      'ROOT -> schema',
    )
  }
  if (fieldsOf(card.config).update_multi === false) {
    return fault('parse', 'parse card json err', 'update_multi false', 'ROOT -> config')
  }
  const walk = walkCard(card)
  if (walk.fault) return walk.fault
  if (walk.count > maxElements) {
    return fault('tooMuch', 'element exceeds the limit', String(walk.count), 'ROOT')
  }
  return (
    linkFault(card) ??
    tooManyTags(card) ??
    tooManyTables(walk.met) ??
    doubleIds(walk.met) ??
    first(walk.met, (met) => referenceFault(met, world)) ??
    audioFault(card, walk.met, world) ??
    first(walk.met, componentFault) ??
    formFault(walk.met)
  )
}

function fault(
  code: keyof typeof cardCodes,
  message: string,
  value: string,
  path: string,
): CardFault {
  return { code: cardCodes[code], message, value, path }
}

function first(
  met: readonly Met[],
  check: (one: Met) => CardFault | undefined,
): CardFault | undefined {
  for (const one of met) {
    const found = check(one)
    if (found) return found
  }
  return undefined
}

/** The card's own link: `url`, or an address for each of the three clients. */
function linkFault(card: Fields): CardFault | undefined {
  if (card.card_link === undefined) return undefined
  const link = fieldsOf(card.card_link)
  const has = (...keys: string[]): boolean => keys.every((key) => !!textOf(link, key))
  if (has('url') || has('pc_url', 'ios_url', 'android_url')) return undefined
  return fault(
    'parse',
    'parse card json err',
    'url, or pc_url, ios_url and android_url',
    'ROOT -> card_link',
  )
}

/** A header shows three tags; more are refused here so that none gets lost unseen. */
function tooManyTags(card: Fields): CardFault | undefined {
  const header = fieldsOf(card.header)
  const lists = [header.text_tag_list, ...Object.values(fieldsOf(header.i18n_text_tag_list))]
  const path = 'ROOT -> header -> text_tag_list'
  return lists.some((list) => Array.isArray(list) && list.length > maxTags)
    ? fault('parse', 'parse card json err', `more than ${maxTags} tags`, path)
    : undefined
}

/** Sounds: uploaded by this app, each `audio_id` once, and on no card that can be forwarded. */
function audioFault(card: Fields, met: readonly Met[], world: CardWorld): CardFault | undefined {
  const ids = new Set<string>()
  return first(met, ({ tag, fields, path }) => {
    if (tag !== 'audio') return undefined
    const keys = [fields.file_key, ...Object.values(fieldsOf(fields.i18n_file_key))]
    const lost = keys.find((key) => typeof key !== 'string' || !world.hasAudio(key))
    if (lost !== undefined) {
      const text = 'This application cannot retrieve audio information'
      return fault('audioFile', text, String(lost), path)
    }
    const id = textOf(fields, 'audio_id')
    if (id !== undefined && ids.has(id)) return fault('audioTwice', 'duplicate audio id', id, path)
    if (id !== undefined) ids.add(id)
    return fieldsOf(card.config).enable_forward === false
      ? undefined
      : fault('audioForward', "audio elem don't support forward", 'enable_forward', path)
  })
}

function tooManyTables(met: readonly Met[]): CardFault | undefined {
  let tables = 0
  for (const { tag, fields } of met) {
    if (tag === 'table') tables += 1
    if (tag === 'markdown') tables += markdownTables(textOf(fields, 'content') ?? '')
  }
  return tables > maxTables
    ? fault('tooMuch', 'card table number over limit', String(tables), 'ROOT')
    : undefined
}

function doubleIds(met: readonly Met[]): CardFault | undefined {
  const seen = new Set<string>()
  return first(met, ({ fields, path }) => {
    const id = textOf(fields, 'element_id')
    if (id === undefined) return undefined
    if (!elementIdPattern.test(id)) return fault('parse', 'element_id is ill-formed', id, path)
    if (seen.has(id)) return fault('parse', 'element_id is not unique', id, path)
    seen.add(id)
    return undefined
  })
}

/** Keys of images and ids of people that nobody knows. */
function referenceFault(met: Met, world: CardWorld): CardFault | undefined {
  const { tag, fields, path } = met
  const image = imageKeys(fields).find((key) => !world.hasImage(key))
  if (image !== undefined) return fault('image', 'invalid image key', image, path)
  const person = personIds(tag, fields).find((id) => !world.hasPerson(id))
  if (person !== undefined) return fault('person', 'invalid user id', person, path)
  return undefined
}

function imageKeys(fields: Fields): string[] {
  if (fields.tag === 'standard_icon') return []
  const inside = [...listOf(fields, 'img_list'), ...listOf(fields, 'options')]
  const keys = [fields, ...inside.map(fieldsOf)].flatMap((one) => textOf(one, 'img_key') ?? [])
  const content = textOf(fields, 'content') ?? ''
  const drawn = [...content.matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)].map(
    (match) => match[1] ?? '',
  )
  return [...keys, ...drawn]
}

function personIds(tag: string, fields: Fields): string[] {
  if (tag === 'person') return [textOf(fields, 'user_id') ?? '']
  if (tag === 'person_list') {
    if (fields.drop_invalid_user_id === true) return []
    return listOf(fields, 'persons').map((one) => textOf(fieldsOf(one), 'id') ?? '')
  }
  const content =
    fields.tag === 'markdown' || fields.tag === 'lark_md' ? textOf(fields, 'content') : ''
  const named = (content ?? '').matchAll(/<(?:at|person)\s+id\s*=\s*["']?([^"'\s>]+)/g)
  return [...named].map((match) => match[1] ?? '')
}

/** What a component's own page demands beyond the kinds of its properties. */
function componentFault(met: Met): CardFault | undefined {
  const { tag, fields, path } = met
  const bad = (value: string): CardFault => fault('parse', 'parse card json err', value, path)
  if (tag === 'table') return tableFault(fields, path)
  if (tag === 'chart') return chartFault(fields.chart_spec, path)
  if (tag === 'standard_icon' && !textOf(fields, 'token')) return bad('icon without token')
  if (tag === 'custom_icon' && !textOf(fields, 'img_key')) return bad('icon without img_key')
  if (tag === 'checker' && listOf(fieldsOf(fields.button_area), 'buttons').length > 3) {
    return bad('more than 3 buttons')
  }
  if (!interactiveTags.includes(tag)) return undefined
  const why = wordsFault(met) ?? placeFault(met) ?? behaviorFault(fields)
  if (why !== undefined) return bad(why)
  return doubleOptions(fields) ? bad('option values are not unique') : undefined
}

/** Texts that are too long or missing. */
function wordsFault({ tag, fields }: Met): string | undefined {
  const long = (node: unknown): boolean =>
    [...(textOf(fieldsOf(node), 'content') ?? '')].length > 100
  if (tag === 'button' && long(fields.text)) return 'button text is longer than 100'
  if (long(fields.placeholder)) return 'placeholder is longer than 100'
  if (tag === 'overflow' && listOf(fields, 'options').some((one) => long(fieldsOf(one).text))) {
    return 'option text is longer than 100'
  }
  if (/^picker_|^date_picker$/.test(tag)) {
    const initial = fields.initial_date ?? fields.initial_time ?? fields.initial_datetime
    if (!initial && fields.placeholder === undefined) return 'no placeholder'
  }
  return undefined
}

/** What only a form may hold. */
function placeFault({ tag, fields, form }: Met): string | undefined {
  if (form) return undefined
  if (fields.form_action_type !== undefined) return 'form_action_type outside'
  if (/^form_/.test(textOf(fields, 'action_type') ?? '')) return 'action_type outside'
  if (/^multi_select_/.test(tag)) return 'multi-selects only in forms'
  if (tag === 'select_img' && fields.multi_select === true) return 'multi_select only in forms'
  return fields.required === true ? 'required only in forms' : undefined
}

/** Links need an address, callbacks a value. */
function behaviorFault(fields: Fields): string | undefined {
  for (const one of listOf(fields, 'behaviors').map(fieldsOf)) {
    if (one.type === 'open_url' && one.default_url === undefined) return 'no default_url'
    if (one.type === 'callback' && one.value === undefined) return 'callback without value'
  }
  return undefined
}

function doubleOptions(fields: Fields): boolean {
  const values = listOf(fields, 'options').map((one) => fieldsOf(one).value)
  return new Set(values).size < values.length
}
