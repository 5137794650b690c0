import { dayText } from '../../src/base/day.js'
import { points, shownText } from '../../src/base/points.js'
import type { QuotaShown, RaterShown } from '../../src/flows/publication/preview-notes.js'
import type { PreviewView, PublishView } from '../../src/flows/publication/publish-view.js'
import {
  button,
  columns,
  type Element,
  type Frame,
  literal,
  markdown,
  panel,
  quietly,
} from '../kit.js'
import { askKindWord } from '../missing-card.js'
import { scoreText } from '../scores.js'
import { nominees } from './nominees.js'

const warningTexts: Record<PreviewView['warnings']['first'][number]['code'], string> = {
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

/** Whether the results that are shown can be published as they are. */
export function canPublish({ preview, hasGroup, computing, publishing }: PublishView): boolean {
  const isWhole = preview !== null && preview.open.count === 0 && preview.since === null
  return isWhole && hasGroup && computing === null && publishing === null
}

/** What is computed and not published: what is missing, who would be nominated, and what to look at. */
export function previewed(view: PublishView, preview: PreviewView, publish: Element[]): Element[] {
  if (preview.since !== null) {
    return [
      markdown(`预览截至${dayText(preview.asOf)}。之后又有变化：${literal(preview.since)}。`),
      markdown('请按“刷新”，按现在的情况重新计算。'),
    ]
  }
  const again = view.published?.same === true
  const version = again
    ? `公布后没有影响得分的变化。如要更正，写明原因后作为第 **${preview.version}** 版公布。`
    : `截至${dayText(preview.asOf)}，将作为第 **${preview.version}** 版公布；以前的版本保留。`
  return [
    markdown(version),
    ...missing(view, preview),
    ...nominees(preview.nominees),
    ...(preview.quotas.length > 0 ? [quotas(preview.quotas)] : []),
    ...(preview.warnings.count > 0 ? [warnings(preview)] : []),
    ...(preview.raters.count > 0 ? [raters(preview.raters)] : []),
    ...publish,
  ]
}

function missing(
  { hasGroup, assesses }: PublishView,
  { open, missing: all }: PreviewView,
): Element[] {
  const group = hasGroup
    ? []
    : [markdown('没有找到本单位的群，考核助手还不能公布。请先把助手加进群。')]
  if (open.count === 0) return group
  const each = assesses === 'unit' ? '个单位' : '人'
  const parts = all.map(({ part, people, names }) => {
    const some = names.map(literal).join('、')
    const who = people > names.length ? `${some}等` : some
    // Whom all parts lack is named once, above.
    const named = people < open.count ? quietly(`（${who}）`) : ''
    return `- ${literal(part)}：${people} ${each}未定${named}`
  })
  const some = open.names.map(literal).join('、')
  const names = open.count > open.names.length ? `${some}等` : some
  return [
    ...group,
    markdown(`还有 **${open.count}** ${each}的总分没有定：${names}\n${parts.join('\n')}`),
  ]
}

function warnings({ warnings: { count, first } }: PreviewView): Element {
  const lines = first.map((each) => {
    const names = each.names.map(literal).join('、')
    return `- ${warningTexts[each.code]}${names ? `：${names}` : ''}`
  })
  const more = count - lines.length
  if (more > 0) lines.push(`- 另有 ${more} 条，处理以上各条后会显示`)
  return panel(`提示 ${count} 条`, [markdown(lines.join('\n'))])
}

/** What people still owe, by kind, with one press to remind them; beside it who. */
export function owed({ owed: all }: PublishView, frame: Frame): Element[] {
  return all.map(({ kind, asks, late, people, names }) => {
    const some = names.map(literal).join('、')
    const who = people > names.length ? `${some}等 ${people} 人` : some
    const over = late > 0 ? `，<font color='orange'>过期 ${late} 件</font>` : ''
    return columns(
      {
        weight: 1,
        elements: [
          markdown(`还有 **${literal(askKindWord(kind))}** ${asks} 件未办${over}\n${quietly(who)}`),
        ],
      },
      {
        weight: 'auto',
        elements: [button(frame, '催办', { verb: 'asks.remind', args: [kind] })],
      },
    )
  })
}

const roundings: Readonly<Record<string, string>> = {
  down: '舍去小数',
  'half-up': '四舍五入',
  up: '进一',
  'down-at-least-one': '舍去小数，至少一个',
}

/** `15% × 84 = 12.6，舍去小数`. */
function basisText({ basis }: QuotaShown): string {
  if (!basis) return ''
  const percent = shownText(points(basis.share).times(100), 2).replace(/\.?0+$/, '')
  const exact = shownText(points(basis.exact), 4).replace(/\.?0+$/, '')
  return `${percent}% × ${basis.people} = ${exact}，${roundings[basis.rounding] ?? basis.rounding}`
}

function quotas(all: readonly QuotaShown[]): Element {
  const lines = all.map((quota) => {
    const { tier, grade, places, edge, struck } = quota
    const basis = basisText(quota)
    const near = edge
      ? `；末位 ${literal(edge.last)} 比下一名 ${literal(edge.next)} 高 **${scoreText(edge.gap)}**`
      : ''
    const names = struck.names.map(literal).join('、')
    const more = struck.count > struck.names.length ? '等' : ''
    const barred = struck.count > 0 ? `；名次在内但受限 ${struck.count} 个：${names}${more}` : ''
    const head = literal([tier, grade].filter((each) => each !== '').join('　'))
    return `- ${head} **${places}** 个${basis === '' ? '' : quietly(`（${basis}）`)}${near}${barred}`
  })
  return panel(`名额 ${all.length} 处`, [markdown(lines.join('\n'))])
}

/** What is conspicuous about raters; none of it changes a score. */
function raters({ count, first }: PreviewView['raters']): Element {
  const lines = first.map((each) => `- ${raterText(each)}`)
  const more = count - lines.length
  if (more > 0) lines.push(`- 另有 ${more} 条`)
  return panel(`评价情况 ${count} 条（不影响得分）`, [markdown(lines.join('\n'))])
}

function raterText(of: RaterShown): string {
  const name = literal(of.name)
  if (of.what === 'decides') {
    return `没有 ${name} 的评价，${literal(of.next)} 会排到 ${literal(of.last)} 前面（名额末位）`
  }
  const where = `${literal(of.part)} ${literal(of.period)}`
  if (of.what === 'same') return `${name} 给 ${of.people} 人都是 ${scoreText(of.value)}（${where}）`
  const way = of.value.startsWith('-') ? '低' : '高'
  const away = scoreText(of.value.replace('-', ''))
  return `${name} 评的 ${of.people} 人，平均比别人评的${way} ${away}（${where}）`
}
