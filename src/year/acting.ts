import type { Day } from '../base/day.js'
import { sleep, stopwatch } from '../base/real-time.js'
import { sentence } from '../../cards/sayings.js'
import type { Card, Pressed } from './card.js'
import type { Member } from './cast.js'
import { broughtBy, type Duty, dutyOn, errandsOn, slipFigure, typed, verbOf } from './duty.js'
import type { Figures } from './figures.js'

/** Pages of a form that are turned to come to its end. */
const pagesMax = 20

/** What came of a press. */
export type Outcome = 'done' | 'refused' | 'failed'

/** On which day something is done, and what it is counted in. */
export interface Scene {
  today: Day
  figures: Figures
}

/** A button that somebody presses; `meant`: to be right. */
interface Press {
  member: Member
  card: Card
  name: string
  meant: boolean
}

/** Presses a button and takes the time; what went wrong is kept in the figures unless it was meant to. */
export async function pressed(
  { figures, today }: Scene,
  { member, card, name, meant }: Press,
): Promise<Outcome> {
  const { answer, ms } = await reached(card, name)
  figures.answerMs.push(ms)
  figures.presses++
  const outcome = outcomeOf(answer)
  // Of a late answer a text says what became of it.
  const isLate = answer.toast?.content === sentence('received')
  if (outcome === 'done' && meant && !isLate) {
    const said = answer.toast?.content ?? ''
    figures.done.push({ who: member.id, verb: verbOf(name), on: today, said })
  }
  if (outcome !== 'done' && meant) {
    const why = answer.toast?.content ?? answer.error?.message ?? '没有回答'
    const list = outcome === 'failed' ? figures.failed : figures.refused
    list.push({ who: member.id, title: card.title, verb: verbOf(name), why })
  }
  return outcome
}

/** No connection: the client says so at once, and nothing was delivered. */
const offline = 200340
/** A person presses again after so long, so many times at most: the bot is back within a minute. */
const again = { ms: 500, times: 120 }

/** What comes of a press and how long it took; where the connection is cut, of the one after it is back. */
async function reached(card: Card, name: string): Promise<{ answer: Pressed; ms: number }> {
  for (let left = again.times; ; left--) {
    const elapsed = stopwatch()
    const answer = await card.touch(name)
    if (answer.error?.code !== offline || left === 0) return { answer, ms: elapsed() }
    await sleep(again.ms)
  }
}

/** What an answer says; one that says nothing is none. */
export function outcomeOf({ toast, error }: Pressed): Outcome {
  if (error || !toast) return 'failed'
  return toast.type === 'error' || toast.type === 'warning' ? 'refused' : 'done'
}

/** Somebody before a card, as it is when it is read. */
interface Reading {
  member: Member
  read: () => Promise<Card | null>
}

/**
 * Answers what a card asks: now and then wrongly first, or from two devices at once; of home, has brought what it lists. Answers what
 * came of it, null when the card asks nothing itself (any more).
 */
export async function answer(scene: Scene, reading: Reading): Promise<Outcome | null> {
  const asked = await asking(reading)
  if (!asked) {
    await runErrands(scene, reading)
    return null
  }
  const outcome = await attempt(scene, reading, asked)
  if (outcome === 'done') {
    scene.figures.answered(reading.member.id, asked.duty.verb, asked.card.messageId)
  }
  return outcome
}

/** The card as it is now with what it asks; null when it asks nothing. */
async function asking({ read }: Reading): Promise<{ card: Card; duty: Duty } | null> {
  const card = await read()
  const duty = card && dutyOn(card)
  return card && duty ? { card, duty } : null
}

async function attempt(
  scene: Scene,
  reading: Reading,
  first: { card: Card; duty: Duty },
): Promise<Outcome> {
  const { figures, today } = scene
  const { member } = reading
  const { random, temper } = member
  let now: typeof first | null = first
  if (first.card.formOf(first.duty.name).length > 0 && random.chance(temper.slips)) {
    figures.slips.sent++
    const slipped = await slip(scene, member, first)
    if (slipped !== 'done') figures.slips.refused++
    now = await asking(reading)
    if (!now) return 'done'
  }
  now.card.fill(typed(now.card, now.duty.name, { random, today }))
  for (let page = 0; now.duty.turns && page < pagesMax; page++) {
    const turn: Press = { member, card: now.card, name: now.duty.name, meant: true }
    const turned = await pressed(scene, turn)
    if (turned !== 'done') return turned
    now = await asking(reading)
    if (!now) return 'done'
    now.card.fill(typed(now.card, now.duty.name, { random, today }))
  }
  // What can't be done in one is done one by one.
  const listed = errandsOn(now.card).length > 0
  const press = { member, card: now.card, name: now.duty.name, meant: !listed }
  if (listed) {
    await pressed(scene, press)
    await runErrands(scene, reading)
    return 'done'
  }
  if (!random.chance(temper.doubles)) return await pressed(scene, press)
  figures.doubles++
  const both = await Promise.all([
    pressed(scene, press),
    pressed(scene, { ...press, meant: false }),
  ])
  return both.includes('done') ? 'done' : both[0]
}

/** Has brought what a card lists, page by page; each as the card is by then. */
async function runErrands(scene: Scene, { member, read }: Reading): Promise<void> {
  for (let page = 0; page < pagesMax; page++) {
    let card = await read()
    for (const brought of card ? errandsOn(card) : []) {
      const name = card?.actions().find((each) => broughtBy(each.name) === brought)?.name
      if (card && name !== undefined) await pressed(scene, { member, card, name, meant: true })
      card = await read()
    }
    const turn = card?.actions().find(({ label }) => label.startsWith('下一页'))?.name
    if (!card || turn === undefined) return
    await pressed(scene, { member, card, name: turn, meant: true })
  }
}

/** Hands in a form of which nothing was filled in, or a figure nobody can have. */
function slip(
  scene: Scene,
  member: Member,
  { card, duty }: { card: Card; duty: Duty },
): Promise<Outcome> {
  const values = card.formOf(duty.name).map(({ field }) => {
    const wrong = member.random.chance(50) && field.tag === 'input' ? slipFigure : ''
    return [`${field.name}`, wrong] as const
  })
  card.fill(Object.fromEntries(values))
  return pressed(scene, { member, card, name: duty.name, meant: false })
}
