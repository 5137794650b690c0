import { canonicalJson } from '../../base/json.js'
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../read-json.js'

/** An interactive component, and the form it stands in. */
export interface Control {
  tag: string
  fields: Fields
  form: Fields | undefined
}

/** Tags that can be worked with. */
export const interactiveTags: readonly string[] = [
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'overflow',
  'checker',
  'select_img',
  'interactive_container',
]

/** All interactive components of a card, in their order. */
export function controlsOf(card: unknown): Control[] {
  const fields = fieldsOf(card)
  const found: Control[] = []
  walk(isFields(fields.body) ? fields.body : fields, undefined, found)
  return found
}

function walk(node: unknown, form: Fields | undefined, found: Control[]): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, form, found)
    return
  }
  if (!isFields(node)) return
  const tag = textOf(node, 'tag')
  if (tag !== undefined && interactiveTags.includes(tag)) found.push({ tag, fields: node, form })
  const inner = tag === 'form' ? node : form
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'behaviors' && key !== 'value' && key !== 'chart_spec') walk(value, inner, found)
  }
}

/** How a press names its control. */
export interface ControlName {
  name?: string | undefined
  elementId?: string | undefined
  value?: unknown
}

/** The control that a press means, or undefined. */
export function findControl(card: unknown, wanted: ControlName): Control | undefined {
  return controlsOf(card).find(({ fields }) => {
    if (wanted.name !== undefined) return fields.name === wanted.name
    if (wanted.elementId !== undefined) return fields.element_id === wanted.elementId
    const value = callbackValue(fields)
    return value !== undefined && canonicalJson(value) === canonicalJson(wanted.value)
  })
}

/** The value of a control's callback behaviour (or of a 1.0 button), or undefined. */
export function callbackValue(fields: Fields): unknown {
  const callback = listOf(fields, 'behaviors')
    .map(fieldsOf)
    .find((behavior) => behavior.type === 'callback')
  return callback === undefined ? fields.value : (callback.value ?? {})
}

/** Whether a button sends its form; `action_type` is how it was said in older days. */
export function submits(fields: Fields): boolean {
  return fields.form_action_type === 'submit' || fields.action_type === 'form_submit'
}
