import { monthsOf } from '../../base/assessment-year.js'
import { noRules } from '../jobs.js'
import { addMonths, type Day, dayAt, type Month, monthOf, monthText } from '../../base/day.js'
import type { Ask, AskKind, AskMoment, Forecast } from '../asks.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { isAwayAllMonth } from './away.js'
import { digestKey } from './digest-key.js'
import {
  answerDay,
  answerUntil,
  openingAt,
  openingDay,
  passingRoundAt,
  reminderAt,
  unitDueDay,
  unitDueUntil,
  unitReminderAt,
} from './months.js'
import { hasReported, reportsSlice } from './reported.js'
import {
  owesIn,
  reportersFor,
  reportersOf,
  reportingUnits,
  rosterIn,
  unitIn,
  wasThereIn,
} from './reporters.js'
import { filersOf, readersOf, signersOf, waitingIn } from './signers.js'
import { stands, type UnitReport } from './unit-report.js'

/** Each month everybody's report; from its opening until the head has signed. */
export const answerAsks: AskKind = {
  name: 'report.answer',
  own: true,
  forecast: ({ bureau, calendar }, cycle) => [
    {
      says: { code: 'forecast-report', with: {} },
      people: reportersOf(bureau.roster).length,
      times: monthsIn(cycle).map((month) => ({
        opens: openingDay(calendar, month),
        due: answerDay(calendar, month, bureau.work),
      })),
    },
  ],
  open: (situation, only) =>
    monthsAsked(situation, only.occasion).flatMap((month) => {
      if (situation.now < openingAt(situation.calendar, month)) return []
      const { bureau } = situation
      const persons = only.person === undefined ? reportersFor(bureau, month) : [only.person]
      return persons.flatMap((person) => ownAsk(situation, month, person))
    }),
  sends: {
    titles: { open: '发月报卡片', remind: '提醒未交月报的人' },
    moments: (calendar, from, to, { work } = noRules) =>
      monthMoments(from, to, (month) => {
        const until = answerUntil(calendar, month, work)
        const reminder = reminderAt(calendar, month, work)
        return [
          { occasion: month, at: openingAt(calendar, month), until, reminds: false },
          ...(reminder === null ? [] : [{ occasion: month, at: reminder, until, reminds: true }]),
        ]
      }),
  },
}

/** When people's time is over, the unit's report from who signs it; where there is nobody, from the office. */
export const signAsks: AskKind = {
  name: 'report.sign',
  forecast: (situation, cycle) => [signForecast(situation, cycle)],
  open: (situation, only) =>
    monthsAsked(situation, only.occasion).flatMap((month) => {
      if (situation.now < answerUntil(situation.calendar, month, situation.bureau.work)) return []
      const { units } = rosterIn(situation.bureau, month)
      return units.flatMap(({ id }) => signAsk(situation, month, id, only.person))
    }),
  sends: {
    titles: { open: '发处室月报卡片', remind: '提醒签报处室月报' },
    moments: (calendar, from, to, { work } = noRules) =>
      monthMoments(from, to, (month) => {
        const until = unitDueUntil(calendar, month, work)
        return [
          { occasion: month, at: answerUntil(calendar, month, work), until: null, reminds: false },
          { occasion: month, at: unitReminderAt(calendar, month, work), until, reminds: true },
        ]
      }),
  },
}

/** A unit's report that its head has signed, from who signs it next; where nobody holds the role, from the office. */
export const reviewAsks: AskKind = {
  name: 'report.review',
  open: (situation, only) =>
    [...situation.collected.of(reportsSlice).units.values()]
      .filter(({ stage, month }) => stage === 'on-its-way' && (only.occasion ?? month) === month)
      .flatMap((report) => reviewAsk(situation, report, only.person)),
  sends: {
    titles: { open: '发审签处室月报卡片', remind: '提醒审签处室月报' },
    moments: (calendar, from, to, { work } = noRules) =>
      monthMoments(from, to, (month) => [
        {
          ...{ occasion: month, reminds: true },
          at: unitReminderAt(calendar, month, work),
          until: unitDueUntil(calendar, month, work),
        },
      ]),
  },
}

