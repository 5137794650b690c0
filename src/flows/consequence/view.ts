import { yearShown } from '../publication/results.js'
import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { may } from '../access.js'
import { keyOf, partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { manageConsequences } from './actions.js'
import { consequencesIn } from './due.js'

/** What follows from a cycle's published results (结果运用), for the office. */
export interface ConsequencesView {
  kind: 'consequences'
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  /** The version of the results that they follow from; null while nothing is published. */
  version: number | null
  lines: { name: string; clause: string; whom: number; done: number; card: CardRef }[]
}

/** Somebody for whom it is to be carried out; not `holds`: a correction has taken it away. */
export interface ConsequenceWaiting {
  id: string
  name: string
  holds: boolean
  /** Who was asked; '' for nobody. */
  to: string
}

/** One of them: for whom, and how far; for the office, or for who was asked to carry it out. */
export interface ConsequenceView {
  kind: 'consequence'
  cycle: string
  id: string
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  name: string
  clause: string
  says: string
  today: Day
  /** Reads all and hands over; else only what the reader was asked for. */
  isOffice: boolean
  /** Those for whom it is not carried out: how many, and the first. */
  waiting: { count: number; first: ConsequenceWaiting[] }
  /** Those for whom it is, the last first. */
  done: {
    count: number
    first: { id: string; name: string; on: Day; by: string; reference: string }[]
  }
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** As many names as a list to choose from takes, and as many lines as a card shows. */
const shownMost = { waiting: 60, done: 20 } as const

/**
 * Access: `consequence.manage`. Key: the cycle.
 * @refuses gone
 */
export async function viewConsequences(
  seeing: Seeing,
  key: string,
): Promise<ConsequencesView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || !may(bureau, person, manageConsequences, 'anything')) return gone
  const running = bureau.cycles.find((each) => each.id === key)
  const read = await consequencesIn(seeing, key)
  if (!running && !read) return gone
  const words = read?.snapshot.words
  return {
    kind: 'consequences',
    scheme: words?.scheme ?? running?.scheme.shortTitle ?? '',
    year: words ? yearShown(words) : running ? yearNameOf(running) : '',
    assesses: words?.assesses ?? running?.scheme.assessee ?? 'person',
    version: read?.snapshot.version ?? null,
    lines: (read?.all ?? []).map(({ words: { id, name, clause }, lines }) => ({
      ...{ name, clause, whom: lines.length },
      done: lines.filter(({ record }) => record.done !== null).length,
      card: { kind: 'consequence', key: keyOf(key, id) },
    })),
  }
}

/**
 * Access: `consequence.manage`; who was asked to carry it out sees for whom, and no more. Key: cycle and consequence.
 * @refuses gone
 */
export async function viewConsequence(
  seeing: Seeing,
  key: string,
): Promise<ConsequenceView | GoneView> {
  const { bureau, person, today } = seeing
  const [cycle = '', id = ''] = partsIn(key, 2) ?? []
  const read = person === null ? null : await consequencesIn(seeing, cycle)
  const of = read?.all.find(({ words }) => words.id === id)
  if (person === null || !read || !of) return gone
  const isOffice = may(bureau, person, manageConsequences, 'anything')
  const seen = isOffice ? of.lines : of.lines.filter(({ record }) => record.to === person)
  if (seen.length === 0) return gone
  const nameOf = (who: string): string => bureau.roster.nameOf(who)
  const waiting = seen.filter(({ record }) => record.done === null)
  const done = seen.flatMap(({ record: { done: when }, ...one }) =>
    when ? [{ ...one, when }] : [],
  )
  const { scheme, assesses } = read.snapshot.words
  const year = yearShown(read.snapshot.words)
  return {
    kind: 'consequence',
    ...{ cycle, id, scheme, year, assesses, today, isOffice },
    ...{ name: of.words.name, clause: of.words.clause, says: of.words.says },
    waiting: {
      count: waiting.length,
      first: waiting
        .slice(0, shownMost.waiting)
        .map(({ assessee, name, holds, record: { to } }) => ({
          ...{ id: assessee, name, holds, to: to === null ? '' : nameOf(to) },
        })),
    },
    done: {
      count: done.length,
      first: done.slice(0, shownMost.done).map(({ assessee, name, when }) => ({
        ...{ id: assessee, name, on: when.on, by: nameOf(when.by), reference: when.reference },
      })),
    },
  }
}
