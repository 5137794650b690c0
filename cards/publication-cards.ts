import { dayText } from '../src/base/day.js'
import type {
  PublishView,
  RankingRow,
  RankingView,
  ResultView,
} from '../src/flows/publication/views.js'
import {
  button,
  buttons,
  card,
  columns,
  figure,
  form,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  type Element,
  type Frame,
} from './kit.js'
import { rankingChart } from './ranking-chart.js'
import { rankedTexts, scoreText } from './scores.js'
import { partElements } from './standing-card.js'

const warningTexts: Record<PublishView['warnings'][number]['code'], string> = {
  'tasks-sum': '任务分值合计不等于本部分分值',
  'no-grade-rules': '办法没有等次规则，只有总分和名次',
  'period-share': '一期里某个等次的人数超过比例',
  'grade-forced': '有必须定低等次的情形，原定等次不算',
  'tie-at-cut': '名额末位同分，须由决定机构确定',
  tie: '同分并列',
  'low-total-without-votes': '总分低于等次线，但票数不够，请研究',
  'several-grades': '同时符合几个等次，已按办法的选择处理',
  'few-ballots': '有效票不足，该部分不能确定',
  'nothing-entered': '该部分没有结果',
  'over-quota': '直接列入的人数多于名额，须由决定机构确定',
  'places-left': '名额没有用满',
  'body-missing': '有的评价方没有评，按办法的规定处理',
  'nominee-with-low-grade': '建议人选同时符合低等次条件，请研究',
  'bands-only': '有只选等次没有打分的票，按办法不计',
}

/** The office's preview. */
export function renderPublish(view: PublishView, frame: Frame): Element {
  const ready = view.open.length === 0 && view.hasGroup
  return card(
    {
      title: '公布考核结果',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: ready ? 'blue' : 'orange',
      tag: ready ? '可以公布' : '还不能公布',
    },
    [
      markdown(`截至${dayText(view.asOf)}，将作为第 **${view.version}** 版公布；以前的版本保留。`),
      ...missing(view),
      ...nominees(view.nominees),
      ...(view.warnings.length > 0 ? [warnings(view)] : []),
      ...(ready
        ? [publishForm(view, frame)]
        : [buttons(button(frame, '刷新', { verb: 'refresh' }))]),
      quiet('每个人的结果只发给本人。公布姓名与得分属于公开个人信息，请先确认单位有此决定。'),
    ],
  )
}

function missing(view: PublishView): Element[] {
  const group = view.hasGroup
    ? []
    : [markdown('没有找到本单位的群，考核助手还不能公布。请先把助手加进群。')]
  if (view.open.length === 0) return group
  const parts = view.missing.map((each) => `- ${literal(each.part)}：${each.people} 人未定`)
  const some = view.open.slice(0, 10).map(literal).join('、')
  const names = view.open.length > 10 ? `${some}等` : some
  return [
    ...group,
    markdown(`还有 **${view.open.length}** 人的总分没有定：${names}\n${parts.join('\n')}`),
  ]
}

function nominees(of: PublishView['nominees']): Element[] {
  const lines = of
    .filter((each) => each.names.length > 0)
    .map(
      (each) =>
        `- ${literal([each.tier, each.grade].join('　').trim())}：${each.names.map(literal).join('、')}`,
    )
  return lines.length > 0 ? [markdown(`**建议人选**\n${lines.join('\n')}`)] : []
}

function warnings(view: PublishView): Element {
  const lines = view.warnings.slice(0, 10).map((each) => {
    const names = each.names.slice(0, 6).map(literal).join('、')
    return `- ${warningTexts[each.code]}${names ? `：${names}` : ''}`
  })
  const more = view.warnings.length - lines.length
  if (more > 0) lines.push(`- 另有 ${more} 条，处理以上各条后会显示`)
  return panel(`提示 ${view.warnings.length} 条`, [markdown(lines.join('\n'))])
}

function publishForm(view: PublishView, frame: Frame): Element {
  return form('publish', [
    ...(view.version > 1
      ? [input({ name: 'reason', limit: 'publish.reason', label: '更正原因', required: true })]
      : []),
    buttons(
      button(
        frame,
        '公布名次',
        { verb: 'publish.confirm', args: [view.cycle, 'ranking', view.preview] },
        {
          primary: true,
          submit: true,
          confirm: { title: '公布全部名次？', text: '群里的人都会看到每个人的姓名、得分和名次。' },
        },
      ),
      button(
        frame,
        '只公布建议人选',
        { verb: 'publish.confirm', args: [view.cycle, 'nominees', view.preview] },
        {
          submit: true,
          confirm: { title: '公布建议人选？', text: '群里只显示建议人选的姓名和等次。' },
        },
      ),
    ),
  ])
}

/** The ranking in the group: a chart of the first of each tier, and the whole table. */
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
      ...view.tiers.flatMap((tier) =>
        tierElements(tier, view.assesses === 'unit' ? '个单位' : '人'),
      ),
      rule(),
      quiet(
        `截至${dayText(view.asOf)}，公示到${dayText(view.publicityUntil, view.provisional)}。对本人结果有异议，请在公示期内向考核办提出。`,
      ),
      quiet(`办法版本 ${view.schemeVersion}，台账第 ${view.head} 号`),
    ],
  )
}

function tierElements(tier: RankingView['tiers'][number], what: string): Element[] {
  if (tier.rows.length === 0) return []
  return [
    markdown(`**${literal(tier.name)}**（${tier.rows.length} ${what}）`),
    ...rankingChart(tier.rows),
    ...table(tier.rows),
  ]
}

/** Three columns fit a phone; the unit stands under the name, and long ones wrap. */
function table(rows: RankingRow[]): Element[] {
  const { texts, decimals } = rankedTexts(rows.map((row) => row.total))
  const shown: Element = {
    tag: 'table',
    page_size: 10,
    row_height: 'auto',
    columns: [
      { name: 'rank', display_name: '名次', data_type: 'text', width: '80px' },
      { name: 'name', display_name: '姓名', data_type: 'lark_md' },
      {
        name: 'total',
        display_name: '得分',
        data_type: 'text',
        width: '80px',
        horizontal_align: 'right',
      },
    ],
    rows: rows.map((row, index) => ({
      rank: `${row.rank}${row.tied ? ' 并列' : ''}`,
      name: `${literal(row.name)}${row.nominated ? ' ★' : ''}${row.unit === '' ? '' : `\n${quietly(literal(row.unit))}`}`,
      total: texts[index] ?? '',
    })),
  }
  const told = `相差很小的得分要看到小数点后第${decimals}位才分得出先后，这里都写到这一位。`
  return [shown, ...(decimals > 2 ? [quiet(told)] : [])]
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
      ...standing.parts.flatMap((part) => partElements(part, frame)),
      quiet(
        `公示到${dayText(view.publicityUntil, view.provisional)}。有异议请在公示期内向考核办提出。`,
      ),
    ],
  )
}
