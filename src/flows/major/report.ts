import { dayAt, type Instant, isDay, momentOf, timeAt } from '../../base/day.js'
import { must } from '../../base/bug.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { majorDue } from '../../workrules/dates.js'
import type { MajorRules } from '../../workrules/major-model.js'
import { type Context, done, type Outcome } from '../context.js'
import { minuteOf } from '../fact/check.js'
import { readNames } from '../names.js'
import { sendCards, type Timing } from '../notices.js'
import { quietUntil } from '../working-hours.js'
import { majorReported } from './entries.js'
import { majorDrafts, newMajor, noMajorWords } from './form.js'
import type { MajorFormIntent, MajorWords } from './intents.js'
import {
  judgesOf,
  levelsOf,
  majorRules,
  mayNotReport,
  remindAt,
  toldOf,
  waitsUntil,
} from './levels.js'

/** What was read of a form. */
interface Read {
  since: Instant
  person: string
  withheld: boolean
}

/**
 * Reports a major matter: it goes to the first level and to who is told, at once where the rules say so. From `major-what`
 * on all faults are said at once.
 * @refuses {@link mayNotReport}, major-what, major-place, major-known, major-known-future, major-who, names-nobody,
 * names-which, major-outside
 */
export async function reportMajor(
  ctx: Context,
  { words }: Extract<MajorFormIntent, { verb: 'major.report' }>,
): Promise<Outcome> {
  const refusal = mayNotReport(ctx)
  const rules = majorRules(ctx.bureau)
  if (refusal || !rules) return refusal ?? refuse('major-no-rules')
  const read = readForm(ctx, words)
  if (isRefusal(read)) return read
  const { since, person, withheld } = read
  const { levels, informs } = rules
  const reached = levelsOf(ctx, { person, levels, at: ctx.now, passes: [], reads: new Map() })
  const first = reached[0]
  if (!first) return refuse('major-outside', { clause: rules.clause })
  const { rules: all } = must(ctx.bureau.work, 'there are rules of it')
  const due = majorDue(all, rules, since)
  const late = withheld ? 0 : Math.max(0, Math.floor((ctx.now - due) / 60_000))
  const { what, place, needed } = words
  const id = majorReported.write(ctx, {
    ...{ subject: person, day: dayAt(since) },
    body: { time: timeAt(since), late, withheld, levels, informs },
    personal: { title: what, place, note: needed },
  })
  const draft = await majorDrafts.get(ctx.tx, ctx, newMajor)
  await majorDrafts.keep(ctx.tx, ctx, newMajor, {
    ...{ words: noMajorWords, made: id, opened: draft?.opened ?? '' },
  })
  await tell(ctx, rules, { id, person, first: first.persons })
  const who = first.persons.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  return done(late > 0 ? 'major-reported-late' : 'major-reported', { who, minutes: `${late}` })
}

function readForm(ctx: Context, words: MajorWords): Read | Refusal {
  const { what, place, known, who } = words
  const [on = '', time = ''] = minuteOf(known)?.split('T') ?? []
  const since = isDay(on) ? momentOf(on, time) : null
  const judges = judgesOf(ctx.bureau, '').includes(ctx.person)
  const named = who === '' ? null : readNames(ctx.bureau, who, { field: 'who' })
  const faults: Fault[] = [
    ...(what === '' ? [fault('what', 'major-what')] : []),
    ...(place === '' ? [fault('place', 'major-place')] : []),
    ...(since === null ? [fault('known', 'major-known')] : []),
    ...(since !== null && since > ctx.now ? [fault('known', 'major-known-future')] : []),
    ...(named && (!judges || named.persons.length > 1) ? [fault('who', 'major-who')] : []),
    ...(named?.faults ?? []),
  ]
  const wrong = refuseForm(faults)
  if (wrong || since === null) return wrong ?? refuse('major-known')
  const person = named?.persons[0] ?? ctx.person
  return { since, person, withheld: named !== null }
}

/** At any hour, where the rules say that it is urgent. */
export function hours(
  ctx: Pick<Context, 'now' | 'calendar'>,
  rules: MajorRules,
): { notBefore: Instant } {
  return { notBefore: rules.urgent.value ? ctx.now : quietUntil(ctx.calendar, ctx.now) }
}

/** The first level and who is told have it now; who has not looked by the limit is told again, and who comes next. */
async function tell(
  ctx: Context,
  rules: MajorRules,
  of: { id: string; person: string; first: readonly string[] },
): Promise<void> {
  const { id, person, first } = of
  const timing = hours(ctx, rules)
  const told = toldOf(ctx.bureau, { person, informs: rules.informs })
  const others = [...new Set([...first, ...told])].filter((one) => one !== ctx.person)
  const card = { kind: 'major', key: id }
  await sendCards(
    ctx,
    others.map((one) => ({ person: one, card })),
    timing,
  )
  await watchLevel(ctx, rules, { id, since: ctx.now })
}

/**
 * Whoever of the levels above may come to have it when nobody has looked by the limit gets the card then: it is shown
 * only to who really has it, else it is not sent.
 */
export async function watchLevel(
  ctx: Context,
  rules: MajorRules,
  of: { id: string; since: Instant },
): Promise<void> {
  const until = waitsUntil(ctx.bureau, rules, of.since)
  if (until === null) return
  const roles = new Set(rules.levels)
  const persons = ctx.bureau.roster.people.filter(({ id }) =>
    [...roles].some((role) => isOf(ctx, role, id)),
  )
  await sendCards(
    ctx,
    persons.map(({ id }) => ({ person: id, card: { kind: 'major-unread', key: of.id } })),
    { ...timingAt(ctx, rules, until) },
  )
}

function timingAt(ctx: Context, rules: MajorRules, at: Instant): Timing {
  return { notBefore: rules.urgent.value ? at : quietUntil(ctx.calendar, at) }
}

function isOf({ bureau: { work, roster } }: Context, role: string, person: string): boolean {
  const named = work?.binds.get(role) ?? [role]
  return roster.rolesOf(person).some((held) => named.includes(held.role))
}

/** Opens the form: its time is now, and before the limit is over who has not sent it is reminded. Refuses as mayNotReport. */
export async function beginMajor(ctx: Context): Promise<Refusal | null> {
  const refusal = mayNotReport(ctx)
  const rules = majorRules(ctx.bureau)
  if (refusal || !rules) return refusal
  const kept = await majorDrafts.get(ctx.tx, ctx, newMajor)
  if (kept && kept.made === '') return null
  const opened = `${ctx.now}`
  const known = `${ctx.today} ${timeAt(ctx.now)}`
  await majorDrafts.keep(ctx.tx, ctx, newMajor, {
    ...{ words: { ...noMajorWords, known }, made: '', opened },
  })
  const { rules: all } = must(ctx.bureau.work, 'there are rules of it')
  const due = majorDue(all, rules, ctx.now)
  const at = remindAt(due, ctx.now)
  if (at === null) return null
  const timer = { person: ctx.person, card: { kind: 'major-timer', key: opened } }
  await sendCards(ctx, [timer], { notBefore: at, expiresAt: due })
  return null
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotReport}
 */
export async function anotherMajor(ctx: Context): Promise<Outcome> {
  return (await beginMajor(ctx)) ?? done('refreshed')
}
