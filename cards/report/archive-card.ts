import { monthText } from '../../src/base/day.js'
import type { ArchivedUnit, ReportArchiveView } from '../../src/flows/report/archive.js'
import { archiveKey } from '../../src/flows/report/archive.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  type Frame,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
} from '../kit.js'
import { momentText } from '../report-lines.js'
import { pageButtons } from './pages.js'
import { stateText } from './states.js'

const ownWords = {
  'handed-in': `<font color='green'>已提交</font>`,
  late: `<font color='orange'>迟交</font>`,
  missing: `<font color='grey'>没有提交</font>`,
} as const

/** The reports of a month that somebody may read. */
export function renderReportArchive(view: ReportArchiveView, frame: Frame): Element {
  const { month, own, units } = view
  const turn = (text: string, to: string): Element =>
    button(frame, text, { verb: 'reports.page', args: ['report-archive', archiveKey, '1', to] })
  const nothing = own === null && units.length === 0
  return card(
    {
      title: '往期月报',
      subtitle: monthText(month),
      tone: 'grey',
      tag: nothing ? '没有' : '可查看',
    },
    [
      ...(nothing ? [markdown('这个月没有您可以看的月报。')] : []),
      ...(own
        ? [
            row(frame, '我的月报', `${ownWords[own.state]}${momentOf(own.at)}`, {
              kind: 'report',
              key: month,
            }),
          ]
        : []),
      ...(own && units.length > 0 ? [rule()] : []),
      ...units.map((unit) =>
        row(frame, unit.name, `${stateText(unit)}${momentOf(unit.at)}`, {
          kind: 'digest',
          key: unit.key,
        }),
      ),
      ...pageButtons(frame, { card: 'report-archive', key: archiveKey, ...view }),
      buttons(turn('上一月', view.before), ...(view.after ? [turn('下一月', view.after)] : [])),
      quiet('要看别的月份，请发送“往期月报 2024-08”这样的话。'),
    ],
  )
}

function momentOf(at: ArchivedUnit['at']): string {
  return at === null ? '' : `　${quietly(momentText(at))}`
}

function row(
  frame: Frame,
  name: string,
  state: string,
  of: { kind: string; key: string },
): Element {
  return columns(
    { weight: 1, elements: [markdown(`**${literal(name)}**`), markdown(state, 'notation')] },
    {
      weight: 'auto',
      elements: [button(frame, '看', { verb: 'open', args: [of.kind, of.key] })],
    },
  )
}
