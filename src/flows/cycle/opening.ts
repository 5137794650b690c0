import { yearOn } from '../../base/assessment-year.js'
import { type Refusal, refuse } from '../../base/refusal.js'
import { checkFit } from '../../binding/fits.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { listCycles } from '../../storage/cycles.js'
import { askRun } from '../../storage/jobs.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { keyOf } from '../card-key.js'
import { readInputsJob } from '../publication/imported.js'
import { type Running, running, yearNameOf } from '../running.js'
import { manageCycles } from './actions.js'
import type { CycleIntent } from './intents.js'
import { begunJob } from './begun.js'
import { newCycle, openCycle } from './open.js'

/** The years that a cycle may be opened for: last year's that was forgotten, this one's, the next one's. */
export function yearsToOpen(
  { today }: Pick<Situation, 'today'>,
  { begins }: Pick<Scheme, 'begins'>,
): number[] {
  const year = Number.parseInt(yearOn(begins, today), 10)
  return [year + 1, year, year - 1]
}

/** What is missing before the bureau can run a scheme, each as a sentence with what to do. */
export function misfits({ bureau, today }: Pick<Situation, 'bureau' | 'today'>, scheme: Scheme) {
  const found: string[] = []
  const leftOut = bureau.leavesOut.get(scheme.id) ?? []
  checkFit({ scheme, roster: bureau.history, leftOut, today }, (_, message) => {
    found.push(message)
  })
  return found
}

/** The cycle as it would run if it were opened today. */
export function draftOf({ bureau, today }: Situation, scheme: Scheme, year: number): Running {
  return running(newCycle({ bureau: bureau.id, scheme, year, on: today }), scheme, bureau.history)
}

/**
 * What is asked for, if it can be opened at all.
 * @refuses not-allowed, cycle-scheme-unknown, cycle-year, cycle-already
 */
async function wanted(
  ctx: Context,
  { scheme: id, year }: { scheme: string; year: string },
): Promise<{ scheme: Scheme; year: number } | Refusal> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const scheme = ctx.bureau.schemes.get(id)
  if (!scheme) return refuse('cycle-scheme-unknown')
  const number = yearsToOpen(ctx, scheme).find((each) => `${each}` === year)
  if (number === undefined) return refuse('cycle-year')
  const known = (await listCycles(ctx.tx, ctx.bureau.id)).some(
    (cycle) => cycle.scheme === id && cycle.year === number,
  )
  return known
    ? refuse('cycle-already', {
        scheme: scheme.shortTitle,
        year: yearNameOf({ scheme, year: number }),
      })
    : { scheme, year: number }
}

/**
 * Shows what opening a cycle would bind, and what it would ask of whom and when.
 * @refuses {@link wanted}
 */
export async function prepareCycle(
  ctx: Context,
  intent: Extract<CycleIntent, { verb: 'cycle.prepare' }>,
): Promise<Outcome> {
  const found = await wanted(ctx, intent)
  if ('kind' in found) return found
  const key = keyOf(intent.scheme, intent.year)
  return done('cycle-prepared', {}, [{ kind: 'cycle-open', key }])
}

/**
 * Opens the cycle that was shown; everything that the scheme names is filled or left out, and somebody is assessed.
 * @refuses {@link wanted}, cycle-misfit, publish-nobody
 */
export async function openPrepared(
  ctx: Context,
  intent: Extract<CycleIntent, { verb: 'cycle.open' }>,
): Promise<Outcome> {
  const found = await wanted(ctx, intent)
  if ('kind' in found) return found
  const { scheme, year } = found
  const [first, ...more] = misfits(ctx, scheme)
  if (first !== undefined) return refuse('cycle-misfit', { count: `${more.length + 1}`, first })
  if (draftOf(ctx, scheme, year).assessees.length === 0) return refuse('publish-nobody')
  const { bureau, today: on, person: by } = ctx
  const leftOut = bureau.leavesOut.get(scheme.id) ?? []
  const id = await openCycle(ctx.tx, { bureau: bureau.id, scheme, year, on, by, leftOut })
  for (const job of [begunJob, readInputsJob]) {
    await askRun(ctx.tx, { bureau: bureau.id, job, period: id })
  }
  return done('cycle-opened', { scheme: scheme.shortTitle, year: yearNameOf({ scheme, year }) }, [
    { kind: 'cycle', key: id },
  ])
}
