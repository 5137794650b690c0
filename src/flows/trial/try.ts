import { newId } from '../../base/ids.js'
import { refuse } from '../../base/refusal.js'
import { askRun } from '../../storage/jobs.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { tryChoices } from './actions.js'
import { tryJob } from './job.js'
import { triedDrafts } from './kept.js'

/** Another answer to a choice of a cycle is tried; `pair`: `choice/alternative`. */
export interface WhatIfIntent {
  verb: 'what-if.try'
  cycle: string
  pair: string
}

/**
 * Asks what this year's result would be with another answer; a job works it out, and the card shows it.
 * @refuses not-allowed, gone, what-if-choice, what-if-same
 */
export async function tryAnswer(ctx: Context, { cycle: id, pair }: WhatIfIntent): Promise<Outcome> {
  const { bureau, person, tx } = ctx
  const refusal = mayNot(bureau, person, tryChoices, 'anything')
  if (refusal) return refusal
  const cycle = bureau.cycles.find((each) => each.id === id)
  if (!cycle) return refuse('gone')
  const [choice = '', alternative = ''] = pair.split('/')
  const found = cycle.scheme.choices.find((each) => each.id === choice)
  if (!found?.alternatives.some((each) => each.id === alternative)) return refuse('what-if-choice')
  if (found.answer === alternative) return refuse('what-if-same', { choice: found.name })
  const run = newId()
  await triedDrafts.keep(tx, ctx, id, { run, choice, alternative, found: null })
  await askRun(tx, { bureau: bureau.id, job: tryJob.name, period: `${id}/${person}/${run}` })
  return done('what-if-asked', { choice: found.name })
}
