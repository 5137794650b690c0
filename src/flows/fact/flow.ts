import { addDays } from '../../base/day.js'
import { type Claim, hold } from '../../storage/locks.js'
import type { Written } from '../entry-kind.js'
import type { Situation } from '../context.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { recordLimits } from '../limits.js'
import { eachDay, type Job, times } from '../jobs.js'
import { hearFacts, readFacts } from './actions.js'
import { handOverAsks, hearingAsks, noteAsks, stepAsks, stuckAsks } from './asks.js'
import { attachToFact, factTakesFiles } from './attach.js'
import { decideFact } from './decide.js'
import {
  factApproved,
  factEffective,
  factObjected,
  factProposed,
  factReturned,
  factReversed,
  factSent,
  factTold,
  factUndelivered,
  factUpheld,
  factVerified,
  factWithdrawn,
} from './entries.js'
import { excusing, foundOf } from './excused.js'
import { factsSlice } from './facts.js'
import { newRecord } from './draft.js'
import type { FactIntent, FactsIntent, RecordIntent } from './intents.js'
import { mayRecordAny } from './kinds.js'
import { listShown, mayListFacts, showList, turnList } from './list.js'
import { viewFacts } from './list-view.js'
import { chargedIn, countingOf, deciders, filers, stepsOf } from './procedure.js'
import { beginRecord, changeForm } from './record.js'
import { viewRecord } from './record-view.js'
import { submitForm } from './submit.js'
import { cyclesReliedOn, occurrencesReliedOn } from '../running-claim.js'
import { factBrought } from './telling.js'
import { viewApproval, viewFact, viewHearing } from './views.js'

const factClaims = ({ fact }: { fact: string }): Claim[] => [
  cyclesReliedOn,
  { kind: 'fact', id: fact },
]

/**
 * Charges that nobody objected to in time become effective, on the first day after the window. One entry each;
 * running twice changes nothing.
 */
const effectiveFacts: Job = {
  name: 'effective-facts',
  title: '使异议期满的事项生效',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx) {
    const candidates = ripe(ctx)
    if (candidates.length === 0) return null
    // Somebody may be deciding on one of them: looked at again once they are held.
    const ids = candidates.map(({ fact }) => fact)
    await hold(
      ctx.tx,
      ctx.bureau.id,
      [...new Set(ids)].flatMap((fact) => factClaims({ fact })),
    )
    for (const { fact, whose } of ripe(await ctx.fresh())) {
      if (!ids.includes(fact)) continue
      factEffective.write(ctx, { about: fact, subject: whose, body: { ground: 'window-passed' } })
    }
    return null
  },
}

/** Charges whose window has passed without an objection. */
function ripe({ collected, today }: Situation): { fact: string; whose: string }[] {
  return [...collected.of(factsSlice).open].flatMap((fact) =>
    fact.ended !== null
      ? []
      : [...fact.charges.values()]
          .filter((charge) => charge.state === 'told' && today > (charge.objectUntil ?? today))
          .map(({ whose }) => ({ fact: fact.id, whose })),
  )
}

/** Every card about a fact, and the homes and scores of those whom it charges or waits for. */
function aboutFact(written: Written, { bureau, collected }: Situation): Stale[] {
  const id = written.about ?? written.id
  const fact = collected.of(factsSlice).byId.get(id)
  // Proposed just now: it is in nobody's fold yet, and nobody has a card of it.
  if (!fact) return [{ kind: 'record', persons: [written.by] }, { kind: 'facts' }]
  const cards = ['approval', 'fact', 'hearing'].map((kind) => ({ kind, keys: [id] }))
  const charged = chargedIn(bureau, fact.body, fact.day).flatMap(({ tell }) => tell)
  const steps = stepsOf(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion)
  const waiting = steps.flatMap((step) => deciders(bureau, fact, step))
  const office = bureau.roster.holders('assessment-office').map((one) => one.id)
  const files = filers(bureau, fact)
  const persons = [...new Set([...charged, ...waiting, ...office, ...files, fact.recordedBy])]
  return [
    ...cards,
    { kind: 'standing', persons: charged },
    { kind: 'record', persons: [fact.recordedBy] },
    { kind: 'facts', persons: [...waiting, ...office, fact.recordedBy] },
    homeOf(...persons),
  ]
}

