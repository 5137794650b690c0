import { dayText } from '../../src/base/day.js'
import type { Decided } from '../../src/flows/items/cells.js'
import type { NoteShown, RowShown } from '../../src/flows/items/shown.js'
import { literal, quietly } from '../kit.js'
import { scoreText, signedText } from '../scores.js'
import { cut } from '../report-lines.js'

/** Facts named beside an item; the others are counted. */
const factsMax = 3
/** Characters of a reason or note on a line of a list. */
const textMax = 80

/** A figure of a row: points with their decimals, an amount as it is. */
export function figureText({ amount }: Pick<RowShown, 'amount'>, figure: string): string {
  return amount ? literal(figure) : scoreText(figure)
}

/** What an item is worth, behind its name: `2 分`, `应完成 12`. */
export function worthText(row: RowShown): string {
  if (row.worth === '') return '不占分值'
  return row.amount ? `应完成 ${literal(row.worth)}` : `${figureOf(row.worth)} 分`
}

/** What the ledger has of an item: targets with what is done of them, facts with what they cost. */
export function ledgerLines(row: RowShown): string[] {
  if (row.ledger === null) return []
  const targets = row.targets.map(({ name, count, atLeast, each, byPeriod }) =>
    byPeriod
      ? `${literal(name)} ${count} / ${atLeast} 期达标`
      : `${literal(name)} ${figureOf(count)} / ${figureOf(atLeast)} ${literal(each)}`,
  )
  const facts = row.facts
    .slice(0, factsMax)
    .map(({ name, day, points }) => `${dayText(day)} ${literal(name)} ${signedText(points)}`)
  const more = row.facts.length - facts.length
  const all = [...targets, ...facts, ...(more > 0 ? [`另有 ${more} 件`] : [])]
  return all.length > 0 ? [quietly(all.join('；'))] : []
}

/** A figure with as many decimals as people read, without needless zeros. */
export function figureOf(exact: string): string {
  return scoreText(exact).replace(/\.?0+$/, '')
}

/** Spot checks, the latest first. */
export function noteLines(notes: readonly NoteShown[]): string[] {
  return [...notes]
    .reverse()
    .slice(0, factsMax)
    .map(
      ({ on, by, note }) =>
        `<font color='orange'>检查 ${dayText(on)} ${literal(by)}：${cut(note, textMax)}</font>`,
    )
}

/** A reason as a grey line; nothing where there is none. */
export function reasonLine(who: string, reason: string): string[] {
  return reason === '' ? [] : [quietly(`${who}：${cut(reason, textMax)}`)]
}

/** How an item was scored: `核定 **2.00**`. */
export function scoredText(
  row: RowShown,
  { as, figure }: { as: Decided['as']; figure: string },
): string {
  const value = as === 'no-case' ? '：没有可考的事' : ` **${figureText(row, figure)}**`
  return `<font color='green'>核定${value}</font>`
}
