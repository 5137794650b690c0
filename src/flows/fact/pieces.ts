import type { Day } from '../../base/day.js'
import { inTurns } from '../../base/real-time.js'
import type { Context, Situation } from '../context.js'
import { sendCards } from '../notices.js'
import { countedApart, isNothing } from './amounts.js'
import { type Filled, minuteOf, questionsAsked, shareOf, sharers } from './check.js'
import { type FactBody, factProposed } from './entries.js'
import { countingOf, deciders, nextStep, stepsOf } from './procedure.js'
import { unitOn } from './whom.js'

/** One fact of those that a form becomes, before it has a matter. */
export interface Piece {
  body: FactBody
}

/** What was done together is one fact; else each unit's people are one, or each person. */
export function piecesOf(ctx: Pick<Situation, 'bureau'>, filled: Filled, on: Day): Piece[] {
  const { fields, whom } = filled
  const unitFor = (id: string): string | null => unitOn(ctx.bureau.history, id, on)
  const persons = whom.filter(({ unit }) => !unit).map(({ id }) => id)
  const units = whom.filter(({ unit }) => unit).map(({ id }) => id)
  if (fields.together !== null) {
    const all = [...new Set([...units, ...persons.flatMap((id) => unitFor(id) ?? [])])]
    return [{ body: bodyOf(filled, { persons, units: all }) }]
  }
  if (fields.apart && persons.length > 0) {
    const each = persons.map((id) => ({ persons: [id], units: [unitFor(id) ?? []].flat() }))
    const alone = units.map((id) => ({ persons: [], units: [id] }))
    return [...each, ...alone].map((one) => ({ body: bodyOf(filled, one) }))
  }
  const byUnit = new Map<string, string[]>(units.map((id) => [id, []]))
  for (const id of persons) {
    const unit = unitFor(id) ?? ''
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), id])
  }
  const counted = new Set(countedApart(fields, whom).map(({ id }) => id))
  const { amounts } = filled.draft.words
  return [...byUnit].flatMap(([unit, of]) => {
    const body = bodyOf(filled, { persons: of, units: unit === '' ? [] : [unit] })
    if (!counted.has(unit)) return [{ body }]
    const quantity = amounts[unit] ?? ''
    return isNothing(quantity) ? [] : [{ body: { ...body, quantity } }]
  })
}

function bodyOf(filled: Filled, of: Pick<FactBody, 'persons' | 'units'>): FactBody {
  const { draft, fields } = filled
  const { words } = draft
  const answers = questionsAsked(fields, words.sort).flatMap(({ id }): [string, 'yes' | 'no'][] => {
    const answer = words.answers[id]
    return answer === 'yes' || answer === 'no' ? [[id, answer]] : []
  })
  const byHand = fields.points.map(({ to }): [string, string] => [to, words.points[to] ?? ''])
  const joint = rowsOf(filled, of)
  const sent = fields.sent ? minuteOf(words.sent) : null
  const ended = fields.done ? minuteOf(words.done) : null
  return {
    kind: draft.kind,
    ...of,
    ...(joint.length > 0 ? { joint } : {}),
    ...(fields.occasions.length > 0 ? { occasion: words.occasion } : {}),
    ...(fields.sorts.length > 0 ? { sort: words.sort } : {}),
    ...(fields.levels.length > 0 && words.levels.length > 0
      ? { levels: [...new Set(words.levels)] }
      : {}),
    ...(answers.length > 0 ? { answers: Object.fromEntries(answers) } : {}),
    ...(fields.quantity ? { quantity: words.quantity } : {}),
    ...(fields.times && timesIn(words.times) > 1 ? { times: timesIn(words.times) } : {}),
    ...(sent === null ? {} : { sent }),
    ...(ended === null ? {} : { done: ended }),
    ...(byHand.length > 0 ? { points: Object.fromEntries(byHand) } : {}),
    ...(draft.files.length > 0 ? { files: [...draft.files] } : {}),
  }
}

/** How often, as it was typed; once where nothing was. */
function timesIn(typed: string): number {
  return typed === '' ? 1 : Number.parseInt(typed.normalize('NFKC'), 10)
}

/** Who did it together, where a rule divides it: those who are scored, with part or share; else several units. */
function rowsOf(
  filled: Filled,
  { units }: Pick<FactBody, 'units'>,
): NonNullable<FactBody['joint']> {
  const { together } = filled.fields
  if (together === null) return []
  const { as, share } = filled.draft.words
  const scored = sharers(filled)
  if (scored.length === 0) return units.length > 1 ? units.map((who) => ({ who })) : []
  return scored.map(({ id: who }) => {
    const of = shareOf(share[who] ?? '')
    return {
      who,
      ...(together.how === 'by-role' ? { as: as[who] ?? '' } : {}),
      ...(together.how === 'by-share' && of !== null ? { share: `${of.toFixed()}%` } : {}),
    }
  })
}

/** Who does the first step on what is recorded: not who records it, and nobody whom it charges. */
function firstDeciders(
  ctx: Pick<Context, 'bureau' | 'person'>,
  body: FactBody,
  day: Day,
): string[] {
  const recorded = { body, day, recordedBy: ctx.person, steps: [] }
  const counting = countingOf(ctx.bureau, body.kind, day)
  const first = nextStep(ctx.bureau, recorded, stepsOf(counting, body.occasion))
  return first ? deciders(ctx.bureau, recorded, first) : []
}

/**
 * Whether what is recorded can be decided: somebody does its first step, and of no later one the only who could is who records it now. A
 * role that nobody holds may still be filled while the fact waits.
 */
export function canBeDecided(
  ctx: Pick<Context, 'bureau' | 'person'>,
  body: FactBody,
  day: Day,
): boolean {
  if (firstDeciders(ctx, body, day).length === 0) return false
  const recorded = { body, day, recordedBy: ctx.person, steps: [] }
  const steps = stepsOf(countingOf(ctx.bureau, body.kind, day), body.occasion)
  return steps.every(
    (step) =>
      step.what === 'verified' ||
      deciders(ctx.bureau, recorded, step).length > 0 ||
      deciders(ctx.bureau, { ...recorded, recordedBy: '' }, step).length === 0,
  )
}

/** A fact that is about to be proposed. */
export interface Proposed {
  day: Day
  body: FactBody
  personal: { note: string; matter?: string }
}

/** Writes facts down and sends each to who does its first step; answers their ids in the order given. */
export async function proposeFacts(ctx: Context, all: readonly Proposed[]): Promise<string[]> {
  const made = await inTurns(all, ({ day, body, personal }) =>
    factProposed.write(ctx, { day, ...subjectOf(body), body, personal }),
  )
  const cards = await inTurns(all, ({ body, day }, index) => {
    const card = { kind: 'approval', key: made[index] ?? '' }
    return firstDeciders(ctx, body, day).map((person) => ({ person, card }))
  })
  await sendCards(ctx, cards.flat())
  return made
}

function subjectOf({ persons, units }: FactBody): { subject?: string } {
  const subject = persons[0] ?? units[0]
  return subject === undefined ? {} : { subject }
}
