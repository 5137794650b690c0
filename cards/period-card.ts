import { dayAt, dayText, timeAt } from '../src/base/day.js'
import type { PeriodView } from '../src/flows/rating/period-view.js'
import {
  bar,
  button,
  buttons,
  card,
  columns,
  form,
  input,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
  select,
  type Element,
  type Frame,
  type Heading,
} from './kit.js'

/** The office's card of a period: who is missing, reminding, ending, opening again. */
export function renderPeriod(view: PeriodView, frame: Frame): Element {
  const open = view.state === 'open'
  return card(heading(view), [
    progress(view),
    ...(view.state !== 'closed' && view.missing.length > 0 ? [missing(view)] : []),
    ...(open && view.missing.length > 0 ? [remind(view, frame)] : []),
    ...outside(view, frame),
    ...history(view),
    ...(open ? closing(view, frame) : []),
    ...(view.state === 'closed' ? reopening(view, frame) : []),
    ...(view.state !== 'closed' && view.raters.length > 0 ? [rule(), acting(view, frame)] : []),
    quiet(`${literal(view.clause)}　考核办只看到谁没有提交，看不到分数和等次。`),
  ])
}

function heading(view: PeriodView): Heading {
  const title = { title: '评价进度', subtitle: `${view.periodName} · ${view.partName}` }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  if (view.mayClose) {
    return view.missing.length > 0
      ? { ...title, tone: 'orange', tag: '逾期未交齐' }
      : { ...title, tone: 'blue', tag: '可以结束' }
  }
  return view.reopened
    ? { ...title, tone: 'orange', tag: '已重新打开' }
    : { ...title, tone: 'green', tag: '进行中' }
}

function progress(view: PeriodView): Element {
  const share = view.all === 0 ? 1 : view.submitted / view.all
  const left = view.workingDaysLeft
  const opens = `${dayText(view.opens, view.provisional.opens)}开始`
  const due = `${dayText(view.due, view.provisional.due)}截止${left < 0 ? '，已过期' : ''}`
  const when = view.state === 'closed' ? '' : `\n${view.state === 'open' ? due : opens}`
  return markdown(`${bar(share)}　已交 **${view.submitted}** / ${view.all}${when}`)
}

/** Names said on the card; the list of what is missing has all of them. */
const namesMax = 40

function missing(view: PeriodView): Element {
  const byUnit = new Map<string, string[]>()
  for (const { name, unit } of view.missing.slice(0, namesMax)) {
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), literal(name)])
  }
  const lines = [...byUnit].map(([unit, names]) => `- ${literal(unit)}：${names.join('、')}`)
  const more = view.missing.length - namesMax
  return markdown(
    [
      `**未交 ${view.missing.length} 人**`,
      ...lines,
      ...(more > 0 ? [`- 另有 ${more} 人，在催办清单里`] : []),
    ].join('\n'),
  )
}

function remind(view: PeriodView, frame: Frame): Element {
  const key = `${view.cycle}/${view.period}/${view.part}`
  return buttons(
    button(frame, '发卡片催办', { verb: 'asks.remind', args: ['period.rate', key] }),
    button(frame, '催办清单', { verb: 'open', args: ['missing', 'period.rate'] }),
  )
}

/** Third parties: how far each body is, and its card. */
function outside(view: PeriodView, frame: Frame): Element[] {
  return view.outside.map(({ key, name, all, handedIn, waiting, paper }) => {
    const links = all > 0 ? `链接已交 **${handedIn}** / ${all}` : '还没有发链接'
    const open = waiting > 0 ? `，${waiting} 个没有交、没有到期` : ''
    const papers = paper > 0 ? `，纸质 **${paper}** 份` : ''
    const told = markdown(`第三方 · ${literal(name)}：${links}${open}${papers}`)
    const press = button(frame, '打开', { verb: 'open', args: ['outside', key] })
    return columns({ weight: 4, elements: [told] }, { weight: 'auto', elements: [press] })
  })
}

