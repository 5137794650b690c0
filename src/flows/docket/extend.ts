import { type Day, dayAt, dayText, isDay } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { limitDue } from '../../workrules/dates.js'
import { type Ruled, ruledFor, vacantIn, type Waiting, waitingOf } from '../chain/chain.js'
import { type Decision, decide } from '../chain/decide.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { ownDocket } from './act.js'
import { dueOf } from './clock.js'
import { type Docket, docketsSlice, type Extension } from './dockets.js'
import { extensionAsked, extensionChain } from './entries.js'
import type { DocketIntent, ExtensionDecision } from './intents.js'
import { docketKind } from './kinds.js'
import { sendDocket } from './submit.js'
import { helpersOf, ownersOf } from './who.js'

type Extending = Extract<DocketIntent, { verb: 'docket.extend' }>

/** The last day to which a matter can be extended by its kind; null where it can't. */
export function longestFor(
  { bureau, calendar }: Pick<Situation, 'bureau' | 'calendar'>,
  docket: Docket,
): Day | null {
  const kind = docketKind(bureau, docket.kind)
  if (!kind?.extension || docket.contact !== null) return null
  const of = { on: dayAt(docket.received), extended: true }
  return limitDue({ limits: bureau.work?.rules.limits ?? [] }, kind, of, calendar)
}

/** The step of an extension that waits today; null where none does. */
export function extensionWaiting(situation: Situation, docket: Docket): Waiting | null {
  const { extension, state } = docket
  if (extension?.stage !== 'asked' || state === 'done' || state === 'dropped') return null
  return waitingOf(situation.bureau, extension)
}

/**
 * Its owner asks for a longer time before it is over, once, and says that who it concerns was told; the chain of the work
 * rules decides. From `docket-to-none` on all faults are said at once.
 * @refuses {@link ownDocket}, docket-extend-none, docket-extending, docket-extended, docket-late,
 * docket-to-none, docket-to, docket-beyond, docket-told, docket-reason, docket-vacant
 */
export async function extendDocket(ctx: Context, intent: Extending): Promise<Outcome> {
  const docket = ownDocket(ctx, intent.docket)
  if (isRefusal(docket)) return docket
  const unfit = unfitFor(ctx, docket)
  if (unfit) return unfit
  const to = readExtension(ctx, docket, intent)
  if (typeof to !== 'string') return to
  const span = { from: ctx.today, to, startsAtNoon: false, endsAtNoon: false }
  const of = { matter: 'extension' as const, person: ctx.person, span, calendar: ctx.calendar }
  const ruled = ruledFor(ctx.bureau, of)
  const first = firstFor(ctx, ruled)
  if (first === 'vacant') {
    const roles = vacantIn(ctx.bureau, { person: ctx.person, deciding: ruled?.deciding ?? [] })
    return refuse('docket-vacant', { role: roles.map(({ name }) => name).join('、') || '批准人' })
  }
  extensionAsked.write(ctx, {
    ...{ about: docket.id, subject: ctx.person },
    body: {
      ...{ to, informed: [...(ruled?.informed ?? [])] },
      deciding: first === null ? [] : [...(ruled?.deciding ?? [])],
    },
    personal: { reason: intent.text },
  })
  const asked = first?.asked ?? []
  await sendDocket(ctx, docket.id, asked)
  const who = asked.map((id) => ctx.bureau.roster.nameOf(id)).join('、')
  return done(first === null ? 'docket-extended-now' : 'docket-extend-asked', {
    ...{ who, to: dayText(to) },
  })
}

/** Why a matter can't be extended at all now; null where it can. */
function unfitFor(ctx: Context, docket: Docket): Refusal | null {
  const kind = docketKind(ctx.bureau, docket.kind)
  const due = dueOf(docket, ctx.calendar)
  if (!kind || due === null || longestFor(ctx, docket) === null)
    return refuse('docket-extend-none', { kind: kind?.name ?? '', clause: kind?.clause ?? '' })
  const stage = docket.extension?.stage
  if (stage === 'asked') return refuse('docket-extending')
  if (stage === 'approved') return refuse('docket-extended')
  return ctx.now >= due.late ? refuse('docket-late', { due: dayText(due.day) }) : null
}

function readExtension(ctx: Context, docket: Docket, { to, told, text }: Extending): Day | Refusal {
  const due = dueOf(docket, ctx.calendar)
  const longest = longestFor(ctx, docket)
  const faults: Fault[] = []
  if (to === '') faults.push(fault('to', 'docket-to-none'))
  else if (!isDay(to) || (due !== null && to <= due.day))
    faults.push(fault('to', 'docket-to', { due: due === null ? '' : dayText(due.day) }))
  else if (longest !== null && to > longest)
    faults.push(fault('to', 'docket-beyond', { max: dayText(longest) }))
  if (told !== 'yes') faults.push(fault('told', 'docket-told'))
  if (text === '') faults.push(fault('because', 'docket-reason'))
  const refused = refuseForm(faults)
  return refused ?? (isDay(to) ? to : refuse('docket-to', { due: '' }))
}

/** Who decides first; null: nobody has to; `vacant`: the rules name somebody, and nobody is there. */
function firstFor(ctx: Context, ruled: Ruled | null): Waiting | 'vacant' | null {
  if (!ruled || ruled.steps === 'outside') return 'vacant'
  if (ruled.steps === 'self') return null
  const { deciding } = ruled
  if (vacantIn(ctx.bureau, { person: ctx.person, deciding }).length > 0) return 'vacant'
  return waitingOf(ctx.bureau, { person: ctx.person, deciding, passed: [] })
}

const decisions: Readonly<Record<ExtensionDecision['verb'], Decision>> = {
  'docket.agree': 'pass',
  'docket.return': 'return',
  'docket.refuse': 'refuse',
}

/**
 * One in the chain agrees to a longer time, sends the request back or refuses it.
 * @refuses (docket.agree) gone, docket-over, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-passed-before, chain-not-yours
 * @refuses (docket.return, docket.refuse) gone, docket-over, chain-ended-approved, chain-ended-returned,
 * chain-ended-refused, chain-passed-before, chain-not-yours, chain-reason
 */
export async function decideExtension(ctx: Context, intent: ExtensionDecision): Promise<Outcome> {
  const { byId, byExtension } = ctx.collected.of(docketsSlice)
  const extension = byExtension.get(intent.extension)
  const docket = byId.get(extension?.docket ?? '')
  if (!extension || docket?.id !== intent.docket) return refuse('gone')
  if (docket.state === 'done' || docket.state === 'dropped') return refuse('docket-over')
  const made = decide(ctx, {
    request: { ...extension, ended: endedOf(extension) },
    ...{ entries: extensionChain, decision: decisions[intent.verb] },
    ...{ text: intent.text, field: 'remark' },
  })
  if (isRefusal(made)) return made
  const owners = [extension.person, ...ownersOf(ctx.bureau, docket)]
  if (made.what !== 'pass') {
    await sendDocket(ctx, docket.id, owners)
    return done('docket-extend-not', { name: ctx.bureau.roster.nameOf(extension.person) })
  }
  const told = made.last ? [...owners, ...helpersOf(ctx.bureau, docket)] : made.next
  await sendDocket(ctx, docket.id, told)
  return done('docket-extend-agreed', { to: dayText(extension.to) })
}

function endedOf({ stage }: Extension): string | null {
  return stage === 'asked' ? null : stage
}
