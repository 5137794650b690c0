import { points } from '../base/points.js'
import { figureOrNone, oneOf, wholeNumber, yesOrNo } from '../scheme/language/words.js'
import type { DayMeasure, LeaveKind, LeaveRules } from './model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

/** Words for how days are counted. */
export const dayMeasure = oneOf<DayMeasure>('working-days', 'calendar-days')

/** What the rules say of leave; sentences of its kinds are their own. */
export function buildLeave(draft: Draft['leave'], at: WorkPlace): LeaveRules {
  const says = at.reader.sentence('leave', [...at.path, 'says'], draft.says)
  const telephone = at.inside('by-telephone', 'by-telephone')
  const told = draft['by-telephone']
  const toldSays = at.reader.sentence('by-telephone', [...telephone.path, 'says'], told.says)
  const whole = wholeNumber(at.reader, [...telephone.path, 'slip'])
  const slip = {
    word: (raw: string | string[], owners: string[]) =>
      raw === 'first-day-back' ? 0 : whole.word(raw, owners),
    can: 'first-day-back、$名称',
  }
  return {
    clause: draft.clause,
    says,
    fact: draft.fact ?? null,
    back: at.set('back', draft.back, oneOf('first-working-day', 'last-day'), 'first-working-day'),
    byTelephone: {
      clause: told.clause,
      says: toldSays,
      enters: telephone.below('by').knownAll('role', 'enters', told.by.enters),
      slip: telephone.set('slip', told.slip, slip, 0),
    },
    kinds: draft.kinds.map((one, index) => buildKind(one, at.inside(one.leave, 'kinds', index))),
  }
}

function buildKind(draft: Draft['leave']['kinds'][number], at: WorkPlace): LeaveKind {
  const says = at.reader.sentence(draft.leave, [...at.path, 'says'], draft.says)
  const months = wholeNumber(at.reader, [...at.path, 'erased-after'])
  const most = figureOrNone(at.reader, [...at.path, 'at-most'])
  const atMost = at.set('at-most', draft['at-most'], most, null)
  if (atMost.value !== null && !isHalves(atMost.value.times(2).toString())) {
    at.problem('at-most', 'not-whole', '天数要是整天或半天，如 3、1.5')
  }
  return {
    id: draft.leave,
    name: draft.name,
    clause: draft.clause,
    says,
    halves: at.set('halves', draft.halves, yesOrNo, true),
    counted: at.set('counted', draft.counted, dayMeasure, 'working-days'),
    atMost,
    papers: draft.papers,
    papersFollow: at.set('papers-follow', draft['papers-follow'], yesOrNo, true),
    sort: draft.sort ?? null,
    erasedAfter: at.set('erased-after', draft['erased-after'], months, 0),
  }
}

function isHalves(doubled: string): boolean {
  return points(doubled).isInteger() && !points(doubled).isNegative()
}
