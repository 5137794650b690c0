import type { ReportText } from '../entries.js'
import { reportLimits } from './limits.js'

/** A member's report as the unit report draws on it. */
export interface NamedReport {
  name: string
  text: ReportText
}

/** Characters left of each line, tried in this order until the whole fits. */
const clips = [100, 60, 40, 24, 14]

/**
 * The unit report drawn from its members' reports, for the head to edit: what was done, what goes on, what
 * was not done and why, work outside the plan, plans. At most 1000 characters: long lines are cut evenly,
 * and the end falls away only when that is not enough.
 */
export function composeSummary(reports: readonly NamedReport[]): string {
  let text = ''
  for (const clip of clips) {
    text = sectionsOf(reports, clip).join('\n')
    if (text.length <= reportLimits.summary) return text
  }
  const kept = text.slice(0, reportLimits.summary - 1)
  return `${kept.slice(0, kept.lastIndexOf('\n'))}\n…`
}

function sectionsOf(reports: readonly NamedReport[], clip: number): string[] {
  const items = (status: string, told: (note: string) => string) =>
    reports.flatMap(({ name, text }) =>
      text.items
        .filter((item) => item.status === status)
        .map((item) => line(name, item.text, item.note && told(item.note), clip)),
    )
  const sections: [title: string, lines: string[]][] = [
    ['已完成', items('done', (note) => note)],
    ['推进中', items('under-way', (note) => note)],
    ['未完成', items('not-done', (note) => `原因：${note}`)],
    [
      '计划外工作',
      reports.flatMap(({ name, text }) =>
        text.extra.split('\n').flatMap((each) => (each ? [line(name, each, '', clip)] : [])),
      ),
    ],
    [
      '下月计划',
      reports.flatMap(({ name, text }) => text.plans.map((plan) => line(name, plan, '', clip))),
    ],
  ]
  return sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => [`【${title}】`, ...lines])
}

function line(name: string, text: string, note: string, clip: number): string {
  const what = cut(text, clip)
  return note ? `${what}，${cut(note, clip)}（${name}）` : `${what}（${name}）`
}

function cut(text: string, clip: number): string {
  const flat = text.trim().replaceAll('\n', '；')
  return flat.length > clip ? `${flat.slice(0, clip - 1)}…` : flat
}