/** Units' reports that have come, from who files them: to be passed round to the leaders (传阅). */
export const passRoundAsks: AskKind = {
  name: 'report.pass-round',
  open: (situation, only) =>
    monthsAsked(situation, only.occasion).flatMap((month) => {
      const { bureau, calendar } = situation
      if (situation.now < passingRoundAt(calendar, month, bureau.work)) return []
      const waiting = toPassRound(situation, month)
      const who = new Set(waiting.flatMap(({ unit }) => filersOf(bureau, unit)))
      return [...who]
        .filter((one) => only.person === undefined || one === only.person)
        .map((one) => ({
          ...{ kind: passRoundAsks.name, cycle: null, who: one, about: month, occasion: month },
          says: { code: 'ask-pass-round', with: { month: monthText(month) } },
          card: { kind: 'report-table', key: month },
          opens: passingRoundAt(calendar, month, bureau.work),
          ...{ due: null, lateFrom: null },
        }))
    }),
  sends: {
    titles: { open: '发月报报送情况卡片', remind: '提醒送传阅' },
    moments: (calendar, from, to, { work } = noRules) =>
      monthMoments(from, to, (month) => [
        {
          ...{ occasion: month, until: null, reminds: false },
          at: passingRoundAt(calendar, month, work),
        },
      ]),
  },
}

/** Units' reports that were passed round, from each leader who has not read them. */
export const readAsks: AskKind = {
  name: 'report.read',
  open: (situation, only) => {
    const readers = readersOf(situation.bureau)
    const { rounds } = situation.collected.of(reportsSlice)
    return monthsAsked(situation, only.occasion).flatMap((month) => {
      const passed = reportsOf(situation, month).flatMap(({ id }) => rounds.get(id) ?? [])
      return readers
        .filter((who) => only.person === undefined || who === only.person)
        .flatMap((who): Ask[] => {
          const unread = passed.filter(({ read }) => !read.has(who))
          const [first] = unread
          if (!first) return []
          const values = { month: monthText(month), count: `${unread.length}` }
          return [
            {
              ...{ kind: readAsks.name, cycle: null, who, about: month, occasion: month },
              says: { code: 'ask-read-reports', with: values },
              card: { kind: 'report-reading', key: month },
              ...{ opens: first.at, due: null, lateFrom: null },
            },
          ]
        })
    })
  },
}

/** The reports of a month that have come and were not passed round; none where the rules pass none round. */
export function toPassRound(situation: Situation, month: Month): UnitReport[] {
  if (readersOf(situation.bureau).length === 0) return []
  const { rounds } = situation.collected.of(reportsSlice)
  return reportsOf(situation, month).filter(({ stage, id }) => stage === 'filed' && !rounds.has(id))
}

/** The units' reports of a month as they were signed last, of the months that are kept. */
function reportsOf({ collected }: Situation, month: Month): UnitReport[] {
  return [...collected.of(reportsSlice).units.values()].filter((one) => one.month === month)
}

function signForecast({ bureau, calendar }: Situation, cycle: Running): Forecast {
  const heads = reportingUnits(bureau.roster).flatMap((unit) => bureau.roster.headsOf(unit))
  return {
    says: { code: 'forecast-sign', with: {} },
    people: new Set(heads.map((head) => head.id)).size,
    times: monthsIn(cycle).map((month) => ({
      opens: answerDay(calendar, month, bureau.work),
      due: unitDueDay(calendar, month, bureau.work),
    })),
  }
}

/** The twelve months of a cycle's year. */
function monthsIn(cycle: Running): Month[] {
  return monthsOf(cycle.scheme.begins, cycle.year)
}

/** Last month and this one, as far as the bureau has begun; or the one that is named. */
function monthsAsked(situation: Situation, occasion: string | undefined): Month[] {
  const thisMonth = monthOf(situation.today)
  const begun = situation.bureau.cycles.map((cycle) => monthOf(cycle.openedOn)).sort()[0]
  return [addMonths(thisMonth, -1), thisMonth].filter(
    (month) =>
      begun !== undefined && begun <= month && (occasion === undefined || occasion === month),
  )
}

