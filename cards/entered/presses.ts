import type { EnteredIntent, EnteredRef, EnteredStep } from '../../src/flows/entered/intents.js'
import { Fields, type PressParser } from '../form-values.js'

function refIn([cycle, part]: readonly string[]): EnteredRef | null {
  return cycle && part ? { cycle, part } : null
}

function stepIn(step: string | undefined): EnteredStep | null {
  return step === 'records' || step === 'verifies' || step === 'files' ? step : null
}

function reasoned(verb: 'entered.file' | 'entered.reopen'): PressParser {
  return ({ args, values }) => {
    const of = refIn(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into({ verb, ...of, reason: form.text('reason', 'entered.reason') })
  }
}

/** Presses of the cards of entered scores. */
export const enteredPresses: Record<string, PressParser> = {
  'entered.give': ({ args, values }) => {
    const [of, step] = [refIn(args), stepIn(args[2])]
    if (!of || !step) return null
    const form = new Fields(values)
    const rows = Object.fromEntries(
      form.named('figure').map((id) => [
        id,
        {
          figure: form.text(`figure.${id}`, 'entered.figure'),
          reason: form.text(`reason.${id}`, 'entered.reason'),
        },
      ]),
    )
    return form.into({ verb: 'entered.give', ...of, step, rows })
  },
  'entered.page': ({ args }): EnteredIntent | null => {
    const [of, step, page = ''] = [refIn(args), stepIn(args[2]), args[3]]
    if (!of || !step || !/^[1-9]\d{0,3}$/.test(page)) return null
    return { verb: 'entered.page', ...of, step, page: Number.parseInt(page, 10) }
  },
  'entered.file': reasoned('entered.file'),
  'entered.reopen': reasoned('entered.reopen'),
}
