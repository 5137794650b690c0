import { sentence } from '../../cards/sayings.js'
import { must } from '../../src/base/bug.js'
import type { Control } from './world.js'

/** A chat in a person's list. */
export interface Chat {
  chatId: string
  name: string
  type: 'p2p' | 'group'
}

interface Message {
  messageId: string
  msgType: string
  sender: { type: string }
  content: unknown
}

/** What came back from a press. */
export interface Pressed {
  toast?: { type: string; content: string }
  card?: unknown
  cardChanged?: boolean
  error?: { code: number; message: string }
}

/** Somebody of the bureau with the chat in hand. */
export class Person {
  readonly name: string
  readonly openId: string
  readonly #control: Control

  constructor(name: string, openId: string, control: Control) {
    this.name = name
    this.openId = openId
    this.#control = control
  }

  chats(): Promise<Chat[]> {
    return this.#control.get(`/chats?as=${this.openId}`)
  }

  /** Writes to the bot and waits for what it does. */
  async say(text: string): Promise<void> {
    await this.#control.post('/messages', { as: this.openId, toBot: true, text })
    await this.#control.post('/quiet', { timeoutMs: 30_000 })
  }

  /** Sends the bot a file and waits for what it does. */
  async sendFile(fileName: string): Promise<void> {
    const base64 = Buffer.from(fileName).toString('base64')
    await this.#control.post('/files', { as: this.openId, toBot: true, fileName, base64 })
    await this.#control.post('/quiet', { timeoutMs: 30_000 })
  }

  /** What stands in a chat (the one with the bot by default), oldest first. */
  async messages(chat?: Chat): Promise<Message[]> {
    const of = chat ?? (await this.chats()).find((each) => each.type === 'p2p')
    if (!of) return []
    return this.#control.get(`/chats/${of.chatId}/messages?as=${this.openId}&limit=50`)
  }

  /** The last text that the bot wrote. */
  async lastText(): Promise<string> {
    const texts = (await this.messages()).filter(
      (each) => each.msgType === 'text' && each.sender.type === 'app',
    )
    return visible(texts.at(-1)?.content)
  }

  /** Every card with this title, oldest first. */
  async cards(title: string, chat?: Chat): Promise<Card[]> {
    const all = await this.messages(chat)
    return all
      .filter((each) => each.msgType === 'interactive' && titleOf(each.content) === title)
      .map((each) => new Card(this, each.messageId, each.content, this.#control))
  }

  /** The newest card with this title. */
  async card(title: string, chat?: Chat): Promise<Card> {
    return must((await this.cards(title, chat)).at(-1), `${this.name} has no card ${title}`)
  }
}

/** A card as its reader has it before them. */
export class Card {
  readonly messageId: string
  readonly content: unknown
  readonly #person: Person
  readonly #control: Control
  readonly #values: Record<string, unknown> = {}

  constructor(person: Person, messageId: string, content: unknown, control: Control) {
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
    const form = nodes(this.content).find(
      (node) => node.tag === 'form' && nodes(node).some((below) => below.name === name),
    )
    const formValue = { ...defaults(form), ...this.#values }
    return this.#send({ name, formValue })
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

type Node = Record<string, unknown>

/** Every object of a card, depth first. */
export function nodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes)
  if (typeof value !== 'object' || value === null) return []
  const node: Node = Object.fromEntries(Object.entries(value))
  return [node, ...Object.values(node).flatMap(nodes)]
}

function visible(value: unknown): string {
  const parts = nodes(value).flatMap((node) =>
    [node.content, node.text].filter((each) => typeof each === 'string'),
  )
  return parts
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 10)))
}

function titleOf(content: unknown): string {
  if (typeof content !== 'object' || content === null || !('header' in content)) return ''
  const title = nodes(content.header)[1]
  return typeof title?.content === 'string' ? title.content : ''
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
