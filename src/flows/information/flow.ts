import { dayAt, monthOf } from '../../base/day.js'
import type { Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import * as facts from '../fact/entries.js'
import { factsSlice } from '../fact/facts.js'
import { type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { sendInformation } from './actions.js'
import { pieceAsks } from './asks.js'
import { decidePieces, turnDesk } from './decide.js'
import { pieceDecided, pieceSent, pieceWithdrawn } from './entries.js'
import { attachToPiece, infoTakesFiles, mayOpenPieceFile, sendPieceFile } from './files.js'
import { infoDraft, newPiece } from './form.js'
import type { InfoDeskIntent, InfoFormIntent, PieceIntent } from './intents.js'
import { infoKinds, informationOffice, mayNotDecide, mayNotSend } from './kinds.js'
import { piecesSlice } from './pieces.js'
import {
  anotherPiece,
  beginForm,
  dropPieceFile,
  marksOf,
  submitPiece,
  withdrawPiece,
} from './submit.js'
import { deskJob, remindJob, tableJob } from './jobs.js'
import { mayNotTable, viewInfoTable, viewInfoUnit } from './month-views.js'
import { viewDesk, viewInfo, viewPiece } from './views.js'

const pieceClaim = (id: string): Claim => ({ kind: 'piece', id })

/** Who sends the same in at the same time is the second, and is asked. */
function sending({ words }: Extract<InfoFormIntent, { verb: 'info.submit' }>): Claim[] {
  return [cyclesReliedOn, ...marksOf(words).map((id) => ({ kind: 'piece-mark', id }))]
}

/** The card of the piece, of who sent it, and of the office with their homes. */
function aboutPiece(written: Written, { bureau, collected, today }: Situation): Stale[] {
  const id = written.about ?? written.id
  const piece = collected.of(piecesSlice).byId.get(id)
  const kind = piece?.kind ?? pieceSent.read(written)?.kind
  const office = infoKinds(bureau)
    .filter((each) => each.id === kind)
    .flatMap((each) => informationOffice(bureau, each))
  const person = piece?.person ?? written.by
  return [
    { kind: 'info-piece', keys: [id] },
    { kind: 'info', persons: [person] },
    { kind: 'info-desk' },
    ...ofUnit(
      piece?.unit ?? pieceSent.read(written)?.unit ?? null,
      monthOf(piece ? dayAt(piece.at) : today),
    ),
    homeOf(person, ...office),
  ]
}

/** A unit's card of a month. */
function ofUnit(unit: string | null, month: string): Stale[] {
  return unit === null ? [] : [{ kind: 'info-unit', keys: [keyOf(month, unit)] }]
}

/** What a piece has become says on its card how it stands. */
function aboutFact(written: Written, { collected }: Situation): Stale[] {
  const { byFact } = collected.of(piecesSlice)
  const piece = byFact.get(written.about ?? '')
  if (!piece) return []
  const fact = collected.of(factsSlice).byId.get(piece.fact ?? '')
  const month = monthOf(fact?.day ?? dayAt(piece.at))
  return [
    ...ofUnit(piece.unit, month),
    { kind: 'info-table', keys: [month] },
    { kind: 'info-piece', keys: [piece.id] },
    { kind: 'info', persons: [piece.person] },
  ]
}

/**
 * The form, as it was begun; a receipt is not what is asked for.
 * @refuses {@link mayNotSend}
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotSend(ctx)
  if (refusal) return refusal
  const draft = await infoDraft(ctx.tx, ctx)
  if (draft?.made !== '') await beginForm(ctx)
  return { kind: 'info', key: newPiece }
}

/** Information that is sent in, what of it is adopted, and how units stand by their quotas: 报送. */
export const informationFlow: Flow = {
  name: 'information',
  serves: ['information'],
  slices: [piecesSlice],
  actions: [sendInformation],
  verbs: verbs<InfoFormIntent | PieceIntent | InfoDeskIntent>({
    'info.submit': { claims: sending, act: submitPiece },
    'info.drop': { act: dropPieceFile },
    'info.again': { act: anotherPiece },
    'info.withdraw': { claims: ({ piece }) => [pieceClaim(piece)], act: withdrawPiece },
    'info.file': { act: sendPieceFile },
    'info.decide': {
      claims: ({ choices }) => [
        cyclesReliedOn,
        ...Object.keys(choices).map((id) => pieceClaim(id)),
      ],
      act: decidePieces,
    },
    'info.page': { act: turnDesk },
  }),
  cards: {
    info: { view: viewInfo, onDemand: true, mayOpen: mayNotSend },
    'info-piece': { view: viewPiece },
    'info-desk': { view: viewDesk, mayOpen: mayNotDecide },
    'info-unit': { view: viewInfoUnit },
    'info-table': { view: viewInfoTable },
  },
  stale: {
    ...Object.fromEntries(
      [pieceSent, pieceDecided, pieceWithdrawn].map(({ kind }) => [kind, aboutPiece]),
    ),
    ...Object.fromEntries(
      Object.values(facts).flatMap((each) =>
        'kind' in each && each !== facts.factProposed ? [[each.kind, aboutFact]] : [],
      ),
    ),
  },
  asks: [pieceAsks],
  jobs: [deskJob, remindJob, tableJob],
  files: {
    since: infoTakesFiles,
    attach: attachToPiece,
    mayOpen: mayOpenPieceFile,
    ofForm: 'info:',
  },
  commands: [
    {
      name: '报送',
      words: ['info', '报送', '信息报送', '报信息'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
    {
      name: '采用',
      words: ['adopt', '采用', '报送采用', '信息采用'],
      argument: 'none',
      /** @refuses {@link mayNotDecide} */
      card: async (ctx) => mayNotDecide(ctx) ?? { kind: 'info-desk', key: 'all' },
    },
    {
      name: '报送统计',
      words: ['infotable', '报送统计', '信息统计'],
      argument: 'month',
      /** @refuses {@link mayNotTable} */
      card: async ({ bureau, today }, asked) => {
        const month = asked ?? monthOf(today)
        return mayNotTable(bureau, month) ?? { kind: 'info-table', key: month }
      },
    },
  ],
}
