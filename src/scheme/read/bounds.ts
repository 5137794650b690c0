import { points } from '../../base/points.js'
import { shareOfFigure } from '../language/figures.js'
import type { Bound, RankBound } from '../model/conditions.js'
import type { Setting } from '../model/words.js'
import { plain, type Place } from './place.js'
import type { Word } from './reader.js'

const boundWords = ['at-least', 'over', 'at-most', 'under'] as const

/** Whether a bound's figure is a number, of points, a share, or either. */
export type Figures = 'number' | 'points' | 'share' | 'either'

/** A bound at a key: one of the four words with a figure; of periods also `every` and `some`. */
export function boundOf(
  raw: string | undefined,
  at: Place,
  of: { key: string; figure: Figures },
): Setting<Bound> {
  const fallback: Bound = {
    word: 'at-least',
    unit: of.figure === 'number' || of.figure === 'points' ? 'number' : 'share',
    figure: { times: points(1), over: points(1) },
  }
  if (raw === undefined) {
    const message = `缺少“${of.key}”：写界限，如 over $数（超过）、at-least $数（达到）`
    at.problem(of.key, 'missing-key', message)
    return plain(fallback)
  }
  return at.set(of.key, raw, boundWord(at, of, fallback), fallback)
}

function boundWord(
  at: Place,
  of: { key: string; figure: Figures },
  fallback: Bound,
): { word: Word<Bound>; can: string; hint: (raw: string) => string | undefined } {
  const path = [...at.path, of.key]
  const word: Word<Bound> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    if (of.figure === 'either' && raw === 'every') return fallback
    if (of.figure === 'either' && raw === 'some') return { ...fallback, unit: 'number' }
    const [, written, figure] = /^(\S+) (-?\$.+)$/.exec(raw) ?? []
    const found = boundWords.find((one) => one === written)
    if (found === undefined || figure === undefined) return undefined
    const use = at.reader.figure(figure, path, owners)
    if (use === null) return fallback
    const unit = use.isShare ? 'share' : 'number'
    const fits = of.figure === 'either' || of.figure === unit || of.figure === 'number'
    if (of.figure === 'points' && unit === 'share') {
      const message = `得分的界限是分数，这里是 ${use.figure.text}：满分的几成写成 ${figure} x $部分.points`
      at.reader.problem(path, 'bad-share', message)
    } else if (
      (!fits && of.figure !== 'points') ||
      (unit === 'share' && use.points.greaterThan(1))
    ) {
      const message = `这里要一个不超过 1 的百分数或分数，如 2/3、50%；这里是 ${use.figure.text}`
      at.reader.problem(path, 'bad-share', message)
    } else if (of.figure === 'either' && unit === 'number' && !use.points.isInteger()) {
      const message = `这里要几期（整数）、百分数或分数，${figure} 是 ${use.figure.text}`
      at.reader.problem(path, 'not-whole', message)
    }
    return { word: found, unit, figure: shareOfFigure(use.figure) }
  }
  const more = of.figure === 'either' ? '、every、some' : ''
  return {
    word,
    can: `at-least $名称、over $名称、at-most $名称、under $名称${more}`,
    hint: boundHint,
  }
}

/** What people write for the four words. */
const signs: Readonly<Record<string, (typeof boundWords)[number]>> = {
  '>=': 'at-least',
  '≥': 'at-least',
  '>': 'over',
  '＞': 'over',
  '<=': 'at-most',
  '≤': 'at-most',
  '<': 'under',
  '＜': 'under',
  达到: 'at-least',
  不低于: 'at-least',
  超过: 'over',
  不超过: 'at-most',
  低于: 'under',
  不足: 'under',
}

/** The right form of a bound by signs, or with a number that no sentence marks. */
function boundHint(raw: string): string | undefined {
  const [, sign = '', figure = ''] = /^([^\s$\d-]*(?:-[a-z]+)?)\s*(\S.*)?$/.exec(raw.trim()) ?? []
  const word = boundWords.find((one) => one === sign) ?? signs[sign]
  if (word !== undefined && figure.startsWith('$')) return `写成 ${word} ${figure}`
  if (!/\d/.test(figure)) return undefined
  return `数字标在句子里：says 里写 {名称=${figure}}，这里写 ${word ?? 'at-least'} $名称`
}

/** A bound of a place: one of the four words counts from the first, `last $n` from the last. */
export function rankBound(raw: string | undefined, at: Place): Setting<RankBound> {
  const of = { key: 'rank', figure: 'number' } as const
  const fallback: RankBound = {
    from: 'first',
    bound: { word: 'at-most', unit: 'number', figure: { times: points(1), over: points(1) } },
  }
  const kind = boundWord(at, of, fallback.bound)
  const word: Word<RankBound> = (written, owners) => {
    if (typeof written !== 'string') return undefined
    const last = /^last (?=\$)/.test(written)
    const bound = kind.word(last ? written.replace('last', 'at-most') : written, owners)
    return bound === undefined ? undefined : { from: last ? 'last' : 'first', bound }
  }
  return at.set('rank', raw, { ...kind, word, can: `${kind.can}、last $名称` }, fallback)
}
