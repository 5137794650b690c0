import { rankedTexts } from '../../cards/scores.js'
import type { Statement } from '../scoring/statement.js'
import { type Card, nodes } from './card.js'

/** What `kaohe score --json` says, as far as tests read it. */
export interface Scored {
  rankings: {
    places: { assessee: string; name: string; rank: number; total: string; tied: string[] }[]
  }[]
  nominations: { nominees: { assessee: string }[] }[]
  grades: { assessee: string; grade: string | null }[]
  statements: Statement[]
}

/** A row of a published table. */
export interface Row {
  rank: unknown
  name: unknown
  total: unknown
}

/** The rankings on a ranking's card, row by row; the unit below a name is left out. A table may hold several, each below its head. */
export function tablesOf(card: Card): Row[][] {
  return nodes(card.content)
    .filter((node) => node.tag === 'table')
    .flatMap((table) => {
      const found: Row[][] = []
      for (const { rank, name, total } of nodes(table.rows)) {
        const isHead = `${rank}`.trim() === ''
        if (isHead || found.length === 0) found.push([])
        if (!isHead) found.at(-1)?.push({ rank, name: `${name}`.split('\n')[0], total })
      }
      return found
    })
}

/** The tables that a score makes, as the card should have them. */
export function tablesBy(scored: Scored): Row[][] {
  const nominated = new Set(
    scored.nominations.flatMap((each) => each.nominees.map((one) => one.assessee)),
  )
  return scored.rankings.map((ranking) => {
    const { texts } = rankedTexts(ranking.places.map((place) => place.total))
    return ranking.places.map((place, index) => ({
      rank: `${place.rank}${place.tied.length > 0 ? ' 并列' : ''}`,
      name: `${place.name}${nominated.has(place.assessee) ? ' ★' : ''}`,
      total: texts[index],
    }))
  })
}

/** Parts of a statement that have no parts below. */
export function leavesOf(line: Statement['root']): Statement['root'][] {
  const parts = line.lines.filter((below) => below.kind === 'part')
  return parts.length === 0 ? [line] : parts.flatMap(leavesOf)
}
