import { must } from '../../base/bug.js'
import { addDays, type Day, dayAt, type Instant, momentOf } from '../../base/day.js'
import { allJobs, broughtOf } from '../../flows/all.js'
import type { Situation } from '../../flows/context.js'
import { type FactRecord, factsSlice } from '../../flows/fact/facts.js'
import { chargedIn, type Waiting, waitingOf } from '../../flows/fact/procedure.js'
import { flush } from '../../storage/ledger.js'
import { type Living, press } from './living.js'

/** Something that happens by itself: at a moment. */
interface Happening {
  at: Instant
  happen(): Promise<unknown>
}

/**
 * All that happens by itself up to a moment: who decides on a fact does so on the day (verifying) or the working day after
 * (approving), who is charged is told at once, and what nobody objected to in time becomes effective by its job.
 */
export async function happen(living: Living, until: Instant): Promise<void> {
  for (;;) {
    const situation = await living.situation()
    const all = [...situation.collected.of(factsSlice).open].flatMap(
      (fact) => nextOf(living, situation, fact) ?? [],
    )
    const [first] = all.sort((a, b) => a.at - b.at)
    if (first === undefined || first.at > until) return
    living.clock.goTo(first.at)
    await first.happen()
  }
}

function nextOf(living: Living, situation: Situation, fact: FactRecord): Happening | null {
  if (fact.ended !== null) return null
  const charges = [...fact.charges.values()]
  const unsaid = charges.find((one) => one.state === 'sent')
  if (unsaid) return tell(living, situation, { fact, whose: unsaid.whose })
  const ends = charges.flatMap((one) =>
    one.state === 'told' && one.objectUntil !== null ? [one.objectUntil] : [],
  )
  const [end] = ends.sort()
  if (end !== undefined) return becomeEffective(living, end)
  if (charges.length > 0) return null
  const waiting = waitingOf(situation.bureau, fact)
  return waiting ? decide(living, fact, waiting) : null
}

function decide(living: Living, { id, steps }: FactRecord, waiting: Waiting): Happening | null {
  const { step, holders, since } = waiting
  const [person] = holders
  if (person === undefined) return null
  const on = dayAt(since)
  const next = living.calendar.addWorkingDays(on, 1)
  const sameDay = momentOf(on, '16:00')
  const isSoon = step.what === 'verified' && since < sameDay
  const verb = step.what === 'verified' ? 'fact.verify' : 'fact.approve'
  const hour = 14 + (steps.length % 3)
  const at = isSoon ? sameDay : momentOf(next, `${hour}:10`)
  const intent = { verb, fact: id, whose: '', field: 'text', text: '' }
  return { at, happen: () => press(living, { at, person }, intent) }
}

/** The platform brings the card to the first of those who are told. */
function tell(
  living: Living,
  { bureau }: Situation,
  { fact, whose }: { fact: FactRecord; whose: string },
): Happening | null {
  const told = chargedIn(bureau, fact.body, fact.day).find((one) => one.whose === whose)
  const [person] = told?.tell ?? []
  if (person === undefined) return null
  const at = must(fact.steps.at(-1), 'it was proposed').at
  const bring = async (): Promise<void> => {
    const brought = must(broughtOf('fact'), 'a fact tells when it was brought')
    const fresh = async () => {
      const now = await living.situation()
      const personAt = new Map([[person, person]])
      return { ...now, bureau: { ...now.bureau, personAt }, tx: living.tx }
    }
    await brought(
      { tx: living.tx, bureau: living.bureau, fresh },
      { address: person, key: fact.id, delivered: true },
    )
    await flush(living.tx)
  }
  return { at, happen: bring }
}

function becomeEffective(living: Living, end: Day): Happening {
  const at = momentOf(addDays(end, 1), '00:10')
  const job = must(
    allJobs.find((one) => one.name === 'effective-facts'),
    'facts become effective by a job',
  )
  const run = async (): Promise<void> => {
    const { situation, tx } = living
    const ctx = { ...(await situation()), tx, fresh: situation }
    await job.run(ctx, dayAt(at), null)
    await flush(tx)
  }
  return { at, happen: run }
}
