import type { TextField } from '../../src/flows/limits.js'
import type { MajorFormIntent, MajorIntent } from '../../src/flows/major/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** `args`: the matter. */
function plainly(verb: 'major.read' | 'major.pass' | 'major.close'): PressParser {
  return ({ args: [matter] }) => (matter ? { verb, matter } : null)
}

function saying(
  verb: 'major.follow' | 'major.write' | 'major.waive',
  limit: TextField,
  name = 'text',
): PressParser {
  return ({ args: [matter], values }) => {
    if (!matter) return null
    const form = new Fields(values)
    return form.into<MajorIntent>({ verb, matter, text: form.text(name, limit) })
  }
}

/** Presses of the cards about major matters. */
export const majorPresses: Record<string, PressParser> = {
  'major.report': ({ values }) => {
    const form = new Fields(values)
    return form.into<MajorFormIntent>({
      verb: 'major.report',
      words: {
        what: form.text('what', 'major.what'),
        place: form.text('place', 'major.place'),
        known: form.choice('known'),
        needed: form.text('needed', 'major.needed'),
        who: form.text('who', 'major.who'),
      },
    })
  },
  'major.again': () => ({ verb: 'major.again' }),
  'major.read': plainly('major.read'),
  'major.pass': plainly('major.pass'),
  'major.close': plainly('major.close'),
  'major.follow': saying('major.follow', 'major.follow'),
  'major.write': saying('major.write', 'major.written'),
  'major.waive': saying('major.waive', 'major.reason', 'reason'),
  'major.propose': ({ args: [matter], values }) => {
    if (!matter) return null
    const form = new Fields(values)
    return form.into<MajorIntent>({
      ...{ verb: 'major.propose', matter },
      names: form.text('names', 'meeting.names'),
      text: form.text('reason', 'major.reason'),
    })
  },
}
