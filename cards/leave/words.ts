import { dayText } from '../../src/base/day.js'
import type { Stage } from '../../src/flows/chain/request.js'
import type { StepShown, WayStep } from '../../src/flows/chain/way.js'
import type { LeaveDetails, LeaveTimes } from '../../src/flows/leave/details.js'
import type { LimitShown } from '../../src/flows/leave/limits.js'
import { literal, type Tone } from '../kit.js'

/** How a leave stands, in words and colour. */
export const stages: Readonly<Record<Stage, { tag: string; tone: Tone }>> = {
  asked: { tag: '待批准', tone: 'blue' },
  approved: { tag: '已批准', tone: 'green' },
  returned: { tag: '已退回', tone: 'orange' },
  refused: { tag: '未批准', tone: 'grey' },
  withdrawn: { tag: '已撤回', tone: 'grey' },
  replaced: { tag: '已改期', tone: 'grey' },
}

/** `5月11日（周五）下午至5月15日（周二）中午`. */
export function spanText(
  of: Pick<LeaveTimes, 'from' | 'to' | 'startsAtNoon' | 'endsAtNoon'>,
): string {
  const { from, to, startsAtNoon, endsAtNoon } = of
  if (from === to) {
    return `${dayText(from)}${startsAtNoon ? '下午' : endsAtNoon ? '上午' : ''}`
  }
  return `${dayText(from)}${startsAtNoon ? '下午' : ''}至${dayText(to)}${endsAtNoon ? '中午' : ''}`
}

/** Why somebody was not to be there. */
export const excuseNames = {
  leave: '已批准请假',
  trip: '已批准出差',
  outing: '已报告外出',
  meeting: '的会议请假已经批准',
} as const

/** `3 个工作日（暂定）`. */
export function daysShown(of: {
  days: string
  calendarDays: boolean
  provisional: boolean
}): string {
  const what = of.calendarDays ? '天（自然日）' : '个工作日'
  return `**${of.days}** ${what}${of.provisional ? '（暂定，放假通知还没有公布）' : ''}`
}

/** Who will decide, in order. */
export function wayAhead(way: readonly WayStep[]): string {
  return way
    .map(({ role, names }) => `${literal(role)}（${literal(names.join('、') || '目前无人')}）`)
    .join(' → ')
}

/** The person's way through the chain, a line a step; `does`: what one does who passes it. */
export function wayLines(
  way: readonly StepShown[],
  does: { waits: string; passed: string } = { waits: '待批', passed: '同意' },
): string {
  return way
    .map((step) => {
      const names = step.names.join('、')
      const who = `${literal(step.role)} ${literal(names || (step.state === 'waits' ? '目前无人' : ''))}`
      const acting = step.actingFor ? `（代${literal(step.actingFor)}）` : ''
      const remark = step.remark ? `：${literal(step.remark)}` : ''
      if (step.state === 'passed') {
        return `<font color='green'>✓</font> ${who}${acting} ${step.on ? dayText(step.on) : ''}${does.passed}${remark}`
      }
      if (step.state === 'waits') return `<font color='blue'>●</font> **${who}** ${does.waits}`
      return `<font color='grey'>○ ${who.trim()}</font>`
    })
    .join('\n')
}

/** Limits that schemes count leave towards: today, after approval, and what the limit leads to. */
export function limitLines(limits: readonly LimitShown[], adding: boolean): string {
  return limits
    .map((one) => {
      const unit = one.takes === 'days' ? '天' : '次'
      const edge = one.word === 'over' ? `超过 ${one.limit} ${unit}` : `达到 ${one.limit} ${unit}`
      const after = adding && one.after !== one.now ? `，批准后 **${one.after}** ${unit}` : ''
      const text = `今年已计 **${one.now}** ${unit}${after}；${edge}有影响：${literal(one.name)}（${literal(one.clause)}）`
      return one.reached ? `<font color='orange'>${text}</font>` : text
    })
    .join('\n')
}

/** Reason and papers, for the person and the chain. */
export function reasonLine(of: LeaveDetails): string {
  if (of.reason === null) return '（已到保存期限，已删去）'
  return of.reason === '' ? '（未填）' : literal(of.reason)
}
