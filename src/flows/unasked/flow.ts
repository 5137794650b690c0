import type { Refusal } from '../../base/refusal.js'
import { dayText, sameDayLater } from '../../base/day.js'
import type { CardRef } from '../cards.js'
import { decideAsksOf } from '../chain/asks.js'
import { absencesOf } from '../chain/claims.js'
import { eraseJobOf, keptMonths } from '../chain/jobs.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { waitingFor } from '../chain/people.js'
import { occurrencesHeld } from '../running-claim.js'
import { decideUnasked, explainUnasked } from './decide.js'
import {
  unaskedChain,
  unaskedErased,
  unaskedExplained,
  unaskedFacts,
  unaskedFound,
} from './entries.js'
import { anotherUnasked, findUnasked } from './find.js'
import { unaskedDrafts, unaskedForm } from './form.js'
import { type Unasked, unaskedSlice } from './found.js'
import type { UnaskedFormIntent, UnaskedIntent } from './intents.js'
import { viewUnasked, viewUnaskedForm } from './views.js'
import { mayNotFind, meantBy, ruledUnasked } from './who.js'

const requests = {
  of: ({ collected }: Situation) => collected.of(unaskedSlice),
  says: ({ bureau }: Situation, { person, span }: Unasked) => ({
    name: bureau.roster.nameOf(person),
    from: dayText(span.from),
  }),
}

/** Who would have had to approve the trip decides. */
const unaskedAsks = decideAsksOf(requests, {
  ...{ name: 'unasked.decide', code: 'ask-unasked', vacant: 'ask-unasked-vacant', card: 'unasked' },
})

const eraseJob = eraseJobOf({
  ...{ name: 'unasked-erase', title: '删去到期的擅自出差情况', erased: unaskedErased },
  over: ({ bureau, collected, today }: Situation) => {
    const months = ruledUnasked(bureau)?.erasedAfter?.value ?? keptMonths
    return [...collected.of(unaskedSlice).byId.values()].filter(
      ({ erased, stage, span }) =>
        !erased && stage !== 'asked' && today > sameDayLater(span.to, months),
    )
  },
  texts: (_, { explained }: Unasked) => explained,
})

function aboutUnasked(written: Written, situation: Situation): Stale[] {
  const id = written.about ?? written.id
  const found = situation.collected.of(unaskedSlice).byId.get(id)
  const before = found ? (waitingFor(situation, found)?.asked ?? []) : []
  return [
    { kind: 'unasked', keys: [id] },
    { kind: 'unasked-form', persons: [found?.askedBy ?? written.by] },
    homeOf(written.by, ...before),
  ]
}

const deciding = ({ person }: UnaskedIntent) => [...absencesOf(person), occurrencesHeld]
const finding = (
  { words }: Extract<UnaskedFormIntent, { verb: 'unasked.submit' }>,
  { bureau, person }: Acting,
) => absencesOf(meantBy(bureau, person, words.who) ?? person)

/**
 * The form; a receipt is not what is asked for.
 * @refuses {@link mayNotFind}
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotFind(ctx)
  if (refusal) return refusal
  await unaskedDrafts.drop(ctx.tx, ctx, unaskedForm)
  return { kind: 'unasked-form', key: unaskedForm }
}

/** Trips that nobody was asked for (擅自出差): found, told, decided on, and only then with what follows. */
export const unaskedFlow: Flow = {
  name: 'unasked',
  serves: [],
  slices: [unaskedSlice],
  verbs: verbs<UnaskedFormIntent | UnaskedIntent>({
    'unasked.submit': { claims: finding, act: findUnasked },
    'unasked.again': { act: anotherUnasked },
    'unasked.confirm': { claims: deciding, act: decideUnasked },
    'unasked.dismiss': { claims: deciding, act: decideUnasked },
    'unasked.explain': { claims: deciding, act: explainUnasked },
  }),
  cards: {
    'unasked-form': {
      view: viewUnaskedForm,
      onDemand: true,
      /** @refuses {@link mayNotFind} */
      mayOpen: (ctx) => mayNotFind(ctx),
    },
    unasked: { view: viewUnasked, daily: true },
  },
  stale: Object.fromEntries(
    [
      ...[unaskedFound, unaskedExplained, unaskedFacts, unaskedErased],
      ...[unaskedChain.passed, unaskedChain.refused],
    ].map(({ kind }) => [kind, aboutUnasked]),
  ),
  asks: [unaskedAsks],
  jobs: [eraseJob],
  commands: [
    {
      name: '擅自出差',
      words: ['unasked', '擅自出差', '登记擅自出差'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
  ],
}
