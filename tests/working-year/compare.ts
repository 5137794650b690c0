import { tagged } from '../text/desk.js'
import { factsIn, factsOn, leaveOn, partsIn, partsOn, standingIn, standingOn } from './figures.js'
import { cardOf, type Look, same, shown, statementIn, type View, viewFor } from './look.js'

/** /myscore and home of somebody beside the score of the export as of today; answers what home shows. */
export async function standings(look: Look, who: string): Promise<View> {
  const { life, to, today } = look
  const { result } = look.now
  const { bureau, units } = life
  const unit = [...units].find(([, all]) => all.includes(who))?.[0] ?? ''
  const assessee = result.statements.some((one) => one.assessee === who) ? who : unit
  const statement = statementIn(result, assessee)
  const where = `${bureau.id} ${today} ${who}`
  const score = await cardOf(look, who, 'standing', `${bureau.cycle}/${assessee}`)
  same(to, `${where} /myscore`, standingOn(score), standingIn(statement))
  same(to, `${where} /myscore parts`, partsOn(score), partsIn(statement))
  const facts = factsOn(score)
  if (facts !== null) same(to, `${where} /myscore facts`, facts, factsIn(statement))
  const home = await viewFor(look, who, 'home', 'home')
  same(to, `${where} home`, standingOn(shown(look, home)), standingIn(statement))
  return home
}

/** Leave as somebody's cards say it, beside the score of the export at the year's end and what was noted down. */
export async function leaves(look: Look, who: string): Promise<void> {
  const { life, to, today } = look
  const { bureau, diary } = life
  const { file, result } = look.end
  const where = `${bureau.id} ${today} ${who}`
  const card = await cardOf(look, who, 'my-leaves', 'mine')
  const statement = result.statements.find((one) => one.assessee === who)
  const watched = (statement?.counters ?? []).filter(({ id }) => id.startsWith('bar-leave'))
  const counters = watched.map(({ id, value }) => `${value} ${id.endsWith('days') ? '天' : '次'}`)
  if (today < '2026-01-01') same(to, `${where} leave`, leaveOn(card), counters)
  if (counters.length > 0) same(to, `${where} counted`, counters, countedIn(look, who))
  // By hand: kinds that the scheme counts, each leave once, and what was found late.
  const own = diary.leaves(who)
  const year = own.map((one) => diary.halves(one, '2025-01-01', '2025-12-31') / 2)
  const exported = file.facts
    .filter(({ rule, persons }) => rule === 'leave' && persons?.includes(who))
    .map(({ quantity }) => Number(quantity))
  const noted = counters.length === 0 ? [] : year.filter((days) => days > 0)
  same(to, `${where} exported leave`, exported.sort(), noted.sort())
  const times = diary.leave(who, `${today.slice(0, 4)}-01-01`, `${today.slice(0, 4)}-12-31`).times
  const open = diary.away.some(
    (one) => one.who === who && one.kind !== 'trip' && one.state === 'asked',
  )
  if (!open) same(to, `${where} leaves of the year`, tagOf(card), `已批 ${times} 次`)
}

/**
 * What counts towards the limits of the city's scheme: personal and sick leave by what was noted, and of what was noted of being late or
 * leaving early what is effective.
 */
export function countedIn({ life: { diary }, end }: Look, who: string): string[] {
  const own = diary.leaves(who).filter(({ kind }) => kind === 'personal' || kind === 'sick')
  const halves = own.map((one) => diary.halves(one, '2025-01-01', '2025-12-31'))
  const days = halves.reduce((sum, one) => sum + one, 0) / 2
  const effective = new Set(
    end.file.facts
      .filter(
        ({ state, persons }) => (state ?? 'effective') === 'effective' && persons?.includes(who),
      )
      .map(({ id }) => id.split('/')[0]),
  )
  const found = diary.found.filter(
    ({ who: whose, finding, state, fact }) =>
      whose === who &&
      ['late', 'early-leave'].includes(finding) &&
      state === 'approved' &&
      effective.has(fact),
  )
  return [`${days} 天`, `${halves.filter((one) => one > 0).length + found.length} 次`]
}

/** Facts of somebody in the export, by kind, beside what was noted of them: as often, and no more. */
export function facts({ life, to, today, now }: Look, who: string): void {
  const right = life.diary.found.filter((one) => one.who === who && one.state !== 'gone')
  const exported = now.file.facts.filter(
    ({ rule, persons, state }) =>
      rule !== 'leave' &&
      rule !== 'piece' &&
      persons?.includes(who) &&
      !['withdrawn', 'reversed', 'returned'].includes(state ?? 'effective'),
  )
  same(
    to,
    `${life.bureau.id} ${today} ${who} facts`,
    exported.map(({ rule, day: on }) => `${rule} ${on}`).sort(),
    right.map(({ finding, day: on }) => `${kinds[finding] ?? finding} ${on}`).sort(),
  )
}

/** What findings are to the schemes. */
const kinds: Readonly<Record<string, string>> = {
  away: 'away-from-post',
  missed: 'missed-meeting',
}

function tagOf(card: unknown): string {
  return tagged(card)
    .filter(({ tag }) => tag === 'text_tag')
    .map(({ text }) => `${Object(text).content ?? ''}`)
    .join('')
}
