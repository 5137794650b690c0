import { must } from '../src/base/bug.js'
import { isRefusal } from '../src/base/refusal.js'
import { verbOf } from '../src/flows/all.js'
import type { Intent } from '../src/flows/flow.js'
import { hold } from '../src/storage/locks.js'
import type { TestBureau } from './report/bureau.js'

/** Whether presses are found on cards (`npm run test:long`), or go straight to the flow, which takes a tenth of the time. */
const onCards = process.env.PRESSES === 'on-cards'

/**
 * Somebody presses what this intent means; the code that is said, `refused:` before a refusal's. With `PRESSES=on-cards` (`tests/long.config.ts`) the
 * button is looked for on the cards that this person can see, its form is filled in, and the press goes through the desk: what is done
 * and no card offers fails the test.
 */
export async function press(bureau: TestBureau, who: string, intent: Intent): Promise<string> {
  if (!onCards) return pressStraight(bureau, who, intent)
  const { pressOnCard } = await import('./on-cards.js')
  return pressOnCard(bureau, who, intent)
}

/** Does what a press does, with what its verb holds, in a transaction. */
export async function pressStraight(
  bureau: TestBureau,
  who: string,
  intent: Intent,
): Promise<string> {
  const verb = must(verbOf(intent.verb), `verb ${intent.verb}`)
  await bureau.storage.transact('press', async (tx) => {
    const before = must(await bureau.bureaus.situation(tx, bureau.id), 'a bureau')
    const claims = verb.claims?.(intent as never, { person: who, bureau: before.bureau }) ?? []
    await hold(tx, bureau.id, claims)
    return null
  })
  const given = await bureau.outcome(who, (ctx) => verb.act(ctx, intent as never))
  return isRefusal(given) ? `refused:${given.code}` : given.say.code
}
