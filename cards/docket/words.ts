import { type Day, dayAt, dayText, instant, timeAt } from '../../src/base/day.js'
import type { DocketRow, DocketShown } from '../../src/flows/docket/shown.js'
import { literal, type Tone } from '../kit.js'

type Standing = Pick<DocketRow, 'state' | 'contact' | 'late' | 'left'>

/** How a matter stands, in words and colour. */
export function stateOf({ state, contact, late, left }: Standing): { tone: Tone; tag: string } {
  switch (state) {
    case 'done':
      return late ? { tone: 'orange', tag: '超期办结' } : { tone: 'green', tag: '已办结' }
    case 'dropped':
      return { tone: 'grey', tag: '已撤销' }
    case 'paused':
      return { tone: 'grey', tag: '已暂停' }
    case 'answered':
      return { tone: late ? 'orange' : 'blue', tag: '待确认' }
    case 'open':
      if (late) return { tone: 'orange', tag: '已超期' }
      if (contact === 'unclear') return { tone: 'blue', tag: '待明确' }
      if (contact === 'other') return { tone: 'blue', tag: '待接办' }
      return { tone: left !== null && left <= 1 ? 'orange' : 'blue', tag: '在办' }
  }
}

/** `9月30日（周二）`, with the hour where it is counted by the hour; that there is no end. */
export function dueText(of: {
  due: Day | null
  dueAt: number | null
  provisional: boolean
}): string {
  const { due, dueAt, provisional } = of
  if (dueAt !== null) {
    const at = instant(dueAt)
    return `${dayText(dayAt(at))} ${timeAt(at)}`
  }
  return due === null ? '没有期限，尽快办理' : dayText(due, provisional)
}

/** `还有3个工作日`, `今天到期`, `已超期`; '' without an end. */
export function leftText({
  left,
  late,
  state,
}: Pick<DocketRow, 'left' | 'late' | 'state'>): string {
  if (state !== 'open' || left === null) return ''
  if (late) return `<font color='orange'>已超期</font>`
  if (left <= 0) return `<font color='orange'>今天到期</font>`
  return `还有${left}个工作日`
}

/** The title; that it is gone where it was erased. */
export function titleText({ title }: Pick<DocketRow, 'title'>): string {
  return literal(title || '（标题已删去）')
}

/** Unit and names of who has it. */
export function ownerText({ unit, owners }: Pick<DocketRow, 'unit' | 'owners'>): string {
  const names = literal(owners.slice(0, 3).join('、'))
  if (unit === '') return names || '还没有定'
  return names === '' ? literal(unit) : `${literal(unit)}　${names}`
}

const traces: Readonly<Record<string, string>> = {
  'docket.registered': '登记',
  'docket.placed': '定下承办',
  'docket.answered': '报办结',
  'docket.confirmed': '确认办结',
  'docket.sent-back': '退回再办',
  'docket.paused': '暂停',
  'docket.resumed': '恢复',
  'docket.dropped': '撤销',
  'docket.judged': '处理超期',
  'extension.asked': '申请延期',
  'extension.passed': '同意延期',
  'extension.returned': '退回延期申请',
  'extension.refused': '不同意延期',
}

/** What was done with it, a line each, the last one first. */
export function trailLines({ trail }: Pick<DocketShown, 'trail'>): string {
  return trail
    .toReversed()
    .map(({ what, by, on, text }) => {
      const said = text === '' ? '' : `：${literal(text)}`
      return `${dayText(on)}　${literal(by)}${traces[what] ?? what}${said}`
    })
    .join('\n')
}
