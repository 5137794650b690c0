import type { Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { lookAtDockets } from './actions.js'
import { answerDocket, confirmDocket, holdDocket } from './act.js'
import { doAsks, judgeAsks, officeAsks } from './asks.js'
import { answererOf, docketsSlice } from './dockets.js'
import {
  docketAnswered,
  docketConfirmed,
  docketDropped,
  docketFiled,
  docketJudged,
  docketPaused,
  docketPlaced,
  docketRegistered,
  docketResumed,
  docketSentBack,
  extensionAsked,
  extensionChain,
} from './entries.js'
import { decideExtension, extendDocket, extensionWaiting } from './extend.js'
import { docketDraft, freshWords, keepDocketDraft, newDocket } from './form.js'
import type {
  DocketFormIntent,
  DocketIntent,
  DocketsExport,
  DocketsIntent,
  ExtensionDecision,
} from './intents.js'
import { judgeDocket } from './judge.js'
import { kindsRegistered, mayNotRegister } from './kinds.js'
import { mayNotList, turnDockets, viewDockets } from './list.js'
import {
  attachToDocket,
  bringFile,
  docketTakesFiles,
  mayOpenDocketFile,
  sendDocketFile,
} from './papers.js'
import { placeDocket } from './place.js'
import { docketSheet, docketSheetKey, exportDockets, openDocketSheet } from './sheet.js'
import { anotherDocket, submitDocket } from './submit.js'
import { viewDocket, viewDocketForm } from './views.js'
import { confirming, helpersOf, keeping, ownersOf, placersOf } from './who.js'

/** Whatever is decided about a matter is decided one after another. */
const one = ({ docket }: { docket: string }): Claim[] => [{ kind: 'docket', id: docket }]

/** The card of the matter, the registers, and the homes of those whom it waits for or waited for. */
function aboutDocket(written: Written, situation: Situation): Stale[] {
  const { byId, byExtension } = situation.collected.of(docketsSlice)
  const named = written.about ?? written.id
  const docket = byId.get(byExtension.get(named)?.docket ?? named)
  if (!docket) return [{ kind: 'dockets' }, homeOf(written.by)]
  const { bureau } = situation
  const waits = extensionWaiting(situation, docket)?.asked ?? []
  const persons = [
    ...[written.by, ...waits, ...ownersOf(bureau, docket), ...placersOf(bureau, docket)],
    ...[...helpersOf(bureau, docket), ...keeping(bureau, docket)],
    ...confirming(bureau, docket, answererOf(docket) ?? ''),
  ]
  return [
    { kind: 'docket', keys: [docket.id] },
    { kind: 'docket-form', persons: [docket.by] },
    { kind: 'dockets' },
    homeOf(...new Set(persons)),
  ]
}

/**
 * The form, as it was begun; a receipt is not what is asked for.
 * @refuses {@link mayNotRegister}
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotRegister(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const draft = await docketDraft(ctx.tx, ctx)
  if (draft?.made !== '') {
    const [first] = kindsRegistered(ctx.bureau, ctx.person)
    const kind = draft?.words.kind ?? first?.id ?? ''
    await keepDocketDraft(ctx.tx, ctx, { words: freshWords(ctx.now, kind), made: '' })
  }
  return { kind: 'docket-form', key: newDocket }
}

/** Matters with a time limit, first contacts, and the register of them: 限时办结、首问负责、督办登记簿. */
export const docketFlow: Flow = {
  name: 'docket',
  serves: ['limits'],
  slices: [docketsSlice],
  actions: [lookAtDockets],
  verbs: verbs<DocketFormIntent | DocketIntent | ExtensionDecision | DocketsIntent | DocketsExport>(
    {
      'docket.submit': { act: submitDocket },
      'docket.look': { act: submitDocket },
      'docket.again': { act: anotherDocket },
      'docket.answer': { claims: one, act: answerDocket },
      'docket.confirm': { claims: one, act: confirmDocket },
      'docket.back': { claims: one, act: confirmDocket },
      'docket.place': { claims: one, act: placeDocket },
      'docket.pause': { claims: one, act: holdDocket },
      'docket.resume': { claims: one, act: holdDocket },
      'docket.drop': { claims: one, act: holdDocket },
      'docket.extend': { claims: one, act: extendDocket },
      'docket.agree': { claims: one, act: decideExtension },
      'docket.return': { claims: one, act: decideExtension },
      'docket.refuse': { claims: one, act: decideExtension },
      'docket.judge': { claims: (of) => [cyclesReliedOn, ...one(of)], act: judgeDocket },
      'docket.papers': { act: bringFile },
      'docket.file': { act: sendDocketFile },
      'dockets.page': { act: turnDockets },
      'dockets.export': { act: exportDockets },
    },
  ),
  cards: {
    'docket-form': {
      view: viewDocketForm,
      onDemand: true,
      /** @refuses {@link mayNotRegister} */
      mayOpen: (ctx) => mayNotRegister(ctx.bureau, ctx.person),
    },
    docket: { view: viewDocket, daily: true },
    dockets: { view: viewDockets, onDemand: true, mayOpen: mayNotList },
  },
  stale: Object.fromEntries(
    [
      docketRegistered,
      docketPlaced,
      docketAnswered,
      docketConfirmed,
      docketSentBack,
      docketPaused,
      docketResumed,
      docketDropped,
      docketFiled,
      docketJudged,
      extensionAsked,
      extensionChain.passed,
      extensionChain.returned,
      extensionChain.refused,
    ].map(({ kind }) => [kind, aboutDocket]),
  ),
  asks: [doAsks, officeAsks, judgeAsks],
  files: { since: docketTakesFiles, attach: attachToDocket, mayOpen: mayOpenDocketFile },
  templates: { [docketSheetKey]: docketSheet },
  exports: [{ words: ['督办', '登记簿', '台账'], card: openDocketSheet }],
  commands: [
    {
      name: '督办登记',
      words: ['docket', '督办登记', '登记督办', '首问', '首问登记', '限时登记'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
    {
      name: '督办',
      words: ['limit', '督办', '超期', '限时', '限时办结', '登记簿', '督办登记簿', '督办台账'],
      argument: 'none',
      /** @refuses {@link mayNotList} */
      card: async (ctx) => mayNotList(ctx) ?? { kind: 'dockets', key: 'all' },
    },
  ],
}
