import { reportStatus } from '../src/flows/report/entries.js'
import type { ReportAnswers, ReportIntent } from '../src/flows/report/intents.js'
import { type Carried, Fields, type PressParser } from './form-values.js'

/** Presses of the monthly report's cards; `args` are month and number of items, or month and unit. */
export const reportPresses: Record<string, PressParser> = {
  'report.save': answering('report.save'),
  'report.submit': answering('report.submit'),
  'report.change': ({ args: [month] }): ReportIntent | null =>
    month ? { verb: 'report.change', month } : null,
  'digest.save': digesting('digest.save'),
  'digest.sign': digesting('digest.sign'),
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

function digesting(verb: 'digest.save' | 'digest.sign'): PressParser {
  return ({ args: [month, unit], values }) => {
    if (!month || !unit) return null
    const form = new Fields(values)
    return form.into({ verb, month, unit, summary: form.text('summary', 'digest.summary') })
  }
}
