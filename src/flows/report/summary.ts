import { isLonger, shorten } from '../../base/text.js'
import type { ReportStatus, ReportText } from './entries.js'
import { reportLimits } from './limits.js'

/** A member's report as the unit report draws on it. */
export interface NamedReport {
  name: string
  text: ReportText
}

/** How much is told: characters of each text, whether notes on what is done stand too, lines of each section. */
interface Detail {
  clip: number
  doneNotes: boolean
  lines: number
}

/** From everything to the least, tried in this order until the whole fits. */
const details: Detail[] = [
  { clip: reportLimits.extra, doneNotes: true, lines: Infinity },
  { clip: 60, doneNotes: true, lines: Infinity },
  { clip: 40, doneNotes: false, lines: Infinity },
  { clip: 28, doneNotes: false, lines: Infinity },
  { clip: 28, doneNotes: false, lines: 8 },
  { clip: 28, doneNotes: false, lines: 6 },
  { clip: 28, doneNotes: false, lines: 4 },
  { clip: 20, doneNotes: false, lines: 3 },
  { clip: 20, doneNotes: false, lines: 1 },
]

/**
 * The unit report drawn from its members' reports, for the head to edit: what was done, what goes on, what
 * was not done and why, work outside the plan, plans. At most 1000 characters: long texts are cut first,
 * then each section keeps its first lines and says how many more there are.
 */
export function composeSummary(reports: readonly NamedReport[]): string {
  let text = ''
  for (const detail of details) {
    text = sectionsOf(reports, detail).join('\n')
    if (!isLonger(text, reportLimits.summary)) return text
  }
  return shorten(text, reportLimits.summary)
}

function sectionsOf(reports: readonly NamedReport[], detail: Detail): string[] {
  const items = (status: ReportStatus, told: (note: string) => string) =>
    reports.map(({ name, text }) =>
      text.items
        .filter((item) => item.status === status)
        .map((item) => line(name, item.text, item.note && told(item.note), detail.clip)),
    )
  const lines = (textsOf: (text: ReportText) => string[]) =>
    reports.map(({ name, text }) =>
      textsOf(text)
        .filter((each) => each.trim() !== '')
        .map((each) => line(name, each, '', detail.clip)),
    )
  return [
    ...section(
      '已完成',
      items('done', (note) => (detail.doneNotes ? note : '')),
      detail,
    ),
    ...section(
      '推进中',
      items('under-way', (note) => note),
      detail,
    ),
    ...section(
      '未完成',
      items('not-done', (note) => `原因：${note}`),
      detail,
    ),
    ...section(
      '计划外工作',
      lines((text) => text.extra.split('\n')),
      detail,
    ),
    ...section(
      '下月计划',
      lines((text) => text.plans),
      detail,
    ),
  ]
}

/** A title and its lines, person by person; where not all fit, everybody's first before anybody's second. */
function section(title: string, byPerson: string[][], detail: Detail): string[] {
  const lines = byPerson.flat()
  if (lines.length === 0) return []
  if (lines.length <= detail.lines) return [`【${title}】`, ...lines]
  const turns = byPerson.flatMap((own) => own.map((each, turn) => ({ each, turn })))
  turns.sort((a, b) => a.turn - b.turn)
  const shown = turns.slice(0, detail.lines).map(({ each }) => each)
  return [`【${title}】`, ...shown, `另有${lines.length - shown.length}项，见逐人月报`]
}

function line(name: string, text: string, note: string, clip: number): string {
  const what = cut(text, clip)
  return note ? `${what}，${cut(note, clip)}（${name}）` : `${what}（${name}）`
}

function cut(text: string, clip: number): string {
  const flat = text.trim().replace(/\s*\n\s*/g, '；')
  return shorten(flat, clip)
}
