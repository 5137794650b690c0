import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { askedAbout, infoKinds } from './kinds.js'
import { type Piece, piecesSlice } from './pieces.js'

/** The information office decides on what came: one ask for all of it. */
export const pieceAsks: AskKind = {
  name: 'info.decide',
  open: (situation, { person }) =>
    [...waitingBy(situation)].flatMap(([who, pieces]) =>
      person === undefined || person === who ? askOf(who, pieces) : [],
    ),
}

/** Who of the information office is asked for a decision, and on which pieces; nobody on their own. */
export function waitingBy({ bureau, collected }: Situation): Map<string, Piece[]> {
  const { waiting } = collected.of(piecesSlice)
  const by = new Map<string, Piece[]>()
  if (waiting.size === 0) return by
  const kinds = new Map(infoKinds(bureau).map((kind) => [kind.id, kind]))
  const asked = new Map<string, string[]>()
  for (const piece of waiting) {
    const kind = kinds.get(piece.kind)
    if (!kind) continue
    const key = `${piece.kind} ${piece.person}`
    const all = asked.get(key) ?? askedAbout(bureau, kind, piece.person)
    asked.set(key, all)
    for (const who of all) {
      const known = by.get(who)
      if (known) known.push(piece)
      else by.set(who, [piece])
    }
  }
  return by
}

function askOf(who: string, pieces: readonly Piece[]): Ask[] {
  const [first] = pieces
  if (!first) return []
  return [
    {
      ...{ kind: 'info.decide', cycle: null, who, about: 'all', occasion: 'all' },
      says: { code: 'ask-info-decide', with: { count: `${pieces.length}` } },
      card: { kind: 'info-desk', key: 'all' },
      ...{ opens: first.at, due: null, lateFrom: null },
    },
  ]
}
