import { hasPart } from '../../scheme/model/for-whom.js'
import type { Part, Scale, VotesPart } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import type { Day } from '../../base/day.js'
import { must } from '../../base/bug.js'
import type { Bureau } from '../context.js'
import { type Running, yearOf } from '../running.js'
import { figuresMax, optionsMax, sheetSize } from './least.js'
import type { OpenedBody } from './entries.js'

/** A part of a running cycle that people vote on. */
export interface VotedPart {
  cycle: Running
  part: VotesPart
  scale: Scale
}

function votesIn(part: Part): VotesPart[] {
  if (part.kind === 'sum') return part.children.flatMap(votesIn)
  return part.kind === 'votes' ? [part] : []
}

/** Every part of the running cycles that people vote on. */
export function votedParts({ cycles }: Pick<Bureau, 'cycles'>): VotedPart[] {
  return cycles.flatMap((cycle) =>
    votesIn(cycle.scheme.total).map((part) => {
      const scale = cycle.scheme.scales.find((each) => each.id === part.scale)
      return { cycle, part, scale: must(scale, `no scale ${part.scale}`) }
    }),
  )
}

/** The part that is named; undefined where no running cycle has it. */
export function votedPart(
  bureau: Pick<Bureau, 'cycles'>,
  of: { cycle: string; part: string },
): VotedPart | undefined {
  return votedParts(bureau).find(({ cycle, part }) => cycle.id === of.cycle && part.id === of.part)
}

/** Who votes on a part today, by class: holders of the role that the scheme names. */
export function votersOf({ roster }: Bureau, { part }: VotedPart): OpenedBody['voters'] {
  const people = roster.holders(part.voters).map(({ id }) => id)
  return people.length === 0 ? [] : [{ class: part.voters, people }]
}

/**
 * Who is voted on: those of the cycle that have the part and are there today, or were on the last day of its year; unit
 * by unit.
 */
export function judgedIn({ cycle, part }: VotedPart, today: Day): Assessee[] {
  const end = yearOf(cycle).to
  const on = today < end ? today : end
  const there = cycle.assessees.filter(
    (one) =>
      hasPart(cycle.scheme.total, part.id, one) &&
      (one.from === undefined || one.from <= on) &&
      (one.to === undefined || one.to >= on),
  )
  const order = new Map(cycle.units.map(({ id }, at) => [id, at]))
  const placeOf = ({ unit }: Assessee): number => order.get(unit ?? '') ?? order.size
  return there.sort((a, b) => placeOf(a) - placeOf(b))
}

/** As few sheets as there must be, all of about the same length. */
export function inSheets(
  people: readonly string[],
  choices: OpenedBody['choices'] | null,
): string[][] {
  const size = sheetSize(choices && 'options' in choices ? choices.options.length : 0)
  const count = Math.ceil(people.length / size)
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((people.length * at) / count)
    return people.slice(from, Math.floor((people.length * (at + 1)) / count))
  })
}

/**
 * What a ballot can give: the bands of a scale where each is one value or a name alone; else whole figures from its lowest
 * to its highest. Null where these are too many to be counted apart.
 */
export function choicesOf({ scale }: Pick<VotedPart, 'scale'>): OpenedBody['choices'] | null {
  const options = scale.bands.map(({ id }) => id)
  if (scale.listed) return options.length > optionsMax ? null : { options }
  const [from, to] = [scale.lowest.ceil().toNumber(), scale.highest.floor().toNumber()]
  return to - from < figuresMax ? { from, to } : null
}

/** The fewest votes that there can be on whoever has most: nobody judges oneself where that is left out. */
export function mostVotes(of: Pick<OpenedBody, 'voters' | 'sheets' | 'ownLeftOut'>): number {
  const voters = new Set(of.voters.flatMap(({ people }) => people))
  const onAny = of.sheets
    .flat()
    .map((one) => voters.size - (of.ownLeftOut && voters.has(one) ? 1 : 0))
  return Math.max(0, ...onAny)
}
