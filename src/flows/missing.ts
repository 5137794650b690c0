import { type Ask, type AskKind, mostUrgentFirst, workingDaysLeft } from './asks.js'
import type { Situation } from './context.js'

/** Which of what is missing is wanted; what is left out does not narrow. */
export interface MissingFilter {
  /** Name of the kind of ask. */
  kind?: string
  /** What it is about, within its kind: a fact, a period of a part. */
  about?: string
  cycle?: string
  occasion?: string
  person?: string
  /** The unit of who owes it. */
  unit?: string
}

/**
 * Everything that is owed now, of every flow, most urgent first: what 催办 lists and sends, and what is looked at
 * before a period is closed or a result is published.
 */
export function missingBy(
  kinds: readonly AskKind[],
  situation: Situation,
  filter: MissingFilter,
): Ask[] {
  const { kind, about, cycle, occasion, person, unit } = filter
  const only = {
    ...(person === undefined ? {} : { person }),
    ...(occasion === undefined ? {} : { occasion }),
  }
  const asks = kinds
    .filter((each) => kind === undefined || each.name === kind)
    .flatMap((each) => each.open(situation, only))
    .filter(
      (ask) =>
        (about === undefined || ask.about === about) &&
        (cycle === undefined || ask.cycle === cycle) &&
        (unit === undefined || situation.bureau.roster.unitOf(ask.who) === unit),
    )
  return mostUrgentFirst(situation, asks)
}

/** How much of one kind is owed. */
export interface MissingCount {
  kind: string
  asks: number
  people: number
  /** Of the asks, those whose time is over. */
  late: number
}

/** Counts by kind, in the order of the kinds; kinds of which nothing is owed are left out. */
export function countMissing(situation: Situation, asks: readonly Ask[]): MissingCount[] {
  const kinds = new Map<string, Ask[]>()
  for (const ask of asks) {
    const known = kinds.get(ask.kind)
    if (known) known.push(ask)
    else kinds.set(ask.kind, [ask])
  }
  return [...kinds].map(([kind, of]) => ({
    kind,
    asks: of.length,
    people: new Set(of.map((ask) => ask.who)).size,
    late: of.filter((ask) => isLate(situation, ask)).length,
  }))
}

/** Whether an ask's time is over. */
export function isLate(situation: Situation, ask: Ask): boolean {
  return (workingDaysLeft(situation, ask) ?? 0) < 0
}
