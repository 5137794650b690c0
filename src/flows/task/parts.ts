import { refuse, type Refusal } from '../../base/refusal.js'
import { hasPart } from '../../scheme/model/for-whom.js'
import type { RatioPart, TasksPart } from '../../scheme/model/parts.js'
import { scorersOf } from '../../scheme/model/scored.js'
import { hasTasks } from '../../scheme/model/tasks.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Assessee } from '../../scoring/input.js'
import type { Bureau } from '../context.js'
import { itemsOf } from '../items/rows.js'
import type { Running } from '../running.js'

/** A part of a running cycle in which tasks count. */
export interface TaskPart {
  cycle: Running
  part: TasksPart | RatioPart
  /** Those of the cycle whose part it is. */
  assessees: readonly Assessee[]
}

/** All of them, in the order of cycles and parts. */
export function taskParts({ cycles }: Pick<Bureau, 'cycles'>): TaskPart[] {
  return cycles.flatMap((cycle) => {
    const { total } = cycle.scheme
    const scored = itemsOf(cycle) === null ? null : scorersOf(total)
    return partsOf(total).flatMap((part) => {
      // Tasks that the regulation lists are scored with the other items: nothing of them is entered.
      if (!hasTasks(part) || (part.listed.length > 0 && scored?.has(part.id))) return []
      const assessees = cycle.assessees.filter((one) => hasPart(total, part.id, one))
      return [{ cycle, part, assessees }]
    })
  })
}

/** One of them; null for what is none. */
export function taskPart(bureau: Bureau, cycle: string, part: string): TaskPart | null {
  return taskParts(bureau).find((of) => of.cycle.id === cycle && of.part.id === part) ?? null
}

/** Who enters letters and results of a part: who scores it, by unit or role, and the office. */
export function taskKeepers(bureau: Bureau, { part }: TaskPart): string[] {
  const { roster } = bureau
  const roles = ['assessment-office', ...part.scoredBy]
  return roster.people
    .filter(({ id }) => {
      const unit = roster.unitOf(id)
      if (unit !== null && part.scoredBy.includes(unit)) return true
      return roster.rolesOf(id).some(({ role }) => roles.includes(role))
    })
    .map(({ id }) => id)
}

/**
 * Who of those is asked to: of the units that score the part their heads (everybody of one without), of its roles every holder; where
 * the scheme names neither, the office.
 */
export function taskAsked(bureau: Bureau, { part }: TaskPart): string[] {
  const { roster } = bureau
  const asked = part.scoredBy.flatMap((id) => {
    if (roster.unit(id) === undefined) return roster.holders(id)
    const heads = roster.headsOf(id)
    return heads.length > 0 ? heads : roster.membersOf(id)
  })
  const all = asked.length > 0 ? asked : roster.holders('assessment-office')
  return [...new Set(all.map(({ id }) => id))]
}

/** Null where a person enters letters and results of a part; else `not-allowed`. */
export function mayKeepTasks(bureau: Bureau, person: string, of: TaskPart): Refusal | null {
  const keepers = taskKeepers(bureau, of)
  if (keepers.includes(person)) return null
  const names = keepers.slice(0, 4).map((id) => bureau.roster.nameOf(id))
  const more = keepers.length > names.length ? '等' : ''
  return refuse('not-allowed', {
    what: '登记年度任务',
    who: names.length > 0 ? `${names.join('、')}${more}` : '目前无人',
  })
}

/** The parts that a person enters tasks of. */
export function keptBy(bureau: Bureau, person: string): TaskPart[] {
  return taskParts(bureau).filter((of) => mayKeepTasks(bureau, person, of) === null)
}

/** Whom one tells of an assessee's tasks: the person, or the heads of the unit. */
export function tasksTold({ roster }: Bureau, { cycle }: TaskPart, assessee: string): string[] {
  return cycle.scheme.assessee === 'unit'
    ? roster.headsOf(assessee).map(({ id }) => id)
    : [assessee]
}
