import { addDays, type Day, daysBetween } from '../base/day.js'
import { groupedBy } from '../base/lookups.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import { type Random, randomFrom } from '../demo/random.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { answer } from './acting.js'
import { castOf, type Member, officeOf } from './cast.js'
import type { Control } from './control.js'
import { dutyOn, errandsOn } from './duty.js'
import { faultsOf } from './faults.js'
import { Figures, oneMore } from './figures.js'
import { askReview, isPublished, officeWork, type Published } from './office.js'
import { fact, information, leave, openCycle, type Start } from './starts.js'
import { type Seen, type Watch, watch } from './watch.js'

/** Where people live, and how. */
export interface Place {
  control: Control
  controlUrl: string
  bureau: Pick<BureauFiles, 'roster' | 'schemes'>
  calendar: WorkingCalendar
  /** The same seed, the same habits. */
  seed: string
  /** Whether the platform fails now and then. */
  faults: boolean
  /** The year of the cycles. */
  year: number
}

/** How often a card that refuses what it asks is tried again, a working day later each time. */
const triesMax = 4
/** Days after which the platform takes no press of a card. */
const pressableDays = 14
/** How often people look into their chats in a day: what one does may ask another. */
const roundsMax = 6

interface Task extends Seen {
  tries: number
}

/** A message before one person. */
function placeOf({ openId, messageId }: Seen): string {
  return `${openId} ${messageId}`
}

/** The people of a bureau, who answer the cards before them by their tempers and begin what people begin. */
export class Living {
  readonly figures = new Figures()
  /** How the publications stand. */
  published: Published = new Map()
  readonly #place: Place
  readonly #random: Random
  readonly #cast: ReadonlyMap<string, Member>
  readonly #watch: Watch
  /** What is to be answered, by day. */
  readonly #agenda = new Map<Day, Task[]>()
  /** Years of which the office opened the cycles. */
  readonly #opened = new Set<number>()
  /** The day on which a message came. */
  readonly #came = new Map<string, Day>()
  /** Cards that somebody means to answer. */
  readonly #meant = new Set<string>()

  private constructor(place: Place, cast: readonly Member[], seen: Watch) {
    this.#place = place
    this.#random = randomFrom(place.seed)
    this.#cast = new Map(cast.map((member) => [member.person.openId, member]))
    this.#watch = seen
  }

  /** People come into being and look at their chats from now on. */
  static async begin(place: Place): Promise<Living> {
    const { control, controlUrl, seed, bureau } = place
    const cast = await castOf(bureau, { control, seed })
    const seen = await watch(
      controlUrl,
      cast.map(({ person }) => person.openId),
    )
    return new Living(place, cast, seen)
  }

