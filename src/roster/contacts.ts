import type { Day } from '../base/day.js'
import { holdsOn, type Person, type Roster } from './roster.js'

/** Somebody as the platform knows them. Fields that the app may not read are absent. */
export interface Contact {
  openId: string
  userId?: string | null
  employeeNo?: string | null
  name: string
  departmentIds: readonly string[]
  /** False: resigned, frozen, not yet activated. Such contacts match nobody. */
  active: boolean
}

/** Why somebody of the roster can't be reached, or only doubtfully. */
export interface ContactProblem {
  code: 'no-contact' | 'ambiguous-contact' | 'contact-taken'
  person: string
  /** Chinese: what is wrong and what to do. */
  message: string
}

export interface ContactMatch {
  /** Person id → open id. */
  matched: Map<string, string>
  problems: ContactProblem[]
}

/** The platform's directory, indexed for matching. */
export interface Directory {
  byUserId: ReadonlyMap<string, readonly Contact[]>
  byNumber: ReadonlyMap<string, readonly Contact[]>
  byName: ReadonlyMap<string, readonly Contact[]>
  /** The platform's department id → name, for matching by name within a department. */
  departments: ReadonlyMap<string, string>
}

/** Indexes a directory; contacts that are not active match nobody. */
export function directoryOf(
  contacts: readonly Contact[],
  departments: ReadonlyMap<string, string>,
): Directory {
  const active = contacts.filter((contact) => contact.active)
  const by = (key: (of: Contact) => string | null | undefined): Map<string, Contact[]> => {
    const found = new Map<string, Contact[]>()
    for (const contact of active) {
      const value = key(contact)
      if (!value) continue
      const list = found.get(value)
      if (list) list.push(contact)
      else found.set(value, [contact])
    }
    return found
  }
  return {
    byUserId: by((of) => of.userId),
    byNumber: by((of) => of.employeeNo),
    byName: by((of) => of.name),
    departments,
  }
}

/** What matching needs beside roster and directory. */
export interface MatchOptions {
  /** Who comes after this day is known before, but needs no contact yet; who has left has none. */
  today: Day
  /**
   * Whether a name within a department may identify somebody. Not where several bureaus share a tenant: each has
   * its 办公室, and people of one name.
   */
  byName: boolean
}

/**
 * Finds each person of the roster among the platform's contacts: by user id, else by employee number,
 * else (where that is allowed) by a name that is unique within the person's department. A contact whose user id or
 * employee number is another than the roster's is not the person, whatever the name. Nobody is guessed: who is
 * missing, doubtful, or would share a contact with somebody else is a problem and stays unmatched.
 */
export function matchContacts(
  roster: Roster,
  directory: Directory,
  options: MatchOptions,
): ContactMatch {
  const found = new Map<string, string>()
  const takers = new Map<string, Person[]>()
  const problems: ContactProblem[] = []
  for (const person of roster.people) {
    const there = person.memberships.some((of) => holdsOn(of, options.today))
    if (!there && !person.memberships.some((of) => options.today < of.from)) continue
    const candidates = candidatesFor(person, roster, directory, options)
    const [contact] = candidates
    if (!contact || candidates.length > 1) {
      if (there) problems.push(contact ? doubtful(person, candidates.length) : absent(person))
    } else {
      found.set(person.id, contact.openId)
      takers.set(contact.openId, [...(takers.get(contact.openId) ?? []), person])
    }
  }
  for (const sharing of takers.values()) {
    if (sharing.length < 2) continue
    for (const person of sharing) {
      found.delete(person.id)
      problems.push(shared(person, sharing))
    }
  }
  return { matched: found, problems }
}

function candidatesFor(
  person: Person,
  roster: Roster,
  directory: Directory,
  { today, byName }: MatchOptions,
): readonly Contact[] {
  const byUserId = directory.byUserId.get(person.userId ?? '') ?? []
  if (byUserId.length > 0) return byUserId
  const possible = (of: readonly Contact[] | undefined): readonly Contact[] =>
    (of ?? []).filter((one) => !differs(one.userId, person.userId))
  const byNumber = possible(directory.byNumber.get(person.employeeNo))
  if (byNumber.length > 0 || !byName) return byNumber
  const departments = departmentNames(person, roster, today)
  return possible(directory.byName.get(person.name)).filter(
    (of) =>
      !differs(of.employeeNo, person.employeeNo) &&
      of.departmentIds.some((id) => departments.has(directory.departments.get(id) ?? '')),
  )
}

/** Both are known and are not the same. */
function differs(a: string | null | undefined, b: string | undefined): boolean {
  return Boolean(a) && Boolean(b) && a !== b
}

function departmentNames(person: Person, roster: Roster, today: Day): ReadonlySet<string> {
  const now = person.memberships.filter((of) => holdsOn(of, today))
  const then = person.memberships.find((of) => today < of.from)
  const units = (now.length > 0 ? now : then ? [then] : []).map((of) => of.unit)
  return new Set(
    roster.units
      .filter((unit) => units.includes(unit.id))
      .map((unit) => unit.departmentName ?? unit.name),
  )
}

function absent(person: Person): ContactProblem {
  const message = `通讯录里找不到${person.name}（工号${person.employeeNo}）：请核对工号，或在名册里补上 userId`
  return { code: 'no-contact', person: person.id, message }
}

function doubtful(person: Person, count: number): ContactProblem {
  const message = `通讯录里有${count}人都像${person.name}（工号${person.employeeNo}）：请在名册里补上 userId`
  return { code: 'ambiguous-contact', person: person.id, message }
}

function shared(person: Person, sharing: readonly Person[]): ContactProblem {
  const names = sharing.map((of) => `${of.name}（工号${of.employeeNo}）`).join('、')
  const message = `${names}对上了通讯录里的同一个人：请核对工号和 userId`
  return { code: 'contact-taken', person: person.id, message }
}
