import { addDays, type Day, momentOf } from '../../base/day.js'
import type { AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { type Act, actorsOf, mayNotAct, windowOf } from '../procedure/procedure.js'
import { type Case, casesSlice } from './cases.js'
import { accountabilityRules, factOf, procedureFor } from './who.js'

/** One step of the procedure waits for who does it: what can be done now is what is owed. */
function stepAsks(act: Act, code: string): AskKind {
  return {
    name: `case.${act}`,
    own: true,
    open: (situation, { person, occasion }) =>
      casesIn(situation).flatMap((one) => {
        if ((occasion ?? one.id) !== one.id) return []
        const { bureau, today } = situation
        const procedure = procedureFor(bureau, one.person)
        return actorsOf(act, procedure, one)
          .filter((who) => (person ?? who) === who && bureau.roster.person(who) !== undefined)
          .filter((who) => {
            const of = { course: one, procedure, person: who, today }
            return mayNotAct(act, of, bureau.roster.nameOf) === null
          })
          .map((who) => askOf(one, { name: `case.${act}`, who, code, due: windowOf(act, one) }))
      }),
  }
}

function casesIn({ bureau, collected }: Situation): Case[] {
  if (!accountabilityRules(bureau)) return []
  return [...collected.of(casesSlice).byId.values()].filter(({ erased }) => !erased)
}

function askOf(
  one: Case,
  { name, who, code, due }: { name: string; who: string; code: string; due: Day | null },
) {
  return {
    ...{ kind: name, who, due, cycle: null, about: one.id, occasion: one.id },
    says: { code, with: {} },
    card: { kind: 'case', key: one.id },
    opens: momentOf(one.last),
    lateFrom: due === null ? null : momentOf(addDays(due, 1)),
  }
}

/** A decision that the platform did not deliver is handed over. */
const serveAsks: AskKind = {
  name: 'case.serve',
  own: true,
  open: (situation, { person, occasion }) =>
    casesIn(situation).flatMap((one) => {
      const missed = one.undelivered || !situation.bureau.addresses.has(one.person)
      if (!one.decided || one.served || !missed || (occasion ?? one.id) !== one.id) return []
      return procedureFor(situation.bureau, one.person)
        .opens.filter((who) => (person ?? who) === who)
        .map((who) => askOf(one, { name: 'case.serve', who, code: 'ask-case-serve', due: null }))
    }),
}

const recordAsks: AskKind = {
  name: 'case.record',
  own: true,
  open: (situation, { person, occasion }) =>
    casesIn(situation).flatMap((one) => {
      if (factOf(situation.bureau, one) === null || (occasion ?? one.id) !== one.id) return []
      return procedureFor(situation.bureau, one.person)
        .opens.filter((who) => (person ?? who) === who)
        .map((who) => askOf(one, { name: 'case.record', who, code: 'ask-case-record', due: null }))
    }),
}

export const caseAsks: readonly AskKind[] = [
  stepAsks('state', 'ask-case-state'),
  stepAsks('decide', 'ask-case-decide'),
  serveAsks,
  stepAsks('answer', 'ask-case-answer'),
  recordAsks,
]
