import { dayText } from '../../base/day.js'
import { backDue, slipDue } from '../../workrules/dates.js'
import type { AskKind } from '../asks.js'
import { askOf, type AskedRequests, backAsksOf, decideAsksOf, type DueBack } from '../chain/asks.js'
import type { Situation } from '../context.js'
import { kindOf } from './counted.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'

const leaves: AskedRequests<LeaveRecord> = {
  of: ({ collected }) => collected.of(leavesSlice),
  says: ({ bureau }, leave) => ({
    name: bureau.roster.nameOf(leave.person),
    kind: kindOf(bureau, leave.kind)?.name ?? '请假',
    from: dayText(leave.span.from),
  }),
}

/** A leave waits for who decides: best before it begins. Where nobody holds the role, for the office. */
export const decideAsks = decideAsksOf(leaves, {
  ...{ name: 'leave.decide', code: 'ask-leave', vacant: 'ask-leave-vacant' },
  card: 'leave-approval',
})

/** Who was on leave reports back on the first day (销假). */
export const backAsks = backAsksOf(leaves, {
  ...{ name: 'leave.back', code: 'ask-leave-back', card: 'own-leave', dueBack },
})

/** The approved leaves that nobody has reported back from, and until when that is to be done. */
export function dueBack({ bureau, collected, calendar }: Situation): DueBack<LeaveRecord>[] {
  const { work } = bureau
  if (!work) return []
  return [...collected.of(leavesSlice).open]
    .filter(({ stage, back }) => stage === 'approved' && back === null)
    .map((leave) => ({ request: leave, due: backDue(work.rules, leave.span, calendar) }))
}

/** The slip of leave taken by telephone, and papers that were to follow. */
export const laterAsks: AskKind = {
  name: 'leave.later',
  own: true,
  open: (situation, { person, occasion }) => {
    const { work } = situation.bureau
    if (!work) return []
    return [...situation.collected.of(leavesSlice).open].flatMap((leave) => {
      if ((occasion ?? leave.id) !== leave.id || (person ?? leave.person) !== leave.person)
        return []
      const slip = leave.telephone && leave.slip === null
      const papers = lackingPapers(situation, leave).length > 0
      if (!slip && !papers) return []
      const due = slip
        ? slipDue(work.rules, leave.span, situation.calendar)
        : backDue(work.rules, leave.span, situation.calendar)
      return [
        askOf(leaves, situation, leave, {
          ...{ kind: 'leave.later', who: leave.person, card: 'own-leave', due },
          code: slip ? 'ask-leave-slip' : 'ask-leave-papers',
        }),
      ]
    })
  },
}

/** Papers that the kind needs and that are still to come. */
export function lackingPapers({ bureau }: Pick<Situation, 'bureau'>, leave: LeaveRecord): string[] {
  return leave.files.length > 0 || leave.erased ? [] : (kindOf(bureau, leave.kind)?.papers ?? [])
}
