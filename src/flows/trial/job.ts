import { withChoices } from '../../scheme/model/choices.js'
import type { ScoringInput } from '../../scoring/input.js'
import { refreshCards } from '../../storage/stale-cards.js'
import { partsIn } from '../card-key.js'
import type { JobContext } from '../context.js'
import type { Job } from '../jobs.js'
import { scoringInput } from '../scoring-input.js'
import { firstOf, movedAmong, type Side, sideOf } from './compare.js'
import { type Mover, triedDrafts } from './kept.js'

/** Statements in one part, of either side: presses wait for all of them. */
const partSize = 25

/** What a run has come to, between its parts; a process that does not have it begins anew. */
interface Trying {
  inputs: { before: ScoringInput; after: ScoringInput }
  before: Side | null
  after: Side | null
  ids: string[]
  done: number
  moved: number
  first: Mover[]
}

const trying = new Map<string, Trying>()
const tryingMost = 2

/**
 * Works out what a cycle's result would be with another answer to one choice (the period is `cycle/person/run`), some
 * statements a part. Nothing of it is written into the ledger: it stands beside the card of who asked.
 */
export const tryJob: Job = {
  name: 'what-if',
  title: '试算',
  missed: 'each',
  asked: true,
  due: () => [],
  async run(ctx, period) {
    const [cycle = '', person = '', run = ''] = partsIn(period, 3) ?? []
    const whose = { bureau: ctx.bureau, person }
    const draft = await triedDrafts.get(ctx.tx, whose, cycle)
    // Another was asked for since, or the cycle does not run any more.
    const known = draft?.run === run && draft.found === null ? draft : null
    const now = known && (trying.get(period) ?? begin(ctx, period, { cycle, ...known }))
    if (!known || !now) {
      trying.delete(period)
      return null
    }
    if (goOn(now)) return `${now.done}`
    trying.delete(period)
    const { inputs, ids, moved, first } = now
    const found = { asOf: inputs.before.asOf, people: ids.length, moved, first }
    await triedDrafts.keep(ctx.tx, whose, cycle, { ...known, found })
    await showTried(ctx, person, cycle)
    return null
  },
}

function begin(
  ctx: JobContext,
  period: string,
  of: { cycle: string; choice: string; alternative: string },
): Trying | null {
  const cycle = ctx.bureau.cycles.find(({ id }) => id === of.cycle)
  const choice = cycle?.scheme.choices.find(({ id }) => id === of.choice)
  if (!cycle || !choice?.alternatives.some(({ id }) => id === of.alternative)) return null
  const before = scoringInput(ctx, cycle, ctx.today)
  const scheme = withChoices(cycle.scheme, { [of.choice]: of.alternative })
  const made: Trying = {
    inputs: { before, after: { ...before, scheme } },
    ...{ before: null, after: null, done: 0, moved: 0, first: [] },
    ids: before.assessees.map(({ id }) => id).sort(),
  }
  const [oldest] = trying.keys()
  if (trying.size >= tryingMost && oldest !== undefined) trying.delete(oldest)
  trying.set(period, made)
  return made
}

/** Does a part; false when nothing is left. */
function goOn(now: Trying): boolean {
  if (!now.before) now.before = sideOf(now.inputs.before)
  else if (!now.after) now.after = sideOf(now.inputs.after)
  else {
    const part = now.ids.slice(now.done, now.done + partSize)
    const moved = movedAmong(now.before, now.after, part)
    now.done += part.length
    now.moved += moved.length
    now.first = firstOf([...now.first, ...moved])
    return now.done < now.ids.length
  }
  return true
}

async function showTried(ctx: JobContext, person: string, cycle: string): Promise<void> {
  const recipient = ctx.bureau.addresses.get(person)
  if (recipient === undefined) return
  await refreshCards(ctx.tx, {
    ...{ bureau: ctx.bureau.id, group: ctx.bureau.groupChatId, except: null },
    places: [{ kind: 'what-if', keys: [cycle], recipients: [recipient] }],
  })
}
