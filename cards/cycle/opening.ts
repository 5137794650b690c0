import { dayText } from '../../src/base/day.js'
import type { ForecastLine, OpeningView } from '../../src/flows/cycle/views.js'
import {
  button,
  buttons,
  card,
  literal,
  markdown,
  panel,
  quiet,
  type Element,
  type Frame,
} from '../kit.js'
import { sentence } from '../sayings.js'
import { leftOut, rest, some } from './shared.js'

/** The sheet before a cycle is opened: who is assessed, what is missing, what will be asked of whom and when. */
export function renderOpening(view: OpeningView, frame: Frame): Element {
  const ready = view.missing.length === 0 && view.tiers.some(({ count }) => count > 0)
  const state = view.opened
    ? { tone: 'green' as const, tag: '已开启' }
    : ready
      ? { tone: 'blue' as const, tag: '等您确认' }
      : { tone: 'orange' as const, tag: '还不能开启' }
  return card(
    { title: '开启考核周期', subtitle: `${view.scheme} · ${view.yearName}年度`, ...state },
    [
      ...(view.opened ? [markdown('这个周期已经开启。')] : missing(view)),
      ...tiers(view),
      ...leftOut(view.leftOut),
      ...sheet(view),
      ...(view.choices > 0
        ? [quiet(`办法中有 ${view.choices} 处由单位选择，开启后可在周期里登记。`)]
        : []),
      buttons(...openingButtons(view, frame, ready)),
    ],
  )
}

function openingButtons(view: OpeningView, frame: Frame, ready: boolean): Element[] {
  if (view.opened) {
    const { kind, key } = view.opened
    return [button(frame, '查看周期', { verb: 'open', args: [kind, key] })]
  }
  if (!ready) return [button(frame, '刷新', { verb: 'refresh' })]
  return [
    button(
      frame,
      '确认开启',
      { verb: 'cycle.open', args: [view.id, view.year] },
      {
        primary: true,
        confirm: {
          title: '开启这个周期？',
          text: '开启后按清单向各人发出卡片，办法的版本随之固定。',
        },
      },
    ),
  ]
}

function missing({ missing: all, tiers: found }: OpeningView): Element[] {
  const nobody = found.every(({ count }) => count === 0) ? [sentence('publish-nobody')] : []
  const lines = [...all, ...nobody].map((each) => `- ${literal(each)}`)
  if (lines.length === 0) return []
  return [
    markdown(
      [
        `<font color='orange'>**还缺 ${lines.length} 项，补齐后才能开启：**</font>`,
        ...some(lines),
      ].join('\n'),
    ),
  ]
}

function tiers(view: OpeningView): Element[] {
  const whole = view.tiers.reduce((sum, tier) => sum + tier.count, 0)
  const what = view.assesses === 'person' ? '人' : '个单位'
  const lines = view.tiers.map(({ name, count }) => `- ${literal(name)}：${count} ${what}`)
  const units = view.tiers.flatMap((tier) =>
    tier.units.map(({ name, count }) => `- ${literal(name)}：${count} 人（${literal(tier.name)}）`),
  )
  return [
    markdown([`**考核对象 ${whole} ${what}**`, ...some(lines)].join('\n')),
    ...(view.assesses === 'person' && units.length > 0
      ? [panel('按处室', [markdown(units.slice(0, 40).concat(rest(units.length, 40)).join('\n'))])]
      : []),
  ]
}

function sheet(view: OpeningView): Element[] {
  if (view.asks.length === 0) return [markdown('这个办法开启后不会自动向人发卡片。')]
  return [markdown('**这一年要谁做什么**'), ...view.asks.map(asked)]
}

function asked({ says, people, times }: ForecastLine): Element {
  const dates = times.map(({ opens, due }) =>
    due === null ? `- ${dayText(opens)}起` : `- ${dayText(opens)} 至 ${dayText(due)}`,
  )
  const title = `${sentence(says.code, says.with)}：${people} 人，${times.length} 次`
  return panel(title, [markdown(dates.slice(0, 12).concat(rest(dates.length, 12)).join('\n'))])
}
