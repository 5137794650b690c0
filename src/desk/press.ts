import { type ActionName, parseActionName } from '../../cards/action-name.js'
import { withFaults, withTyped } from '../../cards/faults.js'
import { type Element, isElement } from '../../cards/kit.js'
import { parsePress } from '../../cards/presses.js'
import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import { type Instant, instant } from '../base/day.js'
import { keyedHash, sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import { sleep } from '../base/real-time.js'
import { type Fault, isRefusal, refuse, type Refusal } from '../base/refusal.js'
import { keepsTyped, lookAt, mayOpen, verbOf, viewOf } from '../flows/all.js'
import { done, type Context, type Outcome, type Saying, type Situation } from '../flows/context.js'
import type { Intent, OpenIntent } from '../flows/flow.js'
import { sendCard } from '../flows/notices.js'
import { sealedKinds } from '../flows/outside/sealed.js'
import { settle } from '../flows/settle.js'
import type { Dispatched, PressIn, Reply, Waiting } from '../lark/inbound.js'
import { LarkFailure } from '../lark/failure.js'
import { followUp } from '../lark/late-answer.js'
import type { Tx } from '../storage/database.js'
import { answer as keepAnswer, take } from '../storage/inbox.js'
import { bumpCard, findCard, type LiveCard, setShown } from '../storage/live-cards.js'
import { type Claim, hold } from '../storage/locks.js'
import { markDropped } from '../storage/outbox-states.js'
import { enqueue, lockNotice } from '../storage/outbox.js'
import { contextOf, openFor, type Opened, seeingOf } from './opened.js'
import type { DeskOptions } from './options.js'

/** How long the correction of an answered card waits: longer than an answer may take. */
const correctionDelayMs = 3_000

/** The notice that corrects the live card should the answer be lost. */
interface Correction {
  notice: string
  notBefore: Instant
}

/** A press that was taken: what is said, and the card that is to be shown with it. */
interface Taken {
  toast: NonNullable<Reply['toast']>
  card: LiveCard | null
  correction: Correction | null
  followed: boolean
  /** What is wrong in the form that was refused; none for a press that was taken. */
  faults: readonly Fault[]
  /** The card was shown anew meanwhile, and keeps what was typed into it. */
  keeps?: boolean
}

/** What was answered to a press, as it is kept; `undone`: it was not done, which is a warning. */
type Said = { code: string; with: Record<string, string>; undone: boolean }

/** Undoes the transaction of a press that was refused: a refusal is given, not stored. */
class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly refusal: Refusal,
    readonly card: LiveCard | null,
  ) {
    super(refusal.code)
  }
}

/**
 * One press. What it does is one transaction, remembered by its key so that the same press again has the same
 * answer and no second effect; a refusal writes nothing and is remembered nowhere. The card is rendered after the
 * commit, from what is true then. What speaks to the group is not begun while nobody can say whether the group is there.
 * @refuses publish-group-unknown
 */
export async function takePress(
  desk: DeskOptions,
  inbound: PressIn,
  waiting: Waiting | undefined,
): Promise<Dispatched> {
  const name = parseActionName(inbound.name)
  if (!name) return { toast: { type: 'warning', content: sentence('unreadable') } }
  if (verbOf(name.verb)?.intoGroup && !(await groupIsKnown(desk))) {
    return { toast: { type: 'warning', content: sentence('publish-group-unknown') } }
  }
  if (name.verb === 'refresh') return lookAgain(desk, inbound, name)
  const taken = await act(desk, inbound, { name, waiting })
  desk.wake()
  if (taken.followed) return { toast: taken.toast, followed: true }
  const shown = taken.card ? await show(desk, taken.card) : null
  // Who has read that it is being worked on was not handed this card: the correction brings it.
  const isLate = waiting?.isLate() ?? false
  if (taken.correction && !isLate) void forgetCorrection(desk, taken.correction, shown)
  if (!shown) return { toast: taken.toast }
  if (taken.keeps) return { toast: taken.toast, card: withTyped(shown.card, inbound.values) }
  if (taken.faults.length === 0) return { toast: taken.toast, card: shown.card }
  // Nothing was written: the form comes back with what was typed and each fault at its field.
  const inFull = verbOf(name.verb)?.secret
    ? sentence('secret-faults')
    : taken.faults.map((each) => sentence(each.code, each.with)).join('\n')
  return {
    toast: taken.toast,
    inFull,
    card: withFaults(shown.card, taken.faults, inbound.values),
  }
}

