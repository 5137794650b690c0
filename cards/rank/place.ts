import type { OwnRank } from '../../src/flows/publication/result-view.js'
import type { OwnPlace } from '../../src/flows/rank/view.js'
import { columns, type Element, figure, literal, markdown, quietly } from '../kit.js'
import { rankText } from '../publication/rank-text.js'
import { scoreText } from '../scores.js'

/** A place: total and grade, each rank, and how near the next above and below are. */
export function placeElements(place: OwnPlace): Element[] {
  const { name, total, grade, ranks } = place
  const several = ranks.length > 1
  const near = ranks.map((rank) => nearText(rank, several)).filter((text) => text !== '')
  return [
    columns(
      {
        weight: 'auto',
        elements: [
          markdown(`**${literal(name)}**`),
          markdown(total === null ? '总分待定' : `总分 **${scoreText(total)}**`, 'heading'),
        ],
      },
      {
        weight: 1,
        elements: [
          ...ranks.map((rank) => figure(rankText(rank))),
          figure(quietly(grade === null ? '等次待定' : `等次 ${literal(grade)}`)),
        ],
      },
    ),
    ...(near.length > 0 ? [markdown(near.join('\n'))] : []),
  ]
}

/** `距上一名 0.35 分，比下一名高 1.00 分`, with the ranking's name where there are several. */
function nearText({ name, rank, behind, ahead }: OwnRank, several: boolean): string {
  if (rank === null) return ''
  const above = behind === null ? '' : `距上一名 **${scoreText(behind)}** 分`
  const below = ahead === null ? '' : `比下一名高 **${scoreText(ahead)}** 分`
  const text = [above, below].filter((each) => each !== '').join('，')
  if (text === '') return ''
  return several ? `${quietly(literal(name))}　${text}` : text
}
