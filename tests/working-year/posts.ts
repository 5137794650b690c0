import { must } from '../../src/base/bug.js'
import { addDays, type Day, day } from '../../src/base/day.js'
import { isWorked, workedAfter } from './days.js'
import type { Away } from './diary.js'
import { type Life, oneOf } from './life.js'

/** How one bureau has people stand in for each other (AB岗). */
export interface Posts {
  /** Whether somebody has to stand in during a time away of a kind. */
  wants(kind: string): boolean
  /** The last day on which who stands in is told. */
  tellBy(from: Day): Day
  /** Who names for somebody. */
  appoints(who: string): string
}

/** Whether a time away is over on a day. */
export function isOver({ to, backOn }: Away, today: Day): boolean {
  return backOn === null ? today > to : today >= backOn
}

/** Who stands in now during a time away: before it on its first day, after it on its last. */
export function standInNow({ diary }: Life, one: Away, today: Day): string | null {
  const on = today < one.from ? one.from : today > one.to ? one.to : today
  return diary.standIn(one, on)
}

/**
 * A working morning as it should be: who stands in is told the day before and on the first day. `sent`: the cards that came, as `cover id person`. Answers what did not come.
 */
export function morning(
  life: Life,
  today: Day,
  of: Posts & { sent: ReadonlySet<string> },
): string[] {
  const { diary } = life
  const missing: string[] = []
  const told = (one: Away, who: string, why: string): void => {
    if (!of.sent.has(`cover ${one.id} ${who}`)) missing.push(`${today} ${who} is not told ${why}`)
  }
  for (const one of diary.away.filter(({ state }) => state === 'approved')) {
    const who = isOver(one, today) || one.backOn !== null ? null : standInNow(life, one, today)
    if (who !== null) {
      const cover = diary.cover(one, who)
      const isTime = today >= of.tellBy(one.from) && must(one.approved, 'it stands') < today
      if (today < one.from && !cover.told && isTime) {
        cover.told = true
        told(one, who, 'before')
      }
      if (today >= one.from && !cover.begun && diary.standInOf(one.who, today) === who) {
        cover.begun = true
        told(one, who, 'on the first day')
      }
    }
  }
  return missing
}

/** Who stands in takes the work over, and gives it back; who names does so where nobody stands in. */
export async function stands(life: Life, today: Day, of: Posts): Promise<void> {
  const { diary, random } = life
  for (const one of diary.away.filter(({ state }) => state === 'approved')) {
    const about = { absence: one.id, person: one.who }
    if (!isOver(one, today)) {
      const who = standInNow(life, one, today)
      if (who === null || diary.cover(one, who).taken || !random.chance(40)) continue
      await life.does(who, { verb: 'post.take', ...about }, 'post-taken-over')
      diary.cover(one, who).taken = true
      continue
    }
    for (const cover of diary.covers.filter(({ away }) => away === one)) {
      if (!cover.begun || cover.returned || !random.chance(40)) continue
      const back = { verb: 'post.return', ...about, text: '来信一件还在办' }
      await life.does(cover.standIn, back, 'post-given-back')
      cover.returned = true
    }
  }
  for (const one of gaps(life, today, of)) {
    if (random.chance(50)) await names(life, one, { today, of })
  }
}

/** Times away during which nobody stands in on some worked day, though the rules want it. */
export function gaps({ diary }: Life, today: Day, of: Posts): Away[] {
  return diary.away.filter((one) => {
    if (one.state !== 'approved' || one.backOn !== null || one.to < today) return false
    if (!of.wants(one.kind) || workedHalves(one) < 2) return false
    for (let on = today < one.from ? one.from : today; on <= one.to; on = addDays(on, 1))
      if (isWorked(on) && diary.standIn(one, on) === null) return true
    return false
  })
}

function workedHalves(one: Away): number {
  let halves = 0
  for (let on = one.from; on <= one.to; on = addDays(on, 1)) {
    if (!isWorked(on)) continue
    halves +=
      2 - Number(on === one.from && one.startsAtNoon) - Number(on === one.to && one.endsAtNoon)
  }
  return halves
}

async function names(
  life: Life,
  one: Away,
  { today, of }: { today: Day; of: Posts },
): Promise<void> {
  const { diary, random, units } = life
  const unit = [...units.values()].find((all) => all.includes(one.who)) ?? []
  const others = unit.filter((who) => who !== one.who)
  if (others.length === 0) return
  const standIn = oneOf(random, others)
  const by = diary.doer(of.appoints(one.who), today, [one.who])
  const said = diary.isAwayOver(standIn, one) ? 'refused:handover-away' : 'post-named'
  const assign = { verb: 'post.assign', absence: one.id, person: one.who, standIn }
  await life.does(by, assign, said)
  if (said === 'post-named') one.named = standIn
}

/** Who has whose work whenever they are away, named for a time. */
export async function namesFor(
  life: Life,
  by: string,
  of: { who: string; standIn: string; from: string; to: string },
): Promise<void> {
  const { who, standIn } = of
  const [from, to] = [day(of.from), day(of.to)]
  await life.does(by, { verb: 'post.name', person: who, standIn, from, to }, 'post-named')
  life.diary.standing.push({ who, standIn, from, to })
}

/** Until when what was noted of a time away is still looked at. */
export function looksUntil({ to }: Away): Day {
  return workedAfter(to, 10)
}
