import type { Hint } from '../../base/document-messages.js'

/** Forms that people write by mistake in a scheme, each answered with the right one. */
export const schemeHint: Hint = ({ path, key, value }) => {
  return key === null ? ofValue(path, value) : ofKey(key, value)
}

const bounds: Readonly<Record<string, string>> = {
  'at-least': 'at-least',
  over: 'over',
  'at-most': 'at-most',
  under: 'under',
  exceeds: 'over',
  above: 'over',
  reaches: 'at-least',
  below: 'under',
  min: 'at-least',
  max: 'at-most',
}

/** Who does what, by the word that people look for. */
const doers: Readonly<Record<string, string>> = {
  'recorded-by': 'records',
  'verified-by': 'verifies',
  'approved-by': 'decides',
  'decided-by': 'decides',
  'filed-by': 'files',
  'scored-by': 'scores',
  'voted-by': 'votes',
  'gathered-by': 'files',
}

function ofKey(key: string, value: unknown): ReturnType<Hint> {
  const shown = typeof value === 'string' ? value : '…'
  const does = Object.hasOwn(doers, key) ? doers[key] : undefined
  if (does !== undefined) {
    return { message: `谁做什么写在 by 里：by: {${does}: ${shown}}`, means: 'by' }
  }
  const bound = Object.hasOwn(bounds, key) ? bounds[key] : undefined
  if (bound === undefined) return null
  return { message: `界限写在 is 里：is: ${bound} ${shown}`, means: 'is' }
}

function ofValue(path: readonly (string | number)[], value: unknown): ReturnType<Hint> {
  const key = String(path.at(-1))
  // A choice that there is has been answered before: then nobody is told.
  if (typeof value === 'string' && value.startsWith('choice ')) {
    return { message: `“${value}”不是 choices 里写明的选择，或者这里不能写成选择` }
  }
  if (conditionKeys.has(key) && Array.isArray(value)) {
    const message = `几个条件写成一组：${key}: {all: […]}（都成立）或 {any: […]}（有一条成立）`
    return { message }
  }
  if ((key === 'is' || key === 'service') && typeof value === 'object' && value !== null) {
    const [[word, figure] = ['over', '$数'], ...more] = Object.entries(value)
    if (more.length > 0 || typeof figure !== 'string') return null
    const bound = Object.hasOwn(bounds, word) ? bounds[word] : 'over'
    return { message: `界限写成一行：${key}: ${bound ?? 'over'} ${figure}` }
  }
  return null
}

const conditionKeys = new Set(['when', 'needs', 'not'])
