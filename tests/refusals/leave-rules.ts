import { points } from '../../src/base/points.js'
import type { BoundWork } from '../../src/binding/work.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { workRules } from '../leave/bureau.js'

/** The shipped work rules, with a kind that has a longest time and papers that are needed at once; some kinds of facts are called otherwise. */
export function strictWork(): BoundWork {
  const work = workRules()
  const rules = withChoices(work.rules, { 'papers-follow': 'first' })
  const kinds = rules.leave.kinds.map((kind) =>
    kind.id === 'annual' ? { ...kind, atMost: { ...kind.atMost, value: points(10) } } : kind,
  )
  const facts = new Map([
    ['early-leave', 'nobody-approves'],
    ['general-undone', 'nobody-counts'],
    ['instruction-undone', 'nobody-approves'],
    ['complaint-light', 'nobody-approves'],
  ])
  const { meetings } = rules
  // Whoever sends somebody else is found to have left early: that nobody approves.
  const marks = meetings && {
    ...meetings.marks,
    substituted: { ...meetings.marks.substituted, value: 'early-leave' },
  }
  const changed = meetings && marks && { ...meetings, marks }
  const leave = { ...rules.leave, kinds }
  // Who checks says what a late report costs.
  const binds = new Map([...work.binds, ['discipline-office', ['discipline-team']]] as const)
  return { ...work, binds, facts, rules: { ...rules, leave, meetings: changed } }
}
