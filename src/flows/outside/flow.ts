import { refuse, type Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { ratingSubmitted } from '../rating/entries.js'
import { slipOf } from '../rating/outside-rater.js'
import { isClosed } from '../rating/periods.js'
import { cyclesReliedOn } from '../running-claim.js'
import { manageOutside } from './actions.js'
import { collectAsks } from './asks.js'
import { isOpen, outsideBodies, outsideFor, outsideKey, outsideRefIn, refOf } from './bodies.js'
import { outsideMade, outsideWithdrawn, papersImported, papersVoided } from './entries.js'
import type { OutsideIntent, OutsideRef } from './intents.js'
import { outsideSlice } from './links.js'
import { makeLinks, turnLinks, withdrawLink } from './manage.js'
import { againPaper, askPaper, sendPaper, voidPaper } from './paper.js'
import { attachPaper, paperTakesFiles, paperTemplate, paperTemplateKey } from './paper-sheet.js'
import { viewPaper } from './paper-view.js'
import { viewOutside } from './view.js'

/** What the office does for a body, and what one third party does: closing the period excludes both. */
function claimsOn({ cycle, period, part, body }: OutsideRef): Claim[] {
  return [
    cyclesReliedOn,
    { kind: 'period', id: keyOf(cycle, period, part), shared: true },
    { kind: 'outside', id: keyOf(cycle, period, part, body) },
  ]
}

/** What handing in by a link decides on: two at once are one after the other. */
export function claimsOnLink({ cycle, period, part, id }: OutsideRef & { id: string }): Claim[] {
  return [
    cyclesReliedOn,
    { kind: 'period', id: keyOf(cycle, period, part), shared: true },
    { kind: 'outside-link', id },
  ]
}

const office = ({ bureau }: Pick<Situation, 'bureau'>): string[] =>
  bureau.roster.holders('assessment-office').map((one) => one.id)

/** The cards of a body, of its period, and what waits for the office. */
function officesCards(situation: Situation, ref: OutsideRef | null): Stale[] {
  if (!ref) return []
  return [
    { kind: 'outside', keys: [outsideKey(ref)] },
    { kind: 'period', keys: [keyOf(ref.cycle, ref.period, ref.part)] },
    homeOf(...office(situation)),
  ]
}

function ofBody(entry: Written, situation: Situation): Stale[] {
  const of = { cycle: entry.cycle ?? '', period: entry.period ?? '' }
  const { part, body } =
    entry.kind === outsideMade.kind ? outsideMade.body(entry) : papersImported.body(entry)
  return officesCards(situation, { ...of, part, body })
}

/** The first body for which something can be handed in; where none is, the last that was closed. */
function bodyAsked(ctx: Context): CardRef | Refusal {
  const all = outsideBodies(ctx)
  const open = all.filter((of) => isOpen(ctx, of))
  const closed = all.filter(({ period }) => isClosed(ctx, period))
  const first = open[0] ?? closed.at(-1) ?? all[0]
  return first ? { kind: 'outside', key: outsideKey(refOf(first)) } : refuse('outside-none')
}

/** Ratings by third parties who are in no roster: by one-time links without login, and on paper. */
export const outsideFlow: Flow = {
  name: 'outside',
  serves: ['outside-raters'],
  slices: [outsideSlice],
  actions: [manageOutside],
  verbs: verbs<OutsideIntent>({
    'outside.make': { claims: claimsOn, act: makeLinks },
    // Whoever hands in by it at the same moment is before or after.
    'outside.withdraw': {
      claims: (of) => [...claimsOn(of), { kind: 'outside-link', id: of.link }],
      act: withdrawLink,
    },
    'outside.page': { act: turnLinks },
    'outside.paper': { act: askPaper },
    'outside.paper-again': { act: againPaper },
    'outside.paper-send': { claims: claimsOn, act: sendPaper },
    'outside.paper-void': { claims: claimsOn, act: voidPaper },
  }),
  cards: {
    outside: {
      view: viewOutside,
      /** @refuses outside-unknown, not-allowed */
      mayOpen: (ctx, key) => {
        const ref = outsideRefIn(key)
        if (!ref || !outsideFor(ctx, ref)) return refuse('outside-unknown')
        return mayNot(ctx.bureau, ctx.person, manageOutside, 'anything')
      },
      daily: true,
    },
    'outside-paper': {
      view: viewPaper,
      onDemand: true,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNot(ctx.bureau, ctx.person, manageOutside, 'anything'),
    },
  },
  stale: {
    [outsideMade.kind]: ofBody,
    [papersImported.kind]: ofBody,
    [outsideWithdrawn.kind]: (entry, situation) => {
      const { link } = outsideWithdrawn.body(entry)
      return officesCards(situation, situation.collected.of(outsideSlice).byId.get(link) ?? null)
    },
    [papersVoided.kind]: (entry, situation) => {
      const found = situation.collected.of(outsideSlice).importsById.get(entry.about ?? '')
      return officesCards(situation, found ?? null)
    },
    [ratingSubmitted.kind]: (entry, situation) => {
      const link = situation.collected.of(outsideSlice).byId.get(slipOf(entry.by) ?? '')
      return officesCards(situation, link ?? null)
    },
  },
  asks: [collectAsks],
  files: { since: paperTakesFiles, attach: attachPaper, sheets: true },
  templates: { [paperTemplateKey]: paperTemplate },
  commands: [
    {
      name: '第三方评价',
      words: ['outside', '第三方评价', '第三方', '评价链接'],
      argument: 'none',
      /** @refuses not-allowed, outside-none */
      card: async (ctx) =>
        mayNot(ctx.bureau, ctx.person, manageOutside, 'anything') ?? bodyAsked(ctx),
    },
  ],
}
