import { type Fields, fieldsOf, listOf, textOf } from '../read-json.js'
import { interactiveTags, submits } from './controls.js'
import { type CardFault, cardCodes } from './fault.js'
import type { Met } from './shape-check.js'

/** Forms need names, unique in the card, and a submit button (feishu.md 8.6). */
export function formFault(met: readonly Met[]): CardFault | undefined {
  const bad = (value: string, path: string): CardFault => ({
    code: cardCodes.parse,
    message: 'parse card json err',
    value,
    path,
  })
  const names = new Set<string>()
  const submitting = new Set<Fields>()
  for (const { tag, fields, form, path } of met) {
    if (!interactiveTags.includes(tag) && tag !== 'form') continue
    const name = textOf(fields, 'name')
    const unnamed = name === undefined || name === ''
    const mayBeUnnamed = tag === 'interactive_container' || isLink(fields)
    if (unnamed && (tag === 'form' || (form && !mayBeUnnamed))) {
      return bad(`${tag} without name in a form`, path)
    }
    if (!unnamed && (form || tag === 'form')) {
      if (names.has(name)) return bad(`name ${name} is not unique`, path)
      names.add(name)
    }
    if (form && submits(fields)) submitting.add(form)
  }
  const mute = met.find(({ tag, fields }) => tag === 'form' && !submitting.has(fields))
  return mute && bad('form without submit button', mute.path)
}

/** A button that only opens a page. */
function isLink(fields: Fields): boolean {
  const behaviors = listOf(fields, 'behaviors').map(fieldsOf)
  return behaviors.length > 0 && behaviors.every((one) => one.type === 'open_url')
}
