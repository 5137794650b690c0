import { type Instant, timeAt } from '../../src/base/day.js'
import type { TimerShown } from '../../src/flows/panel/view.js'
import { literal } from '../kit.js'

const minute = 60_000

/** Who presents, since when, and how long it may still take as of when the card was made. */
export function timerText(timer: TimerShown): string {
  const { name, begun, presentation, whole, now } = timer
  const since = `正在陈述：**${literal(name)}**　${timeAt(begun)} 开始`
  if (presentation === null || whole === null) return since
  if (now < presentation) {
    return `${since}，陈述到 ${timeAt(presentation)}，还剩 **${left(now, presentation)}** 分钟`
  }
  if (now < whole) {
    return `${since}，${timeAt(presentation)} 陈述时间到，答问到 ${timeAt(whole)}，还剩 **${left(now, whole)}** 分钟`
  }
  const over = `<font color='orange'>${timeAt(whole)} 时间到，已超 ${left(whole, now)} 分钟</font>`
  return `${since}，${over}`
}

/** Begun minutes between two moments. */
function left(from: Instant, to: Instant): number {
  return Math.ceil((to - from) / minute)
}