function history(view: PeriodView): Element[] {
  const lines = view.acting.map(
    ({ rater, instead }) => `${literal(rater)}的评价由${literal(instead)}代评`,
  )
  if (view.closed) {
    const { by, at } = view.closed
    const { names, reason } = view.closedWithout
    const without = names.length > 0 ? `，当时未交：${names.map(literal).join('、')}` : ''
    const why = reason === '' ? '' : `。原因：${literal(reason)}`
    lines.push(`${literal(by)}于${dayText(dayAt(at))} ${timeAt(at)}结束${without}${why}`)
  }
  if (view.reopened) {
    const { by, at, reason } = view.reopened
    lines.push(
      `${literal(by)}于${dayText(dayAt(at))} ${timeAt(at)}重新打开：${literal(reason)}。再次结束之前，仍按上次结束时的计`,
    )
  }
  return lines.length > 0 ? [quiet(lines.join('\n'))] : []
}

const withoutWords: Readonly<Record<PeriodView['without'][number], string>> = {
  'no-grade': '没有评定的人，本期没有等次',
  rater: '没有交的评价人不计，按已交的计算',
  'body-re-split': '一方全都没有交的，由其他各方按比重分担',
  'body-zero': '一方全都没有交的，这一方按 0 分计',
  'period-mean': '本期没有任何评价的人，按其余各期的平均计',
  'period-zero': '本期没有任何评价的人，本期按 0 分计',
}

function closing(view: PeriodView, frame: Frame): Element[] {
  if (!view.mayClose) {
    const waiting = view.outside.reduce((sum, one) => sum + one.waiting, 0)
    const links = waiting > 0 ? '第三方的链接也要交齐、到期或者作废。' : ''
    const due = dayText(view.due, view.provisional.due)
    return [quiet(`全部交齐后，或者过了${due}，可以结束。${links}`)]
  }
  const confirm = {
    title: '结束本期评价？',
    text: '结束后评价人不能再改，提交的计入各人得分。有差错时可以写明原因重新打开。',
  }
  const press = { verb: 'period.close', args: [view.cycle, view.period, view.part] }
  if (view.missing.length === 0) {
    return [buttons(button(frame, '结束本期评价', press, { primary: true, confirm }))]
  }
  const unrated = view.unrated.slice(0, 10).map(literal).join('、')
  const rest = view.unrated.length > 10 ? `等 ${view.unrated.length} 人` : ''
  return [
    markdown(
      [
        '**不等未交的就结束，办法这样处理**',
        ...view.without.map((each) => `- ${withoutWords[each]}`),
      ].join('\n'),
    ),
    ...(view.unrated.length > 0 ? [quiet(`现在还没有任何评价的：${unrated}${rest}`)] : []),
    form('close', [
      input({ name: 'reason', limit: 'period.reason', label: '为什么不再等', required: true }),
      buttons(button(frame, '结束本期评价', press, { primary: true, submit: true, confirm })),
    ]),
  ]
}

function reopening(view: PeriodView, frame: Frame): Element[] {
  return [
    form('reopen', [
      input({ name: 'reason', limit: 'period.reason', label: '为什么要重新打开', required: true }),
      buttons(
        button(
          frame,
          '重新打开',
          { verb: 'period.reopen', args: [view.cycle, view.period, view.part] },
          {
            submit: true,
            confirm: {
              title: '重新打开本期评价？',
              text: '评价人可以再改。再次结束之前，各人得分仍按现在的计。原因会留在台账里。',
            },
          },
        ),
      ),
    ]),
  ]
}

/** So many raters are offered as a list; of more one is named. */
const optionsMax = 30

function acting(view: PeriodView, frame: Frame): Element {
  return form('acting', [
    markdown(`**有人不能评？** ${quietly('可以指定代评人，只管这一期；写本人的姓名就收回。')}`),
    view.raters.length <= optionsMax
      ? select({
          name: 'assessor',
          placeholder: '哪位评价人',
          options: view.raters.map(({ id, name }) => ({ value: id, text: name })),
        })
      : input({ name: 'assessor', limit: 'acting.name', placeholder: '哪位评价人，姓名或工号' }),
    input({ name: 'instead', limit: 'acting.name', placeholder: '由谁代评，姓名或工号' }),
    buttons(
      button(
        frame,
        '指定代评',
        { verb: 'period.acting', args: [view.cycle, view.period, view.part] },
        { submit: true },
      ),
    ),
  ])
}
