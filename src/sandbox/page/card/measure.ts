import { text, type JsonNode } from '../json.js'

const words: Readonly<Record<string, string>> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}

/** CSS length of a spacing (a word or pixels); `otherwise` when it is neither. */
export function spacing(value: string, otherwise: string): string {
  return words[value] ?? (/^\d+px$/.test(value) ? value : otherwise)
}

/** CSS for `margin` or `padding` of one to four pixel values or words; undefined when absent. */
export function box(node: JsonNode, key: 'margin' | 'padding'): string | undefined {
  const parts = text(node, key).split(/\s+/).filter(Boolean)
  if (parts.length === 0 || parts.length > 4) return undefined
  const lengths = parts.map((part) => words[part] ?? (/^-?\d+px$/.test(part) ? part : '0'))
  return lengths.join(' ')
}

/** CSS width of `fill`, `auto` (or `default`) or pixels. */
export function width(value: string): string | undefined {
  if (value === 'fill') return '100%'
  return /^\d+(px|%)$/.test(value) ? value : undefined
}

/** CSS flex alignment for the platform's words. */
export function align(value: string): string | undefined {
  const known: Readonly<Record<string, string>> = {
    left: 'flex-start',
    right: 'flex-end',
    top: 'flex-start',
    bottom: 'flex-end',
    center: 'center',
  }
  return known[value]
}
