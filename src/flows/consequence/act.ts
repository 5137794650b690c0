import { isDay } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { may, mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { namedIn } from '../docket/form.js'
import { sendCards } from '../notices.js'
import { manageConsequences } from './actions.js'
import { type ConsequenceFor, consequencesIn } from './due.js'
import { consequenceDone, consequenceHanded, consequenceUndone } from './entries.js'
import type { ConsequenceIntent } from './intents.js'

type Of<V extends ConsequenceIntent['verb']> = Extract<ConsequenceIntent, { verb: V }>

interface Ref {
  cycle: string
  consequence: string
}

/**
 * A consequence with those of whom the person may speak.
 * @refuses gone
 */
async function open(ctx: Context, of: Ref): Promise<ConsequenceFor | Refusal> {
  const read = await consequencesIn(ctx, of.cycle)
  const found = read?.all.find(({ words }) => words.id === of.consequence)
  const isOffice = may(ctx.bureau, ctx.person, manageConsequences, 'anything')
  const lines = (found?.lines ?? []).filter(({ record }) => isOffice || record.to === ctx.person)
  return found && lines.length > 0 ? { words: found.words, lines } : refuse('gone')
}

/** Those who are chosen among some; all of them where nobody is. */
function chosenOf({ lines }: ConsequenceFor, ids: readonly string[], waits: boolean): string[] {
  return lines
    .filter(({ record }) => (record.done === null) === waits)
    .filter(({ assessee }) => ids.length === 0 || ids.includes(assessee))
    .map(({ assessee }) => assessee)
}

/**
 * The office asks somebody to carry a consequence out: a talk is a matter of who leads. They get a card at once, and it
 * waits for them until it is done. Asked of another, it waits for that one.
 * @refuses not-allowed, gone, consequence-nobody, consequence-to
 */
export async function handConsequence(
  ctx: Context,
  intent: Of<'consequence.hand'>,
): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageConsequences, 'anything')
  if (refusal) return refusal
  const found = await open(ctx, intent)
  if (isRefusal(found)) return found
  const whom = chosenOf(found, intent.whom, true)
  if (whom.length === 0) return refuse('consequence-nobody')
  const to = namedIn(ctx.bureau.roster, intent.to)?.person ?? null
  const text = intent.to
  const wrong = refuseForm(to === null ? [fault('to', 'consequence-to', { text })] : [])
  if (wrong || to === null) return wrong ?? refuse('consequence-to', { text })
  const { cycle, consequence } = intent
  consequenceHanded.write(ctx, { cycle, body: { consequence, name: found.words.name, whom, to } })
  const card = { kind: 'consequence', key: keyOf(cycle, consequence) }
  if (to !== ctx.person) await sendCards(ctx, [{ person: to, card }])
  return done('consequence-handed', {
    name: ctx.bureau.roster.nameOf(to),
    count: `${whom.length}`,
  })
}

/**
 * It was carried out: for those who are chosen, or for all that wait. The office says it, or who was asked, for those of whom
 * they were.
 * @refuses gone, consequence-nobody, consequence-on, consequence-on-future
 */
export async function consequenceIsDone(
  ctx: Context,
  intent: Of<'consequence.done'>,
): Promise<Outcome> {
  const found = await open(ctx, intent)
  if (isRefusal(found)) return found
  const whom = chosenOf(found, intent.whom, true)
  if (whom.length === 0) return refuse('consequence-nobody')
  const on = isDay(intent.on) ? intent.on : null
  const faults: Fault[] = []
  if (on === null) faults.push(fault('on', 'consequence-on'))
  else if (on > ctx.today) faults.push(fault('on', 'consequence-on-future'))
  const wrong = refuseForm(faults)
  if (wrong || on === null) return wrong ?? refuse('consequence-on')
  const { cycle, consequence, reference } = intent
  consequenceDone.write(ctx, { cycle, body: { consequence, whom, on, reference } })
  return done('consequence-done', { name: found.words.name, count: `${whom.length}` })
}

/**
 * The office takes back that it was carried out, which was written down wrongly.
 * @refuses not-allowed, gone, consequence-nobody
 */
export async function undoConsequence(
  ctx: Context,
  intent: Of<'consequence.undo'>,
): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageConsequences, 'anything')
  if (refusal) return refusal
  const found = await open(ctx, intent)
  if (isRefusal(found)) return found
  const whom = intent.whom.length === 0 ? [] : chosenOf(found, intent.whom, false)
  if (whom.length === 0) return refuse('consequence-nobody')
  const { cycle, consequence } = intent
  consequenceUndone.write(ctx, { cycle, body: { consequence, whom } })
  return done('consequence-undone', { count: `${whom.length}` })
}
