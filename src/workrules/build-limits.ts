import { oneOf, wholeNumber } from '../scheme/language/words.js'
import { plain } from '../scheme/language/place.js'
import { citedAt } from './build-chains.js'
import type { Complaints, TimeLimit, Within } from './model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

const units = ['minutes', 'hours', 'working-days', 'calendar-days', 'weeks', 'months'] as const

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

/** One or several roles. */
export function rolesWord(at: WorkPlace): {
  word(raw: string | string[]): string[] | undefined
  can: string
} {
  const roles = at.reader.draft.roles.map((one) => one.role)
  return {
    word: (raw) => {
      const list = typeof raw === 'string' ? [raw] : raw
      return list.every((one) => roles.includes(one)) ? list : undefined
    },
    can: roles.join('、'),
  }
}

/** A time limit. */
export function buildLimit(draft: Draft['limits'][number], at: WorkPlace): TimeLimit {
  const cited = citedAt(draft.limit, draft, at)
  const { beside, extension, contact } = draft
  const by = at.below('by')
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
    registeredBy: by.knownAll('role', 'registers', draft.by?.registers),
    supervisedBy: by.knownAll('role', 'supervises', draft.by?.supervises),
    confirmedBy: by.set('confirms', draft.by?.confirms, rolesWord(at), []),
    contact:
      contact === undefined
        ? null
        : {
            is: contact.is,
            becomes: at.below('contact').known('limit', 'becomes', contact.becomes) ?? '',
            namedBy: by.knownAll('role', 'names', draft.by?.names),
          },
    facts: { late: draft.facts?.late ?? null, undone: draft.facts?.undone ?? null },
  }
}

/** Complaints: who hears them, until when, and what a verified one becomes. */
export function buildComplaints(
  draft: NonNullable<Draft['complaints']>,
  at: WorkPlace,
): Complaints {
  const { clause } = draft
  const says = at.reader.sentence('complaints', [...at.path, 'says'], draft.says)
  const whole = wholeNumber(at.reader, [...at.path, 'erased-after'])
  return {
    clause,
    says,
    heardBy: at.below('by').knownAll('role', 'hears', draft.by.hears),
    limit: {
      ...{ id: 'complaints', name: '投诉', clause, says },
      within: at.set('within', draft.within, withinWord(at, 'within'), { kind: 'fast' }),
      from: plain('receipt'),
      firstDay: at.set('first-day', draft['first-day'], oneOf('next-day', 'same-day'), 'next-day'),
      lastDay: plain('as-is'),
      ...{ beside: null, extension: null, contact: null, facts: { late: null, undone: null } },
      ...{ registeredBy: [], supervisedBy: [], confirmedBy: plain([]) },
    },
    facts: draft.facts,
    erasedAfter: at.set('erased-after', draft['erased-after'], whole, 0),
  }
}
