import { useEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '../avatar.js'
import type { Person } from '../people.js'

/** Everybody, by department, with a search; choosing one makes the page theirs. */
export function PeopleList(props: {
  people: readonly Person[]
  departments: readonly string[]
  chosen: string
  choose(openId: string): void
}) {
  const [sought, setSought] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const word = sought.trim()
  const shown = props.people.filter(
    (one) => !one.resigned && known(one).some((of) => of.includes(word)),
  )
  return (
    <nav class="people" aria-label="我是谁">
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
