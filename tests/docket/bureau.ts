import { must } from '../../src/base/bug.js'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, verbOf, viewOf } from '../../src/flows/all.js'
import type { Outcome } from '../../src/flows/context.js'
import { docketsSlice } from '../../src/flows/docket/dockets.js'
import { shownKey } from '../../src/flows/docket/form.js'
import type { DocketWords } from '../../src/flows/docket/intents.js'
import type { DocketView } from '../../src/flows/docket/views.js'
import type { Intent } from '../../src/flows/flow.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

/** A whole form: a letter that came this morning, for 张可. */
export function words(of: Partial<DocketWords>): DocketWords {
  return {
    ...{ kind: 'letter', title: '来信', source: '市里转来', received: '2025-09-08 09:00' },
    ...{ explicit: '', owner: '张可', assistants: '' },
    ...of,
  }
}

/** Registers a matter as somebody whose card reckoned it; answers what was said. */
export function register(
  bureau: TestBureau,
  who: string,
  of: Partial<DocketWords> = {},
): Promise<string> {
  const whole = words(of)
  const intent = { verb: 'docket.submit', shown: shownKey(whole), words: whole }
  return press(bureau, who, intent as Intent)
}

/** The last matter that was registered. */
export async function last(bureau: TestBureau) {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(docketsSlice).byId.values()].at(-1), 'a matter')
}

/** Does something with the last matter. */
export async function act(
  bureau: TestBureau,
  who: string,
  verb: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { id, extension } = await last(bureau)
  const request = extension === null ? {} : { extension: extension.id }
  const intent = { verb: `docket.${verb}`, docket: id, ...request, text: '', ...more }
  return press(bureau, who, intent as Intent)
}

/** The whole outcome of the same. */
export async function outcomeOf(bureau: TestBureau, who: string, intent: Intent): Promise<Outcome> {
  const verb = must(verbOf(intent.verb), intent.verb)
  return bureau.outcome(who, (ctx) => verb.act(ctx, intent as never))
}

/** The card of the last matter as somebody sees it; null where they do not. */
export async function seen(bureau: TestBureau, who: string): Promise<DocketView | null> {
  const { id } = await last(bureau)
  const view = await viewOf(await bureau.seeing(who), { kind: 'docket', key: id })
  return view.kind === 'docket' ? (view as DocketView) : null
}

/** What waits for somebody: `docket.do ask-docket 2025-10-24`. */
export async function waitsFor(bureau: TestBureau, who: string): Promise<string[]> {
  const situation = await bureau.seeing(who)
  return asksFor(askKinds, situation, who)
    .filter(({ kind }) => /^(?:docket|complaint)/.test(kind))
    .map(({ kind, says, due }) => [kind, says.code, due ?? ''].join(' ').trim())
}
