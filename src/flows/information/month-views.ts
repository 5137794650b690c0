import {
  type Day,
  dayAt,
  firstDay,
  lastDay,
  type Month,
  monthOf,
  monthText,
} from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { partsIn } from '../card-key.js'
import type { Bureau, Seeing } from '../context.js'
import { mayRecordAny } from '../fact/kinds.js'
import type { GoneView } from '../gone-view.js'
import { isMonth } from '../report/months.js'
import { isInYear } from '../running.js'
import { mayNotRead } from '../standing/view.js'
import { type Piece, piecesSlice } from './pieces.js'
import { infoTargets, isShort, type QuotaShown, type QuotaStanding, quotasIn } from './standings.js'
import type { OwnQuotas } from './views.js'

/** How one unit (or person) stands in a month, and who sent in what. */
export interface InfoUnitView {
  kind: 'info-unit'
  month: Month
  name: string
  own: boolean
  quotas: OwnQuotas[]
  /** Short of a target whose period ends with the month. */
  short: boolean
  /** Last day of the month, and whether it is over. */
  until: Day
  over: boolean
  people: { name: string; sent: number; adopted: number; waiting: number }[]
}

/** All units in a month: what each has of its targets. */
export interface InfoTableView {
  kind: 'info-table'
  month: Month
  over: boolean
  schemes: {
    name: string
    rows: { name: string; short: boolean; quotas: QuotaShown[] }[]
    reached: number
    /** Targets that no rule of the scheme makes a shortfall of, with who is short: for who may record one. */
    unruled: { name: string; clause: string; units: string[] }[]
  }[]
  mayRecord: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * How a unit stands in a month, and who of it sent in what. Access: who reads its score, and whom it is.
 * @refuses gone
 */
export async function viewInfoUnit(seeing: Seeing, key: string): Promise<InfoUnitView | GoneView> {
  const { bureau, person, today, collected } = seeing
  const [month = '', assessee = ''] = partsIn(key, 2) ?? []
  if (person === null || !isMonth(month) || mayNotRead(bureau, person, assessee)) return gone
  const standings = quotasIn(seeing, month, [assessee])
  const [first] = standings
  if (!first) return gone
  const all = standings.flatMap(({ quotas }) => quotas)
  const until = lastDay(month)
  const pieces = (collected.of(piecesSlice).byUnit.get(assessee) ?? []).filter(
    ({ at }) => monthOf(dayAt(at)) === month,
  )
  const own = assessee === person
  return {
    ...{ kind: 'info-unit', month, name: first.name, own, until },
    quotas: standings.map(({ cycle, quotas }) => ({
      unit: own ? '' : first.name,
      scheme: cycle.scheme.shortTitle,
      quotas,
    })),
    short: all.some((quota) => isShort(quota) && quota.ends),
    over: today > until,
    people: peopleOf(seeing, pieces),
  }
}

function peopleOf({ bureau }: Seeing, pieces: readonly Piece[]): InfoUnitView['people'] {
  const by = new Map<string, Piece[]>()
  for (const piece of pieces) {
    if (piece.state !== 'withdrawn') by.set(piece.person, [...(by.get(piece.person) ?? []), piece])
  }
  const count = (all: readonly Piece[], state: Piece['state']): number =>
    all.filter((piece) => piece.state === state).length
  return [...by]
    .map(([person, all]) => ({
      name: bureau.roster.nameOf(person),
      sent: all.length,
      adopted: count(all, 'adopted'),
      waiting: count(all, 'waiting'),
    }))
    .sort((a, b) => b.sent - a.sent)
}

/**
 * The table of a month. Access: everybody of the roster, since it is about units; the group where the bureau wants it there.
 * @refuses gone, {@link mayNotTable}
 */
export async function viewInfoTable(
  seeing: Seeing,
  month: string,
): Promise<InfoTableView | GoneView> {
  const { bureau, person, today } = seeing
  const may = person === null ? bureau.informationToGroup : bureau.roster.person(person)
  if (!may || !isMonth(month)) return gone
  const refusal = mayNotTable(bureau, month)
  if (refusal) return { kind: 'gone', code: refusal.code }
  const units = quotasIn(seeing, month, null).filter(
    ({ cycle }) => cycle.scheme.assessee === 'unit',
  )
  const cycles = new Set(units.map(({ cycle }) => cycle))
  const over = today > lastDay(month)
  const mayRecord = person !== null && mayRecordAny(bureau, person) === null
  return {
    ...{ kind: 'info-table', month, over, mayRecord },
    schemes: [...cycles].map((cycle) => {
      const own = units.filter((one) => one.cycle === cycle)
      const rows = own.map(({ name, quotas }) => ({
        ...{ name, quotas },
        short: quotas.some((quota) => isShort(quota) && quota.ends),
      }))
      return {
        name: cycle.scheme.shortTitle,
        rows: [...rows].sort((a, b) => Number(b.short) - Number(a.short)),
        reached: rows.filter(({ short }) => !short).length,
        unruled: over && mayRecord ? unruledIn(cycle.scheme, own) : [],
      }
    }),
    mayRecord,
  }
}

/**
 * Whether there is no table of a month: no cycle of its year has targets of information for units.
 * @refuses info-no-table
 */
export function mayNotTable(bureau: Pick<Bureau, 'cycles'>, month: Month): Refusal | null {
  const has = bureau.cycles.some(
    (cycle) =>
      isInYear(cycle, firstDay(month)) &&
      cycle.scheme.assessee === 'unit' &&
      infoTargets(cycle.scheme).length > 0,
  )
  return has ? null : refuse('info-no-table', { month: monthText(month) })
}

/** Targets whose period ended with the month and that no rule of the scheme is derived from, with who is short. */
function unruledIn(
  scheme: QuotaStanding['cycle']['scheme'],
  units: readonly QuotaStanding[],
): InfoTableView['schemes'][number]['unruled'] {
  const ruled = new Set(
    scheme.rules.flatMap(({ derived }) => (derived?.kind === 'target' ? [derived.target] : [])),
  )
  return scheme.targets.flatMap(({ id, name, clause }) => {
    if (ruled.has(id)) return []
    const short = units.filter(({ quotas }) =>
      quotas.some((one) => one.target === id && one.state === 'short' && one.ends),
    )
    return short.length === 0 ? [] : [{ name, clause, units: short.map((one) => one.name) }]
  })
}
