import { isRefusal } from '../src/base/refusal.js'
import type { Intent } from '../src/flows/flow.js'
import { reportStatus } from '../src/flows/report/entries.js'
import type { DigestIntent, ReportAnswers, ReportIntent } from '../src/flows/report/intents.js'
import type { ReviewIntent } from '../src/flows/report/review.js'
import type { ReportsIntent } from '../src/flows/report/table-acts.js'
import { type Carried, Fields, type PressParser } from './form-values.js'

/** Presses of the monthly report's cards; `args` are month and number of items, or month and unit. */
export const reportPresses: Record<string, PressParser> = {
  'report.save': answering('report.save'),
  'report.submit': answering('report.submit'),
  'report.change': ({ args: [month] }): ReportIntent | null =>
    month ? { verb: 'report.change', month } : null,
  'digest.save': digesting('digest.save'),
  'digest.annex': digesting('digest.annex'),
  'digest.sign': digesting('digest.sign'),
  'digest.drop': (carried) => {
    const { args } = carried
    const file = args[2]
    const press = file ? digesting('digest.drop')({ ...carried, args: args.slice(0, 2) }) : null
    return press && !isRefusal(press) ? ({ ...press, file } as Intent) : press
  },
  'digest.withdraw': ({ args: [month, unit] }) =>
    month && unit ? ({ verb: 'digest.withdraw', month, unit } as Intent) : null,
  'digest.file': ({ args: [file] }) => (file ? ({ verb: 'digest.file', file } as Intent) : null),
  'digest.pass': reviewing('digest.pass'),
  'digest.return': reviewing('digest.return'),
  'reports.pass-round': ofMonth('reports.pass-round'),
  'reports.sheet': ofMonth('reports.sheet'),
  'reports.propose': ({ args: [month], values }) => {
    if (!month) return null
    const form = new Fields(values)
    return form.into<ReportsIntent>({
      ...{ verb: 'reports.propose', month, failing: form.choice('failing') },
    })
  },
  'reports.read': ({ args: [month, page, shown] }): ReportsIntent | null => {
    const number = pageIn(page)
    return month && number !== null && shown
      ? { verb: 'reports.read', month, page: number, shown }
      : null
  },
  'reports.page': ({ args: [card, key, page, month = ''] }): ReportsIntent | null => {
    const number = pageIn(page)
    return card && key && number !== null
      ? { verb: 'reports.page', card, key, page: number, month }
      : null
  },
}

function pageIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number.parseInt(text, 10) : null
}

function ofMonth(verb: 'reports.pass-round' | 'reports.sheet'): PressParser {
  return ({ args: [month] }): ReportsIntent | null => (month ? { verb, month } : null)
}

function reviewing(verb: ReviewIntent['verb']): PressParser {
  return ({ args: [month, unit, report], values }) => {
    if (!month || !unit || !report) return null
    const form = new Fields(values)
    const text = form.text('remark', 'digest.remark')
    return form.into<ReviewIntent>({ verb, month, unit, report, text })
  }
}

function answering(verb: 'report.save' | 'report.submit'): PressParser {
  return ({ args: [month, count], values }: Carried) => {
    if (!month || !count || !/^\d{1,2}$/.test(count)) return null
    const form = new Fields(values)
    const items = itemsOf(form, Number.parseInt(count, 10))
    if (!items) return null
    const plans = form
      .text('plans', 'report.plans')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const extra = form.text('extra', 'report.extra')
    return form.into({ verb, month, answers: { items, extra, plans } })
  }
}

function itemsOf(form: Fields, count: number): ReportAnswers['items'] | null {
  const items: ReportAnswers['items'] = []
  for (let index = 0; index < count; index++) {
    const chosen = form.choice(`status_${index}`)
    const status = reportStatus.safeParse(chosen)
    if (chosen !== '' && !status.success) return null
    const note = form.text(`note_${index}`, 'report.note', `第${index + 1}项的说明`)
    items.push({ status: status.success ? status.data : '', note })
  }
  return items
}

function digesting(verb: DigestIntent['verb']): PressParser {
  return ({ args: [month, unit, shown], values }) => {
    if (!month || !unit || (shown !== undefined && !/^\d{1,12}$/.test(shown))) return null
    const form = new Fields(values)
    return form.into<DigestIntent>({
      ...{ verb, month, unit, summary: form.text('summary', 'digest.summary') },
      ...(shown === undefined ? {} : { shown: Number.parseInt(shown, 10) }),
    })
  }
}
