import { rosterRoles } from '../../binding/work.js'
import { type Instant, instant } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { majorDue } from '../../workrules/dates.js'
import type { MajorRules } from '../../workrules/major-model.js'
import { holdersFor, waitingOf } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import type { Matter } from './matters.js'

/** What the bureau's work rules say of major matters; null where they say nothing. */
export function majorRules({ work }: Pick<Bureau, 'work'>): MajorRules | null {
  return work?.rules.major ?? null
}

/**
 * Null where somebody of the bureau may report a major matter.
 * @refuses major-no-rules
 */
export function mayNotReport({ bureau }: { bureau: Bureau }): Refusal | null {
  return majorRules(bureau) ? null : refuse('major-no-rules')
}

/** A level that has a matter. */
export interface Level {
  at: number
  roleName: string
  persons: readonly string[]
  since: Instant
  /** How it came: with the report, passed on by the one before, or because that one had not looked in time. */
  how: 'reported' | 'passed' | 'unread'
  /** Nobody holds the levels between. */
  vacant: boolean
}

type At = Pick<Situation, 'bureau' | 'now'>
type Standing = Pick<Matter, 'person' | 'levels' | 'at' | 'passes' | 'reads'>

/**
 * The levels that have a matter, in order, as of now. None is passed over: a level has it from the report, from the one
 * before, or after the limit where nobody there has looked and the rules say so; who is vacant hands on at once.
 */
export function levelsOf({ bureau, now }: At, matter: Standing): Level[] {
  const rules = majorRules(bureau)
  const reached: Level[] = []
  let [before, since]: [{ at: number; by: string }[], Instant] = [[], matter.at]
  let [how, vacant]: [Level['how'], boolean] = ['reported', false]
  for (;;) {
    const waiting = waitingOf(bureau, {
      ...{ person: matter.person, deciding: matter.levels, passed: before },
    })
    if (waiting === null) return reached
    const { at, roleName, asked } = waiting
    if (asked.length === 0) {
      before = [{ at, by: '' }]
      vacant = true
      continue
    }
    reached.push({ at, roleName, persons: asked, since, how, vacant })
    vacant = false
    const passed = matter.passes.find((one) => one.at === at)
    if (passed) [before, since, how] = [[{ at, by: passed.by }], passed.on, 'passed']
    else {
      const until = waitsUntil(bureau, rules, since)
      const looked = asked.some((person) => matter.reads.has(person))
      if (until === null || looked || now < until) return reached
      ;[before, since, how] = [[{ at, by: '' }], until, 'unread']
    }
  }
}

/** Until when a level has to have looked, before the next one has it too; null where it waits for them. */
export function waitsUntil(
  { work }: Pick<Bureau, 'work'>,
  rules: MajorRules | null,
  since: Instant,
): Instant | null {
  if (!work || rules?.unread.value !== 'next-level') return null
  return majorDue(work.rules, rules, since)
}

/** The level after one; null where it is the last, or nobody is there. */
export function levelAfter(at: At, matter: Standing, level: Level): Level | null {
  const passes = [...matter.passes.filter((one) => one.at < level.at), passOf(at, level)]
  return levelsOf(at, { ...matter, passes }).find((one) => one.at > level.at) ?? null
}

function passOf({ now }: At, { at, persons }: Level): Matter['passes'][number] {
  return { at, by: persons[0] ?? '', on: now }
}

/** Who is told at once beside the levels: who holds the roles that the rules name, and who heads the unit. */
export function toldOf(
  { work, roster }: Pick<Bureau, 'work' | 'roster'>,
  { person, informs }: Pick<Matter, 'person' | 'informs'>,
): string[] {
  const unit = roster.unitOf(person)
  const heads = unit === null ? [] : roster.headsOf(unit).map(({ id }) => id)
  const roles = work ? informs.flatMap((role) => holdersFor({ roster, work }, role, person)) : []
  return [...new Set([...heads, ...roles])].filter((one) => one !== person)
}

/** Who says whether a late or withheld report has consequences; nobody about an own one. */
export function judgesOf(
  { work, roster }: Pick<Bureau, 'work' | 'roster'>,
  person: string,
): string[] {
  const roles = work?.rules.major?.misreported?.judgedBy ?? []
  const all = work
    ? roles.flatMap((role) => rosterRoles(work, role).flatMap((one) => roster.holders(one)))
    : []
  return [...new Set(all.map(({ id }) => id))].filter((id) => id !== person)
}

/** Whether somebody may see a matter: who reported or entered it, who has it, is told, judges, or has read it. */
export function maySee(at: At, matter: Matter, person: string): boolean {
  if (!at.bureau.roster.person(person)) return false
  if (person === matter.person || person === matter.enteredBy || matter.reads.has(person))
    return true
  if (toldOf(at.bureau, matter).includes(person)) return true
  if (judgesOf(at.bureau, matter.person).includes(person)) return true
  return levelsOf(at, matter).some(({ persons }) => persons.includes(person))
}

/** A moment later by the limit of the report, less some minutes: when who has begun a form is reminded of it. */
export function remindAt(due: Instant, now: Instant): Instant | null {
  const at = instant(due - remindMinutes * 60_000)
  return at > now ? at : null
}

/** So long before the limit is over. */
const remindMinutes = 10
