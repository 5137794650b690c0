import { bug } from '../base/bug.js'
import { addDays, type Day, day, dayAt, type Instant, momentOf } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import type { EntryKind } from '../flows/entry-kind.js'
import { cycleOpened } from '../flows/cycle/entries.js'
import {
  factApproved,
  factEffective,
  factObjected,
  factProposed,
  factTold,
  factUpheld,
  factVerified,
  factWithdrawn,
} from '../flows/fact/entries.js'
import {
  chargedIn,
  countingOf,
  deciders,
  objectionUntil,
  stepsOf,
} from '../flows/fact/procedure.js'
import type { Running } from '../flows/running.js'
import { demoCycleOpens } from './bureau.js'
import { factStories, type FactStory, type HeardStory } from './fact-stories.js'
import type { PastEntry } from './past.js'

interface FactSource {
  calendar: WorkingCalendar
  cycle: Running
  bureauOn: (at: Instant) => Bureau
}

/** The cycle's opening, and the facts of the year so far with every decision on them. */
export function pastFacts(source: FactSource): PastEntry[] {
  const opened = momentOf(demoCycleOpens, '10:00')
  const bureau = source.bureauOn(opened)
  const { scheme, schemeVersion, year, id } = source.cycle
  const write = writerFor(bureau, officeOf(bureau))
  const body = { scheme: scheme.id, version: schemeVersion, year: `${year}` }
  return [
    write('cycle', opened, cycleOpened, { body, cycle: id }),
    ...factStories.flatMap((story) => lived(source, story)),
  ]
}

interface Said<B> {
  body: B
  cycle?: string
  by?: string
  subject?: string
  about?: string
  personal?: Record<string, string>
  day?: Day
}

type Write = <B>(key: string, at: Instant, kind: EntryKind<B>, said: Said<B>) => PastEntry

function writerFor(bureau: Bureau, office: string): Write {
  return (key, at, kind, { body, ...said }) => ({
    key,
    at,
    entry: {
      bureau: bureau.id,
      kind: kind.kind,
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
  const unit = bureau.roster.unitOf(story.person) ?? bug(`${story.person} has no unit`)
  const office = officeOf(bureau)
  const write = writerFor(bureau, office)
  const fact = `fact ${story.day} ${story.person}`
  const about = { about: fact, subject: story.person }
  const body = { kind: story.rule, persons: [story.person], units: [unit] }
  const proposed = write(fact, recorded, factProposed, {
    day: day(story.day),
    subject: story.person,
    body,
    personal: { note: story.note },
  })
  const verified = momentOf(dayAt(recorded), '16:00')
  const approved = momentOf(calendar.addWorkingDays(dayAt(recorded), 1), '15:10')
  const counting = countingOf(bureau, story.rule, day(story.day))
  const proposal = { body, day: day(story.day), recordedBy: office, steps: [] }
  const steps = stepsOf(counting, undefined).flatMap((step) => {
    const [by] = deciders(bureau, proposal, step)
    return by === undefined ? [] : [{ step, by }]
  })
  const approver = steps.at(-1)?.by ?? bug(`nobody approves ${story.rule}`)
  const objectUntil = objectionUntil(counting, {
    ...{ on: dayAt(approved), occasion: undefined, calendar },
  })
  const charged = chargedIn(bureau, body, day(story.day)).map(({ whose }) => whose)
  const passed = steps.map(({ step, by }) =>
    write(
      `${fact} ${step.what} ${step.role}`,
      step.what === 'verified' ? verified : approved,
      step.what === 'verified' ? factVerified : factApproved,
      { about: fact, by, body: { role: step.role } },
    ),
  )
  // One that waits was verified on the day it was recorded.
  if (story.ends === 'proposed') return [proposed, ...passed.filter((one) => one.at === verified)]
  const entries = [
    proposed,
    ...passed,
    ...charged.map((person) =>
      write(`${fact} told ${person}`, approved, factTold, {
        ...about,
        by: approver,
        subject: person,
        body: { objectUntil },
      }),
    ),
  ]
  if (story.ends === 'upheld' || story.ends === 'withdrawn') {
    return [...entries, ...heard({ story, write, fact, calendar, charged }, approved)]
  }
  if (story.ends === 'told') return entries
  const effective = momentOf(addDays(objectUntil, 1), '00:10')
  return [
    ...entries,
    ...charged.map((person) =>
      write(`${fact} effective ${person}`, effective, factEffective, {
        ...{ about: fact, subject: person, by: 'system' },
        body: { ground: 'window-passed' },
      }),
    ),
  ]
}

interface Hearing {
  story: HeardStory
  write: Write
  fact: string
  calendar: WorkingCalendar
  charged: readonly string[]
}

/** The objection two working days after the person was told, and what the office answered after two more. */
function heard({ story, write, fact, calendar, charged }: Hearing, told: Instant): PastEntry[] {
  const about = { about: fact, subject: story.person }
  const objectedAt = momentOf(calendar.addWorkingDays(dayAt(told), 2), '09:50')
  const heardAt = momentOf(calendar.addWorkingDays(dayAt(objectedAt), 2), '16:20')
  const objected = write(`${fact} objected`, objectedAt, factObjected, {
    ...about,
    by: story.person,
    body: {},
    personal: { reason: story.objection },
  })
  const answer = { ...about, body: {}, personal: { reason: story.answer } }
  const whole = { about: fact, body: {}, personal: { reason: story.answer } }
  if (story.ends === 'withdrawn') {
    return [
      objected,
      write(`${fact} withdrawn`, heardAt, factWithdrawn, charged.length > 1 ? answer : whole),
    ]
  }
  const body = { ground: 'upheld' as const }
  return [
    objected,
    write(`${fact} upheld`, heardAt, factUpheld, answer),
    ...charged.map((person) =>
      write(`${fact} effective ${person}`, heardAt, factEffective, {
        ...{ about: fact, subject: person, body },
      }),
    ),
  ]
}
