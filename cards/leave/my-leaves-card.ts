import type { MyLeavesView } from '../../src/flows/leave/views.js'
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
  rule,
} from '../kit.js'
import { papersButton } from './leave-cards.js'
import { daysShown, limitLines, spanText, stages } from './words.js'

/** More than anybody asks for in a year; the earlier ones are counted. */
const rowsMax = 12

/** One's leaves of the year, and how near the limits are. */
export function renderMyLeaves(view: MyLeavesView, frame: Frame): Element {
  const { leaves, limits } = view
  const open = leaves.filter(({ stage }) => stage === 'asked').length
  const shown = leaves.slice(0, rowsMax)
  const limitText = limitLines(limits, false)
  return card(
    {
      title: '我的请假',
      subtitle: `${view.year}年`,
      tone: open > 0 ? 'blue' : 'green',
      tag: open > 0 ? `待批 ${open}` : `已批 ${view.approved} 次`,
    },
    [
      ...(limitText === '' ? [] : [markdown(limitText), rule()]),
      ...(shown.length === 0 ? [markdown('今年还没有请假。')] : []),
      ...shown.map((leave) =>
        columns(
          {
            weight: 1,
            elements: [
              markdown(
                `**${literal(leave.kind)}**　${literal(spanText(leave))}\n${daysShown(leave)}　${stages[leave.stage].tag}`,
              ),
              ...(leave.lacks.length > 0
                ? [markdown(`<font color='orange'>还缺${literal(leave.lacks.join('、'))}</font>`)]
                : []),
            ],
          },
          {
            weight: 'auto',
            elements: [
              ...(leave.lacks.length > 0 ? [papersButton(leave.id, frame)] : []),
              button(frame, '查看', { verb: 'open', args: ['own-leave', leave.id] }),
            ],
          },
        ),
      ),
      ...(leaves.length > rowsMax ? [quiet(`另有 ${leaves.length - rowsMax} 次较早的。`)] : []),
      buttons(
        button(frame, '请假', { verb: 'open', args: ['leave', 'new'] }, { primary: true }),
        ...(view.mayEnter
          ? [button(frame, '补录电话请假', { verb: 'open', args: ['leave', 'phone'] })]
          : []),
      ),
    ],
  )
}
