import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import type { DeskClass, PanelDeskView, PanelTimerView } from '../../src/flows/panel/desk-view.js'
import { judgesField } from '../../src/flows/panel/row-field.js'
import {
  bar,
  button,
  buttons,
  card,
  type Element,
  fieldLabel,
  form,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { timerText } from './timer.js'

/** The office's card of a panel. */
export function renderPanelDesk(view: PanelDeskView, frame: Frame): Element {
  const body = {
    'not-yet': () => [
      markdown(`${dayText(view.opens, view.opensProvisional)}起可以开评。`),
      ...classesTold(view),
    ],
    'to-open': () => [markdown(opening(view)), openForm(view, frame)],
    open: () => running(view, frame),
    closed: () => [...closedTold(view), reopenForm(view, frame)],
  }[view.state]()
  return card(heading(view), [
    ...body,
    ...others(view, frame),
    quiet(`${literal(view.clause)}　考核办只看到谁交了几张，看不到分数。`),
  ])
}

const argsOf = ({ cycle, period, panel: of }: PanelDeskView): string[] => [cycle, period, of]

function heading(view: PanelDeskView): Heading {
  const title = { title: '评委进度', subtitle: `${view.periodName} · ${view.name}` }
  switch (view.state) {
    case 'not-yet':
      return { ...title, tone: 'grey', tag: '未到时间' }
    case 'to-open':
      return { ...title, tone: 'blue', tag: '待开评' }
    case 'closed':
      return { ...title, tone: 'grey', tag: '已结束' }
    case 'open':
      if (view.missing.length === 0) return { ...title, tone: 'blue', tag: '可以结束' }
      if (view.isOver) return { ...title, tone: 'orange', tag: '已过最后一天' }
      return view.reopened
        ? { ...title, tone: 'orange', tag: '已重新打开' }
        : { ...title, tone: 'green', tag: '进行中' }
  }
}

function opening(view: PanelDeskView): string {
  const { presentation, questions } = view.minutes
  const long =
    presentation === null
      ? '办法没有限时'
      : `每家陈述 ${presentation} 分钟${questions === null ? '' : `、答问 ${questions} 分钟`}，到时只提醒`
  return [
    `要听 **${view.heard}** 家，${long}。评委一家交一张表，${view.changeable ? '结束以前可以改' : '交了不能改'}。`,
    '请定下各类评委和出场次序。开评以后仍可以增减、更换评委。',
  ].join('\n')
}

const className = ({ name, weight, observes }: DeskClass): string =>
  `${name}${weight === '' ? '' : ` ${weight}`}${observes ? '（列席）' : ''}`

function classesTold({ classes }: PanelDeskView): Element[] {
  const lines = classes.map((one) => {
    const names = one.holders.map(({ name }) => literal(name)).join('、')
    return `- ${literal(className(one))}：${names === '' ? '名册里还没有人' : names}`
  })
  return [markdown(lines.join('\n'))]
}

function openForm(view: PanelDeskView, frame: Frame): Element {
  const press = { verb: 'panel.open', args: argsOf(view) }
  return form('open', [
    ...view.classes.flatMap((one) =>
      one.holders.length === 0
        ? [
            fieldLabel(className(one)),
            quiet('名册里没有人担任，开评以后可以按姓名加；一直没有的按办法缺一方计。'),
          ]
        : [
            fieldLabel(className(one)),
            multiSelect({
              name: `${judgesField}${one.body}`,
              placeholder: '点这里选评委',
              options: one.holders.map(({ id, name }) => ({ value: id, text: name })),
              chosen: one.holders.map(({ id }) => id),
            }),
          ],
    ),
    fieldLabel('出场次序'),
    select({
      name: 'order',
      placeholder: '怎样定次序',
      value: 'lot',
      options: [
        { value: 'lot', text: '抽签（记下签号，谁都可以验算）' },
        { value: 'roster', text: '照名册，开评以后再调' },
      ],
    }),
    buttons(button(frame, '开评', press, { submit: true, primary: true })),
  ])
}

function running(view: PanelDeskView, frame: Frame): Element[] {
  return [
    progress(view),
    ...(view.timer ? [markdown(timerText(view.timer))] : []),
    turns(view, frame),
    markdown(orderText(view)),
    ...missing(view, frame),
    ...history(view),
    ...closing(view, frame),
    rule(),
    panel('各位评委交了几张', [names(view)]),
    ...judgeForms(view, frame),
  ]
}

function progress({ sheets, classes }: PanelDeskView): Element {
  const share = sheets.all === 0 ? 0 : sheets.done / sheets.all
  const lines = classes.map((one) => {
    const [done, all] = [sum(one, 'done'), sum(one, 'all')]
    const empty = one.judges.length === 0 && !one.observes
    const text = `${literal(className(one))}：${one.judges.length} 人，已交 ${done}／${all}`
    return `- ${empty ? `<font color='orange'>${text}，这一类没有评委</font>` : text}`
  })
  return markdown([`${bar(share)}　已交 **${sheets.done}**／${sheets.all} 张`, ...lines].join('\n'))
}

function sum({ judges }: DeskClass, of: 'all' | 'done'): number {
  return judges.reduce((all, one) => all + one[of], 0)
}

function turns(view: PanelDeskView, frame: Frame): Element {
  const { mayDraw } = view
  const next = view.order.find(({ state }) => state === 'waits')
  const { timer } = view
  return buttons(
    ...(next
      ? [
          button(
            frame,
            `开始：${next.name}`,
            { verb: 'panel.begin', args: [...argsOf(view), next.id] },
            { primary: timer === null && view.missing.length > 0 && !view.isOver },
          ),
        ]
      : []),
    ...(timer
      ? [
          button(frame, `结束：${timer.name}`, {
            verb: 'panel.end',
            args: [...argsOf(view), timer.assessee],
          }),
          button(frame, '看剩多久', { verb: 'refresh', args: [] }),
        ]
      : []),
    ...(mayDraw ? [button(frame, '重新抽签', { verb: 'panel.lot', args: argsOf(view) })] : []),
  )
}

/** So many names of the order stand on the card; of more, those who come next. */
const orderMost = 12

function orderText({ order, seed }: PanelDeskView): string {
  const marks = { waits: '', presents: '（正在陈述）', heard: '（已陈述）' }
  const named = order.map(({ name, state }, at) => ({
    state,
    text: `${at + 1} ${literal(name)}${marks[state]}`,
  }))
  const next = named.filter(({ state }) => state !== 'heard')
  const shown = named.length > orderMost ? next.slice(0, orderMost) : named
  const heard = named.length - next.length
  const before =
    named.length > orderMost ? `共 ${named.length} 家，已陈述 ${heard} 家，接下来：` : ''
  const how = seed === null ? '次序由考核办定' : `抽签定的次序，签号 ${literal(seed)}`
  return `${before}${shown.map(({ text }) => text).join('　')}\n${quietly(how)}`
}

/** Names said on the card; the list of what is missing has all of them. */
const namesMost = 12

function missing(view: PanelDeskView, frame: Frame): Element[] {
  if (view.missing.length === 0) return [markdown('**都交齐了。**')]
  const said = view.missing
    .slice(0, namesMost)
    .map(({ name, sheets }) => `${literal(name)} ${sheets} 张`)
  const more = view.missing.length - said.length
  const rest = more > 0 ? `，另有 ${more} 人` : ''
  const key = argsOf(view).join('/')
  return [
    markdown(`**还没有交齐的 ${view.missing.length} 人**\n${said.join('、')}${rest}`),
    buttons(
      button(frame, '发卡片催办', { verb: 'asks.remind', args: ['panel.sheet', key] }),
      button(frame, '催办清单', { verb: 'open', args: ['missing', 'panel.sheet'] }),
    ),
  ]
}

function history({ gone, reopened }: PanelDeskView): Element[] {
  const lines = gone.map(({ name, at, reason, instead }) => {
    const next = instead === '' ? '' : `，由${literal(instead)}接着打`
    return `${literal(name)}${dayText(dayAt(at))}起不再担任评委${next}：${literal(reason)}`
  })
  if (reopened) {
    const { by, at, reason } = reopened
    lines.push(
      `${literal(by)}于${dayText(dayAt(at))} ${timeAt(at)}重新打开：${literal(reason)}。再次结束之前，仍按上次结束时的计`,
    )
  }
  return lines.length > 0 ? [quiet(lines.join('\n'))] : []
}

function closing(view: PanelDeskView, frame: Frame): Element[] {
  if (view.sheets.done === 0) return [quiet('有评委交了表，才能结束。')]
  const confirm = {
    title: '结束评委打分？',
    text: '结束后评委不能再交、不能再改，交了的计入各家得分。有差错时可以写明原因重新打开。',
  }
  const press = { verb: 'panel.close', args: argsOf(view) }
  if (view.missing.length === 0) {
    return [buttons(button(frame, '结束评委打分', press, { primary: true, confirm }))]
  }
  return [
    form('close', [
      input({
        ...{ name: 'reason', limit: 'panel.reason', label: '不等没有交齐的，为什么' },
        required: true,
      }),
      buttons(
        button(frame, '结束评委打分', press, { submit: true, primary: view.isOver, confirm }),
      ),
    ]),
  ]
}

function names({ classes }: PanelDeskView): Element {
  const lines = classes.map((one) => {
    const all = one.judges.map(({ name, all, done }) => `${literal(name)} ${done}／${all}`)
    return `- ${literal(className(one))}：${all.join('、') || '没有'}`
  })
  return markdown(lines.join('\n'))
}

function judgeForms(view: PanelDeskView, frame: Frame): Element[] {
  const waits = view.order.filter(({ state }) => state === 'waits')
  const submit = (text: string, verb: string): Element =>
    buttons(button(frame, text, { verb, args: argsOf(view) }, { submit: true }))
  const place = form('reorder', [
    fieldLabel('把一家调到第几个'),
    select({
      ...{ name: 'assessee', placeholder: '哪一家' },
      options: waits.map(({ id, name }) => ({ value: id, text: name })),
    }),
    input({ name: 'place', limit: 'panel.place', placeholder: `1–${view.order.length}` }),
    submit('调整', 'panel.place'),
  ])
  return [
    ...(waits.length > 0 ? [place] : []),
    form('add', [
      fieldLabel('增加评委：晚到的、漏列的'),
      input({ name: 'who', limit: 'panel.who', placeholder: '姓名' }),
      select({
        ...{ name: 'body', placeholder: '哪一类' },
        options: view.classes.map((one) => ({ value: one.body, text: className(one) })),
      }),
      submit('增加', 'panel.add'),
    ]),
    form('leave', [
      fieldLabel('评委离开：已交的表仍然有效'),
      select({
        ...{ name: 'judge', placeholder: '哪位评委' },
        options: view.judges.map((one) => ({
          value: one.id,
          text: `${one.name}（${one.className}）`,
        })),
      }),
      input({ name: 'instead', limit: 'panel.who', placeholder: '由谁接着打，姓名；没有就不填' }),
      input({ name: 'why', limit: 'panel.reason', placeholder: '原因' }),
      submit('离开或更换', 'panel.leave'),
    ]),
  ]
}

function closedTold(view: PanelDeskView): Element[] {
  const { closed } = view
  if (!closed) return []
  const without = closed.missing
    .slice(0, namesMost)
    .map(({ name, sheets }) => `${literal(name)} ${sheets} 张`)
  const lines = [
    `${literal(closed.by)}于${dayText(dayAt(closed.at))} ${timeAt(closed.at)}结束，交了的已经计入。`,
    ...(without.length > 0 ? [`当时没有交齐的：${without.join('、')}`] : []),
    ...(closed.reason === '' ? [] : [`原因：${literal(closed.reason)}`]),
  ]
  return [progress(view), markdown(lines.join('\n')), ...history({ ...view, reopened: null })]
}

function reopenForm(view: PanelDeskView, frame: Frame): Element {
  const press = { verb: 'panel.reopen', args: argsOf(view) }
  const confirm = {
    title: '重新打开评委打分？',
    text: '评委可以再交、再改。再次结束之前，各家得分仍按现在的计。原因会留在台账里。',
  }
  return form('reopen', [
    input({
      ...{ name: 'reason', limit: 'panel.reason', label: '为什么要重新打开', required: true },
    }),
    buttons(button(frame, '重新打开', press, { submit: true, confirm })),
  ])
}

function others(view: PanelDeskView, frame: Frame): Element[] {
  if (view.others.length === 0) return []
  const all = view.others
    .slice(0, 5)
    .map(({ key, name, periodName }) =>
      button(frame, `${periodName} ${name}`, { verb: 'open', args: ['panel-desk', key] }),
    )
  return [buttons(...all)]
}

/** A presentation's time is nearly over. */
export function renderPanelTimer(view: PanelTimerView, frame: Frame): Element {
  return card(
    {
      ...{ title: '陈述时间快到了', subtitle: `${view.periodName} · ${view.name}` },
      ...{ tone: 'orange', tag: view.timer.name },
    },
    [
      markdown(timerText(view.timer)),
      buttons(button(frame, '评委进度', { verb: 'open', args: ['panel-desk', view.desk] })),
      quiet(literal(view.clause)),
    ],
  )
}
