import { addDays, instant } from '../../base/day.js'
import { cardLifeMs } from '../../storage/live-cards.js'
import { refreshCards } from '../../storage/stale-cards.js'
import { type Absence, absenceById, openAbsences } from '../away/away.js'
import { coverCard } from '../chain/tell.js'
import type { Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import type { Stale } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { eachDay, type Job, times } from '../jobs.js'
import { appointersOf } from './appoint.js'
import { postNamed } from './entries.js'
import { postsSlice } from './posts.js'

/** Everybody who has, had or may have somebody's post during a time away: whom it is offered to, now or when another can't. */
function candidatesOf({ collected }: Situation, { request }: Absence): string[] {
  const state = collected.of(postsSlice)
  const named = (state.byPerson.get(request.person) ?? []).map(({ standIn }) => standIn)
  const covers = (state.covers.get(request.id) ?? []).map(({ standIn }) => standIn)
  return [...named, ...covers, ...(request.handover === null ? [] : [request.handover])]
}

/** Times away that are open, or of which it was not noted yet that they are over. */
function watched(situation: Situation): Absence[] {
  const begun = [...situation.collected.of(postsSlice).open].flatMap(
    ({ absence }) => absenceById(situation, absence) ?? [],
  )
  const all = [...openAbsences(situation), ...begun]
  return [...new Map(all.map((one) => [one.request.id, one])).values()]
}

/** The cards about times away, the lists of who names, and the homes of all concerned. */
function cardsOf(situation: Situation, absences: readonly Absence[]): Stale[] {
  const keys = absences.map(({ request }) => request.id)
  const persons = [
    ...new Set(
      absences.flatMap((absence) => [
        absence.request.person,
        ...candidatesOf(situation, absence),
        ...appointersOf(situation.bureau, absence.request.person),
      ]),
    ),
  ]
  return [
    ...[coverCard, 'post'].map((kind) => ({ kind, keys })),
    // What may still be done about it is another once it has begun, or is over.
    ...['own-trip', 'own-leave'].map((kind) => ({ kind, keys })),
    { kind: 'posts', persons },
    homeOf(...persons),
  ]
}

/** Who was named, is told, has taken over or given back: of one time away, or of all of somebody's. */
export function aboutPost(written: Written, situation: Situation): Stale[] {
  const named = postNamed.kind === written.kind ? postNamed.read(written) : null
  const ended = situation.collected.of(postsSlice).named.get(written.about ?? '')
  const { absence: one = null, standIn = null } = named ?? ended ?? {}
  const own = named || ended ? one : (written.about ?? null)
  const absences =
    own === null
      ? watched(situation).filter(({ request }) => request.person === written.subject)
      : [absenceById(situation, own) ?? []].flat()
  const person = written.subject ?? ''
  const all = [person, written.by, ...appointersOf(situation.bureau, person)]
  const concerned = [...all, ...(standIn === null ? [] : [standIn])]
  return [
    ...cardsOf(situation, absences),
    { kind: 'posts', persons: concerned },
    homeOf(...concerned),
  ]
}

/**
 * A leave or trip is decided on, changed or over: whoever is away themselves has nobody else's post meanwhile, so the cards of
 * all whom they might stand in for say another.
 */
export function aboutAbsence(written: Written, situation: Situation): Stale[] {
  const own = absenceById(situation, written.about ?? written.id)
  const person = own?.request.person ?? written.subject
  const others = watched(situation).filter((absence) =>
    candidatesOf(situation, absence).some((one) => one === person),
  )
  return cardsOf(situation, [...others, ...(own ? [own] : [])])
}

/** People come, move or leave: whoever is not there any more has nobody's post. */
export function postsByRoster(situation: Situation): Stale[] {
  return cardsOf(situation, watched(situation))
}

/** So many days after their first or last one cards may still wait to be shown anew: longer than any stop of the program. */
const daysBack = 14

/** Before people come to work, on any day: who has a post is another once a time away has begun, and once it is over. */
export const postDayJob: Job = {
  name: 'post-day',
  title: '刷新工作交接卡片',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx) {
    const since = addDays(ctx.today, -daysBack)
    const has = (day: string): boolean => since <= day && day <= ctx.today
    const all = watched(ctx)
    const changed = all.filter(
      ({ request: { span, back } }) =>
        has(span.from) || has(addDays(span.to, 1)) || (back !== null && has(back)),
    )
    // Who is away from today on, or there again, may have been asked to stand in for others.
    const moved = new Set(changed.map(({ request }) => request.person))
    const touched = all.filter(
      (absence) =>
        changed.includes(absence) || candidatesOf(ctx, absence).some((one) => moved.has(one)),
    )
    const keys = touched.map(({ request }) => request.id)
    if (keys.length === 0) return null
    await refreshCards(ctx.tx, {
      ...{ bureau: ctx.bureau.id, group: ctx.bureau.groupChatId, except: null },
      sentAfter: instant(ctx.now - cardLifeMs),
      places: [coverCard, 'post'].map((kind) => ({ kind, keys })),
    })
    return null
  },
}
