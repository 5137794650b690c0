import { yearNameOf } from '../running.js'
import { z } from 'zod'
import type { Day, Instant } from '../../base/day.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { itemPages } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { manageItems } from './actions.js'
import { isClosed, type ItemsState, itemsSlice, itemsStateOf } from './checked.js'
import { listPlace, mayNotList } from './manage.js'
import { openRows, type Progress, progressFor } from './progress.js'
import { checkedUnits, type CycleItems, itemsIn } from './rows.js'
import { isReady } from './sheet.js'
import { windowOf } from './windows.js'

/** How far a cycle's items are: of the units, or item by item. */
export interface OfficeView {
  kind: 'items-office'
  cycle: string
  scheme: string
  year: string
  /** The self-check's first and last day, and the last for scoring. */
  opens: Day
  due: Day
  scoredBy: Day
  provisional: boolean
  state: 'year' | 'checking' | 'scoring' | 'closed'
  by: 'unit' | 'item'
  /** There are items that several units have. */
  hasItems: boolean
  page: number
  pages: number
  units: number
  checked: number
  /** Rows of the reader; of the office all. */
  all: number
  scored: number
  rows: OfficeRow[]
  /** The reader may end or reopen the scoring. */
  manages: boolean
  mayClose: boolean
  /** Rows of everybody without a score. */
  open: number
  closed: { by: string; at: Instant; open: number; reason: string } | null
  reopened: { by: string; at: Instant; reason: string } | null
}

/** A unit with its self-check, or an item with how many units have it. */
export interface OfficeRow extends Progress {
  name: string
  check: 'none' | 'checked' | 'late' | 'returned' | null
  units: number | null
  card: CardRef
}

const gone: GoneView = { kind: 'gone', code: 'gone' }
const shape = z.object({ by: z.enum(['unit', 'item']).catch('unit'), page: z.number().catch(0) })

/**
 * Access: who scores something of the cycle, and the office.
 * @refuses gone
 */
export async function viewOffice(seeing: Seeing, key: string): Promise<OfficeView | GoneView> {
  const { bureau, person, calendar, today, db } = seeing
  const items = itemsIn(bureau, key)
  if (!items || person === null || mayNotList({ ...seeing, person }, items)) return gone
  const manages = mayNot(bureau, person, manageItems, 'anything') === null
  const state = itemsStateOf(seeing.collected.of(itemsSlice), key)
  const window = windowOf(items.cycle, calendar)
  const stored = await getDraft(db, listPlace({ bureau, person }, key))
  const { by, page: wanted } = shape.parse(stored?.body ?? {})
  const { byUnit, byItem } = progressFor(seeing, items, ({ may }) => manages || may.has(person))
  const listed = by === 'unit' ? unitRows(items, state, byUnit) : itemRows(key, byItem)
  const pages = Math.max(1, Math.ceil(listed.length / itemPages.list))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  const total = [...byUnit.values()]
  const closed = isClosed(state)
  const units = checkedUnits(items)
  const open = openRows(seeing, items)
  const scoring = units.some(({ id }) => isReady(seeing, { items, state }, id))
  return {
    kind: 'items-office',
    ...{ cycle: key, scheme: items.cycle.scheme.shortTitle, year: yearNameOf(items.cycle) },
    ...{ opens: window.opens, due: window.due, scoredBy: window.scoredBy },
    provisional: isProvisional(seeing, window.scoredBy),
    state: closed ? 'closed' : scoring ? 'scoring' : today < window.opens ? 'year' : 'checking',
    ...{ by, hasItems: byItem.size > 0, page, pages, units: units.length },
    checked: units.filter(({ id }) => {
      const check = state.checks.get(id)
      return check !== undefined && check.returned === null
    }).length,
    all: total.reduce((sum, one) => sum + one.all, 0),
    scored: total.reduce((sum, one) => sum + one.scored, 0),
    rows: listed.slice(page * itemPages.list, (page + 1) * itemPages.list),
    manages,
    mayClose: manages && !closed && scoring && (open === 0 || today > window.scoredBy),
    open,
    ...(await endOf(seeing, state)),
  }
}

function unitRows(
  items: CycleItems,
  state: ItemsState,
  byUnit: ReadonlyMap<string, Progress>,
): OfficeRow[] {
  return checkedUnits(items).flatMap(({ id, name }): OfficeRow[] => {
    const progress = byUnit.get(id)
    if (!progress) return []
    const check = state.checks.get(id)
    return [
      {
        ...{ ...progress, name, units: null },
        check: !check ? 'none' : check.returned ? 'returned' : check.late ? 'late' : 'checked',
        card: { kind: 'items-sheet', key: keyOf(items.cycle.id, 'unit', id) },
      },
    ]
  })
}

function itemRows(cycle: string, byItem: ReturnType<typeof progressFor>['byItem']): OfficeRow[] {
  return [...byItem].map(([id, { all, scored, units, row }]) => ({
    ...{ all, scored, units, check: null },
    name: row.listed?.name ?? row.part.name,
    card: { kind: 'items-sheet', key: keyOf(cycle, 'item', id) },
  }))
}

async function endOf(
  { db, bureau }: Seeing,
  { closed }: ItemsState,
): Promise<Pick<OfficeView, 'closed' | 'reopened'>> {
  if (!closed) return { closed: null, reopened: null }
  const { reopened } = closed
  const entries = [closed.entry, ...(reopened ? [reopened.entry] : [])]
  const texts = await textsOf(db, entries, ['reason'])
  const nameOf = (id: string): string => bureau.roster.nameOf(id)
  return {
    closed: {
      ...{ by: nameOf(closed.by), at: closed.at, open: closed.open },
      reason: texts.get(closed.entry)?.reason ?? '',
    },
    reopened: reopened && {
      ...{ by: nameOf(reopened.by), at: reopened.at },
      reason: texts.get(reopened.entry)?.reason ?? '',
    },
  }
}
