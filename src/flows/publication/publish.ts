import { newId } from '../../base/ids.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { setCycleState } from '../../storage/cycles.js'
import { savePublication } from '../../storage/publications.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import { sendCard } from '../notices.js'
import { mayNotPublishOn } from '../verification/record.js'
import { publishCycle } from './actions.js'
import { resultsPublished } from './entries.js'
import type { PublishIntent } from './intents.js'
import { publishedSlice } from './published.js'
import { computeResults, snapshotHash, snapshotJson, stillOpen, type Snapshot } from './results.js'

/**
 * Publishes the cycle's results: a ranking (or only the nominees) into the group and a private result to
 * each person. Publishing again makes a new version beside the old; a correction needs its reason.
 * Refusals in this order: `not-allowed`, `no-cycle`, `publish-no-group`, `publish-ledger-differs`,
 * `publish-nobody`, `publish-open`, `publish-reason`.
 */
export async function publishResults(ctx: Context, input: PublishIntent): Promise<Outcome> {
  const { bureau, tx } = ctx
  const refusal = mayNot(bureau, ctx.person, publishCycle, 'anything')
  if (refusal) return refusal
  const cycle = bureau.cycles.find((each) => each.id === input.cycle)
  if (!cycle) return refuse('no-cycle')
  if (!bureau.groupChatId) return refuse('publish-no-group')
  const differs = await mayNotPublishOn(ctx)
  if (differs) return differs
  if (cycle.assessees.length === 0) return refuse('publish-nobody')
  const result = computeResults(ctx, cycle, ctx.today)
  const open = stillOpen(result)
  if (open.length > 0) return refuse('publish-open', { count: `${open.length}` })
  const earlier = ctx.collected.of(publishedSlice).get(cycle.id) ?? []
  const version = earlier.length + 1
  const wrong = refuseForm(version > 1 && !input.reason ? [fault('reason', 'publish-reason')] : [])
  if (wrong) return wrong
  const snapshot: Snapshot = {
    version,
    asOf: ctx.today,
    headSequence: ctx.collected.position,
    rosterRevision: bureau.rosterRevision,
    schemeVersion: cycle.scheme.version,
    scope: input.scope,
    reason: input.reason,
    publishedBy: ctx.person,
    result,
  }
  const id = newId()
  await savePublication(tx, {
    id,
    cycle: cycle.id,
    version,
    snapshot: snapshotJson(snapshot),
  })
  resultsPublished.write(ctx, {
    cycle: cycle.id,
    body: {
      publication: id,
      version,
      snapshotHash: snapshotHash(snapshot),
      asOf: ctx.today,
      headSequence: snapshot.headSequence,
      rosterRevision: snapshot.rosterRevision,
      schemeVersion: snapshot.schemeVersion,
      reason: input.reason,
    },
  })
  await setCycleState(tx, cycle.id, 'published')
  await sendCard(ctx, { group: bureau.groupChatId }, { kind: 'ranking', key: id })
  for (const statement of result.statements) {
    await sendCard(ctx, { person: statement.assessee }, { kind: 'result', key: id })
  }
  return done('published', { version: `${version}` })
}
