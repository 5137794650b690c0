import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { children, flag, isNode, text, type JsonNode } from '../json.js'
import { useStore } from '../store.js'
import { useCard, type FieldValue } from './host.js'

const insideForm = createContext<JsonNode | null>(null)

/** Gives the form to what stands in it. */
export const FormProvider = insideForm.Provider

/** The form that a component is in, or null. */
export function useForm(): JsonNode | null {
  return useContext(insideForm)
}

/** All fields of a form, however deep they stand. */
export function fieldsOf(form: JsonNode): JsonNode[] {
  const found: JsonNode[] = []
  const visit = (node: JsonNode): void => {
    for (const key of ['elements', 'columns']) {
      for (const inner of children(node, key)) {
        if (fieldTags.has(text(inner, 'tag')) && text(inner, 'name')) found.push(inner)
        visit(inner)
      }
    }
  }
  visit(form)
  return found
}

const fieldTags = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])

/** What a field holds before anybody touches it. */
export function initialOf(field: JsonNode): FieldValue {
  switch (text(field, 'tag')) {
    case 'input':
      return text(field, 'default_value')
    case 'select_static': {
      const index = field.initial_index
      const chosen =
        typeof index === 'number' && index > 0 ? children(field, 'options')[index - 1] : undefined
      return text(field, 'initial_option') || (chosen ? text(chosen, 'value') : '')
    }
    case 'select_person':
      return text(field, 'initial_option')
    case 'multi_select_static':
    case 'multi_select_person': {
      const values = field.selected_values
      return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []
    }
    case 'date_picker':
      return text(field, 'initial_date')
    case 'picker_time':
      return text(field, 'initial_time')
    case 'picker_datetime':
      return text(field, 'initial_datetime')
    case 'checker':
      return flag(field, 'checked')
    default:
      return flag(field, 'multi_select') ? [] : ''
  }
}

/** Whether a field holds nothing. */
export function isEmpty(value: FieldValue): boolean {
  return value === false || value.toString().trim() === ''
}

/** A field's value and how to change it; `missing` when it was required and empty at the last press. */
export function useField(node: JsonNode): {
  value: FieldValue
  set(next: FieldValue): void
  missing: boolean
} {
  const { session } = useCard()
  const typed = useStore(session.typed)
  const missing = useStore(session.missing)
  const key = fieldKey(node)
  return {
    value: typed.get(key) ?? initialOf(node),
    set(next) {
      session.typed.set(new Map(session.typed.get()).set(key, next))
      if (!session.missing.get().has(key)) return
      session.missing.set(new Set([...session.missing.get()].filter((name) => name !== key)))
    },
    missing: missing.has(key),
  }
}

/** The name under which a field's value is kept. */
export function fieldKey(node: JsonNode): string {
  return text(node, 'name') || text(node, 'element_id') || text(node, 'tag')
}

/** What was typed in a form, by field name, and the required fields that hold nothing. */
export function readForm(
  form: JsonNode,
  typed: ReadonlyMap<string, FieldValue>,
): { formValue: Record<string, FieldValue>; missing: string[] } {
  const formValue: Record<string, FieldValue> = {}
  const missing: string[] = []
  for (const field of fieldsOf(form)) {
    const name = text(field, 'name')
    const value = typed.get(name)
    if (value !== undefined) formValue[name] = value
    if (flag(field, 'required') && isEmpty(value ?? initialOf(field))) missing.push(name)
  }
  return { formValue, missing }
}

/** The callback value among a component's behaviours; undefined when there is none. */
export function callbackOf(node: JsonNode): JsonNode | undefined {
  return children(node, 'behaviors').find((behavior) => text(behavior, 'type') === 'callback')
}

/** The address that a press opens here; empty when none. */
export function urlOf(node: JsonNode): string {
  const link = children(node, 'behaviors').find((item) => text(item, 'type') === 'open_url')
  const multi = isNode(node.multi_url) ? node.multi_url : {}
  const from = link ?? multi
  return text(from, 'pc_url') || text(from, 'default_url') || text(from, 'url')
}
