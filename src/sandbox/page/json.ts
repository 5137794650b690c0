/** A JSON object of unknown shape, as cards and answers are. */
export interface JsonNode {
  readonly [key: string]: unknown
}

/** Whether a value is a JSON object (not a list, not null). */
export function isNode(value: unknown): value is JsonNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member as an object; an empty one when it is something else. */
export function child(node: JsonNode, key: string): JsonNode {
  const value = node[key]
  return isNode(value) ? value : {}
}

/** The member as a list; empty when it is something else. */
export function list(node: JsonNode, key: string): readonly unknown[] {
  const value = node[key]
  return Array.isArray(value) ? value : []
}

/** The objects in a member that is a list. */
export function children(node: JsonNode, key: string): JsonNode[] {
  return list(node, key).filter(isNode)
}

/** The texts in a member that is a list. */
export function texts(node: JsonNode, key: string): string[] {
  return list(node, key).filter((item) => typeof item === 'string')
}

/** The member as text; `otherwise` when it is something else. */
export function text(node: JsonNode, key: string, otherwise = ''): string {
  const value = node[key]
  return typeof value === 'string' ? value : otherwise
}

/** The member as a number; `otherwise` when it is something else. */
export function count(node: JsonNode, key: string, otherwise = 0): number {
  const value = node[key]
  return typeof value === 'number' ? value : otherwise
}

/** The member as yes or no; `otherwise` when it is something else. */
export function flag(node: JsonNode, key: string, otherwise = false): boolean {
  const value = node[key]
  return typeof value === 'boolean' ? value : otherwise
}
