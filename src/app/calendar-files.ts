import { join } from 'node:path'
import type { Clock } from '../base/clock.js'
import { instant } from '../base/day.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { problemLine } from '../base/problem.js'
import { every } from '../base/real-time.js'
import { readYears } from '../calendar/calendar.js'
import type { Calendars } from '../calendar/calendars.js'
import { type CalendarFolder, calendarFolderStamp, readCalendarFolder } from '../calendar/files.js'
import type { BureauFiles } from '../deployment/bureau.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import type { Storage } from '../storage/database.js'
import { cardLifeMs } from '../storage/live-cards.js'
import { getSetting, putSetting } from '../storage/settings.js'
import { refreshCards } from '../storage/stale-cards.js'

/** What keeping the calendar works with. */
export interface CalendarFilesOptions {
  storage: Storage
  bureaus: Pick<Bureaus, 'situation'>
  /** The bureaus, with the folders of their own days. */
  served: readonly Pick<BureauFiles, 'id' | 'calendarFolder'>[]
  calendars: Calendars
  /** The data folder; calendar files lie in its `calendar/`. */
  dataDir: string
  clock: Clock
  log: Log
  /** The clockwork of jobs and cards looks again. */
  changed(): void
}

/** What the office of a bureau was last told about the files, so that it is told once, also by replicas. */
const toldKey = 'calendar-told'

/** Cards that show days reckoned by the calendar. */
const dated = ['home', 'report', 'digest', 'rating', 'fact', 'ranking', 'result']

/**
 * Takes the calendar folder's years and own days into use, now and whenever a file of it changes. A faulty file is
 * left out, and the office told where its first fault is; a new notice is told too, and the cards that show days
 * are shown anew. Answers how to stop.
 */
export async function keepCalendar(options: CalendarFilesOptions): Promise<() => void> {
  const folder = join(options.dataDir, 'calendar')
  const own = new Map(options.served.map((bureau) => [bureau.id, bureau.calendarFolder]))
  let seen = ''
  const look = async (): Promise<void> => {
    const stamp = calendarFolderStamp([folder, ...own.values()])
    if (stamp === seen) return
    seen = stamp
    await take(options, readCalendarFolder(folder, own))
  }
  await look()
  return every(3_000, () =>
    look().catch((thrown: unknown) => options.log.error('calendar-unread', failureFields(thrown))),
  )
}

async function take(options: CalendarFilesOptions, read: CalendarFolder): Promise<void> {
  const { calendars, log } = options
  const { years, own, problems } = read
  calendars.replace([...readYears(), ...years], own)
  log.info('calendar-read', { years: years.length, own: own.size, problems: problems.length })
  const [first] = problems
  const told = {
    notices: years.map(({ year, notice }) => `${year}年（${notice}）`),
    refused: first ? problemLine(first) : '',
    own: JSON.stringify([...own]),
  }
  for (const { id } of options.served) await tell(options, id, told, problems.length)
  options.changed()
}

async function tell(
  { storage, bureaus, clock }: CalendarFilesOptions,
  bureau: string,
  news: { notices: string[]; refused: string; own: string },
  problems: number,
): Promise<void> {
  await storage.transact('work', async (tx) => {
    const situation = await bureaus.situation(tx, bureau)
    if (!situation) return
    const before = JSON.stringify((await getSetting(tx, bureau, toldKey)) ?? {})
    const fresh = news.notices.filter((notice) => !before.includes(JSON.stringify(notice)))
    if (before === JSON.stringify(news)) return
    const ctx = { ...situation, tx }
    let told = true
    if (fresh.length > 0) {
      told = await tellOffice(ctx, 'calendar-taken', { years: fresh.join('、') })
    }
    if (news.refused && !before.includes(JSON.stringify(news.refused))) {
      told = await tellOffice(ctx, 'calendar-refused', {
        count: `${problems}`,
        first: news.refused,
      })
    }
    // Before the platform's directory is read nobody can be told: then the next start tells it.
    if (told) await putSetting(tx, bureau, toldKey, news)
    await refreshCards(tx, {
      bureau,
      group: situation.bureau.groupChatId,
      except: null,
      sentAfter: instant(clock.now() - cardLifeMs),
      places: dated.map((kind) => ({ kind })),
    })
  })
}
