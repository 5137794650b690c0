import { addDays, type Day, day, isDay, momentOf } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Ask, AskFilter, AskKind, AskMoment } from '../asks.js'
import { eachDay, times } from '../jobs.js'
import type { Situation } from '../context.js'
import { dueOf, reminderDays } from './clock.js'
import { answererOf, type Docket, docketsSlice } from './dockets.js'
import { extensionWaiting } from './extend.js'
import { keepsAny } from './kinds.js'
import { judgesOf, unjudged } from './judge.js'
import { confirming, keeping, ownersOf, placersOf, unitsLed } from './who.js'

/** When those are reminded for whom half of the time is over, or whose last day it is. */
const remindTime = times.begun
/** When who judges is told of what has become late. */
const judgeTime = times.morning

/**
 * Open matters, of one person's those that they can have to do with: not all that is open is looked at for who owns a
 * few. Who keeps matters has also those that nobody has.
 */
function openFor(situation: Situation, { person }: AskFilter): Iterable<Docket> {
  const { open, openOf, unclear } = situation.collected.of(docketsSlice)
  if (person === undefined) return open
  const { bureau } = situation
  const headless = keepsAny(bureau, person)
    ? [...openOf.keys()].filter(
        (id) => bureau.roster.unit(id) && bureau.roster.headsOf(id).length === 0,
      )
    : []
  const found = new Set([...(openOf.get(person) ?? []), ...unclear])
  for (const unit of [...unitsLed(bureau, person), ...headless])
    for (const docket of openOf.get(unit) ?? []) found.add(docket)
  return found
}

function askOf(
  { calendar }: Situation,
  docket: Docket,
  of: { kind: string; who: string; code: string; of: string },
): Ask {
  const due = dueOf(docket, calendar)
  return {
    ...{ kind: of.kind, cycle: null, who: of.who, about: docket.id, occasion: docket.id },
    says: { code: of.code, with: { kind: of.of } },
    card: { kind: 'docket', key: docket.id },
    ...{ opens: docket.at, due: due?.day ?? null, lateFrom: due?.late ?? null },
  }
}

function kindName({ bureau }: Situation, docket: Docket): string {
  return bureau.work?.rules.limits.find(({ id }) => id === docket.kind)?.name ?? '督办件'
}

/** Whether it is asked about: of one matter, or of those of which people are reminded on a day. */
function isOf(situation: Situation, docket: Docket, occasion: string | undefined): boolean {
  if (occasion === undefined || occasion === docket.id) return true
  return isDay(occasion) && reminderDays(docket, situation.calendar).includes(day(occasion))
}

/**
 * Who has a matter owes its answer, who has to take one over or name its owner owes that; reminded when half of its time
 * is over and on its last day.
 */
export const doAsks: AskKind = {
  name: 'docket.do',
  open: (situation, only) =>
    [...openFor(situation, only)].flatMap((docket) => {
      if (docket.state !== 'open' || !isOf(situation, docket, only.occasion)) return []
      const { bureau } = situation
      const placing = placersOf(bureau, docket)
      const asks = [
        ...ownersOf(bureau, docket).map((who) => ({ who, code: 'ask-docket' })),
        ...placing.map((who) => ({ who, code: 'ask-docket-take' })),
      ]
      const name = kindName(situation, docket)
      return asks
        .filter(({ who }, at) => asks.findIndex((one) => one.who === who) === at)
        .filter(({ who }) => only.person === undefined || who === only.person)
        .map(({ who, code }) =>
          askOf(situation, docket, { kind: 'docket.do', who, code, of: name }),
        )
    }),
  sends: {
    titles: { open: '发督办件', remind: '提醒督办件的时限' },
    moments: (calendar, from, to) => remindersBetween(calendar, { from, to, time: remindTime }),
  },
}

