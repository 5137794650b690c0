import { addDays, type Day, momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { CardRef } from '../cards.js'
import type { Situation } from '../context.js'
import { type AppealRecord, appealsSlice } from './appeals.js'
import { answerDue } from './deadlines.js'
import { answerers, cycleOf } from './who.js'

function openAppeals({ collected }: Situation): AppealRecord[] {
  return [...collected.of(appealsSlice).open]
}

function askOf(
  { bureau }: Situation,
  appeal: AppealRecord,
  of: { kind: string; who: string; code: string; card: CardRef; due: Day | null },
): Ask {
  const { roster } = bureau
  const { kind, who, code, card, due } = of
  const { assessee } = appeal
  const name = roster.unit(assessee) ? roster.unitNameOf(assessee) : roster.nameOf(assessee)
  return {
    ...{ kind, cycle: appeal.cycle, who, about: appeal.id, occasion: appeal.id },
    ...{ says: { code, with: { name } }, card, due },
    opens: appeal.answered?.at ?? appeal.at,
    lateFrom: due === null ? null : momentOf(addDays(due, 1)),
  }
}

/** An appeal waits for who answers, until the last day that the scheme or the product sets. */
export const answerAsks: AskKind = {
  name: 'appeal.answer',
  open: (situation, { person, occasion }) =>
    openAppeals(situation).flatMap((appeal) => {
      if (appeal.answered || (occasion ?? appeal.id) !== appeal.id) return []
      const cycle = cycleOf(situation, appeal.cycle)
      if (!cycle) return []
      const { due } = answerDue(situation, cycle.scheme.windows, appeal.on)
      return answerers(situation.bureau, appeal)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, appeal, {
            ...{ kind: 'appeal.answer', who, due },
            code: appeal.further === null ? 'ask-review' : 'ask-appeal',
            card: { kind: 'appeal-answer', key: appeal.id },
          }),
        )
    }),
}

/** An answer that finds something right waits for the office to publish the correction. */
export const correctAsks: AskKind = {
  name: 'appeal.correct',
  open: (situation, { person, occasion }) =>
    openAppeals(situation).flatMap((appeal) => {
      if (!appeal.answered || (occasion ?? appeal.id) !== appeal.id) return []
      if (!cycleOf(situation, appeal.cycle)) return []
      return situation.bureau.roster
        .holders('assessment-office')
        .filter(({ id }) => person === undefined || id === person)
        .map(({ id: who }) =>
          askOf(situation, appeal, {
            ...{ kind: 'appeal.correct', who, code: 'ask-correct', due: null },
            card: { kind: 'publish', key: appeal.cycle },
          }),
        )
    }),
}
