import type { RankingView } from '../../src/flows/publication/views.js'
import { literal, markdown, quiet, quietly, type Element } from '../kit.js'
import { rankingChart } from '../ranking-chart.js'
import { rankedTexts } from '../scores.js'

/** More tables than these a card can't have: the platform refuses it. */
const tablesMax = 5

type Shown = Pick<RankingView, 'tiers' | 'assesses'>
type Ranking = Shown['tiers'][number]

/** How those who are ranked are counted, and what stands above their names. */
const wordsOf = {
  person: { count: '人', name: '姓名' },
  unit: { count: '个单位', name: '单位' },
} as const
type Words = (typeof wordsOf)[Shown['assesses']]

/** The platform shows a cell with nothing in it as a dash. */
const blank = '\u00a0'

/**
 * Every ranking, with a chart of its first and its table. Where there are more than a card may have tables, whole tiers
 * keep theirs and the groups' stand below each other in one.
 */
export function rankingTables({ tiers, assesses }: Shown): Element[] {
  const words = wordsOf[assesses]
  const shown = tiers.filter(({ rows }) => rows.length > 0)
  const apart =
    shown.length > tablesMax
      ? shown.filter(({ group }) => group === null).slice(0, tablesMax - 1)
      : shown
  const together = shown.filter((one) => !apart.includes(one))
  return [
    ...apart.flatMap((one) => [
      markdown(headOf(one, words)),
      ...rankingChart(one.rows),
      ...table(rowsOf(one), [one], words),
    ]),
    ...(together.length > 0 ? groups(together, words) : []),
  ]
}

function groups(together: readonly Ranking[], words: Words): Element[] {
  const rows = together.flatMap((one) => [
    { rank: blank, name: headOf(one, words), total: blank },
    ...rowsOf(one),
  ])
  return [markdown(`**分组名次**（${together.length} 组）`), ...table(rows, together, words)]
}

function headOf({ name, rows }: Ranking, words: Words): string {
  return `**${literal(name)}**（${rows.length} ${words.count}）`
}

interface Row {
  rank: string
  name: string
  total: string
}

function rowsOf({ rows }: Ranking): Row[] {
  const { texts } = rankedTexts(rows.map(({ total }) => total))
  return rows.map((row, index) => ({
    rank: `${row.rank}${row.tied ? ' 并列' : ''}`,
    name: `${literal(row.name)}${row.nominated ? ' ★' : ''}${row.unit === '' ? '' : `\n${quietly(literal(row.unit))}`}`,
    total: texts[index] ?? '',
  }))
}

/** Three columns fit a phone; the unit stands under the name, and long ones wrap. */
function table(rows: Row[], of: readonly Ranking[], words: Words): Element[] {
  const shown: Element = {
    tag: 'table',
    page_size: 10,
    row_height: 'auto',
    columns: [
      { name: 'rank', display_name: '名次', data_type: 'text', width: '80px' },
      { name: 'name', display_name: words.name, data_type: 'lark_md' },
      {
        name: 'total',
        display_name: '得分',
        data_type: 'text',
        width: '80px',
        horizontal_align: 'right',
      },
    ],
    rows,
  }
  const all = of.map((one) => rankedTexts(one.rows.map(({ total }) => total)).decimals)
  const decimals = Math.max(...all)
  const told = `相差很小的得分要看到小数点后第${decimals}位才分得出先后，这里都写到这一位。`
  return [shown, ...(decimals > 2 ? [quiet(told)] : [])]
}
