import { addDays, type Day, day } from '../base/day.js'
import { stopwatch } from '../base/real-time.js'
import { openCalendar, type WorkingCalendar } from '../calendar/calendar.js'
import type { Member } from './cast.js'
import type { Check } from './check.js'
import { checksOf } from './checks.js'
import type { Figures } from './figures.js'
import { Living } from './living.js'
import { publishedText } from './office.js'
import { setStage } from './stage.js'

/** Which year is lived. */
export interface YearOptions {
  /** A demonstration's id. */
  bureau: string
  /** The same seed, the same year. */
  seed: string
  /** Whether the platform fails now and then. */
  faults: boolean
  /** An empty folder for the data, which stays; without it nothing is left. */
  keep?: string | undefined
  /** First and last day. */
  from: Day
  to: Day
  /** Told after each working day: share of the year, 0 to 1. */
  told?: (progress: { today: Day; share: number; figures: Figures }) => void
}

/** A year that was lived. */
export interface LivedYear {
  figures: Figures
  cast: readonly Member[]
  checks: readonly Check[]
  /** Chinese: what the office's card says of the publication. */
  published: string
  /** Real time of all of it. */
  seconds: number
  /** Most memory the bot held. */
  rssBytes: number
}

/**
 * Lives a bureau's year through the platform's wire: every working day the people answer the cards before them by their
 * tempers and begin what people begin. Throws an Error when the clock cannot go on.
 */
export async function liveYear(options: YearOptions): Promise<LivedYear> {
  const elapsed = stopwatch()
  const calendar = openCalendar()
  const { bureau: id, seed, keep, faults, from, to, told } = options
  const stage = await setStage(id, { on: from, seed, keep })
  try {
    const { control, controlUrl, bureau } = stage
    const year = Number.parseInt(from.slice(0, 4), 10)
    const living = await Living.begin({
      ...{ control, controlUrl, bureau, calendar, seed, faults, year },
    })
    const days = workingDays(calendar, from, to)
    let rssBytes = 0
    for (const [index, today] of days.entries()) {
      await stage.goTo(today, '09:05')
      // What the office opens on the first day, it opens once: no fault comes in between.
      await (index === 0 ? living.open(today) : living.act(today))
      await living.answerAll(today)
      rssBytes = Math.max(rssBytes, await stage.rssBytes())
      told?.({ today, share: (index + 1) / days.length, figures: living.figures })
    }
    living.close()
    const { figures, cast, meant } = living
    const checks = await checksOf(stage, { figures, cast, meant, on: to, year })
    const published = publishedText(living.published, to)
    return { figures, cast, checks, rssBytes, published, seconds: elapsed() / 1_000 }
  } finally {
    await stage.close()
  }
}

function workingDays(calendar: WorkingCalendar, from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) {
    if (calendar.isWorkingDay(on)) days.push(on)
  }
  return days
}

/** First and last day of a year that is lived to its publication. */
export function usualSpan(year: number): { from: Day; to: Day } {
  return { from: day(`${year}-01-02`), to: day(`${year + 1}-02-14`) }
}
