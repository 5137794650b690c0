import { openCalendar, readYears, type WorkingCalendar } from './calendar.js'
import type { OwnDays, YearCalendar } from './year.js'

/** The calendars of a deployment's bureaus: one for all, and one of its own for each bureau with own days. */
export class Calendars {
  #common: WorkingCalendar
  #own = new Map<string, WorkingCalendar>()
  #revision = 0

  /** Over the years that ship with the program when left out. */
  constructor(years: readonly YearCalendar[] = readYears()) {
    this.#common = openCalendar(years)
  }

  /** A bureau's calendar as it is now: not to be kept, a year's notice may come any day. */
  of(bureau: string): WorkingCalendar {
    return this.#own.get(bureau) ?? this.#common
  }

  /** Counts changes; due moments that were computed before one are old. */
  revision(): number {
    return this.#revision
  }

  /** From now on these years hold, and for some bureaus (by id) their own days. */
  replace(years: readonly YearCalendar[], own: ReadonlyMap<string, readonly OwnDays[]>): void {
    this.#common = openCalendar(years)
    this.#own = new Map([...own].map(([bureau, days]) => [bureau, openCalendar(years, days)]))
    this.#revision += 1
  }
}
