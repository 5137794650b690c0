import { boundOf, type Figures, rankBound } from './bounds.js'
import { mapSetting, plain, type Place } from './place.js'
import { bandsOfVotes, levelsOfPeriods, partWritten } from './written.js'
import { listOf, oneOf, wholeNumber, yesOrNo } from '../language/words.js'
import type { Bound, Condition, Subject } from '../model/conditions.js'
import type { Setting } from '../model/words.js'
import type { ConditionDraft } from '../shape/conditions.js'

/** What may stand beside each subject of a condition. */
const beside = {
  all: [],
  any: [],
  not: [],
  facts: ['until', 'is', 'takes', 'only', 'as'],
  points: ['is'],
  votes: ['are', 'is', 'of'],
  periods: ['are', 'is', 'of'],
  result: ['are', 'as', 'years'],
  service: [],
  tier: [],
  trait: [],
  role: [],
  grade: ['years', 'result'],
  rank: ['within', 'among'],
} as const satisfies Partial<Record<keyof ConditionDraft, readonly (keyof ConditionDraft)[]>>

type SubjectKey = keyof typeof beside
const subjects = Object.keys(beside).filter((key): key is SubjectKey => key in beside)

/** What is known only after grades and ranks are. */
const after: readonly SubjectKey[] = ['grade', 'rank']
const before = subjects.filter((key) => !after.includes(key))
/** What follows from grades and ranks looks at these too. */
export const anySubject: readonly SubjectKey[] = subjects

/** Only what happened within a period can force its level. */
export const inPeriod: readonly SubjectKey[] = ['all', 'any', 'not', 'facts']

/** A condition; `may` are the subjects that the place can ask for, as a rule all but grade and rank. */
export function buildCondition(
  draft: ConditionDraft,
  at: Place,
  may: readonly SubjectKey[] = before,
): Condition {
  const inForce = at.set('in-force', draft['in-force'], yesOrNo, true)
  return { ...subjectOf(draft, at, may), inForce }
}

const never: Subject = { kind: 'any', conditions: [] }

function subjectOf(draft: ConditionDraft, at: Place, may: readonly SubjectKey[]): Subject {
  const asked = draft.grade === undefined ? subjects : subjects.filter((key) => key !== 'result')
  const written = asked.filter((key) => draft[key] !== undefined)
  const wrong = (): Subject => {
    at.reader.mention(draft)
    return never
  }
  const [subject, second] = written
  if (subject === undefined || second !== undefined) {
    const found = subject === undefined ? '一样也没有写' : `写了 ${written.join('、')}`
    const message = `一个条件正好看一样，这里${found}；要看几样，写成 all（都成立）或 any（有一条成立）的列表。可用：${may.join('、')}`
    at.reader.problem(at.path, 'bad-condition', message)
    return wrong()
  }
  if (!may.includes(subject)) {
    at.problem(subject, 'bad-condition', `这里不能看 ${subject}，可用：${may.join('、')}`)
    return wrong()
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
  facts: (draft, at) => (draft.is === undefined ? factsOf(draft, at) : countOf(draft, at)),
  points: (draft, at) => {
    at.known('part', 'points', draft.points)
    return { kind: 'points', part: draft.points ?? '', is: boundAt(draft, at, 'points') }
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
  service: (draft, at) => {
    if (at.reader.draft.service === undefined) {
      at.problem('service', 'served-without-service', '要看在册月数，请写 service：月数怎样算')
    }
    return { kind: 'served', is: boundOf(draft.service, at, { key: 'service', figure: 'number' }) }
  },
  tier: member('tier'),
  trait: member('trait'),
  role: member('role'),
  grade: gradeOf,
  rank: (draft, at, may) => ({
    kind: 'rank',
    is: rankBound(draft.rank, at),
    of: at.set('within', draft.within, oneOf('tier', 'group', 'everyone'), 'tier'),
    among:
      draft.among === undefined
        ? null
        : buildCondition(
            draft.among,
            at.below('among'),
            may.filter((one) => one !== 'rank'),
          ),
  }),
}

/** Whether there are any facts of the rules; `until` others are there. */
function factsOf(draft: ConditionDraft, at: Place): Subject {
  for (const key of ['takes', 'only', 'as'] as const) {
    if (draft[key] === undefined) continue
    at.problem(key, 'bad-condition', `${key} 是累计的，要写 is：累计多少，如 is: over $数`)
  }
  const rules = at.knownAll('rule', 'facts', draft.facts)
  return { kind: 'facts', rules, until: at.knownAll('rule', 'until', draft.until) }
}

/** How many or how much the facts of the rules come to. */
function countOf(draft: ConditionDraft, at: Place): Subject {
  if (draft.until !== undefined) {
    at.problem('until', 'bad-condition', '全年累计的（写了 is）不写 until')
  }
  const rules = at.knownAll('rule', 'facts', draft.facts)
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
    of: mapSetting(at.set('as', draft.as, oneOf('self', 'member'), 'self'), (as) =>
      as === 'self' ? 'person' : 'unit',
    ),
  }
}

function resultOf(draft: ConditionDraft, at: Place): Subject {
  const id = draft.result ?? ''
  at.known('result', 'result', id)
  const result = at.reader.draft.results.find((one) => one.result === id)
  const known = result?.levels.map((one) => one.level) ?? null
  const are = ofList(at, draft.are, { known, code: 'unknown-level', what: '等次' })
  const can = result?.of === 'assessee' ? oneOf('self') : oneOf('head', 'member')
  const fallback = result?.of === 'assessee' ? 'self' : 'member'
  if (draft.as === undefined && result?.of === 'unit') {
    at.problem('result', 'missing-key', '缺少“as”：单位的结果怎样落到人，写 head 或 member')
  }
  const as =
    result === undefined
      ? plain<'self' | 'head' | 'member'>('member')
      : at.set<'self' | 'head' | 'member'>('as', draft.as, can, fallback)
  return { kind: 'result', result: id, are, as, years: yearsOf(draft, at) }
}

function yearsOf(draft: ConditionDraft, at: Place): number {
  if (draft.years === undefined) return 1
  return wholeNumber(at.reader, [...at.path, 'years']).word(draft.years, at.owners) ?? 1
}

/** The scheme's own grade, and of the years before the result that knows them. */
function gradeOf(draft: ConditionDraft, at: Place): Subject {
  const grades = at.knownAll('grade', 'grade', draft.grade)
  const years = yearsOf(draft, at)
  const earlier = at.known('result', 'result', draft.result)
  const result = at.reader.draft.results.find((one) => one.result === earlier)
  if (result !== undefined) {
    const has = grades.every((grade) => result.levels.some((one) => one.level === grade))
    if (years < 2) at.problem('result', 'earlier-without-grade', '只看当年的不用写 result')
    else if (result.of !== 'assessee' || !has) {
      const message = `往年的等次要从考核对象自己的结果里看，等次里要有 ${grades.join('、')}`
      at.problem('result', 'earlier-without-grade', message)
    }
  }
  return { kind: 'grade', grades, years, earlier }
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

function boundAt(draft: ConditionDraft, at: Place, figure: Figures): Setting<Bound> {
  return boundOf(draft.is, at, { key: 'is', figure })
}
