import { type Day, dayAt, type Instant, isDay, momentOf, timeAt } from '../../base/day.js'
import { majorDue } from '../../workrules/dates.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import { minuteOf } from '../fact/check.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { majorDrafts, newMajor, noMajorWords } from './form.js'
import type { MajorWords } from './intents.js'
import {
  judgesOf,
  levelAfter,
  levelsOf,
  majorRules,
  maySee,
  mayNotReport,
  toldOf,
} from './levels.js'
import { isMisreported, type Matter, majorSlice } from './matters.js'

/** Somebody who has a matter, and what they have read of it. */
export interface ReaderShown {
  name: string
  /** When it was read; null while it was not. */
  read: { on: Day; time: string } | null
  /** There are follow-ups since. */
  behind: boolean
}

/** A major matter before who has it. */
export interface MajorShown {
  id: string
  /** Texts are null where they were erased. */
  what: string | null
  place: string
  needed: string
  by: string
  unit: string
  /** Known or happened, and reported. */
  known: { on: Day; time: string }
  reported: { on: Day; time: string }
  reportBy: string
  late: number
  withheld: boolean
  levels: {
    role: string
    how: 'reported' | 'passed' | 'unread'
    vacant: boolean
    readers: ReaderShown[]
  }[]
  told: ReaderShown[]
  follows: { by: string; on: Day; time: string; text: string }[]
  closed: { by: string; on: Day } | null
  written: { by: string; on: Day; late: boolean; text: string } | null
  writtenDue: Day | null
  judged: {
    by: string
    on: Day
    as: string
    names: string[]
    reason: string
    facts: CardRef[]
  } | null
  clause: string
}

export interface MajorView {
  kind: 'major'
  matter: MajorShown
  /** Whom it would be passed on to. */
  next: string[]
  may: {
    read: boolean
    pass: boolean
    follow: boolean
    close: boolean
    write: boolean
    judge: boolean
  }
}

/** The same, sent anew once the time of a level is over. */
export interface MajorUnreadView extends Omit<MajorView, 'kind'> {
  kind: 'major-unread'
}

/** The form, or its receipt, with the matters that go on. */
export interface MajorFormView {
  kind: 'major-form'
  step:
    | {
        step: 'form'
        words: MajorWords
        /** What has to be reported. */
        kinds: string[]
        /** Until when, reckoned from the time that stands in the form; '' while none can be read. */
        by: string
        /** May enter what somebody else withheld. */
        judges: boolean
      }
    | { step: 'made'; matter: MajorShown }
  open: { id: string; what: string; on: Day; time: string; by: string }[]
  clause: string
}

