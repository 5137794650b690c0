import { oneOf, wholeNumber, yesOrNo } from '../scheme/language/words.js'
import type { MajorRules } from './major-model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

/** What the rules say of major matters. */
export function buildMajor(draft: NonNullable<Draft['major']>, at: WorkPlace): MajorRules {
  const { reader } = at
  const months = wholeNumber(reader, [...at.path, 'erased-after'])
  return {
    clause: draft.clause,
    says: reader.sentence('major', [...at.path, 'says'], draft.says),
    kinds: draft.kinds,
    limit: at.known('limit', 'limit', draft.limit) ?? '',
    levels: at.knownAll('role', 'levels', draft.levels),
    informs: at.below('by').knownAll('role', 'is-told', draft.by?.['is-told']),
    unread: at.set('unread', draft.unread, oneOf('waits', 'next-level'), 'waits'),
    urgent: at.set('urgent', draft.urgent, yesOrNo, false),
    written: writtenOf(draft, at),
    misreported: misreportedOf(draft, at),
    erasedAfter: at.set('erased-after', draft['erased-after'], months, 0),
  }
}

function writtenOf(
  { written: draft }: NonNullable<Draft['major']>,
  at: WorkPlace,
): MajorRules['written'] {
  if (draft === undefined) return null
  const place = at.inside('major-written', 'written')
  const whole = wholeNumber(at.reader, [...place.path, 'due'])
  return {
    clause: draft.clause,
    says: at.reader.sentence('major-written', [...place.path, 'says'], draft.says),
    due: place.set('due', draft.due, whole, 0),
  }
}

function misreportedOf(
  { misreported: draft }: NonNullable<Draft['major']>,
  at: WorkPlace,
): MajorRules['misreported'] {
  if (draft === undefined) return null
  const place = at.inside('misreported', 'misreported')
  return {
    clause: draft.clause,
    says: at.reader.sentence('misreported', [...place.path, 'says'], draft.says),
    fact: draft.fact,
    judgedBy: place.below('by').knownAll('role', 'judges', draft.by.judges),
  }
}
