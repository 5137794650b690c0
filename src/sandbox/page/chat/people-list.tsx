import { useEffect, useRef, useState } from 'preact/hooks'
import type { Bureau } from '../api.js'
import { Avatar } from '../avatar.js'
import type { Person } from '../people.js'

/** Everybody, of one bureau where there are several, by department, with a search; choosing one makes the page theirs. */
export function PeopleList(props: {
  people: readonly Person[]
  departments: readonly string[]
  bureaus: readonly Bureau[]
  chosen: string
  choose(openId: string): void
}) {
  const [sought, setSought] = useState('')
  const [named, setNamed] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const word = sought.trim()
  const bureau = props.bureaus.length > 1 ? bureauOf(props, named) : undefined
  const shown = props.people.filter(
    (one) =>
      !one.resigned &&
      known(one).some((of) => of.includes(word)) &&
      (bureau === undefined || one.departments.some((of) => bureau.departments.has(of))),
  )
  return (
    <nav class="people" aria-label="我是谁">
      {bureau && (
        <div class="search-box">
          <select
            aria-label="单位"
            value={bureau.name}
            onChange={(event) => setNamed(event.currentTarget.value)}
          >
            {props.bureaus.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="search-box">
        <input
          type="search"
          placeholder="姓名、职务、职责或部门"
          aria-label="搜索人员"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
      </div>
      <div class="scroll" ref={list}>
        {grouped(shown, props.departments).map(([department, people]) => (
          <section key={department} aria-label={department}>
            <h2>
              {department}
              <span>{people.length}</span>
            </h2>
            {people.map((person) => (
              <button
                key={person.openId}
                type="button"
                class="person-row"
                aria-pressed={person.openId === props.chosen}
                onClick={() => props.choose(person.openId)}
              >
                <Avatar name={person.name} color={person.avatarColor} size={30} />
                <span class="row-name">{person.name}</span>
                <span class="row-note" title={[person.title, ...person.duties].join('、')}>
                  {noteFor(person, word)}
                </span>
              </button>
            ))}
          </section>
        ))}
        {shown.length === 0 && <div class="empty">没有符合“{word}”的人</div>}
      </div>
    </nav>
  )
}

/** The bureau that was picked, else that of who is chosen, else the first. */
function bureauOf(
  {
    bureaus,
    people,
    chosen,
  }: { bureaus: readonly Bureau[]; people: readonly Person[]; chosen: string },
  named: string,
): Bureau | undefined {
  const own = people.find(({ openId }) => openId === chosen)?.departments ?? []
  return (
    bureaus.find(({ name }) => name === named) ??
    bureaus.find(({ departments }) => own.some((of) => departments.has(of))) ??
    bureaus[0]
  )
}

function known(person: Person): string[] {
  return [person.name, person.title, ...person.duties, ...person.departments]
}

/** A person's title, or the duty by which they were found. */
function noteFor(person: Person, word: string): string {
  const found =
    word && !person.title.includes(word) && person.duties.find((of) => of.includes(word))
  return found || person.title
}

/** People under their first department, in the sandbox's order of departments. */
function grouped(people: readonly Person[], order: readonly string[]): [string, Person[]][] {
  const groups = new Map<string, Person[]>(order.map((name) => [name, []]))
  for (const person of people) {
    const department = person.departments[0] ?? '其他'
    const group = groups.get(department) ?? []
    group.push(person)
    groups.set(department, group)
  }
  return [...groups].filter(([, group]) => group.length > 0)
}
