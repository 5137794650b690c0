import type { Situation } from '../context.js'
import { publishedSlice } from '../publication/published.js'
import { readBy } from '../publication/moved.js'
import type { Snapshot } from '../publication/results.js'

/** Cycles of which something is published, those that run first, then the last that was. */
export function releasedCycles({
  bureau,
  collected,
}: Pick<Situation, 'bureau' | 'collected'>): string[] {
  const published = collected.of(publishedSlice)
  const running = bureau.cycles.map(({ id }) => id).filter((id) => published.has(id))
  const ended = [...published.keys()].filter((id) => !running.includes(id))
  return [...running, ...ended.toReversed()]
}

/** Whose places somebody reads as their own: oneself; of units the own one, and those that one heads or is in charge of. */
export function ownIn(
  { bureau }: Pick<Situation, 'bureau'>,
  { words }: Pick<Snapshot, 'words'>,
  person: string,
): string[] {
  const own = readBy({ words }, person)
  if (words.assesses === 'person') return own === undefined ? [] : [own]
  const { roster } = bureau
  const all = [own, ...roster.headedBy(person), ...roster.inChargeOf(person)]
  return [...new Set(all)].flatMap((id) =>
    id !== undefined && Object.hasOwn(words.assessees, id) ? [id] : [],
  )
}
