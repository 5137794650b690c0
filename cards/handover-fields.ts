import type { TextField } from '../src/flows/limits.js'
import { type Element, fieldLabel, input, select } from './kit.js'

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
      options: people.map(({ id, name }) => ({ value: id, text: name })),
      value: words.handover,
    }),
    input({ name: 'tasks', label: '交接事项（可不填）', limit, value: words.tasks, rows: 1 }),
  ]
}
