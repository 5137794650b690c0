import type { DocumentPath } from '../../base/document.js'
import { basename, resolve } from 'node:path'
import { sha256 } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { type Problem, sortProblems } from '../../base/problem.js'
import { must } from '../../base/bug.js'
import {
  answeredFirst,
  cannotChoose,
  type ChoicePlace,
  choicePlaces,
  keyOfPath,
} from '../language/answered-first.js'
import { buildChoice, sentencesOfChoices } from '../language/choices.js'
import { readsAgain } from '../model/choices.js'
import { buildBar, buildConsequence, buildGrade, buildRanking, buildState } from './grades.js'
import { buildQuota } from './quotas.js'
import { buildClock, buildCounter, buildOwnCounter, buildTarget } from './counting.js'
import { buildPart, whole } from './parts.js'
import { buildProcedure, buildRule } from './rules.js'
import { ownScales } from './ratings.js'
import { buildScale } from './scales.js'
import { buildOtherResult, buildService } from './results.js'
import { Place } from './place.js'
import { buildYear, yearWritten } from './year.js'
import { checkWhole } from '../check/whole.js'
import type { Scheme, SchemeUnit, Tier, Windows } from '../model/scheme.js'
import type { Counter, Target } from '../model/counting.js'
import type { Setting } from '../model/words.js'
import { partsOf } from '../model/tree.js'
import { type FormNames, readForms } from './forms.js'
import { checkQuotes } from './quotes.js'
import { Reader } from './reader.js'
import type { PartDraft } from '../shape/parts.js'
import type { Draft } from '../shape/scheme.js'
import { marksOf, withText } from './marks.js'
import { readSource, type Source } from './source.js'
import { oneOf, wholeNumber } from '../language/words.js'

/** What reading a scheme gives. */
export interface SchemeRead {
  /** Null when there is an error among the problems. */
  scheme: Scheme | null
  problems: Problem[]
  /** Where something written stands, for what is found out later. */
  placeOf: Source['placeOf']
}

/**
 * Reads a scheme's folder. All that is wrong comes back at once, each with file, line and column; the scheme is
 * null when any of it is an error. Never throws for what is written in the files.
 */
export function readScheme(folder: string): SchemeRead {
  const source = readSource(folder)
  const { placeOf } = source
  const id = basename(resolve(folder))
  const read = readAnswered(source, id, {})
  if (read === null) return { scheme: null, problems: sortProblems(source.problems), placeOf }
  const quoted = checkQuotes(read.reader, folder)
  const { forms, problems: ofForms } = readForms(folder, formNamesOf(read.built))
  const problems = sortProblems([
    ...read.source.problems,
    ...read.reader.problems,
    ...quoted,
    ...ofForms,
    ...otherAnswers(source, id, read),
  ])
  const sound = problems.every((one) => one.level !== 'error')
  return {
    scheme: sound ? readable(read, readingBy(source, id, forms), forms) : null,
    problems,
    placeOf,
  }
}

function formNamesOf({ total, rules, clauses }: Scheme): FormNames {
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)
  const parts = partsOf(total)
  const tasks = parts.flatMap((part) =>
    part.kind === 'tasks' || part.kind === 'ratio' ? part.listed : [],
  )
  return {
    ...{ parts: ids(parts), items: [...ids(parts), ...ids(tasks)] },
    ...{ rules: ids(rules), clauses: ids(clauses) },
  }
}

type Reading = (answers: Readonly<Record<string, string>>) => Scheme

/** A scheme with its forms, which can be read again where another answer needs that. */
function readable(
  { built, first }: ReadAnswered,
  reading: Reading,
  forms: Scheme['forms'],
): Scheme {
  const scheme = { ...built, forms }
  if (first.length > 0) readsAgain(scheme, reading)
  return scheme
}

/** Files read under some answers. */
interface ReadAnswered {
  source: Source
  reader: Reader
  built: Scheme
  /** Places whose choice was answered before, each with its choice. */
  first: readonly ChoicePlace[]
}

/** So often something may be found that must be answered before. */
const rounds = 4

/**
 * Reads files under answers to their choices: what no reading of all answers beside each other takes is answered first, and
 * the files are read again. Null where nothing can be said of them.
 */
