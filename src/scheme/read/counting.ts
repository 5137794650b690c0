import { isFigure, points, type Points } from '../../base/points.js'
import type { Clock, ClockMeasure, Counter, Derived, Target } from '../model/counting.js'
import { buildDeadline } from './deadlines.js'
import { onceOfCounter } from './sharing.js'
import { mapSetting, plain, type Place } from './place.js'
import type { Setting } from '../model/words.js'
import type { ClockDraft, CounterDraft, RuleDraft, TargetDraft } from '../shape/scheme.js'
import { figureOrNone, figureWord, listOf, oneOf, yesOrNo } from '../language/words.js'

/** A counter; `rules` are the drafts, for the levels that their facts may have. */
export function buildCounter(draft: CounterDraft, at: Place, rules: readonly RuleDraft[]): Counter {
  const says = at.reader.sentence(draft.counter, [...at.path, 'says'], draft.says)
  return counterOf(draft, at, { rules, says })
}

/** The counter that a target has by itself, under the target's own id; null where it names one. */
export function buildOwnCounter(
  draft: TargetDraft,
  at: Place,
  of: { rules: readonly RuleDraft[]; says: Counter['says'] },
): Counter | null {
  const { counter, rules, each, on, takes, as, once, target, name, clause, says } = draft
  if (rules === undefined) return null
  if (counter !== undefined) return null
  const own = { counter: target, name, clause, says, rules, each: each ?? '', extras: [] }
  return counterOf(
    {
      ...own,
      ...(on === undefined ? {} : { on }),
      ...(takes === undefined ? {} : { takes }),
      ...(as === undefined ? {} : { as }),
      ...(once === undefined ? {} : { once }),
    },
    at,
    of,
  )
}

function counterOf(
  draft: CounterDraft,
  at: Place,
  of: { rules: readonly RuleDraft[]; says: Counter['says'] },
): Counter {
  const { rules, says } = of
  const known = listOf(...rules.map((rule) => rule.rule))
  const counted = at.set('rules', draft.rules, known, [])
  const named = [counted.value, ...Object.values(counted.byAnswer ?? {})].flat()
  for (const rule of named) at.reader.known('rule', rule, [...at.path, 'rules'])
  const own = rules.filter((rule) => named.includes(rule.rule))
  const levels = listOf(...own.flatMap((rule) => rule.levels.map((one) => one.level)))
  const orAll = {
    can: ['all', levels.can].join('、'),
    word: (raw: string | string[], on: string[]) => (raw === 'all' ? null : levels.word(raw, on)),
  }
  const once = onceOfCounter(draft, at)
  return {
    id: draft.counter,
    name: draft.name,
    clause: draft.clause,
    says,
    rules: counted,
    each: draft.each,
    month: at.set<string[] | null>('month', draft.month, orAll, null),
    year: at.set<string[] | null>('year', draft.year, orAll, null),
    on: at.set('on', draft.on, oneOf('day', 'sent'), 'day'),
    extras: draft.extras.map((one, index) => {
      const row = at.below('extras', index)
      if (levels.word(one.level, []) === undefined) {
        row.problem('level', 'unknown-level', `没有级别 ${one.level}，可用：${levels.can}`)
      }
      return { level: one.level, sorts: one.only ?? null, adds: row.figure('adds', one.adds) }
    }),
    takes: at.set('takes', draft.takes, oneOf('sum', 'last', 'mean', 'highest'), 'sum'),
    as: at.set('as', draft.as, oneOf('self', 'everyone'), 'self'),
    extrasOfOne:
      once.fact === null
        ? plain('highest')
        : once.fact.at.set('takes', once.fact.written.takes, oneOf('highest', 'sum'), 'highest'),
    sameMatter:
      once.matter === null
        ? plain('sum')
        : once.matter.at.set('takes', once.matter.written.takes, oneOf('highest', 'sum'), 'sum'),
  }
}

/** A figure of the table itself, or one that its sentence marks; null where there is expressly no target. */
function rowFigure(at: Place, key: string, text: string): Setting<Points | null> {
  if (isFigure(text)) return plain(points(text))
  return at.set<Points | null>(key, text, figureOrNone(at.reader, [...at.path, key]), null)
}

