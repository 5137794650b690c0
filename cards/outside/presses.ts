import type { OutsideIntent, OutsideRef } from '../../src/flows/outside/intents.js'
import { Fields, type PressParser } from '../form-values.js'

function refIn([cycle, period, part, body]: readonly string[]): OutsideRef | null {
  return cycle && period && part && body ? { cycle, period, part, body } : null
}

/** Presses of the cards of third parties; `args` begin with cycle, period, part and body. */
export const outsidePresses: Record<string, PressParser> = {
  'outside.make': ({ args, values }) => {
    const of = refIn(args)
    if (!of) return null
    const form = new Fields(values)
    return form.into<OutsideIntent>({
      ...{ verb: 'outside.make', ...of, count: form.text('count', 'outside.count') },
      ...{ names: form.text('names', 'outside.names'), whom: form.choices('whom') },
    })
  },
  /** `args`: and whether another comes in its place. */
  'outside.withdraw': ({ args, values }) => {
    const [of, again] = [refIn(args), args[4]]
    if (!of || (again !== '0' && again !== '1')) return null
    const form = new Fields(values)
    return form.into<OutsideIntent>({
      ...{ verb: 'outside.withdraw', ...of, again: again === '1', link: form.choice('link') },
      reason: form.text('reason', 'outside.reason'),
    })
  },
  /** `args`: and the page that is wanted. */
  'outside.page': ({ args }): OutsideIntent | null => {
    const [of, page = ''] = [refIn(args), args[4]]
    if (!of || !/^[1-9]\d{0,3}$/.test(page)) return null
    return { verb: 'outside.page', ...of, page: Number.parseInt(page, 10) }
  },
  'outside.paper': ({ args }): OutsideIntent | null => {
    const of = refIn(args)
    return of && { verb: 'outside.paper', ...of }
  },
  'outside.paper-again': (): OutsideIntent => ({ verb: 'outside.paper-again' }),
  'outside.paper-send': ({ args, values }) => {
    const of = refIn(args)
    if (!of) return null
    const form = new Fields(values)
    const reference = form.text('reference', 'outside.reference')
    return form.into<OutsideIntent>({ verb: 'outside.paper-send', ...of, reference })
  },
  /** `args`: and which import. */
  'outside.paper-void': ({ args, values }) => {
    const [of, brought] = [refIn(args), args[4]]
    if (!of || !brought) return null
    const form = new Fields(values)
    const reason = form.text('why', 'outside.reason')
    return form.into<OutsideIntent>({ verb: 'outside.paper-void', ...of, import: brought, reason })
  },
}
