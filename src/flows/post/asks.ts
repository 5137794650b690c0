import { addDays, dayAt, dayText, momentOf } from '../../base/day.js'
import { handoverBy } from '../../workrules/dates.js'
import type { Ask, AskKind } from '../asks.js'
import { matterNames } from '../away/away.js'
import { appointersOf, gapsIn, postRules } from './appoint.js'

/** Nobody stands in for who is away: who names for them is asked to. */
export const nameAsks: AskKind = {
  name: 'post.name',
  open: (situation, { person, occasion }) =>
    gapsIn(situation).flatMap((absence): Ask[] => {
      const { id, span, askedAt, person: whose } = absence.request
      const rules = postRules(situation.bureau)
      if (!rules || (occasion ?? id) !== id) return []
      const by = handoverBy(rules, span.from, situation.calendar)
      const asked = dayAt(absence.request.passed.at(-1)?.on ?? askedAt)
      const due = by < asked ? asked : by
      return appointersOf(situation.bureau, whose)
        .filter((who) => person === undefined || who === person)
        .map((who) => ({
          ...{ kind: 'post.name', cycle: null, who, about: id, occasion: id },
          says: {
            code: 'ask-post-name',
            with: {
              name: situation.bureau.roster.nameOf(whose),
              kind: matterNames[absence.matter],
              from: dayText(span.from),
            },
          },
          card: { kind: 'post', key: id },
          ...{ opens: askedAt, due, lateFrom: momentOf(addDays(due, 1)) },
        }))
    }),
}
