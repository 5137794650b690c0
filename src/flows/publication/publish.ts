import { must } from '../../base/bug.js'
import { newId, sha256 } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { setCycleState } from '../../storage/cycles.js'
import { askRun } from '../../storage/jobs.js'
import { hashAt } from '../../storage/ledger-reading.js'
import { savePublication } from '../../storage/publications.js'
import { readRoster } from '../../storage/roster-rows.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import { sendCard } from '../notices.js'
import type { Running } from '../running.js'
import { mayNotPublishOn } from '../verification/record.js'
import { publishCycle } from './actions.js'
import { resultsPublished } from './entries.js'
import { importedSlice } from './imported.js'
import type { PublishIntent } from './intents.js'
import { publishedSlice } from './published.js'
import { importedHash } from './recompute.js'
import {
  computeResults,
  type Pins,
  previewMark,
  resultWords,
  snapshotHash,
  snapshotJson,
  stillOpen,
  type Snapshot,
} from './results.js'
import { sendResults } from './send.js'

/**
 * Publishes the cycle's results: a ranking (or only the nominees) into the group; the private results to each person
 * are then sent in parts, behind presses. Publishing again makes a new version beside the old; a correction needs its reason.
 * `publish-outdated`: it is not the result that was looked at.
 * @refuses not-allowed, no-cycle, publish-no-group, publish-ledger-differs, publish-nobody, publish-open,
 * publish-outdated, publish-reason
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
  if (previewMark(result) !== input.preview) return refuse('publish-outdated')
  const earlier = ctx.collected.of(publishedSlice).get(cycle.id) ?? []
  const version = earlier.length + 1
  const wrong = refuseForm(version > 1 && !input.reason ? [fault('reason', 'publish-reason')] : [])
  if (wrong) return wrong
  const snapshot: Snapshot = {
    version,
    scope: input.scope,
    reason: input.reason,
    publishedBy: ctx.person,
    pins: await pinsOf(ctx, cycle),
    words: resultWords(ctx, cycle),
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
      headSequence: snapshot.pins.ledger.sequence,
      rosterRevision: snapshot.pins.roster.revision,
      schemeVersion: snapshot.pins.scheme.version,
      reason: input.reason,
    },
  })
  await setCycleState(tx, cycle.id, 'published')
  await sendCard(ctx, { group: bureau.groupChatId }, { kind: 'ranking', key: id })
  await askRun(tx, { bureau: bureau.id, job: sendResults.name, period: id })
  return done('published', { version: `${version}` })
}

/** Everything that the result of a cycle depends on now. */
async function pinsOf(ctx: Context, { id, scheme, answers }: Running): Promise<Pins> {
  const { bureau, collected, tx } = ctx
  const roster = must(await readRoster(tx, bureau.id, bureau.rosterRevision), 'no roster')
  const hash = (await hashAt(tx, bureau.id, collected.position)) ?? ''
  return {
    asOf: ctx.today,
    ledger: { sequence: collected.position, hash },
    roster: { revision: roster.revision, hash: sha256(canonicalJson(roster.body)) },
    scheme: { id: scheme.id, version: scheme.version, answers },
    imported: importedHash(collected.of(importedSlice).get(id)),
  }
}