  get cast(): readonly Member[] {
    return [...this.#cast.values()]
  }

  /** Messages that somebody still means to answer: `open_id message_id`. */
  get meant(): ReadonlySet<string> {
    return this.#meant
  }

  /** The office opens the cycles of the bureau's regulations, of this year or the next. */
  async open(today: Day, year = this.#place.year): Promise<void> {
    const { bureau } = this.#place
    this.#opened.add(year)
    const scene = { today, figures: this.figures }
    const office = officeOf(this.cast, bureau.roster)
    for (const { id } of bureau.schemes) {
      await openCycle(scene, office, { scheme: id, year: `${year}` })
    }
  }

  /** People see what stands in their chats already, as if it had come on this day. */
  async catchUp(today: Day): Promise<void> {
    for (const { person } of this.cast) {
      for (const { chatId } of await person.chats()) {
        for (const { messageId } of await person.messagesIn(chatId)) {
          await this.#notice({ openId: person.openId, chatId, messageId, kind: 'update' }, today)
        }
      }
    }
  }

  /** What people begin on a day, and what the office does by itself. */
  async act(today: Day): Promise<void> {
    const { control, faults } = this.#place
    if (faults) await faultsOf(control, this.#random)
    const next = this.#place.year + 1
    if (!this.#opened.has(next) && today >= `${next}-01-01`) await this.open(today, next)
    const scene = { today, figures: this.figures }
    for (const [start, member] of this.#beginners()) await start(scene, member)
    await this.#office(today)
  }

  /** People look into their chats until nobody has anything left to do on this day. */
  async answerAll(today: Day): Promise<void> {
    for (let round = 0; round < roundsMax; round++) {
      await this.#place.control.post('/quiet', { timeoutMs: 60_000 })
      for (const seen of this.#watch.take()) await this.#notice(seen, today)
      const due = this.#agenda.get(today) ?? []
      this.#agenda.delete(today)
      if (due.length === 0) return
      const chats = groupedBy(due, (task) => task.openId)
      await Promise.all([...chats.values()].map((tasks) => this.#work(tasks, today)))
    }
  }

  close(): void {
    this.#watch.close()
  }

  /** What the office does by itself; who has a result and doubts it asks for a review in the days after. */
  async #office(today: Day): Promise<void> {
    const scene = { today, figures: this.figures }
    const { cast } = this
    const { bureau, year } = this.#place
    const wasPublished = isPublished(this.published)
    const states = await officeWork(scene, officeOf(cast, bureau.roster), year)
    if (states.size > 0) this.published = states
    if (!wasPublished) return
    for (const member of cast) {
      if (this.#random.chance(1)) await askReview(scene, member)
    }
  }

  *#beginners(): Iterable<[Start, Member]> {
    for (const member of this.cast) {
      // A leave in two months, a piece of information in three: some 20 working days a month.
      if (this.#random.chance(2) && this.#random.chance(60)) yield [leave, member]
      if (member.ordinary && this.#random.chance(2) && this.#random.chance(40)) {
        yield [information, member]
      }
      if (!member.ordinary && this.#random.chance(2)) yield [fact, member]
    }
  }

  async #work(tasks: readonly Task[], today: Day): Promise<void> {
    for (const task of tasks) {
      const member = this.#cast.get(task.openId)
      if (!member) continue
      const came = this.#came.get(placeOf(task)) ?? today
      if (daysBetween(came, today) >= pressableDays) {
        // The client takes no press of it any more: what waits is looked up.
        this.#meant.delete(placeOf(task))
        await member.person.say('主页')
        continue
      }
      const read = () => member.person.cardOf(task.chatId, task.messageId)
      const outcome = await answer({ figures: this.figures, today }, { member, read })
      this.#meant.delete(placeOf(task))
      // It may ask for more: of several sheets the next.
      if (outcome === 'done') await this.#notice({ ...task, kind: 'update' }, today)
      if ((outcome === 'refused' || outcome === 'failed') && task.tries < triesMax) {
        this.#plan({ ...task, tries: task.tries + 1 }, this.#later(today, 1))
      }
    }
  }

  /** Somebody sees that a card came or changed: if it asks something, they mean to answer it, sooner or later. */
  async #notice(seen: Seen, today: Day): Promise<void> {
    const member = this.#cast.get(seen.openId)
    if (!member) return
    const isMeant = this.#meant.has(placeOf(seen))
    if (seen.kind === 'message') this.#came.set(placeOf(seen), today)
    if (seen.kind === 'update' && isMeant) return
    const card = await member.person.cardOf(seen.chatId, seen.messageId)
    if (seen.kind === 'message') oneMore(this.figures.of(member.id).messages, card?.title ?? '')
    if (!card || isMeant) return
    // Home changes with whatever is done: it is looked through when it comes, not each time.
    const lists = seen.kind === 'message' && errandsOn(card).length > 0
    if (!lists && !dutyOn(card)) return
    const { random, temper } = member
    if (seen.kind === 'message' && random.chance(temper.forgets)) {
      this.figures.left.add(placeOf(seen))
      return
    }
    this.#plan({ ...seen, tries: 1 }, this.#later(today, random.below(temper.patience + 1)))
  }

  #plan(task: Task, on: Day): void {
    this.#meant.add(placeOf(task))
    const planned = this.#agenda.get(on)
    if (planned) planned.push(task)
    else this.#agenda.set(on, [task])
  }

  #later(from: Day, workingDays: number): Day {
    let on = from
    for (let left = workingDays; left > 0; ) {
      on = addDays(on, 1)
      if (this.#place.calendar.isWorkingDay(on)) left--
    }
    return on
  }
}
