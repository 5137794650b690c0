import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { managePanels } from './actions.js'
import { closeAsks, runAsks, sheetAsks } from './asks.js'
import { closePanel, reopenPanel } from './close.js'
import { viewPanelDesk, viewPanelTimer } from './desk-view.js'
import {
  judgeAdded,
  judgeLeft,
  panelClosed,
  panelOpened,
  panelOrdered,
  panelReopened,
  sheetHandedIn,
  turnBegun,
  turnEnded,
} from './entries.js'
import { handInSheet, saveSheet, turnSheet, turnSheetPage } from './fill.js'
import type { PanelIntent, PanelRef } from './intents.js'
import { addJudge, leaveJudge } from './judges.js'
import { openPanel } from './open.js'
import { panelsSlice } from './panels.js'
import { beginTurn, drawLot, endTurn, placeHeard } from './turns.js'
import { viewPanelSheet } from './view.js'
import {
  allPanels,
  isRunning,
  judging,
  missingIn,
  panelAt,
  panelFor,
  panelKey,
  type PanelOf,
  recordOf,
  sheetsOf,
} from './which.js'

const claim = ({ cycle, period, panel }: PanelRef): Claim => ({
  kind: 'panel',
  id: keyOf(cycle, period, panel),
})

/** Decides on a panel as a whole. */
const whole = (of: PanelRef): Claim[] => [cyclesReliedOn, claim(of)]

/** Many hand in at once, never while the panel is closed; one judge on two devices one after the other. */
const own = (of: PanelRef, { person }: Acting): Claim[] => [
  cyclesReliedOn,
  { ...claim(of), shared: true },
  { kind: 'panel-judge', id: keyOf(claim(of).id, person) },
]

/** The panel that an entry is about. */
function panelIn(entry: Written, situation: Situation): PanelOf | undefined {
  const { body, cycle = '', period = '' } = entry
  const panel = typeof body === 'object' && body !== null && 'panel' in body ? body.panel : ''
  return panelFor(situation, { cycle, period, panel: typeof panel === 'string' ? panel : '' })
}

const officeOf = ({ bureau }: Situation): string[] =>
  bureau.roster.holders('assessment-office').map(({ id }) => id)

/** Everybody's cards of a panel, and the homes of judges and office. */
function everybodys(entry: Written, situation: Situation): Stale[] {
  const of = panelIn(entry, situation)
  if (!of) return []
  const keys = [panelKey(of)]
  const judges = [...(recordOf(situation, of)?.judges.keys() ?? [])]
  return [
    { kind: 'panel-desk', keys },
    { kind: 'panel-sheet', keys },
    homeOf(...judges, ...officeOf(situation)),
  ]
}

/**
 * Who presents shows on the office's card, and on those of judges who are done with who presented before: whoever still fills
 * in that sheet is not disturbed, and sees it with the next press.
 */
function turned(entry: Written, situation: Situation): Stale[] {
  const of = panelIn(entry, situation)
  const record = of && recordOf(situation, of)
  if (!of || !record) return []
  const keys = [panelKey(of)]
  const heard = record.turns.filter(({ ended }) => ended !== null).map(({ assessee }) => assessee)
  const last = heard.at(-1)
  const idle = judging(record).filter((judge) => {
    const owes = sheetsOf(situation, of, { record, judge }).some(({ id }) => id === last)
    return !owes || record.sheets.get(judge.person)?.has(last ?? '')
  })
  return [
    { kind: 'panel-desk', keys },
    { kind: 'panel-sheet', keys, persons: idle.map(({ person }) => person) },
  ]
}

/** Who handed in, and how far the panel is. */
function handedIn(entry: Written, situation: Situation): Stale[] {
  const of = panelIn(entry, situation)
  const record = of && recordOf(situation, of)
  if (!of || !record) return []
  const keys = [panelKey(of)]
  const waits = missingIn(situation, of, record).some(({ person }) => person !== entry.by)
  return [
    { kind: 'panel-sheet', keys, persons: [entry.by] },
    { kind: 'panel-desk', keys },
    homeOf(entry.by, ...(waits ? [] : officeOf(situation))),
  ]
}

