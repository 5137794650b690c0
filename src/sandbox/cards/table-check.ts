import { type Fields, fieldsOf, isFields, listOf, textOf } from '../read-json.js'
import { type CardFault, cardCodes } from './fault.js'

/** A table's columns and rows must fit (feishu.md 8.4); of more than 50 columns the rest is not shown. */
export function tableFault(fields: Fields, path: string): CardFault | undefined {
  const bad = (code: keyof typeof cardCodes, message: string, value: string): CardFault => ({
    code: cardCodes[code],
    message,
    value,
    path,
  })
  const columns = listOf(fields, 'columns').map(fieldsOf)
  if (columns.length === 0) return bad('parse', 'parse card json err', 'no columns')
  const types = new Map(
    columns.map((column) => [textOf(column, 'name') ?? '', textOf(column, 'data_type') ?? '']),
  )
  if (types.size < columns.length) return bad('parse', 'parse card json err', 'double column name')
  if (!Array.isArray(fields.rows)) return bad('rows', 'table rows invalid', 'rows is not a list')
  for (const row of fields.rows) {
    if (!isFields(row)) return bad('rows', 'table rows invalid', 'a row is not an object')
    for (const [name, value] of Object.entries(row)) {
      const type = types.get(name)
      if (type === undefined) return bad('rowName', 'row name not in columns', name)
      if (!fits(type, value)) return bad('rows', 'table rows invalid', `${name} is not ${type}`)
    }
  }
  return undefined
}

/** Whether a cell's value can be shown; what is no text is shown as one in the columns of texts. */
function fits(type: string, value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (type === 'number' || type === 'date') return typeof value === 'number'
  if (type === 'options') {
    if (typeof value === 'string') return true
    return Array.isArray(value) && value.every((one) => typeof fieldsOf(one).text === 'string')
  }
  if (type === 'persons') {
    return (
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    )
  }
  return typeof value !== 'object'
}

/** How many tables a Markdown text draws. */
export function markdownTables(text: string): number {
  const rule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/
  return text.split('\n').filter((line) => line.includes('|') && rule.test(line)).length
}
