import { addDays, type Day, day } from '../base/day.js'
import { stopwatch } from '../base/real-time.js'
import { openCalendar, type WorkingCalendar } from '../calendar/calendar.js'
import { type Random, randomFrom } from '../demo/random.js'
import { groupedBy } from '../base/lookups.js'
import { answer } from './acting.js'
import { castOf, type Member, officeOf } from './cast.js'
import { type Check, checksOf } from './checks.js'
import { dutyOn, errandsOn } from './duty.js'
import { faultsOf } from './faults.js'
import { Figures } from './figures.js'
import { setStage, type Stage } from './stage.js'
import { askReview, isPublished, officeWork, type Published, publishedText } from './office.js'
import { fact, information, leave, openCycle, type Start } from './starts.js'
import { type Seen, watch } from './watch.js'

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

/** How often a card that refuses what it asks is tried again, a working day later each time. */
const triesMax = 4
/** How often people look into their chats in a day: what one does may ask another. */
const roundsMax = 6

interface Task extends Seen {
  tries: number
}

/**
 * Lives a bureau's year through the platform's wire: every working day the people answer the cards before them by their
 * tempers and begin what people begin. Throws an Error when the clock cannot go on.
 */
export async function liveYear(options: YearOptions): Promise<LivedYear> {
  const elapsed = stopwatch()
  const calendar = openCalendar()
  const stage = await setStage(options.bureau, {
    ...{ on: options.from, seed: options.seed, keep: options.keep },
  })
  try {
    const year = new Year(stage, options, calendar)
    return { ...(await year.live()), seconds: elapsed() / 1_000 }
  } finally {
    await stage.close()
  }
}

class Year {
  readonly #stage: Stage
  readonly #options: YearOptions
  readonly #calendar: WorkingCalendar
  readonly #figures = new Figures()
  readonly #random: Random
  /** What is to be answered, by day. */
  readonly #agenda = new Map<Day, Task[]>()
  /** Cards that somebody means to answer. */
  readonly #meant = new Set<string>()
  #cast = new Map<string, Member>()
  /** How the publications stand. */
  #published: Published = new Map()

  constructor(stage: Stage, options: YearOptions, calendar: WorkingCalendar) {
    this.#stage = stage
    this.#options = options
    this.#calendar = calendar
    this.#random = randomFrom(options.seed)
  }

