import { must } from '../../src/base/bug.js'
import type { Day } from '../../src/base/day.js'
import { waitingFor } from '../../src/flows/chain/people.js'
import { leaveFrom, type Meeting as Kept, meetingsSlice } from '../../src/flows/meeting/meetings.js'
import { nextWorked, workedAfter, workedBefore } from './days.js'
import type { Meeting } from './diary.js'
import { type Life, oneOf } from './life.js'

/** How one bureau meets. */
export interface Meets {
  callers: readonly string[]
  /** What each mark becomes; null: it is only written down. */
  becomes: Readonly<Record<'absent' | 'late' | 'substituted', string | null>>
  /** What meetings are called where attendance is recorded. */
  occasion: string
  /** Who reports afterwards: whom the caller names, or everybody who comes; and within how many worked days. */
  reports: { of: 'named' | 'each'; within: number }
  reader(who: string): string
  /** Who writes down who came where the caller alone would approve what it becomes. */
  office: string
  /** Whether facts of a day count in some cycle. */
  counts(on: Day): boolean
}

/** Meetings are called, some people ask not to come, it is written down who came, and reported. */
export async function meets(life: Life, today: Day, by: Meets): Promise<void> {
  const { diary, random } = life
  if (random.chance(16)) {
    const [on, time] = oneOf(random, [
      [today, '15:00'],
      [nextWorked(today), '09:00'],
      [nextWorked(today), '15:00'],
    ] as const)
    const among = [...life.units.values()].flat()
    const persons = random.shuffled(among).slice(0, 3 + random.below(3))
    await calls(life, { caller: oneOf(random, by.callers), on, time, persons }, by)
  }
  for (const one of diary.meetings) {
    if (!hasBegun(one, today)) await leaves(life, one)
    else if (one.marks === null && (random.chance(70) || one.day < workedBefore(today)))
      await marks(life, one, { by, found: chanced(life, one) })
    else if (one.marks !== null) await reports(life, one, { by, today })
  }
}

/** Everything that is noted of a meeting, as text. */
export function textOf({ leave, marks, reports }: Meeting): string {
  return JSON.stringify([[...leave], marks && [...marks], [...reports]])
}

/** Whether a meeting has begun by the time of day at which things are done. */
export function hasBegun({ day, half }: Meeting, today: Day): boolean {
  return day < today || (day === today && half === 'a')
}

/** Calls a meeting; who is named reports afterwards by chance, where the caller names them. */
export async function calls(
  life: Life,
  of: { caller: string; on: Day; time: '09:00' | '15:00'; persons: readonly string[] },
  by: Meets,
): Promise<void> {
  const { bureau, diary, random, names } = life
  const { caller, on, time, persons } = of
  const named = (all: readonly string[]) => all.map((one) => names.get(one)).join('、')
  const { of: whose, within } = by.reports
  const briefs = whose === 'each' ? persons : random.chance(60) ? persons.slice(0, 1) : []
  const words = {
    ...{ title: '工作例会', at: `${on} ${time}`, place: '二楼', note: '', names: named(persons) },
    briefs: whose === 'each' ? '' : named(briefs),
  }
  await life.does(caller, { verb: 'meeting.again' }, 'refreshed')
  await life.does(caller, { verb: 'meeting.call', words }, 'meeting-called')
  const { collected } = await bureau.seeing(null)
  const { id } = must([...collected.of(meetingsSlice).byId.values()].at(-1), 'a meeting')
  diary.meetings.push({
    ...{ id, caller, day: on, half: time < '12:00' ? 'a' : 'b', persons, briefs },
    due: workedAfter(on, within),
    ...{ leave: new Map(), marks: null, reports: new Map() },
  })
}

/** Some ask not to come, and are allowed to or not; some come after all. */
async function leaves(life: Life, one: Meeting): Promise<void> {
  const { diary, random } = life
  for (const who of one.persons) {
    const before = one.leave.get(who)
    if (before === 'approved' && random.chance(15)) {
      const { id } = await leaveOf(life, one, who)
      const back = { verb: 'meeting.withdraw', leave: id, meeting: one.id, text: '' }
      await life.does(who, back, 'meeting-leave-withdrawn')
      one.leave.set(who, 'withdrawn')
    }
    if (before === 'approved' || before === 'refused' || !random.chance(12)) continue
    if (diary.isExcused(who, one.day, one.half)) continue
    const ask = { verb: 'meeting.ask', meeting: one.id, text: '要到省厅评审' }
    await life.does(who, ask, 'meeting-leave-asked')
    await life.does(who, ask, 'refused:meeting-leave-there')
    await decides(life, one, who)
  }
}

async function meetingOf(life: Life, { id }: Meeting): Promise<Kept> {
  const { collected } = await life.bureau.seeing(null)
  return must(collected.of(meetingsSlice).byId.get(id), 'a meeting')
}

async function leaveOf(life: Life, one: Meeting, who: string) {
  return must(leaveFrom(await meetingOf(life, one), who), 'a leave from it')
}

