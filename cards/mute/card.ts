import { addDays, type Day, dayText } from '../../src/base/day.js'
import type { MuteView } from '../../src/flows/mute/view.js'
import {
  button,
  buttons,
  card,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  markdown,
  quiet,
} from '../kit.js'

/** Lengths that are offered at once, in days, today counted. */
const lengths = [1, 3, 7] as const

/** Not to be written to for a while. */
export function renderMute(view: MuteView, frame: Frame): Element {
  const { until } = view
  return card(
    {
      title: '免打扰',
      tone: until === null ? 'grey' : 'blue',
      tag: until === null ? '没有开启' : '已开启',
    },
    [
      markdown(
        until === null
          ? '开启后，要您办的和供您了解的卡片先不发来。'
          : `已开启，到**${dayText(until)}**为止，过后自动结束。`,
      ),
      markdown(
        '到期的事当天仍会发来；加减分告知、考核结果、您申请的事的结果、临近的会议照常发来。您自己发送的，随时答复。',
      ),
      buttons(
        ...lengths
          .filter((days) => days <= view.days)
          .map((days, index) =>
            lengthButton(frame, view.today, days, until === null && index === 0),
          ),
        ...(until === null ? [] : [button(frame, '现在结束', { verb: 'mute.end' })]),
      ),
      form('mute', [
        fieldLabel(`或到哪一天，含当天，最晚${dayText(view.most)}`),
        dayPicker({ name: 'until', value: until ?? view.today }),
        button(
          frame,
          until === null ? '开启' : '改到这一天',
          { verb: 'mute.until' },
          { submit: true },
        ),
      ]),
      quiet(`一次至多 ${view.days} 天，到期自动结束，首页会显示。`),
    ],
  )
}

function lengthButton(frame: Frame, today: Day, days: number, primary: boolean): Element {
  const until = addDays(today, days - 1)
  const text = days === 1 ? '今天' : `${days} 天`
  return button(frame, text, { verb: 'mute.until', args: [until] }, primary ? { primary } : {})
}
