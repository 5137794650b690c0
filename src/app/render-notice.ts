import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import type { Clock } from '../base/clock.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import type { Calendars } from '../calendar/calendars.js'
import type { Bureaus } from '../flows/bureau.js'
import { cardKindOf } from '../flows/cards.js'
import type { Bureau } from '../flows/context.js'
import { viewOf } from '../flows/views.js'
import { noticeElementId, type Render, type Rendered } from '../lark/delivery-parts.js'
import type { Storage, Tx } from '../storage/database.js'
import { bumpCard, cardFor } from '../storage/live-cards.js'
import type { Notice } from '../storage/outbox.js'

/** What rendering works with. */
export interface RenderOptions {
  storage: Storage
  bureaus: Bureaus
  calendars: Pick<Calendars, 'of'>
  clock: Clock
}

/**
 * Renders a notice when its turn comes: access is checked again by the view, the live card gets its
 * next revision if what it shows has changed, and the card carries the notice's id.
 */
export function createRender(options: RenderOptions): Render {
  return (notice) => {
    if (notice.op === 'text') return Promise.resolve(renderText(notice))
    return options.storage.transact('work', (tx) => renderIn(options, tx, notice))
  }
}

function renderText(notice: Notice): Rendered {
  return { content: sentence(notice.cardKey, texts(notice.detail)), revision: 0, cardId: '' }
}

function texts(detail: Json): Record<string, string> {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return {}
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, `${value}`]))
}

async function renderIn(options: RenderOptions, tx: Tx, notice: Notice): Promise<Rendered> {
  const { clock, calendars } = options
  const today = clock.today()
  const bureau = await options.bureaus.load(tx, notice.bureau, today)
  if (!bureau) return { drop: 'no-cycle' }
  const reader = readerOf(bureau, notice)
  if (reader === undefined) return { drop: 'unknown-person' }
  const kind = cardKindOf(notice.cardKind)
  const calendar = calendars.of(bureau.id)
  const seeing = { db: tx, bureau, calendar, person: reader, today, now: clock.now() }
  const view = await viewOf(seeing, kind, notice.cardKey)
  if (view.kind === 'gone' && notice.op === 'send') return { drop: view.code }
  const { recipient, cardKey: key } = notice
  const live = await cardFor(tx, { bureau: bureau.id, recipient, kind, key })
  const contentHash = sha256(canonicalJson(view))
  const changed = live.revision === 0 || live.contentHash !== contentHash
  const { revision } = changed ? await bumpCard(tx, live.id, { contentHash }) : live
  const card = renderCard(view, { card: live.id, revision })
  return { content: marked(card, notice.id), revision, cardId: live.id }
}

/** The person the notice goes to, null for the bureau's group, undefined for somebody unknown. */
function readerOf(bureau: Bureau, notice: Notice): string | null | undefined {
  if (notice.recipient === bureau.groupChatId) return null
  return [...bureau.addresses].find(([, address]) => address === notice.recipient)?.[0]
}

/** The card's first element gets the notice's id, so that it can be found in the chat. */
function marked(card: object, noticeId: string): string {
  const copy = JSON.parse(JSON.stringify(card))
  const [first] = copy.body.elements
  first.element_id = noticeElementId(noticeId)
  return JSON.stringify(copy)
}
