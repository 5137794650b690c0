import { type Day, dayAt } from '../base/day.js'
import { type Roster, rosterOn } from '../roster/roster.js'
import { demoGroupName, demoRoster, demoStart } from './bureau.js'

/** The sandbox's people file; its format stands in the sandbox's README. */
export interface DemoPeopleFile {
  tenant: { name: string }
  bot: { name: string }
  departments: { id: string; name: string }[]
  people: {
    userId: string
    employeeNo: string
    name: string
    title: string
    duties: string[]
    departments: string[]
  }[]
  groups: { name: string; members: 'all' }[]
}

/**
 * The people of the demonstration bureau as the platform has them, drawn from its roster as it is on
 * `on`. User ids are the platform's own (`u01` for `p01`): the roster does not know them, people are
 * matched by employee number.
 */
export function demoPeopleFile(
  roster: Roster = demoRoster(),
  on: Day = dayAt(demoStart),
): DemoPeopleFile {
  const today = rosterOn(roster, on)
  return {
    tenant: { name: roster.bureau.name },
    bot: { name: '考核助手' },
    departments: roster.units.map((unit) => ({
      id: unit.id.replace(/^u-/, 'd-'),
      name: unit.departmentName ?? unit.name,
    })),
    people: today.people.map((person) => ({
      userId: person.id.replace(/^p/, 'u'),
      employeeNo: person.employeeNo,
      name: person.name,
      title: person.post,
      duties: [
        ...new Set(
          today.rolesOf(person.id).map((held) => roster.roleNames[held.role] ?? held.role),
        ),
      ],
      departments: [(today.unitOf(person.id) ?? '').replace(/^u-/, 'd-')],
    })),
    groups: [{ name: demoGroupName, members: 'all' }],
  }
}
