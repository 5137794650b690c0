import { canonicalJson, type Json } from '../base/json.js'

/** Where two values first differ: the names of what stands on the way, and the two values as text. */
export interface FirstDifference {
  at: readonly string[]
  before: string
  after: string
}

/**
 * The first place, in the order of keys and items, where two JSON values differ; null where they are the same. What has a name is
 * called by it, all else by its key or its number from 1.
 */
export function firstDifference(
  before: Json | undefined,
  after: Json | undefined,
): FirstDifference | null {
  if (isList(before) && isList(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      const found = firstDifference(before[index], after[index])
      if (found) return within(nameOf(before[index] ?? after[index]) ?? `${index + 1}`, found)
    }
    return null
  }
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const found = firstDifference(before[key], after[key])
      if (found) return within(key, found)
    }
    return null
  }
  const [one, other] = [textOf(before), textOf(after)]
  return one === other ? null : { at: [], before: one, after: other }
}

function within(name: string, found: FirstDifference): FirstDifference {
  return { ...found, at: [name, ...found.at] }
}

function nameOf(of: Json | undefined): string | null {
  if (!isRecord(of)) return null
  const name = of.name ?? of.assessee ?? of.id
  return typeof name === 'string' ? name : null
}

function isList(of: Json | undefined): of is Json[] {
  return Array.isArray(of)
}

function isRecord(of: Json | undefined): of is { [key: string]: Json } {
  return typeof of === 'object' && of !== null && !Array.isArray(of)
}

function textOf(of: Json | undefined): string {
  if (of === undefined) return ''
  return typeof of === 'string' ? of : canonicalJson(of)
}
