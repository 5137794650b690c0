import { isFigure, points } from '../../base/points.js'
import type { Share } from '../model/sharing.js'
import type { Figure, Sentence } from '../model/words.js'

/** A mark in a sentence that cannot be read. `text` is the mark as written. */
export interface BadMark {
  code: 'bad-mark' | 'bad-figure' | 'duplicate-figure' | 'unmarked-digits'
  message: string
  text: string
}

/** More than any regulation writes, and few enough that every sum stays exact. */
const digitsMax = 24
const mark = /\{([^{}]*)\}/g
const nameAndFigure = /^([a-z][a-z0-9-]*)=(.+)$/

/**
 * Reads a sentence with marks, `每次减 {each=0.05} 分`, into pieces and figures. Every digit of a sentence must
 * stand in a mark; what is wrong comes back beside the sentence.
 */
export function readSentence(source: string): { sentence: Sentence; bad: BadMark[] } {
  const pieces: (string | Figure)[] = []
  const bad: BadMark[] = []
  let end = 0
  const plain = (text: string) => {
    if (text !== '') pieces.push(text)
    const loose = text.match(/[\d０-９][\d０-９.%/．％]*/)?.[0]
    if (loose !== undefined) {
      const half = loose.normalize('NFKC')
      const message = `句子里的数字 ${loose} 没有标记，请写成 {名称=${half}}，规则里用 $名称`
      bad.push({ code: 'unmarked-digits', message, text: loose })
    }
    const brace = text.match(/[{}]/)?.[0]
    if (brace !== undefined) {
      bad.push({ code: 'bad-mark', message: '花括号不成对，标记写作 {名称=数字}', text: brace })
    }
  }
  for (const found of source.matchAll(mark)) {
    plain(source.slice(end, found.index))
    end = found.index + found[0].length
    const [, name, text] = nameAndFigure.exec(found[1] ?? '') ?? []
    const figure = name === undefined || text === undefined ? null : figureOf(name, text)
    if (name === undefined || text === undefined) {
      const message = `标记 ${found[0]} 读不懂，应写作 {名称=数字}，名称用小写英文`
      bad.push({ code: 'bad-mark', message, text: found[0] })
    } else if (figure === null) {
      const message =
        text.length > digitsMax
          ? `标记 ${found[0]} 里的数字太长，最多 ${digitsMax} 位`
          : `标记 ${found[0]} 里的 ${text} 不是数字：用半角数字，不用逗号，可写 0.05、30%、2/3、八成、三分之二`
      bad.push({ code: 'bad-figure', message, text: found[0] })
    } else if (pieces.some((piece) => typeof piece !== 'string' && piece.name === name)) {
      const message = `一句话里有两个叫 ${name} 的数字，请各起一个名称`
      bad.push({ code: 'duplicate-figure', message, text: found[0] })
    } else {
      pieces.push(figure)
    }
  }
  plain(source.slice(end))
  return { sentence: sentenceOf(pieces), bad }
}

function sentenceOf(pieces: (string | Figure)[]): Sentence {
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
  const figures = pieces.filter((piece) => typeof piece !== 'string')
  return { text, pieces, figures }
}

/** A figure from its characters: `0.05`, `30%`, `2/3`, `八成`, `十五`; null when they are none of these. */
export function figureOf(name: string, text: string): Figure | null {
  const chinese = chineseShare(text)
  if (chinese !== null) {
    const figure = figureOf(name, chinese)
    return figure === null ? null : { ...figure, text }
  }
  const count = text === '两' ? 2 : chineseNumber(text)
  if (count !== null && count > 0) {
    return { name, text, kind: 'number', value: points(count), numerator: 0, denominator: 0 }
  }
  const fraction = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text)
  if (fraction) {
    const [numerator, denominator] = [points(fraction[1] ?? ''), points(fraction[2] ?? '')]
    return {
      name,
      text,
      kind: 'fraction',
      value: numerator.dividedBy(denominator),
      numerator: numerator.toNumber(),
      denominator: denominator.toNumber(),
    }
  }
  const percent = text.endsWith('%')
  const written = percent ? text.slice(0, -1) : text
  if (!isFigure(written) || written.length > digitsMax) return null
  const value = percent ? points(written).dividedBy(100) : points(written)
  return { name, text, kind: percent ? 'percent' : 'number', value, numerator: 0, denominator: 0 }
}

/** Two figures multiplied, exact also where one is a fraction; a share of a share is a share. */
export function productOf(a: Figure, b: Figure): Figure {
  const [one, other] = [shareOfFigure(a), shareOfFigure(b)]
  const numbers = a.kind === 'number' && b.kind === 'number'
  const [times, over] = [one.times.times(other.times), one.over.times(other.over)]
  return {
    name: a.name,
    text: `${a.text}×${b.text}`,
    kind: numbers ? 'number' : over.equals(1) ? 'percent' : 'fraction',
    value: times.dividedBy(over),
    numerator: times.toNumber(),
    denominator: over.toNumber(),
  }
}

const digits = '零一二三四五六七八九'

/** A whole number below a hundred as it is written in Chinese: 五, 十五, 八十; null otherwise. */
function chineseNumber(text: string): number | null {
  const [, tens, ten, ones] =
    /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text) ?? []
  if (text === '' || text === undefined) return null
  if (ten === undefined) return text.length === 1 ? digits.indexOf(text) : null
  const first = tens === undefined ? 1 : digits.indexOf(tens)
  return first * 10 + (ones === undefined ? 0 : digits.indexOf(ones))
}

/** 八成 as `80%`, 三分之二 as `2/3`, 百分之十五 as `15%`; null for what is none of these. */
function chineseShare(text: string): string | null {
  const tenths = /^([一二三四五六七八九])成$/.exec(text)?.[1]
  if (tenths !== undefined) return `${digits.indexOf(tenths) * 10}%`
  const [, over, times] = /^(.+)分之(.+)$/.exec(text) ?? []
  if (over === undefined || times === undefined) return null
  const count = chineseNumber(times)
  if (count === null || count < 1) return null
  if (over === '百') return `${count}%`
  const parts = chineseNumber(over)
  return parts === null || parts < 1 ? null : `${count}/${parts}`
}

/** Shares written in Chinese in a sentence, 八成, 三分之二: people may mean them as figures. */
export function chineseSharesIn(text: string): string[] {
  const found = text.match(
    /[一二三四五六七八九]成|[一二三四五六七八九十百]+分之[一二三四五六七八九十]+/g,
  )
  return found ?? []
}

/** A figure as a share: a fraction by its two whole numbers, so that nothing is lost. */
export function shareOfFigure(figure: Figure): Share {
  return figure.kind === 'fraction'
    ? { times: points(figure.numerator), over: points(figure.denominator) }
    : { times: figure.value, over: points(1) }
}
