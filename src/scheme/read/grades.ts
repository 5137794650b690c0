import { anySubject, buildCondition } from './conditions.js'
import { plain, type Place } from './place.js'
import type { Bar, Grade, Ranking } from '../model/grades.js'
import type { Consequence } from '../model/scheme.js'
import type { GradeState } from '../model/results.js'
import type { Word } from './reader.js'
import type { Draft } from '../shape/scheme.js'
import type { BarDraft, GradeDraft, StateDraft } from '../shape/grades.js'
import { listOf, oneOf } from '../language/words.js'

/** A grade and how it is reached: by a quota, when something holds, or otherwise. */
export function buildGrade(draft: GradeDraft, at: Place): Grade {
  const says = at.reader.sentence(draft.grade, [...at.path, 'says'], draft.says)
  at.below('by').known('role', 'decides', draft.by.decides)
  return {
    id: draft.grade,
    name: draft.name,
    clause: draft.clause,
    says,
    decidedBy: draft.by.decides,
    by: reachedBy(draft, at),
    needs: draft.needs === undefined ? null : buildCondition(draft.needs, at.below('needs')),
  }
}

function reachedBy(draft: GradeDraft, at: Place): Grade['by'] {
  const { quota, when } = draft
  if ((quota === undefined) === (when === undefined)) {
    const message =
      '等次怎样产生正好写一样：quota 由名额产生，when 条件成立（其余的人写 when: otherwise）'
    at.problem(quota === undefined ? 'grade' : 'when', 'grade-reached', message)
  }
  if (quota !== undefined) {
    at.known('quota', 'quota', quota)
    return { kind: 'quota', quota }
  }
  if (when === undefined || when === 'otherwise') return { kind: 'otherwise' }
  if (typeof when === 'string') {
    at.problem('when', 'bad-word', `“${when}”不是这里能用的词，可用：otherwise，或一个条件`)
    return { kind: 'otherwise' }
  }
  return { kind: 'when', when: buildCondition(when, at.below('when')) }
}

/** On whom a bar may fall; where units are assessed, `unit` and `person` both are the unit. */
function fallsOn(assessee: Draft['assessee']) {
  if (assessee === 'person') return listOf('head', 'person')
  const { word } = listOf('head', 'person', 'unit')
  const read: Word<('head' | 'person')[]> = (raw, owners) =>
    word(raw, owners)?.map((one) => (one === 'unit' ? 'person' : one))
  return { word: read, can: 'unit' }
}

/** A bar. */
export function buildBar(draft: BarDraft, at: Place): Bar {
  const says = at.reader.sentence(draft.bar, [...at.path, 'says'], draft.says)
  at.known('grade', 'from', draft.from)
  return {
    id: draft.bar,
    name: draft.name,
    clause: draft.clause,
    says,
    from: draft.from,
    fallsOn: at.set('to', draft.to, fallsOn(at.reader.draft.assessee), []),
    when: buildCondition(draft.when, at.below('when')),
  }
}

/** A standing beside the grades. */
export function buildState(draft: StateDraft, at: Place): GradeState {
  const says = at.reader.sentence(draft.state, [...at.path, 'says'], draft.says)
  const { state: id, name, clause, kind } = draft
  return {
    id,
    name,
    clause,
    says,
    kind,
    ranked: at.set('ranked', draft.ranked, oneOf('yes', 'no', 'last'), 'yes'),
    when: buildCondition(draft.when, at.below('when')),
  }
}

/** How the order is made. */
export function buildRanking(draft: Draft['ranking'], at: Place): Ranking {
  const within = oneOf('tier', 'tier-and-affiliation', 'group-and-tier', 'everyone', 'none')
  return {
    clause: draft.clause,
    within: at.set('within', draft.within, within, 'tier'),
    ties:
      draft.ties === undefined ? plain([]) : at.set('ties', draft.ties, partsOr(at, 'shared'), []),
  }
}

/** Parts compared one after another, or one word for none of them. */
export function partsOr(at: Place, none: string): { word: Word<string[]>; can: string } {
  const word: Word<string[]> = (raw) => {
    if (raw === none) return []
    const list = typeof raw === 'string' ? [raw] : raw
    if (!list.every((one) => at.reader.isId('part', one))) return undefined
    return list
  }
  return { word, can: `${none}、考核部分的标识（一个或几个）` }
}

/** What follows when something holds. */
export function buildConsequence(draft: Draft['consequences'][number], at: Place): Consequence {
  const says = at.reader.sentence(draft.consequence, [...at.path, 'says'], draft.says)
  const { consequence: id, name, clause } = draft
  return { id, name, clause, says, when: buildCondition(draft.when, at.below('when'), anySubject) }
}