/** Shows a card as it is now: nothing is written or remembered but that it shows something else. */
async function lookAgain(
  desk: DeskOptions,
  inbound: PressIn,
  name: ActionName,
): Promise<Dispatched> {
  return desk.storage.transact('press', async (tx): Promise<Dispatched> => {
    const live = await findCard(tx, name.card)
    const opened = live && (await openFor(desk.bureaus, tx, placeOf(live, inbound)))
    if (!opened) return said('warning', refuse('unreadable'))
    if (isRefusal(opened)) return said('warning', opened)
    const refusal = cardRefusal(opened, { inbound, name, live })
    if (refusal && refusal.code !== 'outdated-card') return said('warning', refusal)
    await lookAt(contextOf(opened, tx), live)
    const view = await viewFor(opened.situation, live)
    const contentHash = sha256(canonicalJson(view))
    const shown =
      contentHash === live.contentHash ? live : await bumpCard(tx, live.id, { contentHash })
    const card = renderCard(view, { card: live.id, revision: shown.revision })
    return { ...said('success', done('refreshed').say), card: leaving(desk, live.kind, card) }
  })
}

function said(type: 'success' | 'warning', saying: Saying): Reply {
  return { toast: { type, content: sentence(saying.code, saying.with) } }
}

function placeOf(live: LiveCard, { openId }: PressIn): { bureau: string; openId: string } {
  return { bureau: live.bureau, openId }
}

/** What a live card shows to its reader now. */
function viewFor(situation: Situation, live: LiveCard): Promise<{ kind: string }> {
  const { groupChatId, personAt } = situation.bureau
  const reader = live.recipient === groupChatId ? null : (personAt.get(live.recipient) ?? '')
  return viewOf(seeingOf(situation, reader), { kind: live.kind, key: live.key })
}

/** What goes into the group is not begun before the platform has said whether the group is there. */
async function groupIsKnown(desk: DeskOptions): Promise<boolean> {
  try {
    await desk.readGroup()
    return true
  } catch (thrown) {
    if (thrown instanceof LarkFailure) return false
    throw thrown
  }
}

async function act(
  desk: DeskOptions,
  inbound: PressIn,
  of: { name: ActionName; waiting: Waiting | undefined },
): Promise<Taken> {
  try {
    return await desk.storage.transact('press', async (tx) => {
      const taken = await once(desk, tx, { inbound, name: of.name })
      const followed = of.waiting?.isLate() ?? false
      if (!followed) return { ...taken, followed }
      await followUp(tx, taken.card?.bureau ?? '', inbound, { toast: taken.toast })
      return { ...taken, card: null, correction: null, followed }
    })
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    const { refusal, card } = thrown
    const toast = { type: 'warning', content: refusalText(refusal) } as const
    const keeps = refusal.code === 'outdated-card' && card !== null && keepsTyped(card.kind)
    return { toast, card, correction: null, followed: false, faults: refusal.faults, keeps }
  }
}

/** The press for the first time, or the answer that it was given before. */
async function once(
  desk: DeskOptions,
  tx: Tx,
  { inbound, name }: { inbound: PressIn; name: ActionName },
): Promise<Omit<Taken, 'followed'>> {
  const faults: Fault[] = []
  const { values, option } = inbound
  // Of a secret form no trace of what it holds is kept, not even one that only confirms a guess.
  const content = canonicalJson(
    verbOf(name.verb)?.secret ? { name: inbound.name } : { name: inbound.name, values, option },
  )
  const key = `press:${name.card}:${name.revision}:${inbound.openId}:${keyedHash(desk.hashKey, content)}`
  const taken = await take(tx, key, 'press')
  // Of two presses on one revision of a card one is outdated. Cards are held before all else, each by its own.
  if (taken.fresh) await hold(tx, '', [{ kind: 'card', id: name.card }])
  const live = await findCard(tx, name.card)
  if (!taken.fresh) return { toast: toastIn(taken.answer), card: live, correction: null, faults }
  const { said, card, correction } = await answerPress(desk, tx, { inbound, name, live })
  await keepAnswer(tx, key, said)
  const toast = toastIn(said)
  return { toast, card, correction, faults }
}

/** @refuses unreadable, {@link openFor}, {@link cardRefusal} */
async function answerPress(
  desk: DeskOptions,
  tx: Tx,
  { inbound, name, live }: { inbound: PressIn; name: ActionName; live: LiveCard | null },
): Promise<{
  said: Said
  card: LiveCard
  correction: Correction
}> {
  if (!live) throw new Refused(refuse('unreadable'), null)
  const first = await openFor(desk.bureaus, tx, placeOf(live, inbound))
  if (isRefusal(first)) throw new Refused(first, null)
  const refusal = cardRefusal(first, { inbound, name, live })
  if (refusal) throw new Refused(refusal, refusal.code === 'outdated-card' ? live : null)
  const intent = parsePress(name.verb, {
    args: name.args,
    values: inbound.values,
    option: inbound.option,
  })
  if (!intent) throw new Refused(refuse('unreadable'), null)
  const claims = isRefusal(intent) ? [] : claimsOf(first, intent)
  await hold(tx, live.bureau, claims)
  // What was decided before it was held is true now: it is read again.
  const opened = claims.length > 0 ? await openFor(desk.bureaus, tx, placeOf(live, inbound)) : first
  if (isRefusal(opened)) throw new Refused(opened, null)
  const ctx = contextOf(opened, tx)
  const outcome = isRefusal(intent) ? intent : await perform(ctx, intent)
  if (isRefusal(outcome)) throw new Refused(outcome, outcome.faults.length > 0 ? live : null)
  for (const card of outcome.open ?? []) {
    await lookAt(ctx, card)
    await sendCard(ctx, { person: ctx.person }, card)
  }
  await settle(ctx, live.id)
  const bumped = await bumpCard(tx, live.id, { contentHash: '' })
  const { code, with: values } = outcome.say
  const said = { code, with: values, undone: outcome.undone ?? false }
  return { said, card: bumped, correction: await correct(desk, ctx, bumped) }
}

