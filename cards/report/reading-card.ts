import { monthText } from '../../src/base/day.js'
import type { ReadingItem, ReportReadingView } from '../../src/flows/report/reading.js'
import {
  button,
  buttons,
  card,
  type Element,
  type Frame,
  literal,
  markdown,
  panel,
  quiet,
} from '../kit.js'
import { momentText } from '../report-lines.js'
import { pageButtons } from './pages.js'

/** Units' reports that were passed round to a leader. */
export function renderReportReading(view: ReportReadingView, frame: Frame): Element {
  const left = view.reports - view.read
  const unread = view.items.filter(({ read }) => !read)
  return card(
    {
      title: '处室月报传阅',
      subtitle: monthText(view.month),
      tone: left === 0 ? 'green' : 'blue',
      tag: left === 0 ? '已阅' : `未阅 ${left}`,
    },
    [
      markdown(
        view.reports === 0
          ? '这个月还没有送来传阅的月报。'
          : left === 0
            ? `${view.reports} 份都已阅，不用再操作。`
            : `共 ${view.reports} 份，还有 **${left}** 份没有看。点开看过后按“已阅”。`,
      ),
      ...view.items.map((item) => itemPanel(item, frame)),
      ...(unread.length > 0
        ? [
            button(
              frame,
              `本页 ${unread.length} 份已阅`,
              { verb: 'reports.read', args: [view.month, `${view.page}`, view.shown] },
              { primary: true },
            ),
          ]
        : []),
      ...pageButtons(frame, { card: 'report-reading', key: view.month, ...view, month: '' }),
      ...(view.clause ? [quiet(literal(view.clause))] : []),
    ],
  )
}

function itemPanel(item: ReadingItem, frame: Frame): Element {
  const state = item.read ? '　已阅' : ''
  const annexes = item.annexes > 0 ? `　附件 ${item.annexes} 件` : ''
  return panel(`${item.unit}${annexes}${state}`, [
    markdown(literal(item.summary || '内容已清除。')),
    quiet(`${literal(item.by)} ${momentText(item.at)}签报`),
    buttons(button(frame, '逐人月报和附件', { verb: 'open', args: ['digest', item.key] })),
  ])
}
