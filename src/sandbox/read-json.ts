/** An object of unknown members. */
export type Fields = Record<string, unknown>

/** Whether a value is a plain JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object, or an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** A text member, or undefined. */
export function textOf(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' ? value : undefined
}

/** A yes or no, or undefined. */
export function flagOf(fields: Fields, key: string): boolean | undefined {
  const value = fields[key]
  return typeof value === 'boolean' ? value : undefined
}

/** A number member, or undefined. */
export function numberOf(fields: Fields, key: string): number | undefined {
  const value = fields[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The texts of a list member; undefined when it is not a list of texts. */
export function textsOf(fields: Fields, key: string): string[] | undefined {
  const value = fields[key]
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((item): item is string => typeof item === 'string')
  return texts.length === value.length ? texts : undefined
}

/** The list member, or an empty list. */
export function listOf(fields: Fields, key: string): unknown[] {
  const value = fields[key]
  return Array.isArray(value) ? value : []
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** A whole number from its decimal text; undefined when it is none. */
export function wholeOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined
  let value = 0
  for (const digit of text) value = value * 10 + (digit.charCodeAt(0) - 48)
  return value
}
