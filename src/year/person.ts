import { must } from '../base/bug.js'
import type { Instant } from '../base/day.js'
import { Card, titleOf, visible } from './card.js'
import type { Control } from './control.js'

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
  /** Milliseconds since 1970. */
  createTime: number
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
    return of ? await this.messagesIn(of.chatId) : []
  }

  messagesIn(chatId: string, limit = 50): Promise<Message[]> {
    return this.#control.get(`/chats/${chatId}/messages?as=${this.openId}&limit=${limit}`)
  }

  /** Every card that came into a chat since a moment, oldest first. */
  async cardsIn({ chatId }: Chat, since: Instant): Promise<Card[]> {
    const all = await this.messagesIn(chatId, 100_000)
    return this.#cardsOf(all.filter(({ createTime }) => createTime >= since))
  }

  /** The last text that the bot wrote. */
  async lastText(): Promise<string> {
    const texts = (await this.messages()).filter(
      (each) => each.msgType === 'text' && each.sender.type === 'app',
    )
    return visible(texts.at(-1)?.content)
  }

  /** One card of a chat as it is now; null for a message that is none. */
  async cardOf(chatId: string, messageId: string): Promise<Card | null> {
    const path = `/chats/${chatId}/messages/${messageId}?as=${this.openId}`
    const message: Partial<Message> = await this.#control.get(path)
    if (message.msgType !== 'interactive') return null
    return new Card(this, messageId, message.content, this.#control)
  }

  /** Every card with this title, oldest first. */
  async cards(title: string, chat?: Chat): Promise<Card[]> {
    const all = await this.messages(chat)
    return this.#cardsOf(all.filter((each) => titleOf(each.content) === title))
  }

  #cardsOf(messages: readonly Message[]): Card[] {
    return messages
      .filter(({ msgType }) => msgType === 'interactive')
      .map(({ messageId, content }) => new Card(this, messageId, content, this.#control))
  }

  /** The newest card with this title. */
  async card(title: string, chat?: Chat): Promise<Card> {
    return must((await this.cards(title, chat)).at(-1), `${this.name} has no card ${title}`)
  }
}
