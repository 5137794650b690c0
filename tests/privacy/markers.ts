import { must } from '../../src/base/bug.js'
import type { Json } from '../../src/base/json.js'

/** A text that somebody gave, by the words that mark it. */
export interface Given {
  /** Who wrote it. */
  by: string
  /** `verb field` of the form in which it was typed; null for what a world's steps had people write. */
  input: string | null
  /** Where it is kept, e.g. `leave.asked reason`: none once it was handed in and is kept nowhere. */
  kept: Set<string>
}

/** Words that nobody else writes, `鲸灯00042`: each is given once. */
export class Markers {
  readonly all: Given[] = []

  /** A new marker of what somebody writes. */
  next(by: string, input: string | null, kept: readonly string[] = []): string {
    this.all.push({ by, input, kept: new Set(kept) })
    return `鲸灯${`${this.all.length - 1}`.padStart(5, '0')}`
  }

  /** What the markers in a text are, each once; also of a text that stands in it as bytes or as escapes. */
  within(text: string): Set<Given> {
    const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    const bytes = [...text.matchAll(/\\\\?x((?:[0-9a-f]{2}){12,})/g)].map(([, hex = '']) =>
      Buffer.from(hex, 'hex').toString('utf8'),
    )
    const coded = [...text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)].map(([each]) =>
      Buffer.from(each, 'base64').toString('utf8'),
    )
    return this.plainly([plain, ...bytes, ...coded].join('\n'))
  }

  /** The same of a text in which nothing stands as bytes or as escapes: what people read. */
  plainly(text: string): Set<Given> {
    if (!text.includes('鲸灯')) return new Set()
    const found = [...text.matchAll(/鲸灯(\d{5})/g)]
    return new Set(
      found.map(([, at]) => must(this.all[Number(at)] ?? null, 'a marker that was given')),
    )
  }

  /** A personal text with a marker before every word of people in it, kept at `kind field`. */
  marked(value: Json, by: string, kept: string): Json {
    if (typeof value === 'string') {
      return /\p{Script=Han}/u.test(value) ? `${this.next(by, null, [kept])}${value}` : value
    }
    if (Array.isArray(value)) return value.map((each) => this.marked(each, by, kept))
    if (typeof value !== 'object' || value === null) return value
    const isWhole = !kept.includes(' ')
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        this.marked(each, by, isWhole ? `${kept} ${key}` : kept),
      ]),
    )
  }
}
