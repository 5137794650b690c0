import type { Element } from '../../cards/kit.js'
import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import { must } from '../../src/base/bug.js'
import { createDispatch } from '../../src/desk/dispatch.js'
import type { Files } from '../../src/desk/options.js'
import { viewOf } from '../../src/flows/all.js'
import type { Log } from '../../src/base/log.js'
import { openDoor } from '../../src/lark/door.js'
import { parseInbound, type PressIn, type Reply, type Waiting } from '../../src/lark/inbound.js'
import { cardFor } from '../../src/storage/live-cards.js'
import type { TestBureau } from '../report/bureau.js'

const expected = { appId: 'cli_0123456789abcdef', tenantKey: 'tenant', botOpenId: 'ou_bot' }

/** Every object of a card that has a `tag`, depth first. */
export function tagged(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(tagged)
  if (typeof value !== 'object' || value === null) return []
  const own: Element = { ...value }
  return [...(typeof own.tag === 'string' ? [own] : []), ...Object.values(own).flatMap(tagged)]
}

/** Everything that can be read on a card, markup and entities away. */
export function readable(card: unknown): string {
  return tagged(card)
    .flatMap(({ content }) => (typeof content === 'string' ? [content] : []))
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 10)))
}

/** What came in so far: each has an id of its own, also in one database. */
let count = 0

/**
 * The bot without a wire: what the platform would send goes in, what it would be sent comes out. `log`: it goes in by the door,
 * which says there what fails.
 */
export function deskOf(
  bureau: TestBureau,
  files?: Files,
  other: { bureau?: string; readGroup?: () => Promise<void>; log?: Log; waiting?: Waiting } = {},
) {
  const dispatch = createDispatch({
    storage: bureau.storage,
    bureaus: bureau.bureaus,
    bureauOf: async () => other.bureau ?? bureau.id,
    hashKey: 'key',
    ...(files ? { files } : {}),
    wake: () => undefined,
    contactsChanged: () => undefined,
    readGroup: other.readGroup ?? (async () => {}),
  })
  const addressOf = (who: string): string => `ou_${bureau.id}_${who}`
  const door = other.log ? openDoor({ dispatch, expected, log: other.log }) : null
  const take = async (payload: object): Promise<Reply> => {
    if (door) return door.take(payload)
    const parsed = parseInbound(payload, expected)
    if (!('inbound' in parsed)) throw new Error(parsed.ignored)
    return dispatch(parsed.inbound, other.waiting)
  }

  /** Somebody writes; what is put on its way stays there. */
  const tell = async (
    who: string,
    content: object,
    how: { type?: string; inGroup?: boolean } = {},
  ): Promise<void> => {
    const mentions = [{ key: '@_user_1', id: { open_id: 'ou_bot' }, name: '考核助手' }]
    await take({
      schema: '2.0',
      event_id: `e${++count}`,
      event_type: 'im.message.receive_v1',
      app_id: expected.appId,
      tenant_key: 'tenant',
      sender: { sender_id: { open_id: addressOf(who) }, sender_type: 'user' },
      message: {
        message_id: `om_${bureau.id}_${count}`,
        chat_id: how.inGroup ? bureau.group : 'oc_p2p',
        chat_type: how.inGroup ? 'group' : 'p2p',
        message_type: how.type ?? 'text',
        content: JSON.stringify(content),
        ...(how.inGroup ? { mentions } : {}),
      },
    })
  }

  return {
    /** Somebody writes; what is put on its way then: texts, and cards as `kind key`. */
    async say(
      who: string,
      content: object,
      how: { type?: string; inGroup?: boolean } = {},
    ): Promise<string[]> {
      await tell(who, content, how)
      return (await bureau.notices()).map(({ notice }) =>
        notice.op === 'text'
          ? sentence(notice.cardKey, Object(notice.detail))
          : `${notice.cardKind} ${notice.cardKey}`,
      )
    },

    tell,

    /** The card as its reader has it now, under the live card's id. */
    async card(who: string, kind: string, key: string): Promise<Element> {
      const place = { bureau: bureau.id, recipient: addressOf(who), kind, key }
      const live = await bureau.storage.transact('work', (tx) => cardFor(tx, place))
      const view = await viewOf(await bureau.seeing(who), { kind, key })
      return renderCard(view, { card: live.id, revision: live.revision })
    },

    /** Presses the button with this text, the form filled with these values. */
    press(
      who: string,
      card: Element,
      text: string,
      values: PressIn['values'] = {},
    ): Promise<Reply> {
      const button = tagged(card).find(
        (each) => each.tag === 'button' && readable(each).includes(text),
      )
      const name = `${must(button, `no button ${text} on ${readable(card)}`).name}`
      return this.pressName(who, name, values)
    },

    /** `option`: what was chosen from a list that stands in no form. */
    pressName(
      who: string,
      name: string,
      values: PressIn['values'] = {},
      option?: string,
    ): Promise<Reply> {
      return take({
        schema: '2.0',
        event_id: `e${++count}`,
        event_type: 'card.action.trigger',
        app_id: expected.appId,
        tenant_key: 'tenant',
        operator: { open_id: addressOf(who), tenant_key: 'tenant' },
        action: {
          ...{ tag: 'button', name, form_value: values },
          ...(option === undefined ? {} : { option }),
        },
        context: { open_message_id: 'om_card', open_chat_id: 'oc_p2p' },
      })
    },
  }
}
