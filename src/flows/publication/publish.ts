import { newId } from '../../base/ids.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { setCycleState } from '../../storage/cycles.js'
import { askRun } from '../../storage/jobs.js'
import {
  confirmPublication,
  findPublication,
  listVersions,
  savePublication,
  setInGroup,
  withdrawPublication,
} from '../../storage/publications.js'
import { findResults } from '../../storage/results.js'
import { mayNot } from '../access.js'
import { done, type Context, type JobContext, type Outcome } from '../context.js'
import type { Job } from '../jobs.js'
import { sendCard } from '../notices.js'
import { tellOffice } from '../office.js'
import type { Running } from '../running.js'
import { mayNotPublishOn } from '../verification/record.js'
import { publishCycle } from './actions.js'
import { showProgress } from './compute.js'
import { resultsPublished } from './entries.js'
import { writeFound } from './bring.js'
import type { PublishIntent, ToGroupIntent } from './intents.js'
import { publishedSlice } from './published.js'
import {
  asJson,
  type Decided,
  readResults,
  readSnapshot,
  type Snapshot,
  snapshotHash,
} from './results.js'
import { sendResults } from './send.js'
import { changedSince, sinceWords } from './since.js'

/**
 * Decides that a cycle's results, as they were looked at, are published: a ranking (or only the nominees) into the group,
 * then each one's own. A job makes the publication ({@link makePublication}). Publishing again makes a new version
 * beside the old; a correction needs its reason. `publish-outdated` says what came since the results were computed.
 * @refuses not-allowed, no-cycle, publish-no-group, publish-ledger-differs, publish-nobody, publish-under-way,
 * publish-not-computed, publish-open, publish-outdated, publish-reason
 */
export async function publishResults(ctx: Context, input: PublishIntent): Promise<Outcome> {
  const { bureau, tx } = ctx
  const refusal = mayNot(bureau, ctx.person, publishCycle, 'anything')
  if (refusal) return refusal
  const cycle = bureau.cycles.find((each) => each.id === input.cycle)
  if (!cycle) return refuse('no-cycle')
  if (!bureau.groupChatId) return refuse('publish-no-group')
  const differs = await mayNotPublishOn(ctx, 'recorded')
  if (differs) return differs
  if (cycle.assessees.length === 0) return refuse('publish-nobody')
  const versions = await listVersions(tx, cycle.id)
  if (versions.some((one) => one.state === 'wanted')) return refuse('publish-under-way')
  const notNow = await refuseResults(ctx, cycle, input.results)
  if (notNow) return notNow
  const version = versions.length + 1
  const wrong = refuseForm(version > 1 && !input.reason ? [fault('reason', 'publish-reason')] : [])
  if (wrong) return wrong
  const { scope, reason, results } = input
  const decided: Decided = { version, scope, reason, publishedBy: ctx.person }
  const id = newId()
  const snapshot = asJson(decided)
  await savePublication(tx, { id, cycle: cycle.id, version, results, state: 'wanted', snapshot })
  await askRun(tx, { bureau: bureau.id, job: makePublication.name, period: id })
  await showProgress(ctx, cycle.id)
  return done('publish-begun', { version: `${version}` })
}

/**
 * Sends the last version's card into the group again, where the platform did not take it: the bot had left the group, or
 * was put into another since.
 * @refuses not-allowed, no-cycle, publish-no-group, publish-in-group
 */
export async function publishToGroup(ctx: Context, input: ToGroupIntent): Promise<Outcome> {
  const { bureau, tx } = ctx
  const refusal = mayNot(bureau, ctx.person, publishCycle, 'anything')
  if (refusal) return refusal
  const cycle = bureau.cycles.find((each) => each.id === input.cycle)
  if (!cycle) return refuse('no-cycle')
  const { groupChatId: group } = bureau
  if (!group) return refuse('publish-no-group')
  const last = ctx.collected.of(publishedSlice).get(cycle.id)?.at(-1)
  const publication = last && (await findPublication(tx, last.id))
  if (publication?.inGroup !== 'failed') return refuse('publish-in-group')
  await setInGroup(tx, publication.id, 'waiting')
  await sendCard(ctx, { group }, { kind: 'ranking', key: publication.id })
  await showProgress(ctx, cycle.id)
  return done('publish-to-group', { version: `${publication.version}` })
}

/** Why these results can't be published now; null where they can. */
async function refuseResults(
  ctx: Context,
  cycle: Running,
  results: string,
): Promise<Refusal | null> {
  const row = await findResults(ctx.tx, results)
  const read = row?.cycle === cycle.id ? await readResults(ctx.tx, results) : null
  if (!read) return refuse('publish-not-computed')
  const { open } = read.preview
  if (open.length > 0) return refuse('publish-open', { count: `${open.length}` })
  const since = await changedSince(ctx, cycle, read.head)
  return since && refuse('publish-outdated', { what: sinceWords(ctx, since, ctx.person) })
}

/**
 * Makes a publication that a press decided (the period is its id): compares the ledger once more, then in one
 * transaction writes what it asserts into the ledger, puts it into the group, and asks for the sending of each one's own
 * result. A ledger that differs leaves its version free, and the office is told.
 */
export const makePublication: Job = {
  name: 'results-publish',
  title: '公布考核结果',
  missed: 'each',
  asked: true,
  due: () => [],
  async run(ctx, id) {
    const publication = await findPublication(ctx.tx, id)
    const read = publication && (await readSnapshot(ctx.tx, id))
    if (publication?.state !== 'wanted' || !read) return null
    const { cycle, snapshot } = read
    const { groupChatId: group, id: bureau } = ctx.bureau
    const refusal = group ? await mayNotPublishOn(ctx, 'compared') : refuse('publish-no-group')
    if (refusal || !group) {
      await withdrawPublication(ctx.tx, id)
      if (refusal) await tellOffice(ctx, refusal.code, refusal.with)
      await showProgress(ctx, cycle)
      return null
    }
    await confirmPublication(ctx.tx, id)
    assertPublished(ctx, { id, cycle, snapshot })
    await writeFound(ctx, { id, cycle, snapshot })
    await setCycleState(ctx.tx, cycle, 'published')
    await sendCard(ctx, { group }, { kind: 'ranking', key: id })
    await askRun(ctx.tx, { bureau, job: sendResults.name, period: id })
    return null
  },
}

/** Writes into the ledger what a publication asserts. */
function assertPublished(
  ctx: JobContext,
  { id, cycle, snapshot }: { id: string; cycle: string; snapshot: Snapshot },
): void {
  const { version, reason, pins, publishedBy: by } = snapshot
  resultsPublished.write(ctx, {
    ...{ cycle, by },
    body: {
      ...{ publication: id, version, snapshotHash: snapshotHash(snapshot), asOf: pins.asOf },
      ...{ headSequence: pins.ledger.sequence, rosterRevision: pins.roster.revision },
      ...{ schemeVersion: pins.scheme.version, reason },
    },
  })
}
