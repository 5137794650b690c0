import { dayAt } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { clockOf } from '../../workrules/dates.js'
import { type Context, done, type Outcome } from '../context.js'
import { namesOf, openDocket, stillOpen } from './act.js'
import type { Docket } from './dockets.js'
import { docketPlaced } from './entries.js'
import { allNamedIn, type Named, namedIn } from './form.js'
import type { DocketIntent } from './intents.js'
import { docketKind } from './kinds.js'
import { sendDocket, unknownOwner } from './submit.js'
import { helpersOf, moversOf, ownersOf, placersOf } from './who.js'

/** Who may say whose a matter is: of a first contact who takes it over or names its owner; else who may hand it on. */
export function mayPlace(ctx: Pick<Context, 'bureau'>, docket: Docket): string[] {
  const { bureau } = ctx
  if (docket.contact === 'other' || docket.contact === 'unclear') return placersOf(bureau, docket)
  const own = docket.contact === 'own' ? ownersOf(bureau, docket) : []
  return [...new Set([...moversOf(bureau, docket), ...own])]
}

/**
 * A matter gets an owner: taken over or named, from then on it goes by the limit that follows a first contact; or it is
 * handed on to another, with the reason.
 * @refuses {@link openDocket}, docket-place-other, docket-paused, docket-answered-before, docket-owner-none,
 * docket-owner, docket-assistants, docket-same, docket-reason
 */
export async function placeDocket(
  ctx: Context,
  intent: Extract<DocketIntent, { verb: 'docket.place' }>,
): Promise<Outcome> {
  const docket = openDocket(ctx, intent.docket)
  if (isRefusal(docket)) return docket
  const may = mayPlace(ctx, docket)
  if (!may.includes(ctx.person)) return refuse('docket-place-other', { who: namesOf(ctx, may) })
  const closed = stillOpen(docket)
  if (closed) return closed
  const read = readPlace(ctx, docket, intent)
  if (isRefusal(read)) return read
  const { owner, assistants, how } = read
  const subject = owner.person ?? owner.unit
  docketPlaced.write(ctx, {
    about: docket.id,
    ...(subject === null ? {} : { subject }),
    body: { how, ...becomes(ctx, docket), ...owner, assistants },
    ...(intent.text === '' ? {} : { personal: { reason: intent.text } }),
  })
  const placed = { ...docket, ...owner, assistants, contact: null }
  const owners = ownersOf(ctx.bureau, placed)
  // Who had it learns that it is another's.
  const before = [...ownersOf(ctx.bureau, docket), docket.by]
  await sendDocket(ctx, docket.id, [...owners, ...helpersOf(ctx.bureau, placed), ...before])
  return done('docket-placed', { who: namesOf(ctx, owners) })
}

interface Placing {
  owner: Named
  assistants: { units: string[]; persons: string[] }
  how: 'named' | 'taken' | 'moved'
}

function readPlace(
  ctx: Context,
  docket: Docket,
  { owner: typed, assistants: others, text }: Extract<DocketIntent, { verb: 'docket.place' }>,
): Placing | Refusal {
  const { roster } = ctx.bureau
  const takes = typed === '' && docket.contact !== null && docket.contact !== 'unclear'
  const self = { unit: roster.unitOf(ctx.person), person: ctx.person }
  const owner = takes ? self : namedIn(roster, typed)
  const { unknown, ...assistants } = allNamedIn(roster, others)
  const faults: Fault[] = []
  if (!owner) faults.push(unknownOwner(typed))
  if (unknown.length > 0)
    faults.push(fault('assistants', 'docket-assistants', { names: unknown.join('、') }))
  if (owner && docket.contact === null && isSame(docket, { ...owner, assistants }))
    faults.push(fault('owner', 'docket-same'))
  if (docket.contact === null && text === '') faults.push(fault('why', 'docket-reason'))
  const refused = refuseForm(faults)
  if (refused || !owner) return refused ?? refuse('docket-owner', { text: typed })
  const how = docket.contact === null ? 'moved' : docket.contact === 'unclear' ? 'named' : 'taken'
  return { owner, assistants, how }
}

function isSame(docket: Docket, of: Pick<Docket, 'unit' | 'person' | 'assistants'>): boolean {
  const key = ({ unit, person, assistants }: typeof of): string =>
    JSON.stringify([unit, person, [...assistants.units].sort(), [...assistants.persons].sort()])
  return key(docket) === key(of)
}

/** What a first contact goes on as, and by which clock; nothing for what is none. */
function becomes(ctx: Context, { kind: id, contact, received }: Docket) {
  const next = contact === null ? undefined : docketKind(ctx.bureau, id)?.contact?.becomes
  const kind = next === undefined ? null : docketKind(ctx.bureau, next)
  if (!kind) return { kind: null, clock: null }
  const rules = { limits: ctx.bureau.work?.rules.limits ?? [] }
  return { kind: kind.id, clock: clockOf(rules, kind, { on: dayAt(received) }, ctx.calendar) }
}
