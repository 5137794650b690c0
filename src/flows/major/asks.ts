import { addDays, type Day, dayAt, dayText, type Instant, momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { judgesOf, levelsOf, majorRules } from './levels.js'
import { isMisreported, type Matter, majorSlice } from './matters.js'

function askOf(
  matter: Matter,
  of: { kind: string; who: string; code: string; opens: Instant; due: Day | null },
): Ask {
  const { kind, who, code, opens, due } = of
  return {
    ...{ kind, who, opens, due, cycle: null, about: matter.id, occasion: matter.id },
    says: { code, with: { day: dayText(matter.day), time: matter.time } },
    card: { kind: 'major', key: matter.id },
    lateFrom: due === null ? null : momentOf(addDays(due, 1)),
  }
}

function open(situation: Situation): readonly Matter[] {
  return majorRules(situation.bureau) ? [...situation.collected.of(majorSlice).open] : []
}

/** Who has a matter by their level reads it, at once. */
export const majorReadAsks: AskKind = {
  name: 'major.read',
  open: (situation, { person, occasion }) =>
    open(situation).flatMap((matter) => {
      if (matter.closed || (occasion ?? matter.id) !== matter.id) return []
      return levelsOf(situation, matter).flatMap(({ persons, since }) =>
        persons
          .filter((who) => (person ?? who) === who)
          .filter((who) => matter.reads.get(who)?.follows !== matter.follows.length)
          .map((who) => {
            const opens = matter.reads.has(who) ? (matter.follows.at(-1)?.on ?? since) : since
            return askOf(matter, {
              ...{ kind: 'major.read', who, code: 'ask-major-read', opens, due: dayAt(opens) },
            })
          }),
      )
    }),
}

/** The written report on what is over. */
export const majorWriteAsks: AskKind = {
  name: 'major.write',
  own: true,
  open: (situation, { person, occasion }) =>
    open(situation).flatMap((matter) => {
      const { closed, written, person: who } = matter
      if (!closed?.due || written || (occasion ?? matter.id) !== matter.id) return []
      if ((person ?? who) !== who || !situation.bureau.roster.person(who)) return []
      return [
        askOf(matter, {
          ...{ kind: 'major.write', who, code: 'ask-major-write' },
          ...{ opens: closed.on, due: closed.due },
        }),
      ]
    }),
}

/** A late or withheld report waits for who says whether that has consequences. */
export const majorJudgeAsks: AskKind = {
  name: 'major.judge',
  open: (situation, { person, occasion }) =>
    open(situation).flatMap((matter) => {
      if (matter.judged || !isMisreported(matter) || (occasion ?? matter.id) !== matter.id)
        return []
      return judgesOf(situation.bureau, matter.person)
        .filter((who) => (person ?? who) === who)
        .map((who) =>
          askOf(matter, {
            ...{ kind: 'major.judge', who, code: 'ask-major-judge', opens: matter.at, due: null },
          }),
        )
    }),
}
