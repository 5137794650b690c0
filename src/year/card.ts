import { must } from '../base/bug.js'
import { sentence } from '../../cards/sayings.js'
import type { Control } from './control.js'

/** What came back from a press. */
export interface Pressed {
  toast?: { type: string; content: string }
  card?: unknown
  cardChanged?: boolean
  error?: { code: number; message: string }
}

/** Whose card it is. */
interface Reader {
  openId: string
  lastText(): Promise<string>
}

/** A card as its reader has it before them. */
export class Card {
  readonly messageId: string
  readonly content: unknown
  readonly #person: Reader
  readonly #control: Control
  readonly #values: Record<string, unknown> = {}

  constructor(person: Reader, messageId: string, content: unknown, control: Control) {
    this.#person = person
    this.messageId = messageId
    this.content = content
    this.#control = control
  }

  /** Everything that can be read on it. */
  get text(): string {
    return visible(this.content)
  }

  /** State in words: the header's tags. */
  get tag(): string {
    return nodes(this.content)
      .filter((node) => node.tag === 'text_tag')
      .map(visible)
      .join('')
  }

  get title(): string {
    return titleOf(this.content)
  }

  get subtitle(): string {
    return headText(this.content, 2)
  }

  fill(values: Record<string, unknown>): this {
    Object.assign(this.#values, values)
    return this
  }

  /** Names of the fields of its form. */
  fields(): string[] {
    return nodes(this.content)
      .filter(
        (node) =>
          typeof node.name === 'string' &&
          typeof node.tag === 'string' &&
          node.tag !== 'button' &&
          node.tag !== 'form',
      )
      .map((node) => `${node.name}`)
  }

  buttons(): string[] {
    return nodes(this.content)
      .filter((node) => node.tag === 'button')
      .map(visible)
  }

  /** Its buttons as they are built: the name carries what a press means. */
  actions(): { name: string; label: string; primary: boolean }[] {
    return nodes(this.content)
      .filter((node) => node.tag === 'button' && typeof node.name === 'string')
      .map((node) => ({
        name: `${node.name}`,
        label: visible(node.text),
        primary: `${node.type}`.startsWith('primary'),
      }))
  }

  /** The fields of the form that a button is in, as they are built; those that hold something already are marked. */
  formOf(name: string): { field: Node; held: boolean }[] {
    const form = this.#form(name)
    const held = defaults(form)
    return nodes(form)
      .filter(
        (node) => typeof node.name === 'string' && node.tag !== 'button' && node.tag !== 'form',
      )
      .filter((node) => typeof node.tag === 'string')
      .map((field) => ({ field, held: `${field.name}` in held && held[`${field.name}`] !== '' }))
  }

  #form(name: string): Node | undefined {
    return nodes(this.content).find(
      (node) => node.tag === 'form' && nodes(node).some((below) => below.name === name),
    )
  }

  /** What can be chosen in a field; nothing when there is no such field. */
  options(field: string): { text: string; value: string }[] {
    const choice = nodes(this.content).find((node) => node.name === field)
    return nodes(choice?.options)
      .filter((node) => node.value !== undefined)
      .map((node) => ({ text: visible(node), value: `${node.value}` }))
  }

  /** The value of the option with this text of a choice. */
  option(field: string, text: string): string {
    const found = this.options(field).find((each) => each.text === text)
    return must(found, `no option ${text} of ${field} on: ${this.text}`).value
  }

  /** Name of the button with this text. */
  button(text: string): string {
    const found = nodes(this.content).find(
      (node) => node.tag === 'button' && visible(node).includes(text),
    )
    return `${must(found, `no button ${text} on: ${this.text}`).name}`
  }

  press(text: string): Promise<Pressed> {
    return this.pressName(this.button(text))
  }

  /** Chooses in a select outside a form. */
  choose(namePart: string, option: string): Promise<Pressed> {
    const select = nodes(this.content).find(
      (node) => node.tag === 'select_static' && `${node.name}`.includes(namePart),
    )
    return this.#send({ name: must(select, `no select ${namePart}`).name, option })
  }

  pressName(name: string): Promise<Pressed> {
    return this.#send(this.#filled(name))
  }

  #filled(name: string): { name: string; formValue: Record<string, unknown> } {
    return { name, formValue: { ...defaults(this.#form(name)), ...this.#values } }
  }

  /** Presses a button and does not wait for what follows from it. */
  touch(name: string): Promise<Pressed> {
    const press = { as: this.#person.openId, messageId: this.messageId }
    return this.#control.post('/press', { ...press, ...this.#filled(name) })
  }

  async #send(what: Record<string, unknown>): Promise<Pressed> {
    const press = { as: this.#person.openId, messageId: this.messageId, ...what }
    const answer = await this.#control.post<Pressed>('/press', press)
    await this.#control.post('/quiet', { timeoutMs: 30_000 })
    // On a busy machine the answer proper follows as a text.
    if (answer.toast?.content !== sentence('received')) return answer
    return { ...answer, toast: { type: 'success', content: await this.#person.lastText() } }
  }
}

export type Node = Record<string, unknown>

/** Every object of a card, depth first. */
export function nodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes)
  if (typeof value !== 'object' || value === null) return []
  const node: Node = Object.fromEntries(Object.entries(value))
  return [node, ...Object.values(node).flatMap(nodes)]
}

/** The words of a card, without its marks. */
export function visible(value: unknown): string {
  const parts = nodes(value).flatMap((node) =>
    [node.content, node.text].filter((each) => typeof each === 'string'),
  )
  return parts
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 10)))
}

/** What its header calls it; empty for what has none. */
export function titleOf(content: unknown): string {
  return headText(content, 1)
}

/** A text of a header: its title is the first, its subtitle the second. */
function headText(content: unknown, place: number): string {
  if (typeof content !== 'object' || content === null || !('header' in content)) return ''
  const text = nodes(content.header)[place]
  return typeof text?.content === 'string' ? text.content : ''
}

/** What the fields hold before anybody types. */
function defaults(content: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const node of nodes(content)) {
    const value =
      node.default_value ??
      node.initial_option ??
      node.selected_values ??
      node.initial_date ??
      node.initial_datetime
    if (typeof node.name === 'string' && node.tag !== 'button' && value !== undefined) {
      const picker = node.tag === 'date_picker' || node.tag === 'picker_datetime'
      values[node.name] = picker ? `${value} +0800` : value
    }
  }
  return values
}
