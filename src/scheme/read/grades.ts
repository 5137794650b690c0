import type { DocumentPath } from '../../base/document.js'
import { zero } from '../../base/points.js'
import { buildPeriodsCondition, buildResultCondition } from './results.js'
import { Place, plain } from './place.js'
import type { Bar, Grade, GradeCondition } from '../model/grades.js'
import type { Reader, Word } from './reader.js'
import type { BarDraft, ConditionDraft, Draft, GradeDraft, RuleDraft } from '../shape/scheme.js'
import { figureWord, listOf, oneOf, yesOrNo } from './words.js'

type Path = DocumentPath

/** A grade and how it is reached. */
export function buildGrade(
  reader: Reader,
  draft: GradeDraft,
  path: Path,
  bandsOf: (part: string) => string[] | null,
): Grade {
  const says = reader.sentence(draft.grade, [...path, 'says'], draft.says)
  reader.known('role', draft['decided-by'], [...path, 'decided-by'])
  const base = {
    id: draft.grade,
    name: draft.name,
    clause: draft.clause,
    says,
    decidedBy: draft['decided-by'],
    needs: draft.needs.flatMap((one, index) => {
      const at = { path: [...path, 'needs', index], owners: [draft.grade] }
      const condition = conditionOfGrade(reader, one, at, bandsOf)
      return condition.kind === 'total-below' ? [] : [condition]
    }),
  }
  switch (draft.reached) {
    case 'otherwise':
      return { ...base, by: { kind: 'otherwise' } }
    case 'quota':
      reader.known('quota', draft.quota, [...path, 'quota'])
      return { ...base, by: { kind: 'quota', quota: draft.quota } }
    case 'conditions': {
      const all = draft.all.map((one, index) =>
        conditionOfGrade(
          reader,
          one,
          { path: [...path, 'all', index], owners: [draft.grade] },
          bandsOf,
        ),
      )
      return { ...base, by: { kind: 'conditions', all } }
    }
  }
}

function conditionOfGrade(
  reader: Reader,
  one: ConditionDraft,
  at: { path: Path; owners: string[] },
  bandsOf: (part: string) => string[] | null,
): GradeCondition {
  const { path, owners } = at
  if (one.kind === 'periods') return buildPeriodsCondition(one, new Place(reader, path, owners))
  if (one.kind === 'result') return buildResultCondition(one, new Place(reader, path, owners))
  const edge = oneOf('strict', 'inclusive')
  const edgeAt = { path: [...path, 'edge'], owners, can: edge.can }
  const edgeSet = reader.setting(one.edge, edgeAt, edge.word, 'strict')
  if (one.kind === 'total-below') {
    const figure = figureWord(reader, [...path, 'points'])
    const pointsAt = { path: [...path, 'points'], owners, can: figure.can }
    const limit = reader.setting(one.points, pointsAt, figure.word, zero)
    return { kind: 'total-below', points: limit, edge: edgeSet }
  }
  reader.known('part', one.part, [...path, 'part'])
  const bands = bandsOf(one.part)
  for (const [index, band] of one.bands.entries()) {
    if (bands === null || bands.includes(band)) continue
    const message = `分档里没有 ${band}，可用：${bands.join('、')}`
    reader.problem([...path, 'bands', index], 'unknown-band', message)
  }
  const use = reader.figure(one.share, [...path, 'share'], owners)
  if (use !== null && (use.figure.kind !== 'fraction' || use.points.greaterThan(1))) {
    const message = `票数比例写成不超过 1 的分数，如 2/3；这里是 ${use.figure.text}`
    reader.problem([...path, 'share'], 'bad-share', message)
  }
  const of = oneOf('valid', 'issued')
  return {
    kind: 'vote-share',
    part: one.part,
    bands: one.bands,
    numerator: use?.figure.numerator ?? 0,
    denominator: use?.figure.denominator ?? 1,
    edge: edgeSet,
    of: reader.setting(one.of, { path: [...path, 'of'], owners, can: of.can }, of.word, 'valid'),
  }
}

/** On whom a bar may fall; where units are assessed, `unit` and `person` both are the unit. */
function fallsOn(assessee: Draft['assessee']) {
  if (assessee === 'person') return listOf('head', 'person')
  const { word } = listOf('head', 'person', 'unit')
  const read: Word<('head' | 'person')[]> = (raw, owners) =>
    word(raw, owners)?.map((one) => (one === 'unit' ? 'person' : one))
  return { word: read, can: 'unit' }
}

/** A bar; `rules` are the drafts, for the sorts that a count may name. */
export function buildBar(
  reader: Reader,
  draft: BarDraft,
  path: Path,
  rules: readonly RuleDraft[],
): Bar {
  const says = reader.sentence(draft.bar, [...path, 'says'], draft.says)
  const owners = [draft.bar]
  reader.known('grade', draft.from, [...path, 'from'])
  for (const [index, rule] of draft.rules.entries()) {
    reader.known('rule', rule, [...path, 'rules', index])
  }
  const on = fallsOn(reader.draft.assessee)
  const at = (key: string, can: string) => ({ path: [...path, key], owners, can })
  const base = {
    id: draft.bar,
    name: draft.name,
    clause: draft.clause,
    says,
    from: draft.from,
    fallsOn: reader.setting(draft['falls-on'], at('falls-on', on.can), on.word, []),
    inForce:
      draft['in-force'] === undefined
        ? plain(true)
        : reader.setting(draft['in-force'], at('in-force', yesOrNo.can), yesOrNo.word, true),
  }
  if (draft.kind === 'fact') return { ...base, when: { kind: 'fact', rules: draft.rules } }
  const counted = rules.filter((rule) => draft.rules.includes(rule.rule))
  const sorts = listOf(...counted.flatMap((rule) => rule.sorts.map((sort) => sort.id)))
  const sortsOrAll = {
    can: ['all', sorts.can].join('、'),
    word: (raw: string | string[], on: string[]) => (raw === 'all' ? null : sorts.word(raw, on)),
  }
  if (draft.counts === 'quantity' && counted.some((rule) => rule.quantity === undefined)) {
    const message = '要累计数量，但所列规则里有的没有写 quantity'
    reader.problem([...path, 'counts'], 'no-quantity', message)
  }
  const edge = oneOf('strict', 'inclusive')
  const of = oneOf('person', 'unit')
  return {
    ...base,
    when: {
      kind: 'count',
      rules: draft.rules,
      counts: draft.counts,
      limit: reader.points(draft.limit, [...path, 'limit'], owners),
      edge: reader.setting(draft.edge, at('edge', edge.can), edge.word, 'strict'),
      sorts: reader.setting<string[] | null>(
        draft.sorts ?? 'all',
        at('sorts', sortsOrAll.can),
        sortsOrAll.word,
        null,
      ),
      of: reader.setting(draft.of, at('of', of.can), of.word, 'person'),
    },
  }
}
