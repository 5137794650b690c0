import { bug } from '../base/bug.js'
import { addDays, type Day, day, dayAt, type Instant, momentOf } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import type { Body, EntryKind } from '../flows/entries.js'
import { objectionUntil } from '../flows/fact/objection-window.js'
import { approversOf, approvingRole, chargedBy } from '../flows/fact/people.js'
import { foldFacts } from '../flows/fact/state.js'
import { demoCycleOpens } from './bureau.js'
import { factStories, type FactStory, type HeardStory } from './fact-stories.js'
import type { PastEntry } from './past.js'

interface FactSource {
  calendar: WorkingCalendar
  bureauOn: (at: Instant) => Bureau
}

/** The cycle's opening, and the facts of the year so far with every decision on them. */
export function pastFacts(source: FactSource): PastEntry[] {
  const opened = momentOf(demoCycleOpens, '10:00')
  const bureau = source.bureauOn(opened)
  const { scheme, schemeVersion, year } = bureau.cycle
  const write = writerFor(bureau, officeOf(bureau))
  const body = { scheme, version: schemeVersion, year: `${year}` }
  return [
    write('cycle', opened, 'cycle.opened', { body }),
    ...factStories.flatMap((story) => lived(source, story)),
  ]
}

interface Said<K extends EntryKind> {
  body: Body<K>
  by?: string
  subject?: string
  about?: string
  personal?: Record<string, string>
  day?: Day
}

type Write = <K extends EntryKind>(key: string, at: Instant, kind: K, said: Said<K>) => PastEntry

function writerFor(bureau: Bureau, office: string): Write {
  return (key, at, kind, { body, ...said }) => ({
    key,
    at,
    entry: {
      bureau: bureau.id,
      cycle: bureau.cycle.id,
      kind,
      day: dayAt(at),
      by: office,
      // Optional members of the schemas are absent or set, never undefined.
      body: JSON.parse(JSON.stringify(body)),
      ...said,
    },
  })
}

function officeOf(bureau: Bureau): string {
  const [holder] = bureau.roster.holders('assessment-office')
  return holder?.id ?? bug('the demonstration has an assessment office')
}

/** A fact from its recording to where its story ends. */
function lived({ calendar, bureauOn }: FactSource, story: FactStory): PastEntry[] {
  const recorded = momentOf(calendar.addWorkingDays(day(story.day), 2), '10:30')
  const bureau = bureauOn(recorded)
  const rule =
    bureau.scheme.rules.find((each) => each.id === story.rule) ?? bug(`no rule ${story.rule}`)
  const unit = bureau.roster.unitOf(story.person) ?? bug(`${story.person} has no unit`)
  const office = officeOf(bureau)
  const write = writerFor(bureau, office)
  const fact = `fact ${story.day} ${story.person}`
  const about = { about: fact, subject: story.person }
  const proposed = write(fact, recorded, 'fact.proposed', {
    day: day(story.day),
    subject: story.person,
    body: { rule: rule.id, persons: [story.person], unit },
    personal: { note: story.note },
  })
  if (story.ends === 'proposed') return [proposed]

  const approved = momentOf(calendar.addWorkingDays(dayAt(recorded), 1), '15:10')
  const approver = approversOf(bureau, rule, unit)[0] ?? bug(`nobody approves ${story.rule}`)
  const objectUntil = objectionUntil(bureau, rule, { on: dayAt(approved), calendar })
  const [record] = foldFacts([
    { ...proposed.entry, id: fact, sequence: 1, at: recorded, previousHash: '', hash: '' },
  ])
  const charged = record ? chargedBy(bureau, record) : []
  const entries = [
    proposed,
    write(`${fact} approved`, approved, 'fact.approved', {
      ...about,
      by: approver,
      body: { role: approvingRole(bureau, rule).id },
    }),
    ...charged.map((person) =>
      write(`${fact} told ${person}`, approved, 'fact.told', {
        ...about,
        by: approver,
        subject: person,
        body: { objectUntil },
      }),
    ),
  ]
  if (story.ends === 'upheld' || story.ends === 'withdrawn') {
    return [...entries, ...heard({ story, write, fact, calendar }, approved)]
  }
  if (story.ends === 'told') return entries
  const effective = momentOf(addDays(objectUntil, 1), '00:10')
  const said = { ...about, by: 'system', body: { ground: 'window-passed' as const } }
  return [...entries, write(`${fact} effective`, effective, 'fact.effective', said)]
}

interface Hearing {
  story: HeardStory
  write: Write
  fact: string
  calendar: WorkingCalendar
}

/** The objection two working days after the person was told, and what the office answered after two more. */
function heard({ story, write, fact, calendar }: Hearing, told: Instant): PastEntry[] {
  const about = { about: fact, subject: story.person }
  const objectedAt = momentOf(calendar.addWorkingDays(dayAt(told), 2), '09:50')
  const heardAt = momentOf(calendar.addWorkingDays(dayAt(objectedAt), 2), '16:20')
  const objected = write(`${fact} objected`, objectedAt, 'fact.objected', {
    ...about,
    by: story.person,
    body: {},
    personal: { reason: story.objection },
  })
  const answer = { ...about, body: {}, personal: { reason: story.answer } }
  if (story.ends === 'withdrawn') {
    return [objected, write(`${fact} withdrawn`, heardAt, 'fact.withdrawn', answer)]
  }
  const body = { ground: 'upheld' as const }
  return [
    objected,
    write(`${fact} upheld`, heardAt, 'fact.upheld', answer),
    write(`${fact} effective`, heardAt, 'fact.effective', { ...about, body }),
  ]
}
