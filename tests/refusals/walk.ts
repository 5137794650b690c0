import type { Change, Situation } from './situation.js'

/** What is refused, and in which situation each of its refusals comes. */
export interface Walk {
  /** As the list is called: `report.submit`, `card report`, `command 月报`, `attachFile`. */
  of: string
  /** A situation in which it is not refused. */
  right: Situation
  /**
   * Code → what has to be different for exactly that refusal. Several: each of them; the first stands for it where
   * others hold at once.
   */
  wrong: Readonly<Record<string, Change | readonly [Change, ...Change[]]>>
  /** Code → what holds where it comes first and later ones hold too, if that is another change. */
  first?: Readonly<Record<string, Change>>
  /** Pairs that can't hold at once though they change different things, `earlier later`. */
  apart?: readonly string[]
}

/** Every situation in which one refusal alone holds. */
export function aloneIn({ right, wrong }: Walk, code: string): Situation[] {
  const given = wrong[code]
  if (given === undefined) return []
  return listed(given).map((change) => change.make(right))
}

/**
 * A situation in which a refusal and as many later ones of the list as can be hold at once, and which those are; null
 * where no later one can. What was given for them alone is what makes them hold here.
 */
export function togetherIn(
  { right, wrong, first, apart = [] }: Walk,
  code: string,
  codes: readonly string[],
): { situation: Situation; later: string[] } | null {
  const own = wrong[code]
  if (own === undefined) return null
  const [change] = [first?.[code], ...listed(own)].flatMap((each) => each ?? [])
  if (!change) return null
  const taken = new Set(change.takes)
  const later: string[] = []
  const changes: Change[] = []
  for (const each of codes.slice(codes.indexOf(code) + 1)) {
    const also = wrong[each]
    if (also === undefined || apart.includes(`${code} ${each}`)) continue
    const free = listed(also).find(({ takes }) => takes.every((what) => !taken.has(what)))
    if (!free) continue
    for (const what of free.takes) taken.add(what)
    changes.push(free)
    later.push(each)
  }
  if (later.length === 0) return null
  const made = changes.reverse().reduce((situation, { make }) => make(situation), right)
  return { situation: change.make(made), later }
}

function listed(given: Change | readonly [Change, ...Change[]]): readonly Change[] {
  return 'make' in given ? [given] : given
}