function ownAsk(situation: Situation, month: Month, person: string): Ask[] {
  const { bureau, calendar } = situation
  const collected = situation.collected.of(reportsSlice)
  if (!wasThereIn(bureau.roster, month, person) || !owesIn(bureau, month, person)) return []
  if (hasReported(collected, month, person)) return []
  const unit = unitIn(bureau, month, person)
  if (unit !== null && stands(collected.units.get(digestKey(month, unit)))) return []
  if (isAwayAllMonth(situation, month, person)) return []
  return [
    {
      kind: answerAsks.name,
      cycle: null,
      who: person,
      about: month,
      occasion: month,
      says: { code: 'ask-report', with: { month: monthText(month) } },
      card: { kind: 'report', key: month },
      opens: openingAt(calendar, month),
      due: answerDay(calendar, month, bureau.work),
      lateFrom: answerUntil(calendar, month, bureau.work),
    },
  ]
}

function signAsk(
  situation: Situation,
  month: Month,
  unit: string,
  person: string | undefined,
): Ask[] {
  const { bureau, calendar } = situation
  const key = digestKey(month, unit)
  const report = situation.collected.of(reportsSlice).units.get(key)
  if (stands(report)) return []
  const { asked, acting } = signersOf(situation, unit)
  const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
  const signers = asked.length > 0 ? asked : office
  if (person !== undefined && !signers.includes(person)) return []
  if (reportersFor(bureau, month, unit).length === 0) return []
  const opens = report?.ended?.on ?? answerUntil(calendar, month, bureau.work)
  const code = report?.stage === 'returned' ? 'ask-sign-again' : 'ask-sign'
  return askEach(
    situation,
    { month, unit, who: signers, person, acting },
    { kind: signAsks.name, code, opens },
  )
}

function reviewAsk(situation: Situation, report: UnitReport, person: string | undefined): Ask[] {
  const waiting = waitingIn(situation, report)
  if (!waiting) return []
  const { month, unit } = report
  const office = situation.bureau.roster.holders('assessment-office').map(({ id }) => id)
  const vacant = waiting.asked.length === 0
  return askEach(
    situation,
    { month, unit, who: vacant ? office : waiting.asked, person, acting: waiting.acting },
    {
      kind: reviewAsks.name,
      code: vacant ? 'ask-sign-next-vacant' : 'ask-sign-next',
      opens: report.passed.at(-1)?.on ?? report.at,
    },
  )
}

function askEach(
  { bureau, calendar }: Situation,
  of: {
    month: Month
    unit: string
    who: readonly string[]
    person: string | undefined
    /** Who stands in → for whom. */
    acting: ReadonlyMap<string, string>
  },
  as: { kind: string; code: string; opens: Ask['opens'] },
): Ask[] {
  const { month, unit } = of
  const key = digestKey(month, unit)
  const values = { unit: bureau.roster.unitNameOf(unit), month: monthText(month) }
  return of.who
    .filter((who) => of.person === undefined || who === of.person)
    .map((who) => ({
      ...{ kind: as.kind, cycle: null, who, about: key, occasion: month },
      ...(of.acting.has(who) ? { instead: of.acting.get(who) ?? '' } : {}),
      says: { code: as.code, with: values },
      card: { kind: 'digest', key },
      opens: as.opens,
      due: unitDueDay(calendar, month, bureau.work),
      lateFrom: unitDueUntil(calendar, month, bureau.work),
    }))
}

/** The moments of all months around two days that lie between them. */
function monthMoments(from: Day, to: Day, momentsOf: (month: Month) => AskMoment[]): AskMoment[] {
  const all: AskMoment[] = []
  for (let month = addMonths(monthOf(from), -1); month <= monthOf(to); month = addMonths(month, 1))
    all.push(...momentsOf(month))
  return all.filter(({ at }) => from <= dayAt(at) && dayAt(at) <= to)
}
