import { addDays, momentOf } from '../../base/day.js'
import { type Claim, hold } from '../../storage/locks.js'
import type { Written } from '../entry-kind.js'
import type { Situation } from '../context.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import type { Due, Job } from '../jobs.js'
import { hearFacts, readFacts } from './actions.js'
import { hearingAsks, noteAsks, stepAsks } from './asks.js'
import { decideFact } from './decide.js'
import {
  factApproved,
  factEffective,
  factObjected,
  factProposed,
  factReturned,
  factReversed,
  factTold,
  factUpheld,
  factVerified,
  factWithdrawn,
} from './entries.js'
import { factsSlice } from './facts.js'
import type { FactIntent, RecordIntent } from './intents.js'
import { chargedIn, countingOf, deciders, stepsOf } from './procedure.js'
import { chooseUnit, mayRecordAny, proposeFact } from './propose.js'
import { viewApproval, viewFact, viewHearing, viewRecord } from './views.js'

const factClaims = ({ fact }: { fact: string }): Claim[] => [{ kind: 'fact', id: fact }]

/**
 * Charges that nobody objected to in time become effective, on the first day after the window. One entry each;
 * running twice changes nothing.
 */
const effectiveFacts: Job = {
  name: 'effective-facts',
  title: '使异议期满的事项生效',
  missed: 'latest',
  due(_calendar, from, to) {
    const all: Due[] = []
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) {
      all.push({ period: on, at: momentOf(on, '00:10'), until: null })
    }
    return all
  },
  async run(ctx) {
    const candidates = ripe(ctx)
    if (candidates.length === 0) return null
    // Somebody may be deciding on one of them: looked at again once they are held.
    const ids = candidates.map(({ fact }) => fact)
    await hold(
      ctx.tx,
      ctx.bureau.id,
      [...new Set(ids)].map((id) => ({ kind: 'fact', id })),
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
          .filter((charge) => charge.state === 'told' && today > charge.objectUntil)
          .map(({ whose }) => ({ fact: fact.id, whose })),
  )
}

/** Every card about a fact, and the homes and scores of those whom it charges or waits for. */
function aboutFact(written: Written, { bureau, collected }: Situation): Stale[] {
  const id = written.about ?? written.id
  const fact = collected.of(factsSlice).byId.get(id)
  const cards = ['approval', 'fact', 'hearing'].map((kind) => ({ kind, keys: [id] }))
  if (!fact) return [...cards, { kind: 'record', persons: [written.by] }]
  const charged = chargedIn(bureau, fact.body, fact.day).flatMap(({ tell }) => tell)
  const steps = stepsOf(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion)
  const waiting = steps.flatMap((step) => deciders(bureau, fact, step))
  const office = bureau.roster.holders('assessment-office').map((one) => one.id)
  const persons = [...new Set([...charged, ...waiting, ...office, fact.recordedBy])]
  return [
    ...cards,
    { kind: 'standing', persons: charged },
    { kind: 'record', persons: [fact.recordedBy, ...office] },
    homeOf(...persons),
  ]
}

/** Merits and deductions: recorded once for the bureau, verified, approved, told, objected to, heard, effective. */
export const factFlow: Flow = {
  name: 'fact',
  slices: [factsSlice],
  actions: [hearFacts, readFacts],
  verbs: verbs<RecordIntent | FactIntent>({
    'record.unit': { act: (ctx, { unit }) => chooseUnit(ctx, unit) },
    'record.submit': {
      claims: ({ kind, person, day }) => [{ kind: 'occurrence', id: `${kind}.${person}.${day}` }],
      act: proposeFact,
    },
    'fact.verify': { claims: factClaims, act: decideFact },
    'fact.approve': { claims: factClaims, act: decideFact },
    'fact.return': { claims: factClaims, act: decideFact },
    'fact.object': { claims: factClaims, act: decideFact },
    'fact.uphold': { claims: factClaims, act: decideFact },
    'fact.withdraw': { claims: factClaims, act: decideFact },
    'fact.reverse': { claims: factClaims, act: decideFact },
  }),
  cards: {
    record: {
      view: viewRecord,
      onDemand: true,
      mayOpen: (ctx) => mayRecordAny(ctx.bureau, ctx.person),
    },
    approval: { view: viewApproval },
    fact: { view: viewFact, daily: true },
    hearing: { view: viewHearing },
  },
  stale: Object.fromEntries(
    [
      factProposed,
      factVerified,
      factApproved,
      factReturned,
      factTold,
      factObjected,
      factUpheld,
      factWithdrawn,
      factEffective,
      factReversed,
    ].map(({ kind }) => [kind, aboutFact]),
  ),
  asks: [stepAsks, hearingAsks, noteAsks],
  jobs: [effectiveFacts],
  commands: [
    {
      name: '记录',
      words: ['record', '记录', '加减分', '记录加减分'],
      argument: 'none',
      card: async () => ({ kind: 'record', key: 'new' }),
    },
  ],
}
