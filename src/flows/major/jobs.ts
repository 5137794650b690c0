import { dayAt, sameDayLater } from '../../base/day.js'
import type { Situation } from '../context.js'
import { eraseJob, type Over } from '../erasure.js'
import { majorErased } from './entries.js'
import { majorRules } from './levels.js'
import { majorSlice } from './matters.js'

/** Kept as long as this where the rules say nothing of major matters any more. */
const keptMonths = 24

/** What was written about a major matter goes when its time is over; that it was reported, and when, stays. */
export const eraseMajors = eraseJob({
  name: 'major-erase',
  title: '删去到期的重大事项内容',
  over: overIn,
  erased: (ctx, { id }) => {
    majorErased.write(ctx, { about: id, by: 'system', body: {} })
  },
})

function overIn({ bureau, collected, today }: Situation): Over[] {
  const months = majorRules(bureau)?.erasedAfter.value ?? keptMonths
  return [...collected.of(majorSlice).byId.values()].flatMap((matter) => {
    const { id, closed, erased, follows, written, judged } = matter
    if (erased || !closed || today <= sameDayLater(dayAt(closed.on), months)) return []
    const last = [written?.entry, judged?.entry].flatMap((entry) => entry ?? [])
    return [{ id, entries: [id, ...follows.map(({ entry }) => entry), ...last] }]
  })
}
