import type { Instant } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { pieceDecided, type PieceOutcome, pieceSent, pieceWithdrawn } from './entries.js'

/** A piece that was sent in, without any text of people. */
export interface Piece {
  id: string
  sequence: number
  person: string
  unit: string | null
  at: Instant
  kind: string
  sort: string | null
  files: readonly string[]
  /** Digests of its title and link. */
  marks: readonly string[]
  state: 'waiting' | 'withdrawn' | PieceOutcome
  decided: { by: string; on: Instant; entry: string } | null
  /** The fact that it has become; null while it is none. */
  fact: string | null
}

/** A bureau's pieces and where they are found. */
export interface PiecesCollected {
  byId: Map<string, Piece>
  byPerson: Map<string, Piece[]>
  byUnit: Map<string, Piece[]>
  byMark: Map<string, Piece[]>
  byFact: Map<string, Piece>
  /** Those that wait for the information office, earliest first. */
  waiting: Set<Piece>
}

export const piecesSlice = slice<PiecesCollected>(
  'pieces',
  () => ({
    byId: new Map(),
    byPerson: new Map(),
    byUnit: new Map(),
    byMark: new Map(),
    byFact: new Map(),
    waiting: new Set(),
  }),
  {
    [pieceSent.kind]: send,
    [pieceDecided.kind]: (state, entry) => {
      const piece = state.byId.get(entry.about ?? '')
      if (!piece) return
      const { as, fact } = pieceDecided.body(entry)
      piece.state = as
      piece.decided = { by: entry.by, on: entry.at, entry: entry.id }
      piece.fact = fact
      if (fact !== null) state.byFact.set(fact, piece)
      state.waiting.delete(piece)
    },
    [pieceWithdrawn.kind]: (state, entry) => {
      const piece = state.byId.get(entry.about ?? '')
      if (!piece) return
      piece.state = 'withdrawn'
      state.waiting.delete(piece)
    },
  },
)

function send(state: PiecesCollected, entry: PlainEntry): void {
  const { kind, sort, unit, files, title, link } = pieceSent.body(entry)
  const piece: Piece = {
    ...{ id: entry.id, sequence: entry.sequence, person: entry.by, at: entry.at },
    ...{ kind, sort, unit, files },
    marks: link === null ? [title] : [title, link],
    ...{ state: 'waiting', decided: null, fact: null },
  }
  state.byId.set(piece.id, piece)
  state.waiting.add(piece)
  add(state.byPerson, piece.person, piece)
  if (unit !== null) add(state.byUnit, unit, piece)
  for (const mark of piece.marks) add(state.byMark, mark, piece)
}

function add(index: Map<string, Piece[]>, key: string, piece: Piece): void {
  const list = index.get(key)
  if (list) list.push(piece)
  else index.set(key, [piece])
}

/** Digest by which the same title is found again, whatever its signs, blanks and letters' size. */
export function titleMark(title: string): string {
  const bare = title.normalize('NFKC').toLowerCase()
  return sha256(`title ${bare.replace(/[^\p{L}\p{N}]+/gu, '') || bare}`)
}

/** The same of a link, whatever place in the page it names; null for none. */
export function linkMark(link: string): string | null {
  const url = webAddress(link)
  if (url === null) return null
  url.hash = ''
  return sha256(`link ${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`)
}

/** The address that was typed; null where it is none of the web. */
export function webAddress(link: string): URL | null {
  const url = URL.parse(link)
  return url && ['http:', 'https:'].includes(url.protocol) && url.host !== '' ? url : null
}

/** Pieces with one of these marks that were not taken back or declined, latest first. */
export function samePieces(state: PiecesCollected, marks: readonly string[]): Piece[] {
  const found = new Set(marks.flatMap((mark) => state.byMark.get(mark) ?? []))
  return [...found]
    .filter((piece) => piece.state !== 'withdrawn' && piece.state !== 'declined')
    .sort((a, b) => b.sequence - a.sequence)
}
