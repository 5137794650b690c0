import { must } from '../../base/bug.js'
import { isFigure, points } from '../../base/points.js'
import { type Fault, fault } from '../../base/refusal.js'
import { shorten } from '../../base/text.js'
import type { RatingsPart, Scale } from '../../scheme/model/parts.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { figureLimits } from '../limits.js'

/** On what a part is rated. Throws a Bug where its scheme has no such scale. */
export function scaleOf({ scales }: Pick<Scheme, 'scales'>, part: RatingsPart): Scale {
  return must(
    scales.find((each) => each.id === part.scale),
    'a part names a scale of its scheme',
  )
}

/**
 * A score that can't be one: no number, outside of the scale, not one of its values where it has only these, too many
 * decimals. Null for one that can. Whoever asks says at which field it stands.
 */
export function wrongFigure(
  scheme: Pick<Scheme, 'scales'>,
  part: RatingsPart,
  text: string,
): Fault | null {
  const { lowest, highest, listed, bands, clause } = scaleOf(scheme, part)
  if (!isFigure(text)) return fault('', 'rating-figure', { text: shorten(text, 10) })
  const value = points(text)
  if (value.lessThan(lowest) || value.greaterThan(highest)) {
    return fault('', 'rating-bounds', { from: lowest.toFixed(), to: highest.toFixed(), clause })
  }
  if (listed && !bands.some(({ from }) => from.equals(value))) {
    const values = bands.map(({ from }) => from.toFixed()).join('、')
    return fault('', 'rating-listed', { values, clause })
  }
  return value.decimalPlaces() > figureLimits.decimals ? fault('', 'rating-decimals') : null
}
