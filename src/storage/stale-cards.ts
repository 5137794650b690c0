import type { Instant } from '../base/day.js'
import { newId } from '../base/ids.js'
import { momentColumn } from './columns.js'
import type { Tx } from './database.js'
import { insertNotices } from './outbox.js'

/** Which open cards: of a kind, with these keys and recipients; what is left out does not narrow. */
export interface CardPlaces {
  kind?: string
  keys?: readonly string[]
  recipients?: readonly string[]
}

/** The same places in few: keys of a kind with whomever, and recipients of a kind of whatever key, are one place each. */
function together(places: readonly CardPlaces[]): CardPlaces[] {
  const merged = new Map<string, { keys?: string[]; recipients?: string[]; kind?: string }>()
  for (const { kind, keys, recipients } of places) {
    const of = kind === undefined ? {} : { kind }
    const apart = keys !== undefined && recipients !== undefined
    const by = apart ? [keys, recipients] : [keys === undefined, recipients === undefined]
    const name = JSON.stringify([kind ?? null, by])
    const known = merged.get(name)
    if (!known) {
      merged.set(name, {
        ...of,
        ...(keys === undefined ? {} : { keys: [...keys] }),
        ...(recipients === undefined ? {} : { recipients: [...recipients] }),
      })
    } else if (!apart) {
      known.keys?.push(...(keys ?? []))
      known.recipients?.push(...(recipients ?? []))
    }
  }
  return [...merged.values()].map(({ keys, recipients, ...of }) => ({
    ...of,
    ...(keys === undefined ? {} : { keys: [...new Set(keys)] }),
    ...(recipients === undefined ? {} : { recipients: [...new Set(recipients)] }),
  }))
}

/**
 * Queues an update of every open card at these places, in three statements for any number of cards. A card that has
 * an update queued already gets no second one: the sender renders what is true when its turn comes. `except`: the id
 * of a card that is left alone; `group`: the bureau's group, whose cards go to a chat.
 */
export async function refreshCards(
  tx: Tx,
  of: {
    bureau: string
    group: string | null
    except: string | null
    /** Only cards that were sent since then: an older one is sent anew when it is changed. */
    sentAfter?: Instant
    places: readonly CardPlaces[]
  },
): Promise<void> {
  const wanted = together(of.places.filter((place) => place.recipients?.length !== 0))
  if (wanted.length === 0) return
  const cards = await tx.client.liveCard.findMany({
    where: {
      bureau: of.bureau,
      open: true,
      ...(of.except === null ? {} : { id: { not: of.except } }),
      ...(of.sentAfter === undefined ? {} : { sentAt: { gt: momentColumn(of.sentAfter) } }),
      OR: wanted.map(({ kind, keys, recipients }) => ({
        ...(kind === undefined ? {} : { kind }),
        ...(keys === undefined ? {} : { key: { in: [...keys] } }),
        ...(recipients === undefined ? {} : { recipient: { in: [...recipients] } }),
      })),
    },
    select: { id: true, recipient: true, kind: true, key: true },
    orderBy: { id: 'asc' },
  })
  if (cards.length === 0) return
  const now = momentColumn(tx.clock.now())
  const queued = await tx.client.$queryRaw<{ recipient: string; kind: string; key: string }[]>`
    UPDATE "Notice" n SET "notBefore" = LEAST(n."notBefore", ${now}::timestamptz)
    FROM "LiveCard" c
    WHERE c."id" = ANY(${cards.map((card) => card.id)})
      AND n."state" = 'queued' AND n."op" = 'update' AND n."recipient" = c."recipient"
      AND n."cardKind" = c."kind" AND n."cardKey" = c."key"
    RETURNING n."recipient", n."cardKind" AS "kind", n."cardKey" AS "key"`
  const has = new Set(queued.map(placeText))
  await insertNotices(
    tx,
    cards
      .filter((card) => !has.has(placeText(card)))
      .map(({ recipient, kind, key }) => ({
        ...{ id: newId(), bureau: of.bureau, recipient, op: 'update' as const },
        recipientType: recipient === of.group ? ('chat_id' as const) : ('open_id' as const),
        ...{ cardKind: kind, cardKey: key },
      })),
  )
}

function placeText(card: { recipient: string; kind: string; key: string }): string {
  return JSON.stringify([card.recipient, card.kind, card.key])
}
