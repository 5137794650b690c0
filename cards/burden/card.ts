import { instant } from '../../src/base/day.js'
import type { Burden } from '../../src/flows/burden/count.js'
import type { BurdenView } from '../../src/flows/burden/flow.js'
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
  quietly,
} from '../kit.js'
import { askKindWord } from '../missing-card.js'
import { momentText } from '../report-lines.js'

const groupWords = { ordinary: '普通干部职工', others: '负责人、局领导和有职责的' } as const

/** What a year asks of people: how much of ordinary members, and of which kinds. */
export function renderBurden(view: BurdenView, frame: Frame): Element {
  const { burden } = view
  const ordinary = burden?.groups.find(({ who }) => who === 'ordinary')
  const over = ordinary?.over ?? 0
  const state = !burden
    ? { tone: 'grey' as const, tag: '正在统计' }
    : over > 0
      ? { tone: 'orange' as const, tag: `超过的 ${over} 人` }
      : { tone: 'green' as const, tag: '都在目标以内' }
  return card({ title: '办件统计', subtitle: `${view.year}年`, ...state }, [
    markdown(
      `目标：普通干部职工一年答复 **${view.goal.reports}** 份月报和 **${view.goal.ballots}** 次测评，自己发起的不算。`,
    ),
    ...(burden ? counted(burden) : [markdown('第一次统计要一会儿，请稍后刷新。')]),
    buttons(button(frame, '刷新', { verb: 'refresh' })),
    quiet('每天早上按台账和发出的卡片重新统计，只有数目，不排名次，也不看谁答得快。'),
  ])
}

function counted(burden: Burden): Element[] {
  const rows = burden.bars.filter(({ people }) => people > 0)
  return [
    ...burden.groups.map(groupText),
    ...(rows.length > 0
      ? [
          markdown('普通干部职工今年各答复了几件（人数）'),
          barChart(
            rows.map(({ from, to, people }) => ({
              name: to === null ? `${from} 件以上` : `${from}–${to} 件`,
              total: people,
            })),
            { from: 0, formatter: '{total:.0f}' },
          ),
        ]
      : []),
    {
      tag: 'table',
      page_size: 10,
      row_height: 'auto',
      columns: [
        { name: 'kind', display_name: '答复的是什么', data_type: 'text' },
        { name: 'counts', display_name: '人数、件数', data_type: 'lark_md' },
      ],
      rows: burden.kinds.map((one) => ({
        kind: askKindWord(one.kind),
        counts: `${one.people} 人 ${one.total} 件　${quietly(`每人一般 ${one.median}，最多 ${one.max}`)}`,
      })),
    },
    quiet(`统计到 ${momentText(instant(burden.at))}`),
  ]
}

function groupText(group: Burden['groups'][number]): Element {
  const { answers, cards, own } = group
  return markdown(
    [
      `**${literal(groupWords[group.who])}**　${group.people} 人`,
      `答复　一般 **${answers.median}** 件，最多 **${answers.max}** 件`,
      `收到的卡片　一般 ${cards.median} 张，最多 ${cards.max} 张`,
      quietly(`自己发起　一般 ${own.median} 件，最多 ${own.max} 件`),
    ].join('\n'),
  )
}