function readAnswered(
  source: Source,
  id: string,
  answers: Readonly<Record<string, string>>,
): ReadAnswered | null {
  if (source.draft === null) return null
  const version = `${yearWritten(source.draft)}-${sha256(canonicalJson(source.raw)).slice(0, 12)}`
  const { choices } = source.draft
  const places = choicePlaces(source.raw).filter(
    ({ path, choice }) =>
      !cannotChoose(source.raw, path) && choices.some((one) => one.choice === choice),
  )
  // Where something else does not fit, it may be another place than it seems that keeps a choice's answers.
  const slips = source.unfit.some((one) => !places.some(({ path }) => isPrefix(one, path)))
  const first = new Map<string, 'word' | 'list'>()
  let read: ReadAnswered | null = null
  for (let round = 0; round < rounds; round++) {
    const answered = places.filter(({ path }) => first.has(keyOfPath(path)))
    const fits = answered.map(({ path }) => path)
    const now =
      answered.length === 0 && Object.keys(answers).length === 0
        ? source
        : source.with(answeredFirst(source.raw, choices, { first, answers }), fits)
    if (now.draft === null) return null
    const reader = new Reader(now, now.draft)
    read = {
      source: now,
      reader,
      built: buildScheme(reader, id, { version, first: answered }),
      first: answered,
    }
    const before = first.size
    for (const { path } of places) {
      const key = keyOfPath(path)
      if (first.has(key) || reader.keepsAnswers(path)) continue
      const unfit = now.unfit.some((one) => isPrefix(one, path))
      if (unfit || !slips) first.set(key, unfit ? 'list' : 'word')
    }
    if (first.size === before) break
  }
  if (read === null) return null
  const { reader, built } = read
  for (const { path, choice } of choicePlaces(source.raw)) {
    if (!cannotChoose(source.raw, path) || reader.keepsAnswers(path)) continue
    const message = `这里不能写成选择（“choice ${choice}”）：标识、名称、句子、条款和年度要先知道；要选择的是整条时，写几条，每条 in-force: choice ${choice}`
    reader.problem(path, 'choice-not-here', message)
  }
  checkWhole(reader, built)
  reader.reportUnusedFigures()
  return read
}

function isPrefix(one: DocumentPath, path: DocumentPath): boolean {
  return one.every((step, at) => step === path[at])
}

/** Reads files under other answers, each only once while it is asked for again and again. */
function readingBy(source: Source, id: string, forms: Scheme['forms']): Reading {
  const known = new Map<string, Scheme>()
  const reading: Reading = (answers) => {
    const key = canonicalJson(answers)
    const before = known.get(key)
    if (before !== undefined) return before
    const read = must(readAnswered(source, id, answers), 'files that were read can be read again')
    if (known.size >= readingsKept) known.clear()
    const scheme = readable(read, reading, forms)
    known.set(key, scheme)
    return scheme
  }
  return reading
}

/** Answers are tried one by one; a bureau has one set of them. */
const readingsKept = 64

/** What is wrong under the other answers of choices that are answered first, at the alternative that says it. */
function otherAnswers(source: Source, id: string, read: ReadAnswered): Problem[] {
  const told = [...read.source.problems, ...read.reader.problems]
  // What is wrong under the answer comes first.
  if (told.some((one) => one.level === 'error')) return []
  const { choices } = read.reader.draft
  return [...new Set(read.first.map(({ choice }) => choice))].flatMap((choice) => {
    const index = choices.findIndex((one) => one.choice === choice)
    const of = choices[index]
    if (of === undefined) return []
    return Object.entries(of.alternatives).flatMap(([name, { sets }]): Problem[] => {
      if (name === of.answer) return []
      const other = readAnswered(source, id, { [choice]: name })
      const path = ['choices', index, 'alternatives', name, ...(sets === undefined ? [] : ['sets'])]
      const found = [...(other?.source.problems ?? []), ...(other?.reader.problems ?? [])]
      const problem = found.find((one) => one.level === 'error')
      if (problem === undefined) return []
      const message = `选择 ${choice} 定为 ${name} 时读不通：${problem.message}`
      return [{ ...problem, message, ...source.placeOf(path) }]
    })
  })
}

/** A marked figure, with the schemes that a little more and a little less of it would make. */
export interface FigureVariants {
  /** `{each=0.05}`, as it is written. */
  mark: string
  path: DocumentPath
  /** What the figure's sentence is of: a rule, part, target or other; null for what has no id of its own. */
  owner: string | null
  /** Made one by one as they are asked for; null where the changed scheme no longer reads: then a check protects the figure. */
  schemes: Iterable<Scheme | null>
}

function* schemesOf(
  source: Source,
  changed: readonly (() => Readonly<Record<string, unknown>>)[],
  folder: string,
): Generator<Scheme | null> {
  for (const raw of changed) {
    const tried = source.with(raw(), [])
    const id = basename(resolve(folder))
    const read = readAnswered(tried, id, {})
    const sound = read?.reader.problems.every((one) => one.level !== 'error') ?? false
    yield sound && read !== null ? readable(read, readingBy(tried, id, []), []) : null
  }
}

