import { z } from 'zod'
import type { Day } from '../../base/day.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Ask, AskKind } from '../asks.js'
import type { Saying, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { countMissing, isLate, missingBy, type MissingCount } from '../missing.js'
import { remindOthers } from './actions.js'
import { type Away, isReached, pagePlace } from './remind.js'
import { isRemindedToday } from './reminded.js'

/** What everybody owes: how much of each kind; of one kind, who by name. */
export interface MissingView {
  kind: 'missing'
  counts: MissingCount[]
  list: MissingList | null
}

/** Who owes something of one kind, by unit. */
export interface MissingList {
  of: string
  units: { name: string; people: MissingPerson[] }[]
  page: number
  pages: number
  people: number
  asks: number
  late: number
  /** What a reminder would reach today. */
  due: number
}

/** Somebody who owes something of the kind. */
export interface MissingPerson {
  name: string
  /** What is owed first, and how many things there are. */
  says: Saying
  count: number
  due: Day | null
  late: boolean
  state: 'open' | 'reminded' | 'away'
}

/** Names on one page. */
const pageSize = 20

const pageShape = z.object({ page: z.number() })

/**
 * Access: `asks.remind`. Key: `all`, or the name of a kind of ask.
 * @refuses gone
 */
export function viewMissing(kinds: () => readonly AskKind[], away: Away) {
  return async (seeing: Seeing, key: string): Promise<MissingView | GoneView> => {
    const { bureau, person } = seeing
    const gone: GoneView = { kind: 'gone', code: 'gone' }
    if (person === null || mayNot(bureau, person, remindOthers, 'anything')) return gone
    if (key === 'all') {
      return {
        kind: 'missing',
        counts: countMissing(seeing, missingBy(kinds(), seeing, {})),
        list: null,
      }
    }
    if (!kinds().some((kind) => kind.name === key)) return gone
    const asks = missingBy(kinds(), seeing, { kind: key })
    const stored = await getDraft(seeing.db, pagePlace({ bureau, person }, key))
    const page = pageShape.safeParse(stored?.body).data?.page ?? 1
    return {
      kind: 'missing',
      counts: countMissing(seeing, asks),
      list: listOf(seeing, asks, { key, page, away: away(seeing) }),
    }
  }
}

function listOf(
  seeing: Seeing,
  asks: readonly Ask[],
  of: { key: string; page: number; away: ReadonlySet<string> },
): MissingList {
  const { roster } = seeing.bureau
  const order = new Map(roster.units.map((unit, index) => [unit.id, index]))
  const placeOf = (who: string): number => order.get(roster.unitOf(who) ?? '') ?? order.size
  const people = new Map<string, Ask[]>()
  for (const ask of asks) people.set(ask.who, [...(people.get(ask.who) ?? []), ask])
  const sorted = [...people].sort(([a], [b]) => placeOf(a) - placeOf(b))
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize))
  const page = Math.min(Math.max(1, of.page), pages)
  const units = new Map<string, MissingPerson[]>()
  for (const [who, owed] of sorted.slice((page - 1) * pageSize, page * pageSize)) {
    const unit = roster.unitNameOf(roster.unitOf(who) ?? '')
    const known = units.get(unit) ?? []
    units.set(unit, [...known, ...personOf(seeing, { who, owed, away: of.away })])
  }
  const late = asks.filter((ask) => isLate(seeing, ask)).length
  const due = asks.filter(
    (ask) => isReached(seeing, of.away, ask) && !isRemindedToday(seeing, ask),
  ).length
  return {
    of: of.key,
    units: [...units].map(([name, all]) => ({ name, people: all })),
    page,
    pages,
    people: people.size,
    asks: asks.length,
    late,
    due,
  }
}

function personOf(
  seeing: Seeing,
  of: { who: string; owed: readonly Ask[]; away: ReadonlySet<string> },
): MissingPerson[] {
  const [first] = of.owed
  if (!first) return []
  const reminded = of.owed.every((ask) => isRemindedToday(seeing, ask))
  return [
    {
      name: seeing.bureau.roster.nameOf(of.who),
      says: first.says,
      count: of.owed.length,
      due: first.due,
      late: of.owed.some((ask) => isLate(seeing, ask)),
      state: !isReached(seeing, of.away, first) ? 'away' : reminded ? 'reminded' : 'open',
    },
  ]
}
