import { must } from '../base/bug.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { isOrdinaryWith } from '../flows/burden/ordinary.js'
import { type Random, randomFrom } from '../demo/random.js'
import type { Roster } from '../roster/roster.js'
import type { Control } from './control.js'
import { Person } from './person.js'
import { type Temper, temperOf } from './temper.js'

/** Somebody who lives through the year. */
export interface Member {
  /** In the roster. */
  id: string
  person: Person
  temper: Temper
  random: Random
  /** Holds no office: what the year may ask of them is bounded. */
  ordinary: boolean
  /** Holds the assessment office. */
  office: boolean
}

/** The people of a bureau in the sandbox, each with a temper drawn from the seed. */
export async function castOf(
  { roster, schemes }: Pick<BureauFiles, 'roster' | 'schemes'>,
  { control, seed }: { control: Control; seed: string },
): Promise<Member[]> {
  const state = await control.get<{ people: { name: string; openId: string; userId: string }[] }>(
    '/state',
  )
  const openIds = new Map(state.people.map((one) => [one.name, one.openId]))
  return roster.people.flatMap((of) => {
    const openId = openIds.get(of.name)
    if (openId === undefined) return []
    const random = randomFrom(`${seed} ${of.id}`)
    return [
      {
        ...{ id: of.id, random, temper: temperOf(random) },
        person: new Person(of.name, openId, control),
        ordinary: isOrdinaryWith(
          of.roles.map(({ role }) => role),
          schemes,
        ),
        office: of.roles.some(({ role }) => role === 'assessment-office'),
      },
    ]
  })
}

/** The one who acts for the office: who holds no other office beside it, if there is one. */
export function officeOf(cast: readonly Member[], roster: Roster): Member {
  const roles = new Map(roster.people.map((of) => [of.id, of.roles.length]))
  const office = cast.filter((member) => member.office)
  return must(
    office.toSorted((a, b) => (roles.get(a.id) ?? 0) - (roles.get(b.id) ?? 0))[0],
    'nobody holds the assessment office',
  )
}