/**
 * Why this card can't be pressed so: somebody else's, moved, or shown anew meanwhile.
 * @refuses not-your-card, moved-card, outdated-card
 */
function cardRefusal(
  { situation }: Opened,
  of: { inbound: PressIn; name: ActionName; live: LiveCard | null },
): Refusal | null {
  const { inbound, name, live } = of
  if (!live) return refuse('unreadable')
  if (live.recipient !== inbound.openId && live.recipient !== situation.bureau.groupChatId) {
    return refuse('not-your-card')
  }
  if (live.messageId !== null && live.messageId !== inbound.messageId) return refuse('moved-card')
  return live.revision === name.revision ? null : refuse('outdated-card')
}

async function perform(ctx: Context, intent: Intent): Promise<Outcome> {
  const common = intent as OpenIntent
  if (common.verb === 'open') {
    return (await mayOpen(ctx, common.card)) ?? done('opened', {}, [common.card])
  }
  const verb = verbOf(intent.verb)
  return verb ? verb.act(ctx, intent as never) : refuse('unreadable')
}

/** What an intent decides on. */
function claimsOf({ situation: { bureau }, person }: Opened, intent: Intent): readonly Claim[] {
  return verbOf(intent.verb)?.claims?.(intent as never, { person, bureau }) ?? []
}

/** Should the answer be lost, the card is corrected a little later. */
async function correct(desk: DeskOptions, ctx: Context, live: LiveCard): Promise<Correction> {
  const notBefore = instant(desk.storage.clock.now() + correctionDelayMs)
  const notice = await enqueue(ctx.tx, {
    bureau: live.bureau,
    recipientType: live.recipient === ctx.bureau.groupChatId ? 'chat_id' : 'open_id',
    recipient: live.recipient,
    op: 'update',
    cardKind: live.kind,
    cardKey: live.key,
    notBefore,
  })
  return { notice, notBefore }
}

interface Shown {
  card: Element
  live: LiveCard
  contentHash: string
}

/** The card as it is now, under the revision that the press has given it; null where nobody may see it any more. */
async function show(desk: DeskOptions, live: LiveCard): Promise<Shown | null> {
  return desk.storage.transact('press', async (tx) => {
    const situation = await desk.bureaus.situation(tx, live.bureau)
    if (!situation) return null
    const view = await viewFor(situation, live)
    return {
      card: leaving(desk, live.kind, renderCard(view, { card: live.id, revision: live.revision })),
      live,
      contentHash: sha256(canonicalJson(view)),
    }
  })
}

/** A card as it leaves: with what stands in no view. */
function leaving({ unseal }: DeskOptions, kind: string, card: Element): Element {
  if (!unseal || !sealedKinds.includes(kind)) return card
  const open: unknown = JSON.parse(unseal(kind, JSON.stringify(card)))
  return isElement(open) ? open : card
}

/** The answer was handed over: the card needs no correction. Not reached when the process dies before. */
async function forgetCorrection(
  desk: DeskOptions,
  { notice, notBefore }: Correction,
  shown: Shown | null,
): Promise<void> {
  await sleep(100, { unref: true })
  if (!shown) return
  await desk.storage
    .transact('work', async (tx) => {
      const waiting = await lockNotice(tx, notice)
      // Another change of the card hastened it: then it is still wanted.
      if (waiting?.notBefore !== notBefore) return
      await markDropped(tx, notice, 'answered')
      await setShown(tx, shown.live, shown.contentHash)
    })
    .catch(() => {})
}

/** What is said of a refusal: with several faults how many, and the first. */
function refusalText({ code, with: values, faults }: Refusal): string {
  const first = sentence(code, values)
  return faults.length > 1 ? sentence('form-faults', { count: `${faults.length}`, first }) : first
}

/** What a press, or an equal one before it, was answered; none is stored while the first still runs. */
function toastIn(stored: Json): NonNullable<Reply['toast']> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return { type: 'success', content: sentence('received') }
  }
  const values = Object.entries(stored.with ?? {}).map(([key, value]) => [key, `${value}`])
  const type = stored.undone === true ? 'warning' : 'success'
  return { type, content: sentence(`${stored.code}`, Object.fromEntries(values)) }
}
