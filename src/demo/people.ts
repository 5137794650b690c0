import type { Day } from '../base/day.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { type Person, rosterOn } from '../roster/roster.js'

/** The sandbox's people file; its format stands in the sandbox's README. */
export interface PeopleFile {
  tenant: { name: string; about?: string }
  bot: { name: string }
  departments: { id: string; name: string; parent?: string }[]
  people: PlatformPerson[]
  groups: { name: string; members: string[] }[]
}

interface PlatformPerson {
  userId: string
  employeeNo: string
  name: string
  title: string
  duties: string[]
  departments: string[]
}

/**
 * The people of bureaus as one tenant of the platform has them, drawn from their rosters as they are on `on`: each
 * bureau is a department with its units below, and has its group. Somebody who stands in two rosters with the same
 * user id, or the same employee number and name, is one person. A roster that names no user ids gets
 * some of the platform's own, which it does not know. `about`: what the sandbox's page says of them.
 */
export function peopleFile(
  bureaus: readonly Pick<BureauFiles, 'id' | 'name' | 'group' | 'roster'>[],
  on: Day,
  about?: string,
): PeopleFile {
  const people = new Map<string, PlatformPerson>()
  const file: PeopleFile = {
    tenant: {
      name: bureaus.map((one) => one.name).join('、'),
      ...(about === undefined ? {} : { about }),
    },
    bot: { name: '考核助手' },
    departments: [],
    people: [],
    groups: [],
  }
  for (const { id, name, group, roster } of bureaus) {
    const today = rosterOn(roster, on)
    const idOf = (unit: string): string => `${id}.${unit}`
    file.departments.push({ id, name })
    for (const unit of today.units) {
      file.departments.push({
        id: idOf(unit.id),
        name: unit.departmentName ?? unit.name,
        parent: id,
      })
    }
    const members = today.people.map((person) => {
      const same = people.get(sameAs(person))
      const one = same ?? platformPerson(person, `${id}.${person.id}`)
      one.departments.push(idOf(today.unitOf(person.id) ?? ''))
      for (const { role } of today.rolesOf(person.id)) {
        const duty = roster.roleNames[role] ?? role
        if (!one.duties.includes(duty)) one.duties.push(duty)
      }
      people.set(sameAs(person), one)
      return one.userId
    })
    if (group !== null) file.groups.push({ name: group, members })
  }
  return { ...file, people: [...people.values()] }
}

function sameAs({ userId, employeeNo, name }: Person): string {
  return JSON.stringify(userId === undefined ? [employeeNo, name] : [userId])
}

function platformPerson({ userId, employeeNo, name, post }: Person, own: string): PlatformPerson {
  return { userId: userId ?? own, employeeNo, name, title: post, duties: [], departments: [] }
}
