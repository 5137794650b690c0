import { type Day, dayAt, isDay } from '../../base/day.js'
import type { Saying, Seeing } from '../context.js'
import { madeStep, type MadeStep } from '../fact/record-view.js'
import type { GoneView } from '../gone-view.js'
import { type Excuse, fingerprint, judge, type Judged, type Meant } from './fate.js'
import {
  attendanceDraft,
  type AttendanceDraft,
  type AttendanceWords,
  noAttendance,
} from './form.js'
import { attendanceSlice } from './recorded.js'
import { findingsOf, mayNotRecordAttendance, occasionsOf } from './who.js'

/** A row as the card names it. */
export interface RowShown {
  at: number
  name: string
  unit: string
  finding: string
  /** Null where what is written is no day. */
  day: Day | null
  occasion: string
}

/** A row of which something is asked. */
export interface RowAsked extends RowShown {
  /** Who may be meant; empty where one has the name. */
  among: readonly Meant[]
  who: string
  /** Leave, a trip or an outing that excuses it; null where none is asked about. */
  excuse: Excuse | null
  reason: string
}

/** What is typed in, and after it was read what keeps it from being recorded. */
export interface AttendanceFormStep {
  step: 'form'
  today: Day
  words: AttendanceWords
  occasions: { id: string; name: string }[]
  findings: { id: string; name: string }[]
  wrong: WrongRows[]
}

/** Rows that can't be recorded for one reason. */
export interface WrongRows {
  says: Saying
  rows: RowShown[]
}

/** What would become of the rows. */
export interface AttendanceCheckStep {
  step: 'check'
  /** The sheet that they came from; null: they were typed. */
  sheet: string | null
  /** Who recorded the same file before, and when; null: nobody did. */
  before: { by: string; on: Day } | null
  shown: string
  count: number
  ready: RowShown[]
  /** Rest days among the days of what would be recorded. */
  restDays: Day[]
  asked: RowAsked[]
  /** How many are asked about, on all pages. */
  asks: number
  page: number
  pages: number
  /** Left out: recorded before (by whom), or in another row. */
  known: (RowShown & { by: string })[]
  twice: (RowShown & { row: number })[]
  wrong: WrongRows[]
}

export interface AttendanceView {
  kind: 'attendance'
  clause: string
  step: AttendanceFormStep | AttendanceCheckStep | ({ step: 'made'; left: number } & MadeStep)
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** Rows that something is asked about on one page of the card. */
const rowsOnPage = 8

/**
 * Findings of attendance as they are typed, read and recorded. Access: who may record any.
 * @refuses gone
 */
export async function viewAttendance(seeing: Seeing): Promise<AttendanceView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayNotRecordAttendance(bureau, person)) return gone
  const draft = (await attendanceDraft(seeing.db, { bureau, person }))?.draft ?? noAttendance
  const clause = findingsClause(seeing)
  if (draft.made.length > 0) {
    const step = { step: 'made' as const, left: draft.left, ...madeStep(seeing, draft.made) }
    return { kind: 'attendance', clause, step }
  }
  const judged = await judge({ ...seeing, person }, draft.rows, draft.answers)
  const wrong = wrongIn(seeing, judged)
  const typed = draft.sheet === null && (draft.rows.length === 0 || wrong.length > 0)
  const step = typed
    ? formStep(seeing, person, { words: draft.words, wrong })
    : checkStep(seeing, draft, { judged, wrong })
  return { kind: 'attendance', clause, step }
}

function findingsClause({ bureau: { work } }: Seeing): string {
  const clauses = (work?.rules.attendance?.findings ?? []).map(({ clause }) => clause)
  return [...new Set(clauses)].join('、')
}

function formStep(
  { bureau, today }: Seeing,
  person: string,
  of: Pick<AttendanceFormStep, 'words' | 'wrong'>,
): AttendanceFormStep {
  return {
    step: 'form',
    today,
    ...of,
    occasions: occasionsOf(bureau, person).map(({ id, name }) => ({ id, name })),
    findings: findingsOf(bureau).map(({ id, name }) => ({ id, name })),
  }
}

