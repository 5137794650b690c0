import type { DocumentPath } from '../../base/document.js'
import { exactText, points } from '../../base/points.js'
import { figureOf } from '../language/figures.js'

/** A mark of a sentence, and the sentence with the figure a little higher and a little lower. */
interface Mark {
  mark: string
  /** The figure alone. */
  figure: string
  path: DocumentPath
  /** The id that stands first beside the sentence; null where there is none. */
  owner: string | null
  changed: string[]
}

/** Every mark of the sentences in a draft. */
export function marksOf(draft: object): Mark[] {
  return [...sentencesIn(draft, [])].flatMap(({ path, text, owner }) =>
    [...text.matchAll(/\{([a-z][a-z0-9-]*)=([^{}]+)\}/g)].map((found): Mark => {
      const [mark = '', name = '', figure = ''] = found
      const changed = nearby(figure).map(
        (other) =>
          text.slice(0, found.index) + `{${name}=${other}}` + text.slice(found.index + mark.length),
      )
      return { mark, figure, path, owner, changed }
    }),
  )
}

function* sentencesIn(
  node: unknown,
  path: DocumentPath,
): Generator<{ path: DocumentPath; text: string; owner: string | null }> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    const at = [...path, Array.isArray(node) ? Number.parseInt(key, 10) : key]
    if (key === 'says' && typeof value === 'string') {
      yield { path: at, text: value, owner: ownerOf(node) }
    } else yield* sentencesIn(value, at)
  }
}

const idKeys = ['rule', 'part', 'target', 'limit', 'counter', 'clock', 'task', 'bar', 'consequence']

/** What stands beside a sentence says what it is of: a limit of a part names its limit, a rule its rule. */
function ownerOf(node: object): string | null {
  const key = idKeys.find((one) => one in node)
  const id: unknown = key === undefined ? null : Reflect.get(node, key)
  return typeof id === 'string' ? id : null
}

/** A figure changed by one in its last place; a fraction by a hundredth of itself. */
function nearby(written: string): string[] {
  const figure = inDigits(written)
  const fraction = /^(\d+)\/(\d+)$/.exec(figure)
  if (fraction) {
    const [times, over] = [points(fraction[1] ?? '0'), points(fraction[2] ?? '1')]
    return [101, 99].map((part) => `${exactText(times.times(part))}/${exactText(over.times(100))}`)
  }
  const percent = figure.endsWith('%') ? '%' : ''
  const value = points(percent === '' ? figure : figure.slice(0, -1))
  const step = points(10).pow(-value.decimalPlaces())
  const others = [value.plus(step), value.minus(step)].filter((one) => !one.isNegative())
  return others.map((one) => `${exactText(one)}${percent}`)
}

/** A figure written in Chinese, in digits. */
function inDigits(written: string): string {
  const figure = /^[\d.%/]+$/.test(written) ? null : figureOf('figure', written)
  if (figure === null) return written
  if (figure.kind === 'fraction') return `${figure.numerator}/${figure.denominator}`
  return figure.kind === 'percent'
    ? `${exactText(figure.value.times(100))}%`
    : exactText(figure.value)
}

/** A draft with another text at a path; what is not on the way to it is the same as before. */
export function withText(
  draft: Readonly<Record<string, unknown>>,
  path: DocumentPath,
  text: string,
): Record<string, unknown> {
  const copy = { ...draft }
  let node: object = copy
  for (const step of path.slice(0, -1)) {
    const below: unknown = Reflect.get(node, step)
    if (typeof below !== 'object' || below === null) return draft
    const copied: object = Array.isArray(below) ? [...below] : { ...below }
    Reflect.set(node, step, copied)
    node = copied
  }
  const last = path.at(-1)
  if (last !== undefined) Reflect.set(node, last, text)
  return copy
}
