import type { DocumentPath } from '../../base/document.js'
import { basename, resolve } from 'node:path'
import { sha256 } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { type Problem, sortProblems } from '../../base/problem.js'
import { buildChoice, sentencesOfChoices } from '../language/choices.js'
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
  if (source.draft === null) {
    return { scheme: null, problems: sortProblems(source.problems), placeOf }
  }
  const version = `${yearWritten(source.draft)}-${sha256(canonicalJson(source.raw)).slice(0, 12)}`
  const { reader, built } = build(source, source.draft, { folder, version })
  const quoted = checkQuotes(reader, folder)
  const { forms, problems: ofForms } = readForms(folder, formNamesOf(built))
  const problems = sortProblems([...source.problems, ...reader.problems, ...quoted, ...ofForms])
  const scheme = problems.some((one) => one.level === 'error') ? null : { ...built, forms }
  return { scheme, problems, placeOf }
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

function build(
  source: Source,
  draft: Draft,
  { folder, version }: { folder: string; version: string },
): { reader: Reader; built: Scheme } {
  const reader = new Reader(source, draft)
  const built = buildScheme(reader, basename(resolve(folder)), version)
  checkWhole(reader, built)
  reader.reportUnusedFigures()
  return { reader, built }
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
  drafts: readonly (() => Draft)[],
  folder: string,
): Generator<Scheme | null> {
  for (const draft of drafts) {
    const { reader, built } = build(source, draft(), { folder, version: 'tried' })
    yield reader.problems.some((one) => one.level === 'error') ? null : built
  }
}

/** Every marked figure of a sound scheme's folder, changed a little up and down; nothing where it cannot be read. */
export function* figureVariants(folder: string): Generator<FigureVariants> {
  const source = readSource(folder)
  const { draft } = source
  if (draft === null) return
  for (const { mark, owner, path, changed } of marksOf(draft)) {
    const drafts = changed.map((text) => () => withText(draft, path, text))
    yield { mark, owner, path, schemes: schemesOf(source, drafts, folder) }
  }
}

function buildScheme(reader: Reader, id: string, version: string): Scheme {
  const { draft } = reader
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
  scheme.choices = draft.choices.map((one, index) =>
    buildChoice(reader, one, ['choices', index], alternatives),
  )
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
  const gatheredBy = at.below('by').known('unit', 'gathers', one.by?.gathers)
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
