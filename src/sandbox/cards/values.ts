const hues = [
  'blue',
  'carmine',
  'green',
  'grey',
  'indigo',
  'lime',
  'orange',
  'purple',
  'red',
  'sunflower',
  'turquoise',
  'violet',
  'wathet',
  'yellow',
]
const shades = ['50', '100', '200', '300', '350', '400', '500', '600', '700', '800', '900']
const greyShades = ['00', '650', '950', '1000']

/** The names of colours that every card knows; `light_grey` and `neutral` stand in samples. */
const colors: ReadonlySet<string> = new Set([
  'default',
  'white',
  'bg-white',
  'light_grey',
  'neutral',
  ...hues.flatMap((hue) => [hue, ...shades.map((shade) => `${hue}-${shade}`)]),
  ...greyShades.map((shade) => `grey-${shade}`),
])

const spacings = ['', 'default', 'small', 'medium', 'large', 'extra_large']
const patterns: Record<string, RegExp> = {
  date: /^(\d{4}-\d{2}-\d{2})?$/,
  time: /^(\d{2}:\d{2})?$/,
  datetime: /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2})?$/,
}

/**
 * Whether a value is of a kind of properties.ts that holds no objects. `ownColors` are the names that
 * the card's `config.style.color` adds (feishu.md 8.1).
 */
export function fits(kind: string, value: unknown, ownColors: ReadonlySet<string>): boolean {
  const [name = '', ...rest] = kind.split(':')
  if (name === 'any') return true
  if (name === 'strings') return Array.isArray(value) && value.every((one) => isText(one))
  if (name === 'boolean') return typeof value === 'boolean'
  if (name === 'number' || name === 'int' || name === 'of') return fitsNumber(name, rest, value)
  return isText(value) && fitsText(name, rest, value, ownColors)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function fitsNumber(name: string, rest: readonly string[], value: unknown): boolean {
  if (typeof value !== 'number') return false
  const [range = ''] = rest
  if (name === 'of') return range.split('|').includes(String(value))
  if (name === 'int' && !Number.isInteger(value)) return false
  return within(value, range)
}

function fitsText(
  name: string,
  rest: readonly string[],
  value: string,
  ownColors: ReadonlySet<string>,
): boolean {
  if (name === 'string') return true
  // Ratios such as `16:9` hold colons themselves.
  const [words = '', range = ''] = name === 'one' ? [rest.join(':')] : rest
  if (name === 'color')
    return value === '' || colors.has(value) || ownColors.has(value) || has(words, value)
  if (has(words, value)) return true
  if (name === 'margin') return edges(value, -99)
  if (name === 'padding') return edges(value, 0)
  if (name === 'spacing') return spacings.includes(value) || isLength(value, '0-99')
  if (name === 'radius') return isLength(value, '0-') || isShare(value, 0)
  if (name === 'size') {
    return isLength(value, range) || (range.endsWith('%') && isShare(value, 1))
  }
  if (name === 'pair') {
    const parts = value.split(' ')
    return parts.length === 2 && parts.every((part) => isLength(part, range))
  }
  return patterns[name]?.test(value) ?? false
}

function has(words: string, value: string): boolean {
  return words !== '' && words.split('|').includes(value)
}

/** One, two or four lengths; a nought needs no unit. */
function edges(value: string, least: number): boolean {
  const parts = value.trim().split(/ +/)
  if (![1, 2, 4].includes(parts.length)) return false
  return parts.every((part) => {
    const found = /^(-?\d+)(px)?$/.exec(part)
    const length = Number(found?.[1] ?? Number.NaN)
    return length >= least && length <= 99 && (length === 0 || found?.[2] === 'px')
  })
}

function isLength(value: string, range: string): boolean {
  const found = /^(\d+)px$/.exec(value)
  return found !== null && within(Number(found[1]), range.replace('%', ''))
}

function isShare(value: string, least: number): boolean {
  const found = /^(\d+)%$/.exec(value)
  return found !== null && within(Number(found[1]), `${least}-100`)
}

/** Whether a number lies in a range such as `1-5` or `100-`; an empty range holds all. */
function within(value: number, range: string): boolean {
  const [least = '', most = ''] = range.split('-')
  return (least === '' || value >= Number(least)) && (most === '' || value <= Number(most))
}
