import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { may } from '../access.js'
import { publishedSlice } from '../publication/published.js'
import { readSnapshot, yearShown } from '../publication/results.js'
import { yearNameOf } from '../running.js'
import { exportAll } from './actions.js'
import { offersOf } from './plan.js'

/** What somebody can have as a file: forms, other sheets by their word, and for the office replay packs. */
export interface ExportsView {
  kind: 'exports'
  cycles: {
    cycle: string
    scheme: string
    year: string
    forms: {
      id: string
      name: string
      clause: string
      quarterly: boolean
      /** `mine`: the own, and those of the units one heads. */
      offers: ('mine' | 'all')[]
    }[]
    /** The version that a replay pack can be had of; null where none can. */
    pack: number | null
  }[]
  /** Words of the other sheets. */
  sheets: string[]
}

/**
 * Everybody sees what they themselves can have.
 * @refuses unknown-person
 */
export function viewExports(words: () => readonly string[]) {
  return async (seeing: Seeing): Promise<ExportsView | GoneView> => {
    const { bureau, collected, person } = seeing
    if (person === null || !bureau.roster.person(person))
      return { kind: 'gone', code: 'unknown-person' }
    const all = may(bureau, person, exportAll, 'anything')
    const published = collected.of(publishedSlice)
    const cycles = bureau.cycles.map((cycle) => ({
      ...{ cycle: cycle.id, scheme: cycle.scheme.shortTitle, year: yearNameOf(cycle) },
      forms: cycle.scheme.forms.flatMap((form) => {
        const offers = offersOf(seeing, person, { cycle, form })
        const { id, name, clause, quarterly } = form
        return offers.length === 0 ? [] : [{ id, name, clause, quarterly, offers }]
      }),
      pack: all ? (published.get(cycle.id)?.at(-1)?.version ?? null) : null,
    }))
    const closed = all ? await closedOf(seeing) : []
    return {
      kind: 'exports',
      cycles: [...cycles.filter(({ forms, pack }) => forms.length > 0 || pack !== null), ...closed],
      sheets: [...words()],
    }
  }
}

/** Closed cycles that are offered, the last first. */
const closedMost = 4

/** Cycles that do not run any more: of what was published in them there is a replay pack. */
async function closedOf({ bureau, collected, db }: Seeing): Promise<ExportsView['cycles']> {
  const running = new Set(bureau.cycles.map(({ id }) => id))
  const last = [...collected.of(publishedSlice)]
    .flatMap(([cycle, versions]) => (running.has(cycle) ? [] : (versions.at(-1) ?? [])))
    .sort((a, b) => (a.on > b.on ? -1 : 1))
    .slice(0, closedMost)
  const shown: ExportsView['cycles'] = []
  for (const { id, cycle, version } of last) {
    const words = (await readSnapshot(db, id))?.snapshot.words
    if (!words) continue
    shown.push({ cycle, scheme: words.scheme, year: yearShown(words), forms: [], pack: version })
  }
  return shown
}
