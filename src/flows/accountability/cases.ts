import { type Day, day } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import type { Course } from '../procedure/procedure.js'
import {
  caseAnswered,
  caseDecided,
  caseDropped,
  caseErased,
  caseOpened,
  caseRecorded,
  caseReviewAsked,
  caseServed,
  caseStated,
  caseUndelivered,
} from './entries.js'

/** Somebody's case, without any text of people. */
export interface Case extends Course {
  id: string
  openedBy: string
  openedOn: Day
  situation: string
  /** What holds: by the decision, then by the answer to a review; null: not held to account. */
  form: string | null
  /** What was decided first. */
  decidedForm: string | null
  undelivered: boolean
  recorded: { as: string; facts: readonly string[] } | null
  /** Entries that hold texts, by what they are. */
  entries: Map<string, string>
  /** When the last thing was done. */
  last: Day
  erased: boolean
}

export interface CasesCollected {
  byId: Map<string, Case>
  byPerson: Map<string, Case[]>
}

export const casesSlice = slice<CasesCollected>(
  'cases',
  () => ({ byId: new Map(), byPerson: new Map() }),
  {
    [caseOpened.kind]: (state, entry) => {
      const { situation, statementBy } = caseOpened.body(entry)
      const person = entry.subject ?? ''
      const one: Case = {
        ...{ id: entry.id, person, openedBy: entry.by, openedOn: entry.day, situation },
        ...{ statementBy: day(statementBy), heard: null, dropped: null, decided: null },
        ...{
          served: null,
          asked: null,
          answered: null,
          form: null,
          decidedForm: null,
          undelivered: false,
        },
        ...{ recorded: null, entries: new Map([['facts', entry.id]]), last: entry.day },
        erased: false,
      }
      state.byId.set(one.id, one)
      state.byPerson.set(person, [...(state.byPerson.get(person) ?? []), one])
    },
    [caseStated.kind]: about('statement', (one, done) => {
      one.heard = done
    }),
    [caseDropped.kind]: about('dropped', (one, done) => {
      one.dropped = done
    }),
    [caseDecided.kind]: about('decision', (one, done, entry) => {
      one.decided = done
      one.form = caseDecided.body(entry).form
      one.decidedForm = one.form
    }),
    [caseServed.kind]: about('served', (one, done, entry) => {
      one.served = { ...done, reviewBy: day(caseServed.body(entry).reviewBy) }
    }),
    [caseUndelivered.kind]: about(null, (one) => {
      one.undelivered = true
    }),
    [caseReviewAsked.kind]: about('review', (one, done, entry) => {
      one.asked = { ...done, answerBy: day(caseReviewAsked.body(entry).answerBy) }
    }),
    [caseAnswered.kind]: about('answer', (one, done, entry) => {
      one.answered = done
      one.form = caseAnswered.body(entry).form
    }),
    [caseRecorded.kind]: about(null, (one, _, entry) => {
      one.recorded = caseRecorded.body(entry)
    }),
    [caseErased.kind]: about(null, (one) => {
      one.erased = true
    }),
  },
)

function about(
  text: string | null,
  change: (one: Case, done: { by: string; on: Day }, entry: PlainEntry) => void,
): (state: CasesCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const one = state.byId.get(entry.about ?? '')
    if (!one) return
    change(one, { by: entry.by, on: entry.day }, entry)
    if (text !== null) {
      one.entries.set(text, entry.id)
      one.last = entry.day
    }
  }
}