async function decides(life: Life, one: Meeting, who: string): Promise<void> {
  const { bureau, diary, random } = life
  for (;;) {
    const seeing = await bureau.seeing(null)
    const leave = await leaveOf(life, one, who)
    const waiting = must(waitingFor(seeing, leave), 'somebody decides')
    const right = waiting.holders.map((holder) => diary.doer(holder, seeing.today, [who]))
    if (`${waiting.asked}` !== `${right}`) throw new Error(`${waiting.asked}, not ${right}`)
    const chance = random.below(100)
    const as = chance >= 80 ? 'refuse' : chance >= 70 ? 'return' : 'agree'
    const text = as === 'agree' ? '' : '这次会要到'
    const of = { verb: `meeting.${as}`, leave: leave.id, meeting: one.id, text }
    const decider = must(waiting.asked[0], 'somebody is asked')
    const all = ['meeting-leave-approved', 'leave-passed', 'leave-returned', 'leave-refused']
    const said = await life.does(decider, of, ...all)
    if (said === 'leave-passed') continue
    const stage = said.split('-').at(-1) as 'approved' | 'returned' | 'refused'
    one.leave.set(who, stage)
    return
  }
}

type Marks = ReadonlyMap<string, 'absent' | 'late' | 'substituted'>

/** Whether somebody need not come: has leave from it, or is away altogether. */
export function isExcused({ diary }: Life, one: Meeting, who: string): boolean {
  return one.leave.get(who) === 'approved' || diary.isExcused(who, one.day, one.half)
}

function chanced(life: Life, one: Meeting): Marks {
  const { random } = life
  return new Map(
    one.persons.flatMap((who) => {
      const chance = random.below(100)
      if (isExcused(life, one, who) || chance >= 34) return []
      return [[who, chance < 10 ? 'absent' : chance < 28 ? 'late' : 'substituted'] as const]
    }),
  )
}

/** It is written down who came; whoever is excused can't be found missing. */
export async function marks(
  life: Life,
  one: Meeting,
  { by, found }: { by: Meets; found: Marks },
): Promise<void> {
  const { diary, names } = life
  const named = (mark: string, more: readonly string[] = []): string =>
    [...[...found].flatMap(([who, as]) => (as === mark ? [who] : [])), ...more]
      .map((who) => names.get(who))
      .join('、')
  const words = (excused: readonly string[]) => ({
    ...{ absent: named('absent'), late: named('late', excused) },
    ...{ substituted: named('substituted'), note: '九点清点' },
  })
  const of = (excused: readonly string[] = []) => ({
    ...{ verb: 'meeting.mark', meeting: one.id, words: words(excused) },
  })
  const excused = one.persons.filter((who) => isExcused(life, one, who))
  if (excused.length > 0) await life.does(one.caller, of(excused), 'refused:meeting-mark-excused')
  const given = found.size > 0 ? of() : { verb: 'meeting.as-expected', meeting: one.id }
  const said = await life.does(
    one.caller,
    given,
    'meeting-marked-now',
    'refused:meeting-mark-other',
  )
  if (said !== 'meeting-marked-now') await life.does(by.office, given, 'meeting-marked-now')
  one.marks = new Map([...found, ...excused.map((who) => [who, 'excused'] as const)])
  const { marked } = await meetingOf(life, one)
  const facts = new Map(
    (marked?.facts ?? []).flatMap(({ fact, persons }) =>
      persons.map((who) => [who, fact] as const),
    ),
  )
  for (const [who, mark] of found) {
    const finding = by.counts(one.day) ? by.becomes[mark] : null
    if (finding === null) continue
    const fact = must(facts.get(who), `${who} was ${mark} and nothing is recorded`)
    facts.delete(who)
    const { day } = one
    diary.found.push({ fact, who, finding, occasion: by.occasion, day, state: 'proposed' })
  }
  if (facts.size > 0) throw new Error(`${[...facts.keys()]} came, and something is recorded`)
}

/** Who still has to report after a meeting. */
export function owing(life: Life, one: Meeting): string[] {
  const came = (who: string): boolean => {
    const mark = one.marks?.get(who)
    if (one.marks === null) return !isExcused(life, one, who)
    return mark === undefined || mark === 'late'
  }
  return one.briefs.filter((who) => came(who) && !one.reports.has(who))
}

async function reports(
  life: Life,
  one: Meeting,
  { by, today }: { by: Meets; today: Day },
): Promise<void> {
  const { random } = life
  for (const who of owing(life, one)) {
    if (!random.chance(45)) continue
    const brief = { verb: 'meeting.brief', meeting: one.id, text: '学习了文件' }
    await life.does(who, brief, 'meeting-briefed')
    one.reports.set(who, today > one.due ? 'late' : 'in-time')
    const reader = by.reader(who)
    const read = { verb: 'meeting.read', meeting: one.id, whose: who }
    if (reader !== who && random.chance(50)) await life.does(reader, read, 'meeting-brief-read-now')
  }
}
