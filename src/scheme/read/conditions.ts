import { points } from '../../base/points.js'
import { shareOfFigure } from '../language/figures.js'
import { plain, type Place } from './place.js'
import { bandsOfVotes, levelsOfPeriods, partWritten } from './written.js'
import { listOf, oneOf, wholeNumber, yesOrNo } from '../language/words.js'
import type { Bound, Condition, Subject } from '../model/conditions.js'
import type { Setting } from '../model/words.js'
import type { ConditionDraft } from '../shape/conditions.js'
import type { Word } from './reader.js'

/** What may stand beside each subject of a condition. */
const beside = {
  all: [],
  any: [],
  not: [],
  facts: ['until'],
  count: ['is', 'takes', 'only', 'of'],
  points: ['is'],
  votes: ['are', 'is', 'of'],
  periods: ['are', 'is', 'of'],
  result: ['are', 'as', 'years'],
  served: [],
  tier: [],
  trait: [],
  role: [],
} as const satisfies Partial<Record<keyof ConditionDraft, readonly (keyof ConditionDraft)[]>>

type SubjectKey = keyof typeof beside
const subjects = Object.keys(beside).filter((key): key is SubjectKey => key in beside)
const boundWords = ['at-least', 'over', 'at-most', 'under'] as const

/** Only what happened within a period can force its level. */
export const inPeriod: readonly SubjectKey[] = ['all', 'any', 'not', 'facts', 'count']

/** A condition; `may` are the subjects that the place can ask for, all of them as a rule. */
export function buildCondition(
  draft: ConditionDraft,
  at: Place,
  may: readonly SubjectKey[] = subjects,
): Condition {
  const inForce = at.set('in-force', draft['in-force'], yesOrNo, true)
  return { ...subjectOf(draft, at, may), inForce }
}

const never: Subject = { kind: 'any', conditions: [] }

function subjectOf(draft: ConditionDraft, at: Place, may: readonly SubjectKey[]): Subject {
  const written = subjects.filter((key) => draft[key] !== undefined)
  const [subject, second] = written
  if (subject === undefined || second !== undefined) {
    const found = subject === undefined ? '一样也没有写' : `写了 ${written.join('、')}`
    const message = `一个条件正好看一样，这里${found}；要看几样，写成 all（都成立）或 any（有一条成立）的列表。可用：${may.join('、')}`
    at.reader.problem(at.path, 'bad-condition', message)
    return never
  }
  if (!may.includes(subject)) {
    at.problem(subject, 'bad-condition', `这里不能看 ${subject}，可用：${may.join('、')}`)
    return never
  }
  const allowed: readonly string[] = [subject, 'in-force', ...beside[subject]]
  for (const key of Object.keys(draft)) {
    if (allowed.includes(key)) continue
    const can = beside[subject].join('、') || '没有'
    at.problem(key, 'bad-condition', `看 ${subject} 的条件不写 ${key}，可写的有：${can}`)
  }
  return builders[subject](draft, at, may)
}

type Builder = (draft: ConditionDraft, at: Place, may: readonly SubjectKey[]) => Subject

function several(kind: 'all' | 'any'): Builder {
  return (draft, at, may) => ({
    kind,
    conditions: (draft[kind] ?? []).map((one, index) =>
      buildCondition(one, at.below(kind, index), may),
    ),
  })
}

function member(of: 'tier' | 'trait' | 'role'): Builder {
  return (draft, at) => ({ kind: 'member', of, ids: at.knownAll(of, of, draft[of]) })
}

