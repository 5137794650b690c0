/** A person of the sandbox. */
export interface Person {
  openId: string
  userId: string
  name: string
  title: string
  /** What else they are known for: roles, offices. */
  duties: readonly string[]
  departments: readonly string[]
  avatarColor: string
  resigned: boolean
}

/** Who can be named in a chat: people and the bot, by any of their ids. */
export interface Directory {
  people: readonly Person[]
  byId(id: string): Person | undefined
}

/** A directory over a list of people. */
export function directoryOf(people: readonly Person[]): Directory {
  const known = new Map<string, Person>()
  for (const person of people) {
    known.set(person.userId, person)
    known.set(person.openId, person)
  }
  return { people, byId: (id) => known.get(id) }
}