/** Every working morning; the occasion is the day. */
export function remindersBetween(
  calendar: WorkingCalendar,
  { from, to, time }: { from: Day; to: Day; time: string },
): AskMoment[] {
  return eachDay(from, to, time)
    .filter(({ period }) => calendar.isWorkingDay(day(period)))
    .map(({ period, at }) => ({
      ...{ occasion: period, at, reminds: true },
      until: momentOf(addDays(day(period), 1)),
    }))
}

/** Who names owners, confirms answers, or decides on a longer time: each by itself. */
export const officeAsks: AskKind = {
  name: 'docket.office',
  open: (situation, only) => {
    const { open } = situation.collected.of(docketsSlice)
    return [...open].flatMap((docket) => {
      if ((only.occasion ?? docket.id) !== docket.id) return []
      return officeFor(situation, docket)
        .filter(({ who }) => only.person === undefined || who === only.person)
        .map((one) => {
          const { instead, ...asked } = one
          const of = { ...asked, kind: 'docket.office', of: kindName(situation, docket) }
          const ask = { ...askOf(situation, docket, of), due: null, lateFrom: null }
          return instead === undefined ? ask : { ...ask, instead }
        })
    })
  },
}

function officeFor(
  situation: Situation,
  docket: Docket,
): { who: string; code: string; instead?: string }[] {
  const { bureau } = situation
  const waiting = extensionWaiting(situation, docket)
  const extends_ = (waiting?.asked ?? []).map((who) => {
    const instead = waiting?.acting.get(who)
    return { who, code: 'ask-docket-extend', ...(instead === undefined ? {} : { instead }) }
  })
  if (docket.state !== 'answered') return extends_
  const confirms = confirming(bureau, docket, answererOf(docket) ?? '')
  const who = confirms.length > 0 ? confirms : keeping(bureau, docket)
  return [...extends_, ...who.map((one) => ({ who: one, code: 'ask-docket-confirm' }))]
}

/** Whether a late matter is new on a working morning: it became late, or was answered so, since the one before. */
function isNewOn({ calendar }: Situation, docket: Docket, occasion: string): boolean {
  const since = docket.answered?.on ?? dueOf(docket, calendar)?.late ?? null
  if (since === null || !isDay(occasion)) return false
  const before = calendar.addWorkingDays(day(occasion), -1)
  return since > momentOf(before, judgeTime) && since <= momentOf(day(occasion), judgeTime)
}

/**
 * Late matters that schemes count: one ask for all that somebody judges; who judges is told on the working morning after
 * one has become late.
 */
export const judgeAsks: AskKind = {
  name: 'docket.judge',
  open: (situation, { person, occasion }) => {
    if (person !== undefined && !mayJudge(situation, person)) return []
    const all = (occasion ?? 'all') === 'all'
    const by = new Map<string, Docket[]>()
    for (const docket of unjudged(situation)) {
      if (!all && !isNewOn(situation, docket, occasion ?? '')) continue
      for (const who of judgesOf(situation.bureau, docket)) {
        if (person === undefined || person === who) by.set(who, [...(by.get(who) ?? []), docket])
      }
    }
    return [...by].map(([who, all]) => ({
      ...{ kind: 'docket.judge', cycle: null, who, about: 'all', occasion: 'all' },
      says: { code: 'ask-docket-judge', with: { count: `${all.length}` } },
      card: { kind: 'dockets', key: 'late' },
      ...{ opens: all[0]?.at ?? situation.now, due: null, lateFrom: null },
    }))
  },
  sends: {
    titles: { open: '发超期的督办件', remind: '提醒处理超期的督办件' },
    moments: (calendar, from, to) => remindersBetween(calendar, { from, to, time: judgeTime }),
  },
}

/** Whether somebody may have late matters to judge at all: who keeps some, and the office where those are charged. */
function mayJudge({ bureau }: Situation, person: string): boolean {
  const office = bureau.roster.holders('assessment-office').some(({ id }) => id === person)
  return office || keepsAny(bureau, person)
}
