import { isRefusal, refuse, type Refusal } from '../base/refusal.js'
import { commands, fileTakers, lookAt, mayOpen } from '../flows/all.js'
import { cardAsked, readCommand } from '../flows/commands.js'
import type { Context, Saying } from '../flows/context.js'
import { attachFile, type Fetched } from '../flows/files.js'
import { sendCard } from '../flows/notices.js'
import { settle } from '../flows/settle.js'
import type { EnteredIn, MenuIn, MessageIn } from '../lark/inbound.js'
import { nameOfContent } from '../lark/message-content.js'
import type { Tx } from '../storage/database.js'
import { answer as keepAnswer, take } from '../storage/inbox.js'
import { cardLifeMs, lastSentCard, openCard } from '../storage/live-cards.js'
import { enqueue } from '../storage/outbox.js'
import { fetchFiles } from './fetched.js'
import { contextOf, openFor } from './opened.js'
import type { DeskOptions } from './options.js'

/** A message, a menu entry or the opening of the chat: in one transaction, once. Answers go out as notices. */
export async function takeWord(
  desk: DeskOptions,
  inbound: MessageIn | MenuIn | EnteredIn,
): Promise<void> {
  if (inbound.kind === 'message' && inbound.chatType === 'group' && !inbound.mentionsBot) return
  const files = inbound.kind === 'message' ? await fetchFiles(desk, inbound) : null
  await desk.storage.transact('press', async (tx) => {
    const taken = await take(tx, inbound.key, inbound.kind)
    if (!taken.fresh) return
    const bureau = await desk.bureauOf(tx, inbound.openId)
    const sayings = files
      ? await attach(desk, tx, { inbound, bureau, files })
      : [(await answerWord(desk, tx, { inbound, bureau })) ?? []].flat()
    for (const saying of sayings) await say(tx, { inbound, bureau, saying })
    await keepAnswer(tx, inbound.key, {})
  })
  desk.wake()
}

/** What was sent belongs to the form that the sender is at; what is said of each file. */
async function attach(
  desk: DeskOptions,
  tx: Tx,
  of: { inbound: { openId: string }; bureau: string; files: readonly Fetched[] },
): Promise<Saying[]> {
  const { inbound, bureau, files } = of
  const opened = await openFor(desk.bureaus, tx, { bureau, openId: inbound.openId })
  if (isRefusal(opened)) return [opened]
  const said: Saying[] = []
  const ctx = contextOf(opened, tx)
  for (const file of files) {
    const outcome = await attachFile(fileTakers, ctx, file)
    const open = isRefusal(outcome) ? [] : (outcome.open ?? [])
    for (const card of open) await sendCard(ctx, { person: ctx.person }, card)
    said.push(isRefusal(outcome) ? outcome : outcome.say)
  }
  // What a file was added to says so on every card of it.
  if (tx.appended.length > 0) await settle(ctx)
  return said
}

/** @refuses {@link openFor}, not-words */
async function answerWord(
  desk: DeskOptions,
  tx: Tx,
  { inbound, bureau }: { inbound: MessageIn | MenuIn | EnteredIn; bureau: string },
): Promise<Refusal | null> {
  const inGroup = groupMessage(inbound)
  if (inGroup) return answerGroup(tx, inGroup)
  const opened = await openFor(desk.bureaus, tx, { bureau, openId: inbound.openId })
  if (isRefusal(opened)) return inbound.kind === 'entered' ? null : opened
  const ctx = contextOf(opened, tx)
  if (inbound.kind === 'entered') return enterChat(ctx, inbound)
  const wordless = inbound.kind === 'message' && inbound.text === '' && inbound.type !== 'text'
  if (wordless) return refuse('not-words', { what: nameOfContent(inbound.type, inbound.files) })
  const read = readCommand(commands, inbound.kind === 'message' ? inbound.text : inbound.eventKey)
  if (isRefusal(read)) return read
  const card = await cardAsked(ctx, read)
  if (isRefusal(card)) return card
  const refusal = await mayOpen(ctx, card)
  if (refusal) return refusal
  await lookAt(ctx, card)
  await sendCard(ctx, { person: ctx.person }, card)
  return null
}

function groupMessage(inbound: MessageIn | MenuIn | EnteredIn): MessageIn | null {
  return inbound.kind === 'message' && inbound.chatType === 'group' ? inbound : null
}

/**
 * A group is told once a day where to go, whoever asks and whatever; nobody's matter is named in it.
 * @refuses group-only-private
 */
async function answerGroup(tx: Tx, inbound: MessageIn): Promise<Refusal | null> {
  const today = `told-in-group:${inbound.chatId}:${tx.clock.today()}`
  return (await take(tx, today, inbound.kind)).fresh ? refuse('group-only-private') : null
}

/**
 * Opening the chat: the home card is sent once and from then on updated. One that is too old for that is
 * sent anew only where nothing came after it: what came is what the person should see.
 */
async function enterChat(ctx: Context, inbound: EnteredIn): Promise<null> {
  const card = { kind: 'home', key: 'home' }
  const open = await openCard(ctx.tx, { ...card, bureau: ctx.bureau.id, recipient: inbound.openId })
  const home = open ?? (await lastSentCard(ctx.tx, inbound.openId, card.kind))
  const old = home !== null && home.sentAt !== null && ctx.now - home.sentAt > cardLifeMs
  const last = old || !open ? await lastSentCard(ctx.tx, inbound.openId) : null
  if (home === null || ((old || !open) && last?.id === home.id)) {
    await sendCard(ctx, { person: ctx.person }, card)
  } else if (open) {
    await enqueue(ctx.tx, {
      ...{ bureau: ctx.bureau.id, recipientType: 'open_id', recipient: inbound.openId },
      ...{ op: 'update', cardKind: card.kind, cardKey: card.key },
    })
  }
  return null
}

/** A sentence as a text message. */
async function say(
  tx: Tx,
  of: { inbound: MessageIn | MenuIn | EnteredIn; bureau: string; saying: Saying },
): Promise<void> {
  const { inbound, bureau, saying } = of
  const group = groupMessage(inbound)
  await enqueue(tx, {
    bureau,
    recipientType: group ? 'chat_id' : 'open_id',
    recipient: group ? group.chatId : inbound.openId,
    op: 'text',
    cardKind: 'saying',
    cardKey: saying.code,
    detail: saying.with,
  })
}