/** @refuses not-allowed */
const ofOffice = (ctx: Context) => mayNot(ctx.bureau, ctx.person, managePanels, 'anything')

/**
 * Who judges in it, or did.
 * @refuses not-allowed
 */
function mayOpenSheet(ctx: Context, key: string) {
  const of = panelAt(ctx, key)
  if (!of || recordOf(ctx, of)?.judges.has(ctx.person)) return null
  return refuse('not-allowed', { what: '打分', who: '考核办定下的评委' })
}

/** The own panel that runs, else the last that was. */
function sheetAsked(ctx: Context): CardRef | null {
  const mine = allPanels(ctx).filter((of) => recordOf(ctx, of)?.judges.has(ctx.person))
  const found = mine.find((of) => isRunning(recordOf(ctx, of))) ?? mine.at(-1)
  return found ? { kind: 'panel-sheet', key: panelKey(found) } : null
}

/** The office's: what runs, else the first that was not opened, else the last. */
function deskAsked(ctx: Context): CardRef | null {
  const all = allPanels(ctx)
  const found =
    all.find((of) => isRunning(recordOf(ctx, of))) ??
    all.find((of) => !recordOf(ctx, of)) ??
    all.at(-1)
  return found ? { kind: 'panel-desk', key: panelKey(found) } : null
}

/** Judges who hear one assessee after the other and give each a whole sheet. */
export const panelFlow: Flow = {
  name: 'panel',
  serves: ['panels'],
  slices: [panelsSlice],
  actions: [managePanels],
  verbs: verbs<PanelIntent>({
    'panel.open': { claims: whole, act: openPanel },
    'panel.lot': { claims: whole, act: drawLot },
    'panel.place': { claims: whole, act: placeHeard },
    'panel.add': { claims: whole, act: addJudge },
    'panel.leave': { claims: whole, act: leaveJudge },
    'panel.begin': { claims: whole, act: beginTurn },
    'panel.end': { claims: whole, act: endTurn },
    'panel.close': { claims: whole, act: closePanel },
    'panel.reopen': { claims: whole, act: reopenPanel },
    'panel.save': { claims: own, act: saveSheet },
    'panel.page': { claims: own, act: turnSheetPage },
    'panel.turn': { claims: own, act: turnSheet },
    'panel.hand-in': { claims: own, act: handInSheet },
  }),
  cards: {
    'panel-sheet': { view: viewPanelSheet, mayOpen: mayOpenSheet, daily: true, typedStays: true },
    'panel-desk': { view: viewPanelDesk, mayOpen: ofOffice, daily: true, typedStays: true },
    'panel-timer': { view: viewPanelTimer, mayOpen: ofOffice },
  },
  stale: {
    [panelOpened.kind]: everybodys,
    [panelOrdered.kind]: turned,
    [judgeAdded.kind]: everybodys,
    [judgeLeft.kind]: everybodys,
    [turnBegun.kind]: turned,
    [turnEnded.kind]: turned,
    [sheetHandedIn.kind]: handedIn,
    [panelClosed.kind]: (entry, situation) => [
      ...everybodys(entry, situation),
      { kind: 'standing' },
    ],
    [panelReopened.kind]: everybodys,
  },
  rosterStale: (situation) => {
    const keys = allPanels(situation).map(panelKey)
    return [
      { kind: 'panel-sheet', keys },
      { kind: 'panel-desk', keys },
    ]
  },
  asks: [runAsks, closeAsks, sheetAsks],
  commands: [
    {
      name: '评委打分',
      words: ['panel', '评委打分', '评委'],
      argument: 'none',
      /** @refuses panel-none */
      card: async (ctx) =>
        sheetAsked(ctx) ?? (ofOffice(ctx) ? null : deskAsked(ctx)) ?? refuse('panel-none'),
    },
    {
      name: '评委进度',
      words: ['panels', '评委进度', '开评', '结束打分'],
      argument: 'none',
      /** @refuses not-allowed, panel-none */
      card: async (ctx) => ofOffice(ctx) ?? deskAsked(ctx) ?? refuse('panel-none'),
    },
  ],
}
