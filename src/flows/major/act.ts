import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { must } from '../../base/bug.js'
import { majorWrittenDue } from '../../workrules/dates.js'
import { factKind } from '../../binding/work.js'
import { type Context, done, type Outcome } from '../context.js'
import { bringFact } from '../fact/bring.js'
import { readNames } from '../names.js'
import { sendCards } from '../notices.js'
import {
  majorClosed,
  majorFollowed,
  majorJudged,
  majorPassed,
  majorRead,
  majorWritten,
} from './entries.js'
import type { MajorIntent } from './intents.js'
import { judgesOf, levelAfter, type Level, levelsOf, majorRules, maySee, toldOf } from './levels.js'
import { isMisreported, type Matter, majorSlice } from './matters.js'
import { hours, watchLevel } from './report.js'

type WithText = Extract<MajorIntent, { text: string }>

/**
 * A matter that somebody may see.
 * @refuses gone
 */
function seen(ctx: Context, id: string): Matter | Refusal {
  const matter = ctx.collected.of(majorSlice).byId.get(id)
  return matter && majorRules(ctx.bureau) && maySee(ctx, matter, ctx.person)
    ? matter
    : refuse('gone')
}

/** Who has a matter at this moment: every level that it has reached, and who is told. */
function having(ctx: Context, matter: Matter): string[] {
  const levels = levelsOf(ctx, matter).flatMap(({ persons }) => persons)
  return [...new Set([...levels, ...toldOf(ctx.bureau, matter), matter.person])]
}

/**
 * Says that it was read as it stands.
 * @refuses {@link seen}, major-read-before
 */
export async function readMajor(ctx: Context, { matter: id }: MajorIntent): Promise<Outcome> {
  const matter = seen(ctx, id)
  if (isRefusal(matter)) return matter
  const { follows } = matter
  if (matter.reads.get(ctx.person)?.follows === follows.length) return refuse('major-read-before')
  majorRead.write(ctx, { about: id, body: { follows: follows.length } })
  return done('major-read-now')
}

/**
 * The level that a matter stands at, for who belongs to it.
 * @refuses {@link seen}, major-closed, major-not-level
 */
function ownLevel(ctx: Context, id: string): { matter: Matter; level: Level } | Refusal {
  const matter = seen(ctx, id)
  if (isRefusal(matter)) return matter
  if (matter.closed) return refuse('major-closed')
  const levels = levelsOf(ctx, matter)
  const level = levels.findLast(({ persons }) => persons.includes(ctx.person))
  if (level) return { matter, level }
  const [last] = levels.slice(-1)
  const names = last?.persons.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  return refuse('major-not-level', { who: names || '目前无人' })
}

/**
 * Passes a matter on to the next level, and to no other.
 * @refuses {@link ownLevel}, major-passed, major-top
 */
export async function passMajor(ctx: Context, { matter: id }: MajorIntent): Promise<Outcome> {
  const own = ownLevel(ctx, id)
  const rules = majorRules(ctx.bureau)
  if (isRefusal(own) || !rules) return isRefusal(own) ? own : refuse('gone')
  const { matter, level } = own
  if (matter.passes.some(({ at }) => at === level.at)) return refuse('major-passed')
  const next = levelAfter(ctx, matter, level)
  if (!next) return refuse('major-top')
  majorPassed.write(ctx, { about: id, body: { at: level.at } })
  await sendCards(
    ctx,
    next.persons.map((person) => ({ person, card: { kind: 'major', key: id } })),
    hours(ctx, rules),
  )
  await watchLevel(ctx, rules, { id, since: ctx.now })
  const who = next.persons.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  return done('major-passed-on', { who })
}

/** Whether somebody reports on a matter: who reported it, who heads the unit, who entered it. */
function reports(ctx: Context, matter: Matter): boolean {
  const unit = ctx.bureau.roster.unitOf(matter.person)
  const heads = unit === null ? [] : ctx.bureau.roster.headsOf(unit).map(({ id }) => id)
  return [matter.person, matter.enteredBy, ...heads].includes(ctx.person)
}

/**
 * Says how it went on: everybody who has it so far gets that, and nobody above.
 * @refuses {@link seen}, major-closed, major-not-reporter, major-text
 */
export async function followMajor(ctx: Context, { matter: id, text }: WithText): Promise<Outcome> {
  const matter = seen(ctx, id)
  const rules = majorRules(ctx.bureau)
  if (isRefusal(matter) || !rules) return isRefusal(matter) ? matter : refuse('gone')
  if (matter.closed) return refuse('major-closed')
  if (!reports(ctx, matter)) return refuse('major-not-reporter')
  if (text === '') return refuseForm([fault('text', 'major-text')])
  majorFollowed.write(ctx, { about: id, body: {}, personal: { note: text } })
  await sendCards(
    ctx,
    having(ctx, matter)
      .filter((person) => person !== ctx.person)
      .map((person) => ({ person, card: { kind: 'major', key: id } })),
    hours(ctx, rules),
  )
  return done('major-followed-up')
}

