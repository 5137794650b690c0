import { addDays, type Day, dayAt, dayText, momentOf } from '../../base/day.js'
import { backDue, slipDue } from '../../workrules/dates.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { kindOf } from './counted.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'
import { waitingFor } from './people.js'

/** Leaves about which something is still to be done; of one person's own where only that is wanted. */
function openLeaves(situation: Situation): LeaveRecord[] {
  return [...situation.collected.of(leavesSlice).open]
}

function askOf(
  situation: Situation,
  leave: LeaveRecord,
  of: { kind: string; who: string; code: string; card: string; due: Day; opens?: Day },
): Ask {
  const { roster } = situation.bureau
  const opens = of.opens === undefined ? leave.askedAt : momentOf(of.opens)
  return {
    kind: of.kind,
    cycle: null,
    who: of.who,
    about: leave.id,
    occasion: leave.id,
    says: {
      code: of.code,
      with: {
        name: roster.nameOf(leave.person),
        kind: kindOf(situation.bureau, leave.kind)?.name ?? '请假',
        from: dayText(leave.span.from),
      },
    },
    card:
      of.card === 'missing' ? { kind: 'missing', key: 'all' } : { kind: of.card, key: leave.id },
    opens,
    due: of.due,
    lateFrom: momentOf(addDays(of.due, 1)),
  }
}

/** A leave waits for who decides: best before it begins. Where nobody holds the role, for the office. */
export const decideAsks: AskKind = {
  name: 'leave.decide',
  open: (situation, { person, occasion }) =>
    openLeaves(situation).flatMap((leave) => {
      if (leave.stage !== 'asked' || (occasion ?? leave.id) !== leave.id) return []
      const waiting = waitingFor(situation, leave)
      if (!waiting) return []
      const { roster } = situation.bureau
      const vacant = waiting.asked.length === 0
      const office = roster.holders('assessment-office').map(({ id }) => id)
      const since = dayAt(leave.passed.at(-1)?.on ?? leave.askedAt)
      const before = situation.calendar.addWorkingDays(leave.span.from, -1)
      return (vacant ? office : waiting.asked)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, leave, {
            ...{ kind: 'leave.decide', who, card: vacant ? 'missing' : 'leave-approval' },
            code: vacant ? 'ask-leave-vacant' : 'ask-leave',
            due: before < since ? since : before,
          }),
        )
    }),
}

/** Who was on leave reports back on the first day (销假). */
export const backAsks: AskKind = {
  name: 'leave.back',
  open: (situation, { person, occasion }) =>
    dueBack(situation).flatMap(({ leave, due }) =>
      due > situation.today ||
      (occasion ?? leave.id) !== leave.id ||
      (person ?? leave.person) !== leave.person
        ? []
        : [
            askOf(situation, leave, {
              ...{ kind: 'leave.back', who: leave.person, code: 'ask-leave-back' },
              ...{ card: 'own-leave', due, opens: due },
            }),
          ],
    ),
}

/** The approved leaves that nobody has reported back from, and until when that is to be done. */
export function dueBack(situation: Situation): { leave: LeaveRecord; due: Day }[] {
  const { work } = situation.bureau
  if (!work) return []
  return openLeaves(situation)
    .filter(({ stage, back }) => stage === 'approved' && back === null)
    .map((leave) => ({ leave, due: backDue(work.rules, leave.span, situation.calendar) }))
}

/** The slip of leave taken by telephone, and papers that were to follow. */
export const laterAsks: AskKind = {
  name: 'leave.later',
  open: (situation, { person, occasion }) => {
    const { work } = situation.bureau
    if (!work) return []
    return openLeaves(situation).flatMap((leave) => {
      if ((occasion ?? leave.id) !== leave.id || (person ?? leave.person) !== leave.person)
        return []
      const slip = leave.telephone && leave.slip === null
      const papers = lacksPapers(situation, leave)
      if (!slip && !papers) return []
      const due = slip
        ? slipDue(work.rules, leave.span, situation.calendar)
        : backDue(work.rules, leave.span, situation.calendar)
      return [
        askOf(situation, leave, {
          ...{ kind: 'leave.later', who: leave.person, card: 'own-leave', due },
          code: slip ? 'ask-leave-slip' : 'ask-leave-papers',
        }),
      ]
    })
  },
}

/** Whether papers that the kind needs are still to come. */
export function lacksPapers({ bureau }: Pick<Situation, 'bureau'>, leave: LeaveRecord): boolean {
  const needed = kindOf(bureau, leave.kind)?.papers ?? []
  return needed.length > 0 && leave.files.length === 0 && !leave.erased
}
