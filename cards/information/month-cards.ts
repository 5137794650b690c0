import { dayText, type Month, monthText } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import type { InfoTableView, InfoUnitView } from '../../src/flows/information/month-views.js'
import type { QuotaShown } from '../../src/flows/information/standings.js'
import { barChart } from '../bar-chart.js'
import {
  button,
  buttons,
  card,
  type Element,
  type Frame,
  literal,
  markdown,
  quiet,
  rule,
  unbroken,
} from '../kit.js'
import { isReached, quotaElements } from './words.js'

/** Bars shown in a chart, and rows of the table: who is short stands first. */
const barsMax = 8
const rowsMax = 60

/** How a unit stands in the month: while there is time, a digest of what is missing. */
export function renderInfoUnit(view: InfoUnitView, frame: Frame): Element {
  const { short, over, own, name } = view
  const state = short
    ? { tone: 'orange' as const, tag: over ? '没有达到' : '还没有达到' }
    : { tone: 'green' as const, tag: '已达到' }
  return card({ title: '信息报送进度', subtitle: monthText(view.month), ...state }, [
    ...(short && !over
      ? [
          markdown(
            `${own ? '您' : literal(name)}本月的信息还不够。要数的是 **${dayText(view.until)}** 及以前采用的，请早些报送。`,
          ),
        ]
      : []),
    ...quotaElements(view.quotas),
    ...peopleElements(view),
    buttons(
      button(
        frame,
        '报送',
        { verb: 'open', args: ['info', 'new'] },
        short ? { primary: true } : {},
      ),
      button(frame, '各处室统计', { verb: 'open', args: ['info-table', view.month] }),
    ),
  ])
}

function peopleElements({ people, own }: InfoUnitView): Element[] {
  if (own) return []
  if (people.length === 0) return [quiet('这个月还没有人报送。')]
  const lines = people.map(({ name, sent, adopted, waiting }) => {
    const more = waiting > 0 ? `，待处理 ${waiting}` : ''
    return `${literal(name)}　报送 ${sent}，采用 ${adopted}${more}`
  })
  return [markdown(`这个月报送的人\n${lines.join('\n')}`)]
}

/** The table of a month: a chart of the first target of the month, and what each unit has of all. */
export function renderInfoTable(view: InfoTableView, frame: Frame): Element {
  const short = view.schemes.reduce(
    (sum, { rows }) => sum + rows.filter((row) => row.short).length,
    0,
  )
  const state = !view.over
    ? { tone: 'blue' as const, tag: '进行中' }
    : short > 0
      ? { tone: 'orange' as const, tag: `${short} 个没有达到` }
      : { tone: 'green' as const, tag: '都已达到' }
  return card({ title: '信息报送统计', subtitle: monthText(view.month), ...state }, [
    ...view.schemes.flatMap((scheme) => schemeElements(view, scheme)),
    rule(),
    quiet(
      '括号里是还在审定或异议期内的，期满后计数。各项怎样数照考核办法；办法写了没有达到怎样计的，自动计算，不用另外登记。',
    ),
    ...(view.mayRecord && view.schemes.some(({ unruled }) => unruled.length > 0)
      ? [buttons(button(frame, '记录', { verb: 'open', args: ['record', 'new'] }))]
      : []),
  ])
}

type Scheme = InfoTableView['schemes'][number]

function schemeElements({ month }: InfoTableView, scheme: Scheme): Element[] {
  const { name, rows, reached, unruled } = scheme
  const shown = rows.slice(0, rowsMax)
  return [
    markdown(`**${literal(name)}**　有标准的 ${rows.length} 个，没有欠缺的 ${reached} 个`),
    ...chart(rows, month),
    {
      tag: 'table',
      page_size: 10,
      row_height: 'auto',
      columns: [
        { name: 'unit', display_name: '处室', data_type: 'lark_md' },
        { name: 'quotas', display_name: '各项（已有／标准，✓ 已达到）', data_type: 'lark_md' },
      ],
      rows: shown.map((row) => ({
        unit: literal(row.name),
        quotas: row.quotas.map(shortLine).join('\n'),
      })),
    },
    ...(rows.length > rowsMax ? [quiet(`另有 ${rows.length - rowsMax} 个已达到的没有列出。`)] : []),
    ...unruled.map((one) =>
      markdown(
        `<font color='orange'>${literal(one.name)}（${literal(one.clause)}）</font>没有达到的：${literal(one.units.join('、'))}。办法没有写怎样计，请考核办定，要记的按“记录”。`,
      ),
    ),
  ]
}

function shortLine(quota: QuotaShown): string {
  const { count, withOpen, atLeast, name, missing } = quota
  const open = points(withOpen).minus(points(count))
  const coming = open.isZero() ? '' : `（${open.toFixed()}）`
  const figures = unbroken(`${count}${coming}／${atLeast}`)
  const state = isReached(quota)
    ? `<font color='green'>✓</font>`
    : `<font color='${quota.state === 'short' ? 'red' : 'orange'}'>${unbroken(`缺 ${missing}`)}</font>`
  return `${literal(name)} ${figures} ${state}`
}

/** What each unit has of the month's first target, else of the first there is, most first. */
function chart(rows: Scheme['rows'], month: Month): Element[] {
  const all = rows.flatMap(({ quotas }) => quotas)
  const first = all.find(({ period }) => period === monthText(month)) ?? all[0]
  if (!first) return []
  const values = rows.flatMap(({ name, quotas }) => {
    const quota = quotas.find(({ target }) => target === first.target)
    if (!quota) return []
    return [{ name, total: points(quota.withOpen).toNumber() }]
  })
  const shown = values.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total)
  if (shown.length === 0) return []
  const decimals = Math.max(...shown.map(({ total }) => points(total).decimalPlaces()))
  return [
    markdown(`${literal(first.name)}　${literal(first.period)}`),
    barChart(shown.slice(0, barsMax), { from: 0, formatter: `{total:.${decimals}f}` }),
  ]
}
