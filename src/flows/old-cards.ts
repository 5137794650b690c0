import { addDays, instant } from '../base/day.js'
import { cardLifeMs, cardsSentBefore, type LiveCard } from '../storage/live-cards.js'
import { enqueue } from '../storage/outbox.js'
import { eachDay, inParts, type Job, times } from './jobs.js'

/**
 * Each night, cards that people open themselves (of these kinds) end while the platform still takes a change of
 * them: a line says so in their place, else they would stand there with old figures and dead buttons.
 */
export function endOldCards(kinds: readonly string[]): Job {
  return {
    name: 'old-cards-end',
    title: '收起旧卡片',
    missed: 'latest',
    due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
    async run(ctx, _period, after) {
      const old = await cardsSentBefore(ctx.tx, {
        bureau: ctx.bureau.id,
        kinds,
        before: instant(ctx.now - cardLifeMs),
      })
      const idOf = (card: LiveCard): string => card.id
      return inParts(old, after, idOf, async (card) => {
        await enqueue(ctx.tx, {
          bureau: ctx.bureau.id,
          recipientType: 'open_id',
          recipient: card.recipient,
          op: 'update',
          cardKind: card.kind,
          cardKey: card.key,
          notBefore: ctx.now,
        })
      })
    },
  }
}
