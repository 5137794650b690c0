import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { panelClosed, panelReopened } from './entries.js'
import type { PanelIntent } from './intents.js'
import { managed, managedOpen } from './open.js'
import { isRunning, missingIn, recordOf } from './which.js'

type Of<V extends PanelIntent['verb']> = Extract<PanelIntent, { verb: V }>

/**
 * Ends a panel: what was handed in counts from now on and may be seen. While sheets are missing only with the reason; what the
 * scheme makes of a class without any is the engine's.
 * @refuses {@link managedOpen}, panel-no-sheet, panel-close-reason
 */
export async function closePanel(ctx: Context, intent: Of<'panel.close'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  if (record.sheets.size === 0) return refuse('panel-no-sheet')
  const missing = missingIn(ctx, of, record)
  if (missing.length > 0 && intent.reason === '') {
    const count = `${missing.length}`
    return refuseForm([fault('reason', 'panel-close-reason', { count })])
  }
  panelClosed.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period },
    body: { panel: of.panel, missing },
    ...(intent.reason === '' ? {} : { personal: { reason: intent.reason } }),
  })
  return done('panel-closed-now')
}

/**
 * Lets sheets be handed in again. What counted counts until it is closed again.
 * @refuses {@link managed}, panel-not-opened, panel-open, panel-reopen-reason
 */
export async function reopenPanel(ctx: Context, intent: Of<'panel.reopen'>): Promise<Outcome> {
  const of = managed(ctx, intent)
  if ('code' in of) return of
  const record = recordOf(ctx, of)
  if (!record) return refuse('panel-not-opened')
  if (isRunning(record)) return refuse('panel-open')
  if (intent.reason === '') return refuseForm([fault('reason', 'panel-reopen-reason')])
  panelReopened.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period },
    body: { panel: of.panel },
    personal: { reason: intent.reason },
  })
  return done('panel-reopened')
}
