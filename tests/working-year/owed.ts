import { factsSlice } from '../../src/flows/fact/facts.js'
import { waitingOf } from '../../src/flows/fact/procedure.js'
import type { HomeView } from '../../src/flows/home/view.js'
import { concerned } from './facts.js'
import type { Letters } from './letters.js'
import type { Look } from './look.js'
import { hasBegun, owing } from './meetings.js'
import { gaps, type Posts } from './posts.js'
import type { Register } from './works.js'

/** What of a bureau's customs says who owes what. */
export interface Owes {
  register: Pick<Register, 'confirms'>
  letters: Pick<Letters, 'decides'> | null
  posts: Posts
}

/** The cards that are asked for by what happens in the year. */
const kinds = ['docket', 'approval', 'post', 'meeting', 'meeting-marks']

/** What home asks of somebody, as `kind key`, in whose place. */
export function askedOn({ tasks }: HomeView): string[] {
  return tasks
    .filter(({ card }) => kinds.includes(card.kind))
    .map(({ card, instead }) => [card.kind, card.key, instead].join(' '))
    .sort()
}

/** What everybody should be asked by what was noted: person → the same. */
export function asked(look: Look, of: Owes): Map<string, string[]> {
  const { life, today } = look
  const { diary, names } = life
  const all = new Map<string, string[]>()
  const add = (who: string, kind: string, key: string, instead = ''): void => {
    const name = instead === '' || instead === who ? '' : (names.get(instead) ?? '')
    all.set(who, [...(all.get(who) ?? []), [kind, key, name].join(' ')].sort())
  }
  const follows = (who: string, kind: string, key: string, by: readonly (string | null)[] = []) =>
    add(diary.doer(who, today, by), kind, key, who)
  for (const one of diary.matters) {
    if (one.answered === null) follows(one.owner, 'docket', one.id)
    else if (!one.done)
      follows(of.register.confirms(one.unit), 'docket', one.id, [one.owner, one.answerer])
    if (one.letter?.stage === 'asked' && of.letters)
      follows(of.letters.decides(one.unit), 'docket', one.id)
  }
  for (const fact of look.seeing.collected.of(factsSlice).open) {
    if (fact.ended !== null || fact.charges.size > 0) continue
    for (const who of waitingOf(look.seeing.bureau, fact)?.holders ?? [])
      follows(who, 'approval', fact.id, concerned(fact))
  }
  for (const one of gaps(life, today, of.posts))
    follows(of.posts.appoints(one.who), 'post', one.id, [one.who])
  for (const one of diary.meetings) {
    if (!hasBegun(one, today)) continue
    if (one.marks === null) add(one.caller, 'meeting-marks', one.id)
    for (const who of owing(life, one)) add(who, 'meeting', one.id)
  }
  return all
}
