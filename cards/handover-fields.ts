import type { TextField } from '../src/flows/limits.js'
import type { Fields } from './form-values.js'
import { type Element, fieldLabel, input, select } from './kit.js'

/** Nobody: what was chosen in a list, or stood there already, can't be taken out of it again. */
const nobody = '-'

/** Who was chosen to take over; '' for nobody. */
export function handoverIn(form: Fields): string {
  const chosen = form.choice('handover')
  return chosen === nobody ? '' : chosen
}

/** Who takes over while somebody is away, and what is handed over; nothing where nobody could. */
export function handoverFields(
  people: readonly { id: string; name: string }[],
  words: { handover: string; tasks: string },
  limit: TextField,
): Element[] {
  if (people.length === 0) return []
  return [
    fieldLabel('工作交给谁（B岗）'),
    select({
      name: 'handover',
      placeholder: '可不选，由负责人指定',
      options: [
        ...people.map(({ id, name }) => ({ value: id, text: name })),
        { value: nobody, text: '先不选，由负责人指定' },
      ],
      value: words.handover,
    }),
    input({ name: 'tasks', label: '交接事项（可不填）', limit, value: words.tasks, rows: 1 }),
  ]
}
