import { type Refusal, refuse } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import type { Bureau, Situation } from '../context.js'
import type { Running } from '../running.js'
import { answerAppeal, makeAppeal, makeUnitAppeal } from './actions.js'
import type { AppealRecord } from './appeals.js'

/** The cycle that an appeal belongs to, while it runs. */
export function cycleOf({ bureau }: Pick<Situation, 'bureau'>, id: string): Running | undefined {
  return bureau.cycles.find((each) => each.id === id)
}

/**
 * Who may ask for a review of a result: the person, of a unit's who heads it. Null for who may.
 * @refuses not-allowed
 */
export function mayNotMake(bureau: Bureau, person: string, assessee: string): Refusal | null {
  return bureau.roster.unit(assessee)
    ? mayNot(bureau, person, makeUnitAppeal, { unit: assessee })
    : mayNot(bureau, person, makeAppeal, { person: assessee })
}

/** Who asks about a result: the person; of a unit's, who heads it now. */
export function askers({ roster }: Bureau, assessee: string): string[] {
  if (!roster.unit(assessee)) return roster.person(assessee) ? [assessee] : []
  return roster.headsOf(assessee).map(({ id }) => id)
}

type Of = Pick<AppealRecord, 'cycle' | 'assessee' | 'by' | 'further'>

/** Who holds the deciding role: the office's, or whom the scheme names for a further appeal (the office while nobody is it). */
function body(bureau: Bureau, { cycle: id, further }: Of): string[] {
  const office = bureau.roster.holders('assessment-office').map((one) => one.id)
  if (further === null) return office
  const role = bureau.cycles.find((each) => each.id === id)?.scheme.windows.further?.decidedBy
  const named = bureau.roster.holders(role ?? '').map((one) => one.id)
  return named.length > 0 ? named : office
}

/** Who answers: nobody on the own result while somebody else is there. */
export function answerers(bureau: Bureau, appeal: Of): string[] {
  const all = body(bureau, appeal)
  const concerned = new Set([appeal.by, ...askers(bureau, appeal.assessee)])
  const others = all.filter((id) => !concerned.has(id))
  return others.length > 0 ? others : all
}

/** The same by name, for who asks. */
export function bodyName(bureau: Bureau, appeal: Of): string {
  const scheme = bureau.cycles.find((each) => each.id === appeal.cycle)?.scheme
  const role = appeal.further === null ? null : scheme?.windows.further?.decidedBy
  return scheme?.roles.find((one) => one.id === role)?.name ?? '考核办'
}

/**
 * Whether somebody may answer an appeal; null for yes.
 * @refuses not-allowed, appeal-own
 */
export function mayNotAnswer(bureau: Bureau, person: string, appeal: Of): Refusal | null {
  const all = body(bureau, appeal)
  if (!all.includes(person)) {
    if (appeal.further === null) {
      const denied = mayNot(bureau, person, answerAppeal, 'anything')
      if (denied) return denied
    }
    const who = all.slice(0, 4).map((one) => bureau.roster.nameOf(one))
    return refuse('not-allowed', { what: answerAppeal.what, who: who.join('、') || '目前无人' })
  }
  return answerers(bureau, appeal).includes(person) ? null : refuse('appeal-own')
}
