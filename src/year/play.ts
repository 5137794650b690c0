import { addDays, type Day, dayAt, daysBetween, dayText, instant, timeAt } from '../base/day.js'
import { sleep, stopwatch } from '../base/real-time.js'
import { openCalendar, type WorkingCalendar } from '../calendar/calendar.js'
import { demoBureau } from '../demo/bureau.js'
import { type Control, controlOf, goTo } from './control.js'
import { Living } from './living.js'
import { isPublished } from './office.js'
import { usualSpan } from './run.js'

/** What the sandbox says of the play (src/sandbox/README.md). */
interface PlayState {
  running: boolean
  revision: number
}

/** Real time that a working day takes at least: it is to be watched. */
const dayMs = 1_500
/** People act when they have come. */
const begins = '09:05'

/**
 * Acts for everybody of these demonstrations in a sandbox that runs, day by day as long as its page wants it, from where the clock stands
 * to the end of what a year brings. Resolves when that is over. Throws an Error when the clock cannot go on.
 */
export async function play(controlUrl: string, ids: readonly string[]): Promise<void> {
  const control = controlOf(controlUrl)
  const calendar = openCalendar()
  await wanted(control)
  const from = await today(control)
  const year = Number.parseInt(from.slice(0, 4), 10)
  const places = ids.map((id) => ({
    ...{ control, controlUrl, bureau: demoBureau(id), calendar, year },
    ...{ seed: `${year}`, faults: false },
  }))
  const bureaus: Living[] = []
  for (const place of places) bureaus.push(await Living.begin(place))
  for (const living of bureaus) await living.catchUp(from)
  const { to } = usualSpan(year)
  for (let on = from; on <= to; on = nextWorkingDay(calendar, on)) {
    await wanted(control)
    const elapsed = stopwatch()
    if (!(await isBeyond(control, on))) await goTo(control, on, begins)
    for (const living of bureaus) {
      await living.act(on)
      await living.answerAll(on)
    }
    const share = lived(from, to, on)
    await control.post('/play', { share, line: lineOf(on, bureaus) })
    await sleep(Math.max(0, dayMs - elapsed()))
    on = later(on, await today(control))
  }
  for (const living of bureaus) living.close()
  await control.post('/play', { running: false, share: 1, line: lineOf(to, bureaus) })
}

/** Waits until the page wants it to go on. */
async function wanted(control: Control): Promise<void> {
  let state = await control.get<PlayState>('/play')
  while (!state.running) state = await control.get<PlayState>(`/play?after=${state.revision}`)
}

async function now(control: Control) {
  const { now: at } = await control.get<{ now: number }>('/clock')
  return instant(at)
}

async function today(control: Control): Promise<Day> {
  return dayAt(await now(control))
}

/** Somebody may have moved the clock meanwhile. */
async function isBeyond(control: Control, on: Day): Promise<boolean> {
  const at = await now(control)
  return dayAt(at) > on || (dayAt(at) === on && timeAt(at) >= begins)
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}

function nextWorkingDay(calendar: WorkingCalendar, on: Day): Day {
  return calendar.shiftToWorkingDay(addDays(on, 1))
}

function lived(from: Day, to: Day, on: Day): number {
  const whole = daysBetween(from, to)
  return whole <= 0 ? 0.99 : Math.min(0.99, daysBetween(from, on) / whole)
}

/** Chinese: where it is. */
function lineOf(on: Day, bureaus: readonly Living[]): string {
  const presses = bureaus.reduce((sum, { figures }) => sum + figures.presses, 0)
  const out = bureaus.every(({ published }) => isPublished(published)) ? '，结果已公布' : ''
  return `过到${dayText(on)}　已办 ${presses} 次${out}`
}
