import { charactersOf, startOf } from '../src/base/text.js'
import { type TextField, textLimits } from '../src/flows/limits.js'
import { actionName } from './action-name.js'

/** A component of Card JSON 2.0, or a whole card. */
export type Element = { [property: string]: unknown }

/** Whether a part of a card is an object with properties, a component or a part of one. */
export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every component of a card, depth first: everything with a tag, which is what the platform counts. */
export function* components(value: unknown): Generator<Element> {
  if (Array.isArray(value)) for (const each of value) yield* components(each)
  else if (isElement(value)) {
    if (typeof value.tag === 'string') yield value
    for (const each of Object.values(value)) yield* components(each)
  }
}

/** Which live card is rendered: its id and revision ride in each button's name. */
export interface Frame {
  card: string
  revision: number
}

/** Blue waits for you, green done, grey closed, orange late, red points at stake, purple results. */
export type Tone = 'blue' | 'green' | 'grey' | 'orange' | 'red' | 'purple'

/** Card header: what it is (at most 14 characters), the period, and the state as a tag beside the colour. */
export interface Heading {
  title: string
  subtitle?: string
  tone: Tone
  /** The state in words; never colour alone. */
  tag: string
}

const tagColours: Record<Tone, string> = {
  blue: 'blue',
  green: 'green',
  grey: 'neutral',
  orange: 'orange',
  red: 'red',
  purple: 'purple',
}

/** A whole card. Personal cards can't be forwarded; the summary is what the chat list shows. */
export function card(heading: Heading, elements: Element[]): Element {
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      enable_forward: false,
      width_mode: 'default',
      summary: { content: [heading.title, heading.subtitle].filter(Boolean).join(' · ') },
    },
    header: {
      title: plain(heading.title),
      ...(heading.subtitle ? { subtitle: plain(heading.subtitle) } : {}),
      template: heading.tone,
      text_tag_list: [
        { tag: 'text_tag', text: plain(heading.tag), color: tagColours[heading.tone] },
      ],
    },
    body: { direction: 'vertical', vertical_spacing: 'medium', elements },
  }
}

/** A plain text node. */
export function plain(content: string): Element {
  return { tag: 'plain_text', content }
}

/** Text of people inside markdown: nothing in it is read as markup. */
export function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$@:]/g, (c) => `&#${c.charCodeAt(0)};`)
}

/** Text such as `称职 75–90` that stays on one line. */
export function unbroken(text: string): string {
  return literal([...charactersOf(text.replaceAll(' ', '\u00a0'))].join('\u2060'))
}

/** A paragraph of markdown. */
export function markdown(
  content: string,
  size: 'normal' | 'heading' | 'notation' = 'normal',
): Element {
  return { tag: 'markdown', content, text_size: size }
}

/** A figure at the right edge of its column. */
export function figure(content: string): Element {
  return { ...markdown(content), text_align: 'right' }
}

/** Lines of a two-character label and what it names; empty ones are left out. */
export function labelled(...lines: [label: string, content: string][]): Element {
  return markdown(
    lines
      .filter(([, content]) => content !== '')
      .map(([label, content]) => `${quietly(label)}　${content}`)
      .join('\n'),
  )
}

/** Markdown in grey. */
export function quietly(content: string): string {
  return `<font color='grey'>${content}</font>`
}

/** A quiet line: the clause, the contact. */
export function quiet(content: string): Element {
  return markdown(quietly(content), 'notation')
}

export function rule(): Element {
  return { tag: 'hr' }
}

/** Side by side; each column is a list of elements with its weight, `auto` as wide as they are. */
export function columns(...parts: { weight: number | 'auto'; elements: Element[] }[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: 'medium',
    columns: parts.map((part) => ({
      tag: 'column',
      ...(part.weight === 'auto' ? { width: 'auto' } : { width: 'weighted', weight: part.weight }),
      vertical_align: 'center',
      vertical_spacing: 'small',
      elements: part.elements,
    })),
  }
}

/** Details that few need. */
export function panel(title: string, elements: Element[], expanded = false): Element {
  return {
    tag: 'collapsible_panel',
    expanded,
    header: {
      title: { tag: 'plain_text', content: title },
      vertical_align: 'center',
      // A mark on the left that turns down: one on the right is what a closed choice looks like.
      icon: { tag: 'standard_icon', token: 'right_outlined', size: '16px 16px' },
      icon_position: 'left',
      icon_expanded_angle: 90,
      background_color: 'grey-50',
    },
    border: { color: 'grey', corner_radius: '6px' },
    padding: '8px 8px 8px 8px',
    elements,
  }
}

/** A form; directly in the card's body only. */
export function form(name: string, elements: Element[]): Element {
  return { tag: 'form', name, elements }
}

