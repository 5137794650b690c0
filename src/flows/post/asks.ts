import { addDays, type Day, dayAt, dayText, momentOf } from '../../base/day.js'
import { handoverBy } from '../../workrules/dates.js'
import type { Ask, AskKind } from '../asks.js'
import { type Absence, absenceById, matterNames, openAbsences } from '../away/away.js'
import { coverCard } from '../chain/tell.js'
import type { Situation } from '../context.js'
import { appointersOf, gapsIn, postRules } from './appoint.js'
import { coverBy, postsSlice } from './posts.js'
import { standInNow } from './standing-in.js'

/** After so many working days nobody is asked any more to give back what was given back long ago. Ours. */
const returnDays = 10

function askOf(
  situation: Situation,
  { matter, request }: Absence,
  of: { kind: string; who: string; code: string; card: string; opens: Ask['opens']; due: Day },
): Ask {
  return {
    ...{ kind: of.kind, cycle: null, who: of.who, about: request.id, occasion: request.id },
    says: {
      code: of.code,
      with: {
        name: situation.bureau.roster.nameOf(request.person),
        kind: matterNames[matter],
        from: dayText(request.span.from),
      },
    },
    card: { kind: of.card, key: request.id },
    opens: of.opens,
    due: of.due,
    lateFrom: momentOf(addDays(of.due, 1)),
  }
}

/** Nobody stands in for who is away: who names for them is asked to. */
export const nameAsks: AskKind = {
  name: 'post.name',
  open: (situation, { person, occasion }) =>
    gapsIn(situation).flatMap((absence) => {
      const { id, span, askedAt, person: whose } = absence.request
      const rules = postRules(situation.bureau)
      if (!rules || (occasion ?? id) !== id) return []
      const by = handoverBy(rules, span.from, situation.calendar)
      const asked = dayAt(absence.request.passed.at(-1)?.on ?? askedAt)
      return appointersOf(situation.bureau, whose)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(situation, absence, {
            ...{ kind: 'post.name', who, code: 'ask-post-name', card: 'post' },
            ...{ opens: askedAt, due: by < asked ? asked : by },
          }),
        )
    }),
}

/** Who stands in says that they have the work, until the time away begins. */
export const takeAsks: AskKind = {
  name: 'post.take',
  own: true,
  open: (situation, { person, occasion }) => {
    const state = situation.collected.of(postsSlice)
    return openAbsences(situation).flatMap((absence) => {
      const { id, span, back, askedAt } = absence.request
      if ((occasion ?? id) !== id || span.to < situation.today || back !== null) return []
      const who = standInNow(situation, absence)
      if (who === null || (person ?? who) !== who || coverBy(state, id, who)?.taken) return []
      return [
        askOf(situation, absence, {
          ...{ kind: 'post.take', who, code: 'ask-post-take', card: coverCard },
          ...{ opens: askedAt, due: span.from },
        }),
      ]
    })
  },
}

/** Who stood in gives the work back once who was away is there again (AB-4). */
export const returnAsks: AskKind = {
  name: 'post.return',
  own: true,
  open: (situation, { person, occasion }) => {
    const { calendar, today } = situation
    return [...situation.collected.of(postsSlice).open].flatMap((cover) => {
      if ((occasion ?? cover.absence) !== cover.absence) return []
      if ((person ?? cover.standIn) !== cover.standIn) return []
      const absence = absenceById(situation, cover.absence)
      if (!absence) return []
      const { span, back } = absence.request
      const due = calendar.shiftToWorkingDay(back ?? addDays(span.to, 1))
      const isOver = back !== null ? today >= back : today > span.to
      if (!isOver || today > calendar.addWorkingDays(due, returnDays)) return []
      return [
        askOf(situation, absence, {
          ...{ kind: 'post.return', who: cover.standIn, code: 'ask-post-return', card: coverCard },
          ...{ opens: momentOf(due), due },
        }),
      ]
    })
  },
}
