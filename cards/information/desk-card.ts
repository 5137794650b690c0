import { dayText } from '../../src/base/day.js'
import type { InfoDeskView } from '../../src/flows/information/views.js'
import {
  button,
  buttons,
  card,
  columns,
  dayPicker,
  type Element,
  fieldLabel,
  formIfHandedIn,
  type Frame,
  input,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  rule,
  select,
} from '../kit.js'
import { fileButtons } from './piece-card.js'
import { kindText, titleText } from './words.js'

type Row = InfoDeskView['rows'][number]

/** What came, before the information office: each is chosen for, and all of the page are handed in at once. */
export function renderDesk(view: InfoDeskView, frame: Frame): Element {
  const { count, rows } = view
  const heading = {
    title: '处理报送',
    tone: count > 0 ? ('blue' as const) : ('green' as const),
    tag: count > 0 ? `待处理 ${count}` : '没有待处理',
  }
  if (count === 0) {
    return card(heading, [
      markdown('报来的信息都处理完了。'),
      buttons(button(frame, '刷新', { verb: 'refresh' })),
    ])
  }
  const decidable = rows.some(({ own }) => !own)
  const listed = rows.flatMap((row) => rowElements(row))
  return card(heading, [
    ...(decidable
      ? [
          quiet(
            '逐条选定，一次提交；没有选的以后再办。采用的日期、不采用的理由，这一页的都用同一个。',
          ),
        ]
      : []),
    ...filesElements(rows, frame),
    ...formIfHandedIn('desk', [...listed, ...(decidable ? commonFields(view, frame) : [])]),
    ...(view.pages > 1 ? [pager(view, frame)] : []),
  ])
}

/** Above the form: who presses one of them has chosen nothing yet that would be lost. */
function filesElements(rows: readonly Row[], frame: Frame): Element[] {
  const files = rows.flatMap(({ piece }) => fileButtons(piece, frame))
  return files.length === 0 ? [] : [panel('先看附件', [buttons(...files)])]
}

function rowElements({ piece, levels, mayReceive, own, doubled }: Row): Element[] {
  const { id } = piece
  const said = [
    `${literal(piece.unit)} ${literal(piece.name)}`,
    dayText(piece.sent),
    kindText(piece),
    literal(piece.channel),
  ].filter(Boolean)
  const marks = doubled ? `　<font color='orange'>标题或链接与别的一条相同</font>` : ''
  return [
    markdown(`**${titleText(piece)}**\n<font color='grey'>${said.join('　')}</font>${marks}`),
    ...(own
      ? [quiet('这是您自己报的，由别人处理。')]
      : [
          columns(
            {
              weight: 2,
              elements: [
                select({ name: `as.${id}`, placeholder: '处理', options: outcomes(mayReceive) }),
              ],
            },
            ...(levels.length > 0 ? [levelsColumn(id, levels)] : []),
          ),
        ]),
    rule(),
  ]
}

function outcomes(mayReceive: boolean): { value: string; text: string }[] {
  return [
    { value: 'adopted', text: '采用' },
    ...(mayReceive ? [{ value: 'received', text: '未采用，计报送' }] : []),
    { value: 'declined', text: '不采用' },
  ]
}

function levelsColumn(id: string, levels: Row['levels']) {
  const options = levels.map((level) => ({ value: level.id, text: level.name }))
  return {
    weight: 3,
    elements: [multiSelect({ name: `levels.${id}`, placeholder: '在哪几级采用', options })],
  }
}

function commonFields({ today }: InfoDeskView, frame: Frame): Element[] {
  return [
    fieldLabel('采用的日期'),
    dayPicker({ name: 'day', value: today }),
    fieldLabel('没有采用的理由（报送的人会看到）'),
    input({ name: 'reason', limit: 'info.reason', rows: 1 }),
    buttons(button(frame, '提交处理', { verb: 'info.decide' }, { primary: true, submit: true })),
  ]
}

function pager({ page, pages }: InfoDeskView, frame: Frame): Element {
  const turn = (text: string, to: number): Element =>
    button(frame, text, { verb: 'info.page', args: [`${to}`] })
  return buttons(
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page + 1 < pages ? [turn(`下一页（${page + 1}/${pages}）`, page + 1)] : []),
  )
}
