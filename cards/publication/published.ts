import { dayText } from '../../src/base/day.js'
import type { ResultView } from '../../src/flows/publication/result-view.js'
import type { RankingView } from '../../src/flows/publication/views.js'
import {
  button,
  buttons,
  card,
  columns,
  figure,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  type Element,
  type Frame,
} from '../kit.js'
import { nominees } from './nominees.js'
import { rankText } from './rank-text.js'
import { rankingTables } from './ranking-tables.js'
import { leftText } from '../report-lines.js'
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
      ...changed(view.changes),
      ...nominees(view.nominees),
      ...rankingTables(view),
      rule(),
      quiet(
        `截至${dayText(view.asOf)}，公示到${dayText(view.publicityUntil, view.provisional)}。对本人结果有疑问，请发送“复核”给考核助手。`,
      ),
      quiet(`办法版本 ${view.schemeVersion}，台账第 ${view.head} 号`),
    ],
  )
}

/** What a correction changed, name by name. */
function changed({ count, first }: RankingView['changes']): Element[] {
  if (count === 0) return []
  const text = (of: RankingView['changes']['first'][number]['before']): string =>
    of === null
      ? '没有'
      : [of.rank === null ? '' : `第${of.rank}名`, of.total === null ? '' : scoreText(of.total)]
          .filter((each) => each !== '')
          .join(' ') || '未定'
  const lines = first.map(({ name, before, after }) => {
    const [was, is] = [text(before), text(after)]
    return `- ${literal(name)}　${was === is ? '等次或建议人选有变' : `${was} → **${is}**`}`
  })
  const more = count > first.length ? [`- 另有 ${count - first.length} 处`] : []
  return [markdown([`**这一版改了 ${count} 处**`, ...lines, ...more].join('\n'))]
}

function barred(view: ResultView): Element {
  const lines = view.bars.map((each) => `不能评优：${literal(each.name)}　${literal(each.clause)}`)
  return quiet(lines.join('\n'))
}

/** What the regulation says that follows. */
function follows(view: ResultView): Element {
  const lines = view.consequences.map(
    ({ name, clause, says }) =>
      `**${literal(name)}**　${quietly(literal(clause))}${says === name ? '' : `\n${literal(says)}`}`,
  )
  return panel(`办法写明的结果运用（${lines.length}）`, [markdown(lines.join('\n'))])
}

/** A person's own result. */
export function renderResult(view: ResultView, frame: Frame): Element {
  const { standing } = view
  const total = standing.total.final ?? standing.total.settled
  const grade = view.grade
    ? `建议等次 **${literal(view.grade)}**${view.decidedBy ? `（由${literal(view.decidedBy)}确定）` : ''}`
    : '等次待定'
  return card(
    {
      title: view.assesses === 'unit' ? '处室考核结果' : '我的考核结果',
      subtitle: `${standing.scheme} · ${standing.year}年度`,
      tone: view.replacedBy === null ? 'purple' : 'grey',
      tag: view.replacedBy === null ? `第${view.version}版` : '已有更正',
    },
    [
      ...versions(view),
      markdown(
        `**${literal(standing.name)}**${standing.unit ? `　${literal(standing.unit)}` : ''}`,
      ),
      columns(
        { weight: 'auto', elements: [markdown(`总分 **${scoreText(total)}**`, 'heading')] },
        { weight: 1, elements: view.ranks.map((each) => figure(rankText(each))) },
      ),
      markdown(grade),
      ...(view.bars.length > 0 ? [barred(view)] : []),
      ...(view.consequences.length > 0 ? [follows(view)] : []),
      rule(),
      ...partsElements(standing.parts, frame),
      quiet(`公示到${dayText(view.publicityUntil, view.provisional)}。`),
      ...review(view, frame),
    ],
  )
}

/** What a correction has to do with this result. */
function versions(view: ResultView): Element[] {
  if (view.replacedBy !== null) {
    return [markdown(`您的结果已在第 **${view.replacedBy}** 版更正，请看那一版。`)]
  }
  if (view.unchangedBy !== null) {
    return [quiet(`第${view.unchangedBy}版更正了别处，您的得分、名次和等次没有变。`)]
  }
  return view.version > 1 && view.reason ? [markdown(`更正原因：${literal(view.reason)}`)] : []
}

/** How to ask for a review, while there is time for it. */
function review({ review: offered }: ResultView, frame: Frame): Element[] {
  if (!offered) return []
  const { card: ref, until, provisional, workingDaysLeft, over, made } = offered
  const open = (text: string): Element =>
    button(frame, text, { verb: 'open', args: [ref.kind, ref.key] })
  const last = dayText(until, provisional)
  if (over) {
    return [
      quiet(`申请复核的期限到${last}为止。`),
      ...(made > 0 ? [buttons(open('看我的复核'))] : []),
    ]
  }
  return [
    quiet(`对结果有疑问，可以在**${last}**前申请复核${leftText(workingDaysLeft)}。`),
    buttons(open(made > 0 ? `复核（已申请 ${made} 件）` : '申请复核')),
  ]
}
