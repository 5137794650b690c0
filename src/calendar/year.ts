import { z } from 'zod'
import { type Day, isDay, weekday } from '../base/day.js'

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
    const inYear = (of: Day): boolean => of.startsWith(`${value.year}-`)
    value.holidays.forEach((of, index) => {
      if (!inYear(of.from) || !inYear(of.to)) say(`放假不在${value.year}年内`, ['holidays', index])
    })
    value.workdays.forEach((of, index) => {
      const path = ['workdays', index]
      if (!inYear(of)) say(`${of} 不在${value.year}年内`, path)
      if (weekday(of) < 6) say(`${of} 不是周末，调休上班日只能是周六或周日`, path)
      if (value.workdays.indexOf(of) < index) say(`${of} 写了两次`, path)
      const clash = value.holidays.find((h) => h.from <= of && of <= h.to)
      if (clash) say(`${of} 既放假（${clash.name}）又上班`, path)
    })
  })

/** A year from parsed JSON or YAML. Throws a ZodError (Chinese messages, with paths) when malformed. */
export function parseYear(value: unknown): YearCalendar {
  return yearCalendarSchema.parse(value)
}
