import type { StandingFact, StandingPart, StandingView } from '../standing/view.js'
import { keyOf, partsIn } from '../card-key.js'

/** What an appeal can be about, as the statement has it. */
export interface AppealLine {
  /** A part, or a fact in one (`part/fact`). */
  id: string
  part: StandingPart
  /** Null for the whole part. */
  fact: StandingFact | null
}

/** Whole result: rank, grade, or something that no line says. */
export const wholeLine = 'whole'

/** Every line of a statement that can be appealed against, each part before its facts. */
export function linesOf({ parts }: Pick<StandingView, 'parts'>): AppealLine[] {
  return parts.flatMap((part) => {
    const facts = new Map(part.facts.map((fact) => [fact.id, fact]))
    return [
      { id: part.id, part, fact: null },
      ...[...facts.values()].map((fact) => ({ id: keyOf(part.id, fact.id), part, fact })),
    ]
  })
}

/** The line that an appeal is about; null for the whole result, undefined for what the statement does not have. */
export function lineIn(
  standing: Pick<StandingView, 'parts'>,
  id: string,
): AppealLine | null | undefined {
  if (id === wholeLine) return null
  const [partId = id, factId] = partsIn(id, 2) ?? []
  const part = standing.parts.find((each) => each.id === partId)
  if (!part) return undefined
  if (factId === undefined) return { id, part, fact: null }
  const fact = part.facts.find((each) => each.id === factId)
  return fact && { id, part, fact }
}

/** Facts that a line rests on: the one that it is, or all of its part; of the whole result all. */
export function factsOf(
  standing: Pick<StandingView, 'parts'>,
  line: AppealLine | null,
): StandingFact[] {
  if (line?.fact) return [line.fact]
  const all = line ? line.part.facts : standing.parts.flatMap((part) => part.facts)
  return [...new Map(all.map((fact) => [fact.id, fact])).values()]
}
