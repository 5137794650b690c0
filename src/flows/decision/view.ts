import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { latestResults } from '../../storage/results.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { readResults, type ResultHead } from '../publication/results.js'
import { changedSince } from '../publication/since.js'
import type { Running } from '../running.js'
import { textsOf } from '../texts.js'
import { recordDecisions } from './actions.js'
import { decisionsSlice } from './decisions.js'
import { gradesLeft, lookedAt, tiesLeft } from './pending.js'

/** What a cycle leaves to a meeting, and what was decided. */
export interface DecisionsView {
  kind: 'decisions'
  cycle: string
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  /** The results that the ties are of; null while none are computed. */
  results: string | null
  /** Something came since they were computed: they are computed anew first. */
  outdated: boolean
  ties: {
    nomination: number
    tier: string
    grade: string
    role: string
    places: number
    among: { id: string; name: string; total: string }[]
  }[]
  /** Whose grade is left open, and whom a warning asks to look at: how many, and the first by name. */
  left: { count: number; names: string[] }
  looked: { count: number; names: string[] }
  grades: { id: string; name: string; role: string }[]
  decided: DecisionShown[]
}

export interface DecisionShown {
  id: string
  names: string[]
  grade: string
  /** The quota whose last places were given; '' for a grade. */
  quota: string
  role: string
  reference: string
  reason: string
  by: string
  on: Day
}

/** Names on the card; how many there are is said. */
const namesMost = 20

/**
 * Access: `decision.record`. Key: the cycle.
 * @refuses gone
 */
export async function viewDecisions(
  seeing: Seeing,
  key: string,
): Promise<DecisionsView | GoneView> {
  const { bureau, person, db } = seeing
  const gone: GoneView = { kind: 'gone', code: 'gone' }
  if (person === null || mayNot(bureau, person, recordDecisions, 'anything')) return gone
  const cycle = bureau.cycles.find((each) => each.id === key)
  if (!cycle) return gone
  const { ready } = await latestResults(db, key)
  const read = ready && (await readResults(db, ready.id))
  const head = read?.head ?? null
  const outdated = head !== null && (await changedSince(seeing, cycle, head)) !== null
  const { scheme } = cycle
  return {
    kind: 'decisions',
    cycle: key,
    scheme: scheme.shortTitle,
    year: yearNameOf(cycle),
    assesses: scheme.assessee,
    results: ready?.id ?? null,
    outdated,
    ties: head && !outdated ? tiesOf(head, cycle) : [],
    left: some(head, cycle, head ? gradesLeft(head) : []),
    looked: some(head, cycle, head ? lookedAt(head) : []),
    grades: scheme.grades.map(({ id, name, decidedBy }) => ({
      ...{ id, name, role: roleName(cycle, decidedBy) },
    })),
    decided: await decidedOf(seeing, cycle),
  }
}

function roleName({ scheme }: Running, id: string): string {
  return scheme.roles.find((role) => role.id === id)?.name ?? id
}

function nameOf(head: ResultHead | null, { byId }: Running, id: string): string {
  return head?.words.assessees[id]?.name ?? byId.get(id)?.name ?? id
}

function some(
  head: ResultHead | null,
  cycle: Running,
  ids: readonly string[],
): DecisionsView['left'] {
  const names = ids.slice(0, namesMost).map((id) => nameOf(head, cycle, id))
  return { count: ids.length, names }
}

function tiesOf(head: ResultHead, cycle: Running): DecisionsView['ties'] {
  const totals = new Map(
    head.result.rankings.flatMap(({ places }) =>
      places.map(({ assessee, total }) => [assessee, total ?? ''] as const),
    ),
  )
  return tiesLeft(head, cycle).map(({ nomination, grade, role, places, among }) => ({
    nomination,
    tier: head.words.tiers[head.result.nominations[nomination]?.tier ?? ''] ?? '',
    grade: head.words.grades[grade] ?? grade,
    role: roleName(cycle, role),
    places,
    among: among.map((id) => ({
      ...{ id, name: nameOf(head, cycle, id), total: totals.get(id) ?? '' },
    })),
  }))
}

async function decidedOf(seeing: Seeing, cycle: Running): Promise<DecisionShown[]> {
  const all = seeing.collected.of(decisionsSlice).get(cycle.id) ?? []
  const texts = await textsOf(
    seeing.db,
    all.map(({ id }) => id),
    ['reason'],
  )
  const { grades, quotas } = cycle.scheme
  return all.map(({ id, assessees, grade, places, role, reference, by, on }) => ({
    id,
    names: assessees.map((one) => nameOf(null, cycle, one)),
    grade: grades.find((one) => one.id === grade)?.name ?? grade,
    quota: places ? (quotas.find((one) => one.id === places.quota)?.name ?? places.quota) : '',
    role: roleName(cycle, role),
    reference,
    reason: texts.get(id)?.reason ?? '',
    by: seeing.bureau.roster.nameOf(by),
    on,
  }))
}
