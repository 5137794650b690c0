import { dayText } from '../../src/base/day.js'
import type { ChoiceView } from '../../src/flows/cycle/views.js'
import {
  button,
  buttons,
  card,
  form,
  input,
  literal,
  markdown,
  quiet,
  quietly,
  select,
  type Element,
  type Frame,
} from '../kit.js'

/** One choice of a scheme: what it asks, what is in force, and the form to answer it. */
export function renderChoice(view: ChoiceView, frame: Frame): Element {
  const now = view.alternatives.find(({ id }) => id === view.answer)?.says ?? view.answer
  const { answered } = view
  return card(
    {
      title: '办法中的选择',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: answered ? 'green' : 'blue',
      tag: answered ? '已登记' : '按办法文件',
    },
    [
      markdown(`**${literal(view.name)}**　${quietly(literal(view.clause))}`),
      markdown(literal(view.asks)),
      markdown(`现行：**${literal(now)}**`),
      ...(answered
        ? [
            quiet(
              `${dayText(answered.on)}由${literal(answered.by)}登记，依据：${literal(answered.reference)}`,
            ),
          ]
        : []),
      form('choose', [
        select({
          name: 'answer',
          placeholder: '选择',
          value: view.answer,
          options: view.alternatives.map(({ id, says }) => ({ value: id, text: says })),
          required: true,
        }),
        input({
          ...{ name: 'reference', limit: 'cycle.reference', label: '依据', required: true },
          placeholder: '会议纪要或文件的编号',
        }),
        buttons(
          button(
            frame,
            '登记',
            { verb: 'cycle.choose', args: [view.cycle, view.choice] },
            { primary: true, submit: true },
          ),
        ),
      ]),
      quiet(`由${literal(view.decidedBy)}决定。登记后全年得分随之重新计算。`),
    ],
  )
}
