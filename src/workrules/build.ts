import { oneOf, wholeNumber, yesOrNo } from '../scheme/language/words.js'
import { citedAt } from './build-chains.js'
import type {
  Attendance,
  Handover,
  ReportDue,
  TimeLimit,
  Within,
  WorkReport,
  WorkTable,
} from './model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

const units = ['minutes', 'working-days', 'calendar-days', 'weeks', 'months'] as const

/** `$days working-days`, `explicit`, or `fast`. */
function withinWord(at: WorkPlace, key: string) {
  const whole = wholeNumber(at.reader, [...at.path, key])
  const word = (raw: string | string[], owners: string[]): Within | undefined => {
    if (raw === 'explicit' || raw === 'fast') return { kind: raw }
    if (typeof raw !== 'string') return undefined
    const [, figure, unit] = /^(\S+) (\S+)$/.exec(raw) ?? []
    const known = units.find((one) => one === unit)
    if (figure === undefined || known === undefined) return undefined
    return { kind: 'period', count: whole.word(figure, owners) ?? 0, unit: known }
  }
  return { word, can: `explicit、fast、$名称 加 ${units.join('、')}` }
}

/** A time limit. */
export function buildLimit(draft: Draft['limits'][number], at: WorkPlace): TimeLimit {
  const cited = citedAt(draft.limit, draft, at)
  const { beside, extension } = draft
  const besideAt = at.below('beside')
  const longer = at.below('extension')
  return {
    ...cited,
    within: at.set('within', draft.within, withinWord(at, 'within'), { kind: 'fast' }),
    from: at.set('from', draft.from, oneOf('receipt', 'event', 'knowledge'), 'receipt'),
    firstDay: at.set('first-day', draft['first-day'], oneOf('next-day', 'same-day'), 'next-day'),
    lastDay: at.set('last-day', draft['last-day'], oneOf('as-is', 'next-working-day'), 'as-is'),
    beside:
      beside === undefined
        ? null
        : {
            limit: besideAt.known('limit', 'limit', beside.limit) ?? '',
            takes: besideAt.set('takes', beside.takes, oneOf('own', 'shorter'), 'own'),
          },
    extension:
      extension === undefined
        ? null
        : {
            chain: longer.known('chain', 'chain', extension.chain) ?? '',
            atMost: longer.set('at-most', extension['at-most'], withinWord(longer, 'at-most'), {
              kind: 'fast',
            }).value,
            tells: extension.tells,
          },
    supervisedBy: at.below('by').knownAll('role', 'supervises', draft.by?.supervises),
  }
}

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
  const roles = at.reader.draft.roles.map((one) => one.role)
  const recorders = {
    word: (raw: string | string[]): string[] | undefined => {
      const list = typeof raw === 'string' ? [raw] : raw
      return list.every((one) => roles.includes(one)) ? list : undefined
    },
    can: roles.join('、'),
  }
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
