import { dayText } from '../../base/day.js'
import { sha256, shortId } from '../../base/ids.js'
import { type Fault, fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { isProvisional } from '../provisional.js'
import { managePanels } from './actions.js'
import { panelOpened } from './entries.js'
import type { PanelIntent, PanelRef } from './intents.js'
import type { PanelRecord } from './panels.js'
import { judgesField } from './row-field.js'
import {
  classesOf,
  heardIn,
  isRunning,
  panelFor,
  panelKey,
  type PanelOf,
  recordOf,
} from './which.js'

type Of<V extends PanelIntent['verb']> = Extract<PanelIntent, { verb: V }>

/** Letters of the seed of a lot: nobody can look for one that suits. */
const seedLength = 16

/**
 * Those who are heard, as a lot has them: by SHA-256 of seed and id, so that anybody can draw it again.
 */
export function drawn(seed: string, ids: readonly string[]): string[] {
  const lot = (id: string): string => sha256(`${seed} ${id}`)
  return [...ids].sort((a, b) => (lot(a) < lot(b) ? -1 : 1))
}

/** A seed for a lot. */
export function newSeed(): string {
  return shortId(seedLength)
}

/**
 * A panel, for who runs it.
 * @refuses panel-unknown, not-allowed
 */
export function managed(ctx: Context, ref: PanelRef): PanelOf | Refusal {
  const of = panelFor(ctx, ref)
  if (!of) return refuse('panel-unknown')
  return mayNot(ctx.bureau, ctx.person, managePanels, 'anything') ?? of
}

/**
 * A panel that takes sheets, for who runs it.
 * @refuses {@link managed}, panel-not-opened, panel-closed
 */
export function managedOpen(
  ctx: Context,
  ref: PanelRef,
): { of: PanelOf; record: PanelRecord } | Refusal {
  const of = managed(ctx, ref)
  if ('code' in of) return of
  const record = recordOf(ctx, of)
  if (!record) return refuse('panel-not-opened')
  return isRunning(record) ? { of, record } : refuse('panel-closed')
}

/**
 * Opens a panel: fixes the judges of each class and the order, by lot (the seed is recorded) or as the roster has it.
 * Each of them gets the card.
 * @refuses {@link managed}, panel-opened-already, panel-not-yet, panel-judges-none, panel-judge-twice,
 * panel-judge-unknown
 */
export async function openPanel(ctx: Context, intent: Of<'panel.open'>): Promise<Outcome> {
  const of = managed(ctx, intent)
  if ('code' in of) return of
  if (recordOf(ctx, of)) return refuse('panel-opened-already')
  if (ctx.today < of.opens) {
    return refuse('panel-not-yet', { opens: dayText(of.opens, isProvisional(ctx, of.opens)) })
  }
  const heard = heardIn(of).map(({ id }) => id)
  const classes = classesOf(of)
  const counted = classes.filter(({ observes }) => !observes)
  if (counted.every(({ body }) => (intent.judges[body] ?? []).length === 0)) {
    return refuse('panel-judges-none')
  }
  const wrong = refuseForm(faultsOf(ctx, of, intent.judges))
  if (wrong) return wrong
  const judges = classes.flatMap(({ body }) =>
    (intent.judges[body] ?? []).map((person) => ({ person, body })),
  )
  const seed = intent.order === 'lot' ? newSeed() : null
  const order = seed === null ? heard : drawn(seed, heard)
  panelOpened.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period },
    body: { panel: of.panel, judges, order, seed },
  })
  const card = { kind: 'panel-sheet', key: panelKey(of) }
  await sendCards(
    ctx,
    judges.map(({ person }) => ({ person, card, due: of.due })),
  )
  return done('panel-opened', { count: `${judges.length}`, heard: `${heard.length}` })
}

function faultsOf(ctx: Context, of: PanelOf, judges: Of<'panel.open'>['judges']): Fault[] {
  const all = Object.values(judges).flat()
  return classesOf(of).flatMap(({ body, name }): Fault[] => {
    const own = judges[body] ?? []
    const wrong = (code: string, values: Record<string, string>): Fault =>
      fault(`${judgesField}${body}`, code, { class: name, ...values })
    const twice = own.filter((one) => all.filter((each) => each === one).length > 1)
    const names = twice.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
    return [
      ...(twice.length > 0 ? [wrong('panel-judge-twice', { names })] : []),
      ...(own.some((one) => !ctx.bureau.roster.person(one))
        ? [wrong('panel-judge-unknown', {})]
        : []),
    ]
  })
}
