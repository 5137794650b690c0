import type { OwnRank } from '../../src/flows/publication/result-view.js'
import type { OwnPlace } from '../../src/flows/rank/view.js'
import { columns, type Element, figure, literal, markdown, quietly } from '../kit.js'
import { rankText } from '../publication/rank-text.js'
import { scoreText } from '../scores.js'

/** A place: name, total and grade, then each rank with how near the next above and below are. */
export function placeElements({ name, total, grade, ranks }: OwnPlace): Element[] {
  return [
    markdown(`**${literal(name)}**`),
    columns(
      {
        weight: 'auto',
        elements: [
          markdown(total === null ? '总分待定' : `总分 **${scoreText(total)}**`, 'heading'),
        ],
      },
      {
        weight: 1,
        elements: [figure(quietly(grade === null ? '等次待定' : `等次 ${literal(grade)}`))],
      },
    ),
    ...(ranks.length > 0 ? [markdown(ranks.map(rankLine).join('\n'))] : []),
  ]
}

/** `第3名 / 12　全部　距上一名 0.35 分，比下一名高 1.00 分`. */
function rankLine(rank: OwnRank): string {
  const { behind, ahead } = rank
  const above = behind === null ? '' : `距上一名 **${scoreText(behind)}** 分`
  const below = ahead === null ? '' : `比下一名高 **${scoreText(ahead)}** 分`
  const near = [above, below].filter((each) => each !== '').join('，')
  return `${rankText(rank)}${near === '' || rank.rank === null ? '' : `　${near}`}`
}
