import { reportStatus } from '../src/flows/entries.js'
import type { ReportAnswers } from '../src/flows/intents.js'
import { type Carried, type FormValues, type PressParser, textOf } from './form-values.js'

/** Presses of the monthly report's cards; `args` are month and number of items, or month and unit. */
export const reportPresses: Record<string, PressParser> = {
  'report.save': answering('report.save'),
  'report.submit': answering('report.submit'),
  'report.change': ({ args: [month] }) => (month ? { verb: 'report.change', month } : null),
  'digest.save': digesting('digest.save'),
  'digest.sign': digesting('digest.sign'),
}

function answering(verb: 'report.save' | 'report.submit'): PressParser {
  return ({ args: [month, count], values }: Carried) => {
    if (!month || !count || !/^\d{1,2}$/.test(count)) return null
    const items = itemsOf(values, Number.parseInt(count, 10))
    if (!items) return null
    const plans = textOf(values, 'plans')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return { verb, month, answers: { items, extra: textOf(values, 'extra'), plans } }
  }
}

function itemsOf(values: FormValues, count: number): ReportAnswers['items'] | null {
  const items: ReportAnswers['items'] = []
  for (let index = 0; index < count; index++) {
    const chosen = textOf(values, `status_${index}`)
    const status = reportStatus.safeParse(chosen)
    if (chosen !== '' && !status.success) return null
    items.push({ status: status.success ? status.data : '', note: textOf(values, `note_${index}`) })
  }
  return items
}

function digesting(verb: 'digest.save' | 'digest.sign'): PressParser {
  return ({ args: [month, unit], values }) =>
    month && unit ? { verb, month, unit, summary: textOf(values, 'summary') } : null
}