  async live(): Promise<Omit<LivedYear, 'seconds'>> {
    const { control, controlUrl, bureau } = this.#stage
    const { from, to, seed, told } = this.#options
    const cast = await castOf(bureau.roster, { control, seed })
    this.#cast = new Map(cast.map((member) => [member.person.openId, member]))
    const seen = await watch(controlUrl, [...this.#cast.keys()])
    const days = this.#workingDays(from, to)
    let rssBytes = 0
    for (const [index, today] of days.entries()) {
      await this.#stage.goTo(today, '09:05')
      // What the office opens on the first day, it opens once.
      if (this.#options.faults && index > 0) await faultsOf(control, this.#random)
      await this.#begin(today, index === 0)
      if (index > 0) await this.#office(today)
      await this.#answerAll(today, () => seen.take())
      rssBytes = Math.max(rssBytes, await this.#stage.rssBytes())
      told?.({ today, share: (index + 1) / days.length, figures: this.#figures })
    }
    seen.close()
    const published = publishedText(this.#published, to)
    const checks = await checksOf(this.#stage, { figures: this.#figures, cast, on: to })
    return { figures: this.#figures, cast, checks, rssBytes, published }
  }

  #workingDays(from: Day, to: Day): Day[] {
    const days: Day[] = []
    for (let on = from; on <= to; on = addDays(on, 1)) {
      if (this.#calendar.isWorkingDay(on)) days.push(on)
    }
    return days
  }

  /** The cycles on the first day; later what people begin by themselves. */
  async #begin(today: Day, first: boolean): Promise<void> {
    const { roster, schemes } = this.#stage.bureau
    const scene = { today, figures: this.#figures }
    const cast = [...this.#cast.values()]
    if (first) {
      const year = today.slice(0, 4)
      for (const { id } of schemes) {
        await openCycle(scene, officeOf(cast, roster), { scheme: id, year })
      }
      return
    }
    for (const [start, member] of this.#beginners(cast)) await start(scene, member)
  }

  /** What the office does by itself; who has a result and doubts it asks for a review in the days after. */
  async #office(today: Day): Promise<void> {
    const scene = { today, figures: this.#figures }
    const cast = [...this.#cast.values()]
    const year = Number.parseInt(this.#options.from.slice(0, 4), 10)
    const wasPublished = isPublished(this.#published)
    const states = await officeWork(scene, officeOf(cast, this.#stage.bureau.roster), year)
    if (states.size > 0) this.#published = states
    if (!wasPublished) return
    for (const member of cast) {
      if (this.#random.chance(1)) await askReview(scene, member)
    }
  }

  *#beginners(cast: readonly Member[]): Iterable<[Start, Member]> {
    for (const member of cast) {
      // A leave in two months, a piece of information in three: some 20 working days a month.
      if (this.#random.chance(2) && this.#random.chance(60)) yield [leave, member]
      if (member.ordinary && this.#random.chance(2) && this.#random.chance(40)) {
        yield [information, member]
      }
      if (!member.ordinary && this.#random.chance(2)) yield [fact, member]
    }
  }

  async #answerAll(today: Day, take: () => Seen[]): Promise<void> {
    for (let round = 0; round < roundsMax; round++) {
      await this.#stage.quiet()
      for (const seen of take()) await this.#notice(seen, today)
      const due = this.#agenda.get(today) ?? []
      this.#agenda.delete(today)
      if (due.length === 0) return
      const chats = groupedBy(due, (task) => task.openId)
      await Promise.all([...chats.values()].map((tasks) => this.#work(tasks, today)))
    }
  }

  async #work(tasks: readonly Task[], today: Day): Promise<void> {
    for (const task of tasks) {
      const member = this.#cast.get(task.openId)
      if (!member) continue
      const read = () => member.person.cardOf(task.chatId, task.messageId)
      const outcome = await answer(this.#figures, { member, read, today })
      this.#meant.delete(`${task.openId} ${task.messageId}`)
      if (outcome === 'done') this.#figures.of(member.id).answers++
      if ((outcome === 'refused' || outcome === 'failed') && task.tries < triesMax) {
        this.#plan({ ...task, tries: task.tries + 1 }, this.#later(today, 1))
      }
    }
  }

  /** Somebody sees that a card came or changed: if it asks something, they mean to answer it, sooner or later. */
  async #notice(seen: Seen, today: Day): Promise<void> {
    const member = this.#cast.get(seen.openId)
    if (!member) return
    if (seen.kind === 'message') this.#figures.of(member.id).messages++
    if (this.#meant.has(`${seen.openId} ${seen.messageId}`)) return
    const card = await member.person.cardOf(seen.chatId, seen.messageId)
    if (!card) return
    // Home changes with whatever is done: it is looked through when it comes, not each time.
    const lists = seen.kind === 'message' && errandsOn(card).length > 0
    if (!lists && !dutyOn(card)) return
    const { random, temper } = member
    if (seen.kind === 'message' && random.chance(temper.forgets)) return
    this.#plan({ ...seen, tries: 1 }, this.#later(today, random.below(temper.patience + 1)))
  }

  #plan(task: Task, on: Day): void {
    this.#meant.add(`${task.openId} ${task.messageId}`)
    const planned = this.#agenda.get(on)
    if (planned) planned.push(task)
    else this.#agenda.set(on, [task])
  }

  #later(from: Day, workingDays: number): Day {
    let on = from
    for (let left = workingDays; left > 0; ) {
      on = addDays(on, 1)
      if (this.#calendar.isWorkingDay(on)) left--
    }
    return on
  }
}

/** First and last day of a year that is lived to its publication. */
export function usualSpan(year: number): { from: Day; to: Day } {
  return { from: day(`${year}-01-02`), to: day(`${year + 1}-02-14`) }
}
