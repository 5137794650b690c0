import { z } from 'zod'
import { type Day, isDay, weekday } from '../base/day.js'
import { statutoryHolidays } from './statutory.js'

/**
 * One year's arrangement of days off, as the State Council announces it: the days off (weekends inside
 * a holiday may be left out or included) and the weekend days that are worked for them (调休).
 * Every other Monday to Friday is a working day.
 */
export interface YearCalendar {
  year: number
  /** The notice it was typed from, e.g. `国办发明电〔2024〕12号`. */
  notice: string
  /** First and last day off, both included. */
  holidays: { name: string; from: Day; to: Day }[]
  /** Saturdays and Sundays that are working days. */
  workdays: Day[]
}

const dayText = z
  .string()
  .refine(isDay, { error: '不是存在的日期，应写成 2025-10-01', abort: true })

const holiday = z
  .strictObject({ name: z.string().default(''), from: dayText, to: dayText })
  .refine((of) => of.from <= of.to, { error: '放假的结束日早于开始日', abort: true })

/** First day of the December before that a year's notice may speak of: its New Year holiday may begin there. */
function earliest(year: number): string {
  return `${year - 1}-12-25`
}

/** Shape and sense of a year's file, for the years here and for case files that bring their own. */
export const yearCalendarSchema = z
  .strictObject({
    year: z.coerce.number().int().min(1949).max(2999),
    notice: z.string().default('（随算例给出）'),
    holidays: z.array(holiday),
    workdays: z.array(dayText),
  })
  .superRefine((value, context) => {
    const say = (message: string, path: (string | number)[]): void => {
      context.addIssue({ code: 'custom', message, path })
    }
    const inYear = (of: Day): boolean => earliest(value.year) <= of && of <= `${value.year}-12-31`
    value.holidays.forEach((of, index) => {
      if (!inYear(of.from) || !inYear(of.to)) say(`放假不在${value.year}年内`, ['holidays', index])
      const other = value.holidays.slice(0, index).find((h) => h.from <= of.to && of.from <= h.to)
      if (other) say(`与${other.name || other.from}的放假重叠`, ['holidays', index])
    })
    sensibleWorkdays(value, say)
    value.workdays.forEach((of, index) => {
      const path = ['workdays', index]
      if (!inYear(of)) say(`${of} 不在${value.year}年内`, path)
      if (weekday(of) < 6) say(`${of} 不是周末，调休上班日只能是周六或周日`, path)
    })
  })

function sensibleWorkdays(
  value: { holidays: { name: string; from: Day; to: Day }[]; workdays: Day[] },
  say: (message: string, path: (string | number)[]) => void,
): void {
  value.workdays.forEach((of, index) => {
    const path = ['workdays', index]
    if (value.workdays.indexOf(of) < index) say(`${of} 写了两次`, path)
    const clash = value.holidays.find((h) => h.from <= of && of <= h.to)
    if (clash) say(`${of} 既放假（${clash.name}）又上班`, path)
  })
}

/**
 * The same for a file that somebody brings for all to follow: it names its notice, and no holiday of the law is
 * left out.
 */
export const wholeYearSchema = yearCalendarSchema.superRefine((value, context) => {
  if (!/^国办发(明电)?〔\d{4}〕\d+号$/.test(value.notice)) {
    context.addIssue({
      code: 'custom',
      message: '没有写通知的文号，应写成 国办发明电〔2025〕7号',
      path: ['notice'],
    })
  }
  for (const { name, days } of statutoryHolidays(value.year)) {
    const worked = days.find((on) => !value.holidays.some((h) => h.from <= on && on <= h.to))
    if (worked === undefined) continue
    const message = `${name}的法定假日 ${worked} 没有放假，请按通知补上`
    context.addIssue({ code: 'custom', message, path: ['holidays'] })
  }
})

/** A bureau's own changes of a year: days off (建局日, 停电检修) and days worked beside the notice. */
export interface OwnDays {
  year: number
  rest: { name: string; from: Day; to: Day }[]
  workdays: Day[]
}

/** Shape and sense of a bureau's own days. */
export const ownDaysSchema = z
  .strictObject({
    year: z.coerce.number().int().min(1949).max(2999),
    rest: z.array(holiday).default([]),
    workdays: z.array(dayText).default([]),
  })
  .superRefine((value, context) => {
    const say = (message: string, path: (string | number)[]): void => {
      context.addIssue({ code: 'custom', message, path })
    }
    const inYear = (of: Day): boolean => of.startsWith(`${value.year}-`)
    value.rest.forEach((of, index) => {
      if (!inYear(of.from) || !inYear(of.to)) say(`休息日不在${value.year}年内`, ['rest', index])
    })
    value.workdays.forEach((of, index) => {
      if (!inYear(of)) say(`${of} 不在${value.year}年内`, ['workdays', index])
    })
    sensibleWorkdays({ holidays: value.rest, workdays: value.workdays }, say)
  })

/** A year from parsed JSON or YAML. Throws a ZodError (Chinese messages, with paths) when malformed. */
export function parseYear(value: unknown): YearCalendar {
  return yearCalendarSchema.parse(value)
}
