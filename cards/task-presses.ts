import type { LetterRef, TaskIntent } from '../src/flows/task/intents.js'
import { Fields, type PressParser } from './form-values.js'

function refOf([cycle, part, assessee]: readonly string[]): LetterRef | null {
  return cycle && part && assessee ? { cycle, part, assessee } : null
}

/** Presses of the cards about tasks set beforehand. */
export const taskPresses: Record<string, PressParser> = {
  'tasks.set': ({ args, values }) => {
    const of = refOf(args)
    const form = new Fields(values)
    return of && form.into({ verb: 'tasks.set', ...of, text: form.text('text', 'tasks.letter') })
  },
  'tasks.decide': ({ args, values }) => {
    const of = refOf(args)
    if (!of) return null
    const form = new Fields(values)
    const tasks = Object.fromEntries(
      form.named('result').map((id) => [
        id,
        {
          result: form.choice(`result.${id}`),
          granted: form.text(`granted.${id}`, 'task.granted'),
          reason: form.text(`reason.${id}`, 'task.reason'),
          done: form.text(`done.${id}`, 'task.done'),
        },
      ]),
    )
    return form.into({ verb: 'tasks.decide', ...of, tasks })
  },
  'tasks.find': ({ args: [cycle, part], values }) => {
    if (!cycle || !part) return null
    const form = new Fields(values)
    return form.into({ verb: 'tasks.find', cycle, part, text: form.text('find', 'tasks.find') })
  },
  'tasks.part': ({ args: [cycle], option }): TaskIntent | null =>
    cycle && option ? { verb: 'tasks.part', cycle, part: option } : null,
  'tasks.page': ({ args: [cycle, part, page = ''] }): TaskIntent | null =>
    cycle && part && /^\d{1,5}$/.test(page)
      ? { verb: 'tasks.page', cycle, part, page: Number.parseInt(page, 10) }
      : null,
}
