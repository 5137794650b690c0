import { noRules } from '../jobs.js'
import { addDays, momentOf } from '../../base/day.js'
import type { Ask, AskFilter, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { occasionOf, yearMoments } from '../items/asks.js'
import { windowOf } from '../items/windows.js'
import { leftIn, stateOf, stepKey } from './fill.js'
import { standing } from './given.js'
import type { EnteredStep } from './intents.js'
import { enteredParts, type EnteredOf, holdersFor, roleOf } from './parts.js'

/** Parts that are not filed, of the occasion, once their time has begun. */
function openParts(situation: Situation, { occasion }: AskFilter): EnteredOf[] {
  return enteredParts(situation).filter((of) => {
    const { opens } = windowOf(of.cycle, situation.calendar)
    if (situation.today < opens || stateOf(situation, of).filed) return false
    return occasion === undefined || occasion === occasionOf(of.cycle)
  })
}

/** Who has still to do a step → for how many. */
function owing(
  situation: Situation,
  of: EnteredOf,
  { step, person }: { step: EnteredStep; person: string | undefined },
): Map<string, number> {
  const { given } = stateOf(situation, of)
  const { due } = windowOf(of.cycle, situation.calendar)
  const owes = new Map<string, number>()
  for (const assessee of of.assessees) {
    const steps = given.get(assessee.id)
    if (step === 'records' && standing(steps)) continue
    if (step === 'verifies') {
      if (steps?.verifies || steps?.files) continue
      if (!steps?.records && situation.today <= due) continue
    }
    for (const who of holdersFor(situation, of, { step, assessee })) {
      if (person === undefined || who === person) owes.set(who, (owes.get(who) ?? 0) + 1)
    }
  }
  return owes
}

function askOf(
  of: EnteredOf,
  step: EnteredStep,
  more: Pick<Ask, 'kind' | 'who' | 'says' | 'opens' | 'due' | 'lateFrom'>,
): Ask {
  const key = stepKey({ cycle: of.cycle.id, part: of.part.id }, step)
  const card = { kind: 'entered', key }
  return { ...more, cycle: of.cycle.id, about: key, occasion: occasionOf(of.cycle), card }
}

/** A step of people: who records, then who verifies. */
function stepAsks(step: 'records' | 'verifies', titles: { open: string; remind: string }): AskKind {
  const name = `entered.${step}`
  return {
    name,
    forecast: (situation, cycle) =>
      enteredParts(situation).flatMap((of) => {
        if (of.cycle.id !== cycle.id || roleOf(of, step) === null) return []
        const { opens, due, scores, scoredBy } = windowOf(cycle, situation.calendar)
        const people = new Set(
          of.assessees.flatMap((assessee) => holdersFor(situation, of, { step, assessee })),
        ).size
        const times = step === 'records' ? [{ opens, due }] : [{ opens: scores, due: scoredBy }]
        return [{ says: { code: `forecast-${step}`, with: { part: of.part.name } }, people, times }]
      }),
    open: (situation, only) =>
      openParts(situation, only).flatMap((of): Ask[] => {
        const { opens, due, scores, scoredBy } = windowOf(of.cycle, situation.calendar)
        const [from, until] = step === 'records' ? [opens, due] : [scores, scoredBy]
        const owes = owing(situation, of, { step, person: only.person })
        return [...owes].map(([who, count]) =>
          askOf(of, step, {
            ...{ kind: name, who, due: until, opens: momentOf(from, '09:00') },
            says: { code: `ask-entered-${step}`, with: { part: of.part.name, count: `${count}` } },
            lateFrom: momentOf(addDays(until, 1), '00:00'),
          }),
        )
      }),
    sends: {
      titles,
      moments: (calendar, from, to, { years } = noRules) =>
        yearMoments(calendar, { from, to, years }, (occasion, { opens, due, scores, scoredBy }) => {
          const [first, last] = step === 'records' ? [opens, due] : [scores, scoredBy]
          const until = momentOf(last, '23:59')
          const again = calendar.addWorkingDays(last, -3)
          return [
            { occasion, at: momentOf(first, '09:00'), until, reminds: false },
            { occasion, at: momentOf(again, '09:00'), until, reminds: true },
          ]
        }),
    },
  }
}

/** Everybody's own score, or those that an office records. */
export const recordAsks = stepAsks('records', { open: '发录入得分的卡片', remind: '提醒录入得分' })

/** The scores of a unit's people, from who verifies them. */
export const verifyAsks = stepAsks('verifies', {
  open: '发评议得分的卡片',
  remind: '提醒评议得分',
})

/** Who files does so when all are there, or the time is over. */
export const fileAsks: AskKind = {
  name: 'entered.files',
  open: (situation, only) =>
    openParts(situation, only).flatMap((of): Ask[] => {
      const { open, unverified } = leftIn(situation, of)
      const { scores, scoredBy } = windowOf(of.cycle, situation.calendar)
      if (open + unverified > 0 && situation.today <= scoredBy) return []
      return situation.bureau.roster
        .holders(roleOf(of, 'files') ?? '')
        .filter(({ id }) => only.person === undefined || id === only.person)
        .map(({ id: who }) =>
          askOf(of, 'files', {
            ...{ kind: 'entered.files', who, due: null, lateFrom: null },
            opens: momentOf(scores, '09:00'),
            says: {
              code: 'ask-entered-files',
              with: { part: of.part.name, count: `${open + unverified}` },
            },
          }),
        )
    }),
}
