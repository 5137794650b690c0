import type { Day } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import type { Placed, PlacedPerson, Tell } from './placed.js'
import type { RoleHeld, Roster, Unit } from './roster.js'

const openEnd = '9999-12-31'

/** Checks what only the whole file can tell: doubles, overlaps, units without a head. */
export function checkRoster(roster: Roster, people: readonly PlacedPerson[], tell: Tell): void {
  checkDoubles(roster, tell)
  const units = new Map(roster.units.map((unit) => [unit.id, unit]))
  for (const of of people) {
    checkMemberships(of, tell)
    checkUnitExists(of, units, tell)
    checkHeadsBelong(of, tell)
  }
  checkHeads(roster, people, tell)
  checkOffices(roster, tell)
}

function checkDoubles(roster: Roster, tell: Tell): void {
  const once = (
    what: string,
    list: 'units' | 'people',
    key: string,
    values: (string | undefined)[],
  ) => {
    const seen = new Set<string>()
    values.forEach((value, index) => {
      if (value === undefined) return
      if (seen.has(value)) {
        tell('error', 'duplicate', `${what}“${value}”出现了两次`, [list, index, key])
      }
      seen.add(value)
    })
  }
  once(
    '处室编号',
    'units',
    'id',
    roster.units.map((unit) => unit.id),
  )
  once(
    '处室名称',
    'units',
    'name',
    roster.units.map((unit) => unit.name),
  )
  once(
    '人员编号',
    'people',
    'id',
    roster.people.map((person) => person.id),
  )
  once(
    '工号',
    'people',
    'employeeNo',
    roster.people.map((person) => person.employeeNo),
  )
  once(
    'userId',
    'people',
    'userId',
    roster.people.map((person) => person.userId),
  )
}

function checkMemberships({ person, memberships }: PlacedPerson, tell: Tell): void {
  const sorted = [...memberships].sort((a, b) => (a.value.from < b.value.from ? -1 : 1))
  sorted.forEach((later, index) => {
    const earlier = sorted[index - 1]
    if (!earlier || (earlier.value.to ?? openEnd) < later.value.from) return
    const until = earlier.value.to ? `到 ${earlier.value.to} 才结束` : '没有写结束日（to）'
    const why = `${person.name}的任职时间重叠：前一段${until}，这一段从 ${later.value.from} 开始`
    tell('error', 'overlapping-memberships', why, later.path)
  })
}

/** Nobody belongs to a unit before it exists or after it is gone. */
function checkUnitExists(
  { person, memberships }: PlacedPerson,
  units: ReadonlyMap<string, Unit>,
  tell: Tell,
): void {
  for (const { value, path } of memberships) {
    const unit = units.get(value.unit)
    if (unit?.from !== undefined && value.from < unit.from) {
      const why = `${unit.name}从 ${unit.from} 起才有，${person.name}的任职从 ${value.from} 开始`
      tell('error', 'unit-not-yet', why, path)
    }
    if (unit?.to !== undefined && unit.to < endOf(value)) {
      const until = value.to === undefined ? '没有写结束日（to）' : `到 ${value.to} 才结束`
      const why = `${unit.name}到 ${unit.to} 为止，${person.name}在那里的任职${until}`
      tell('error', 'unit-gone', why, path)
    }
  }
}

/** A head should belong to the unit while heading it. */
function checkHeadsBelong({ person, roles }: PlacedPerson, tell: Tell): void {
  for (const { value: role, path } of roles) {
    if (role.role !== 'unit-head') continue
    const belongs = person.memberships.some(
      (of) =>
        of.unit === role.unit && of.from <= (role.to ?? openEnd) && role.from <= (of.to ?? openEnd),
    )
    if (belongs) continue
    const why = `${person.name}是该处室的负责人，但同一时间不在这个处室`
    tell('warning', 'head-elsewhere', why, path)
  }
}

interface Held extends Placed<RoleHeld> {
  name: string
}

/** Who holds a role for a unit, by role and unit. */
function heldForUnits(people: readonly PlacedPerson[]): ReadonlyMap<string, readonly Held[]> {
  const held = new Map<string, Held[]>()
  for (const { person, roles } of people) {
    for (const { value, path } of roles) {
      if (value.unit === undefined) continue
      const key = `${value.role} ${value.unit}`
      held.set(key, [...(held.get(key) ?? []), { value, path, name: person.name }])
    }
  }
  return held
}

function checkHeads(roster: Roster, people: readonly PlacedPerson[], tell: Tell): void {
  const held = heldForUnits(people)
  for (const [index, unit] of roster.units.entries()) {
    if (unit.kind === 'leadership') continue
    const heads = held.get(`unit-head ${unit.id}`) ?? []
    const leaders = held.get(`leader-in-charge ${unit.id}`) ?? []
    const path: DocumentPath = ['units', index]
    const still = ({ value }: Held): boolean => value.to === undefined
    if (unit.to === undefined && !heads.some(still)) {
      tell('warning', 'no-head', `${unit.name}现在没有处室负责人，月报和评价没有人办`, path)
    }
    if (unit.to === undefined && !leaders.some(still)) {
      tell('warning', 'no-leader', `${unit.name}现在没有分管领导，减分事项没有人审定`, path)
    }
    const sorted = [...heads].sort((a, b) => (a.value.from < b.value.from ? -1 : 1))
    for (const [at, later] of sorted.entries()) {
      const earlier = sorted[at - 1]
      if (!earlier || endOf(earlier.value) < later.value.from) continue
      const why = `${unit.name}从 ${later.value.from} 起同时有两位负责人：${earlier.name}、${later.name}`
      tell('warning', 'two-heads', why, later.path)
    }
  }
}

function checkOffices(roster: Roster, tell: Tell): void {
  for (const role of ['principal-leader', 'assessment-office']) {
    const held = roster.people.some((of) => of.roles.some((r) => r.role === role && !r.to))
    if (held) continue
    const why = `现在没有人担任“${roster.roleNames[role] ?? role}”，请在某人的 roles 里写上`
    tell('warning', 'role-unheld', why, ['people'])
  }
}

function endOf(of: { to?: Day }): string {
  return of.to ?? openEnd
}
