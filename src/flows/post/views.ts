import type { Day } from '../../base/day.js'
import type { Person, RosterOn } from '../../roster/roster.js'
import { type Absence, absenceById } from '../away/away.js'
import { colleaguesOf, offeredMost } from '../away/handover.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { appointersOf, appointsFor, gapsIn } from './appoint.js'
import { noPosts } from './name.js'
import { type Named, postsSlice } from './posts.js'
import { gapIn, standInNow } from './standing-in.js'

/** Somebody's time away, as who names for them sees it: no reason, no kind of leave. */
export interface AwayPost {
  id: string
  person: string
  name: string
  matter: Absence['matter']
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
}

/** Who has whose post whenever they are away. */
export interface StandingPost {
  id: string
  person: string
  name: string
  standIn: string
  from: Day
  to: Day | null
}

/** Posts: for who names, of whom they name for; for everybody, their own and those that they have. */
export interface PostsView {
  kind: 'posts'
  clause: string
  /** For whom the reader names. */
  people: { id: string; name: string }[]
  /** Who may be named. */
  standIns: { id: string; name: string }[]
  today: Day
  gaps: AwayPost[]
  standing: StandingPost[]
  /** Who has the reader's post; and of whom the reader has it. */
  own: StandingPost | null
  mine: StandingPost[]
}

/** One time away for which somebody is to be named. */
export interface PostView {
  kind: 'post'
  clause: string
  away: AwayPost
  /** Who stands in now; ''. */
  standIn: string
  /** The first day on which nobody does; null for none. */
  gap: Day | null
  standIns: { id: string; name: string }[]
  over: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

function awayPost({ bureau }: Seeing, { matter, request }: Absence): AwayPost {
  const { id, person, span } = request
  return { id, person, name: bureau.roster.nameOf(person), matter, ...span }
}

/** Who may be named for any of these: everybody of their units, and where one is alone in theirs, who could have that post. */
function nearTo(roster: RosterOn, ids: readonly string[]): Person[] {
  const units = [...new Set(ids.flatMap((id) => roster.unitOf(id) ?? []))]
  const near = units.flatMap((unit) => {
    const members = roster.membersOf(unit)
    const [only, another] = members
    return only && !another ? [only, ...colleaguesOf(roster, only.id)] : members
  })
  return [...new Map(near.map((one) => [one.id, one])).values()]
}

/**
 * Posts of the people somebody names for, and one's own. Access: everybody of the roster; of others, who names for them.
 * @refuses gone, post-no-rules
 */
export async function viewPosts(seeing: Seeing): Promise<PostsView | GoneView> {
  const { bureau, person, collected, today } = seeing
  if (person === null || !bureau.roster.person(person)) return gone
  const refusal = noPosts(seeing)
  if (refusal) return { kind: 'gone', code: refusal.code }
  const ids = appointsFor(bureau, person)
  const near = nearTo(bureau.roster, ids)
  const named = [...collected.of(postsSlice).named.values()].filter(
    ({ ended, absence, to }) => !ended && absence === null && (to === null || to >= today),
  )
  const shown = ({ id, person: whose, standIn, from, to }: Named): StandingPost => ({
    ...{ id, person: whose, name: bureau.roster.nameOf(whose) },
    ...{ standIn: bureau.roster.nameOf(standIn), from, to },
  })
  const own = named.findLast((one) => one.person === person)
  return {
    ...{ kind: 'posts', clause: bureau.work?.rules.handover?.clause ?? '', today },
    people: ids.slice(0, offeredMost).map((id) => ({ id, name: bureau.roster.nameOf(id) })),
    standIns: near.slice(0, offeredMost).map(({ id, name }) => ({ id, name })),
    gaps: gapsIn(seeing)
      .filter(({ request }) => ids.includes(request.person))
      .map((absence) => awayPost(seeing, absence)),
    standing: named.filter((one) => ids.includes(one.person)).map(shown),
    own: own ? shown(own) : null,
    mine: named.filter(({ standIn }) => standIn === person).map(shown),
  }
}

/**
 * One time away for which somebody is to be named. Access: who names for the person.
 * @refuses gone
 */
export async function viewPost(seeing: Seeing, id: string): Promise<PostView | GoneView> {
  const { bureau, person, today } = seeing
  const absence = absenceById(seeing, id)
  if (!absence || person === null || absence.matter === 'outing') return gone
  const { request } = absence
  if (request.stage === 'asked' || !appointersOf(bureau, request.person).includes(person))
    return gone
  const standIn = standInNow(seeing, absence)
  const over = request.stage !== 'approved' || request.back !== null || request.span.to < today
  return {
    ...{ kind: 'post', clause: bureau.work?.rules.handover?.clause ?? '' },
    away: awayPost(seeing, absence),
    standIn: standIn === null ? '' : bureau.roster.nameOf(standIn),
    gap: over ? null : gapIn(seeing, absence),
    standIns: colleaguesOf(bureau.roster, request.person)
      .slice(0, offeredMost)
      .map((one) => ({ id: one.id, name: one.name })),
    over,
  }
}
