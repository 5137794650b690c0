import { must } from '../../base/bug.js'
import { isFigure, points } from '../../base/points.js'
import { shorten } from '../../base/text.js'
import type { RatingsPart, Scale } from '../../scheme/model/parts.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { figureLimits } from '../limits.js'

/** What is wrong with a figure, as the code of a sentence and what fills it. */
interface WrongFigure {
  code: string
  with: Record<string, string>
}

/** On what a part is rated. Throws a Bug where its scheme has no such scale. */
export function scaleOf({ scales }: Pick<Scheme, 'scales'>, part: RatingsPart): Scale {
  return must(
    scales.find((each) => each.id === part.scale),
    'a part names a scale of its scheme',
  )
}

/**
 * A score that can't be one: no number, outside of the scale, not one of its values where it has only these, too many
 * decimals. Null for one that can.
 */
export function wrongFigure(
  scheme: Pick<Scheme, 'scales'>,
  part: RatingsPart,
  text: string,
): WrongFigure | null {
  const { lowest, highest, listed, bands, clause } = scaleOf(scheme, part)
  if (!isFigure(text)) return { code: 'rating-figure', with: { text: shorten(text, 10) } }
  const value = points(text)
  if (value.lessThan(lowest) || value.greaterThan(highest)) {
    return {
      code: 'rating-bounds',
      with: { from: lowest.toFixed(), to: highest.toFixed(), clause },
    }
  }
  if (listed && !bands.some(({ from }) => from.equals(value))) {
    const values = bands.map(({ from }) => from.toFixed()).join('、')
    return { code: 'rating-listed', with: { values, clause } }
  }
  return value.decimalPlaces() > figureLimits.decimals
    ? { code: 'rating-decimals', with: {} }
    : null
}
