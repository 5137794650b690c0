import { newId } from '../../base/ids.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { setCycleState } from '../../storage/cycles.js'
import { append } from '../../storage/ledger.js'
import { listVersions, savePublication } from '../../storage/publications.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import type { PublishIntent } from '../intents.js'
import { refreshCards, sendCard } from '../notices.js'
import { mayNotPublishOn } from '../verification/record.js'
import { computeResults, snapshotHash, snapshotJson, stillOpen, type Snapshot } from './results.js'

/**
 * Publishes the cycle's results: a ranking (or only the nominees) into the group and a private result to
 * each person. Publishing again makes a new version beside the old; a correction needs its reason.
 * Refusals in this order: `not-allowed`, `publish-no-group`, `publish-ledger-differs`, `publish-open`,
 * `publish-reason`.
 */
export async function publishResults(ctx: Context, input: PublishIntent): Promise<Outcome> {
  const { bureau, tx } = ctx
  const refusal = mayNot(bureau, ctx.person, 'results.publish', 'anything')
  if (refusal) return refusal
  if (!bureau.groupChatId) return refuse('publish-no-group')
  const differs = await mayNotPublishOn(ctx)
  if (differs) return differs
  const { result, sequence } = await computeResults(tx, bureau, ctx.today)
  const open = stillOpen(result)
  if (open.length > 0) return refuse('publish-open', { count: `${open.length}` })
  const version = (await listVersions(tx, bureau.cycle.id)).length + 1
  const wrong = refuseForm(version > 1 && !input.reason ? [fault('reason', 'publish-reason')] : [])
  if (wrong) return wrong
  const snapshot: Snapshot = {
    version,
    asOf: ctx.today,
    headSequence: sequence,
    schemeVersion: bureau.scheme.version,
    scope: input.scope,
    reason: input.reason,
    publishedBy: ctx.person,
    result,
  }
  const id = newId()
  await savePublication(tx, {
    id,
    cycle: bureau.cycle.id,
    version,
    snapshot: snapshotJson(snapshot),
  })
  append(tx, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kind: 'results.published',
    day: ctx.today,
    by: ctx.person,
    body: {
      version,
      snapshotHash: snapshotHash(snapshot),
      asOf: ctx.today,
      headSequence: sequence,
      reason: input.reason,
    },
  })
  await setCycleState(tx, bureau.cycle.id, 'published')
  await sendCard(ctx, { group: bureau.groupChatId }, { kind: 'ranking', key: id })
  for (const statement of result.statements) {
    await sendCard(ctx, { person: statement.assessee }, { kind: 'result', key: id })
  }
  for (const earlier of await listVersions(tx, bureau.cycle.id)) {
    if (earlier.id !== id) await refreshCards(ctx, { kind: 'ranking', key: earlier.id })
  }
  return done('published', { version: `${version}` })
}
