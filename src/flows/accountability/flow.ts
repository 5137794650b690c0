import { sameDayLater } from '../../base/day.js'
import type { Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { eraseJob, type Over } from '../erasure.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import {
  anotherCase,
  answerCase,
  caseBrought,
  decideCase,
  dropCase,
  openCase,
  recordCase,
  reviewCase,
  serveCase,
  stateCase,
} from './act.js'
import { caseAsks } from './asks.js'
import { casesSlice } from './cases.js'
import * as entries from './entries.js'
import type { CaseFormIntent, CaseIntent } from './intents.js'
import { viewCase, viewCaseForm } from './views.js'
import { accountabilityRules, maySeeCase, mayNotOpen, procedureFor } from './who.js'

const one = ({ case: id }: CaseIntent): Claim[] => [{ kind: 'case', id }]

/** The case's card, and the homes and forms of who handles it. */
function aboutCase(written: Written, { bureau, collected }: Situation): Stale[] {
  const id = written.about ?? written.id
  const person = collected.of(casesSlice).byId.get(id)?.person ?? written.subject ?? ''
  const { opens, decides, reviews } = procedureFor(bureau, person)
  const persons = [person, ...opens, ...decides, ...reviews]
  return [
    { kind: 'case', keys: [id] },
    { kind: 'case-form', persons: [...opens, written.by] },
    homeOf(...persons),
  ]
}

/**
 * The form of who opens cases; for others the last case that they see.
 * @refuses {@link mayNotOpen}
 */
function openWord(ctx: Context): CardRef | Refusal {
  const refusal = mayNotOpen(ctx)
  if (!refusal) return { kind: 'case-form', key: 'new' }
  const seen = [...ctx.collected.of(casesSlice).byId.values()].findLast((each) =>
    maySeeCase(ctx, each, ctx.person),
  )
  return seen ? { kind: 'case', key: seen.id } : refusal
}

/** Kept as long as this where the rules say nothing of accountability any more. */
const keptMonths = 24

const eraseCases = eraseJob({
  name: 'case-erase',
  title: '删去到期的问责材料',
  over: overIn,
  erased: (ctx, { id }) => {
    entries.caseErased.write(ctx, { about: id, by: 'system', body: {} })
  },
})

function overIn({ bureau, collected, today }: Situation): Over[] {
  const months = accountabilityRules(bureau)?.erasedAfter.value ?? keptMonths
  return [...collected.of(casesSlice).byId.values()].flatMap((each) => {
    const { id, erased, dropped, served, asked, answered, last } = each
    const over = dropped !== null || (served !== null && (asked === null || answered !== null))
    if (erased || !over || today <= sameDayLater(last, months)) return []
    return [{ id, entries: [...each.entries.values()] }]
  })
}

/** Accountability: facts put to the person, statement, decision, service, review and answer: 问责. */
export const accountabilityFlow: Flow = {
  name: 'accountability',
  serves: ['accountability'],
  slices: [casesSlice],
  verbs: verbs<CaseFormIntent | CaseIntent>({
    'case.open': { act: openCase },
    'case.again': { act: anotherCase },
    'case.state': { claims: one, act: stateCase },
    'case.drop': { claims: one, act: dropCase },
    'case.decide': { claims: one, act: decideCase },
    'case.serve': { claims: one, act: serveCase },
    'case.review': { claims: one, act: reviewCase },
    'case.answer': { claims: one, act: answerCase },
    'case.record': { claims: (intent) => [cyclesReliedOn, ...one(intent)], act: recordCase },
  }),
  cards: {
    'case-form': { view: viewCaseForm, onDemand: true, mayOpen: mayNotOpen },
    case: { view: viewCase, daily: true, brought: caseBrought },
  },
  stale: Object.fromEntries(
    [
      entries.caseOpened,
      entries.caseStated,
      entries.caseDropped,
      entries.caseDecided,
      entries.caseServed,
      entries.caseUndelivered,
      entries.caseReviewAsked,
      entries.caseAnswered,
      entries.caseRecorded,
      entries.caseErased,
    ].map(({ kind }) => [kind, aboutCase]),
  ),
  asks: caseAsks,
  jobs: [eraseCases],
  commands: [
    {
      name: '问责',
      words: ['accountability', '问责', '追责', '我的问责'],
      argument: 'none',
      card: async (ctx) => openWord(ctx),
    },
  ],
}
