import { type Instant, instant } from '../../base/day.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { keyOf, partsIn } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { panelOrdered, turnBegun, turnEnded } from './entries.js'
import type { PanelIntent, PanelRef } from './intents.js'
import { drawn, managedOpen, newSeed } from './open.js'
import type { PanelRecord, Turn } from './panels.js'
import { ordered, panelKey, type PanelOf } from './which.js'

type Of<V extends PanelIntent['verb']> = Extract<PanelIntent, { verb: V }>

/** So many minutes before a presentation ends, who runs the panel is warned. Ours: the regulations only say how long it is. */
const warnMinutes = 2

const minute = 60_000

/** When a presentation ends and its questions do, by the scheme's minutes; null where it sets none. */
export function endsOf(
  { rule }: Pick<PanelOf, 'rule'>,
  { begun }: Pick<Turn, 'begun'>,
): { presentation: Instant | null; whole: Instant | null } {
  const [long, questions] = [rule.presentation.value, rule.questions.value]
  if (long === null) return { presentation: null, whole: null }
  const presentation = instant(begun + long * minute)
  return { presentation, whole: instant(presentation + (questions ?? 0) * minute) }
}

/** Who presents now; undefined when nobody does. */
export function runningTurn({ turns }: Pick<PanelRecord, 'turns'>): Turn | undefined {
  const last = turns.at(-1)
  return last?.ended === null ? last : undefined
}

/**
 * Draws the order anew, while nobody has presented; the seed is recorded.
 * @refuses {@link managedOpen}, panel-begun
 */
export async function drawLot(ctx: Context, ref: Of<'panel.lot'>): Promise<Outcome> {
  const found = managedOpen(ctx, ref)
  if ('kind' in found) return found
  const { of, record } = found
  if (record.turns.length > 0) return refuse('panel-begun')
  const seed = newSeed()
  const ids = [...record.order].sort()
  panelOrdered.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period },
    body: { panel: of.panel, order: drawn(seed, ids), seed },
  })
  return done('panel-drawn', { seed })
}

/**
 * Puts somebody who has not presented at another place of the order, by hand: it is no lot's any more.
 * @refuses {@link managedOpen}, panel-heard-unknown, panel-heard-already, panel-place
 */
export async function placeHeard(ctx: Context, intent: Of<'panel.place'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  const all = ordered(of, record)
  const one = all.find(({ id }) => id === intent.assessee)
  if (!one) return refuse('panel-heard-unknown')
  if (record.turns.some(({ assessee }) => assessee === one.id)) {
    return refuse('panel-heard-already', { name: one.name })
  }
  const place = /^\d{1,4}$/.test(intent.place) ? Number.parseInt(intent.place, 10) : 0
  if (place < 1 || place > all.length) {
    return refuseForm([fault('place', 'panel-place', { most: `${all.length}` })])
  }
  const order = all.map(({ id }) => id).filter((id) => id !== one.id)
  order.splice(place - 1, 0, one.id)
  panelOrdered.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period },
    body: { panel: of.panel, order, seed: null },
  })
  return done('panel-placed', { name: one.name, place: `${place}` })
}

/**
 * Somebody begins to present; who presented before ends. Who runs the panel is warned shortly before its time is over.
 * @refuses {@link managedOpen}, panel-heard-unknown, panel-presents
 */
export async function beginTurn(ctx: Context, intent: Of<'panel.begin'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  const one = ordered(of, record).find(({ id }) => id === intent.assessee)
  if (!one) return refuse('panel-heard-unknown')
  if (runningTurn(record)?.assessee === one.id) return refuse('panel-presents', { name: one.name })
  turnBegun.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period, subject: one.id },
    body: { panel: of.panel, assessee: one.id },
  })
  const { presentation } = endsOf(of, { begun: ctx.now })
  if (presentation === null) return done('panel-begun-now', { name: one.name })
  await warn(ctx, of, { turn: record.turns.length, ends: presentation })
  const minutes = `${of.rule.presentation.value}`
  return done('panel-begun-for', { name: one.name, minutes })
}

/** The office's card of a presentation whose time is nearly over. */
async function warn(
  ctx: Context,
  of: PanelOf,
  { turn, ends }: { turn: number; ends: Instant },
): Promise<void> {
  const card = { kind: 'panel-timer', key: keyOf(panelKey(of), `${turn}`) }
  const office = ctx.bureau.roster.holders('assessment-office')
  await sendCards(
    ctx,
    office.map(({ id }) => ({ person: id, card })),
    { notBefore: warnAt(of, { ends, begun: ctx.now }), expiresAt: instant(ends + minute) },
  )
}

/** Half of a presentation that is shorter than the warning. */
function warnAt({ rule }: PanelOf, { ends, begun }: { ends: Instant; begun: Instant }): Instant {
  const long = (rule.presentation.value ?? 0) * minute
  const before = Math.min(warnMinutes * minute, long / 2)
  return instant(Math.max(begun, ends - before))
}

/**
 * A presentation is over.
 * @refuses {@link managedOpen}, panel-presents-not
 */
export async function endTurn(ctx: Context, intent: Of<'panel.end'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  const running = runningTurn(record)
  if (!running || running.assessee !== intent.assessee) return refuse('panel-presents-not')
  turnEnded.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period, subject: running.assessee },
    body: { panel: of.panel, assessee: running.assessee },
  })
  return done('panel-ended', { name: of.cycle.byId.get(running.assessee)?.name ?? '' })
}

/** The panel of a timer's key, and which of its presentations, from 0; null for what is none. */
export function timedIn(key: string): { panel: PanelRef; turn: number } | null {
  const [cycle = '', period = '', panel = '', turn = ''] = partsIn(key, 4) ?? []
  return /^\d{1,5}$/.test(turn)
    ? { panel: { cycle, period, panel }, turn: Number.parseInt(turn, 10) }
    : null
}
