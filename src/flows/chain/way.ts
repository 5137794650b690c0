import { type Day, dayAt } from '../../base/day.js'
import type { Bureau, Situation } from '../context.js'
import { waitingOf } from './chain.js'
import { waitingFor } from './people.js'
import type { RequestRecord } from './request.js'

/** A step that will decide, before anything is asked. */
export interface WayStep {
  role: string
  names: string[]
}

/** Who decides, step by step, as the roster stands today; steps that the applicant holds alone are left out. */
export function wayOf(
  { bureau }: Pick<Situation, 'bureau'>,
  person: string,
  deciding: readonly string[],
): WayStep[] {
  const way: WayStep[] = []
  let passed: { at: number; by: string }[] = []
  for (;;) {
    const next = waitingOf(bureau, { person, deciding, passed })
    if (next === null) return way
    way.push({ role: next.roleName, names: next.asked.map((one) => bureau.roster.nameOf(one)) })
    passed = [...passed, { at: next.at, by: next.asked[0] ?? '' }]
  }
}

/** One step of a request's way, as cards show it. */
export interface StepShown {
  role: string
  names: string[]
  state: 'passed' | 'waits' | 'later'
  on: Day | null
  /** For whom the one who decided stood in; ''. */
  actingFor: string
  remark: string
}

/** Who decided, who has it now, and the roles that come after. */
export function wayShown(
  at: Pick<Situation, 'bureau'>,
  request: RequestRecord,
  textOf: (entry: string | null) => string,
): StepShown[] {
  const { roster } = at.bureau
  const passed = request.passed.map(
    (one): StepShown => ({
      role: roleNameIn(at.bureau, one.role),
      names: [roster.nameOf(one.by)],
      state: 'passed',
      on: dayAt(one.on),
      actingFor: one.actingFor === null ? '' : roster.nameOf(one.actingFor),
      remark: textOf(one.entry),
    }),
  )
  const waiting = waitingFor(at, request)
  if (!waiting) return passed
  const step = { on: null, actingFor: '', remark: '' }
  const names = waiting.asked.map((one) => roster.nameOf(one))
  return [
    ...passed,
    { ...step, role: waiting.roleName, names, state: 'waits' },
    ...request.deciding.slice(waiting.at + 1).map(
      (role): StepShown => ({
        ...step,
        role: roleNameIn(at.bureau, role),
        names: [],
        state: 'later',
      }),
    ),
  ]
}

/** What the work rules call a role. */
export function roleNameIn({ work }: Pick<Bureau, 'work'>, role: string): string {
  return work?.rules.roles.find((one) => one.id === role)?.name ?? role
}
