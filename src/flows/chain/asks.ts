import { addDays, type Day, dayAt, momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { Saying, Situation } from '../context.js'
import { waitingFor } from './people.js'
import type { RequestRecord, Requests } from './request.js'

/** What a kind of request says and shows in its asks. */
export interface AskedRequests<R extends RequestRecord> {
  /** Those of the bureau. */
  of(situation: Situation): Requests<R>
  /** What fills its sentences. */
  says(situation: Situation, request: R): Saying['with']
}

/** One thing to be done about a request. */
export function askOf<R extends RequestRecord>(
  requests: AskedRequests<R>,
  situation: Situation,
  request: R,
  of: {
    kind: string
    who: string
    instead?: string | undefined
    code: string
    card: string
    due: Day
    opens?: Day
  },
): Ask {
  return {
    kind: of.kind,
    cycle: null,
    who: of.who,
    ...(of.instead === undefined ? {} : { instead: of.instead }),
    about: request.id,
    occasion: request.id,
    says: { code: of.code, with: requests.says(situation, request) },
    card:
      of.card === 'missing' ? { kind: 'missing', key: 'all' } : { kind: of.card, key: request.id },
    opens: of.opens === undefined ? request.askedAt : momentOf(of.opens),
    due: of.due,
    lateFrom: momentOf(addDays(of.due, 1)),
  }
}

/** A request waits for who decides: best before it begins. Where nobody holds the role, for the office. */
export function decideAsksOf<R extends RequestRecord>(
  requests: AskedRequests<R>,
  of: { name: string; code: string; vacant: string; card: string },
): AskKind {
  return {
    name: of.name,
    open: (situation, { person, occasion }) =>
      [...requests.of(situation).open].flatMap((request) => {
        if (request.stage !== 'asked' || (occasion ?? request.id) !== request.id) return []
        const waiting = waitingFor(situation, request)
        if (!waiting) return []
        const vacant = waiting.asked.length === 0
        const office = situation.bureau.roster.holders('assessment-office').map(({ id }) => id)
        const since = dayAt(request.passed.at(-1)?.on ?? request.askedAt)
        const before = situation.calendar.addWorkingDays(request.span.from, -1)
        return (vacant ? office : waiting.asked)
          .filter((who) => person === undefined || who === person)
          .map((who) =>
            askOf(requests, situation, request, {
              ...{ kind: of.name, who, card: vacant ? 'missing' : of.card },
              instead: waiting.acting.get(who),
              code: vacant ? of.vacant : of.code,
              due: before < since ? since : before,
            }),
          )
      }),
  }
}

/** A request that nobody has reported back from, and until when that is to be done. */
export interface DueBack<R extends RequestRecord> {
  request: R
  due: Day
}

/** Who was away reports back until a day. */
export function backAsksOf<R extends RequestRecord>(
  requests: AskedRequests<R>,
  of: { name: string; code: string; card: string; dueBack(situation: Situation): DueBack<R>[] },
): AskKind {
  return {
    name: of.name,
    own: true,
    open: (situation, { person, occasion }) =>
      of.dueBack(situation).flatMap(({ request, due }) =>
        due > situation.today ||
        (occasion ?? request.id) !== request.id ||
        (person ?? request.person) !== request.person
          ? []
          : [
              askOf(requests, situation, request, {
                ...{ kind: of.name, who: request.person, code: of.code },
                ...{ card: of.card, due, opens: due },
              }),
            ],
      ),
  }
}