/** A form where something hands it in; else its elements as they stand: the platform takes no form that nothing hands in. */
export function formIfHandedIn(name: string, elements: Element[]): Element[] {
  const handedIn = JSON.stringify(elements).includes('"form_action_type":"submit"')
  return handedIn ? [form(name, elements)] : elements
}

/** What a button does when pressed. */
export interface Press {
  verb: string
  args?: string[]
}

interface ButtonOptions {
  primary?: boolean
  /** Blue, but behind a primary one: the further tasks of a list. */
  outlined?: boolean
  danger?: boolean
  /** Inside a form it hands the form in. */
  submit?: boolean
  /** A question asked first; only for what can't be taken back. */
  confirm?: { title: string; text: string }
}

function buttonType(options: ButtonOptions): string {
  if (options.primary) return 'primary_filled'
  if (options.outlined) return 'primary'
  return options.danger ? 'danger' : 'default'
}

/**
 * A button; its name carries everything. A callback value carries the same, in forms too: some tenants
 * drop presses of buttons without one.
 */
export function button(
  frame: Frame,
  text: string,
  press: Press,
  options: ButtonOptions = {},
): Element {
  const name = actionName({ ...frame, verb: press.verb, args: press.args ?? [] })
  return {
    tag: 'button',
    text: plain(text),
    type: buttonType(options),
    name,
    ...(options.submit ? { form_action_type: 'submit' } : {}),
    behaviors: [{ type: 'callback', value: { name } }],
    ...(options.confirm
      ? { confirm: { title: plain(options.confirm.title), text: plain(options.confirm.text) } }
      : {}),
  }
}

/** Buttons in a row, wrapping on a phone. */
export function buttons(...elements: Element[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    horizontal_spacing: 'small',
    columns: elements.map((element) => ({ tag: 'column', width: 'auto', elements: [element] })),
  }
}

/** A text field. Its limit (at most 1000 characters) is said in the placeholder. */
export function input(field: {
  name: string
  limit: TextField
  label?: string
  placeholder?: string
  value?: string
  rows?: number
  required?: boolean
}): Element {
  const { max } = textLimits[field.limit]
  return {
    tag: 'input',
    name: field.name,
    ...(field.label ? { label: plain(field.label), label_position: 'top' } : {}),
    placeholder: plain(field.placeholder ?? `至多 ${max} 字`),
    ...(field.value ? { default_value: startOf(field.value, max) } : {}),
    max_length: max,
    width: 'fill',
    ...(field.rows ? { input_type: 'multiline_text', rows: field.rows, auto_resize: true } : {}),
    ...(field.required ? { required: true } : {}),
  }
}

/** A choice of one. Outside a form `press` says what choosing does. */
export function select(field: {
  name: string
  placeholder: string
  options: { value: string; text: string }[]
  value?: string
  required?: boolean
}): Element {
  return {
    tag: 'select_static',
    name: field.name,
    placeholder: plain(field.placeholder),
    options: field.options.map((option) => ({ text: plain(option.text), value: option.value })),
    ...(field.value ? { initial_option: field.value } : {}),
    width: 'fill',
    ...(field.required ? { required: true } : {}),
  }
}

/** A choice of several; in forms only. `chosen`: values that are chosen already. */
export function multiSelect(field: {
  name: string
  placeholder: string
  options: { value: string; text: string }[]
  chosen?: readonly string[]
}): Element {
  const { options, chosen = [] } = field
  return {
    tag: 'multi_select_static',
    name: field.name,
    placeholder: plain(field.placeholder),
    options: options.map((option) => ({ text: plain(option.text), value: option.value })),
    ...(chosen.length > 0 ? { selected_values: [...chosen] } : {}),
    width: 'fill',
  }
}

/** What the field below it is called. */
export function fieldLabel(text: string, required = false): Element {
  return markdown(`${literal(text)}${required ? `<font color='red'> *</font>` : ''}`)
}

/** A picker of a day and minute; gives `YYYY-MM-DD HH:MM` after normalising. */
export function minutePicker(field: { name: string; value?: string }): Element {
  return {
    tag: 'picker_datetime',
    name: field.name,
    placeholder: plain('选择日期和时间'),
    ...(field.value ? { initial_datetime: field.value } : {}),
  }
}

/** A day picker; gives `YYYY-MM-DD` after normalising. */
export function dayPicker(field: { name: string; value?: string; required?: boolean }): Element {
  return {
    tag: 'date_picker',
    name: field.name,
    placeholder: plain('选择日期'),
    ...(field.value ? { initial_date: field.value } : {}),
    ...(field.required ? { required: true } : {}),
  }
}

/** A share as ten blocks, all of them full only when nothing is missing; exact figures stand beside it. */
export function bar(share: number): string {
  const most = share < 1 ? 9 : 10
  const full = Math.max(0, Math.min(most, Math.floor(share * 10 + 0.5)))
  return `<font color='blue'>${'█'.repeat(full)}</font><font color='grey'>${'░'.repeat(10 - full)}</font>`
}
