import { type Fields, fieldsOf, isFields, listOf, textOf } from '../read-json.js'

/** A card as reading a message gives it by default: its title and texts, without components. */
export function simplifiedCard(card: unknown): Fields {
  const fields = fieldsOf(card)
  const title = textOf(fieldsOf(fieldsOf(fields.header).title), 'content')
  const root = isFields(fields.body) ? fields.body : fields
  const lines = listOf(root, 'elements').map((element) => {
    const texts: { tag: 'text'; text: string }[] = []
    collect(element, texts)
    return texts
  })
  return {
    ...(title === undefined ? {} : { title }),
    elements: lines.filter((line) => line.length > 0),
  }
}

function collect(node: unknown, into: { tag: 'text'; text: string }[]): void {
  if (Array.isArray(node)) {
    for (const one of node) collect(one, into)
    return
  }
  if (!isFields(node)) return
  const content = textOf(node, 'content')
  if (content !== undefined) into.push({ tag: 'text', text: content })
  for (const value of Object.values(node)) collect(value, into)
}
