import { type Day, dayAt } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Situation } from '../context.js'
import { type FactRecord, factsSlice, type FactStage, stageOf } from '../fact/facts.js'
import { textsOf } from '../texts.js'
import { infoKinds, kindsDecided } from './kinds.js'
import { type Piece, webAddress } from './pieces.js'

/** A piece as cards show it. */
export interface PieceShown {
  id: string
  /** '' where its text was erased. */
  title: string
  /** An address of the web; '' for none. */
  link: string
  channel: string
  kind: string
  sort: string
  name: string
  unit: string
  sent: Day
  files: { id: string; name: string }[]
  state: Piece['state']
  /** Of one that is decided: by whom and when, why it was not adopted; of an adopted one where, and on which day. */
  decided: { by: string; on: Day; reason: string } | null
  levels: string[]
  adoptedOn: Day | null
  /** How the fact stands that it has become; null for none. */
  stage: FactStage | null
}

/** Whether somebody sees a piece: who sent it, who heads its unit, who decides on its kind. */
export function maySeePiece(
  { bureau }: Pick<Situation, 'bureau'>,
  person: string,
  piece: Piece,
): boolean {
  if (piece.person === person) return true
  const { roster } = bureau
  if (piece.unit !== null && roster.headedBy(person).includes(piece.unit)) return true
  return kindsDecided(bureau, person).some(({ id }) => id === piece.kind)
}

/** The fact that a piece has become, or the one that was recorded instead; undefined for none. */
export function factOf(
  { collected }: Pick<Situation, 'collected'>,
  piece: Piece,
): FactRecord | undefined {
  const { byId } = collected.of(factsSlice)
  let fact = byId.get(piece.fact ?? '')
  while (fact !== undefined && fact.successor !== null) fact = byId.get(fact.successor)
  return fact
}

/** Pieces with their texts and files, in the order given. */
export async function piecesShown(
  situation: Situation,
  pieces: readonly Piece[],
): Promise<PieceShown[]> {
  const { db } = situation
  const entries = pieces.flatMap(({ id, decided }) => [id, ...(decided ? [decided.entry] : [])])
  const texts = await textsOf(db, entries, ['title', 'link', 'channel', 'reason'])
  const kinds = infoKinds(situation.bureau)
  const shown: PieceShown[] = []
  for (const piece of pieces) {
    const { title = '', link = '', channel = '' } = texts.get(piece.id) ?? {}
    const stored = await Promise.all(piece.files.map((id) => findFile(db, id)))
    const reason = texts.get(piece.decided?.entry ?? '')?.reason ?? ''
    shown.push({
      ...{ id: piece.id, title, channel, link: webAddress(link)?.href ?? '' },
      ...plainly(situation, kinds, { piece, reason }),
      files: stored.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    })
  }
  return shown
}

function plainly(
  situation: Situation,
  kinds: ReturnType<typeof infoKinds>,
  { piece, reason }: { piece: Piece; reason: string },
): Omit<PieceShown, 'id' | 'title' | 'link' | 'channel' | 'files'> {
  const { roster } = situation.bureau
  const kind = kinds.find(({ id }) => id === piece.kind)
  const fact = factOf(situation, piece)
  const levels = kind?.fields.levels.filter(({ id }) => fact?.body.levels?.includes(id)) ?? []
  const { decided } = piece
  return {
    kind: kind?.name ?? piece.kind,
    sort: kind?.fields.sorts.find(({ id }) => id === piece.sort)?.name ?? '',
    name: roster.nameOf(piece.person),
    unit: piece.unit === null ? '' : roster.unitNameOf(piece.unit),
    sent: dayAt(piece.at),
    state: piece.state,
    decided: decided && { by: roster.nameOf(decided.by), on: dayAt(decided.on), reason },
    levels: levels.map(({ name }) => name),
    adoptedOn: piece.state === 'adopted' ? (fact?.day ?? null) : null,
    stage: fact ? stageOf(fact) : null,
  }
}
