import type { Day } from '../../base/day.js'
import type { Points } from '../../base/points.js'
import type { LeaveKind } from '../../workrules/model.js'
import { handoverBy } from '../../workrules/dates.js'
import type { Span } from '../../workrules/span.js'
import { type Ruled, ruledFor, vacantIn } from '../chain/chain.js'
import { type WayStep, wayOf } from '../chain/way.js'
import type { Situation } from '../context.js'
import { daysOf, kindOf, measureOf, partsOfSpan } from './counted.js'
import type { LeaveParts } from './entries.js'
import type { LeaveRecord } from './leaves.js'
import { type LimitShown, limitsFor, type LookedAt } from './limits.js'

/** What a leave over a span would be: days, who decides, what it reaches. */
export interface Reckoned {
  kind: LeaveKind
  parts: LeaveParts
  days: Points
  /** Some of its days are in a year whose notice is not known. */
  provisional: boolean
  ruled: Ruled
  /** Steps that will decide, with names; those that the applicant holds alone are left out. */
  way: WayStep[]
  vacant: string[]
  limits: LimitShown[]
  /** The last day on which who takes over should know; null where the rules do not say. */
  tellBy: Day | null
  /** The fact that it makes for schemes. */
  fact: { kind: string; sort: string | null } | null
}

/**
 * Reckons a leave of a kind over a span for somebody; null where the bureau's rules know neither. `instead`: the approved leave
 * in the place of which it would come.
 */
export function reckon(
  situation: Situation,
  person: string,
  of: { kind: string; span: Span; instead: string | null },
): Reckoned | null {
  const { bureau, calendar } = situation
  const { work } = bureau
  const kind = kindOf(bureau, of.kind)
  const ruled = ruledFor(bureau, { matter: 'leave', person, span: of.span, calendar })
  if (!work || !kind || !ruled) return null
  const measure = measureOf(kind)
  const parts = partsOfSpan(situation, of.span, measure)
  const days = daysOf({ parts })
  const { fact: factKind, kinds: _ } = work.rules.leave
  const fact = factKind === null || kind.sort === null ? null : { kind: factKind, sort: kind.sort }
  const { handover } = work.rules
  return {
    kind,
    parts,
    days,
    provisional: parts.some(({ certain }) => !certain),
    ruled,
    way: wayOf(situation, person, ruled.deciding),
    vacant: vacantIn(bureau, { person, deciding: ruled.deciding }).map(({ name }) => name),
    limits:
      fact === null ? [] : limitsOver(situation, person, { parts, fact, instead: of.instead }),
    tellBy: handover === null ? null : handoverBy(handover, of.span.from, calendar),
    fact,
  }
}

/** The leave in the place of which one comes that is begun from `before`: an approved one; null for none. */
export function replacedBy(before: Pick<LeaveRecord, 'id' | 'stage'> | null): string | null {
  return before?.stage === 'approved' ? before.id : null
}

/** The limits of every year that a leave lies in, with its days of that year. */
export function limitsOver(situation: Situation, person: string, of: LookedAt): LimitShown[] {
  return limitsFor(situation, person, { kind: of.fact.kind, leave: of })
}

/** The limits of this year as they stand. */
export function limitsNow(situation: Situation, person: string): LimitShown[] {
  const kind = situation.bureau.work?.rules.leave.fact ?? null
  return kind === null ? [] : limitsFor(situation, person, { kind, leave: null })
}
