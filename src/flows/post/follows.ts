import { absenceById } from '../away/away.js'
import type { Situation } from '../context.js'
import { answererOf, docketsSlice } from '../docket/dockets.js'
import { factsSlice } from '../fact/facts.js'
import { barredFrom, toldOf } from '../fact/procedure.js'
import type { Intent } from '../flow.js'

/** What of somebody's post goes to who stands in. */
interface Followed {
  cards: readonly string[]
  verbs: readonly string[]
  /** Words by which it is asked for. */
  commands?: readonly string[]
  /** Whose own matter something is, by what it is about: nobody decides on that in another's place. */
  concerns?(situation: Pick<Situation, 'bureau' | 'collected'>, about: string): readonly string[]
}

/** Who has a matter, and who answered it: they neither confirm nor judge it. */
const owning: Followed['concerns'] = ({ collected }, about) => {
  const docket = collected.of(docketsSlice).byId.get(about)
  if (!docket) return []
  return [docket.person, answererOf(docket)].flatMap((person) => person ?? [])
}

/** Whom a fact names or charges: they hear no objection to it. */
const charged: Followed['concerns'] = ({ bureau, collected }, about) => {
  const fact = collected.of(factsSlice).byId.get(about)
  return fact ? [...fact.body.persons, ...toldOf(bureau, fact)] : []
}

/** The same, and who recorded it: they take no step on it. */
const barred: Followed['concerns'] = ({ bureau, collected }, about) => {
  const fact = collected.of(factsSlice).byId.get(about)
  return fact ? [...fact.body.persons, ...barredFrom(bureau, fact)] : []
}

/** Whose post it is, by the time away or the person: nobody names for themselves, in whosever place. */
const whosePost: Followed['concerns'] = (at, about) => [
  absenceById(at, about)?.request.person ?? about,
]

/**
 * Kind of ask → what of it follows the post while who owes it is away (AB-4: duties and rights). What does not stand
 * here stays with the person: the own report and ballots, ratings, objections, and what publishes or changes a cycle.
 * Decisions of a chain, and who signs a unit's report, find who stands in themselves.
 */
export const followed: Readonly<Record<string, Followed>> = {
  'report.pass-round': {
    cards: ['report-table'],
    verbs: ['reports.pass-round', 'reports.page'],
    commands: ['报送情况'],
  },
  'attendance.table': { cards: ['attendance-table'], verbs: ['attendance.sign'] },
  'fact.step': {
    cards: ['approval'],
    verbs: ['fact.verify', 'fact.approve', 'fact.return'],
    concerns: barred,
  },
  'fact.hear': {
    cards: ['hearing'],
    verbs: ['fact.uphold', 'fact.withdraw'],
    concerns: charged,
  },
  'fact.hand-over': { cards: ['approval'], verbs: ['fact.hand-over'], concerns: barred },
  'info.decide': { cards: ['info-desk'], verbs: ['info.decide', 'info.page'], commands: ['采用'] },
  'tasks.keep': {
    cards: ['tasks', 'task-letter'],
    verbs: ['tasks.set', 'tasks.decide', 'tasks.find', 'tasks.page'],
    commands: ['年度任务'],
  },
  'docket.judge': {
    cards: ['dockets'],
    verbs: ['docket.judge', 'docket.pause', 'docket.resume', 'docket.drop', 'dockets.page'],
    concerns: owning,
  },
  'docket.office': {
    cards: ['docket'],
    verbs: ['docket.confirm', 'docket.back'],
    concerns: owning,
  },
  // A letter of somebody who is away runs on: who has the post answers it.
  'docket.do': {
    cards: ['docket'],
    verbs: ['docket.answer', 'docket.place', 'docket.extend', 'docket.papers', 'docket.file'],
  },
  'post.name': {
    cards: ['posts', 'post'],
    verbs: ['post.name', 'post.assign', 'post.end'],
    concerns: whosePost,
  },
}

const all = Object.values(followed)
const byCard = new Map(all.flatMap((one) => one.cards.map((card) => [card, one] as const)))
const byVerb = new Map(all.flatMap((one) => one.verbs.map((verb) => [verb, one] as const)))

/** What of a post a card is; undefined for one that stays with the person. */
export function followedByCard(kind: string): Followed | undefined {
  return byCard.get(kind)
}

export function followedByVerb(verb: string): Followed | undefined {
  return byVerb.get(verb)
}

export function commandFollows(name: string): boolean {
  return all.some(({ commands }) => commands?.includes(name))
}

function aboutPost(intent: Intent): string {
  return 'person' in intent && typeof intent.person === 'string' ? intent.person : ''
}

/** What an intent is about, where decisions on it may be somebody's own matter. */
export function aboutOf(intent: Intent): string {
  if ('docket' in intent && typeof intent.docket === 'string') return intent.docket
  if (intent.verb.startsWith('post.')) return aboutPost(intent)
  return 'fact' in intent && typeof intent.fact === 'string' ? intent.fact : ''
}