const builders: Readonly<Record<SubjectKey, Builder>> = {
  all: several('all'),
  any: several('any'),
  not: (draft, at, may) => ({
    kind: 'not',
    condition: buildCondition(draft.not ?? {}, at.below('not'), may),
  }),
  facts: (draft, at) => ({
    kind: 'facts',
    rules: at.knownAll('rule', 'facts', draft.facts),
    until: at.knownAll('rule', 'until', draft.until),
  }),
  count: countOf,
  points: (draft, at) => {
    at.known('part', 'points', draft.points)
    return { kind: 'points', part: draft.points ?? '', is: boundAt(draft, at, 'number') }
  },
  votes: (draft, at) => {
    at.known('part', 'votes', draft.votes)
    const are = ofList(at, draft.are, {
      known: bandsOfVotes(at.reader.draft, draft.votes ?? ''),
      code: 'unknown-band',
      what: '分档',
    })
    const of = at.set('of', draft.of, oneOf('valid', 'issued'), 'valid')
    return { kind: 'votes', part: draft.votes ?? '', are, is: boundAt(draft, at, 'share'), of }
  },
  periods: (draft, at) => {
    at.known('part', 'periods', draft.periods)
    const part = partWritten(at.reader.draft.total, draft.periods ?? '')
    if (part !== null && part.kind !== 'period-grades') {
      const message = `“${part.name}”不是分期定等次的部分（period-grades）`
      at.problem('periods', 'not-period-grades', message)
    }
    const known = levelsOfPeriods(at.reader.draft, draft.periods ?? '')
    const are = ofList(at, draft.are, { known, code: 'unknown-level', what: '等次' })
    const of = at.set('of', draft.of, oneOf('rated', 'all'), 'rated')
    return { kind: 'periods', part: draft.periods ?? '', are, is: boundAt(draft, at, 'either'), of }
  },
  result: resultOf,
  served: (draft, at) => {
    if (at.reader.draft.service === undefined) {
      at.problem('served', 'served-without-service', '要看在册月数，请写 service：月数怎样算')
    }
    return { kind: 'served', is: boundOf(draft.served, at, { key: 'served', figure: 'number' }) }
  },
  tier: member('tier'),
  trait: member('trait'),
  role: member('role'),
}

function countOf(draft: ConditionDraft, at: Place): Subject {
  const rules = at.knownAll('rule', 'count', draft.count)
  const counted = at.reader.draft.rules.filter((rule) => rules.includes(rule.rule))
  const takes = draft.takes ?? 'times'
  if (takes !== 'times' && takes !== 'quantity') {
    at.problem('takes', 'bad-word', `“${takes}”不是这里能用的词，可用：times、quantity`)
  } else if (takes === 'quantity' && counted.some((rule) => rule.quantity === undefined)) {
    at.problem('takes', 'no-quantity', '要累计数量，但所列规则里有的没有写 quantity')
  }
  const sorts = listOf(...counted.flatMap((rule) => rule.sorts.map((sort) => sort.id)))
  const sortsOrAll = {
    can: ['all', sorts.can].join('、'),
    word: (raw: string | string[], on: string[]) => (raw === 'all' ? null : sorts.word(raw, on)),
  }
  return {
    kind: 'count',
    rules,
    takes: takes === 'quantity' ? 'quantity' : 'times',
    is: boundAt(draft, at, 'number'),
    only: at.set<string[] | null>('only', draft.only, sortsOrAll, null),
    of: at.set('of', draft.of, oneOf('person', 'unit'), 'person'),
  }
}

function resultOf(draft: ConditionDraft, at: Place): Subject {
  const id = draft.result ?? ''
  at.known('result', 'result', id)
  const result = at.reader.draft.results.find((one) => one.result === id)
  const known = result?.levels.map((one) => one.id) ?? null
  const are = ofList(at, draft.are, { known, code: 'unknown-level', what: '等次' })
  const can = result?.of === 'assessee' ? oneOf('self') : oneOf('head', 'member')
  const fallback = result?.of === 'assessee' ? 'self' : 'member'
  if (draft.as === undefined && result?.of === 'unit') {
    at.problem('result', 'missing-key', '缺少“as”：单位的结果怎样落到人，写 head 或 member')
  }
  const years =
    draft.years === undefined
      ? 1
      : (wholeNumber(at.reader, [...at.path, 'years']).word(draft.years, at.owners) ?? 1)
  const as =
    result === undefined
      ? plain<'self' | 'head' | 'member'>('member')
      : at.set<'self' | 'head' | 'member'>('as', draft.as, can, fallback)
  return { kind: 'result', result: id, are, as, years }
}

