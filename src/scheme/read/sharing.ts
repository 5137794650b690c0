import { points, type Points } from '../../base/points.js'
import type { DeductionPart } from '../model/parts.js'
import type { Amount, Charge } from '../model/rules.js'
import type { Against, JointRole, Jointly, Limit, Side } from '../model/sharing.js'
import type { Setting } from '../model/words.js'
import { mapSetting, plain, type Place } from './place.js'
import type { Word } from './reader.js'
import { shareWord, wholeShare } from './shares.js'
import type { CounterDraft, RuleDraft } from '../shape/scheme.js'
import type { PartDraft } from '../shape/parts.js'
import { figureOrNone, figureWord, listOf, oneOf, yesOrNo } from '../language/words.js'

type DeductionDraft = PartDraft & { kind: 'deduction' }
type OnceDraft = Exclude<DeductionDraft['once'], undefined | readonly unknown[]>
type CountedOnce = Exclude<CounterDraft['once'], undefined | readonly unknown[]>
type OnceOf<Line, By extends string> = Extract<Line, { by: By }>

/** How what several did together falls on each of them. */
export const jointlyWord = oneOf<Jointly>('full', 'split', 'by-share', 'by-role')

/** A deduction part's limits on some of its rules, and how joint matters are divided in it. */
export function buildSharing(
  draft: PartDraft & { kind: 'deduction' },
  at: Place,
): Pick<DeductionPart, 'compares' | 'jointly' | 'jointRoles' | 'limits'> {
  const { matter } = onceOf(draft, at)
  const compares = matter?.written.compares
  const jointly = at.set('jointly', draft.jointly, jointlyWord, 'full')
  const jointRoles = draft.roles.map((one, index): JointRole => {
    const row = at.inside(one.role, 'roles', index)
    const share = row.set(
      'share',
      one.share,
      shareWord(row.reader, [...row.path, 'share']),
      wholeShare,
    )
    const together = row.set('together', one.together, yesOrNo, false)
    return { id: one.role, name: one.name, share, together }
  })
  return {
    compares: (matter?.at ?? at).set('compares', compares, oneOf('share', 'whole'), 'share'),
    jointly,
    jointRoles,
    limits: draft.limits.map((one, index) =>
      buildLimit(one, at.inside(one.limit, 'limits', index)),
    ),
  }
}

function buildLimit(
  draft: (PartDraft & { kind: 'deduction' })['limits'][number],
  at: Place,
): Limit {
  const says = at.reader.sentence(draft.limit, [...at.path, 'says'], draft.says)
  const known = listOf(...at.reader.draft.rules.map((rule) => rule.rule))
  const bound = (key: 'at-most' | 'at-least'): Setting<Points | null> =>
    at.set<Points | null>(key, draft[key], figureOrNone(at.reader, [...at.path, key]), null)
  if (draft['at-most'] === undefined && draft['at-least'] === undefined) {
    const message = '要写 at-most（最多加，$数）或 at-least（最多减，-$数）'
    at.problem('limit', 'limit-without-figure', message)
  }
  const [most, least] = [bound('at-most'), bound('at-least')]
  checkLimitSigns(at, most, least)
  return {
    id: draft.limit,
    name: draft.name,
    clause: draft.clause,
    says,
    rules: at.set('rules', draft.rules, known, []),
    mostAdded: most,
    mostTaken: mapSetting(least, (one) => one?.negated() ?? null),
  }
}

/** What is added at most is not below zero, what is taken at most not above it. */
function checkLimitSigns(
  at: Place,
  most: Setting<Points | null>,
  least: Setting<Points | null>,
): void {
  const values = (one: Setting<Points | null>) => [one.value, ...Object.values(one.byAnswer ?? {})]
  if (values(most).some((one) => one?.isNegative() === true && !one.isZero())) {
    at.problem('at-most', 'limit-sign', '最多加多少写正数 $数；最多减多少写 at-least: -$数')
  }
  if (values(least).some((one) => one?.isNegative() === false && !one.isZero())) {
    at.problem('at-least', 'limit-sign', '最多减多少写负数 -$数；最多加多少写 at-most: $数')
  }
}

/** A part's lines on what counts once: of the charges of one fact, and of the facts of one matter. */
export function onceOf({ once }: DeductionDraft, at: Place) {
  const lines = once === undefined ? [] : [once].flat()
  return onceLines<OnceOf<OnceDraft, 'fact'>, OnceOf<OnceDraft, 'matter'>>(lines, at, once)
}