/** Every marked figure of a sound scheme's folder, changed a little up and down; nothing where it cannot be read. */
export function* figureVariants(folder: string): Generator<FigureVariants> {
  const source = readSource(folder)
  if (source.draft === null) return
  for (const { mark, owner, path, changed } of marksOf(source.raw)) {
    const all = changed.map((text) => () => withText(source.raw, path, text))
    yield { mark, owner, path, schemes: schemesOf(source, all, folder) }
  }
}

function buildScheme(
  reader: Reader,
  id: string,
  { version, first }: { version: string; first: readonly ChoicePlace[] },
): Scheme {
  const { draft } = reader
  for (const { choice, path } of first) reader.decided(choice, path)
  const alternatives = sentencesOfChoices(reader)
  readSentences(reader)
  const scales = draft.scales.map((one, index) => buildScale(reader, one, ['scales', index]))
  const total = buildPart(draft.total, new Place(reader, ['total'], [draft.total.part]))
  if (!total.weight.equals(whole) || total.kind !== 'sum') {
    reader.problem(['total', 'weight'], 'weights-sum', '总分的权重应是 100%')
  }
  const at = (...path: (string | number)[]) => new Place(reader, path, [])
  const scheme: Scheme = {
    id,
    title: draft.title,
    shortTitle: draft['short-title'],
    issuer: draft.issuer,
    ...buildYear(reader),
    version,
    assessee: draft.assessee,
    clauses: Object.entries(draft.clauses).map(([clause, about]) => ({ id: clause, about })),
    roles: draft.roles.map((one) => ({ id: one.role, name: one.name })),
    tiers: draft.tiers.map((_, index) => buildTier(reader, index)),
    units: draft.units.map((one, index) => buildUnit(one, new Place(reader, ['units', index], []))),
    traits: draft.traits.map((one) => ({ id: one.trait, name: one.name })),
    scales: [...scales, ...ownScales(total)],
    procedures: draft.procedures.map((one, index) =>
      buildProcedure(one, new Place(reader, ['procedures', index], [])),
    ),
    total,
    rules: draft.rules.map((one, index) =>
      buildRule(one, new Place(reader, ['rules', index], [one.rule])),
    ),
    counters: draft.counters.map((one, index) =>
      buildCounter(one, new Place(reader, ['counters', index], [one.counter]), draft.rules),
    ),
    targets: draft.targets.map((one, index) =>
      buildTarget(one, new Place(reader, ['targets', index], [one.target])),
    ),
    clocks: draft.clocks.map((one, index) =>
      buildClock(one, new Place(reader, ['clocks', index], [one.clock])),
    ),
    results: draft.results.map((one, index) =>
      buildOtherResult(one, new Place(reader, ['results', index], [one.result])),
    ),
    service:
      draft.service === undefined
        ? null
        : buildService(draft.service, new Place(reader, ['service'], ['service'])),
    ranking: buildRanking(draft.ranking, at('ranking')),
    quotas: draft.quotas.map((one, index) =>
      buildQuota(one, at().inside(one.quota, 'quotas', index)),
    ),
    grades: draft.grades.map((one, index) =>
      buildGrade(one, at().inside(one.grade, 'grades', index)),
    ),
    grading: buildGrading(reader),
    bars: draft.bars.map((one, index) => buildBar(one, at().inside(one.bar, 'bars', index))),
    states: draft.states.map((one, index) =>
      buildState(one, new Place(reader, ['states', index], [one.state])),
    ),
    windows: buildWindows(reader),
    choices: [],
    consequences: draft.consequences.map((one, index) =>
      buildConsequence(one, at().inside(one.consequence, 'consequences', index)),
    ),
    notes: draft.notes.map((one) => ({
      point: one.point ?? null,
      clause: one.clause ?? null,
      says: one.says,
    })),
    forms: [],
  }
  scheme.counters.push(...countersOfTargets(reader, scheme.targets))
  const isFirst = new Set(first.map(({ choice }) => choice))
  scheme.choices = draft.choices.map((one, index) => ({
    ...buildChoice(reader, one, ['choices', index], alternatives),
    ...(isFirst.has(one.choice) ? { first: true as const } : {}),
  }))
  return scheme
}

/** The counters that targets have by themselves. */
function countersOfTargets(reader: Reader, targets: readonly Target[]): Counter[] {
  const { rules, targets: drafts } = reader.draft
  return targets.flatMap(({ says }, index) => {
    const draft = drafts[index]
    if (draft === undefined) return []
    const at = new Place(reader, ['targets', index], [draft.target])
    return buildOwnCounter(draft, at, { rules, says }) ?? []
  })
}

