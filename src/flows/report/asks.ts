import { addMonths, type Day, dayAt, type Month, monthOf, monthText } from '../../base/day.js'
import type { Ask, AskKind, AskMoment, Forecast } from '../asks.js'
import type { Situation } from '../context.js'
import { type Running, yearOf } from '../running.js'
import { digestKey } from './digest-key.js'
import {
  answerDay,
  answerUntil,
  openingAt,
  openingDay,
  reminderAt,
  unitDueDay,
  unitDueUntil,
  unitReminderAt,
} from './months.js'
import { hasReported, reportsSlice } from './reported.js'
import { isReporter, reportersFor, reportersOf, reportingUnits, wasThereIn } from './reporters.js'

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
        due: answerDay(calendar, month),
      })),
    },
  ],
  open: (situation, only) => {
    const { roster } = situation.bureau
    const persons = only.person === undefined ? reportersOf(roster) : [only.person]
    return monthsAsked(situation, only.occasion).flatMap((month) =>
      situation.now < openingAt(situation.calendar, month)
        ? []
        : persons.flatMap((person) => ownAsk(situation, month, person)),
    )
  },
  sends: {
    titles: { open: '发月报卡片', remind: '提醒未交月报的人' },
    moments: (calendar, from, to) =>
      monthMoments(from, to, (month) => {
        const until = answerUntil(calendar, month)
        const reminder = reminderAt(calendar, month)
        return [
          { occasion: month, at: openingAt(calendar, month), until, reminds: false },
          ...(reminder === null ? [] : [{ occasion: month, at: reminder, until, reminds: true }]),
        ]
      }),
  },
}

/** When people's time is over, the unit's report from its head; where there is none, from the office. */
export const signAsks: AskKind = {
  name: 'report.sign',
  forecast: (situation, cycle) => [signForecast(situation, cycle)],
  open: (situation, only) =>
    monthsAsked(situation, only.occasion).flatMap((month) => {
      if (situation.now < answerUntil(situation.calendar, month)) return []
      const { roster } = situation.bureau
      const units =
        only.person === undefined ? reportingUnits(roster) : unitsOfSigner(situation, only.person)
      return units.flatMap((unit) => signAsk(situation, month, unit, only.person))
    }),
  sends: {
    titles: { open: '发处室月报卡片', remind: '提醒签报处室月报' },
    moments: (calendar, from, to) =>
      monthMoments(from, to, (month) => {
        const until = unitDueUntil(calendar, month)
        return [
          { occasion: month, at: answerUntil(calendar, month), until: null, reminds: false },
          { occasion: month, at: unitReminderAt(calendar, month), until, reminds: true },
        ]
      }),
  },
}

function signForecast({ bureau, calendar }: Situation, cycle: Running): Forecast {
  const heads = reportingUnits(bureau.roster).flatMap((unit) => bureau.roster.headsOf(unit))
  return {
    says: { code: 'forecast-sign', with: {} },
    people: new Set(heads.map((head) => head.id)).size,
    times: monthsIn(cycle).map((month) => ({
      opens: answerDay(calendar, month),
      due: unitDueDay(calendar, month),
    })),
  }
}

/** The twelve months of a cycle's year. */
function monthsIn(cycle: Running): Month[] {
  const first = monthOf(yearOf(cycle).from)
  return Array.from({ length: 12 }, (_, index) => addMonths(first, index))
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
  const { roster } = bureau
  if (!isReporter(roster, person) || !wasThereIn(roster, month, person)) return []
  if (hasReported(collected, month, person)) return []
  const unit = bureau.roster.unitOf(person)
  if (unit !== null && collected.signed.has(digestKey(month, unit))) return []
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
      due: answerDay(calendar, month),
      lateFrom: answerUntil(calendar, month),
    },
  ]
}

function unitsOfSigner(situation: Situation, person: string): readonly string[] {
  const { roster } = situation.bureau
  const headed = roster.headedBy(person)
  const office = roster.holders('assessment-office').some((one) => one.id === person)
  if (!office) return headed
  return [...headed, ...reportingUnits(roster).filter((unit) => roster.headsOf(unit).length === 0)]
}

function signAsk(
  situation: Situation,
  month: Month,
  unit: string,
  person: string | undefined,
): Ask[] {
  const { bureau, calendar } = situation
  const key = digestKey(month, unit)
  if (situation.collected.of(reportsSlice).signed.has(key)) return []
  if (reportersFor(bureau.roster, month, unit).length === 0) return []
  const heads = bureau.roster.headsOf(unit)
  const signers = heads.length > 0 ? heads : bureau.roster.holders('assessment-office')
  const due = unitDueDay(calendar, month)
  return signers
    .filter((signer) => person === undefined || signer.id === person)
    .map((signer) => ({
      kind: signAsks.name,
      cycle: null,
      who: signer.id,
      about: key,
      occasion: month,
      says: {
        code: 'ask-sign',
        with: { unit: bureau.roster.unitNameOf(unit), month: monthText(month) },
      },
      card: { kind: 'digest', key },
      opens: answerUntil(calendar, month),
      due,
      lateFrom: unitDueUntil(calendar, month),
    }))
}

/** The moments of all months around two days that lie between them. */
function monthMoments(from: Day, to: Day, momentsOf: (month: Month) => AskMoment[]): AskMoment[] {
  const all: AskMoment[] = []
  for (let month = addMonths(monthOf(from), -1); month <= monthOf(to); month = addMonths(month, 1))
    all.push(...momentsOf(month))
  return all.filter(({ at }) => from <= dayAt(at) && dayAt(at) <= to)
}
