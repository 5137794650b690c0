import type { CaseFormIntent, CaseIntent } from '../../src/flows/accountability/intents.js'
import { Fields, type PressParser } from '../form-values.js'

type WithForm = Extract<CaseIntent, { form: string }>['verb']
type TextAlone = Exclude<Extract<CaseIntent, { text: string }>['verb'], WithForm>

/** `args`: the case. */
function saying(verb: TextAlone, name = 'text'): PressParser {
  return ({ args: [id], values }) => {
    if (!id) return null
    const form = new Fields(values)
    return form.into<CaseIntent>({ verb, case: id, text: form.text(name, 'case.text') })
  }
}

function deciding(verb: WithForm): PressParser {
  return ({ args: [id], values }) => {
    if (!id) return null
    const form = new Fields(values)
    const of = { form: form.choice('form'), text: form.text('reason', 'case.text') }
    return form.into<CaseIntent>({ verb, case: id, ...of })
  }
}

/** Presses of the cards about accountability. */
export const casePresses: Record<string, PressParser> = {
  'case.open': ({ values }) => {
    const form = new Fields(values)
    return form.into<CaseFormIntent>({
      verb: 'case.open',
      words: {
        who: form.text('who', 'major.who'),
        situation: form.choice('situation'),
        facts: form.text('facts', 'case.text'),
      },
    })
  },
  'case.again': () => ({ verb: 'case.again' }),
  'case.state': saying('case.state'),
  'case.drop': saying('case.drop', 'why'),
  'case.serve': saying('case.serve'),
  'case.review': saying('case.review'),
  'case.decide': deciding('case.decide'),
  'case.answer': deciding('case.answer'),
  'case.record': ({ args: [id] }) => (id ? { verb: 'case.record', case: id } : null),
}
