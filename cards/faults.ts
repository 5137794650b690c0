import type { Fault } from '../src/base/refusal.js'
import { startOf } from '../src/base/text.js'
import type { FormValues } from './form-values.js'
import { components, type Element, isElement, literal, markdown } from './kit.js'
import { sentence } from './sayings.js'

/**
 * A card whose form was refused, as it comes back: what was typed stands in its fields, a block above the form
 * names every fault, and a red mark with the fault's number stands at its field. Card JSON 2.0 has no faulty
 * state of a field (inputs know `required` alone), so the mark is a line of text.
 */
export function withFaults(card: Element, faults: readonly Fault[], typed: FormValues): Element {
  const marks = new Map<string, string>()
  for (const [index, { field }] of faults.entries()) {
    if (field === '') continue
    const number = `${index + 1}`
    marks.set(field, marks.has(field) ? `${marks.get(field)}、${number}` : number)
  }
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.flatMap((each) => marked(change(each), marks))
    if (!isElement(value)) return value
    const own = filled(value, typed)
    return Object.fromEntries(Object.entries(own).map(([name, member]) => [name, change(member)]))
  }
  const body = isElement(card.body) ? card.body : {}
  const elements = Array.isArray(body.elements) ? body.elements : []
  // Of several forms the one that was handed in is at fault: it has the field, else it is the first.
  const forms = elements.filter((each) => isElement(each) && each.tag === 'form')
  const at = forms.find((each) => [...components(each)].some(({ name }) => marks.has(`${name}`)))
  const changed = elements.flatMap((each) =>
    each === (at ?? forms[0]) ? [block(faults), change(each)] : [each],
  )
  return { ...card, body: { ...body, elements: changed } }
}

/** A card that was shown anew while somebody was typing: fields that it still has hold what was typed. */
export function withTyped(card: Element, typed: FormValues): Element {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change)
    if (!isElement(value)) return value
    const { name } = value
    const known = typeof name === 'string' && Object.hasOwn(typed, name)
    const own = known ? filled(value, typed) : value
    return Object.fromEntries(Object.entries(own).map(([key, member]) => [key, change(member)]))
  }
  return change(card) as Element
}

function block(faults: readonly Fault[]): Element {
  const lines = faults.map((each, index) => {
    const text = literal(sentence(each.code, each.with))
    return faults.length === 1 ? text : `${index + 1}. ${text}`
  })
  const title = `<font color='red'>**有 ${faults.length} 处要改，还没有提交**</font>`
  return markdown([title, ...lines].join('\n'))
}

/** The element, and behind one that is at fault its mark. */
function marked(element: unknown, marks: ReadonlyMap<string, string>): unknown[] {
  if (!isElement(element) || typeof element.name !== 'string') return [element]
  const numbers = marks.get(element.name)
  if (numbers === undefined) return [element]
  return [element, markdown(`<font color='red'>↑ 请改这里（第 ${numbers} 处）</font>`, 'notation')]
}

/** A field with what was typed in place of what it showed; other elements as they are. */
function filled(element: Element, typed: FormValues): Element {
  const { name, tag } = element
  if (typeof name !== 'string' || typeof tag !== 'string') return element
  const given = Object.hasOwn(typed, name) ? typed[name] : undefined
  const text = typeof given === 'string' ? given : ''
  switch (tag) {
    case 'input': {
      const max = typeof element.max_length === 'number' ? element.max_length : 1_000
      return having(element, 'default_value', startOf(text, max))
    }
    case 'select_static':
      return having(element, 'initial_option', offers(element, text) ? text : '')
    case 'date_picker':
      return having(element, 'initial_date', /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')
    case 'picker_datetime':
      return having(
        element,
        'initial_datetime',
        /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text) ? text : '',
      )
    case 'multi_select_static': {
      const { selected_values: _, ...rest } = element
      const chosen = Array.isArray(given) ? given.filter((each) => offers(element, each)) : []
      return chosen.length > 0 ? { ...rest, selected_values: chosen } : rest
    }
    default:
      return element
  }
}

/** With the property, or without it where its text is empty. */
function having(element: Element, property: string, text: string): Element {
  const { [property]: _, ...rest } = element
  return text === '' ? rest : { ...rest, [property]: text }
}

function offers(element: Element, value: string): boolean {
  const options = Array.isArray(element.options) ? element.options : []
  return options.some((option) => isElement(option) && option.value === value)
}