function checkStep(
  seeing: Seeing,
  draft: AttendanceDraft,
  { judged, wrong }: { judged: readonly Judged[]; wrong: WrongRows[] },
): AttendanceCheckStep {
  const shown = (one: Judged): RowShown => rowShown(seeing, one)
  const asked = judged.flatMap((one): RowAsked[] => askedOf(draft, one, shown))
  const pages = Math.max(1, Math.ceil(asked.length / rowsOnPage))
  const page = Math.min(draft.page, pages - 1)
  const ready = judged.filter(({ fate }) => fate.is === 'ready')
  const days = new Set(ready.flatMap(({ row: { day } }) => (isDay(day) ? [day] : [])))
  return {
    step: 'check',
    sheet: draft.sheet?.name ?? null,
    before: beforeOf(seeing, draft),
    shown: fingerprint(judged),
    count: judged.length,
    ready: ready.map(shown),
    restDays: [...days].filter((day) => !seeing.calendar.isWorkingDay(day)).sort(),
    asked: asked.slice(page * rowsOnPage, (page + 1) * rowsOnPage),
    asks: asked.length,
    ...{ page, pages, wrong },
    known: judged.flatMap((one) =>
      one.fate.is === 'known'
        ? [{ ...shown(one), by: seeing.bureau.roster.nameOf(one.fate.by) }]
        : [],
    ),
    twice: judged.flatMap((one) =>
      one.fate.is === 'twice' ? [{ ...shown(one), row: one.fate.row }] : [],
    ),
  }
}

function beforeOf(
  { bureau, collected }: Seeing,
  { sheet }: AttendanceDraft,
): AttendanceCheckStep['before'] {
  const known = sheet && collected.of(attendanceSlice).sheets.get(sheet.sha256)
  return known ? { by: bureau.roster.nameOf(known.by), on: dayAt(known.at) } : null
}

/** What is asked of a row: who is meant, or why it is recorded beside leave or a trip; what was answered can be changed. */
function askedOf(
  { answers }: AttendanceDraft,
  judged: Judged,
  shown: (one: Judged) => RowShown,
): RowAsked[] {
  const { row, fate, among } = judged
  const excuse =
    fate.is === 'excused' ? fate.by : fate.is === 'ready' ? (fate.beside?.by ?? null) : null
  if (among.length < 2 && excuse === null) return []
  return [
    {
      ...shown(judged),
      ...{ excuse, among: among.length > 1 ? among : [] },
      ...{ who: answers.who[row.at] ?? '', reason: answers.reason[row.at] ?? '' },
    },
  ]
}

function rowShown({ bureau }: Seeing, { row, fate }: Judged): RowShown {
  const { at, name, unit, day, finding, occasion } = row
  const attendance = bureau.work?.rules.attendance
  const named = (all: readonly { id: string; name: string }[] | undefined, id: string): string =>
    all?.find((one) => one.id === id)?.name ?? id
  const of = 'person' in fate ? bureau.roster.unitOf(fate.person) : null
  return {
    at,
    name: 'person' in fate ? bureau.roster.nameOf(fate.person) : name,
    unit: of === null ? unit : bureau.roster.unitNameOf(of),
    finding: named(attendance?.findings, finding),
    day: isDay(day) ? day : null,
    occasion: named(attendance?.occasions, occasion),
  }
}

/** What can't be recorded, by the reason. */
function wrongIn(seeing: Seeing, judged: readonly Judged[]): WrongRows[] {
  const byReason = new Map<string, WrongRows>()
  for (const one of judged) {
    if (one.fate.is !== 'wrong') continue
    const { code, with: values } = one.fate.fault
    const key = JSON.stringify([code, values])
    const known = byReason.get(key)
    if (known) known.rows.push(rowShown(seeing, one))
    else byReason.set(key, { says: { code, with: values }, rows: [rowShown(seeing, one)] })
  }
  return [...byReason.values()]
}
