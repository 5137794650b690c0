import { complaintOutcomes } from '../../src/flows/complaint/entries.js'
import type { ComplaintIntent } from '../../src/flows/complaint/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the cards about complaints. */
export const complaintPresses: Record<string, PressParser> = {
  'complaint.submit': ({ values }) => {
    const form = new Fields(values)
    return form.into<ComplaintIntent>({
      verb: 'complaint.submit',
      words: {
        received: form.choice('received'),
        against: form.text('against', 'complaint.against'),
        who: form.text('who', 'complaint.who'),
        text: form.text('text', 'complaint.text'),
      },
    })
  },
  'complaint.again': () => ({ verb: 'complaint.again' }),
  'complaint.decide': ({ args: [complaint], values }) => {
    if (!complaint) return null
    const form = new Fields(values)
    const chosen = form.choice('as')
    return form.into<ComplaintIntent>({
      ...{ verb: 'complaint.decide', complaint, facts: form.choices('facts') },
      as: complaintOutcomes.find((one) => one === chosen) ?? '',
      text: form.text('text', 'complaint.finding'),
    })
  },
  'complaint.papers': ({ args: [complaint] }) =>
    complaint ? { verb: 'complaint.papers', complaint } : null,
  'complaint.page': ({ args: [page = ''] }) =>
    /^\d{1,5}$/.test(page) ? { verb: 'complaint.page', page: Number.parseInt(page, 10) } : null,
  'complaint.file': ({ args: [file] }) => (file ? { verb: 'complaint.file', file } : null),
}