/** Levels or bands that must be among the known ones; null: nothing is known of them. */
function ofList(
  at: Place,
  are: readonly string[] | undefined,
  of: { known: readonly string[] | null; code: 'unknown-band' | 'unknown-level'; what: string },
): string[] {
  if (are === undefined) {
    at.reader.problem(at.path, 'missing-key', `缺少“are”：看哪几个${of.what}，请补上`)
    return []
  }
  for (const [index, one] of are.entries()) {
    if (of.known === null || of.known.includes(one)) continue
    const message = `没有${of.what} ${one}，可用：${of.known.join('、') || '无'}`
    at.reader.problem([...at.path, 'are', index], of.code, message)
  }
  return [...are]
}

type Figures = 'number' | 'share' | 'either'

function boundAt(draft: ConditionDraft, at: Place, figure: Figures): Setting<Bound> {
  return boundOf(draft.is, at, { key: 'is', figure })
}

/** A bound at a key: one of the four words with a figure; of periods also `every` and `some`. */
export function boundOf(
  raw: string | undefined,
  at: Place,
  of: { key: string; figure: Figures },
): Setting<Bound> {
  const fallback: Bound = {
    word: 'at-least',
    unit: of.figure === 'number' ? 'number' : 'share',
    figure: { times: points(1), over: points(1) },
  }
  if (raw === undefined) {
    const message = `缺少“${of.key}”：写界限，如 over $数（超过）、at-least $数（达到）`
    at.problem(of.key, 'missing-key', message)
    return plain(fallback)
  }
  return at.set(of.key, raw, boundWord(at, of, fallback), fallback)
}

function boundWord(
  at: Place,
  of: { key: string; figure: Figures },
  fallback: Bound,
): { word: Word<Bound>; can: string; hint: (raw: string) => string | undefined } {
  const path = [...at.path, of.key]
  const word: Word<Bound> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    if (of.figure === 'either' && raw === 'every') return fallback
    if (of.figure === 'either' && raw === 'some') return { ...fallback, unit: 'number' }
    const [, written, figure] = /^(\S+) (-?\$.+)$/.exec(raw) ?? []
    const found = boundWords.find((one) => one === written)
    if (found === undefined || figure === undefined) return undefined
    const use = at.reader.figure(figure, path, owners)
    if (use === null) return fallback
    const unit = use.figure.kind === 'number' ? 'number' : 'share'
    const fits = of.figure === 'either' || of.figure === unit || of.figure === 'number'
    if (!fits || (unit === 'share' && use.points.greaterThan(1))) {
      const message = `这里要一个不超过 1 的百分数或分数，如 2/3、50%；这里是 ${use.figure.text}`
      at.reader.problem(path, 'bad-share', message)
    } else if (of.figure === 'either' && unit === 'number' && !use.points.isInteger()) {
      const message = `这里要几期（整数）、百分数或分数，${figure} 是 ${use.figure.text}`
      at.reader.problem(path, 'not-whole', message)
    }
    return { word: found, unit, figure: shareOfFigure(use.figure) }
  }
  const more = of.figure === 'either' ? '、every、some' : ''
  return {
    word,
    can: `at-least $名称、over $名称、at-most $名称、under $名称${more}`,
    hint: boundHint,
  }
}

/** What people write for the four words. */
const signs: Readonly<Record<string, (typeof boundWords)[number]>> = {
  '>=': 'at-least',
  '≥': 'at-least',
  '>': 'over',
  '＞': 'over',
  '<=': 'at-most',
  '≤': 'at-most',
  '<': 'under',
  '＜': 'under',
  达到: 'at-least',
  不低于: 'at-least',
  超过: 'over',
  不超过: 'at-most',
  低于: 'under',
  不足: 'under',
}

/** The right form of a bound by signs, or with a number that no sentence marks. */
function boundHint(raw: string): string | undefined {
  const [, sign = '', figure = ''] = /^([^\s$\d-]*(?:-[a-z]+)?)\s*(\S.*)?$/.exec(raw.trim()) ?? []
  const word = boundWords.find((one) => one === sign) ?? signs[sign]
  if (word !== undefined && figure.startsWith('$')) return `写成 ${word} ${figure}`
  if (!/\d/.test(figure)) return undefined
  return `数字标在句子里：says 里写 {名称=${figure}}，这里写 ${word ?? 'at-least'} $名称`
}
