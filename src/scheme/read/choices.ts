import type { DocumentPath } from '../../base/document.js'
import type { Choice, Consequence } from '../model/scheme.js'
import type { Reader } from './reader.js'
import type { ChoiceDraft, Draft } from '../shape/scheme.js'
import { wholeNumber } from './words.js'

type Path = DocumentPath

/** A choice; the places it sets are known once everything else is built. */
export function buildChoice(
  reader: Reader,
  draft: ChoiceDraft,
  path: Path,
  says: Map<string, string>,
): Choice {
  reader.known('role', draft.by.decides, [...path, 'by', 'decides'])
  const names = Object.keys(draft.alternatives)
  if (names.length < 2) {
    const message = `选择至少要有两个可选项，这里有 ${names.length} 个；没有别的可选就不必写成选择`
    reader.problem([...path, 'alternatives'], 'choice-without-alternatives', message)
  }
  if (!names.includes(draft.answer)) {
    const message = `所选的 ${draft.answer} 不在可选项里，可选：${names.join('、')}`
    reader.problem([...path, 'answer'], 'unknown-answer', message)
  }
  const sets = reader.setsOf(draft.choice)
  if (sets.length === 0 && reader.complete) {
    const message = `没有哪一处用到选择 ${draft.choice}：在要它决定的地方写 choice ${draft.choice}`
    reader.problem(path, 'unused-choice', message)
  }
  return {
    id: draft.choice,
    name: draft.name,
    clause: draft.clause,
    point: draft.point ?? null,
    asks: draft.asks,
    answer: draft.answer,
    alternatives: names.map((id) => ({ id, says: says.get(`${draft.choice}/${id}`) ?? '' })),
    decidedBy: draft.by.decides,
    sets,
  }
}

/** What follows from a grade. */
export function buildConsequence(
  reader: Reader,
  draft: Draft['consequences'][number],
  path: Path,
): Consequence {
  const says = reader.sentence(draft.consequence, [...path, 'says'], draft.says)
  reader.known('grade', draft.grade, [...path, 'grade'])
  const yearsPath = [...path, 'years']
  const years =
    draft.years === undefined
      ? 1
      : (wholeNumber(reader, yearsPath).word(draft.years, [draft.consequence]) ?? 1)
  const { name, clause, grade, earlier = null } = draft
  if (earlier !== null) reader.known('result', earlier, [...path, 'earlier'])
  return { id: draft.consequence, name, clause, says, grade, years, earlier }
}
