import { type Day, type Instant, dayAt, dayText, type Month, timeAt } from '../src/base/day.js'
import { shorten } from '../src/base/text.js'
import { soonDays } from '../src/flows/asks.js'
import type { ReportStatus, ReportText } from '../src/flows/report/entries.js'
import { literal, quietly } from './kit.js'

/** How an item went, in words and its colour. */
export const statusWords: Record<ReportStatus, { text: string; colour: string }> = {
  done: { text: '已完成', colour: 'green' },
  'under-way': { text: '推进中', colour: 'blue' },
  'not-done': { text: '未完成', colour: 'orange' },
  dropped: { text: '不再办', colour: 'grey' },
}

/** A moment for people: `9月28日（周一）10:02`. */
export function momentText(at: Instant): string {
  return `${dayText(dayAt(at))}${timeAt(at)}`
}

/** A day without its weekday: `9月28日`. */
export function plainDay(of: Day): string {
  const [, month = '', on = ''] = of.split('-')
  return `${Number.parseInt(month, 10)}月${Number.parseInt(on, 10)}日`
}

/** What is left of the time, as the end of a sentence: `，还有2个工作日`, `，今天截止`; nothing while it is far off. */
export function leftText(workingDays: number): string {
  if (workingDays > soonDays) return ''
  return workingDays <= 0 ? '，今天截止' : `，还有${workingDays}个工作日`
}

/** A text cut to so many characters, as it stands in markdown. */
export function cut(text: string, characters: number): string {
  return literal(shorten(text, characters))
}

/** A month without its year: `8月`. */
export function monthOnly(month: Month): string {
  return `${Number.parseInt(month.split('-')[1] ?? '', 10)}月`
}

/** How something went in the months before, a line a month, the last ones: `8月　推进中　已收到9个区的意见`. */
export function historyLines(
  history: readonly { month: Month; status: ReportStatus; note: string }[],
  characters: number,
): string[] {
  return history.slice(-historyMax).map(({ month, status, note }) => {
    const { text } = statusWords[status]
    return `${monthOnly(month)}　${text}${note ? `　${cut(note, characters)}` : ''}`
  })
}

/** Months before that are told of one item. */
const historyMax = 3

/** One line per item: how it went, what it was, and why or how far. */
export function itemLines(items: ReportText['items'], characters: number): string[] {
  return items.map((item) => {
    const { text, colour } = statusWords[item.status]
    const note = item.note ? `<font color='grey'>（${cut(item.note, characters)}）</font>` : ''
    const since = item.since === undefined ? '' : quietly(`（${monthOnly(item.since)}起）`)
    return `<font color='${colour}'>${text}</font>　${cut(item.text, characters)}${since}${note}`
  })
}

/** Work outside the plan and plans for the next month, under their headings; none for what is empty. */
export function restLines(text: ReportText, characters: number): string[] {
  return [
    ...(text.extra ? ['**计划外工作**', cut(text.extra, characters * 2)] : []),
    ...(text.plans.length > 0 ? ['**下月计划**'] : []),
    ...text.plans.map((plan, index) => `${index + 1}、${cut(plan, characters)}`),
  ]
}

/** How many went how: `已完成3　推进中1　未完成1`. */
export function countsText(counts: {
  done: number
  underWay: number
  notDone: number
  dropped?: number
}): string {
  const dropped = counts.dropped ? `　不再办${counts.dropped}` : ''
  return `已完成${counts.done}　推进中${counts.underWay}　未完成${counts.notDone}${dropped}`
}
