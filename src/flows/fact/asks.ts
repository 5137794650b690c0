import { addDays, type Day, dayAt, momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { factsSlice, type FactRecord, stageOf } from './facts.js'
import {
  chargedIn,
  countingOf,
  deciders,
  hearers,
  nextStep,
  stepDue,
  stepsOf,
  waitingOf,
} from './procedure.js'
import { undelivered } from './telling.js'
import { namesOf, ruleOf } from './shown.js'

/** Facts that wait for somebody are few: each kind of ask looks at the open ones only. */
function openFacts(situation: Situation): FactRecord[] {
  return [...situation.collected.of(factsSlice).open]
}

function askOf(
  situation: Situation,
  fact: FactRecord,
  of: { kind: string; who: string; code: string; card: string; due: Day | null; role?: string },
): Ask {
  const { bureau } = situation
  return {
    kind: of.kind,
    cycle: null,
    who: of.who,
    about: fact.id,
    occasion: fact.id,
    says: {
      code: of.code,
      with: {
        names: namesOf(bureau, fact),
        rule: ruleOf(bureau, fact)?.name ?? fact.body.kind,
        ...(of.role === undefined ? {} : { role: of.role }),
      },
    },
    card: { kind: of.card, key: fact.id },
    opens: fact.steps.at(-1)?.at ?? situation.now,
    due: of.due,
    lateFrom: of.due === null ? null : momentOf(addDays(of.due, 1)),
  }
}

/** A fact waits for its next step: verifying or approving. */
export const stepAsks: AskKind = {
  name: 'fact.step',
  open: (situation, { person, occasion }) =>
    openFacts(situation).flatMap((fact) => {
      if (stageOf(fact) !== 'proposed' || (occasion ?? fact.id) !== fact.id) return []
      const counting = countingOf(situation.bureau, fact.body.kind, fact.day)
      const step = nextStep(situation.bureau, fact, stepsOf(counting, fact.body.occasion))
      if (!step) return []
      const since = dayAt(fact.steps.at(-1)?.at ?? situation.now)
      const of = { step, since, occasion: fact.body.occasion }
      const due = stepDue(counting, of, situation.calendar)
      return deciders(situation.bureau, fact, step)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, fact, {
            ...{ kind: 'fact.step', who, card: 'approval', due },
            code: step.what === 'verified' ? 'ask-verify' : 'ask-approve',
          }),
        )
    }),
}

/** A step that nobody can do: nobody holds its role any more, or only whom the fact charges. The office fills the role. */
export const stuckAsks: AskKind = {
  name: 'fact.stuck',
  open: (situation, { person, occasion }) =>
    openFacts(situation).flatMap((fact) => {
      if (stageOf(fact) !== 'proposed' || (occasion ?? fact.id) !== fact.id) return []
      const waiting = waitingOf(situation.bureau, fact)
      if (!waiting || waiting.holders.length > 0) return []
      return hearers(situation.bureau, fact)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, fact, {
            ...{ kind: 'fact.stuck', who, code: 'ask-nobody', card: 'approval', due: null },
            role: waiting.step.roleName,
          }),
        )
    }),
}

/** An objection waits for the office. */
export const hearingAsks: AskKind = {
  name: 'fact.hear',
  open: (situation, { person, occasion }) =>
    openFacts(situation).flatMap((fact) => {
      if (stageOf(fact) !== 'objected' || (occasion ?? fact.id) !== fact.id) return []
      return hearers(situation.bureau, fact)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, fact, {
            ...{ kind: 'fact.hear', who, code: 'ask-hear', card: 'hearing', due: null },
          }),
        )
    }),
}

/** What could not be brought to who is told: the office hands it over, and says how. */
export const handOverAsks: AskKind = {
  name: 'fact.hand-over',
  open: (situation, { person, occasion }) =>
    openFacts(situation).flatMap((fact) => {
      if ((occasion ?? fact.id) !== fact.id) return []
      if (undelivered(situation.bureau, fact).length === 0) return []
      return hearers(situation.bureau, fact)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, fact, {
            ...{ kind: 'fact.hand-over', who, code: 'ask-hand-over', card: 'approval', due: null },
          }),
        )
    }),
}

/** Who is charged takes note, and may object until the window ends. */
export const noteAsks: AskKind = {
  name: 'fact.note',
  own: true,
  open: (situation, { person, occasion }) => {
    const { byWho, open } = situation.collected.of(factsSlice)
    const { roster } = situation.bureau
    const near =
      person === undefined
        ? open
        : new Set([person, ...roster.headedBy(person)].flatMap((who) => byWho.get(who) ?? []))
    return [...near].flatMap((fact) => {
      if (!open.has(fact) || (occasion ?? fact.id) !== fact.id) return []
      return chargedIn(situation.bureau, fact.body, fact.day).flatMap(({ whose, tell }) => {
        const charge = fact.charges.get(whose)
        if (charge?.state !== 'told' || situation.today > (charge.objectUntil ?? '')) return []
        return tell
          .filter((who) => roster.person(who) && (person === undefined || who === person))
          .map((who) =>
            askOf(situation, fact, {
              ...{ kind: 'fact.note', who, code: 'ask-note', card: 'fact' },
              due: charge.objectUntil,
            }),
          )
      })
    })
  },
}
