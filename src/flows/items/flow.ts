import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { manageItems } from './actions.js'
import { checkAsks, closeAsks, scoreAsks } from './asks.js'
import { itemsSlice } from './checked.js'
import {
  itemsChecked,
  itemsClosed,
  itemsNoted,
  itemsReopened,
  itemsReturned,
  itemsScored,
} from './entries.js'
import type { ItemsIntent, UnitRef } from './intents.js'
import { closeItems, listItems, mayNotList, noteItem, reopenItems, returnCheck } from './manage.js'
import { viewOffice } from './office-view.js'
import { checkersOf } from './owners.js'
import { scorersIn } from './progress.js'
import { attachToItem, itemsTakeFiles, mayOpenProof, sendProof, unitClaim } from './proofs.js'
import { allItems, checkedUnits, itemsIn } from './rows.js'
import { giveScores, scoreExpected, turnSheet } from './score.js'
import { handInCheck, lookAtCheck, proveRow, saveCheck } from './self.js'
import { viewSelf } from './self-view.js'
import { viewSheet } from './sheet-view.js'

/** Units fill in beside each other; nobody of one while it is handed in, nobody at all while something is scored or ended. */
const filling = (of: UnitRef): Claim[] => [
  cyclesReliedOn,
  { kind: 'items', id: of.cycle, shared: true },
  unitClaim(of),
]

/** Two who score at once come one after the other: the second finds what the first gave. */
const scoring = ({ cycle }: { cycle: string }): Claim[] => [
  cyclesReliedOn,
  { kind: 'items', id: cycle },
]

/** People of a unit and everybody who may have its sheet. */
function staleBy(entry: Written, situation: Situation): Stale[] {
  const { cycle = '', subject } = entry
  const { bureau } = situation
  const items = itemsIn(bureau, cycle)
  if (!items) return []
  const units = subject === undefined ? checkedUnits(items).map(({ id }) => id) : [subject]
  const heads = units.flatMap((unit) => checkersOf(bureau, unit))
  const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
  return [
    { kind: 'items-check', keys: units.map((unit) => keyOf(cycle, unit)) },
    { kind: 'items-office', keys: [cycle] },
    // An item's sheet has rows of every unit.
    { kind: 'items-sheet' },
    homeOf(...heads, ...office, ...scorersIn(situation, items)),
  ]
}

/** What counts has changed: the scores of whom it is about as well. */
function scoresStale(entry: Written, situation: Situation): Stale[] {
  const { subject } = entry
  const persons = subject === undefined ? {} : { persons: readersOf(situation, subject) }
  return [...staleBy(entry, situation), { kind: 'standing', ...persons }]
}

function readersOf({ bureau: { roster } }: Pick<Situation, 'bureau'>, unit: string): string[] {
  const people = [...roster.membersOf(unit), ...roster.headsOf(unit), ...roster.leadersOf(unit)]
  return [...new Set(people.map(({ id }) => id))]
}

/**
 * Null for who scores something of a cycle, and for the office.
 * @refuses items-unknown, not-allowed
 */
function mayScoreIn(ctx: Context, key: string) {
  const items = itemsIn(ctx.bureau, key.split('/')[0] ?? '')
  return items ? mayNotList(ctx, items) : refuse('items-unknown')
}

/** Self-checks item by item, and what the offices that own the items give. */
export const itemsFlow: Flow = {
  name: 'items',
  serves: ['items', 'no-case'],
  slices: [itemsSlice],
  actions: [manageItems],
  verbs: verbs<ItemsIntent>({
    'items.save': { claims: filling, act: saveCheck },
    'items.prove': { claims: filling, act: proveRow },
    'items.look': { act: lookAtCheck },
    'items.check': { claims: filling, act: handInCheck },
    'scores.turn': { act: turnSheet },
    'scores.give': { claims: scoring, act: giveScores },
    'scores.expected': { claims: scoring, act: scoreExpected },
    'items.return': { claims: scoring, act: returnCheck },
    'items.note': { claims: scoring, act: noteItem },
    'items.close': { claims: scoring, act: closeItems },
    'items.reopen': { claims: scoring, act: reopenItems },
    'items.list': { act: listItems },
    'items.file': { act: sendProof },
  }),
  cards: {
    'items-check': { view: viewSelf, daily: true },
    'items-office': { view: viewOffice, mayOpen: mayScoreIn, daily: true },
    'items-sheet': { view: viewSheet, mayOpen: mayScoreIn, onDemand: true },
  },
  files: { since: itemsTakeFiles, mayOpen: mayOpenProof, attach: attachToItem },
  stale: {
    [itemsChecked.kind]: staleBy,
    [itemsReturned.kind]: staleBy,
    [itemsScored.kind]: scoresStale,
    [itemsNoted.kind]: staleBy,
    [itemsClosed.kind]: scoresStale,
    [itemsReopened.kind]: scoresStale,
  },
  rosterStale: () => [{ kind: 'items-check' }, { kind: 'items-office' }, { kind: 'items-sheet' }],
  asks: [checkAsks, scoreAsks, closeAsks],
  commands: [
    {
      name: '自查',
      words: ['check', '自查', '自评', '自查自评'],
      argument: 'none',
      /** @refuses items-nowhere, items-not-yours */
      card: async (ctx) => {
        const all = allItems(ctx.bureau)
        if (all.length === 0) return refuse('items-nowhere')
        const own = ctx.bureau.roster.unitOf(ctx.person)
        const found = all.find((items) => checkedUnits(items).some(({ id }) => id === own))
        if (!found || own === null) return refuse('items-not-yours')
        return { kind: 'items-check', key: keyOf(found.cycle.id, own) }
      },
    },
    {
      name: '核定',
      words: ['score', '核定', '逐项核定', '平时检查', '抽查'],
      argument: 'none',
      /** @refuses items-nowhere, not-allowed */
      card: async (ctx) => {
        const all = allItems(ctx.bureau)
        const found = all.find((items) => mayNotList(ctx, items) === null)
        if (found) return { kind: 'items-office', key: found.cycle.id }
        const denied = mayNot(ctx.bureau, ctx.person, manageItems, 'anything')
        return all.length === 0 ? refuse('items-nowhere') : (denied ?? refuse('items-nowhere'))
      },
    },
  ],
}
