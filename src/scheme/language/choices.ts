import type { DocumentPath } from '../../base/document.js'
import type { Choice } from '../model/scheme.js'
import type { ChoiceDraft } from './choice-shape.js'
import type { LanguageReader } from './reader.js'

type AnyReader = Pick<
  LanguageReader<'role', never>,
  'draft' | 'sentence' | 'known' | 'problem' | 'setsOf' | 'complete'
>

/** Registers the sentences of all alternatives; returns them by `choice/alternative`. */
export function sentencesOfChoices(reader: AnyReader): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [index, choice] of reader.draft.choices.entries()) {
    for (const [name, one] of Object.entries(choice.alternatives)) {
      const path = ['choices', index, 'alternatives', name, 'says']
      const owner = `${choice.choice}/${name}`
      texts.set(owner, reader.sentence(owner, path, one.says).text)
    }
  }
  return texts
}

/** A choice; the places it sets are known once everything else is built. */
export function buildChoice(
  reader: AnyReader,
  draft: ChoiceDraft,
  path: DocumentPath,
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
