import type { DocumentPath } from '../../base/document.js'
import type { Consequence } from '../model/scheme.js'
import type { Reader } from './reader.js'
import type { Draft } from '../shape/scheme.js'
import { wholeNumber } from '../language/words.js'

type Path = DocumentPath

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
