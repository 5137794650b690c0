import type { Day } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { type Absence, absenceById } from '../away/away.js'
import type { Stage } from '../chain/request.js'
import { type Context, done, type Outcome, type Seeing, type Situation } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { coverCard } from '../chain/tell.js'
import { sendCard } from '../notices.js'
import { textsOf } from '../texts.js'
import { postReturned, postTaken } from './entries.js'
import type { CoverIntent } from './intents.js'
import { type Cover, coverBy, postsSlice } from './posts.js'
import { namedDuring, standInNow } from './standing-in.js'

/** When somebody is away, before who takes over: no reason, no kind of leave. */
export interface CoverView {
  kind: 'cover'
  id: string
  person: string
  name: string
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
  stage: Stage
  /**
   * `other`: another has the post; `ahead`, `on`: the reader has it; `over`: to be given back; `returned`: was; `mine`:
   * the reader is who is away.
   */
  state: 'mine' | 'other' | 'ahead' | 'on' | 'over' | 'returned'
  /** Who has it, where that is not the reader; ''. */
  standIn: string
  taken: boolean
  /** Who named the reader for it; '' where the person asked them. */
  by: string
  /** What the person hands over; '' where nothing was written, or it was erased. */
  tasks: string
  /** What the reader wrote when they gave it back. */
  note: string
}

/** A time away, and how somebody stands to it who has, had or was asked to have the post. */
interface Standing {
  absence: Absence
  cover: Cover | null
  state: CoverView['state']
}

function standingOf(situation: Situation, person: string, id: string): Standing | null {
  const absence = absenceById(situation, id)
  if (!absence || absence.matter === 'outing') return null
  const { request } = absence
  const state = situation.collected.of(postsSlice)
  const cover = coverBy(state, id, person)
  const current = standInNow(situation, absence)
  const named = (state.byPerson.get(request.person) ?? []).some(
    ({ absence: of, standIn }) => of === id && standIn === person,
  )
  if (!cover && current !== person && request.handover !== person && !named) return null
  return { absence, cover, state: stateOf(situation, { absence, cover, current, person }) }
}

/** The person's own time away, with who gave the work back last, or has it. */
function ownStanding(situation: Situation, person: string, id: string): Standing | null {
  const absence = absenceById(situation, id)
  if (absence?.request.person !== person || absence.matter === 'outing') return null
  const covers = situation.collected.of(postsSlice).covers.get(id) ?? []
  const cover = covers.findLast(({ returned }) => returned !== null) ?? covers.at(-1) ?? null
  return { absence, cover, state: 'mine' }
}

/** Entries with what was written when the work was given back. */
export function coverNotes({ collected }: Pick<Situation, 'collected'>, absence: string): string[] {
  const covers = collected.of(postsSlice).covers.get(absence) ?? []
  return covers.flatMap(({ returned }) => (returned ? [returned.entry] : []))
}

function stateOf(
  { today }: Situation,
  of: { absence: Absence; cover: Cover | null; current: string | null; person: string },
): CoverView['state'] {
  const { absence, cover, current, person } = of
  const { span, back } = absence.request
  if (cover?.returned) return 'returned'
  const isOver = back !== null ? today >= back : today > span.to
  if (isOver) return cover?.begun || current === person ? 'over' : 'other'
  if (current !== person) return cover?.begun ? 'over' : 'other'
  return today < span.from ? 'ahead' : 'on'
}

/**
 * When somebody is away, before who takes over, and before the person: who has the post, and what was given back. Access:
 * those, once it is approved.
 * @refuses gone
 */
export async function viewCover(seeing: Seeing, id: string): Promise<CoverView | GoneView> {
  const gone: GoneView = { kind: 'gone', code: 'gone' }
  const { person, bureau } = seeing
  if (person === null) return gone
  const standing = ownStanding(seeing, person, id) ?? standingOf(seeing, person, id)
  if (!standing) return gone
  const { cover, state } = standing
  const { request } = standing.absence
  if (request.stage === 'asked' || request.stage === 'returned') return gone
  const returned = cover?.returned?.entry ?? ''
  const texts = await textsOf(seeing.db, [id, returned].filter(Boolean), ['tasks', 'note'])
  const named = namedDuring(seeing, request)
  const current = standInNow(seeing, standing.absence)
  return {
    ...{ kind: 'cover', id, person: request.person, stage: request.stage, ...request.span, state },
    name: bureau.roster.nameOf(request.person),
    standIn: current === null || current === person ? '' : bureau.roster.nameOf(current),
    taken: (cover?.taken ?? null) !== null,
    by: named?.standIn === person ? bureau.roster.nameOf(named.by) : '',
    tasks: request.erased ? '' : (texts.get(id)?.tasks ?? ''),
    note: texts.get(returned)?.note ?? '',
  }
}

function ownCover(ctx: Context, intent: CoverIntent): Standing | Refusal {
  const standing = standingOf(ctx, ctx.person, intent.absence)
  const request = standing?.absence.request
  if (!standing || request?.stage !== 'approved' || request.person !== intent.person)
    return refuse('gone')
  return standing
}

/**
 * Has the work and knows of it (接手).
 * @refuses gone, post-other, post-taken
 */
export async function takePost(ctx: Context, intent: CoverIntent): Promise<Outcome> {
  const standing = ownCover(ctx, intent)
  if (isRefusal(standing)) return standing
  if (standing.state !== 'ahead' && standing.state !== 'on') return refuse('post-other')
  if (standing.cover?.taken) return refuse('post-taken')
  postTaken.write(ctx, { about: intent.absence, subject: intent.person, body: {} })
  return done('post-taken-over', { name: ctx.bureau.roster.nameOf(intent.person) })
}

/**
 * Gives the work back (交回), with what is still going on: who was away reads it.
 * @refuses gone, post-not-over, post-returned, post-note
 */
export async function returnPost(
  ctx: Context,
  intent: Extract<CoverIntent, { verb: 'post.return' }>,
): Promise<Outcome> {
  const standing = ownCover(ctx, intent)
  if (isRefusal(standing)) return standing
  if (standing.state === 'returned') return refuse('post-returned')
  if (standing.state !== 'over') return refuse('post-not-over')
  const faults: Fault[] = intent.text === '' ? [fault('text', 'post-note')] : []
  const wrong = refuseForm(faults)
  if (wrong) return wrong
  postReturned.write(ctx, {
    ...{ about: intent.absence, subject: intent.person, body: {} },
    personal: { note: intent.text },
  })
  const { roster } = ctx.bureau
  await sendCard(ctx, { person: intent.person }, { kind: coverCard, key: intent.absence })
  return done('post-given-back', { name: roster.nameOf(intent.person) })
}