/** A counter's lines: of the extras of one fact, and of the facts of one matter. */
export function onceOfCounter({ once }: Pick<CounterDraft, 'once'>, at: Place) {
  const lines = once === undefined ? [] : [once].flat()
  return onceLines<OnceOf<CountedOnce, 'fact'>, OnceOf<CountedOnce, 'matter'>>(lines, at, once)
}

function onceLines<Fact extends { by: 'fact' }, Matter extends { by: 'matter' }>(
  lines: readonly (Fact | Matter)[],
  at: Place,
  written: unknown,
) {
  const isFact = (line: Fact | Matter): line is Fact => line.by === 'fact'
  let fact: { written: Fact; at: Place } | null = null
  let matter: { written: Matter; at: Place } | null = null
  for (const [index, line] of lines.entries()) {
    const here = Array.isArray(written) ? at.below('once', index) : at.below('once')
    if (isFact(line)) fact = { written: line, at: here }
    else matter = { written: line, at: here }
    if (lines.findIndex((other) => other.by === line.by) === index) continue
    here.problem('by', 'duplicate-id', `once 里 by: ${line.by} 写了两次，只能留一个`)
  }
  return { fact, matter }
}

const stepWords = { down: 'whole', up: 'started', none: 'proportional' } as const

/** What a rule's quantity is measured against; null where it is not. */
export function buildAgainst(
  draft: RuleDraft,
  rule: Place,
  sides: readonly Setting<Side>[],
): Against | null {
  const one = draft.against
  if (one === undefined) return null
  const at = rule.below('against')
  const step = at.set('step', one.step, figureWord(at.reader, [...at.path, 'step']), points(1))
  for (const value of [step.value, ...Object.values(step.byAnswer ?? {})]) {
    if (!value.greaterThan(0)) at.problem('step', 'bad-step', '一步要大于零')
  }
  if (draft.per !== 'quantity') {
    const message = '对照 against 的是数量，per 要写 quantity'
    at.problem('is', 'against-without-quantity', message)
  }
  const norm = normOf(one.is, at)
  const betters = new Set(
    [norm.value, ...Object.values(norm.byAnswer ?? {})].map((each) => each.better),
  )
  if (betters.size > 1) at.problem('is', 'bad-word', '高的好还是低的好只能有一种，写成选择的只是数')
  const [side = plain<Side>('both'), ...others] = sides
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(side))) {
    const message = '几处 points 的正负要一样：$名称、-$名称 或 +$名称'
    rule.problem('charges', 'against-sign', message)
  }
  return {
    norm: mapSetting(norm, (each) => each.norm),
    better: norm.value.better,
    step,
    steps: mapSetting(
      at.set('rounding', one.rounding, oneOf('down', 'up', 'none'), 'down'),
      (word) => stepWords[word],
    ),
    counts: side,
  }
}

/** `at-least $n`: from there it is good, `at-most $n`: up to there. */
function normOf(raw: string, at: Place): Setting<{ norm: Points; better: Against['better'] }> {
  const figure = figureWord(at.reader, [...at.path, 'is'])
  const word: Word<{ norm: Points; better: Against['better'] }> = (written, owners) => {
    const [, bound, name] = /^(at-least|at-most) (\$\S+)$/.exec(String(written)) ?? []
    const norm = name === undefined ? undefined : figure.word(name, owners)
    return norm && { norm, better: bound === 'at-least' ? 'higher' : 'lower' }
  }
  const can = 'at-least $名称（高的好）、at-most $名称（低的好，如名次）'
  return at.set('is', raw, { word, can }, { norm: points(1), better: 'higher' })
}

/** A charge's figure with the range in which people choose it, where the rule has one. */
export function withRange(
  draft: RuleDraft['charges'][number],
  at: Place,
  amount: Charge['amount'],
): Charge['amount'] {
  if (draft['at-least'] === undefined && draft['at-most'] === undefined) return amount
  const figure = (key: 'at-least' | 'at-most'): Points | null => {
    const raw = draft[key]
    return raw === undefined ? null : at.figure(key, raw)
  }
  const [lowest, highest] = [figure('at-least'), figure('at-most')]
  if (lowest !== null && highest !== null && highest.lessThan(lowest)) {
    at.problem('at-most', 'empty-range', '最多 at-most 应不小于最少 at-least')
  }
  const ranged = (one: Amount): Amount => {
    if (one.kind === 'entered') return { ...one, lowest, highest }
    at.problem(
      'points',
      'range-without-entry',
      '写了 at-least、at-most，points 要写 -entered 或 entered',
    )
    return one
  }
  const { byAnswer } = amount
  return {
    ...amount,
    value: ranged(amount.value),
    byAnswer:
      byAnswer &&
      Object.fromEntries(Object.entries(byAnswer).map(([id, one]) => [id, ranged(one)])),
  }
}
