import { dayAt, type Instant } from '../base/day.js'
import { groupedBy } from '../base/lookups.js'
import { canonicalJson } from '../base/json.js'
import type { PlainEntry } from '../storage/ledger-stream.js'
import type { Check } from './check.js'
import type { Done } from './figures.js'

/** What a press writes that needs no second look, by its verb: any of these kinds of entries. */
const writes: Readonly<Record<string, readonly string[]>> = {
  'report.submit': ['report.submitted'],
  'leave.agree': ['leave.passed'],
  'leave.back': ['leave.back'],
  'fact.verify': ['fact.verified'],
  'fact.approve': ['fact.approved'],
  'fact.uphold': ['fact.upheld'],
  'attendance.sign': ['attendance.table-signed'],
  'tasks.set': ['tasks.set'],
  'rating.submit': ['rating.submitted', 'grades.submitted'],
  'period.close': ['period.closed'],
  'vote.hand-in': ['vote.sheet-taken'],
  'vote.open': ['vote.opened'],
  'vote.close': ['vote.closed'],
  'post.take': ['post.taken'],
  'appeal.answer': ['appeal.answered'],
  'cycle.open': ['cycle.opened'],
}

/** So many of what is lost are said, by who pressed what and when, and what was answered. */
const namedMost = 5

/** Every press that was taken stands in the ledger, by who pressed and of that day. */
export function lostCheck(done: readonly Done[], entries: readonly PlainEntry[]): Check {
  const stands = new Set(entries.map(({ by, kind, at }) => `${by} ${kind} ${dayAt(at)}`))
  const looked = done.filter(({ verb }) => verb in writes)
  const lost = looked.filter(
    ({ who, verb, on }) => !writes[verb]?.some((kind) => stands.has(`${who} ${kind} ${on}`)),
  )
  const first = lost
    .slice(0, namedMost)
    .map(({ who, verb, on, said }) => `${verb} ${who} ${on}“${said}”`)
  return {
    name: '办成的每次按下都在台账里',
    holds: lost.length === 0 && (done.length === 0 || looked.length > 0),
    found: lost.length === 0 ? `${looked.length}次都在` : `少${lost.length}次：${first.join('、')}`,
  }
}

/** Two devices press within it. */
const momentMs = 60_000

/** Nothing that a person did stands twice: the same entry by the same within a moment. */
export function doubledCheck(entries: readonly PlainEntry[]): Check {
  const byPeople = entries.filter(({ by }) => by !== 'system')
  const same = groupedBy(byPeople, ({ kind, by, cycle, subject, about, period, body }) =>
    canonicalJson([kind, by, cycle, subject, about, period, body]),
  )
  const doubled = [...same.values()].flatMap((group) => {
    const moments = group.map(({ at }) => at).toSorted((a, b) => a - b)
    return isClose(moments) ? [group[0]?.kind ?? ''] : []
  })
  return {
    name: '台账里没有一件事记了两次',
    holds: doubled.length === 0,
    found:
      doubled.length === 0
        ? `${byPeople.length}条各一次`
        : `${doubled.length}件两次：${[...new Set(doubled)].join('、')}`,
  }
}

function isClose(moments: readonly Instant[]): boolean {
  return moments.some((at, index) => index > 0 && at - (moments[index - 1] ?? 0) < momentMs)
}
