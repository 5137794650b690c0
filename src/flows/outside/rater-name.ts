import type { Situation } from '../context.js'
import { slipOf } from '../rating/outside-rater.js'
import type { OutsideRef } from './intents.js'
import { outsideSlice } from './links.js'

/** What a rater is called: by name, or as a third party by body and number: `服务对象3号`. */
export function raterName(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  assessor: string,
): string {
  const slip = slipOf(assessor)
  if (slip === null) return bureau.roster.nameOf(assessor)
  const { byId, byPaper } = collected.of(outsideSlice)
  const found: (OutsideRef & { number: number }) | undefined = byId.get(slip) ?? byPaper.get(slip)
  if (!found) return '第三方'
  const cycle = bureau.cycles.find(({ id }) => id === found.cycle)
  const body = cycle?.scheme.roles.find(({ id }) => id === found.body)?.name ?? '第三方'
  return `${body}${found.number}号`
}