/** A table of targets; its figures stand in the table itself, as in the regulation. */
export function buildTarget(draft: TargetDraft, at: Place): Target {
  const says = at.reader.sentence(draft.target, [...at.path, 'says'], draft.says)
  const { everyone, ...others } = tableOf(draft, at.below('at-least'))
  const all = Object.entries(others)
  const isTrait = (who: string) => at.reader.isId('trait', who) && !at.reader.isId('unit', who)
  checkCounted(draft, at)
  const extras = at.set('extras', draft.extras, yesOrNo, false)
  if (draft.extras !== undefined && draft.per !== 'year') {
    at.problem('extras', 'extras-not-yearly', '另加数只进全年合计，这张表不是每年的')
  }
  return {
    id: draft.target,
    name: draft.name,
    clause: draft.clause,
    says,
    counter: draft.counter ?? draft.target,
    per: draft.per,
    atLeast: Object.fromEntries(all.filter(([who]) => !isTrait(who))),
    byTrait: all.flatMap(([trait, least]) => (isTrait(trait) ? [{ trait, atLeast: least }] : [])),
    everyone: everyone ?? plain(null),
    top: at.set<Points | null>(
      'at-most',
      draft['at-most'],
      figureOrNone(at.reader, [...at.path, 'at-most']),
      null,
    ),
    carry: at.set('carry', draft.carry, oneOf('none', 'quarter', 'year'), 'none'),
    extras,
  }
}

/** A table's rows: each that of a unit, of whoever has a trait, or of everyone else. */
function tableOf(draft: TargetDraft, rows: Place): Record<string, Setting<Points | null>> {
  const figures = Object.entries(draft['at-least']).map(([who, text]) => {
    const kind = rows.reader.isId('trait', who) ? 'trait' : 'unit'
    if (who !== 'everyone') rows.reader.known(kind, who, [...rows.path, who])
    return [who, rowFigure(rows, who, text)] as const
  })
  return Object.fromEntries(figures)
}

/** A target names a counter, or says itself what it counts. */
function checkCounted(draft: TargetDraft, at: Place): void {
  if (draft.counter === undefined && draft.rules === undefined) {
    const message = '写明用哪个计数（counter），或自己数哪几条规则（rules）'
    at.problem('target', 'target-counts-nothing', message)
    return
  }
  if (draft.counter === undefined) return
  at.known('counter', 'counter', draft.counter)
  for (const key of ['rules', 'each', 'on', 'takes', 'as', 'once'] as const) {
    if (draft[key] === undefined) continue
    at.problem(key, 'target-counts-nothing', `已经用了计数 ${draft.counter}，不再写 ${key}`)
  }
}

const measures = [
  'working-hours',
  'elapsed-hours',
  'elapsed-hours-without-rest-days',
  'working-days',
  'calendar-days',
  'calendar-months',
  'day-of-next-month',
] as const satisfies readonly ClockMeasure[]

/** A limit of time with its measure. */
export function buildClock(draft: ClockDraft, at: Place): Clock {
  const says = at.reader.sentence(draft.clock, [...at.path, 'says'], draft.says)
  const limit = figureWord(at.reader, [...at.path, 'limit'])
  return {
    id: draft.clock,
    name: draft.name,
    clause: draft.clause,
    says,
    limit: at.set('limit', draft.limit, limit, points(0)),
    measure: at.set('measure', draft.measure, oneOf(...measures), 'working-hours'),
    ...buildDeadline(draft, at),
  }
}

/** How a rule's facts are computed; null when people record them. */
export function buildDerived(draft: RuleDraft, at: Place): Derived | null {
  const one = draft.derived
  if (one === undefined) return null
  if ('clock' in one) {
    at.known('clock', 'clock', one.clock)
    at.known('rule', 'facts', one.facts)
    return { kind: 'clock', clock: one.clock, of: one.facts, sorts: one.only ?? null }
  }
  at.known('target', 'target', one.target)
  const target = at.reader.draft.targets.find((other) => other.target === one.target)
  const { counters: all, targets } = at.reader.draft
  const inTargets = targets.filter(({ rules }) => rules !== undefined).map((each) => each.target)
  const known = listOf(...all.map((counter) => counter.counter), ...inTargets)
  const own = target === undefined ? [] : [target.counter ?? target.target]
  const counters = at.set('counters', one.counters, known, own)
  for (const counter of [counters.value, ...Object.values(counters.byAnswer ?? {})].flat()) {
    if (!inTargets.includes(counter)) at.reader.known('counter', counter, [...at.path, 'counters'])
  }
  const short = mapSetting(at.set('per', one.per, oneOf('period', 'missing'), 'period'), (word) =>
    word === 'missing' ? 'per-missing' : 'once',
  )
  return { kind: 'target', target: one.target, counters, short }
}
