import { hold } from '../../storage/locks.js'
import { setInGroup } from '../../storage/publications.js'
import { addReaders, endReader } from '../../storage/result-readers.js'
import type { Brought, BroughtCard } from '../flow.js'
import type { JobContext, Writing } from '../context.js'
import { type Job, nextPart } from '../jobs.js'
import { sendCards } from '../notices.js'
import { tellOffice } from '../office.js'
import { showProgress } from './compute.js'
import { toldOf } from './moved.js'
import { readSnapshot } from './results.js'

/**
 * Sends each their result of a publication (the period is its id), in parts: what a part wrote stays; of a correction
 * those alone whom it changes something for. Who gets one is noted, also whom it can't be sent to: who has left, or has
 * no address.
 */
export const sendResults: Job = {
  name: 'results-send',
  title: '发个人考核结果',
  missed: 'each',
  asked: true,
  due: () => [],
  async run(ctx, publication, after) {
    const read = await readSnapshot(ctx.tx, publication)
    if (!read) return null
    const all = await toldOf({ db: ctx.tx, collected: ctx.collected }, read)
    const { part, next } = nextPart(all, after, (person) => person)
    const readers = part.map((person) => ({ person, state: stateOf(ctx, person) }))
    await addReaders(ctx.tx, publication, readers)
    const card = { kind: 'result', key: publication }
    await sendCards(
      ctx,
      readers.filter(({ state }) => state === 'waiting').map(({ person }) => ({ person, card })),
    )
    if (next === null) await showProgress(ctx, read.cycle)
    return next
  },
}

function stateOf({ bureau }: JobContext, person: string): 'waiting' | 'unreachable' {
  const isThere = bureau.roster.person(person) !== undefined && bureau.addresses.has(person)
  return isThere ? 'waiting' : 'unreachable'
}

/** How often the office's card shows how many were delivered. */
const shownTimes = 10

/** What became of somebody's own result: noted for the receipt, which the office's card shows from time to time. */
export async function resultBrought(
  { tx, bureau, fresh }: Brought,
  of: BroughtCard,
): Promise<void> {
  await hold(tx, bureau, [{ kind: 'receipt', id: of.key }])
  const ctx = await fresh()
  const person = ctx?.bureau.personAt.get(of.address)
  if (!ctx || person === undefined) return
  const state = of.delivered ? 'delivered' : 'failed'
  const left = await endReader(tx, of.key, { person, state })
  if (!left) return
  const step = Math.ceil(left.all / shownTimes)
  if (left.waiting % step === 0 || !of.delivered) await showReceipt(ctx, of.key)
}

/**
 * Whether a ranking stands in the group, as the office's card says. One that the platform did not take: the office is
 * told, and what to do. Some have it sent into their own chat: that says nothing of the group.
 */
export async function rankingBrought({ tx, fresh }: Brought, of: BroughtCard): Promise<void> {
  const ctx = await fresh()
  const read = await readSnapshot(tx, of.key)
  if (!ctx || !read || ctx.bureau.personAt.has(of.address)) return
  await setInGroup(tx, of.key, of.delivered ? 'delivered' : 'failed')
  await showProgress(ctx, read.cycle)
  if (of.delivered) return
  await tellOffice(ctx, 'publish-not-in-group', { version: `${read.snapshot.version}` })
}

async function showReceipt(ctx: Writing, publication: string): Promise<void> {
  const read = await readSnapshot(ctx.tx, publication)
  if (read) await showProgress(ctx, read.cycle)
}
