import { oneOf, wholeNumber, yesOrNo } from '../scheme/language/words.js'
import { citedAt } from './build-chains.js'
import { rolesWord } from './build-limits.js'
import type { Attendance, Handover, ReportDue, WorkReport, WorkTable } from './model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

/** A regular report. */
export function buildReport(draft: Draft['reports'][number], at: WorkPlace): WorkReport {
  const cited = citedAt(draft.report, draft, at)
  const whole = wholeNumber(at.reader, [...at.path, 'due'])
  const due = {
    word: (raw: string | string[], owners: string[]): ReportDue | undefined => {
      if (raw === 'last-working-day') return { kind: raw }
      const [, figure] = typeof raw === 'string' ? (/^(\S+) of-next-month$/.exec(raw) ?? []) : []
      if (figure === undefined) return undefined
      return { kind: 'day-of-next-month', day: whole.word(figure, owners) ?? 0 }
    },
    can: 'last-working-day、$名称 of-next-month',
  }
  const by = at.below('by')
  return {
    ...cited,
    of: draft.of,
    due: at.set('due', draft.due, due, { kind: 'last-working-day' }),
    edge: at.set('edge', draft.edge, oneOf('counted', 'day-before'), 'counted'),
    shifts: at.set('shifts', draft.shifts, yesOrNo, false),
    contents: draft.contents,
    signs: by.knownAll('role', 'signs', draft.by.signs),
    files: by.known('role', 'files', draft.by.files) ?? '',
    reads: by.knownAll('role', 'reads', draft.by.reads),
    facts: {
      late: draft.facts.late ?? null,
      missing: draft.facts.missing ?? null,
      returned: draft.facts.returned ?? null,
    },
  }
}

/** A table of units. */
export function buildTable(draft: Draft['tables'][number], at: WorkPlace): WorkTable {
  const by = at.below('by')
  return {
    ...citedAt(draft.table, draft, at),
    each: draft.each,
    columns: draft.columns,
    due: at.set('due', draft.due, wholeNumber(at.reader, [...at.path, 'due']), 0),
    compiles: by.known('role', 'compiles', draft.by.compiles) ?? '',
    files: by.known('role', 'files', draft.by.files) ?? '',
  }
}

/** What is found about attendance. */
export function buildAttendance(
  draft: NonNullable<Draft['attendance']>,
  at: WorkPlace,
): Attendance {
  const recorders = rolesWord(at)
  return {
    occasions: draft.occasions.map((one, index) => ({
      id: one.occasion,
      name: one.name,
      clause: one.clause,
      recordedBy: at
        .inside(one.occasion, 'occasions', index)
        .below('by')
        .set('records', one.by.records, recorders, []),
    })),
    findings: draft.findings.map((one, index) => {
      const place = at.inside(one.finding, 'findings', index)
      return {
        ...citedAt(one.finding, one, place),
        fact: one.fact,
        occasions: place.knownAll('occasion', 'occasions', one.occasions),
      }
    }),
  }
}

/** Handing one's work over before one is away. */
export function buildHandover(draft: NonNullable<Draft['handover']>, at: WorkPlace): Handover {
  const says = at.reader.sentence('handover', [...at.path, 'says'], draft.says)
  const whole = wholeNumber(at.reader, [...at.path, 'before'])
  return {
    clause: draft.clause,
    says,
    matters: draft.matters,
    before: at.set('before', draft.before, whole, 0).value,
    measured: at.set(
      'measured',
      draft.measured,
      oneOf('calendar-days', 'earlier-of-both'),
      'calendar-days',
    ),
    missing: at.set(
      'missing',
      draft.missing,
      oneOf('appoint-another', 'may-not-leave'),
      'appoint-another',
    ),
    appoints: at.below('by').known('role', 'appoints', draft.by.appoints) ?? '',
  }
}