/** Merits and deductions: recorded once for the bureau, verified, approved, told, objected to, heard, effective. */
export const factFlow: Flow = {
  name: 'fact',
  serves: ['facts', 'evidence', 'objections'],
  slices: [factsSlice],
  actions: [hearFacts, readFacts],
  verbs: verbs<RecordIntent | FactIntent | FactsIntent>({
    'record.find': { act: changeForm },
    'record.kind': { act: changeForm },
    'record.other': { act: changeForm },
    'record.search': { act: changeForm },
    'record.all': { act: changeForm },
    'record.keep': { act: changeForm },
    'record.drop': { act: changeForm },
    'record.again': { act: changeForm },
    'record.submit': {
      // Whoever records the same at the same time is the second, and reads of the first.
      claims: ({ key, kind, words: { whom, day } }) => [
        ...(key === newRecord ? [cyclesReliedOn] : factClaims({ fact: key })),
        occurrencesReliedOn,
        ...whom.slice(0, recordLimits.whom).map((who) => ({
          kind: 'occurrence',
          id: `${kind}.${who}.${day}`,
        })),
      ],
      act: submitForm,
    },
    'facts.show': { act: turnList },
    'facts.find': { act: turnList },
    'facts.page': { act: turnList },
    'fact.recall': { claims: factClaims, act: decideFact },
    'fact.verify': { claims: factClaims, act: decideFact },
    'fact.approve': { claims: factClaims, act: decideFact },
    'fact.return': { claims: factClaims, act: decideFact },
    'fact.object': { claims: factClaims, act: decideFact },
    'fact.uphold': { claims: factClaims, act: decideFact },
    'fact.withdraw': { claims: factClaims, act: decideFact },
    'fact.hand-over': { claims: factClaims, act: decideFact },
    'fact.reverse': { claims: factClaims, act: decideFact },
  }),
  cards: {
    record: {
      view: viewRecord,
      onDemand: true,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayRecordAny(ctx.bureau, ctx.person),
    },
    facts: {
      view: viewFacts,
      onDemand: true,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayListFacts(ctx.bureau, ctx.person),
    },
    approval: { view: viewApproval },
    fact: { view: viewFact, daily: true, brought: factBrought },
    hearing: { view: viewHearing },
  },
  stale: Object.fromEntries([
    ...excusing.map(({ kind }) => [kind, foundOf] as const),
    ...[
      factProposed,
      factVerified,
      factApproved,
      factReturned,
      factSent,
      factUndelivered,
      factTold,
      factObjected,
      factUpheld,
      factWithdrawn,
      factEffective,
      factReversed,
    ].map(({ kind }) => [kind, aboutFact] as const),
  ]),
  rosterStale: ({ collected }) => {
    const keys = [...collected.of(factsSlice).open].map(({ id }) => id)
    return [{ kind: 'approval', keys }, { kind: 'hearing', keys }, { kind: 'facts' }]
  },
  asks: [stepAsks, stuckAsks, hearingAsks, handOverAsks, noteAsks],
  files: { since: factTakesFiles, attach: attachToFact, ofForm: 'record:' },
  jobs: [effectiveFacts],
  commands: [
    {
      name: '记录',
      words: ['record', '记录', '加减分', '记录加减分'],
      argument: 'words',
      /** @refuses {@link beginRecord} */
      card: async (ctx, text) =>
        (await beginRecord(ctx, text)) ?? { kind: 'record', key: newRecord },
    },
    {
      name: '核实',
      words: ['verify', '核实', '审定', '事项'],
      argument: 'words',
      /** @refuses not-allowed */
      card: async (ctx, text) => {
        const refusal = mayListFacts(ctx.bureau, ctx.person)
        if (refusal) return refusal
        if (text !== null)
          await showList(ctx, { ...(await listShown(ctx.tx, ctx)), find: text, page: 0 })
        return { kind: 'facts', key: 'list' }
      },
    },
  ],
}
