import { momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import { keyOf } from '../card-key.js'
import { consequencesSlice, handedIn } from './records.js'

/** Who was asked to carry a consequence out (a talk, say), and has not said that it is done. */
export const consequenceAsks: AskKind = {
  name: 'consequence.do',
  open: ({ collected, bureau }, { person, occasion }) =>
    handedIn(collected.of(consequencesSlice), person).flatMap((handed): Ask[] => {
      const { cycle, consequence, name, to: who, since, whom } = handed
      const key = keyOf(cycle, consequence)
      if (!bureau.roster.person(who) || (occasion ?? key) !== key) return []
      return [
        {
          ...{ kind: 'consequence.do', cycle, who, about: key, occasion: key },
          says: { code: 'ask-consequence', with: { name, count: `${whom.size}` } },
          card: { kind: 'consequence', key },
          opens: momentOf(since, '00:00'),
          due: null,
          lateFrom: null,
        },
      ]
    }),
}