/** The form again, shortly before its time is over. */
export interface MajorTimerView extends Omit<MajorFormView, 'kind'> {
  kind: 'major-timer'
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

function moment(at: Parameters<typeof dayAt>[0]): { on: Day; time: string } {
  return { on: dayAt(at), time: timeAt(at) }
}

async function shownOf(seeing: Seeing, matter: Matter): Promise<MajorShown> {
  const { bureau, db } = seeing
  const { roster, work } = bureau
  const { id, person, follows, written, judged, closed } = matter
  const entries = [
    ...[id, ...follows.map(({ entry }) => entry)],
    ...[written?.entry, judged?.entry].flatMap((entry) => entry ?? []),
  ]
  const texts = await textsOf(db, entries, ['title', 'place', 'note', 'summary', 'reason'])
  const { title = '', place = '', note = '' } = texts.get(id) ?? {}
  const rules = majorRules(bureau)
  const unit = roster.lastUnitOf(person)
  const name = (one: string): string => roster.nameOf(one)
  const reader = (one: string): ReaderShown => readerShown(matter, one, name(one))
  return {
    id,
    ...{ what: matter.erased ? null : title, place, needed: note },
    ...{ by: name(person), unit: unit === null ? '' : roster.unitNameOf(unit) },
    ...{ known: { on: matter.day, time: matter.time }, reported: moment(matter.at) },
    reportBy: work && rules ? timeAt(majorDue(work.rules, rules, matter.since)) : '',
    ...{ late: matter.late, withheld: matter.withheld },
    levels: levelsOf(seeing, matter).map(({ roleName, how, vacant, persons }) => ({
      ...{ role: roleName, how, vacant, readers: persons.map(reader) },
    })),
    told: toldOf(bureau, matter).map(reader),
    follows: follows.map(({ by, on, entry }) => ({
      ...{ by: name(by), ...moment(on), text: texts.get(entry)?.note ?? '' },
    })),
    closed: closed && { by: name(closed.by), on: dayAt(closed.on) },
    written: written && {
      ...{ by: name(written.by), on: dayAt(written.on), late: written.late },
      text: texts.get(written.entry)?.summary ?? '',
    },
    writtenDue: closed?.due ?? null,
    judged: judged && {
      ...{ by: name(judged.by), on: dayAt(judged.on), as: judged.as },
      names: judged.persons.map(name),
      reason: texts.get(judged.entry)?.reason ?? '',
      facts: judged.facts.map((key) => ({ kind: 'approval', key })),
    },
    clause: rules?.clause ?? '',
  }
}

function readerShown({ reads, follows }: Matter, person: string, name: string): ReaderShown {
  const read = reads.get(person)
  return {
    name,
    read: read ? moment(read.on) : null,
    behind: read !== undefined && read.follows < follows.length,
  }
}

/**
 * A major matter. Access: who reported or entered it, the levels that have it, who is told, who judges; never the group.
 * @refuses gone
 */
export async function viewMajor(seeing: Seeing, id: string): Promise<MajorView | GoneView> {
  const { person, bureau } = seeing
  const matter = seeing.collected.of(majorSlice).byId.get(id)
  if (!matter || person === null || !majorRules(bureau) || !maySee(seeing, matter, person))
    return gone
  const levels = levelsOf(seeing, matter)
  const level = levels.findLast(({ persons }) => persons.includes(person))
  const next = level ? levelAfter(seeing, matter, level) : null
  const passed = matter.passes.some(({ at }) => at === level?.at)
  const open = matter.closed === null
  const heads = bureau.roster.headsOf(bureau.roster.unitOf(matter.person) ?? '')
  const reports =
    [matter.person, matter.enteredBy].includes(person) || heads.some((one) => one.id === person)
  const reader = level !== undefined || toldOf(bureau, matter).includes(person)
  const judge = judgesOf(bureau, matter.person).includes(person)
  const judges = judge && isMisreported(matter)
  return {
    kind: 'major',
    matter: hidden(await shownOf(seeing, matter), judge || reports || level !== undefined),
    next: (next?.persons ?? []).map((one) => bureau.roster.nameOf(one)),
    may: {
      read: reader && matter.reads.get(person)?.follows !== matter.follows.length,
      pass: open && next !== null && !passed,
      follow: open && reports,
      close: open && level !== undefined,
      write: !open && reports && matter.written === null && matter.closed?.due !== null,
      judge: judges && matter.judged === null,
    },
  }
}

/** Whether a report has consequences is between who reported, who has it and who judges. */
function hidden(matter: MajorShown, concerned: boolean): MajorShown {
  return concerned ? matter : { ...matter, judged: null }
}

/**
 * The same, sent once the time of a level is over: only to who has the matter and has not looked.
 * @refuses gone
 */
export async function viewUnread(seeing: Seeing, id: string): Promise<MajorUnreadView | GoneView> {
  const matter = seeing.collected.of(majorSlice).byId.get(id)
  const { person } = seeing
  if (!matter || person === null || matter.closed || matter.reads.has(person)) return gone
  const has = levelsOf(seeing, matter).some(({ persons }) => persons.includes(person))
  const view = has ? await viewMajor(seeing, id) : gone
  return view.kind === 'gone' ? view : { ...view, kind: 'major-unread' }
}

/**
 * The form that reports a matter. Access: everybody of the roster, their own.
 * @refuses {@link mayNotReport}
 */
export async function viewMajorForm(seeing: Seeing): Promise<MajorFormView | GoneView> {
  const { bureau, person, db, collected } = seeing
  if (person === null) return gone
  const refusal = mayNotReport({ bureau })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const rules = majorRules(bureau)
  const draft = await majorDrafts.get(db, { bureau, person }, newMajor)
  const { byId, open } = collected.of(majorSlice)
  const made = byId.get(draft?.made ?? '')
  const words = draft?.words ?? noMajorWords
  const concerned = [...open].filter((matter) => matter !== made && maySee(seeing, matter, person))
  const lines = concerned.slice(-openMax).reverse()
  const texts = await textsOf(
    db,
    lines.map(({ id }) => id),
    ['title'],
  )
  return {
    kind: 'major-form',
    step: made
      ? { step: 'made', matter: await shownOf(seeing, made) }
      : {
          ...{ step: 'form', words, kinds: rules?.kinds ?? [], by: dueText(seeing, words) },
          judges: judgesOf(bureau, '').includes(person),
        },
    open: lines.map(({ id, day: on, time, person: by }) => ({
      ...{ id, on, time, by: bureau.roster.nameOf(by), what: texts.get(id)?.title ?? '' },
    })),
    clause: rules?.clause ?? '',
  }
}

/** Of the matters that go on, so many are listed. */
const openMax = 5

function dueText({ bureau: { work } }: Seeing, { known }: MajorWords): string {
  const rules = work?.rules.major
  const since = minuteIn(known)
  return work && rules && since !== null ? timeAt(majorDue(work.rules, rules, since)) : ''
}

function minuteIn(known: string): Instant | null {
  const [on = '', time = ''] = minuteOf(known)?.split('T') ?? []
  return isDay(on) ? momentOf(on, time) : null
}

/**
 * The form again, shortly before its time is over: only while it has not been sent.
 * @refuses gone
 */
export async function viewTimer(seeing: Seeing, key: string): Promise<MajorTimerView | GoneView> {
  const { bureau, person, db } = seeing
  if (person === null) return gone
  const draft = await majorDrafts.get(db, { bureau, person }, newMajor)
  if (draft?.made !== '' || draft.opened !== key) return gone
  const view = await viewMajorForm(seeing)
  return view.kind === 'gone' ? view : { ...view, kind: 'major-timer' }
}
