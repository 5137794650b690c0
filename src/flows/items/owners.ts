import type { Bureau } from '../context.js'
import type { CycleItems, ItemPart } from './rows.js'

const office = 'assessment-office'

/** Who may score an item of an assessee, and who of them is asked to. */
export interface Scorers {
  may: ReadonlySet<string>
  asked: ReadonlySet<string>
}

/**
 * Who scores an item of an assessee: the people of the offices that the scheme names, by unit or role, but nobody of the
 * assessee itself. Where nobody is left: the office that gathers its sheet, else the assessment office. Asked are a
 * unit's heads (everybody of one without), and every holder of a role.
 */
export function scorersFor(
  bureau: Pick<Bureau, 'roster'>,
  items: CycleItems,
  of: { item: Pick<ItemPart, 'scorers'>; assessee: string },
): Scorers {
  const gathers = items.cycle.byId.get(of.assessee)?.group
  const tries = [of.item.scorers, gathers === undefined ? [] : [gathers], [office]]
  for (const ids of tries) {
    const others = holding(bureau, ids, of.assessee)
    if (others.may.size > 0) return others
  }
  return holding(bureau, [office], null)
}

/** People of units, or holders of roles, without those of one unit. */
function holding(
  { roster }: Pick<Bureau, 'roster'>,
  ids: readonly string[],
  but: string | null,
): Scorers {
  const may = new Set<string>()
  const asked = new Set<string>()
  for (const id of ids) {
    const isUnit = roster.unit(id) !== undefined
    const all = isUnit ? roster.membersOf(id) : roster.holders(id)
    const heads = isUnit ? roster.headsOf(id) : []
    for (const person of all) {
      if (but !== null && roster.unitOf(person.id) === but) continue
      may.add(person.id)
      if (heads.length === 0 || heads.some((head) => head.id === person.id)) asked.add(person.id)
    }
  }
  return { may, asked: asked.size > 0 ? asked : may }
}

/** Who hands in an assessee's self-check: the heads of the unit. */
export function checkersOf({ roster }: Pick<Bureau, 'roster'>, assessee: string): string[] {
  return roster.headsOf(assessee).map(({ id }) => id)
}
