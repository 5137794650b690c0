import { points } from '../../base/points.js'
import type { Figure } from '../model/words.js'
import type { Share } from '../model/sharing.js'
import type { Reader, Word } from './reader.js'
import type { DocumentPath } from '../../base/document.js'

const whole: Share = { times: points(1), over: points(1) }

function shareOf(figure: Figure): Share {
  return figure.kind === 'fraction'
    ? { times: points(figure.numerator), over: points(figure.denominator) }
    : { times: figure.value, over: points(1) }
}

function shareOfRaw(
  reader: Reader,
  at: { raw: string; path: DocumentPath; owners: string[] },
): Share {
  const use = reader.figure(at.raw, at.path, at.owners)
  if (use === null) return whole
  const over = use.points.isNegative() || use.points.greaterThan(1)
  if (use.figure.kind === 'number' || over) {
    const message = `这里要一个比例，写成百分数或分数，如 20%、1/2；这里是 ${use.figure.text}`
    reader.problem(at.path, 'bad-share', message)
  }
  return shareOf(use.figure)
}

/** A share `$name`, or `whole`. */
export function shareWord(reader: Reader, path: DocumentPath): { word: Word<Share>; can: string } {
  const word: Word<Share> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    return raw === 'whole' ? whole : shareOfRaw(reader, { raw, path, owners })
  }
  return { word, can: 'whole、$名称' }
}

/** A share as above, or `months`: by the months served. */
export function shareOrMonths(
  reader: Reader,
  path: DocumentPath,
): { word: Word<Share | null>; can: string } {
  const share = shareWord(reader, path)
  const word: Word<Share | null> = (raw, owners) =>
    raw === 'months' ? null : share.word(raw, owners)
  return { word, can: `${share.can}、months` }
}

/** The whole, as a share. */
export const wholeShare = whole
