import { isLonger, shorten } from '../src/base/text.js'
import { components, type Element, isElement, quiet } from './kit.js'

/**
 * A card's request may have 30 KB, in which the card stands as text in JSON (its quotes escaped); what the sender
 * adds needs some of it. A card may have 200 elements (8.1).
 */
const bytesMax = 29 * 1024
const elementsMax = 196

/** Characters that each text of a view keeps, tried in this order until the card is small enough. */
const lengths = [1_000, 500, 300, 150, 80, 40, 20]

/**
 * Renders a view; where the card would be too large for the platform, with the view's texts shortened, then with
 * fewer details, and a line that says so. Fields of forms keep their whole text: what is handed in again is what was
 * typed.
 */
export function fitted<V>(view: V, render: (view: V) => Element): Element {
  const whole = render(view)
  if (fits(whole)) return whole
  const values = fieldTexts(whole)
  let small = whole
  for (const length of lengths) {
    small = withFields(render(shortened(view, length)), values)
    if (bytesOf(small) <= bytesMax) break
  }
  return told(trimmed(small))
}

function fits(card: Element): boolean {
  return bytesOf(card) <= bytesMax && [...components(card)].length <= elementsMax
}

/** Bytes in a request. */
function bytesOf(card: Element): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(card)))
}

/** The view with each text of at most so many characters. Ids, kinds and days are shorter than the least of them. */
function shortened<V>(view: V, length: number): V
function shortened(view: unknown, length: number): unknown {
  if (typeof view === 'string') return isId(view) ? view : shorten(view, length)
  if (Array.isArray(view)) return view.map((each) => shortened(each, length))
  if (!isElement(view)) return view
  return Object.fromEntries(
    Object.entries(view).map(([name, member]) => [name, shortened(member, length)]),
  )
}

/** Ids stand in buttons' names and must stay whole; none has a blank or anything but ASCII. */
function isId(text: string): boolean {
  return /^[\w.:-]+$/.test(text) && !isLonger(text, 100)
}

function fieldTexts(card: Element): Map<string, unknown> {
  const inputs = [...components(card)].filter(({ tag }) => tag === 'input')
  return new Map(inputs.map((input) => [`${input.name}`, input.default_value]))
}

function withFields(card: Element, texts: ReadonlyMap<string, unknown>): Element {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change)
    if (!isElement(value)) return value
    const own = Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, change(each)]),
    )
    const text = value.tag === 'input' ? texts.get(`${value.name}`) : undefined
    return text === undefined ? own : { ...own, default_value: text }
  }
  const changed = change(card)
  return isElement(changed) ? changed : card
}

/** The card without the last of its details, as many as it takes: rows of tables, what stands in panels, what only is read. */
function trimmed(card: Element): Element {
  const copy: Element = JSON.parse(JSON.stringify(card))
  const body = isElement(copy.body) ? copy.body : {}
  const lists = [
    ...[...components(body)].filter(({ tag }) => tag === 'table').map(({ rows }) => rows),
    ...[...components(body)]
      .filter(({ tag }) => tag === 'collapsible_panel')
      .map(({ elements }) => elements),
    body.elements,
  ]
  for (const list of lists) {
    if (Array.isArray(list) && !fits(copy)) trimList(copy, list)
  }
  return copy
}

/** Takes as many as needed from the end of a list inside the card, never its first nor anything that can be used. */
function trimList(card: Element, list: unknown[]): void {
  const all = [...list]
  const loose = all.flatMap((each, index) => (index > 0 && !hasControl(each) ? [index] : []))
  let [few, many] = [0, loose.length]
  const without = (count: number): void => {
    const gone = new Set(count === 0 ? [] : loose.slice(-count))
    list.splice(0, list.length, ...all.filter((_, index) => !gone.has(index)))
  }
  while (few < many) {
    const middle = Math.floor((few + many) / 2)
    without(middle)
    if (fits(card)) many = middle
    else few = middle + 1
  }
  without(few)
}

function hasControl(value: unknown): boolean {
  return [...components(value)].some(({ name }) => typeof name === 'string')
}

function told(card: Element): Element {
  const body = isElement(card.body) ? card.body : {}
  const elements = Array.isArray(body.elements) ? body.elements : []
  const line = quiet('内容太多，这张卡片只显示一部分；完整内容仍在台账里。')
  return { ...card, body: { ...body, elements: [...elements, line] } }
}
