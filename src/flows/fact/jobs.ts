import { addDays, momentOf } from '../../base/day.js'
import { append } from '../../storage/ledger.js'
import { hold } from '../../storage/locks.js'
import { factClaim } from '../claims.js'
import { type Due, type Job, nextPart } from '../jobs.js'
import { refreshCards } from '../notices.js'
import { type FactRecord, readFacts } from './state.js'

/**
 * Facts that nobody objected to in time become effective, on the first day after the window
 * (choice `objection-window`, working days). One entry each; running twice changes nothing.
 */
export const effectiveFacts: Job = {
  name: 'effective-facts',
  title: '让异议期满的事项生效',
  missed: 'latest',
  due(_calendar, from, to) {
    const all: Due[] = []
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) {
      all.push({ period: on, at: momentOf(on, '00:10'), until: null })
    }
    return all
  },
  async run(ctx, _period, after) {
    const read = () => readFacts(ctx.tx, { bureau: ctx.bureau.id, cycle: ctx.bureau.cycle.id })
    const ripe = (fact: FactRecord): boolean =>
      fact.stage === 'told' && fact.objectUntil !== null && ctx.today > fact.objectUntil
    const { part, next } = nextPart((await read()).filter(ripe), after, (fact) => fact.id)
    if (part.length === 0) return null
    // Somebody may be deciding on one of them: read again what is held.
    await hold(
      ctx.tx,
      ctx.bureau.id,
      part.map((fact) => factClaim(fact.id)),
    )
    const held = new Set(part.map((fact) => fact.id))
    for (const fact of (await read()).filter((each) => held.has(each.id) && ripe(each))) {
      append(ctx.tx, {
        bureau: ctx.bureau.id,
        cycle: ctx.bureau.cycle.id,
        kind: 'fact.effective',
        day: ctx.today,
        by: 'system',
        about: fact.id,
        subject: fact.proposal.persons[0] ?? '',
        body: { ground: 'window-passed' },
      })
      await refreshCards(ctx, { kind: 'fact', key: fact.id })
    }
    return next
  },
}
