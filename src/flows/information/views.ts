import { type Day, dayAt, type Month, monthOf } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Seeing } from '../context.js'
import type { Option } from '../fact/fields.js'
import type { GoneView } from '../gone-view.js'
import { piecesPerPage } from '../limits.js'
import { deskPages } from './decide.js'
import { emptyForm, infoDraft, type InfoDraft } from './form.js'
import type { InfoWords } from './intents.js'
import {
  askedAbout,
  infoKinds,
  informationOffice,
  kindsDecided,
  mayNotDecide,
  mayNotSend,
  whatOptions,
} from './kinds.js'
import { type Piece, piecesSlice } from './pieces.js'
import { maySeePiece, type PieceShown, piecesShown } from './shown.js'
import { type QuotaShown, quotasIn } from './standings.js'

/** Quotas of one assessee, as the submitter's cards show them. */
export interface OwnQuotas {
  /** A unit's name, or '' for one's own. */
  unit: string
  scheme: string
  quotas: QuotaShown[]
}

/** The form of a piece, or what it has become; below it what one has sent in. */
export interface InfoView {
  kind: 'info'
  step:
    | {
        step: 'form'
        words: InfoWords
        what: Option[]
        files: { id: string; name: string }[]
        filesNeeded: boolean
        /** Earlier pieces with the same title or link: it is asked whether this is another. */
        same: { title: string; unit: string; sent: Day; sameLink: boolean }[]
        office: string[]
      }
    | { step: 'made'; piece: PieceShown; office: string[] }
  month: Month
  quotas: OwnQuotas[]
  recent: PieceShown[]
  mayDecide: boolean
}

/** One piece, before who sent it, heads its unit, or decides. */
export interface PieceView {
  kind: 'info-piece'
  piece: PieceShown
  own: boolean
  quotas: OwnQuotas[]
}

/** What came, before the information office. */
export interface InfoDeskView {
  kind: 'info-desk'
  count: number
  page: number
  pages: number
  today: Day
  rows: {
    piece: PieceShown
    levels: Option[]
    mayReceive: boolean
    /** Sent by the reader: somebody else decides. */
    own: boolean
    /** Another piece has the same title or link. */
    doubled: boolean
  }[]
}

const gone: GoneView = { kind: 'gone', code: 'gone' }
/** Of what one has sent in, this many stand below the form. */
const recentMax = 5

/**
 * The form, or its receipt. Access: everybody of the roster, their own.
 * @refuses {@link mayNotSend}
 */
export async function viewInfo(seeing: Seeing): Promise<InfoView | GoneView> {
  const { bureau, person, db, collected, today } = seeing
  if (person === null) return gone
  const refusal = mayNotSend({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const { byId, byPerson } = collected.of(piecesSlice)
  const draft = await infoDraft(db, { bureau, person })
  const made = draft && draft.made !== '' ? byId.get(draft.made) : undefined
  const recent = (byPerson.get(person) ?? []).filter((piece) => piece !== made)
  const last = recent.slice(-recentMax).reverse()
  const shown = await piecesShown(seeing, made ? [made, ...last] : last)
  const [first, ...more] = shown
  const month = monthOf(today)
  return {
    kind: 'info',
    step:
      made && first
        ? { step: 'made', piece: first, office: officeNames(seeing, made.kind) }
        : await formStep(seeing, draft),
    month,
    quotas: ownQuotas(seeing, month, { person, unit: bureau.roster.unitOf(person) }),
    recent: made ? more : shown,
    mayDecide: kindsDecided(bureau, person).length > 0,
  }
}

async function formStep(
  seeing: Seeing,
  draft: InfoDraft | null,
): Promise<Extract<InfoView['step'], { step: 'form' }>> {
  const { bureau, db, collected } = seeing
  const kinds = infoKinds(bureau)
  const what = whatOptions(kinds)
  const { words, files, asked } = draft?.made === '' ? draft : emptyForm(draft, what[0]?.id ?? '')
  const stored = await Promise.all(files.map((id) => findFile(db, id)))
  const { byId } = collected.of(piecesSlice)
  const same = await piecesShown(
    seeing,
    asked.flatMap((id) => byId.get(id) ?? []),
  )
  const [kind = ''] = words.what.split('/')
  return {
    ...{ step: 'form', words, what },
    files: stored.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    filesNeeded: kinds.find(({ id }) => id === kind)?.fields.evidence === 'required',
    same: same.map(({ title, unit, sent, link }) => ({
      ...{ title, unit, sent },
      sameLink: link !== '' && words.link !== '' && link === URL.parse(words.link)?.href,
    })),
    office: officeNames(seeing, kind),
  }
}

/** Who decides on a kind, by name. */
function officeNames({ bureau }: Seeing, kind: string): string[] {
  const found = infoKinds(bureau).find(({ id }) => id === kind)
  if (!found) return []
  return informationOffice(bureau, found).map((id) => bureau.roster.nameOf(id))
}

/** How a person's unit stands in a month, and the person where persons have targets. */
function ownQuotas(
  seeing: Seeing,
  month: Month,
  { person, unit }: { person: string; unit: string | null },
): OwnQuotas[] {
  const whom = [person, ...(unit === null ? [] : [unit])]
  return quotasIn(seeing, month, whom).map(({ cycle, assessee, name, quotas }) => ({
    unit: assessee === person ? '' : name,
    scheme: cycle.scheme.shortTitle,
    quotas,
  }))
}

/**
 * One piece. Access: who sent it, who heads its unit, who decides on its kind.
 * @refuses gone
 */
export async function viewPiece(seeing: Seeing, id: string): Promise<PieceView | GoneView> {
  const { person, collected } = seeing
  const piece = collected.of(piecesSlice).byId.get(id)
  if (!piece || person === null || !maySeePiece(seeing, person, piece)) return gone
  const [shown] = await piecesShown(seeing, [piece])
  if (!shown) return gone
  const own = piece.person === person
  const month = monthOf(shown.adoptedOn ?? dayAt(piece.at))
  return {
    ...{ kind: 'info-piece', piece: shown, own },
    quotas: own ? ownQuotas(seeing, month, { person, unit: piece.unit }) : [],
  }
}

/**
 * What waits for a decision, earliest first, a page of it. Access: who may decide on some kind.
 * @refuses {@link mayNotDecide}
 */
export async function viewDesk(seeing: Seeing): Promise<InfoDeskView | GoneView> {
  const { bureau, person, collected, today, db } = seeing
  if (person === null) return gone
  const refusal = mayNotDecide({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const kinds = new Map(kindsDecided(bureau, person).map((kind) => [kind.id, kind]))
  const { waiting, byMark } = collected.of(piecesSlice)
  const all = [...waiting].filter(({ kind }) => kinds.has(kind))
  const list = { all, size: piecesPerPage }
  const { here, page, pages } = await deskPages.of(db, { bureau, person }, list)
  const shown = await piecesShown(seeing, here)
  const isLive = ({ state }: Piece): boolean => state !== 'withdrawn' && state !== 'declined'
  return {
    ...{ kind: 'info-desk', count: all.length, page, pages, today },
    rows: here.flatMap((piece, at) => {
      const [row, kind] = [shown[at], kinds.get(piece.kind)]
      if (!row || !kind) return []
      return {
        piece: row,
        levels: [...kind.fields.levels],
        mayReceive: kind.countsReceived,
        own:
          [person, seeing.standIn].includes(piece.person) &&
          !askedAbout(bureau, kind, piece.person).includes(piece.person),
        doubled: piece.marks.some((mark) => (byMark.get(mark) ?? []).filter(isLive).length > 1),
      }
    }),
  }
}
