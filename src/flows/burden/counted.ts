import { day, dayAt, type Instant, momentOf, yearIn } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { isOutside } from '../rating/outside-rater.js'
import { acts } from './acts.js'

/** What a year asked of somebody, and what they began themselves. */
export interface PersonYear {
  /** Kind of ask → what of it they answered, each once: changing an answer is no second one. */
  answers: Map<string, Set<string>>
  own: number
}

/** Year → person → what it asked of them. */
export type BurdenCollected = Map<string, Map<string, PersonYear>>

/** Years that are kept: this one and the last. */
const yearsKept = 2

/**
 * What the ledger says everybody answered and began, year by year. It follows from the entries alone, so it cannot be other
 * than they are.
 */
export const burdenSlice = slice<BurdenCollected>(
  'burden',
  () => new Map(),
  Object.fromEntries(
    Object.entries(acts).flatMap(([kind, act]) => (act === null ? [] : [[kind, take]])),
  ),
)

function take(state: BurdenCollected, entry: PlainEntry): void {
  const act = acts[entry.kind]
  // What third parties give asked nothing of anybody here.
  if (!act || entry.by === 'system' || isOutside(entry.by)) return
  const of = yearOf(state, yearAt(entry.at), entry.by)
  if (act === 'own') {
    of.own++
    return
  }
  const answered = of.answers.get(act.answers)
  if (answered) answered.add(nameOf(entry))
  else of.answers.set(act.answers, new Set([nameOf(entry)]))
}

/** What an answer was to, within its kind of ask: a month for most, without a text being made for each. */
function nameOf({ id, by, cycle, period, subject, about }: PlainEntry): string {
  if (cycle === null && about === null && subject === by && period !== null) return period
  if (period === null && about === null && cycle === null) return id
  return `${cycle ?? ''} ${period ?? ''} ${subject ?? ''} ${about ?? ''}`
}

/** The last year that was asked about: entries come in order, and a fold sees a hundred thousand of one year. */
let last: { year: string; from: Instant; to: Instant } | null = null

function yearAt(at: Instant): string {
  if (last === null || at < last.from || at >= last.to) {
    const year = yearIn(dayAt(at))
    last = { year, ...boundsOf(year) }
  }
  return last.year
}

/** First and last moment of a year, the last not counted. */
export function boundsOf(year: string): { from: Instant; to: Instant } {
  const next = `${Number.parseInt(year, 10) + 1}`
  return { from: momentOf(day(`${year}-01-01`)), to: momentOf(day(`${next}-01-01`)) }
}

function yearOf(state: BurdenCollected, year: string, person: string): PersonYear {
  const persons = state.get(year) ?? new Map<string, PersonYear>()
  if (!state.has(year)) {
    state.set(year, persons)
    const years = [...state.keys()].sort()
    for (const old of years.slice(0, Math.max(0, years.length - yearsKept))) state.delete(old)
  }
  const known = persons.get(person)
  if (known) return known
  const made: PersonYear = { answers: new Map(), own: 0 }
  persons.set(person, made)
  return made
}

/** How many things somebody answered in all. */
export function answersOf(of: Pick<PersonYear, 'answers'> | undefined): number {
  return [...(of?.answers.values() ?? [])].reduce((sum, { size }) => sum + size, 0)
}
