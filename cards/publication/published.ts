import { dayText } from '../../src/base/day.js'
import type { RankingView, ResultView } from '../../src/flows/publication/views.js'
import {
  card,
  columns,
  figure,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
  type Element,
  type Frame,
} from '../kit.js'
import { nominees } from './nominees.js'
import { rankingTables } from './ranking-tables.js'
import { scoreText } from '../scores.js'
import { partsElements } from '../standing-card.js'

/** The ranking in the group: charts of the first, and the whole tables. */
export function renderRanking(view: RankingView, _frame: Frame): Element {
  return card(
    {
      title: '考核结果公布',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: view.replaced ? 'grey' : 'purple',
      tag: view.replaced ? '已有更正' : `第${view.version}版`,
    },
    [
      ...(view.replaced ? [markdown('这一版已有更正，请看下方最新的一版。')] : []),
      ...(view.reason ? [markdown(`更正原因：${literal(view.reason)}`)] : []),
      ...nominees(view.nominees),
      ...rankingTables(view),
      rule(),
      quiet(
        `截至${dayText(view.asOf)}，公示到${dayText(view.publicityUntil, view.provisional)}。对本人结果有异议，请在公示期内向考核办提出。`,
      ),
      quiet(`办法版本 ${view.schemeVersion}，台账第 ${view.head} 号`),
    ],
  )
}

function barred(view: ResultView): Element {
  const lines = view.bars.map((each) => `不能评优：${literal(each.name)}　${literal(each.clause)}`)
  return quiet(lines.join('\n'))
}

/** A person's own result. */
export function renderResult(view: ResultView, frame: Frame): Element {
  const { standing } = view
  const total = standing.total.final ?? standing.total.settled
  const rank =
    view.rank === null
      ? quietly(literal(view.tier))
      : `第**${view.rank}**名${quietly(` / ${view.ranked}　${literal(view.tier)}`)}`
  const grade = view.grade
    ? `建议等次 **${literal(view.grade)}**${view.decidedBy ? `（由${literal(view.decidedBy)}确定）` : ''}`
    : '等次待定'
  return card(
    {
      title: view.assesses === 'unit' ? '处室考核结果' : '我的考核结果',
      subtitle: `${standing.scheme} · ${standing.year}年度`,
      tone: view.replaced ? 'grey' : 'purple',
      tag: view.replaced ? '已有更正' : `第${view.version}版`,
    },
    [
      ...(view.replaced ? [markdown('这一版已有更正，请看下方最新的一版。')] : []),
      markdown(
        `**${literal(standing.name)}**${standing.unit ? `　${literal(standing.unit)}` : ''}`,
      ),
      columns(
        { weight: 'auto', elements: [markdown(`总分 **${scoreText(total)}**`, 'heading')] },
        { weight: 1, elements: [figure(rank)] },
      ),
      markdown(grade),
      ...(view.bars.length > 0 ? [barred(view)] : []),
      rule(),
      ...partsElements(standing.parts, frame),
      quiet(
        `公示到${dayText(view.publicityUntil, view.provisional)}。有异议请在公示期内向考核办提出。`,
      ),
    ],
  )
}