/**
 * Says that a matter is over: a level that has it decides that. The written report is asked for from then on.
 * @refuses {@link ownLevel}
 */
export async function closeMajor(ctx: Context, { matter: id }: MajorIntent): Promise<Outcome> {
  const own = ownLevel(ctx, id)
  const rules = majorRules(ctx.bureau)
  if (isRefusal(own) || !rules) return isRefusal(own) ? own : refuse('gone')
  const due = majorWrittenDue(rules, ctx.today, ctx.calendar)
  majorClosed.write(ctx, { about: id, body: { due } })
  await sendCards(ctx, [{ person: own.matter.person, card: { kind: 'major', key: id } }])
  return done('major-closed-now')
}

/**
 * Hands in the written report on a matter that is over.
 * @refuses {@link seen}, major-not-reporter, major-write-early, major-written-before, major-text
 */
export async function writeMajor(ctx: Context, { matter: id, text }: WithText): Promise<Outcome> {
  const matter = seen(ctx, id)
  if (isRefusal(matter)) return matter
  if (!reports(ctx, matter)) return refuse('major-not-reporter')
  if (!matter.closed) return refuse('major-write-early')
  if (matter.written) return refuse('major-written-before')
  if (text === '') return refuseForm([fault('text', 'major-text')])
  const { due } = matter.closed
  const late = due !== null && ctx.today > due
  majorWritten.write(ctx, { about: id, body: { late }, personal: { summary: text } })
  await sendCards(
    ctx,
    having(ctx, matter)
      .filter((person) => person !== ctx.person)
      .map((person) => ({ person, card: { kind: 'major', key: id } })),
  )
  return done('major-written-now')
}

/**
 * A matter that was late or withheld, for who says whether that has consequences.
 * @refuses {@link seen}, major-not-judge, major-in-time, major-judged
 */
function toJudge(ctx: Context, id: string): Matter | Refusal {
  const matter = seen(ctx, id)
  if (isRefusal(matter)) return matter
  const { roster } = ctx.bureau
  const judges = judgesOf(ctx.bureau, matter.person)
  if (!judges.includes(ctx.person)) {
    const who = judges.map((one) => roster.nameOf(one)).join('、') || '目前无人'
    return refuse('major-not-judge', { who })
  }
  if (!isMisreported(matter)) return refuse('major-in-time')
  const { judged } = matter
  return judged ? refuse('major-judged', { who: roster.nameOf(judged.by) }) : matter
}

/**
 * Proposes that somebody answers for a late or withheld report: a fact, which goes the way of facts.
 * @refuses {@link toJudge}, major-whom, names-nobody, names-which, major-judge-reason
 */
export async function proposeMajor(
  ctx: Context,
  intent: Extract<MajorIntent, { verb: 'major.propose' }>,
): Promise<Outcome> {
  const { matter: id, names, text } = intent
  const matter = toJudge(ctx, id)
  if (isRefusal(matter)) return matter
  const named = readNames(ctx.bureau, names, { field: 'names' })
  const faults = [
    ...(names.trim() === '' ? [fault('names', 'major-whom')] : named.faults),
    ...(text === '' ? [fault('reason', 'major-judge-reason')] : []),
  ]
  const wrong = refuseForm(faults)
  if (wrong) return wrong
  const work = must(ctx.bureau.work, 'there are rules of it')
  const rule = must(work.rules.major?.misreported ?? null, 'somebody judges')
  const { persons } = named
  const brought = await bringFact(ctx, {
    ...{ kind: factKind(work, rule.fact), whom: persons, day: matter.day, note: text },
  })
  const as = brought === null ? 'noted' : 'form' in brought ? 'form' : 'proposed'
  const facts = brought !== null && 'proposed' in brought ? brought.proposed : []
  majorJudged.write(ctx, { about: id, body: { as, persons, facts }, personal: { reason: text } })
  const open = brought !== null && 'form' in brought ? [brought.form] : []
  return done(`major-judged-${as}`, {}, open)
}

/**
 * Says that a late or withheld report has no consequences, and why.
 * @refuses {@link toJudge}, major-judge-reason
 */
export async function waiveMajor(ctx: Context, { matter: id, text }: WithText): Promise<Outcome> {
  const matter = toJudge(ctx, id)
  if (isRefusal(matter)) return matter
  if (text === '') return refuseForm([fault('reason', 'major-judge-reason')])
  const body = { as: 'waived' as const, persons: [], facts: [] }
  majorJudged.write(ctx, { about: id, body, personal: { reason: text } })
  return done('major-judged-waived')
}