/** Every sentence is read before anything else: what refers to a figure may stand before the sentence that has it. */
function readSentences(reader: Reader): void {
  const { draft } = reader
  const read = (owner: string, says: string, ...path: (string | number)[]): void => {
    reader.sentence(owner, [...path, 'says'], says)
  }
  const all = <T extends { says: string }>(
    list: readonly T[],
    idOf: (one: T) => string,
    key: string,
  ) => {
    for (const [at, one] of list.entries()) read(idOf(one), one.says, key, at)
  }
  const readPart = (one: PartDraft, ...path: (string | number)[]): void => {
    read(one.part, one.says, ...path)
    for (const [at, task] of ('tasks' in one ? one.tasks : []).entries()) {
      read(task.task, task.says, ...path, 'tasks', at)
    }
    const limits = one.kind === 'deduction' ? one.limits : []
    for (const [at, { limit, says }] of limits.entries()) read(limit, says, ...path, 'limits', at)
    if (one.kind !== 'sum') return
    for (const [at, part] of one.parts.entries()) readPart(part, ...path, 'parts', at)
  }
  if (typeof draft.year === 'object') read('year', draft.year.says, 'year')
  readPart(draft.total, 'total')
  all(draft.rules, ({ rule }) => rule, 'rules')
  all(draft.counters, ({ counter }) => counter, 'counters')
  all(draft.targets, ({ target }) => target, 'targets')
  all(draft.clocks, ({ clock }) => clock, 'clocks')
  all(draft.results, ({ result }) => result, 'results')
  all(draft.quotas, ({ quota }) => quota, 'quotas')
  all(draft.grades, ({ grade }) => grade, 'grades')
  all(draft.bars, ({ bar }) => bar, 'bars')
  all(draft.states, ({ state }) => state, 'states')
}

function buildUnit(one: Draft['units'][number], at: Place): SchemeUnit {
  const gatheredBy = at.below('by').known('unit', 'files', one.by?.files)
  return { id: one.unit, name: one.name, otherNames: one.also, gatheredBy }
}

function buildTier(reader: Reader, index: number): Tier {
  const one = reader.draft.tiers[index]
  const path = ['tiers', index]
  const { tier: id = '', name = '', clause = '' } = one ?? {}
  const says = reader.sentence(id, [...path, 'says'], one?.says ?? '')
  const posts = (raw: string | string[]) =>
    raw === 'none' ? [] : typeof raw === 'string' ? [raw] : raw
  const at = { path: [...path, 'posts-left-out'], owners: [id], can: '职务名称、none' }
  const postsLeftOut = reader.setting(one?.['posts-left-out'] ?? 'none', at, posts, [])
  return { id, name, clause, says, postsLeftOut }
}

function buildGrading(reader: Reader): Scheme['grading'] {
  const at = new Place(reader, [], [])
  const written = reader.draft['several-grades']
  const several = oneOf('lowest', 'undetermined')
  return { several: at.set('several-grades', written, several, 'lowest') }
}

function buildWindows(reader: Reader): Windows {
  const { windows } = reader.draft
  const cited = citedWindows(reader)
  const window = (key: 'objection' | 'review' | 'publicity' | 'answer' | 'appeal') => {
    const path = ['windows', key]
    const days = wholeNumber(reader, path)
    const at = { path, owners: cited === null ? [] : ['windows'], can: days.can }
    return reader.setting(windows[key] ?? '', at, days.word, 0)
  }
  return {
    cited,
    objection: window('objection'),
    review: window('review'),
    publicity: window('publicity'),
    answer: windows.answer === undefined ? null : window('answer'),
    further: furtherIn(reader, () => window('appeal')),
  }
}

/** A further appeal has its days and who decides on it. */
function furtherIn(reader: Reader, days: () => Setting<number>): Windows['further'] {
  const { appeal, by } = reader.draft.windows
  if ((appeal === undefined) !== (by === undefined)) {
    const message = '对复核不服还可以申诉的，appeal 和 by: {decides: …} 都要写；没有的都不写'
    reader.problem(['windows', appeal === undefined ? 'by' : 'appeal'], 'missing-key', message)
  }
  if (appeal === undefined || by === undefined) return null
  reader.known('role', by.decides, ['windows', 'by', 'decides'])
  return { days: days(), decidedBy: by.decides }
}

/** The regulation's own sentence on the periods; its figures are called `windows.…` elsewhere. */
function citedWindows(reader: Reader): Windows['cited'] {
  const { clause, says } = reader.draft.windows
  if (says !== undefined && clause !== undefined) {
    return { clause, says: reader.sentence('windows', ['windows', 'says'], says) }
  }
  if (says !== undefined || clause !== undefined) {
    const message = '期限是办法写明的，clause 和 says 都要写；办法没有说的，都不写，用选择来定'
    reader.problem(['windows', clause === undefined ? 'says' : 'clause'], 'missing-key', message)
  }
  return null
}
