import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import { fileTakers, isGone, templates, viewOf } from '../flows/all.js'
import type { Bureaus } from '../flows/bureau.js'
import type { Bureau, Situation } from '../flows/context.js'
import { noticeElementId, type Render, type Rendered } from '../lark/delivery-parts.js'
import type { Made, PackToMake } from '../flows/flow.js'
import type { Db, Tx } from '../storage/database.js'
import { shownCard } from '../storage/live-cards.js'
import { type FileStore, findFile } from '../storage/files.js'
import { printBook } from '../sheets/print.js'
import { writeSheet } from '../sheets/write.js'
import { templateKind } from '../flows/notices.js'
import type { Notice } from '../storage/outbox.js'
import { seeingOf } from './opened.js'

/** What rendering works with. */
export interface RenderOptions {
  bureaus: Bureaus
  /** Where sheets that are made are kept until they are sent; without it none are. */
  store?: Pick<FileStore, 'put'>
  /** Makes a replay pack as it is sent, zipped; null where there is none of it. */
  pack?: (db: Db, of: PackToMake['pack']) => Promise<Uint8Array | null>
}

/**
 * Renders a notice when its turn comes: access is checked again by the view, the live card gets its
 * next revision if what it shows has changed, and the card carries the notice's id. An update that would show the
 * same as before is dropped.
 */
export function createRender(options: RenderOptions): Render {
  const seen = situations(options.bureaus)
  return (notice, tx) => {
    if (notice.op === 'text') return Promise.resolve(renderText(notice))
    if (notice.op !== 'file') return renderIn(seen, tx, notice)
    return notice.cardKind === templateKind
      ? renderTemplate(options, seen, tx, notice)
      : renderFile(seen, tx, notice)
  }
}

/** A bureau as a transaction finds it. */
type Seen = (tx: Tx, bureau: string) => Promise<Situation | null>

/** What is rendered in one transaction is rendered from one look at the bureau. */
function situations(bureaus: Bureaus): Seen {
  const looked = new WeakMap<Tx, Map<string, Promise<Situation | null>>>()
  return (tx, bureau) => {
    const known = looked.get(tx) ?? new Map<string, Promise<Situation | null>>()
    looked.set(tx, known)
    const found = known.get(bureau) ?? bureaus.situation(tx, bureau)
    known.set(bureau, found)
    return found
  }
}

function renderText(notice: Notice): Rendered {
  return { content: sentence(notice.cardKey, texts(notice.detail)), revision: 0, cardId: '' }
}

/** A file for who may still open it, by its name and hash: the bytes are read when they are sent. */
async function renderFile(seen: Seen, tx: Tx, notice: Notice): Promise<Rendered> {
  const situation = await seen(tx, notice.bureau)
  if (!situation) return { drop: 'no-bureau' }
  const reader = readerOf(situation.bureau, notice)
  const file = await findFile(tx, notice.cardKey)
  if (!reader || !file || file.bureau !== notice.bureau) return { drop: 'gone' }
  const may = fileTakers.some((taker) => taker.mayOpen?.(situation, reader, file))
  if (!may) return { drop: 'not-allowed' }
  const { name, sha256: hash } = file
  return { content: JSON.stringify({ name, sha256: hash }), revision: 0, cardId: '' }
}

/** A sheet for who may have it: made now, kept on the disk until it is sent. */
async function renderTemplate(
  { store, pack }: RenderOptions,
  seen: Seen,
  tx: Tx,
  notice: Notice,
): Promise<Rendered> {
  const situation = await seen(tx, notice.bureau)
  if (!situation || !store) return { drop: 'no-bureau' }
  const reader = readerOf(situation.bureau, notice)
  const [name = '', ...of] = notice.cardKey.split('/')
  const made = reader ? await templates.get(name)?.(situation, reader, of.join('/')) : null
  if (!made) return { drop: 'not-allowed' }
  const file = await bytesOf(made, tx, pack)
  if (!file) return { drop: 'not-made' }
  const content = JSON.stringify({ name: file.name, sha256: await store.put(file.bytes) })
  return { content, revision: 0, cardId: '' }
}

async function bytesOf(
  made: Made,
  tx: Tx,
  pack: RenderOptions['pack'],
): Promise<{ name: string; bytes: Uint8Array } | null> {
  if ('pack' in made) {
    const bytes = (await pack?.(tx, made.pack)) ?? null
    return bytes && { name: `${made.name}.json.gz`, bytes }
  }
  const bytes = 'sheets' in made ? await printBook(made) : await writeSheet(made)
  return { name: `${made.name}.xlsx`, bytes }
}

function texts(detail: Json): Record<string, string> {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return {}
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, `${value}`]))
}

async function renderIn(seen: Seen, tx: Tx, notice: Notice): Promise<Rendered> {
  const situation = await seen(tx, notice.bureau)
  if (!situation) return { drop: 'no-bureau' }
  const reader = readerOf(situation.bureau, notice)
  // Who is nobody here any more gets nothing new; the cards that they have say so.
  if (reader === undefined && notice.op === 'send') return { drop: 'unknown-person' }
  const ref = { kind: notice.cardKind, key: notice.cardKey }
  const view =
    reader === undefined
      ? { kind: 'gone' as const, code: 'unknown-person' }
      : await viewOf(seeingOf(situation, reader), ref)
  if (isGone(view) && notice.op === 'send') return { drop: view.code }
  const place = { bureau: notice.bureau, recipient: notice.recipient, ...ref }
  const contentHash = sha256(canonicalJson(view))
  const { id, revision, changed } = await shownCard(tx, place, { contentHash })
  // One that was tried before may have failed after its card was counted as shown.
  const first = notice.state === 'queued' && notice.attempts === 0
  if (notice.op === 'update' && !changed && first) return { drop: 'unchanged' }
  const card = renderCard(view, { card: id, revision })
  return { content: marked(card, notice.id), revision, cardId: id }
}

/** The person the notice goes to, null for the bureau's group, undefined for somebody unknown. */
function readerOf(bureau: Bureau, notice: Notice): string | null | undefined {
  if (notice.recipient === bureau.groupChatId) return null
  return bureau.personAt.get(notice.recipient)
}

/** The card's first element gets the notice's id, so that it can be found in the chat. */
function marked(card: object, noticeId: string): string {
  const copy = JSON.parse(JSON.stringify(card))
  const [first] = copy.body.elements
  first.element_id = noticeElementId(noticeId)
  return JSON.stringify(copy)
}
