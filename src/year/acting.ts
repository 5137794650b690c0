import type { Day } from '../base/day.js'
import { stopwatch } from '../base/real-time.js'
import type { Card, Pressed } from './card.js'
import type { Member } from './cast.js'
import { broughtBy, type Duty, dutyOn, errandsOn, slipFigure, typed } from './duty.js'
import type { Figures } from './figures.js'

/** Pages of a form that are turned to come to its end. */
const pagesMax = 20

/** What came of a press. */
export type Outcome = 'done' | 'refused' | 'failed'

/** Presses a button and takes the time; what went wrong is kept in the figures unless it was meant to. */
export async function pressed(
  figures: Figures,
  { member, card, name, meant }: { member: Member; card: Card; name: string; meant: boolean },
): Promise<Outcome> {
  const elapsed = stopwatch()
  const answer = await card.touch(name)
  figures.answerMs.push(elapsed())
  figures.presses++
  const outcome = outcomeOf(answer)
  if (outcome !== 'done' && meant) {
    const why = answer.toast?.content ?? answer.error?.message ?? '没有回答'
    const list = outcome === 'failed' ? figures.failed : figures.refused
    list.push({ who: member.id, title: card.title, verb: name.split('~')[0] ?? name, why })
  }
  return outcome
}

export function outcomeOf({ toast, error }: Pressed): Outcome {
  if (error) return 'failed'
  return toast?.type === 'error' || toast?.type === 'warning' ? 'refused' : 'done'
}

/**
 * Answers what a card asks: now and then wrongly first, or from two devices at once; of home, has brought what it lists. Answers what
 * came of it, null when the card asks nothing itself (any more).
 */
export async function answer(
  figures: Figures,
  { member, read, today }: { member: Member; read: () => Promise<Card | null>; today: Day },
): Promise<Outcome | null> {
  const { random, temper } = member
  let card = await read()
  let duty = card && dutyOn(card)
  if (card && !duty) await runErrands(figures, { member, read })
  if (!card || !duty) return null
  if (card.formOf(duty.name).length > 0 && random.chance(temper.slips)) {
    figures.slips.sent++
    const slipped = await slip(figures, member, card, duty)
    if (slipped !== 'done') figures.slips.refused++
    card = await read()
    duty = card && dutyOn(card)
    if (!card || !duty) return 'done'
  }
  card.fill(typed(card, duty.name, { random, today }))
  for (let page = 0; duty.turns && page < pagesMax; page++) {
    const turned = await pressed(figures, { member, card, name: duty.name, meant: true })
    if (turned !== 'done') return turned
    card = await read()
    duty = card && dutyOn(card)
    if (!card || !duty) return 'done'
    card.fill(typed(card, duty.name, { random, today }))
  }
  // What can't be done in one is done one by one.
  const listed = errandsOn(card).length > 0
  const press = { member, card, name: duty.name, meant: !listed }
  if (listed) {
    await pressed(figures, press)
    await runErrands(figures, { member, read })
    return 'done'
  }
  if (!random.chance(temper.doubles)) return await pressed(figures, press)
  figures.doubles++
  const both = await Promise.all([
    pressed(figures, press),
    pressed(figures, { ...press, meant: false }),
  ])
  return both.includes('done') ? 'done' : both[0]
}

/** Has brought what a card lists, page by page; each as the card is by then. */
async function runErrands(
  figures: Figures,
  { member, read }: { member: Member; read: () => Promise<Card | null> },
): Promise<void> {
  for (let page = 0; page < pagesMax; page++) {
    let card = await read()
    for (const brought of card ? errandsOn(card) : []) {
      const name = card?.actions().find((each) => broughtBy(each.name) === brought)?.name
      if (card && name !== undefined) await pressed(figures, { member, card, name, meant: true })
      card = await read()
    }
    const turn = card?.actions().find(({ label }) => label.startsWith('下一页'))?.name
    if (!card || turn === undefined) return
    await pressed(figures, { member, card, name: turn, meant: true })
  }
}

/** Hands in a form of which nothing was filled in, or a figure nobody can have. */
function slip(figures: Figures, member: Member, card: Card, duty: Duty): Promise<Outcome> {
  const values = card.formOf(duty.name).map(({ field }) => {
    const wrong = member.random.chance(50) && field.tag === 'input' ? slipFigure : ''
    return [`${field.name}`, wrong] as const
  })
  card.fill(Object.fromEntries(values))
  return pressed(figures, { member, card, name: duty.name, meant: false })
}
