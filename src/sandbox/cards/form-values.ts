import type { Json } from '../../base/json.js'
import { type Fields, isFields, listOf, textOf, textsOf } from '../read-json.js'
import { type Control, controlsOf } from './controls.js'

const offset = ' +0800'

/** What the client does with a form before it sends it. */
export type FormOutcome =
  | { kind: 'sent'; values: { [name: string]: Json } }
  | { kind: 'blocked'; message: string; fields: string[] }

/** Merges what was filled in with the card's own defaults; empty required fields block. */
export function fillForm(form: Fields, given: Fields): FormOutcome {
  const controls = controlsOf(form.elements === undefined ? {} : { body: form }).filter(
    ({ tag }) => tag !== 'button' && tag !== 'interactive_container',
  )
  const names = controls.map(({ fields }) => textOf(fields, 'name') ?? '')
  const stranger = Object.keys(given).find((name) => !names.includes(name))
  if (stranger !== undefined) {
    return { kind: 'blocked', message: `表单里没有 ${stranger}`, fields: [stranger] }
  }
  const values: { [name: string]: Json } = {}
  const missing: string[] = []
  for (const control of controls) {
    const name = textOf(control.fields, 'name')
    if (name === undefined) continue
    const read = controlValue(control, given[name] ?? defaultOf(control))
    if (read.kind === 'wrong') return { kind: 'blocked', message: read.why, fields: [name] }
    if (read.kind === 'empty') {
      if (control.fields.required === true) missing.push(name)
    } else values[name] = read.value
  }
  if (missing.length > 0) {
    return { kind: 'blocked', message: `必填项未填写：${missing.join('、')}`, fields: missing }
  }
  return { kind: 'sent', values }
}

/** What a component shows before anybody touches it. */
function defaultOf({ tag, fields }: Control): unknown {
  if (tag === 'input') return fields.default_value
  if (tag === 'select_static') return fields.initial_option ?? optionAt(fields)
  if (tag === 'select_person') return fields.initial_option
  if (tag === 'multi_select_static' || tag === 'multi_select_person') return fields.selected_values
  if (tag === 'date_picker') return fields.initial_date
  if (tag === 'picker_time') return fields.initial_time
  if (tag === 'picker_datetime') return fields.initial_datetime
  if (tag === 'checker') return fields.checked === true
  return undefined
}

function optionAt(fields: Fields): unknown {
  const index = fields.initial_index
  if (typeof index !== 'number' || index < 1) return undefined
  const option = listOf(fields, 'options')[index - 1]
  return isFields(option) ? option.value : undefined
}

/** A component's value as the callback carries it (feishu.md 8.6). */
export type ControlValue =
  | { kind: 'value'; value: Json }
  | { kind: 'empty' }
  | { kind: 'wrong'; why: string }

/** Checks and types what a person put into a component. */
export function controlValue({ tag, fields }: Control, given: unknown): ControlValue {
  if (tag === 'checker') {
    return { kind: 'value', value: given === true || given === 'true' }
  }
  if (given === undefined || given === null || given === '') return { kind: 'empty' }
  if (tag === 'multi_select_static' || tag === 'multi_select_person' || Array.isArray(given)) {
    return listValue(tag, fields, given)
  }
  if (typeof given !== 'string') return { kind: 'wrong', why: '应为文字' }
  if (tag === 'input') return inputValue(fields, given)
  const pattern = patterns[tag]
  if (pattern !== undefined) {
    const bare = given.replace(/ \+\d{4}$/, '')
    if (!pattern.test(bare)) return { kind: 'wrong', why: `格式不对：${given}` }
    return { kind: 'value', value: bare + offset }
  }
  if (!offered(tag, fields, given)) return { kind: 'wrong', why: `没有选项 ${given}` }
  return { kind: 'value', value: given }
}

const patterns: Record<string, RegExp> = {
  date_picker: /^\d{4}-\d{2}-\d{2}$/,
  picker_time: /^\d{2}:\d{2}$/,
  picker_datetime: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
}

function inputValue(fields: Fields, given: string): ControlValue {
  const max = typeof fields.max_length === 'number' ? fields.max_length : 1_000
  if ([...given].length > max) return { kind: 'wrong', why: `至多 ${max} 字` }
  return { kind: 'value', value: given }
}

function listValue(tag: string, fields: Fields, given: unknown): ControlValue {
  const texts = textsOf({ given }, 'given')
  if (texts === undefined) return { kind: 'wrong', why: '应为列表' }
  const stranger = texts.find((text) => !offered(tag, fields, text))
  if (stranger !== undefined) return { kind: 'wrong', why: `没有选项 ${stranger}` }
  return texts.length === 0 ? { kind: 'empty' } : { kind: 'value', value: texts }
}

/** Whether an option is on the card; people pickers without options take any id. */
function offered(tag: string, fields: Fields, value: string): boolean {
  const options = listOf(fields, 'options')
  if (options.length === 0 && tag.endsWith('select_person')) return true
  return options.some((option) => isFields(option) && option.value === value)
}
