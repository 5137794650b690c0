import type { Situation } from '../context.js'
import { votedPart } from './parts.js'
import type { VoteRecord } from './votes.js'

/** What an assessee of a vote is called: a person or a unit. */
export function nameOfJudged(
  { bureau }: Pick<Situation, 'bureau'>,
  vote: Pick<VoteRecord, 'cycle'>,
  one: string,
): string {
  const cycle = bureau.cycles.find(({ id }) => id === vote.cycle)
  return cycle?.byId.get(one)?.name ?? bureau.roster.nameOf(one)
}

/** What can be given in a vote: the id of an option → its name, best first; empty where figures are given. */
export function optionsOf(
  { bureau }: Pick<Situation, 'bureau'>,
  vote: Pick<VoteRecord, 'cycle' | 'part' | 'choices'>,
): ReadonlyMap<string, string> {
  if (!('options' in vote.choices)) return new Map()
  const bands = votedPart(bureau, vote)?.scale.bands ?? []
  const names = new Map(bands.map(({ id, name }) => [id, name]))
  return new Map(vote.choices.options.map((id) => [id, names.get(id) ?? id]))
}
