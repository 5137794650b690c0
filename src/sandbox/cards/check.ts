import { type Fields, fieldsOf, isFields, listOf, textOf } from '../read-json.js'
import { chartFault } from './chart-check.js'
import { interactiveTags } from './controls.js'
import { type CardFault, type CardWorld, cardCodes } from './fault.js'
import { formFault } from './form-check.js'
import { type Met, walkCard } from './shape-check.js'
import { markdownTables, tableFault } from './table-check.js'

const maxElements = 200
const maxTables = 5
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
    tooManyTables(walk.met) ??
    doubleIds(walk.met) ??
    first(walk.met, (met) => referenceFault(met, world)) ??
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

/** What a component's own page demands. */
function componentFault(met: Met): CardFault | undefined {
  const { tag, fields, path } = met
  const bad = (value: string): CardFault => fault('parse', 'parse card json err', value, path)
  if (tag === 'table') return tableFault(fields, path)
  if (tag === 'chart') return chartFault(fields.chart_spec, path)
  if (tag === 'button') {
    const text = textOf(fieldsOf(fields.text), 'content') ?? ''
    if ([...text].length > 100) return bad('button text is longer than 100')
    if (!met.form && fields.form_action_type !== undefined) return bad('form_action_type outside')
  }
  if (tag === 'input') {
    const max = fields.max_length
    if (typeof max === 'number' && (max < 1 || max > 1_000)) return bad('max_length is 1 to 1000')
    if ([...(textOf(fieldsOf(fields.placeholder), 'content') ?? '')].length > 100) {
      return bad('placeholder is longer than 100')
    }
  }
  if (/^picker_|^date_picker$/.test(tag)) {
    const initial = fields.initial_date ?? fields.initial_time ?? fields.initial_datetime
    if (initial === undefined && fields.placeholder === undefined) return bad('no placeholder')
  }
  if (/^multi_select_/.test(tag) && !met.form) return bad('multi-selects only in forms')
  if (tag === 'select_img' && fields.multi_select === true && !met.form) {
    return bad('multi_select only in forms')
  }
  if (!met.form && fields.required !== undefined && interactiveTags.includes(tag)) {
    return bad('required only in forms')
  }
  return doubleOptions(fields) ? bad('option values are not unique') : undefined
}

function doubleOptions(fields: Fields): boolean {
  const values = listOf(fields, 'options').map((one) => fieldsOf(one).value)
  return new Set(values).size < values.length
}
