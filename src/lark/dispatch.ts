import { withFaults } from '../../cards/faults.js'
import { renderCard } from '../../cards/render.js'
import { parseActionName } from '../../cards/action-name.js'
import { parsePress } from '../../cards/presses.js'
import { sentence } from '../../cards/sayings.js'
import type { Clock } from '../base/clock.js'
import { type Instant, instant } from '../base/day.js'
import { keyedHash, sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import type { Log } from '../base/log.js'
import { sleep } from '../base/real-time.js'
import { isRefusal, refuse, type Refusal } from '../base/refusal.js'
import type { Calendars } from '../calendar/calendars.js'
import { answer } from '../flows/answer.js'
import type { Bureaus } from '../flows/bureau.js'
import { cardKindOf, type CardRef } from '../flows/cards.js'
import { claimsOf } from '../flows/claims.js'
import { cardAsked, readCommand } from '../flows/commands.js'
import type { Bureau, Context, Saying } from '../flows/context.js'
import type { Intent } from '../flows/intents.js'
import { sendCard } from '../flows/notices.js'
import { mayOpen, seeing } from '../flows/open.js'
import { viewOf } from '../flows/views.js'
import { take, answer as keepAnswer } from '../storage/inbox.js'
import { flush } from '../storage/ledger.js'
import {
  bumpCard,
  cardLifeMs,
  findCard,
  lastSentCard,
  type LiveCard,
  openCard,
} from '../storage/live-cards.js'
import { type Claim, hold } from '../storage/locks.js'
import { markDropped } from '../storage/outbox-states.js'
import { enqueue, lockNotice } from '../storage/outbox.js'
import type { Storage, Tx } from '../storage/database.js'
import type {
  ContactChangedIn,
  Dispatch,
  Dispatched,
  EnteredIn,
  Inbound,
  MenuIn,
  MessageIn,
  PressIn,
  Reply,
  Waiting,
} from './inbound.js'
import { followUp } from './late-answer.js'
import { nameOfContent } from './message-content.js'

/** What the dispatcher works with. */
export interface DispatchOptions {
  storage: Storage
  bureaus: Pick<Bureaus, 'load'>
  /** The bureau that this app serves. */
  bureau: string
  calendars: Pick<Calendars, 'of'>
  clock: Clock
  log: Log
  /** Keys the hash of form values in press keys, so that the inbox tells nothing about them. */
  hashKey: string
  /** Called after each commit that may have put something into the outbox. */
  wake(): void
  /** The platform's directory or groups changed. */
  contactsChanged(change: ContactChangedIn): void
}

/** How long the correction of an answered card waits: longer than an answer may take. */
const correctionDelayMs = 3_000

/**
 * Turns what came in into one transaction of a flow and its answer (architecture: "the life of a
 * button press"). Each inbound has its effect once: the inbox key is taken in the transaction, and a
 * second time the stored answer is given.
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  return async (inbound: Inbound, waiting?: Waiting): Promise<Dispatched> => {
    switch (inbound.kind) {
      case 'press':
        return dispatchPress(options, inbound, waiting)
      case 'message':
      case 'menu':
      case 'entered':
        await dispatchWord(options, inbound)
        return {}
      case 'contact-changed':
        options.contactsChanged(inbound)
        return {}
    }
  }
}

interface Opened {
  ctx: Context
  bureau: Bureau
}

async function contextFor(
  options: DispatchOptions,
  tx: Tx,
  openId: string,
): Promise<Opened | Refusal> {
  const today = options.clock.today()
  const bureau = await options.bureaus.load(tx, options.bureau, today)
  if (!bureau) return refuse('no-cycle')
  const person = [...bureau.addresses].find(([, address]) => address === openId)?.[0]
  if (!person || !bureau.roster.person(person)) return refuse('unknown-person')
  const calendar = options.calendars.of(bureau.id)
  const ctx = { tx, bureau, calendar, person, today, now: options.clock.now() }
  return { ctx, bureau }
}

/** A message, a menu entry or the opening of the chat. Answers go out as notices. */
async function dispatchWord(
  options: DispatchOptions,
  inbound: MessageIn | MenuIn | EnteredIn,
): Promise<void> {
  if (inbound.kind === 'message' && inbound.chatType === 'group' && !inbound.mentionsBot) return
  await options.storage.transact('press', async (tx) => {
    const taken = await take(tx, inbound.key, inbound.kind)
    if (!taken.fresh) return
    const refusal = await answerWord(options, tx, inbound)
    if (refusal) await say(options, tx, inbound, refusal)
    await keepAnswer(tx, inbound.key, {})
  })
  options.wake()
}

async function answerWord(
  options: DispatchOptions,
  tx: Tx,
  inbound: MessageIn | MenuIn | EnteredIn,
): Promise<Refusal | null> {
  const inGroup = groupMessage(inbound)
  if (inGroup) return answerGroup(options, tx, inGroup)
  const opened = await contextFor(options, tx, inbound.openId)
  if ('kind' in opened) return inbound.kind === 'entered' ? null : opened
  const { ctx } = opened
  if (inbound.kind === 'entered') return enterChat(ctx, inbound)
  const wordless = inbound.kind === 'message' && inbound.text === '' && inbound.type !== 'text'
  if (wordless) return refuse('not-words', { what: nameOfContent(inbound.type, inbound.files) })
  const read = readCommand(inbound.kind === 'message' ? inbound.text : inbound.eventKey)
  if (isRefusal(read)) return read
  const card = await cardAsked(ctx, read)
  if (isRefusal(card)) return card
  const refusal = await mayOpen(ctx, card)
  if (!refusal) await sendCard(ctx, { person: ctx.person }, card)
  return refusal
}

function groupMessage(inbound: MessageIn | MenuIn | EnteredIn): MessageIn | null {
  return inbound.kind === 'message' && inbound.chatType === 'group' ? inbound : null
}

/** A group is told once a day where to go, whoever asks and whatever; nobody's matter is named in it. */
async function answerGroup(
  options: DispatchOptions,
  tx: Tx,
  inbound: MessageIn,
): Promise<Refusal | null> {
  const today = `told-in-group:${inbound.chatId}:${options.clock.today()}`
  return (await take(tx, today, inbound.kind)).fresh ? refuse('group-only-private') : null
}

/**
 * Opening the chat: the home card is sent once and from then on updated. One that is too old for that is
 * sent anew only where nothing came after it: what came is what the person should see.
 */
async function enterChat(ctx: Context, inbound: EnteredIn): Promise<null> {
  const place = { recipient: inbound.openId, kind: 'home', key: 'home' }
  const open = await openCard(ctx.tx, place)
  const home = open ?? (await lastSentCard(ctx.tx, inbound.openId, 'home'))
  const old = home !== null && home.sentAt !== null && ctx.now - home.sentAt > cardLifeMs
  const last = old || !open ? await lastSentCard(ctx.tx, inbound.openId) : null
  if (home === null || ((old || !open) && last?.id === home.id)) {
    await sendCard(ctx, { person: ctx.person }, { kind: 'home', key: 'home' })
  } else if (open) {
    await enqueue(ctx.tx, {
      bureau: ctx.bureau.id,
      recipientType: 'open_id',
      recipient: inbound.openId,
      op: 'update',
      cardKind: 'home',
      cardKey: 'home',
    })
  }
  return null
}

/** A sentence as a text message. */
async function say(
  options: DispatchOptions,
  tx: Tx,
  inbound: MessageIn | MenuIn | EnteredIn,
  saying: Saying,
): Promise<void> {
  const group = groupMessage(inbound)
  await enqueue(tx, {
    bureau: options.bureau,
    recipientType: group ? 'chat_id' : 'open_id',
    recipient: group ? group.chatId : inbound.openId,
    op: 'text',
    cardKind: 'saying',
    cardKey: saying.code,
    detail: saying.with,
  })
}

async function dispatchPress(
  options: DispatchOptions,
  inbound: PressIn,
  waiting: Waiting | undefined,
): Promise<Dispatched> {
  const name = parseActionName(inbound.name)
  if (!name) return { toast: { type: 'warning', content: sentence('unreadable') } }
  const content = canonicalJson({
    name: inbound.name,
    values: inbound.values,
    option: inbound.option,
  })
  const key = `press:${name.card}:${name.revision}:${inbound.openId}:${keyedHash(options.hashKey, content)}`
  let correction: Correction | null = null
  const reply = await options.storage.transact('press', async (tx): Promise<Dispatched> => {
    const taken = await take(tx, key, 'press')
    const given = taken.fresh
      ? await answerPress(options, tx, inbound, name)
      : { reply: replyFrom(taken.answer), correction: null }
    if (taken.fresh) await keepAnswer(tx, key, JSON.parse(JSON.stringify(given.reply)))
    const late = waiting?.isLate() ?? false
    if (late) await followUp(tx, options.bureau, inbound, given.reply)
    correction = late ? null : given.correction
    return { ...given.reply, followed: late }
  })
  options.wake()
  if (correction) void forgetCorrection(options, correction)
  return reply
}

interface Correction {
  notice: string
  notBefore: Instant
}

interface Given {
  reply: Reply
  /** The notice that corrects the live card should the answer be lost. */
  correction: Correction | null
}

async function answerPress(
  options: DispatchOptions,
  tx: Tx,
  inbound: PressIn,
  name: { verb: string; card: string; revision: number; args: string[] },
): Promise<Given> {
  const opened = await contextFor(options, tx, inbound.openId)
  if ('kind' in opened) return { reply: refusalReply(opened), correction: null }
  const { ctx } = opened
  const intent = parsePress(name.verb, {
    args: name.args,
    values: inbound.values,
    option: inbound.option,
  })
  await hold(tx, ctx.bureau.id, claimsOfPress(ctx, name.card, isRefusal(intent) ? null : intent))
  const live = await findCard(tx, name.card)
  if (!live || live.bureau !== ctx.bureau.id) {
    return { reply: refusalReply(refuse('unreadable')), correction: null }
  }
  if (live.recipient !== inbound.openId && live.recipient !== ctx.bureau.groupChatId) {
    return { reply: refusalReply(refuse('not-your-card')), correction: null }
  }
  if (live.messageId !== null && live.messageId !== inbound.messageId) {
    return { reply: refusalReply(refuse('moved-card')), correction: null }
  }
  if (live.revision !== name.revision) {
    return shown(options, ctx, live, refusalReply(refuse('outdated-card')))
  }
  if (!intent) return { reply: refusalReply(refuse('unreadable')), correction: null }
  const outcome = isRefusal(intent) ? intent : await answer(ctx, intent)
  if (isRefusal(outcome)) {
    return { reply: await refused(ctx, live, outcome, inbound), correction: null }
  }
  for (const card of outcome.open ?? []) await sendCard(ctx, { person: ctx.person }, card)
  await flush(tx)
  const content = sentence(outcome.say.code, outcome.say.with)
  return shown(options, ctx, live, { toast: { type: 'success', content } })
}

/** The card that is pressed, so that of two presses on one revision of it one is outdated, and what the intent decides on. */
function claimsOfPress(ctx: Context, card: string, intent: Intent | null): Claim[] {
  const onCard = { kind: 'card', id: card }
  if (!intent) return [onCard]
  const { person, bureau } = ctx
  const unit = bureau.roster.unitOf(person)
  return [onCard, ...claimsOf(intent, { person, unit, cycle: bureau.cycle.id })]
}

/** Renders the pressed card anew, as its next revision. */
async function shown(
  options: DispatchOptions,
  ctx: Context,
  live: LiveCard,
  reply: Reply,
): Promise<Given> {
  const ref: CardRef = { kind: cardKindOf(live.kind), key: live.key }
  const reader = live.recipient === ctx.bureau.groupChatId ? null : ctx.person
  const view = await viewOf({ ...seeing(ctx), person: reader }, ref.kind, ref.key)
  const contentHash = sha256(canonicalJson(view))
  const { revision } = await bumpCard(ctx.tx, live.id, { contentHash })
  const card = renderCard(view, { card: live.id, revision })
  const notBefore = instant(options.clock.now() + correctionDelayMs)
  const notice = await enqueue(ctx.tx, {
    bureau: ctx.bureau.id,
    recipientType: live.recipient === ctx.bureau.groupChatId ? 'chat_id' : 'open_id',
    recipient: live.recipient,
    op: 'update',
    cardKind: ref.kind,
    cardKey: ref.key,
    notBefore,
  })
  return { reply: { ...reply, card }, correction: { notice, notBefore } }
}

/** The answer was handed over: the card needs no correction. Not reached when the process dies before. */
async function forgetCorrection(
  options: DispatchOptions,
  { notice, notBefore }: Correction,
): Promise<void> {
  await sleep(100, { unref: true })
  try {
    await options.storage.transact('work', async (tx) => {
      const waiting = await lockNotice(tx, notice)
      // Another change of the card hastened it: then it is still wanted.
      if (waiting?.notBefore === notBefore) await markDropped(tx, notice, 'answered')
    })
  } catch (error) {
    options.log.warn('correction-kept', { notice, error: error instanceof Error ? error.name : '' })
  }
}

function refusalReply(refusal: Refusal): Reply {
  const { code, faults } = refusal
  const content =
    faults.length > 1
      ? sentence('form-faults', { count: `${faults.length}`, first: sentence(code, refusal.with) })
      : sentence(code, refusal.with)
  return { toast: { type: 'warning', content } }
}

/**
 * The answer to a press that was refused. Nothing was written and the card keeps its revision; where fields are at
 * fault it comes back with what was typed and each fault at its field.
 */
async function refused(
  ctx: Context,
  live: LiveCard,
  refusal: Refusal,
  { values }: PressIn,
): Promise<Reply> {
  const reply = refusalReply(refusal)
  if (refusal.faults.length === 0) return reply
  const view = await viewOf(seeing(ctx), cardKindOf(live.kind), live.key)
  const card = renderCard(view, { card: live.id, revision: live.revision })
  const inFull = refusal.faults.map((each) => sentence(each.code, each.with)).join('\n')
  return { ...reply, inFull, card: withFaults(card, refusal.faults, values) }
}

/** The stored answer of an earlier, equal press; none is stored while the first still runs. */
function replyFrom(stored: Json): Reply {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {}
  const { toast, card } = stored
  const reply: Reply = {}
  if (typeof toast === 'object' && toast !== null && !Array.isArray(toast)) {
    const type = toast.type === 'success' ? 'success' : 'warning'
    if (typeof toast.content === 'string') reply.toast = { type, content: toast.content }
  }
  if (typeof card === 'object' && card !== null && !Array.isArray(card)) reply.card = card
  return reply
}
