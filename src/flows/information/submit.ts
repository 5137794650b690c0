import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { setFileAbout } from '../../storage/files.js'
import { type Context, done, type Outcome } from '../context.js'
import { pieceSent, pieceWithdrawn } from './entries.js'
import { emptyForm, infoDraft, keepInfoDraft, type InfoDraft, withWords } from './form.js'
import type { InfoFormIntent, InfoWords } from './intents.js'
import {
  type InfoKind,
  infoKinds,
  informationOffice,
  mayNotSend,
  whatOf,
  whatOptions,
} from './kinds.js'
import { linkMark, piecesSlice, samePieces, titleMark, webAddress } from './pieces.js'

type Of<V extends InfoFormIntent['verb']> = Extract<InfoFormIntent, { verb: V }>

/**
 * Sends a piece in. One with the title or link of an earlier one is asked about first, and sent once that is confirmed.
 * From `info-kind` on all faults of the form are said at once.
 * @refuses {@link mayNotSend}, info-unit, info-kind, info-title, info-link, info-source, info-file
 */
export async function submitPiece(ctx: Context, intent: Of<'info.submit'>): Promise<Outcome> {
  const refusal = mayNotSend(ctx)
  if (refusal) return refusal
  const { words } = intent
  const kinds = infoKinds(ctx.bureau)
  const unit = ctx.bureau.roster.unitOf(ctx.person)
  const counted = kinds.filter((kind) => isCountedFor(kind, [ctx.person, unit]))
  if (counted.length === 0) return refuse('info-unit')
  const kept = await infoDraft(ctx.tx, ctx)
  const draft = withWords(kept?.made === '' ? kept : null, words)
  const read = readForm(counted, draft)
  if (isRefusal(read)) return read
  const same = sameAs(ctx, words)
  const known = same.every(({ id }) => kept?.asked.includes(id))
  if (same.length > 0 && !(intent.confirmed && known)) {
    await keepInfoDraft(ctx.tx, ctx, { ...draft, asked: same.map(({ id }) => id) })
    return done('info-same')
  }
  await write(ctx, { draft, unit, ...read })
  const who = informationOffice(ctx.bureau, read.kind).map((id) => ctx.bureau.roster.nameOf(id))
  return done('info-sent', { who: who.slice(0, 3).join('、') })
}

/** Whether some scheme that counts the kind scores the person or the unit. */
function isCountedFor({ counting }: InfoKind, whom: readonly (string | null)[]): boolean {
  return counting.some(({ cycle }) => whom.some((id) => id !== null && cycle.byId.has(id)))
}

interface Read {
  kind: InfoKind
  sort: string | null
}

function readForm(kinds: readonly InfoKind[], { words, files }: InfoDraft): Read | Refusal {
  const { what, title, link } = words
  const read = whatOf(kinds, what)
  const faults: Fault[] = []
  if (!read) faults.push(fault('what', 'info-kind'))
  if (title === '') faults.push(fault('title', 'info-title'))
  if (link !== '' && webAddress(link) === null) faults.push(fault('link', 'info-link'))
  const isProved = read?.kind.fields.evidence === 'required'
  if (files.length === 0 && isProved) faults.push(fault('', 'info-file'))
  else if (files.length === 0 && link === '') faults.push(fault('link', 'info-source'))
  return refuseForm(faults) ?? read ?? refuse('info-kind')
}

/** Earlier pieces with the same title or link. */
function sameAs({ collected }: Context, { title, link }: InfoWords) {
  return samePieces(collected.of(piecesSlice), marksOf({ title, link }))
}

/** What a piece is found again by. */
export function marksOf({ title, link }: Pick<InfoWords, 'title' | 'link'>): string[] {
  const address = linkMark(link)
  return address === null ? [titleMark(title)] : [titleMark(title), address]
}

async function write(
  ctx: Context,
  of: Read & { draft: InfoDraft; unit: string | null },
): Promise<void> {
  const { draft, unit, kind, sort } = of
  const { title, link, channel } = draft.words
  const id = pieceSent.write(ctx, {
    subject: ctx.person,
    body: {
      ...{ kind: kind.id, sort, unit, files: [...draft.files] },
      ...{ title: titleMark(title), link: linkMark(link) },
    },
    personal: { title, link, channel },
  })
  for (const file of draft.files) await setFileAbout(ctx.tx, file, id)
  await keepInfoDraft(ctx.tx, ctx, { ...emptyForm(draft, ''), made: id })
}

/**
 * Takes a file off the form.
 * @refuses {@link mayNotSend}
 */
export async function dropPieceFile(
  ctx: Context,
  { file, words }: Of<'info.drop'>,
): Promise<Outcome> {
  const refusal = mayNotSend(ctx)
  if (refusal) return refusal
  const draft = withWords(await infoDraft(ctx.tx, ctx), words)
  const files = draft.files.filter((one) => one !== file)
  await keepInfoDraft(ctx.tx, ctx, { ...draft, files })
  return done('record-dropped')
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotSend}
 */
export async function anotherPiece(ctx: Context): Promise<Outcome> {
  const refusal = mayNotSend(ctx)
  if (refusal) return refusal
  await beginForm(ctx)
  return done('refreshed')
}

/** Keeps an empty form, so that what the person sends next belongs to it. */
export async function beginForm(ctx: Context): Promise<void> {
  const [first] = whatOptions(infoKinds(ctx.bureau))
  await keepInfoDraft(ctx.tx, ctx, emptyForm(await infoDraft(ctx.tx, ctx), first?.id ?? ''))
}

/**
 * Takes a piece back before it is decided.
 * @refuses gone, info-decided
 */
export async function withdrawPiece(
  ctx: Context,
  { piece: id }: { piece: string },
): Promise<Outcome> {
  const piece = ctx.collected.of(piecesSlice).byId.get(id)
  if (piece?.person !== ctx.person) return refuse('gone')
  if (piece.state !== 'waiting') return refuse('info-decided')
  pieceWithdrawn.write(ctx, { about: id, subject: ctx.person, body: {} })
  return done('info-withdrawn')
}
